import type { Address } from '../model/address.js';
import type { Id } from '../model/ids.js';
import type { Plan } from '../model/plan.js';
import type { Catalog, PolicyType } from '../model/policy-type.js';
import type { Policy } from '../model/policy.js';
import type { Say } from '../model/ports.js';
import type { Difference } from '../model/verdict.js';
import { comparePolicy } from '../engine/compare-policies.js';
import { editsOfCreated, editsOfUpdated } from '../engine/foreign-edits.js';
import { objectPath } from '../engine/object-path.js';
import { allHold } from '../engine/paths.js';
import { prepare, type Workshop } from '../engine/prepare.js';
import type { IdOfMade } from '../engine/resolve.js';
import { policyBefore, resolvedBefore } from '../engine/undo-steps.js';
import { assignmentProgress, undoTargets, type UndoTarget } from '../engine/undo-targets.js';
import { lookForCreated } from './look.js';
import { isFailure, readWhole } from './read-destination.js';
import { allPages } from './read-kinds.js';
import { lookUntil, record, type Runner } from './run-step.js';
import { usersOf } from './users-of.js';

/** What a rollback will do with one object. */
export type UndoDeed =
  | { readonly do: 'delete'; readonly id: Id<'destination'>; readonly found: Policy<'destination'> }
  | { readonly do: 'restore'; readonly id: Id<'destination'>; readonly found: Policy<'destination'>; readonly before: Policy<'destination'> }
  /** Nothing to do any more: it is gone, or as it was. */
  | { readonly do: 'nothing'; readonly id: Id<'destination'>; readonly how: 'deleted' | 'restored'; readonly because: string }
  | { readonly do: 'leave'; readonly id?: Id<'destination'>; readonly because: string; readonly differences: readonly Difference[] };

export interface Undo {
  readonly target: UndoTarget;
  readonly row: PolicyType;
  readonly deed: UndoDeed;
}

export interface RollbackWorld extends Runner {
  readonly catalog: Catalog;
  readonly workshop: Workshop;
  readonly idOfMade: IdOfMade;
  readonly policyOf: (address: Address) => Promise<Policy>;
  readonly say: Say;
  /** Nothing is written, neither to the destination nor to the journal. */
  readonly dryRun: boolean;
}

/** How many objects are read and compared at a time. */
const group = 100;

/**
 * Looks at everything that a rollback has to do with, and decides for each object; nothing is written but what looking
 * after lost answers has found. Waves are in the order in which they must be undone.
 */
export async function lookBeforeRollback(world: RollbackWorld, plan: Plan): Promise<Undo[][]> {
  const waves = undoTargets(plan, world.state);
  const targets = waves.flat();
  world.say.begin('Looking at what was made', targets.length);
  const ids = await settleDoubts(world, targets);
  const decided = new Map<Address, Undo>();
  const byRow = new Map<PolicyType, { target: UndoTarget; id: Id<'destination'> }[]>();
  for (const target of targets) {
    const row = world.catalog.row(target.kind);
    const id = ids.get(target.address);
    if (target.parked === true) decided.set(target.address, { target, row, deed: { do: 'leave', because: 'its creation waits for approval by a second administrator: reject it in the admin center', differences: [] } });
    else if (typeof id === 'object') decided.set(target.address, { target, row, deed: id });
    // undefined: it was never made
    else if (id !== undefined) byRow.set(row, [...(byRow.get(row) ?? []), { target, id }]);
  }
  await Promise.all(
    [...byRow].map(async ([row, list]) => {
      for (let start = 0; start < list.length; start += group) {
        let part = list.slice(start, start + group);
        for (let pause = 250; ; pause = Math.min(pause * 2, 4000)) {
          const looked = world.clock.now();
          const deeds = await deedsFor(world, row, part);
          const doubtful = part.filter(({ target }, index) => mayBeLate(world, target, deeds[index], looked));
          for (const [index, one] of part.entries()) {
            const deed = deeds[index];
            if (deed === undefined || doubtful.includes(one)) continue;
            decided.set(one.target.address, { target: one.target, row, deed });
            world.say.step();
          }
          if (doubtful.length === 0) break;
          part = doubtful;
          await world.clock.sleep(pause, world.signal);
        }
      }
    }),
  );
  await leaveWhatIsUsed(world, decided);
  world.say.end();
  return waves.map((wave) => wave.flatMap((target) => decided.get(target.address) ?? []));
}

