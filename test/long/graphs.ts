import assert from 'node:assert/strict';
import fc from 'fast-check';
import { catalog } from '../../src/catalog/index.js';
import { digestOf } from '../../src/engine/digest.js';
import { entriesOf } from '../../src/engine/mapping-words.js';
import { inventoryOf } from '../../src/engine/values/inventory.js';
import { strayFinder } from '../../src/engine/values/strays.js';
import { Stop } from '../../src/model/failure.js';
import { idOf } from '../../src/model/ids.js';
import { isObject, type Json } from '../../src/model/json.js';
import type { Mapping, MappingEntry } from '../../src/model/mapping.js';
import type { Plan } from '../../src/model/plan.js';
import { silent } from '../../src/model/ports.js';
import type { TenantFacts } from '../../src/model/policy.js';
import { makeFinding, strayClasses } from '../../src/model/rules.js';
import { SimulatedTenant } from '../../src/simulator/simulated-tenant.js';
import { Cloud } from '../../src/simulator/tenant/cloud.js';
import type { Entity } from '../../src/simulator/tenant/entity.js';
import { exportTenant } from '../../src/stages/export.js';
import { importPlan } from '../../src/stages/import.js';
import { proposeMappings } from '../../src/stages/map.js';
import { makePlan } from '../../src/stages/plan.js';
import { mappingContent } from '../../src/store/mapping-content.js';
import { isJson } from '../../src/store/parse-json.js';
import { MemoryBundle, memoryJournal } from '../conformance/memory.js';
import { VirtualClock } from '../graph/clock.js';
import { cameraPolicy, certificateChain, compliancePolicy, dynamicGroup, exclude, include, notificationTemplate, securityGroup } from '../journeys/seeds.js';
import { directTenant } from './direct.js';
import { identities } from './move.js';

/** A random move: what both tenants hold, what points at what, and what a person answers. Numbers are taken modulo what there is. */
export interface RandomMove {
  readonly groups: readonly { readonly name: string; readonly dynamic: boolean }[];
  readonly filters: readonly string[];
  readonly tags: readonly string[];
  readonly there: { readonly groups: readonly string[]; readonly filters: readonly string[]; readonly tags: readonly string[]; readonly policies: readonly number[] };
  readonly policies: readonly { readonly kind: number; readonly include: readonly number[]; readonly exclude: readonly number[]; readonly filter: number; readonly tag: number; readonly orphan: boolean }[];
  readonly answers: readonly number[];
  readonly options: Pick<Plan['options'], 'assignments' | 'onExisting' | 'prefix' | 'allowOpen'>;
  readonly damage: readonly Damage[];
}

/** What somebody did to a mapping file. */
export type Damage = { readonly file: number; readonly entry: number } & ({ readonly how: 'delete'; readonly member: string } | { readonly how: 'id'; readonly to: number } | { readonly how: 'swap' | 'twice' } | { readonly how: 'decision'; readonly to: string });

const names = fc.constantFrom('Sales', 'sales', 'Pilot', 'Kiosks', 'Über alles', 'IT', '"><x');
const few = <T>(one: fc.Arbitrary<T>, maxLength: number): fc.Arbitrary<T[]> => fc.array(one, { maxLength });
/** Names of what the service takes once only, whatever the case of its letters. */
const unique = (maxLength: number): fc.Arbitrary<string[]> => fc.uniqueArray(names.filter((name) => name !== 'sales'), { maxLength });
const entry = { file: fc.nat(5), entry: fc.nat(9) };
const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.record({ ...entry, how: fc.constant('delete' as const), member: fc.constantFrom('source', 'decision', 'destination', 'because', 'kind', 'id') }),
  fc.record({ ...entry, how: fc.constant('id' as const), to: fc.nat(30) }),
  fc.record({ ...entry, how: fc.constantFrom('swap' as const, 'twice' as const) }),
  fc.record({ ...entry, how: fc.constant('decision' as const), to: fc.constantFrom('map', 'create', 'drop', 'keep', 'open', 'maybe') }),
);

