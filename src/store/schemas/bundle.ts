import type { JsonObject } from '../../model/json.js';
import type { Link, Manifest, Neighbor, Policy } from '../../model/policy.js';
import { address, anyObject, anyText, draft, each, finding, kind, kindSight, listOf, only, orNull, record, secretPlace, sha256, table, tenantFacts, text, tool } from './words.js';

/** The versions of the bundle that this tool reads. */
export const bundleFormats: readonly number[] = [1];

export const manifestSchema: JsonObject = {
  $schema: draft,
  title: 'TenantFerry manifest of a bundle',
  ...record<Manifest>({
    format: only(1),
    tool,
    tenant: tenantFacts,
    cloud: text,
    time: text,
    origin: each<Manifest['origin']>({ graph: true, converted: true }),
    kinds: table(kindSight),
    files: table(sha256),
  }, { reported: table(kindSight) }),
};

const link = record<Link>({ id: text }, { name: anyText, type: anyText });

export const policySchema: JsonObject = {
  $schema: draft,
  title: 'TenantFerry policy: one exported object',
  ...record<Policy>(
    {
      address,
      kind,
      id: text,
      name: anyText,
      body: anyObject,
      children: table(listOf(anyObject)),
      links: table(listOf(link)),
      assignments: orNull(listOf(anyObject)),
      secrets: listOf(secretPlace),
    },
    // handles are of the destination: no bundle holds them
    { type: anyText, owned: anyText, defaultObject: anyText, handles: { not: {} } },
  ),
};

export const neighborsSchema: JsonObject = {
  $schema: draft,
  title: 'TenantFerry neighbors: what policies point at that is no policy itself',
  ...listOf(record<Neighbor>({ kind, id: text, state: each<Neighbor['state']>({ found: true, gone: true, 'not seen': true }), facts: anyObject }, { name: anyText })),
};

/** JSON pointer of a place → its value. */
export const secretsSchema: JsonObject = { $schema: draft, title: 'TenantFerry secrets of one object', ...table(anyText) };

export const findingsSchema: JsonObject = {
  $schema: draft,
  title: 'TenantFerry findings',
  ...listOf(finding),
};
