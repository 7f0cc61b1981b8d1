import type { Address } from '../model/address.js';
import { parseAddress } from '../model/address.js';
import type { Bundle } from '../model/bundle.js';
import type { Finding } from '../model/finding.js';
import { stableText, type JsonObject } from '../model/json.js';
import type { Id } from '../model/ids.js';
import type { Action, Aside, Plan, PlanOptions, Reliance } from '../model/plan.js';
import type { Catalog, PolicyType } from '../model/policy-type.js';
import type { Say, Service, TenantReader } from '../model/ports.js';
import type { Neighbor, Policy, TenantFacts } from '../model/policy.js';
import { codes, makeFinding } from '../model/rules.js';
import { comparePolicy } from '../engine/compare-policies.js';
import { digestOf } from '../engine/digest.js';
import { fatesOf, type EntryOf, type Fate } from '../engine/fates.js';
import { makeLookup } from '../engine/lookup.js';
import { addressOfNeighbor, policyOfNeighbor } from '../engine/made-policy.js';
import { fateFinding, objectFindings } from '../engine/plan-findings.js';
import { bodiesOf, digestOfSteps, prepare, prepareUpdate, type Rewrite, type Workshop } from '../engine/prepare.js';
import { tokenFor, type Resolved } from '../engine/resolve.js';
import { settle, type Candidate } from '../engine/settle.js';
import { summaryOf, type Summary } from '../engine/summary.js';
import { neighborsOf } from './map.js';
import { isFailure, readInventory, readWhole } from './read-destination.js';
import { readSpellings } from './read-spellings.js';

export interface PlanWorld {
  readonly bundle: Bundle;
  readonly destination: TenantReader;
  readonly catalog: Catalog;
  readonly say: Say;
  /** The second net: what of the source is still in what would be sent. Findings that stop the object. */
  readonly strays: (policy: Policy, bodies: readonly JsonObject[], isDestination: (id: string) => boolean) => readonly Finding[];
  readonly rewrite: Rewrite;
  /** Seconds that so many writes and reads of a category take at the service's budget. */
  readonly seconds: (service: Service, writes: number, reads: number) => number;
}

export interface PlanInputs {
  readonly tool: Plan['tool'];
  readonly time: string;
  readonly destination: TenantFacts;
  readonly bundlePath: string;
  readonly mappings: { readonly path: string; readonly fingerprint: string; readonly entryOf: EntryOf };
  readonly values: Plan['values'];
  readonly valueFindings: readonly Finding[];
  readonly options: PlanOptions;
}

export interface PlanResult {
  readonly plan: Omit<Plan, 'fingerprint'>;
  /** Why the plan must not be carried out yet: open decisions. Empty where it may. */
  readonly stops: readonly Finding[];
}

/** How many existing objects are read and compared at a time. */
const comparing = 100;

/**
 * Decides what will be done, and writes nothing anywhere. Two passes over the bundle, so that only one object at a time
 * is in memory: the first for keys and references, the second for the requests.
 */