async function deedsFor(world: RollbackWorld, row: PolicyType, part: readonly { readonly target: UndoTarget; readonly id: Id<'destination'> }[]): Promise<UndoDeed[]> {
  const found = await readWhole(world.destination, row, part.map((one) => one.id));
  const deeds: UndoDeed[] = [];
  for (const [index, { target, id }] of part.entries()) {
    const back = found[index];
    if (back === undefined) throw new Error('readWhole answered fewer objects than it was asked for');
    if (isFailure(back)) {
      deeds.push(back.kind === 'missing' ? { do: 'nothing', id, how: 'deleted', because: 'it is gone already' } : { do: 'leave', id, because: `it could not be read: ${back.message}`, differences: [] });
    } else deeds.push(target.was === 'created' ? await deedForCreated(world, row, target, id, back) : await deedForUpdated(world, row, target, id, back));
  }
  return deeds;
}

/** What was written a moment ago may not be shown yet: that is not gone, and nobody's edit. */
function mayBeLate({ state, visibility }: RollbackWorld, { address }: UndoTarget, deed: UndoDeed | undefined, looked: number): boolean {
  const doubtful = deed?.do === 'leave' || (deed?.do === 'nothing' && deed.how === 'deleted');
  return doubtful && looked < state.lastAt(address) + visibility;
}

/** Finds out about creates whose answer was lost. The id; a deed where it cannot be settled; undefined where there is nothing. */
async function settleDoubts(world: RollbackWorld, targets: readonly UndoTarget[]): Promise<Map<Address, Id<'destination'> | UndoDeed | undefined>> {
  const pairs = await Promise.all(
    targets.map(async (target): Promise<[Address, Id<'destination'> | UndoDeed | undefined]> => {
      const { address, id } = target;
      if (id !== undefined || target.parked === true) return [address, id];
      const row = world.catalog.row(target.kind);
      const policy = await world.policyOf(address);
      const { resolved } = prepare(world.workshop, row, policy, world.idOfMade);
      const step = world.state.step(address, 'create');
      const until = (step.as === 'over' ? step.at : world.begun) + world.visibility;
      const look = await lookUntil(world, () => lookForCreated(world.destination, world.lists, world.state, { row, policy, resolved, name: target.sentAs }), until);
      if (look.as === 'not found') return [address, undefined];
      if (look.as !== 'found' || look.id === undefined) return [address, { do: 'leave', because: `the answer to its create was lost: ${look.as === 'unclear' ? look.because : look.as === 'not seen' ? look.failure.message : 'no id'}`, differences: [] }];
      if (!world.dryRun) await record(world, { event: 'outcome', address, step: 'create', outcome: { as: 'done', found: true, id: look.id } });
      return [address, look.id];
    }),
  );
  return new Map(pairs);
}

