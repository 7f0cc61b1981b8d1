import { parseAddress, type Address } from '../model/address.js';
import type { AdmxFiles, PlannedAdmx, SuppliedAdmx } from '../model/admx-files.js';
import type { AppFiles, PlannedFile, SuppliedFile } from '../model/app-files.js';
import type { Bundle } from '../model/bundle.js';
import { Stop } from '../model/failure.js';
import type { Finding } from '../model/finding.js';
import type { JsonObject } from '../model/json.js';
import type { Resolution } from '../model/mapping.js';
import type { Action, Aside, Plan, PlannedSecret, PlanOptions } from '../model/plan.js';
import type { Catalog, Connector, PolicyType } from '../model/policy-type.js';
import { noSecrets, type Say, type SecretSupply, type TenantReader } from '../model/ports.js';
import type { Neighbor, Policy, TenantFacts } from '../model/policy.js';
import type { Reference } from '../model/reference.js';
import { codes, makeFinding } from '../model/rules.js';
import { briefTitle } from '../model/title.js';
import { createCandidate, existingCandidate, facts, isOpen, neighborCandidate, nothing, openFindings } from '../engine/candidates.js';
import { admxSupply, textWishOf, withTexts, type TextWish } from '../engine/content/admx.js';
import { fileWishOf, type FileWish } from '../engine/content/match.js';
import { supply as supplyFiles, withFile } from '../engine/content/supply.js';
import { fatesOf, type EntryOf, type Fate } from '../engine/fates.js';
import { makeLookup } from '../engine/lookup.js';
import { byKey, naturalKey } from '../engine/keys.js';
import { addressOfNeighbor, policyOfNeighbor } from '../engine/made-policy.js';
import { fateFinding, objectFindings } from '../engine/plan-findings.js';
import { limitCounts, limitFindings, nameTaken, notOffered, planWideFindings, type LimitCount } from '../engine/plan-wide-findings.js';
import { balance, estimateOf, reliances, sortedFindings, type SecondsFor } from '../engine/plan-parts.js';
import { plannedSecrets, tokensFor } from '../engine/planned-secrets.js';
import { bodiesOf, prepare, type Rewrite, type Workshop } from '../engine/prepare.js';
import { refilledBy } from '../engine/refilled.js';
import { tokenFor, type Resolved } from '../engine/resolve.js';
import { settle, type Candidate } from '../engine/settle.js';
import { summaryOf, type Summary } from '../engine/summary.js';
import { connectorFindings } from './connectors.js';
import { withAlreadyMade } from './already-made.js';
import { prepareWithSecrets, secretValues } from './check-secrets.js';
import { withKeptThere } from './kept-there.js';
import { neighborsOf } from './map.js';
import { pairEqual } from './pair-equal.js';
import { readInventory, readWhole } from './read-destination.js';
import { readParts } from './read-parts.js';
import { readTemplates } from './read-templates.js';

export interface PlanWorld {
  /** The folder with installers, where there is one: apps whose file is in it can be created. */
  readonly files?: AppFiles;
  /** The folder with ADMX files, where there is one. */
  readonly admx?: AdmxFiles;
  readonly bundle: Bundle;
  readonly destination: TenantReader;
  readonly catalog: Catalog;
  readonly say: Say;
  /** The second net: what of the source is still in what would be sent. Findings that stop the object. */
  readonly strays: (policy: Policy, bodies: readonly JsonObject[], isDestination: (id: string) => boolean) => readonly Finding[];
  readonly rewrite: Rewrite;
  readonly seconds: SecondsFor;
  /** Secrets that will be supplied at import; none unless said. */
  readonly supply?: SecretSupply;
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
  /** The folder with installers, as the plan shall name it. */
  readonly appFilesPath?: string;
  /** The folder with ADMX files, as the plan shall name it. */
  readonly admxFilesPath?: string;
}

export interface PlanResult {
  readonly plan: Omit<Plan, 'fingerprint'>;
  /** Why the plan must not be carried out yet: open decisions. Empty where it may. */
  readonly stops: readonly Finding[];
  /** Objects of the kinds of the bundle that the destination has. */
  readonly existing: number;
  /** What counts against limits of the service. */
  readonly limits: readonly LimitCount[];
}