export async function makePlan(world: PlanWorld, inputs: PlanInputs): Promise<PlanResult> {
  const { bundle, catalog, say, destination } = world;
  const { options } = inputs;
  const entryOf = inputs.mappings.entryOf;
  const summaries = await summarize(world, options);
  const byKind = new Map<string, Summary[]>();
  for (const one of summaries) byKind.set(one.kind, [...(byKind.get(one.kind) ?? []), one]);
  say.begin('Reading the destination', byKind.size);
  const inventory = await readInventory(destination, catalog, [...byKind.keys()].map((kind) => catalog.row(kind)));
  say.end();

  const findings: Finding[] = [...inputs.valueFindings];
  const fates = new Map<Address, Fate>();
  for (const [kind, list] of byKind) {
    const unseen = inventory.unseen.get(kind);
    for (const [address, fate] of fatesOf(list, inventory.existing.get(kind) ?? [], entryOf)) {
      const blind = unseen !== undefined && (fate.as === 'create' || (fate.as === 'not portable' && fate.why === 'no default'));
      fates.set(address, blind ? { as: 'question', because: `the destination did not show what it has of this kind (${unseen.message})`, candidates: [] } : fate);
    }
    if (unseen !== undefined) findings.push(makeFinding(codes.destinationScopeMissing, `${catalog.row(kind).title} could not be listed in the destination: ${unseen.message}`, { kind, requestId: unseen.requestId }));
  }

  const neighbors = await neighborsOf(bundle);
  const madeAddresses = new Map<string, Neighbor>();
  for (const neighbor of neighbors.values()) if (neighbor.state !== 'gone') madeAddresses.set(addressOfNeighbor(neighbor), neighbor);
  const { lookup, resolutions } = makeLookup({
    bundle: new Map(summaries.map((one) => [`${one.kind}\n${one.id}`, one])),
    fates,
    entryOf,
    addressOfNeighbor: (kind, id) => {
      const neighbor = neighbors.get(`${kind}\n${id}`);
      return neighbor === undefined ? undefined : addressOfNeighbor(neighbor);
    },
  });
  const spelled = await readSpellings(destination, catalog, summaries);
  findings.push(...spelled.findings);
  const workshop: Workshop = {
    catalog,
    spellings: spelled.spellings,
    lookup,
    addressOfMade: (made) => parseAddress(made)?.address,
    options,
    bindRoot: destination.bindRoot,
    rewrite: world.rewrite,
  };

  const mappedIds = new Set<string>();
  const noting: Workshop = {
    ...workshop,
    lookup: (to, id) => {
      const found = lookup(to, id);
      if (found?.as === 'mapped') mappedIds.add(found.id.toLowerCase());
      return found;
    },
  };
  const straysIn = (policy: Policy, bodies: readonly JsonObject[]): readonly Finding[] => world.strays(policy, bodies, (id) => mappedIds.has(id.toLowerCase()));
  const candidates: Candidate[] = [];
  const asides: Aside[] = [];
  const neededNeighbors = new Set<Address>();
  const stops: Finding[] = [];
  const waiting: { row: PolicyType; policy: Policy; resolved: Resolved; fate: Extract<Fate, { as: 'exists' }> }[] = [];
  let reads = inventory.reads;

  const flush = async (): Promise<void> => {
    const parts = waiting.splice(0);
    const rows = new Set(parts.map((part) => part.row));
    for (const row of rows) {
      const mine = parts.filter((part) => part.row === row);
      const found = await readWhole(destination, row, mine.map((part) => part.fate.destination.id));
      reads += mine.length;
      mine.forEach((part, index) => {
        const existing = found[index];
        if (existing !== undefined) candidates.push(existingCandidate(straysIn, noting, inputs, part, existing, findings, stops));
      });
    }
  };

  say.begin('Planning', summaries.length);
  for await (const policy of bundle.policies()) {
    say.step();
    const row = catalog.row(policy.kind);
    const fate = fates.get(policy.address);
    if (fate === undefined) throw new Error(`${policy.address} came into the bundle while it was read`);
    const finding = fateFinding(row, policy, fate);
    if (finding !== undefined) findings.push(finding);
    if (fate.as === 'left out' || fate.as === 'not portable') {
      asides.push({ ...facts(policy), state: fate.as, because: fate.because, findings: finding === undefined ? [] : [finding.code] });
      continue;
    }
    if (fate.as === 'question') {
      if (finding !== undefined && !options.allowOpen) stops.push(finding);
      asides.push({ ...facts(policy), state: options.allowOpen ? 'left out' : 'skipped', because: fate.because, findings: finding === undefined ? [] : [finding.code] });
      continue;
    }
    if (fate.as === 'exists' && fate.byPerson) {
      candidates.push({ ...facts(policy), deed: 'keep', reason: `stands for it in the destination: ${fate.because}`, destination: fate.destination, same: true, ...nothing });
      continue;
    }
    const prepared = prepare(noting, row, policy, tokenFor);
    const { resolved } = prepared;
    findings.push(...objectFindings(row, policy, resolved, options.keepState, (kind) => catalog.find(kind)?.title ?? kind));
    for (const address of [...resolved.needs, ...resolved.assignmentNeeds]) if (madeAddresses.has(address)) neededNeighbors.add(address);
    if (fate.as === 'exists') {
      waiting.push({ row, policy, resolved, fate });
      if (waiting.length >= comparing) await flush();
      continue;
    }
    const strays = straysIn(policy, bodiesOf([...prepared.create, ...prepared.assign]));
    findings.push(...strays);
    const blocked = blockedBecause(resolved, strays);
    if (blocked !== undefined && isOpen(resolved) && !options.allowOpen) stops.push(...findings.filter((one) => one.address === policy.address && one.code === codes.openReference));
    candidates.push({
      ...facts(policy),
      deed: 'create',
      reason: fate.because,
      ...(options.prefix === '' ? {} : { as: options.prefix + policy.name }),
      needs: resolved.needs,
      assignmentNeeds: resolved.assignmentNeeds,
      calls: prepared.create.length,
      assignCalls: prepared.assign.length,
      digest: digestOfSteps(prepared.create),
      assignDigest: digestOfSteps(prepared.assign),
      ...(blocked === undefined ? {} : { blocked }),
    });
  }
  await flush();
  say.end();

  for (const address of [...neededNeighbors].sort()) {
    const neighbor = madeAddresses.get(address);
    if (neighbor !== undefined) candidates.push(neighborCandidate(workshop, neighbor));
  }
  const settled = settle(candidates, options.assignments);
  for (const cycle of settled.cycles) findings.push(makeFinding(codes.cycle, `These need each other, so none can be first: ${cycle.join(' → ')}.`, { related: cycle }));
  for (const { address, after } of settled.unassigned) findings.push(makeFinding(codes.assignmentsHeld, `${address} arrives without assignments, because they need ${after}, which does not go.`, { address, related: [after] }));
  const everything = [...asides, ...settled.asides].sort((a, b) => (a.address < b.address ? -1 : 1));
  const unique = sortedFindings(findings);
  const actions = settled.waves.flat();
  balance(summaries, actions, everything);

  const content: Omit<Plan, 'fingerprint'> = {
    format: 1,
    tool: inputs.tool,
    time: inputs.time,
    source: bundle.manifest.tenant,
    destination: inputs.destination,
    bundle: { path: inputs.bundlePath, fingerprint: bundle.fingerprint() },
    mappings: { path: inputs.mappings.path, fingerprint: inputs.mappings.fingerprint },
    options,
    waves: settled.waves,
    asides: everything,
    resolutions,
    values: inputs.values,
    spellings: spelled.spellings,
    findings: unique,
    reliesOn: reliances(actions, resolutions, new Map(summaries.map((one) => [one.address, one]))),
    estimate: estimateOf(catalog, actions, reads, world.seconds),
    kinds: bundle.manifest.kinds,
  };
  return { plan: content, stops: sortedFindings(stops) };
}