async function deedForCreated(world: RollbackWorld, row: PolicyType, target: UndoTarget, id: Id<'destination'>, found: Policy<'destination'>): Promise<UndoDeed> {
  const policy = await world.policyOf(target.address);
  const { resolved } = prepare(world.workshop, row, policy, world.idOfMade);
  const unlocked = world.state.step(target.address, 'undo:unlock').as === 'not begun' ? {} : (row.removal?.first?.set ?? {});
  const own = ({ at, found: now }: Difference): boolean => Object.entries(unlocked).some(([name, value]) => at === `/body/${name}` && now === value);
  const edits = editsOfCreated(row, policy, resolved, found, { whole: world.state.settled(target.address, 'create'), assignments: assignmentProgress(target.address, world.state) });
  // what an earlier rollback changed so that it can be deleted is nobody's edit
  const differences = edits.filter((one) => !own(one));
  if (differences.length > 0) return { do: 'leave', id, because: 'somebody has changed it since it was made', differences };
  for (const { child, because, when } of row.removal?.usedIn ?? []) {
    if (when !== undefined && !allHold(when, [found.body])) continue;
    const listed = await allPages(world.destination, { api: row.api, service: row.service, scopes: row.scopes.read, path: `${objectPath(row, id)}/${child}` });
    if (!listed.ok) return { do: 'leave', id, because: `whether something uses it could not be seen: ${listed.failure.message}`, differences: [] };
    if (listed.value.length > 0) return { do: 'leave', id, because, differences: [] };
  }
  return { do: 'delete', id, found };
}

async function deedForUpdated(world: RollbackWorld, row: PolicyType, target: UndoTarget, id: Id<'destination'>, found: Policy<'destination'>): Promise<UndoDeed> {
  const kept = world.state.before(target.address);
  if (kept === undefined) throw new Error(`${target.address} was changed and nobody kept what it was`);
  const policy = await world.policyOf(target.address);
  const { resolved } = prepare(world.workshop, row, policy, world.idOfMade);
  const before = policyBefore(found, kept);
  const fromBefore = comparePolicy(row, { ...policy, secrets: [...policy.secrets, ...before.secrets] }, resolvedBefore(before), found, { assignments: true }).differences;
  if (fromBefore.length === 0) return { do: 'nothing', id, how: 'restored', because: 'it is as it was' };
  const differences = editsOfUpdated(comparePolicy(row, policy, resolved, found, { assignments: true }).differences, fromBefore);
  if (differences.length > 0) return { do: 'leave', id, because: 'somebody has changed it since it was updated', differences };
  return { do: 'restore', id, found, before };
}

/** What something else uses stays, and so does whatever that needs in its turn. */
async function leaveWhatIsUsed(world: RollbackWorld, decided: Map<Address, Undo>): Promise<void> {
  const leave = (address: Address, because: string): void => {
    const one = decided.get(address);
    if (one?.deed.do !== 'delete') return;
    decided.set(address, { ...one, deed: { do: 'leave', id: one.deed.id, because, differences: [] } });
  };
  const going = (): Undo[] => [...decided.values()].filter(({ deed }) => deed.do === 'delete');
  const targets = new Map<string, Set<string>>();
  for (const { target, deed } of going()) if (deed.do === 'delete') targets.set(target.kind, (targets.get(target.kind) ?? new Set<string>()).add(deed.id));
  if (targets.size > 0) {
    const apart = new Set<string>([...decided.values()].flatMap(({ deed }) => (deed.do === 'delete' || deed.do === 'restore' ? [deed.id] : [])));
    const users = await usersOf(world.destination, world.catalog, targets, apart);
    for (const { target, row, deed } of going()) {
      if (deed.do !== 'delete') continue;
      const names = users.of.get(deed.id) ?? [];
      const [unseen] = users.unseen;
      if (names.length > 0) leave(target.address, `it is used by ${names.join(', ')}`);
      else if (unseen !== undefined && row.removal?.usedIn !== undefined) leave(target.address, `whether something uses it could not be seen: ${unseen.title}: ${unseen.why}`);
    }
  }
  for (let grown = true; grown; ) {
    grown = false;
    for (const { target, deed } of [...decided.values()]) {
      if (deed.do !== 'leave') continue;
      for (const need of target.needs) {
        if (decided.get(need)?.deed.do !== 'delete') continue;
        leave(need, `it is used by ${target.address}, which is left`);
        grown = true;
      }
    }
  }
}
