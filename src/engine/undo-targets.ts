import type { Address } from '../model/address.js';
import type { Id } from '../model/ids.js';
import type { Action, Plan } from '../model/plan.js';
import type { JournalState } from './journal-state.js';

/** One object that this plan made or changed, or may have made. */
export interface UndoTarget {
  readonly address: Address;
  readonly kind: string;
  readonly name: string;
  /** The name it was sent with. */
  readonly sentAs: string;
  readonly was: 'created' | 'updated';
  /** Absent where the answer to its create was lost: it must be looked for. */
  readonly id?: Id<'destination'>;
  /** Its create waits for approval by a second administrator. */
  readonly parked?: true;
  /** What it, or its assignments, point at and this plan made: that can only go after it. */
  readonly needs: readonly Address[];
}

/**
 * What a rollback has to do with, by the journal alone, in waves: each wave points only at later ones, so that whatever
 * points goes before what it points at. What a rollback has undone already is not among them.
 */
export function undoTargets(plan: Plan, state: JournalState): UndoTarget[][] {
  const assignNeeds = new Map<Address, readonly Address[]>();
  for (const action of plan.waves.flat()) if (action.do === 'assign') assignNeeds.set(action.address, action.needs);
  return plan.waves
    .map((wave) => wave.flatMap((action): UndoTarget[] => targetOf(action, assignNeeds.get(action.address) ?? [], state)))
    .reverse()
    .filter((wave) => wave.length > 0);
}

function targetOf(action: Action, assignNeeds: readonly Address[], state: JournalState): UndoTarget[] {
  if (action.do === 'keep' || action.do === 'assign' || state.undone(action.address)) return [];
  const { address, kind, name } = action;
  const needs = [...new Set([...action.needs, ...assignNeeds])].filter((need) => need !== address);
  const facts = { address, kind, name, needs };
  if (action.do === 'update') return state.before(address) === undefined ? [] : [{ ...facts, sentAs: name, was: 'updated', id: action.destination.id }];
  const id = state.idOf(address);
  const sentAs = action.as ?? name;
  if (id !== undefined) return [{ ...facts, sentAs, was: 'created', id }];
  const create = state.step(address, 'create');
  if (create.as === 'begun' || (create.as === 'over' && create.outcome.as === 'unknown')) return [{ ...facts, sentAs, was: 'created' }];
  if (create.as === 'over' && create.outcome.as === 'parked') return [{ ...facts, sentAs, was: 'created', parked: true }];
  return [];
}

/** How far the assignments of an object came on import. */
export function assignmentProgress(address: Address, state: JournalState): 'not sent' | 'perhaps sent' | 'sent' {
  if (state.begunSteps(address).some((step) => step.startsWith('undo:'))) return 'perhaps sent';
  if (state.settled(address, 'assign')) return 'sent';
  return state.begunSteps(address).some((step) => step === 'assign' || step.startsWith('assign#')) ? 'perhaps sent' : 'not sent';
}
