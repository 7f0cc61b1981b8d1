import type { Address } from '../model/address.js';
import type { Failure } from '../model/failure.js';
import type { Finding } from '../model/finding.js';
import type { Id } from '../model/ids.js';
import type { JsonObject } from '../model/json.js';
import type { StepName } from '../model/journal.js';
import type { Action, PlannedSecret } from '../model/plan.js';
import type { PolicyType } from '../model/policy-type.js';
import type { Policy } from '../model/policy.js';
import { filledIn, foresee, foreseenAssign, type ForeseenAssign } from '../engine/foresee.js';
import { digestOfSteps, prepare, prepareAssign, prepareUpdate, type Prepared, type Workshop } from '../engine/prepare.js';
import { partsNamed, withParts } from '../engine/companions.js';
import { placesOf, valuesAt } from '../engine/paths.js';
import { listedGet } from '../engine/reading.js';
import type { IdOfMade } from '../engine/resolve.js';
import type { Filling } from '../engine/secrets.js';
import { withId, type Step } from '../engine/steps.js';
import { prepareWithSecrets } from './check-secrets.js';
import { lookForChild, lookForCreated } from './look.js';
import { isFailure, readWhole } from './read-destination.js';
import { isPutOff } from './outages.js';
import { putOff, record, runStep, type LookFor, type Runner, type StepEnd } from './run-step.js';
import { giveContent, type ContentWorld } from './upload-content.js';
import type { Unsaid } from './unsaid.js';

/** How an action of the plan ended in this run. */
export type ActionEnd = 'done' | 'already done' | 'failed' | 'skipped' | 'stopped';

export interface ActionWorld extends Runner {
  readonly workshop: Workshop;
  readonly idOfMade: IdOfMade;
  /** Assignments of what this run created: foreseen once, sent in the last wave. */
  readonly foreseen: Map<Address, ForeseenAssign>;
  /** Files of objects that are created with one. */
  readonly content?: ContentWorld;
  /** The object of the bundle, or the neighbor that is created. */
  readonly policyOf: (address: Address) => Promise<Policy>;
  /** The secrets that the plan sends with an object, with their values; undefined where there are none. */
  readonly secretsOf: (policy: Policy) => Promise<{ readonly secrets: readonly PlannedSecret[]; readonly values: Filling } | undefined>;
  readonly straysIn: (policy: Policy, bodies: readonly JsonObject[]) => readonly Finding[];
  readonly unsaid: Unsaid;
}

/** A plan shows what import does; where the same inputs give other requests, nothing is sent. */
function checkDigest(action: Extract<Action, { readonly digest: string }>, digest: string): void {
  if (digest !== action.digest) throw new Error(`${action.address}: the requests are not those that the plan was made with; plan again with this version of the tool`);
}

/** Carries out one action from where the journal stands. */
export async function runAction(world: ActionWorld, action: Action): Promise<ActionEnd> {
  if (action.do === 'keep') return 'already done';
  if (world.state.settled(action.address, action.do)) return 'already done';
  if (action.needs.some((need) => world.idOfMade(need) === undefined)) return 'skipped';
  const row = world.workshop.catalog.row(action.kind);
  switch (action.do) {
    case 'create':
      return create(world, action, row, await world.policyOf(action.address));
    case 'update':
      return update(world, action, row, await world.policyOf(action.address));
    case 'assign':
      return assign(world, action, row);
  }
}

function endOf(end: StepEnd): ActionEnd | undefined {
  if (end.as === 'done') return undefined;
  return end.as;
}

async function create(world: ActionWorld, action: Extract<Action, { readonly do: 'create' }>, row: PolicyType, policy: Policy): Promise<ActionEnd> {
  const foreseen = foresee(world.workshop, row, policy);
  checkDigest(action, digestOfSteps(foreseen.create));
  world.foreseen.set(action.address, foreseenAssign(foreseen));
  // without a need of its own the object is what was foreseen; what its assignments need is not sent yet
  const prepared = foreseen.resolved.needs.length === 0 ? foreseen : prepare(world.workshop, row, policy, world.idOfMade);
  const sending = await withSecrets(world, row, policy, prepared);
  if ('kind' in sending) {
    await record(world, { event: 'outcome', address: action.address, step: 'create', outcome: { as: 'failed', failure: sending } });
    return 'failed';
  }
  const newName = action.as ?? policy.name;
  const lookCreate: LookFor = () => lookForCreated(world.destination, world.lists, world.state, { row, policy, resolved: prepared.resolved, name: newName });
  let id: Id<'destination'> | undefined;
  let parts: ReadonlyMap<string, string> | undefined;
  for (const planned of sending.create) {
    if (row.companions !== undefined && id !== undefined) parts ??= await partsOf(world, row, id);
    const step = parts === undefined ? planned : withParts(planned, parts);
    if (step === undefined) return couldNot(world, action.address, planned.name, { kind: 'unavailable', side: 'destination', message: `${action.address} was created, and the service does not name what it made for ${planned.name}: import again`, call: `GET ${row.collection}` });
    const end = await runStep(world, action.address, step, id, step.makes === true ? lookCreate : childLook(world, row, step, id), id !== undefined || action.needs.length > 0);
    const over = endOf(end);
    if (over !== undefined) return over;
    if (end.as === 'done' && end.id !== undefined) {
      id = end.id;
      const late = await waitReady(world, row, policy, id);
      if (late !== undefined) {
        await record(world, { event: 'outcome', address: action.address, step: 'ready', outcome: { as: 'failed', failure: late } });
        return 'failed';
      }
      if ((await contentOf(world, action.address, row, policy, id, step.body ?? {})) === 'failed') return 'failed';
    }
  }
  if (id === undefined) throw new Error(`${action.address} was created without a step that makes it`);
  await record(world, { event: 'settled', address: action.address, action: 'create', id });
  return 'done';
}