const nothing = { needs: [], assignmentNeeds: [], calls: 0, assignCalls: 0, digest: '', assignDigest: '' };

function facts(policy: { readonly address: Address; readonly kind: string; readonly name: string }): { address: Address; kind: string; name: string } {
  return { address: policy.address, kind: policy.kind, name: policy.name };
}

async function summarize(world: PlanWorld, options: PlanOptions): Promise<Summary[]> {
  const summaries: Summary[] = [];
  world.say.begin('Reading the bundle');
  for await (const policy of world.bundle.policies()) {
    summaries.push(summaryOf(world.catalog.row(policy.kind), policy, policy.defaultObject === undefined ? options.prefix + policy.name : policy.name));
    world.say.step();
  }
  world.say.end();
  return summaries;
}

/** Whether a person must still decide something about it. */
function isOpen(resolved: Resolved): boolean {
  return resolved.open.length > 0 || (resolved.openValues ?? []).length > 0;
}

function blockedBecause(resolved: Resolved, strays: readonly Finding[]): string | undefined {
  const [open] = resolved.open;
  if (open !== undefined) return `it waits for a decision: ${open.because}`;
  const [value] = resolved.openValues ?? [];
  if (value !== undefined) return `it waits for a decision about a ${value.class}: ${value.because}`;
  const [stray] = strays.filter((one) => one.severity === 'blocker');
  return stray?.message;
}

