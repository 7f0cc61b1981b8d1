import type { ValueEntry } from '../../model/mapping.js';
import type { TenantFacts } from '../../model/policy.js';
import type { ValueClass } from '../../model/rules.js';
import { classFacts } from './classes.js';
import { keyOfFound } from './decisions.js';
import type { Found } from './find.js';
import { meaningOfHolder } from './shapes.js';

/** What was found in one object, and what to call it in `where`. */
export interface FoundIn {
  readonly address: string;
  readonly found: readonly Found[];
}

type Proposal =
  | { readonly decision: 'map'; readonly to: string; readonly because: string }
  | { readonly decision: 'keep'; readonly because: string }
  | { readonly decision: 'open'; readonly candidates: readonly string[]; readonly because: string };

/** How many places an entry names; the report has them all. */
const shown = 5;

/**
 * The entries of `values.json` for what was found, one for each text, the most used first. Only what two tenants say of
 * themselves is mapped; what may well stay is kept and said; everything else is open, with the candidates there are.
 *
 * Ids and SIDs of known objects get no entry: they follow the object's own mapping (applyValues).
 */
export function proposeValues(objects: Iterable<FoundIn>, source: TenantFacts, destination: TenantFacts): ValueEntry[] {
  const groups = new Map<string, { readonly first: Found; readonly where: string[]; readonly users: Set<string> }>();
  for (const { address, found } of objects) {
    for (const one of found) {
      if (one.kind !== undefined && (one.class === 'object id' || one.class === 'sid')) continue;
      const key = keyOfFound(one);
      const group = groups.get(key) ?? { first: one, where: [], users: new Set<string>() };
      groups.set(key, group);
      if (group.where.length < shown) group.where.push(`${address}#${one.at}`);
      group.users.add(address);
    }
  }
  const propose = proposer(source, destination);
  return [...groups]
    .map(([key, { first, where, users }]): ValueEntry => {
      const value = key.slice(key.indexOf('\n') + 1);
      const proposal = propose(first, value);
      const facts = { source: { value, class: first.class }, because: proposal.because, usedBy: users.size, where };
      switch (proposal.decision) {
        case 'map':
          return { ...facts, decision: 'map', destination: { value: proposal.to } };
        case 'keep':
          return { ...facts, decision: 'keep' };
        case 'open':
          return { ...facts, decision: 'open', candidates: proposal.candidates.map((candidate) => ({ value: candidate })) };
      }
    })
    .sort((a, b) => b.usedBy - a.usedBy || order(a.source.class, b.source.class) || order(a.source.value, b.source.value));
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function proposer(source: TenantFacts, destination: TenantFacts): (found: Found, value: string) => Proposal {
  const sourceDomains = domainsOf(source);
  const destinationDomains = domainsOf(destination);
  const customSource = sourceDomains.filter(isCustom);
  const customDestination = destinationDomains.filter(isCustom);
  const label = destination.initialDomain?.split('.')[0];

  function domain(value: string): Proposal {
    if (destinationDomains.includes(value)) return { decision: 'keep', because: 'the destination has the same domain' };
    if (value === source.initialDomain?.toLowerCase()) {
      return destination.initialDomain === undefined
        ? { decision: 'open', candidates: [], because: 'the initial domain of the destination is not known' }
        : { decision: 'map', to: destination.initialDomain, because: 'the initial domains of the two tenants' };
    }
    const [only, ...others] = customDestination;
    if (customSource.length === 1 && customSource[0] === value && only !== undefined && others.length === 0) {
      return { decision: 'map', to: only, because: 'each tenant has exactly one domain of its own' };
    }
    return { decision: 'open', candidates: customDestination, because: sourceDomains.includes(value) ? 'say which domain takes its place, or keep it if it moves along' : 'not a domain of the source as far as is known' };
  }

  return ({ class: name, value: written }, value) => {
    switch (name) {
      case 'tenant id':
        if (value === source.id.toLowerCase()) return { decision: 'map', to: destination.id, because: "the tenants' own ids" };
        if (value === destination.id.toLowerCase()) return { decision: 'keep', because: 'the tenant id of the destination already' };
        return { decision: 'open', candidates: [destination.id], because: 'a tenant id, but not the one of the source: keep it if it is a partner' };
      case 'account id':
        if (value !== source.intuneAccountId?.toLowerCase() || destination.intuneAccountId === undefined) return openly(name);
        return { decision: 'map', to: destination.intuneAccountId, because: "the tenants' own Intune accounts" };
      case 'initial domain':
      case 'domain':
        return domain(value);
      case 'account':
      case 'mail address': {
        const host = value.slice(value.lastIndexOf('@') + 1);
        return destinationDomains.includes(host) ? { decision: 'keep', because: 'the destination has the same domain' } : openly(name);
      }
      case 'sharepoint host':
      case 'onedrive host': {
        const suffix = /^[^.]+(\..*)$/.exec(value)?.[1] ?? '';
        const candidate = label === undefined ? [] : [`${label}${name === 'onedrive host' ? '-my' : ''}${suffix}`];
        return { decision: 'open', candidates: candidate, because: classFacts(name).hint };
      }
      case 'place holder': {
        const meaning = meaningOfHolder(written);
        if (meaning === 'tenant id') return { decision: 'map', to: destination.id, because: 'stands for the tenant id' };
        if (meaning === 'default domain' && destination.defaultDomain !== undefined) return { decision: 'map', to: destination.defaultDomain, because: "stands for the tenant's default domain" };
        return openly(name);
      }
      default:
        return classFacts(name).need === 'check' ? { decision: 'keep', because: `stays until you say otherwise: ${classFacts(name).hint}` } : openly(name);
    }
  };
}

function openly(name: ValueClass): Proposal {
  return { decision: 'open', candidates: [], because: classFacts(name).hint };
}

function domainsOf(tenant: TenantFacts): string[] {
  const all = [...tenant.domains, tenant.initialDomain, tenant.defaultDomain].flatMap((domain) => (domain === undefined ? [] : [domain.toLowerCase()]));
  return [...new Set(all)];
}

/** A domain that the organization brought itself. */
function isCustom(domain: string): boolean {
  return !/(?:^|\.)(?:onmicrosoft\.(?:com|us|de)|onmschina\.cn)$/.test(domain);
}