/** Requests that a file takes, its blocks not counted: version, file, commit, version in use. */
const contentCalls = 4;

/** How many existing objects are read and compared at a time. */
const comparing = 100;

/**
 * Decides what will be done, and writes nothing anywhere. Two passes over the bundle, so that only one object at a time
 * is in memory: the first for keys and references, the second for the requests.
 */
export async function makePlan(world: PlanWorld, inputs: PlanInputs): Promise<PlanResult> {
  const { bundle, catalog, say, destination } = world;
  const { options } = inputs;
  const supply = world.supply ?? noSecrets;
  const { all, wishes, texts } = await summarize(world, options);
  const supplied = supplyFiles(all, wishes, world.files === undefined ? [] : await world.files.list(), inputs.mappings.entryOf);
  const admx = admxSupply(supplied.summaries, texts, world.admx === undefined ? [] : await world.admx.list(), supplied.entryOf);
  const planTexts = world.admx === undefined ? new Map<Address, PlannedAdmx>() : await plannedTexts(world.admx, admx.files);
  const { summaries } = admx;
  const neighbors = await neighborsOf(bundle);
  const byKind = new Map<string, Summary[]>();
  for (const one of summaries) byKind.set(one.kind, [...(byKind.get(one.kind) ?? []), one]);
  say.begin('Reading the destination', byKind.size);
  const inventory = await readInventory(destination, catalog, [...byKind.keys()].map((kind) => catalog.row(kind)));
  const kept = await withKeptThere(destination, catalog, neighbors.values(), admx.entryOf);
  const entryOf = await withAlreadyMade(destination, catalog, neighbors.values(), kept, options.prefix);
  say.end();

  const templates = await readTemplates(destination, catalog, summaries);
  const findings: Finding[] = [...inputs.valueFindings, ...templates.findings, ...supplied.findings, ...admx.findings];
  const fates = new Map<Address, Fate>();
  for (const [kind, list] of byKind) {
    const unseen = inventory.unseen.get(kind);
    for (const [address, fate] of fatesOf(list, inventory.existing.get(kind) ?? [], entryOf)) {
      const blind = unseen !== undefined && (fate.as === 'create' || (fate.as === 'not portable' && fate.why === 'no default'));
      const retired = fate.as === 'create' ? templates.retired.get(address) : undefined;
      if (retired !== undefined) fates.set(address, { as: 'not portable', why: 'retired', because: retired });
      else fates.set(address, blind ? { as: 'question', because: `the destination did not show what it has of this kind (${unseen.message})`, candidates: [] } : withFile(fate, supplied.files.get(address) ?? admx.files.get(address)));
    }
    const absent = notOffered(catalog.row(kind), inventory.absent.get(kind), list.map((one) => fates.get(one.address)));
    if (absent !== undefined) findings.push(absent);
    for (const one of list) {
      const taken = nameTaken(catalog.row(kind), one, fates.get(one.address), options.prefix + one.name, inventory.existing.get(kind) ?? []);
      if (taken !== undefined) findings.push(taken);
    }
    if (unseen !== undefined) findings.push(makeFinding(codes.destinationScopeMissing, `${briefTitle(catalog.row(kind).title)} could not be listed in the destination: ${unseen.message}`, { kind, requestId: unseen.requestId }));
  }

  const limits = limitCounts(catalog.rows, summaries.filter((one) => fates.get(one.address)?.as === 'create'), inventory.existing);
  findings.push(...limitFindings(limits));

  const madeAddresses = new Map<Address, Neighbor>();
  for (const neighbor of neighbors.values()) if (neighbor.state !== 'gone') madeAddresses.set(addressOfNeighbor(neighbor), neighbor);
  const parts = new Map<string, Resolution>();
  const { lookup, resolutions } = makeLookup({
    parts,
    bundle: new Map(summaries.map((one) => [`${one.kind}\n${one.id}`, one])),
    fates,
    entryOf,
    isThere: (kind, id) => inventory.existing.get(kind)?.some((one) => one.id.toLowerCase() === id.toLowerCase()) === true,
    addressOfNeighbor: (kind, id) => {
      const neighbor = neighbors.get(`${kind}\n${id}`);
      return neighbor === undefined ? undefined : addressOfNeighbor(neighbor);
    },
  });
  for (const [id, resolution] of await readParts(destination, catalog, bundle, summaries, lookup)) parts.set(id, resolution);
  const workshop: Workshop = {
    catalog,
    spellings: templates.spellings,
    lookup,
    addressOfMade: (made) => parseAddress(made)?.address,
    options,
    bindRoot: destination.bindRoot,
    rewrite: world.rewrite,
    fill: (policy) => tokensFor(plannedSecrets(policy, supply)),
  };

  const paired = await pairEqual(world, workshop, summaries, inventory, fates);
  const bundleNames = new Map(summaries.map((one) => [`${one.kind}\n${one.id}`, one.name]));
  const namesOf = (reference: Reference): string => {
    const keys = reference.to.map((kind) => `${kind}\n${reference.id}`);
    const known = keys.map((key) => bundleNames.get(key) ?? neighbors.get(key)?.name).find((name) => name !== undefined && name !== '');
    return known === undefined ? (reference.name ?? reference.id) : `"${known}"`;
  };
  const mappedIds = new Set<string>();
  const noting: Workshop = {
    ...workshop,
    lookup: (to, id) => {
      const found = lookup(to, id);
      if (found?.as === 'mapped') mappedIds.add(found.id.toLowerCase());
      if (found?.as === 'kept') mappedIds.add(id.toLowerCase());
      return found;
    },
  };
  const straysIn = (policy: Policy, bodies: readonly JsonObject[]): readonly Finding[] => world.strays(policy, bodies, (id) => mappedIds.has(id.toLowerCase()));
  const candidates: Candidate[] = [];
  const asides: Aside[] = [];
  const reliers = new Map<Connector, Address[]>();
  const stops: Finding[] = options.allowOpen ? [] : [...supplied.stops, ...admx.stops];
  const waiting: { row: PolicyType; policy: Policy; resolved: Resolved; fate: Extract<Fate, { as: 'exists' }>; secretStrays: readonly Finding[]; supplied: readonly string[] }[] = [];
  const planned: PlannedSecret[] = [];
  let reads = inventory.reads + paired;

  const flush = async (): Promise<void> => {
    const parts = waiting.splice(0);
    const rows = new Set(parts.map((part) => part.row));
    for (const row of rows) {
      const mine = parts.filter((part) => part.row === row);
      const found = await readWhole(destination, row, mine.map((part) => part.fate.destination.id));
      reads += mine.length;
      mine.forEach((part, index) => {
        const existing = found[index];
        if (existing !== undefined) candidates.push(existingCandidate(straysIn, noting, options, part, existing, findings, stops));
      });
    }
  };

  say.begin('Planning', summaries.length);
  const madeKinds = new Set(summaries.flatMap((one) => (admx.files.has(one.address) && fates.get(one.address)?.as === 'create' ? [one.kind] : [])));
  for await (const plain of bundle.policies()) {
    say.step();
    const row = catalog.row(plain.kind);
    const made = planTexts.get(plain.address);
    const policy = made === undefined || world.admx === undefined ? plain : await withTexts(row, plain, made, (path) => world.admx?.base64(path) ?? Promise.resolve(''));
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
    const secrets = plannedSecrets(policy, supply);
    planned.push(...secrets);
    const values = await secretValues(bundle, policy, secrets, supply);
    const filled = values.size === 0 ? undefined : prepareWithSecrets(noting, straysIn, row, policy, secrets, values, tokenFor);
    const secretStrays = filled?.strays ?? [];
    const resolved: Resolved = filled === undefined ? prepared.resolved : { ...prepared.resolved, openValues: filled.prepared.resolved.openValues ?? [] };
    findings.push(...secretStrays, ...objectFindings(row, policy, resolved, options, (kind) => catalog.find(kind)?.title ?? kind, (reference) => namesOf(reference)));
    if (fate.as === 'exists') {
      waiting.push({ row, policy, resolved, fate, secretStrays, supplied: secrets.flatMap((one) => (one.from === 'supplied' ? [one.at] : [])) });
      if (waiting.length >= comparing) await flush();
      continue;
    }
    for (const secret of policy.secrets) {
      const connector = refilledBy(row, policy, secret);
      if (connector !== undefined) reliers.set(connector, [...(reliers.get(connector) ?? []), policy.address]);
    }
    const strays = straysIn(policy, bodiesOf([...prepared.create, ...prepared.assign]));
    findings.push(...strays);
    const later = comesLater(catalog, resolved, madeKinds);
    if (later !== undefined) findings.push(makeFinding(codes.waitsForUpload, `${briefTitle(row.title)} "${policy.name}" waits for ${later}: import this plan, then map and plan again.`, { address: policy.address, kind: row.kind }));
    else if (isOpen(resolved) && !options.allowOpen) stops.push(...openFindings(findings, policy.address));
    const plainCandidate = createCandidate(row, policy, { ...prepared, resolved }, fate.because, options.prefix, [...strays, ...secretStrays]);
    const more = admx.needs.get(policy.address) ?? [];
    const candidate = more.length === 0 ? plainCandidate : { ...plainCandidate, needs: [...new Set([...plainCandidate.needs, ...more])].sort() };
    candidates.push(supplied.files.has(policy.address) ? { ...candidate, calls: candidate.calls + contentCalls } : candidate);
  }
  await flush();
  findings.push(...(await connectorFindings(destination, reliers)));
  say.end();

  // only what something that goes will point at is created beside it
  const going = candidates.filter((one) => one.deed !== 'keep' && one.blocked === undefined);
  const wanted = new Set(going.flatMap((one) => [...one.needs, ...(options.assignments === 'now' ? one.assignmentNeeds : [])]));
  for (const [address, neighbor] of madeAddresses) if (wanted.has(address)) candidates.push(neighborCandidate(workshop, neighbor));
  const settled = settle(candidates, options.assignments);
  for (const cycle of settled.cycles) findings.push(makeFinding(codes.cycle, `These need each other, so none can be first: ${cycle.join(' → ')}.`, { related: cycle }));
  for (const { address, after } of settled.unassigned) findings.push(makeFinding(codes.assignmentsHeld, `${address} arrives without assignments, because they need ${after}, which does not go.`, { address, related: [after] }));
  const everything = [...asides, ...settled.asides].sort((a, b) => (a.address < b.address ? -1 : 1));
  const actions = settled.waves.flat();
  const estimate = estimateOf(catalog, actions, reads, world.seconds);
  findings.push(...planWideFindings(settled.waves, everything, inventory.existing, estimate, catalog));
  const unique = sortedFindings(findings);
  balance(summaries, actions, everything);
  const written = new Set(actions.flatMap((action) => (action.do === 'create' || action.do === 'update' ? [action.address] : [])));
  const secrets = planned.filter((one) => written.has(one.address)).sort((a, b) => (a.name < b.name ? -1 : 1));
  const appFiles = await plannedFiles(world, actions, supplied.files);
  const madeTexts = actions.flatMap((action) => {
    const made = action.do === 'create' ? planTexts.get(action.address) : undefined;
    return made === undefined ? [] : [[action.address, made] as const];
  });

  // where a person wants another one beside what is there, nothing relies on there being none
  const standing = byKey([...inventory.existing.values()].flat());
  const isThere = ({ key }: Summary): boolean => standing(key).length > 0;
  const keys = new Map(summaries.filter((one) => !isThere(one)).map((one) => [one.address, one.key]));
  for (const [address, neighbor] of madeAddresses) {
    const policy = policyOfNeighbor(catalog.row(neighbor.kind), neighbor);
    keys.set(address, naturalKey(catalog.row(neighbor.kind), policy, options.prefix + policy.name));
  }
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
    spellings: templates.spellings,
    ...(secrets.length === 0 ? {} : { secrets }),
    ...(madeTexts.length === 0 ? {} : { admxFiles: { path: inputs.admxFilesPath ?? '', files: Object.fromEntries(madeTexts) } }),
    ...(appFiles === undefined ? {} : { appFiles: { path: inputs.appFilesPath ?? '', files: appFiles } }),
    findings: unique,
    reliesOn: reliances(actions, resolutions, (address) => keys.get(address)),
    estimate,
    kinds: bundle.manifest.kinds,
  };
  const existing = [...inventory.existing.values()].reduce((sum, list) => sum + list.length, 0);
  return { plan: content, stops: sortedFindings(stops), existing, limits };
}

