import { addressOf, shortId } from '../../src/model/address.js';
import type { ManifestFacts } from '../../src/model/bundle.js';
import { idOf } from '../../src/model/ids.js';
import type { JsonObject } from '../../src/model/json.js';
import type { Plan } from '../../src/model/plan.js';
import type { Neighbor, Policy } from '../../src/model/policy.js';

/** Invented content for the tests of the store. */
export function policyOf(kind: string, id: string, name: string, body: JsonObject = { displayName: name }): Policy {
  return { address: addressOf(kind, name, shortId(id)), kind, id: idOf('source', id), name, body, children: {}, links: {}, assignments: [], secrets: [] };
}

export function guid(n: number): string {
  return `${n.toString(16).padStart(8, '0')}-1111-4222-8333-444444444444`;
}

export function neighborOf(kind: string, id: string, name?: string): Neighbor {
  return { kind, id: idOf('source', id), state: name === undefined ? 'gone' : 'found', facts: {}, ...(name === undefined ? {} : { name }) };
}

const contoso = { name: 'contoso', id: 'aaaaaaaa-0000-4000-8000-000000000001', initialDomain: 'contoso.onmicrosoft.com', domains: ['contoso.com', 'contoso.onmicrosoft.com'] };
const fabrikam = { name: 'fabrikam', id: 'bbbbbbbb-0000-4000-8000-000000000002', domains: ['fabrikam.com'] };

export function factsAt(time: string): ManifestFacts {
  return { tool: { name: 'tenantferry', version: '0.1.0' }, tenant: contoso, cloud: 'global', time, origin: 'graph', kinds: { compliancePolicy: { state: 'complete', count: 2 } } };
}

export function planOf(names: readonly string[]): Omit<Plan, 'fingerprint'> {
  const actions = names.map((name, i) => {
    const { address, kind } = policyOf('compliancePolicy', guid(i + 1), name);
    return { do: 'create' as const, address, kind, name, reason: 'not there yet', needs: [], calls: 2, digest: 'd'.repeat(64) };
  });
  return {
    format: 1,
    tool: { name: 'tenantferry', version: '0.1.0' },
    time: '2026-01-02T03:04:05.000Z',
    source: contoso,
    destination: fabrikam,
    bundle: { path: 'exports/contoso', fingerprint: 'b'.repeat(64) },
    mappings: { path: 'mappings/contoso-to-fabrikam', fingerprint: 'a'.repeat(64) },
    options: { assignments: 'now', onExisting: 'skip', prefix: '', keepState: false, allowOpen: false },
    waves: [actions],
    asides: [],
    resolutions: { group: { [guid(7)]: { as: 'open', because: 'two groups of that name', candidates: [{ id: idOf('destination', guid(8)), name: 'Sales' }] } } },
    spellings: {},
    values: [{ from: 'contoso.com', class: 'domain', to: 'fabrikam.com' }, { from: 'contoso', class: 'name', to: null }],
    findings: [],
    reliesOn: [{ what: 'absent', kind: 'compliancePolicy', key: 'k', name: 'Windows baseline' }],
    estimate: { reads: 1, writes: 2, seconds: 0.5, byService: { 'device-configuration': { writes: 2, seconds: 0.5 } } },
    kinds: { compliancePolicy: { state: 'complete', count: 2 } },
  };
}
