import pLimit, { type LimitFunction } from 'p-limit';
import { parseAddress, type Address } from '../model/address.js';
import type { Failure } from '../model/failure.js';
import type { Finding } from '../model/finding.js';
import type { Id } from '../model/ids.js';
import type { Plan } from '../model/plan.js';
import type { PolicyType } from '../model/policy-type.js';
import type { Policy } from '../model/policy.js';
import type { Service } from '../model/ports.js';
import { codes, makeFinding } from '../model/rules.js';
import type { Difference } from '../model/verdict.js';
import { JournalState } from '../engine/journal-state.js';
import { naturalKey, naturalKeyOfRaw } from '../engine/keys.js';
import { allHold, valuesAt } from '../engine/paths.js';
import { listCalls } from '../engine/reading.js';
import type { IdOfMade } from '../engine/resolve.js';
import { withId, type Step } from '../engine/steps.js';
import { deleteStep, lastPlaceSteps, reassignSteps, restoreSteps, unassignSteps, unlockSteps } from '../engine/undo-steps.js';
import type { DestinationPorts } from './destination-ports.js';
import { policyReader, workshopOfPlan } from './import.js';
import { lookForChild, SharedLists } from './look.js';
import { isFailure, readWhole } from './read-destination.js';
import { Outages } from './outages.js';
import { lookBeforeRollback, type RollbackWorld, type Undo } from './rollback-look.js';
import { record, runStep, type LookFor, type StepEnd } from './run-step.js';

/** Where one object ended. In a dry run: where it would end. */
export interface UndoEnd {
  readonly address: Address;
  readonly kind: string;
  readonly was: 'created' | 'updated';
  readonly end: 'deleted' | 'restored' | 'gone' | 'left' | 'failed' | 'not reached';
  readonly because: string;
  readonly id?: string;
  /** What somebody changed since: `wanted` is what the plan had made of it. */
  readonly differences: readonly Difference[];
  readonly failure?: Failure;
}

export interface RollbackResult {
  readonly ends: readonly UndoEnd[];
  readonly findings: readonly Finding[];
  readonly stopped: boolean;
}

/** Objects of one service category at a time. */
const perService = 12;

/**
 * Undoes what the journal says this plan made and changed, and nothing else: whatever somebody has changed since, or
 * uses, is left and said. It goes on where an earlier rollback stood.
 * @param confirm called with what will be done, before the first write; where it throws, nothing was done
 */
export async function rollbackPlan(ports: DestinationPorts, plan: Plan, toolVersion: string, options: { readonly dryRun: boolean; readonly confirm: (ends: readonly UndoEnd[]) => Promise<void> }): Promise<RollbackResult> {
  const { journal, clock, say, catalog, destination, signal } = ports;
  const state = new JournalState(journal.past);
  const standing = new Map<string, string>();
  for (const action of plan.waves.flat()) if (action.do === 'update' || action.do === 'keep') standing.set(action.address, action.destination.id);
  const idOfMade: IdOfMade = (made) => {
    const address = parseAddress(made)?.address;
    return (address === undefined ? undefined : state.idOf(address)) ?? standing.get(made);
  };
  const world: RollbackWorld = {
    destination,
    journal,
    state,
    clock,
    begun: clock.now(),
    visibility: ports.visibility,
    maxWait: ports.maxWait,
    lists: new SharedLists(destination),
    outages: new Outages(ports.maxWait),
    ...(signal === undefined ? {} : { signal }),
    catalog,
    workshop: workshopOfPlan(plan, catalog, destination.bindRoot, ports.rewrite),
    idOfMade,
    policyOf: await policyReader(ports.bundle, catalog),
    say,
    dryRun: options.dryRun,
  };
  const waves = await lookBeforeRollback(world, plan);
  const expected = waves.flat().map((undo) => endOf(undo));
  if (options.dryRun) return resultOf(expected, false);
  await options.confirm(expected);
  if (expected.length > 0) await record(world, { event: 'begin', plan: plan.fingerprint, tool: toolVersion, destination: plan.destination.id, deed: 'rollback' });
  const ends = await carryOut(world, waves);
  return resultOf(ends, signal?.aborted === true);
}