/** The files that objects are created with, with their hashes; undefined where there is none. Each is read once, piece by piece. */
async function plannedFiles({ files, say }: PlanWorld, actions: readonly Action[], supplied: ReadonlyMap<Address, SuppliedFile>): Promise<Record<string, PlannedFile> | undefined> {
  const wanted = actions.flatMap((action) => {
    const file = action.do === 'create' ? supplied.get(action.address) : undefined;
    return file === undefined ? [] : [{ address: action.address, file }];
  });
  if (files === undefined || wanted.length === 0) return undefined;
  const planned: Record<string, PlannedFile> = {};
  say.begin('Reading installers', wanted.length);
  for (const { address, file } of wanted) {
    const digest = await files.digest(file.path);
    if (digest === undefined) throw new Stop(2, `${file.path} went away while the plan was made.`, 'Bring it back and plan again.');
    planned[address] = digest;
    say.step();
  }
  say.end();
  return planned;
}

/** The hashes of the text files that objects are made of. */
async function plannedTexts(files: AdmxFiles, supplied: ReadonlyMap<Address, SuppliedAdmx>): Promise<ReadonlyMap<Address, PlannedAdmx>> {
  const planned = new Map<Address, PlannedAdmx>();
  const digest = async (path: string): Promise<PlannedFile> => {
    const found = await files.digest(path);
    if (found === undefined) throw new Stop(2, `${path} went away while the plan was made.`, 'Bring it back and plan again.');
    return found;
  };
  for (const [address, { path, languages }] of supplied) {
    const texts: PlannedAdmx['languages'][number][] = [];
    for (const language of languages) texts.push({ code: language.code, file: await digest(language.path) });
    planned.set(address, { file: await digest(path), languages: texts });
  }
  return planned;
}