/**
 * What is sent: the prepared requests, with secrets in their places where the plan sends any. The prepared ones stay what
 * is looked for and compared, so that no value of a secret gets into a difference.
 */
async function withSecrets(world: ActionWorld, row: PolicyType, policy: Policy, prepared: Prepared): Promise<Prepared | Failure> {
  const known = await world.secretsOf(policy);
  if (known === undefined) return prepared;
  const missing = known.secrets.filter((one) => !known.values.has(one.at)).map((one) => one.name);
  if (missing.length > 0) return { kind: 'refused', side: 'destination', message: `nothing was sent: ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing; import again with --secrets-from` };
  const { prepared: filled, strays, texts } = prepareWithSecrets(world.workshop, world.straysIn, row, policy, known.secrets, known.values, world.idOfMade);
  world.unsaid.add(texts);
  const [stray] = strays;
  return stray === undefined ? filled : { kind: 'refused', side: 'destination', message: `nothing was sent: ${stray.message}` };
}

/** What must be read first could not be: nothing was sent. */
async function couldNot(world: ActionWorld, address: Address, step: StepName, failure: Failure): Promise<ActionEnd> {
  if (isPutOff(failure)) return putOff(world, failure).as;
  await record(world, { event: 'outcome', address, step, outcome: { as: 'failed', failure } });
  return 'failed';
}

/** The ids of what the service has made with an object, by word; waits until it names them. */
async function partsOf(world: ActionWorld, row: PolicyType, id: Id<'destination'>): Promise<ReadonlyMap<string, string>> {
  const until = world.clock.now() + world.visibility * 3;
  for (let pause = 250; ; pause = Math.min(pause * 2, 4000)) {
    const answer = await world.destination.get(listedGet(row, id));
    const named = answer.ok && row.companions !== undefined ? partsNamed(row.companions, answer.value) : [];
    if (named.length > 0 || world.clock.now() >= until) return new Map(named.map((part) => [part.word, part.id]));
    await world.clock.sleep(pause, world.signal);
  }
}

/** Gives a new object its file, where the plan has one for it. The upload is one step of the journal: a run that was interrupted begins it anew. */
async function contentOf(world: ActionWorld, address: Address, row: PolicyType, policy: Policy, id: Id<'destination'>, body: JsonObject): Promise<'done' | 'failed'> {
  const { content, destination, clock, signal } = world;
  const file = content?.planned[address];
  const before = world.state.step(address, 'content');
  if (content === undefined || file === undefined || policy.type === undefined || (before.as === 'over' && before.outcome.as === 'done')) return 'done';
  await record(world, { event: 'intent', address, step: 'content', call: `upload ${file.file}` });
  const failure = await giveContent({ destination, clock, content, ...(signal === undefined ? {} : { signal }) }, { row, type: policy.type, id, body, file }, before.as !== 'not begun');
  await record(world, { event: 'outcome', address, step: 'content', outcome: failure === undefined ? { as: 'done' } : { as: 'failed', failure } });
  return failure === undefined ? 'done' : 'failed';
}

function childLook(world: ActionWorld, row: PolicyType, step: Step, id: Id<'destination'> | undefined): LookFor {
  return async () => (id === undefined ? { as: 'not found' } : lookForChild(world.lists, row, withId(step, id)));
}

/** Waits until a new object can be used, as its row says; a failure when it does not come about in time. */
async function waitReady(world: ActionWorld, row: PolicyType, policy: Policy, id: Id<'destination'>): Promise<Failure | undefined> {
  const { ready } = row;
  if (ready === undefined || (ready.types !== undefined && (policy.type === undefined || !ready.types.includes(policy.type)))) return undefined;
  const until = world.clock.now() + ready.seconds * 1000;
  let pause = 500;
  for (;;) {
    const answer = await world.destination.get(listedGet(row, id));
    const value = answer.ok && ready.at !== undefined ? placesOf(answer.value, ready.at)[0]?.value : undefined;
    // a service that leaves the member out has nothing to wait for
    if (answer.ok && (value === undefined || value === ready.is)) return undefined;
    if (answer.ok && ready.fails !== undefined && value === ready.fails.is) {
      const reasons = valuesAt(answer.value, ready.fails.because).flatMap((one) => (typeof one === 'string' && one !== '' ? [one] : []));
      return { kind: 'refused', side: 'destination', message: `${policy.address} was sent, and the service could not use it (${ready.fails.is}): ${reasons.length === 0 ? 'it gives no reason' : reasons.join('; ')}. Roll it back, mend that, and plan again`, call: `GET ${row.collection}/${id}` };
    }
    if (!answer.ok && answer.failure.kind !== 'missing' && answer.failure.kind !== 'unavailable') return answer.failure;
    if (world.clock.now() >= until) {
      const what = ready.at === undefined ? 'readable' : `${ready.at} ${ready.is ?? ''}`;
      return { kind: 'unavailable', side: 'destination', message: `${policy.address} was created and did not become ${what} within ${String(ready.seconds)} s`, call: `GET ${row.collection}/${id}` };
    }
    await world.clock.sleep(pause, world.signal);
    pause = Math.min(pause * 2, 5000);
  }
}