/** First nothing points at anything new any more: assignments are taken away, old forms given back. Then what was made goes, users first. */
async function carryOut(world: RollbackWorld, waves: readonly (readonly Undo[])[]): Promise<UndoEnd[]> {
  const { say, signal } = world;
  const all = waves.flat();
  const ends = new Map<Address, UndoEnd>();
  const limits = new Map<Service, LimitFunction>();
  const each = (list: readonly Undo[], run: (undo: Undo) => Promise<UndoEnd | undefined>): Promise<void[]> =>
    Promise.all(
      list.map((undo) => {
        const limit = limits.get(undo.row.service) ?? pLimit(perService);
        limits.set(undo.row.service, limit);
        return limit(async () => {
          if (signal?.aborted === true || ends.has(undo.target.address)) return;
          const end = await unlessStopped(signal, () => run(undo));
          if (end === undefined) return;
          ends.set(undo.target.address, end);
          say.step();
          if (end.end === 'failed') say.warn(`${undo.target.address} could not be undone: ${end.because}`);
          const id = undo.deed.id ?? undo.target.id;
          if (id !== undefined && end.end !== 'not reached') await record(world, { event: 'undone', address: undo.target.address, id, how: end.end === 'gone' ? 'deleted' : end.end === 'deleted' || end.end === 'restored' ? end.end : 'left', because: end.because });
        });
      }),
    );
  say.begin('Undoing', all.length);
  await each(all, (undo) => before(world, undo));
  const stays = (address: Address): boolean => ['left', 'failed', 'not reached'].includes(ends.get(address)?.end ?? '');
  for (const wave of waves) {
    if (signal?.aborted === true) break;
    await each(wave, async (undo) => {
      const user = all.find((other) => other.target.needs.includes(undo.target.address) && stays(other.target.address));
      if (user !== undefined) return { ...endOf(undo), end: 'left', because: `it is used by ${user.target.address}, which is still there` };
      return remove(world, undo, all.some((other) => other.target.needs.includes(undo.target.address)));
    });
  }
  say.end();
  return all.map((undo) => ends.get(undo.target.address) ?? { ...endOf(undo), end: 'not reached', because: 'stopped before: run rollback again' });
}

/** What can be done before anything is deleted; undefined where the deletion is still to come. */
async function before(world: RollbackWorld, undo: Undo): Promise<UndoEnd | undefined> {
  const { deed, row, target } = undo;
  switch (deed.do) {
    case 'nothing':
    case 'leave':
      return endOf(undo);
    case 'restore': {
      const steps = [...restoreSteps(row, deed.before, deed.found, world.destination.bindRoot, (kind) => world.catalog.find(kind)), ...reassignSteps(row, deed.before, deed.found)];
      for (const step of steps) {
        const end = await runStep(world, target.address, step, deed.id, lookFor(world, row, step, deed.id), false);
        if (end.as !== 'done') return failedEnd(undo, end);
      }
      return endOf(undo);
    }
    case 'delete': {
      const behind = lastPlaceSteps(row, deed.found, await places(world, row, deed.found));
      for (const step of [...unassignSteps(row, deed.found), ...unlockSteps(row, deed.found), ...behind]) {
        const end = await runStep(world, target.address, step, deed.id, lookFor(world, row, step, deed.id), false);
        if (end.as === 'stopped') return undefined;
        if (end.as === 'failed' && end.failure.kind !== 'missing') return failedEnd(undo, end);
      }
      return undefined;
    }
  }
}

/** The priorities of all objects that stand in one order with an object: those of its natural key less the name. */
async function places(world: RollbackWorld, row: PolicyType, found: Policy<'destination'>): Promise<number[]> {
  const { priority } = row;
  const [call] = listCalls([row]);
  if (priority === undefined || call === undefined) return [];
  const listed = await world.lists.read(call.get);
  if (!listed.ok) return [];
  const order = naturalKey(row, found, 'any');
  return listed.value.flatMap((object) => {
    const value = valuesAt(object, priority.at)[0];
    return typeof value === 'number' && naturalKeyOfRaw(row, { ...object, [row.name]: 'any' }) === order ? [value] : [];
  });
}

/**
 * Deletes one object. The service may still count what pointed at it a moment ago as a user: it is asked again for a while
 * (graph-intune.md 7.23).
 */