/** What an object waits for that this plan brings about, and that nobody can name before; undefined where it waits for anything else. */
function comesLater(catalog: Catalog, resolved: Resolved, made: ReadonlySet<string>): string | undefined {
  if (resolved.open.length === 0 || (resolved.openValues ?? []).length > 0) return undefined;
  const kinds = new Set<string>();
  for (const { reference } of resolved.open) {
    const kind = reference.to.map((to) => catalog.find(to)?.comesWith).find((one) => one !== undefined && made.has(one));
    if (kind === undefined) return undefined;
    kinds.add(kind);
  }
  return [...kinds].map((kind) => `what the service makes of the ${briefTitle(catalog.row(kind).title)} that this plan uploads`).join(' and ');
}

async function summarize(world: PlanWorld, options: PlanOptions): Promise<{ readonly all: Summary[]; readonly wishes: ReadonlyMap<Address, FileWish>; readonly texts: ReadonlyMap<Address, TextWish> }> {
  const summaries: Summary[] = [];
  const texts = new Map<Address, TextWish>();
  const wishes = new Map<Address, FileWish>();
  world.say.begin('Reading the bundle');
  for await (const policy of world.bundle.policies()) {
    const wish = fileWishOf(world.catalog.row(policy.kind), policy);
    if (wish !== undefined) wishes.set(policy.address, wish);
    const text = textWishOf(world.catalog.row(policy.kind), policy);
    if (text !== undefined) texts.set(policy.address, text);
    summaries.push(summaryOf(world.catalog.row(policy.kind), policy, policy.defaultObject === undefined ? options.prefix + policy.name : policy.name, plannedSecrets(policy, world.supply ?? noSecrets)));
    world.say.step();
  }
  world.say.end();
  return { all: summaries, wishes, texts };
}
