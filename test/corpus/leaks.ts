import { isList, isObject, type Json } from '../../src/model/json.js';
import { sidOf } from '../../src/engine/values/sid.js';
import type { SimulatedTenant } from '../../src/simulator/simulated-tenant.js';
import type { Collection } from '../../src/simulator/tenant/entity.js';

const guid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/giu;

/** Ids of everything below a tenant's root, lower case, whatever their form, as long as they are long enough to mean something. */
function idsOf(tenant: SimulatedTenant): Set<string> {
  const ids = new Set<string>();
  const walk = (collections: Iterable<Collection>): void => {
    for (const collection of collections) {
      for (const entity of collection.all()) {
        for (const found of entity.id.match(guid) ?? []) ids.add(found.toLowerCase());
        walk(entity.children.values());
      }
    }
  };
  walk(tenant.data.root.children.values());
  return ids;
}

/** Every text in a value, with what its base64 says, in UTF-8 and in UTF-16. */
function* textsOf(value: Json): Generator<string> {
  if (typeof value === 'string') {
    yield value;
    if (value.length >= 16 && /^[A-Za-z0-9+/=\s]+$/u.test(value)) {
      const bytes = Buffer.from(value, 'base64');
      yield bytes.toString('utf8');
      yield bytes.toString('utf16le');
    }
  } else if (isList(value)) for (const item of value) yield* textsOf(item);
  else if (isObject(value)) {
    for (const [name, member] of Object.entries(value)) {
      yield name;
      yield* textsOf(member);
    }
  }
}

/**
 * What of the source is in the writes that the destination received: ids of its objects, SIDs of them, its tenant id, its
 * account and its domains. Ids that both tenants have are no leak. A search of its own, which shares nothing with the product's.
 */
export function leaksInto(destination: SimulatedTenant, source: SimulatedTenant): string[] {
  const known = idsOf(destination);
  const ids = new Set([...idsOf(source)].filter((id) => !known.has(id)));
  // the all-zero id means none
  ids.delete('00000000-0000-0000-0000-000000000000');
  ids.add(source.identity.tenantId.toLowerCase());
  ids.add(source.data.intuneAccountId.toLowerCase());
  const sids = new Map([...ids].map((id) => [sidOf(id), id]));
  const domains = source.data.domains.map((domain) => domain.toLowerCase());
  const leaks = new Set<string>();
  for (const { method, path, body } of destination.sent) {
    for (const text of [path, ...textsOf(body)]) {
      const lower = text.toLowerCase();
      for (const found of lower.match(guid) ?? []) if (ids.has(found)) leaks.add(`${method} ${path}: id ${found}`);
      for (const found of text.match(/S-1-12-1-\d+-\d+-\d+-\d+/giu) ?? []) if (sids.has(found)) leaks.add(`${method} ${path}: SID of ${sids.get(found) ?? ''}`);
      for (const domain of domains) if (lower.includes(domain)) leaks.add(`${method} ${path}: domain ${domain}`);
    }
  }
  return [...leaks];
}