/** Reads an object that stands in the destination. What this plan wrote to it a moment ago may not be shown whole yet: it is asked for again. */
async function readStanding(world: ActionWorld, row: PolicyType, address: Address, id: Id<'destination'>): Promise<Policy<'destination'> | Failure> {
  for (let pause = 250; ; pause = Math.min(pause * 2, 4000)) {
    const begun = world.clock.now();
    const [existing] = await readWhole(world.destination, row, [id]);
    if (existing === undefined) throw new Error('readWhole answered fewer objects than it was asked for');
    if (!isFailure(existing)) return existing;
    const passes = existing.kind === 'missing' || existing.kind === 'untrusted' || existing.kind === 'unavailable';
    if (!passes || begun >= world.state.lastAt(address) + world.visibility) return existing.kind === 'missing' ? { ...existing, message: `${address} is no longer in the destination` } : existing;
    await world.clock.sleep(pause, world.signal);
  }
}

async function update(world: ActionWorld, action: Extract<Action, { readonly do: 'update' }>, row: PolicyType, policy: Policy): Promise<ActionEnd> {
  const { id } = action.destination;
  const existing = await readStanding(world, row, action.address, id);
  if (isFailure(existing)) {
    return couldNot(world, action.address, 'update', existing);
  }
  if (world.state.before(action.address) === undefined) {
    const links = Object.fromEntries(Object.entries(existing.links).map(([property, list]) => [property, list.map((link): string => link.id)]));
    await record(world, { event: 'before', address: action.address, id, body: { body: existing.body, children: Object.fromEntries(Object.entries(existing.children).map(([field, items]) => [field, [...items]])), links }, assignments: existing.assignments ?? [], ...(existing.secrets.length === 0 ? {} : { secrets: existing.secrets }) });
  }
  const prepared = await withSecrets(world, row, policy, prepare(world.workshop, row, policy, world.idOfMade));
  if ('kind' in prepared) {
    await record(world, { event: 'outcome', address: action.address, step: 'update', outcome: { as: 'failed', failure: prepared } });
    return 'failed';
  }
  for (const step of prepareUpdate(world.workshop, row, policy, prepared.resolved, existing)) {
    const end = endOf(await runStep(world, action.address, step, id, childLook(world, row, step, id), action.needs.length > 0));
    if (end !== undefined) return end;
  }
  await record(world, { event: 'settled', address: action.address, action: 'update', id });
  return 'done';
}

async function assign(world: ActionWorld, action: Extract<Action, { readonly do: 'assign' }>, row: PolicyType): Promise<ActionEnd> {
  const known = world.foreseen.get(action.address);
  world.foreseen.delete(action.address);
  if (known !== undefined) checkDigest(action, known.digest);
  const id = action.destination?.id ?? world.state.idOf(action.address);
  if (id === undefined) return 'skipped';
  // nobody gets an app that has no content yet
  if (world.content?.planned[action.address] !== undefined && !world.state.settled(action.address, 'create')) return 'skipped';
  const steps = (known === undefined || action.destination !== undefined ? undefined : filledIn(known, world.idOfMade)) ?? (await assignStepsOf(world, action, row));
  if ('kind' in steps) {
    return couldNot(world, action.address, 'assign', steps);
  }
  for (const step of steps) {
    const end = endOf(await runStep(world, action.address, step, id, childLook(world, row, step, id), true));
    if (end !== undefined) return end;
  }
  await record(world, { event: 'settled', address: action.address, action: 'assign', id });
  return 'done';
}

/** The assign requests of an object that an earlier run created, or that stood there before. */
async function assignStepsOf(world: ActionWorld, action: Extract<Action, { readonly do: 'assign' }>, row: PolicyType): Promise<readonly Step[] | Failure> {
  const policy = await world.policyOf(action.address);
  const foreseen = foresee(world.workshop, row, policy);
  checkDigest(action, digestOfSteps(foreseen.assign));
  const prepared = foreseen.made.size === 0 ? foreseen : prepare(world.workshop, row, policy, world.idOfMade);
  if (action.destination === undefined) return prepared.assign;
  const existing = await readStanding(world, row, action.address, action.destination.id);
  return isFailure(existing) ? existing : prepareAssign(row, prepared.resolved, existing);
}