export function randomMove(damaged: boolean): fc.Arbitrary<RandomMove> {
  return fc.record({
    groups: fc.array(fc.record({ name: names, dynamic: fc.boolean() }), { minLength: 1, maxLength: 5 }),
    filters: unique(3),
    tags: unique(2),
    there: fc.record({ groups: few(names, 6), filters: unique(3), tags: unique(2), policies: few(fc.nat(7), 3) }),
    policies: fc.array(fc.record({ kind: fc.nat(5), include: few(fc.nat(4), 3), exclude: few(fc.nat(4), 2), filter: fc.nat(5), tag: fc.nat(4), orphan: fc.boolean() }), { minLength: 1, maxLength: 8 }),
    answers: fc.array(fc.nat(40), { minLength: 3, maxLength: 8 }),
    options: fc.record({ assignments: fc.constantFrom('now', 'later', 'none'), onExisting: fc.constantFrom('skip', 'update', 'fail'), prefix: fc.constantFrom('', 'x '), allowOpen: fc.boolean() }),
    damage: damaged ? fc.array(damage, { minLength: 1, maxLength: 3 }) : fc.constant([]),
  });
}

const kinds = new Set(['assignmentFilter', 'scopeTag', 'settingsCatalog', 'compliancePolicy', 'notificationTemplate', 'trustedCertificate', 'scepCertificate', 'wifi', 'conditionalAccess', 'namedLocation', 'deviceConfiguration', 'enrollmentStatusPage', 'mobileApp']);
const rows = catalog.rows.filter((row) => kinds.has(row.kind));
const dm = (set: string): string => `deviceManagement/${set}`;
const orphanId = '0dead000-0000-4000-8000-000000000001';
const clock = { now: () => 0, sleep: () => Promise.resolve() };

function filter(tenant: SimulatedTenant, displayName: string): string {
  return tenant.put(dm('assignmentFilters'), { displayName, platform: 'windows10AndLater', rule: '(device.model -startsWith "Lap")', assignmentFilterManagementType: 'devices', roleScopeTags: ['0'] });
}

function tag(tenant: SimulatedTenant, displayName: string): string {
  return tenant.put(dm('roleScopeTags'), { displayName, description: '', assignments: [] });
}

const policyName = (index: number): string => `Policy ${String(index)}`;

