import type { Bundle } from '../model/bundle.js';
import { idAt, idOf, type Id } from '../model/ids.js';
import { isObject, stableText, type JsonObject } from '../model/json.js';
import type { Resolution } from '../model/mapping.js';
import type { Catalog, PolicyType } from '../model/policy-type.js';
import type { Policy } from '../model/policy.js';
import type { TenantReader } from '../model/ports.js';
import { draftOf, placesIn } from '../engine/draft.js';
import { objectPath } from '../engine/object-path.js';
import type { Lookup } from '../engine/resolve.js';
import type { Summary } from '../engine/summary.js';
import { allPages } from './read-kinds.js';

/** A part that a policy of the source points at, and what it is a part of. */
interface Part {
  readonly row: PolicyType;
  readonly owner: string;
  readonly id: string;
  readonly key: string;
}

function keyOf(by: readonly string[], part: JsonObject): string {
  return stableText(by.map((name) => part[name] ?? null));
}

/** The parts that a policy points at, of what is not the same everywhere. */
function partsOf(row: PolicyType, policy: Policy): Part[] {
  const { parts } = row;
  if (parts === undefined) return [];
  const draft = draftOf(policy);
  return placesIn(row, draft, parts.at).flatMap((place): Part[] => {
    const around = place.around.find((one) => isObject(one[last(parts.of)]));
    const owner = around === undefined ? undefined : around[last(parts.of)];
    const id = isObject(place.value) ? idAt(place.value) : undefined;
    const owning = isObject(owner) ? idAt(owner) : undefined;
    return id === undefined || owning === undefined || !isObject(place.value) ? [] : [{ row, owner: owning, id, key: keyOf(parts.by, place.value) }];
  });
}

function last(path: string): string {
  return path.split('.').at(-1) ?? path;
}

/**
 * Finds the parts of mapped objects again in the destination, each by the members its row names: exactly one must have them.
 * @returns the resolution of each part's id of the source; parts of what is not mapped are left out
 */
export async function readParts(reader: TenantReader, catalog: Catalog, bundle: Pick<Bundle, 'policy'>, summaries: readonly Summary[], lookup: Lookup): Promise<ReadonlyMap<string, Resolution>> {
  const wanted = new Map<string, { readonly to: Id<'destination'>; readonly row: PolicyType; readonly parts: Part[] }>();
  for (const { kind: from, address } of summaries) {
    const own = catalog.row(from);
    const policy = own.parts === undefined ? undefined : await bundle.policy(address);
    for (const part of policy === undefined ? [] : partsOf(own, policy)) {
      const kind = part.row.parts?.kind ?? '';
      const known = lookup([kind], part.owner);
      if (known?.as !== 'mapped') continue;
      const one = wanted.get(part.owner) ?? { to: known.id, row: part.row, parts: [] };
      one.parts.push(part);
      wanted.set(part.owner, one);
    }
  }
  const found = new Map<string, Resolution>();
  await Promise.all(
    [...wanted.values()].map(async ({ to, row, parts }) => {
      const target = catalog.row(row.parts?.kind ?? '');
      const by = row.parts?.by ?? [];
      const listed = await allPages(reader, { api: target.api, service: target.service, scopes: target.scopes.read, path: `${objectPath(target, to)}/${row.parts?.list ?? ''}` });
      for (const part of parts) {
        const twins = listed.ok ? listed.value.filter((one) => keyOf(by, one) === part.key) : [];
        const [only] = twins;
        const id = only === undefined ? undefined : idAt(only);
        found.set(
          part.id,
          id !== undefined && twins.length === 1
            ? { as: 'mapped', id: idOf('destination', id), because: `same ${by.map((name) => name.replace('@odata.', '')).join(' and ')}`, part: true }
            : { as: 'open', because: listed.ok ? `${String(twins.length)} of the ${row.parts?.list ?? 'parts'} of ${target.title} ${to} have the same ${last(by.at(-1) ?? '')}` : listed.failure.message, candidates: [] },
        );
      }
    }),
  );
  return found;
}