function neighborCandidate(workshop: Workshop, neighbor: Neighbor): Candidate {
  const row = workshop.catalog.row(neighbor.kind);
  const policy = policyOfNeighbor(row, neighbor);
  const prepared = prepare(workshop, row, policy, tokenFor);
  return {
    ...facts(policy),
    deed: 'create',
    reason: 'its mapping entry says create, and something in this plan needs it',
    needs: [],
    assignmentNeeds: [],
    calls: prepared.create.length,
    assignCalls: 0,
    digest: digestOfSteps(prepared.create),
    assignDigest: '',
  };
}

function existingCandidate(
  straysIn: (policy: Policy, bodies: readonly JsonObject[]) => readonly Finding[],
  workshop: Workshop,
  inputs: PlanInputs,
  part: { row: PolicyType; policy: Policy; resolved: Resolved; fate: Extract<Fate, { as: 'exists' }> },
  existing: Policy<'destination'> | Parameters<typeof isFailure>[0],
  findings: Finding[],
  stops: Finding[],
): Candidate {
  const { row, policy, resolved, fate } = part;
  const { options } = inputs;
  const base = { ...facts(policy), destination: fate.destination };
  if (isFailure(existing)) return { ...base, ...nothing, deed: 'keep', same: false, reason: `${fate.because}; it could not be read: ${existing.message}`, blocked: `it exists and could not be read: ${existing.message}` };
  const sideBySide = comparePolicy(row, policy, resolved, existing, { assignments: policy.defaultObject === undefined && options.assignments === 'now' && policy.assignments !== null });
  if (sideBySide.differences.length === 0) return { ...base, ...nothing, deed: 'keep', same: true, reason: `${fate.because}, and equal` };
  const where = sideBySide.differences.slice(0, 3).map((one) => one.at).join(', ');
  const more = sideBySide.differences.length > 3 ? ` and ${String(sideBySide.differences.length - 3)} more` : '';
  if (options.onExisting === 'fail') {
    const stop = makeFinding(codes.existsStops, `${row.title} "${policy.name}" exists in the destination and differs at ${where}${more}.`, { address: policy.address, kind: row.kind, related: [fate.destination.id] });
    findings.push(stop);
    stops.push(stop);
    return { ...base, ...nothing, deed: 'keep', same: false, reason: 'exists and differs; --on-existing fail' };
  }
  if (options.onExisting === 'skip') {
    findings.push(makeFinding(codes.existsSkipped, `${row.title} "${policy.name}" exists in the destination, differs at ${where}${more}, and is left as it is.`, { address: policy.address, kind: row.kind, related: [fate.destination.id] }));
    return { ...base, ...nothing, deed: 'keep', same: false, reason: `${fate.because}; it differs at ${where}${more} and is left as it is (--on-existing skip)` };
  }
  if (row.update === 'never') {
    findings.push(makeFinding(codes.cannotUpdate, `${row.title} "${policy.name}" exists and differs; the service lets nobody change one.`, { address: policy.address, kind: row.kind }));
    return { ...base, ...nothing, deed: 'keep', same: false, reason: 'exists and differs, and cannot be changed' };
  }
  const steps = prepareUpdate(workshop, row, policy, resolved, existing);
  const assign = policy.defaultObject === undefined && policy.assignments !== null ? prepare(workshop, row, policy, tokenFor).assign : [];
  const strays = straysIn(policy, bodiesOf([...steps, ...assign]));
  findings.push(...strays);
  findings.push(makeFinding(policy.defaultObject === undefined ? codes.existsUpdated : codes.defaultUpdated, `${row.title} "${policy.name}" is updated at ${where}${more}.`, { address: policy.address, kind: row.kind, related: [fate.destination.id] }));
  const blocked = blockedBecause(resolved, strays);
  if (isOpen(resolved) && !options.allowOpen) stops.push(...findings.filter((one) => one.address === policy.address && one.code === codes.openReference));
  return {
    ...base,
    deed: 'update',
    reason: `${fate.because}; it differs at ${where}${more}`,
    before: fingerprintOf(existing),
    needs: resolved.needs,
    assignmentNeeds: resolved.assignmentNeeds,
    calls: steps.length,
    assignCalls: assign.length,
    digest: digestOfSteps(steps),
    assignDigest: digestOfSteps(assign),
    ...(blocked === undefined ? {} : { blocked }),
  };
}