function fill(move: RandomMove, source: SimulatedTenant, destination: SimulatedTenant): void {
  const groups = move.groups.map(({ name, dynamic }) => (dynamic ? dynamicGroup(source, name, '(user.department -eq "X")') : securityGroup(source, name)));
  const filters = move.filters.map((name) => filter(source, name));
  const tags = move.tags.map((name) => tag(source, name));
  const at = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)];
  for (const [index, one] of move.policies.entries()) {
    const displayName = policyName(index);
    const into = [...new Set(one.include.map((number) => at(groups, number) ?? ''))];
    const out = [...new Set(one.exclude.map((number) => at(groups, number) ?? ''))].filter((id) => !into.includes(id));
    if (one.orphan) into.push(orphanId);
    const chosen = one.filter === 0 ? undefined : at(filters, one.filter);
    const assignments = [...into.map((id) => include(id, chosen)), ...out.map(exclude)];
    const roleScopeTagIds = [one.tag === 0 ? '0' : (at(tags, one.tag) ?? '0')];
    switch (one.kind) {
      case 0:
        source.put(dm('configurationPolicies'), cameraPolicy(displayName, assignments, { roleScopeTagIds }));
        break;
      case 1:
        source.put(dm('deviceConfigurations'), { '@odata.type': '#microsoft.graph.windows10GeneralConfiguration', displayName, cameraBlocked: true, roleScopeTagIds, assignments });
        break;
      case 2: {
        const template = source.put(dm('notificationMessageTemplates'), notificationTemplate(`Mail of ${displayName}`));
        source.put(dm('deviceCompliancePolicies'), compliancePolicy(displayName, assignments, { template, copy: out }));
        break;
      }
      case 3:
        certificateChain(source, displayName);
        break;
      case 4: {
        const place = source.put('identity/conditionalAccess/namedLocations', { '@odata.type': '#microsoft.graph.ipNamedLocation', displayName: `Place of ${displayName}`, isTrusted: true, ipRanges: [{ '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '203.0.113.1/32' }] });
        source.put('identity/conditionalAccess/policies', { displayName, state: 'enabled', conditions: { clientAppTypes: ['all'], users: into.length === 0 ? { includeUsers: ['All'], excludeGroups: out } : { includeGroups: into, excludeGroups: out }, applications: { includeApplications: ['All'] }, locations: { includeLocations: ['All'], excludeLocations: [place] } }, grantControls: { operator: 'OR', builtInControls: ['mfa'] } });
        break;
      }
      default: {
        const app = source.put('deviceAppManagement/mobileApps', { '@odata.type': '#microsoft.graph.webApp', displayName: `App of ${displayName}`, publisher: 'Contoso', appUrl: 'https://app.example', assignments: [] });
        source.put(dm('deviceEnrollmentConfigurations'), { '@odata.type': '#microsoft.graph.windows10EnrollmentCompletionPageConfiguration', displayName, priority: index + 1, deviceEnrollmentConfigurationType: 'windows10EnrollmentCompletionPageConfiguration', showInstallationProgress: true, selectedMobileAppIds: [app], assignments });
      }
    }
  }
  for (const name of move.there.groups) securityGroup(destination, name);
  for (const name of move.there.filters) filter(destination, name);
  for (const name of move.there.tags) tag(destination, name);
  for (const index of move.there.policies) {
    if (index % 2 === 0) destination.put(dm('configurationPolicies'), cameraPolicy(policyName(index)));
    else destination.put(dm('deviceConfigurations'), { '@odata.type': '#microsoft.graph.windows10GeneralConfiguration', displayName: policyName(index), cameraBlocked: false, assignments: [] });
  }
}

const guids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/giu;

/** Every object of a tenant by the GUID in its id, in lower case, with its name and the sets it lives in. */
function objectsOf(tenant: SimulatedTenant): Map<string, { readonly name: string; readonly path: string; readonly entity: Entity }> {
  const found = new Map<string, { name: string; path: string; entity: Entity }>();
  for (const path of ['groups', dm('assignmentFilters'), dm('roleScopeTags'), dm('configurationPolicies'), dm('deviceConfigurations'), dm('deviceCompliancePolicies'), dm('notificationMessageTemplates'), dm('deviceEnrollmentConfigurations'), 'deviceAppManagement/mobileApps', 'identity/conditionalAccess/namedLocations', 'identity/conditionalAccess/policies']) {
    for (const entity of tenant.data.set(path).list()) {
      const name = entity.body['displayName'] ?? entity.body['name'];
      found.set(keyOf(entity.id), { name: typeof name === 'string' ? name : '', path, entity });
    }
  }
  return found;
}

function keyOf(id: string): string {
  return id.match(guids)?.[0]?.toLowerCase() ?? id;
}

/** The GUIDs that an object, its children and its links hold, without its own. */
function pointedAt(entity: Entity): Set<string> {
  const found = new Set<string>();
  const walk = (one: Entity): void => {
    for (const id of `${one.id} ${JSON.stringify(one.body)} ${[...one.pointers.values()].flat().map((pointer) => pointer.id).join(' ')}`.match(guids) ?? []) found.add(id.toLowerCase());
    for (const child of one.children.values()) for (const inner of child.list()) walk(inner);
  };
  walk(entity);
  found.delete(keyOf(entity.id));
  return found;
}

const tool = { name: 'tenantferry', version: '0.0.0' } as const;

/** What came of a random move. */
export type MoveEnd = 'moved' | 'stopped for a decision' | 'refused in a sentence' | 'destination is not what the mapping says';

/** Runs a random move through export, map, plan and import, and holds the outcome against the promises. @throws AssertionError */
export async function checkMove(move: RandomMove): Promise<MoveEnd> {
  const cloud = new Cloud();
  const source = new SimulatedTenant(identities.contoso, catalog, cloud);
  const destination = new SimulatedTenant(identities.fabrikam, catalog, cloud);
  fill(move, source, destination);
  const before = objectsOf(destination);
  const from = directTenant(source, 'contoso');
  const writer = directTenant(destination, 'fabrikam');
  const factsOf = (tenant: SimulatedTenant, name: string): TenantFacts => ({ id: tenant.identity.tenantId, name, domains: [...(tenant.identity.domains ?? [])], initialDomain: tenant.identity.initialDomain });
  const bundle = new MemoryBundle();
  await exportTenant({ reader: { ...from, side: 'source' }, catalog, bundle, clock, say: silent }, { tenant: factsOf(source, 'contoso'), cloud: 'global', tool }, { rows });
  assert.equal(from.sent.length, 0, 'the source is only read');
  const pair = { source: 'contoso', destination: 'fabrikam' };
  const proposed = [...(await proposeMappings({ bundle, destination: writer, catalog, say: silent }, pair)).values()];
  assertTies(move, proposed, source, before);

  const answered = proposed.map((mapping) => ({ ...mapping, entries: mapping.entries.map((one, index) => answer(one, move.answers[index % move.answers.length] ?? 0, [...before.values()])) }));
  let mappings: Mapping[];
  try {
    mappings = spoiled(answered, move.damage, [...objectsOf(source).keys(), ...before.keys()]).map(readBack);
  } catch (cause) {
    assert.ok(cause instanceof Stop && cause.exitCode === 2, cause instanceof Error ? cause.stack : 'no error');
    assert.match(cause.message, /mapping-\d\.json/u, 'it says where');
    return 'refused in a sentence';
  }

  const objects: { id: string; kind: string }[] = bundle.all().map(({ id, kind }) => ({ id, kind }));
  for (const kind of bundle.neighborKinds) objects.push(...(await bundle.neighbors(kind)).map((neighbor) => ({ id: neighbor.id, kind })));
  const facts = factsOf(source, 'contoso');
  let ofDestination: (id: string) => boolean = () => false;
  const strays = strayFinder({ tenant: facts, objects: inventoryOf(objects, facts) }, (value) => ofDestination(value));
  const rewrite = <T>(_policy: unknown, resolved: T): T => resolved;
  const entryOf = entriesOf(catalog, mappings);
  const { plan: made, stops } = await makePlan(
    {
      bundle,
      destination: writer,
      catalog,
      say: silent,
      rewrite,
      seconds: () => 0,
      strays(policy, bodies, isDestination) {
        ofDestination = isDestination;
        return bodies.flatMap(strays).map((stray) => makeFinding(strayClasses[stray.class], stray.value, { address: policy.address, at: stray.at, severity: stray.stops ? 'blocker' : 'info' }));
      },
    },
    { tool, time: new Date(0).toISOString(), destination: factsOf(destination, 'fabrikam'), bundlePath: 'bundle', mappings: { path: 'mappings', fingerprint: '', entryOf }, values: [], valueFindings: [], options: { keepState: true, ...move.options } },
  );
  const plan: Plan = { ...made, fingerprint: digestOf(JSON.stringify(made)) };
  assertBooks(bundle, plan);
  assertWaves(plan);
  assert.equal(writer.sent.length, 0, 'map and plan write nothing');
  if (stops.length > 0 && !move.options.allowOpen) return 'stopped for a decision';

  const journal = memoryJournal();
  const result = await importPlan({ bundle, destination: writer, catalog, journal, clock: new VirtualClock(0), say: silent, rewrite, visibility: 1000, maxWait: 5000 }, plan, 'test');
  if (result.drift.length > 0) {
    assert.equal(writer.sent.length, 0, 'nothing is written where the destination is not what was relied on');
    assert.ok(move.damage.length > 0, result.drift[0]?.message);
    return 'destination is not what the mapping says';
  }
  assertBindings(move, { plan, source, destination, entryOf, made: new Map(journal.lines.flatMap((line) => (line.event === 'settled' && line.action === 'create' ? [[line.address, line.id]] : []))) });
  const sent = JSON.stringify(writer.sent).toLowerCase();
  for (const [id, one] of objectsOf(source)) if (id.length > 30) assert.ok(!sent.includes(id) || objectsOf(destination).has(id), `the id of ${one.path} "${one.name}" of the source was sent`);
  const failures = result.endings.filter((one) => one.state === 'failed' && move.damage.length === 0);
  assert.deepEqual(failures.map((one) => `${one.address}: ${one.because}`), []);
  const writes = writer.sent.length;
  await importPlan({ bundle, destination: writer, catalog, journal: memoryJournal(journal.lines), clock: new VirtualClock(0), say: silent, rewrite, visibility: 1000, maxWait: 5000 }, plan, 'test');
  if (failures.length === 0 && move.damage.length === 0) assert.equal(writer.sent.length, writes, 'running twice changes nothing');
  return 'moved';
}

/** Of several twins none is taken; of one alone it is, where the name is the very same. */
function assertTies(move: RandomMove, proposed: readonly Mapping[], source: SimulatedTenant, there: ReturnType<typeof objectsOf>): void {
  const sources = objectsOf(source);
  for (const mapping of proposed) {
    for (const one of mapping.entries) {
      const own = sources.get(keyOf(one.source.id));
      if (own?.path !== 'groups') continue;
      const twins = [...there.values()].filter((other) => other.path === own.path && other.name === own.name);
      if (one.decision === 'map') assert.deepEqual(twins.map((twin) => twin.entity.id), [one.destination.id], `${own.name} is mapped to its only twin`);
      const same = move.groups.filter((other) => other.name === own.name && mapping.entries.filter((entry) => entry.source.name === own.name).length > 1).length;
      if (one.decision === 'map') assert.ok(same < 2, `${String(same)} of the source are called ${own.name}: which one the twin stands for is a question`);
      if (twins.length > 1) {
        assert.equal(one.decision, 'open', `${own.name} has ${String(twins.length)} twins: that is a question`);
        if (one.decision === 'open') assert.deepEqual(one.candidates.map((candidate): string => candidate.id).sort(), twins.map((twin) => twin.entity.id).sort());
      }
      if (one.decision === 'create') assert.equal(twins.length, 0, `${own.name} is there already`);
    }
  }
}

/** What a person makes of an open entry: leaves it, drops it, creates it, or maps it to anything of the destination, right or wrong. */
function answer(one: MappingEntry, number: number, there: readonly { readonly entity: Entity; readonly name: string; readonly path: string }[]): MappingEntry {
  if (one.decision !== 'open' || number % 4 === 0) return one;
  const { source, usedBy } = one;
  if (number % 4 === 1) return { source, usedBy, decision: 'drop', because: 'said so' };
  if (number % 4 === 2) return { source, usedBy, decision: 'create', because: 'said so' };
  const groups = there.filter(({ path }) => path === 'groups');
  const target = groups[number % Math.max(1, groups.length)];
  return target === undefined ? one : { source, usedBy, decision: 'map', because: 'said so', destination: { id: idOf('destination', target.entity.id), name: target.name } };
}

/** The mapping files as JSON, with what somebody did to them. */
function spoiled(mappings: readonly Mapping[], damages: readonly Damage[], ids: readonly string[]): Json[] {
  const files: Json[] = mappings.map((mapping): Json => {
    const file: unknown = JSON.parse(JSON.stringify(mapping));
    if (!isJson(file)) throw new Error('a mapping is JSON');
    return file;
  });
  for (const one of damages) {
    const file = files[one.file % Math.max(1, files.length)];
    const entries = isObject(file) ? file['entries'] : undefined;
    if (!isObject(file) || !Array.isArray(entries) || entries.length === 0) continue;
    const target = entries[one.entry % entries.length];
    if (!isObject(target)) continue;
    const destination = isObject(target['destination']) ? target['destination'] : undefined;
    switch (one.how) {
      case 'delete':
        if (one.member === 'kind') delete file['kind'];
        else if (one.member === 'id') delete destination?.['id'];
        else delete target[one.member];
        break;
      case 'id':
        target['decision'] = 'map';
        target['destination'] = { id: ids[one.to % Math.max(1, ids.length)] ?? 'none' };
        break;
      case 'swap': {
        const other = files[(one.file + 1) % files.length];
        if (isObject(other) && other !== file) [file['kind'], other['kind']] = [other['kind'] ?? null, file['kind'] ?? null];
        break;
      }
      case 'twice':
        entries.push(structuredClone(target));
        break;
      case 'decision':
        target['decision'] = one.to;
    }
  }
  return files;
}

function readBack(found: Json, index: number): Mapping {
  const content = mappingContent(found, `mapping-${String(index)}.json`);
  if (content.of !== 'objects') throw new Error('no values are mapped here');
  return content.mapping;
}

/** Promise 5: every exported object is in exactly one place. */
function assertBooks(bundle: MemoryBundle, plan: Plan): void {
  const places = new Map<string, number>();
  for (const { address } of [...plan.asides, ...plan.waves.flat().filter((action) => action.do !== 'assign')]) places.set(address, (places.get(address) ?? 0) + 1);
  for (const { address } of bundle.all()) assert.equal(places.get(address), 1, `${address} is in ${String(places.get(address) ?? 0)} places`);
}

/** What something needs is made in an earlier wave; once anything is assigned, nothing is made any more. */
function assertWaves(plan: Plan): void {
  const waveOf = new Map<string, number>();
  for (const [index, wave] of plan.waves.entries()) for (const action of wave) if (action.do === 'create') waveOf.set(action.address, index);
  let assigning = false;
  for (const [index, wave] of plan.waves.entries()) {
    for (const action of wave) {
      for (const need of action.needs) assert.ok((waveOf.get(need) ?? Infinity) < index, `${action.do} ${action.address} in wave ${String(index)} needs ${need} of wave ${String(waveOf.get(need))}`);
      if (action.do === 'assign') assigning = true;
      else if (action.do !== 'keep') assert.ok(!assigning, `${action.do} ${action.address} comes after assignments`);
    }
  }
}

/** Everything that was made points at what stands for what the source pointed at, and at nothing else. */
function assertBindings(
  move: RandomMove,
  { plan, source, destination, entryOf, made }: { readonly plan: Plan; readonly source: SimulatedTenant; readonly destination: SimulatedTenant; readonly entryOf: ReturnType<typeof entriesOf>; readonly made: ReadonlyMap<string, string> },
): void {
  const sources = objectsOf(source);
  const there = objectsOf(destination);
  const standsFor = (id: string): string | undefined => {
    for (const [kind, byId] of Object.entries(plan.resolutions)) {
      const known = Object.entries(byId).find(([other]) => keyOf(other) === id)?.[1];
      if (known === undefined) continue;
      const own = sources.get(id);
      switch (known.as) {
        case 'mapped': {
          const said = entryOf(kind, Object.keys(byId).find((other) => keyOf(other) === id) ?? '');
          const target = there.get(keyOf(known.id));
          if (said?.decision === 'map') assert.equal(keyOf(said.destination.id), keyOf(known.id), 'a decision is kept');
          else assert.ok(target?.name === own?.name || target?.name === `${move.options.prefix}${own?.name ?? ''}`, `${kind} "${own?.name ?? id}" stands for "${target?.name ?? known.id}", and nobody said so`);
          return keyOf(known.id);
        }
        case 'made': {
          const id = made.get(known.by);
          const target = id === undefined ? undefined : there.get(keyOf(id));
          if (target !== undefined) assert.equal(target.name, `${move.options.prefix}${own?.name ?? ''}`, `${known.by} was made under another name`);
          return id === undefined ? undefined : keyOf(id);
        }
        default:
          return undefined;
      }
    }
    return undefined;
  };
  for (const [address, id] of made) {
    const target = there.get(keyOf(id));
    assert.ok(target !== undefined, `${address} was made and is not there`);
    const origin = [...sources.values()].find((one) => one.path === target.path && `${move.options.prefix}${one.name}` === target.name && address.includes(keyOf(one.entity.id).slice(0, 8)));
    if (origin === undefined) continue;
    const expected = new Set([...pointedAt(origin.entity)].map((one) => (sources.has(one) || one === orphanId ? standsFor(one) : one)));
    for (const found of pointedAt(target.entity)) {
      if (there.has(found)) assert.ok(expected.has(found), `${address} points at ${there.get(found)?.path ?? ''} "${there.get(found)?.name ?? ''}", which stands for nothing it pointed at`);
      assert.ok(!sources.has(found) || there.has(found), `${address} points at ${found} of the source`);
    }
    if (move.options.assignments !== 'now') continue;
    const groups = [...pointedAt(origin.entity)].filter((one) => sources.get(one)?.path === 'groups');
    for (const one of groups) {
      const stands = standsFor(one);
      // a person may let one group stand for two: then an object may include and exclude the same
      if (groups.some((other) => other !== one && standsFor(other) === stands)) continue;
      if (stands !== undefined && plan.waves.flat().some((action) => action.address === address && action.do === 'create')) assert.ok(pointedAt(target.entity).has(stands) || move.damage.length > 0, `${address} lost what stands for "${sources.get(one)?.name ?? ''}"`);
    }
  }
}

/** Runs random moves and counts how they ended. @throws where one broke a promise, with the smallest that does */
export async function checkMoves(runs: number, damaged: boolean): Promise<Partial<Record<MoveEnd, number>>> {
  const ends: Partial<Record<MoveEnd, number>> = {};
  await fc.assert(
    fc.asyncProperty(randomMove(damaged), async (move) => {
      const end = await checkMove(move);
      ends[end] = (ends[end] ?? 0) + 1;
    }),
    { numRuns: runs },
  );
  return ends;
}