async function remove(world: RollbackWorld, undo: Undo, hadUsers: boolean): Promise<UndoEnd> {
  const { deed, row, target } = undo;
  if (deed.do !== 'delete') return endOf(undo);
  await unlocked(world, row, undo);
  const step = deleteStep(row);
  const until = world.clock.now() + (hadUsers || row.removal?.first !== undefined || row.removal?.unassigned === true ? world.visibility * 3 : 0);
  let pause = 500;
  for (;;) {
    const end = await runStep(world, target.address, step, deed.id, lookFor(world, row, step, deed.id), false);
    if (end.as === 'done') return endOf(undo);
    if (end.as === 'failed' && end.failure.kind === 'missing') return { ...endOf(undo), end: 'gone', because: 'it is gone already' };
    if (end.as === 'stopped' || world.clock.now() >= until || (end.failure.kind !== 'refused' && end.failure.kind !== 'clash')) return failedEnd(undo, end);
    await world.clock.sleep(pause, world.signal);
    pause = Math.min(pause * 2, 5000);
  }
}

/** Waits until what was changed so that it can be deleted is seen (`removal.first`), with an end. */
async function unlocked(world: RollbackWorld, row: PolicyType, undo: Undo): Promise<void> {
  const { deed } = undo;
  const first = row.removal?.first;
  if (deed.do !== 'delete' || first === undefined || !allHold(first.when, [deed.found.body])) return;
  const until = world.clock.now() + world.visibility;
  for (let pause = 250; world.clock.now() < until; pause = Math.min(pause * 2, 2000)) {
    const [now] = await readWhole(world.destination, row, [deed.id]);
    if (now === undefined || isFailure(now) || !allHold(first.when, [now.body])) return;
    await world.clock.sleep(pause, world.signal);
  }
}

function lookFor(world: RollbackWorld, row: PolicyType, step: Step, id: Id<'destination'>): LookFor {
  if (step.method !== 'DELETE') return () => lookForChild(world.lists, row, withId(step, id));
  return async () => {
    const answer = await world.destination.get({ api: row.api, service: row.service, scopes: row.scopes.read, path: withId(step, id).path });
    if (answer.ok) return { as: 'not found' };
    return answer.failure.kind === 'missing' ? { as: 'found' } : { as: 'not seen', failure: answer.failure };
  };
}

async function unlessStopped(signal: AbortSignal | undefined, run: () => Promise<UndoEnd | undefined>): Promise<UndoEnd | undefined> {
  try {
    return await run();
  } catch (error) {
    if (signal?.aborted === true && error === signal.reason) return undefined;
    throw error;
  }
}

function failedEnd(undo: Undo, end: Exclude<StepEnd, { readonly as: 'done' }>): UndoEnd {
  if (end.as === 'stopped') return { ...endOf(undo), end: 'not reached', because: end.because === undefined ? 'stopped before: run rollback again' : `put off, run rollback again: ${end.because.message}`, ...(end.because === undefined ? {} : { failure: end.because }) };
  return { ...endOf(undo), end: 'failed', because: end.failure.message, failure: end.failure };
}

/** How an object ends when all goes well. */
function endOf({ target, deed }: Undo): UndoEnd {
  const { address, kind, was } = target;
  const id = deed.id ?? target.id;
  const facts = { address, kind, was, ...(id === undefined ? {} : { id }), differences: [] };
  switch (deed.do) {
    case 'delete':
      return { ...facts, end: 'deleted', because: 'this plan made it' };
    case 'restore': {
      const lost = deed.before.secrets.filter((secret) => secret.drops === 'item').map((secret) => secret.what);
      return { ...facts, end: 'restored', because: lost.length === 0 ? 'this plan changed it' : `this plan changed it; what nobody gives back must be entered again: ${[...new Set(lost)].join(', ')}` };
    }
    case 'nothing':
      return { ...facts, end: deed.how === 'deleted' ? 'gone' : 'restored', because: deed.because };
    case 'leave':
      return { ...facts, end: 'left', because: deed.because, differences: deed.differences };
  }
}

function resultOf(ends: readonly UndoEnd[], stopped: boolean): RollbackResult {
  const findings = ends.flatMap((end): Finding[] => {
    if (end.end === 'left') return [makeFinding(codes.leftByRollback, `${end.address} was left: ${end.because}.`, { address: end.address, kind: end.kind, at: end.differences[0]?.at })];
    if (end.end === 'failed') return [makeFinding(codes.leftByRollback, `${end.address} could not be undone: ${end.because}.`, { address: end.address, kind: end.kind, severity: 'high', requestId: end.failure?.requestId })];
    return [];
  });
  return { ends, findings, stopped };
}