/** What an object of the destination looks like, for noticing that somebody changed it. */
export function fingerprintOf(policy: Policy<'destination'>): string {
  const links = Object.fromEntries(Object.entries(policy.links).map(([property, list]) => [property, list.map((link): string => link.id).sort()]));
  return digestOf({
    body: policy.body,
    children: Object.fromEntries(Object.entries(policy.children).map(([field, items]) => [field, items.map((item) => stableText(item)).sort()])),
    links,
    assignments: (policy.assignments ?? []).map((one) => stableText(one)).sort(),
  });
}

function sortedFindings(findings: readonly Finding[]): Finding[] {
  const byText = new Map(findings.map((one) => [[one.code, one.address ?? '', one.at ?? '', one.message].join('\n'), one]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

/** Promise 5: every object of the bundle is in exactly one place of the plan. @throws Error where the books do not balance: a bug */
function balance(summaries: readonly Summary[], actions: readonly Action[], asides: readonly Aside[]): void {
  const seen = new Map<Address, number>();
  for (const action of actions) if (action.do !== 'assign') seen.set(action.address, (seen.get(action.address) ?? 0) + 1);
  for (const aside of asides) seen.set(aside.address, (seen.get(aside.address) ?? 0) + 1);
  for (const { address } of summaries) if (seen.get(address) !== 1) throw new Error(`the books do not balance: ${address} is in ${String(seen.get(address) ?? 0)} places of the plan`);
}

function reliances(actions: readonly Action[], resolutions: Plan['resolutions'], summaries: ReadonlyMap<Address, Summary>): Reliance[] {
  const found = new Map<string, Reliance>();
  for (const action of actions) {
    const summary = summaries.get(action.address);
    if (action.do === 'create' && summary !== undefined) found.set(`absent ${summary.key}`, { what: 'absent', kind: action.kind, key: summary.key, name: action.as ?? action.name });
    if (action.do === 'update') found.set(`exists ${action.kind} ${action.destination.id}`, exists(action.kind, action.destination, action.before));
  }
  for (const [kind, byId] of Object.entries(resolutions)) {
    for (const resolution of Object.values(byId)) {
      if (resolution.as !== 'mapped') continue;
      const key = `exists ${kind} ${resolution.id}`;
      if (!found.has(key)) found.set(key, exists(kind, resolution));
    }
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

function exists(kind: string, named: { readonly id: Id<'destination'>; readonly name?: string }, fingerprint?: string): Reliance {
  return { what: 'exists', kind, id: named.id, ...(named.name === undefined ? {} : { name: named.name }), ...(fingerprint === undefined ? {} : { fingerprint }) };
}

function estimateOf(catalog: Catalog, actions: readonly Action[], reads: number, seconds: PlanWorld['seconds']): Plan['estimate'] {
  const writes = new Map<Service, number>();
  for (const action of actions) if (action.calls > 0) writes.set(catalog.row(action.kind).service, (writes.get(catalog.row(action.kind).service) ?? 0) + action.calls);
  const byService: Partial<Record<Service, { writes: number; seconds: number }>> = {};
  let slowest = 0;
  let total = 0;
  for (const [service, count] of [...writes].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const time = seconds(service, count, 0);
    byService[service] = { writes: count, seconds: time };
    slowest = Math.max(slowest, time);
    total += count;
  }
  return { reads, writes: total, seconds: slowest, byService };
}
