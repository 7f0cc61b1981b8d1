import type { Address } from '../model/address.js';
import type { Failure } from '../model/failure.js';
import type { Action, FinalState, Plan } from '../model/plan.js';
import type { JournalState } from './journal-state.js';

/** Where one object of the export ended, and why. */
export interface Ending {
  readonly address: Address;
  readonly kind: string;
  readonly name: string;
  readonly state: FinalState;
  readonly because: string;
  readonly after?: Address;
  readonly failure?: Failure;
  /** Waits for approval by a second admin: a later run goes on. */
  readonly parked?: true;
  /** Something is left of it that nobody sent: the run ended before. */
  readonly notReached?: true;
}

/**
 * Where every object of the plan's export stands after what the journal says (promise 5): exactly one ending each.
 * Objects that the plan makes beside the export, such as groups, are in `beside`.
 */
export function endingsOf(plan: Plan, journal: JournalState): { readonly endings: readonly Ending[]; readonly beside: readonly Ending[] } {
  const actions = plan.waves.flat();
  const assigns = new Map<Address, Action>();
  for (const action of actions) if (action.do === 'assign') assigns.set(action.address, action);
  const known = new Map<Address, Ending>();
  const all: Ending[] = plan.asides.map((aside) => ({
    address: aside.address,
    kind: aside.kind,
    name: aside.name,
    state: aside.state,
    because: aside.because,
    ...(aside.after === undefined ? {} : { after: aside.after }),
  }));
  for (const action of actions) {
    if (action.do === 'assign') continue;
    const ending = endingOf(action, assigns.get(action.address), journal, known);
    known.set(action.address, ending);
    all.push(ending);
  }
  const made = new Set(Object.values(plan.resolutions).flatMap((byId) => Object.values(byId).flatMap((one) => (one.as === 'made' ? [one.by] : []))));
  const exported = (ending: Ending): boolean => Object.hasOwn(plan.kinds, ending.kind) || !made.has(ending.address);
  return { endings: all.filter(exported).sort(byAddress), beside: all.filter((one) => !exported(one)).sort(byAddress) };
}

function byAddress(a: Ending, b: Ending): number {
  return a.address < b.address ? -1 : a.address > b.address ? 1 : 0;
}

function endingOf(action: Exclude<Action, { readonly do: 'assign' }>, assign: Action | undefined, journal: JournalState, known: ReadonlyMap<Address, Ending>): Ending {
  const facts = { address: action.address, kind: action.kind, name: action.name };
  if (action.do === 'keep') return { ...facts, state: action.same ? 'same' : 'left out', because: action.reason };
  if (journal.undone(action.address)) return { ...facts, state: 'left out', because: 'rolled back' };
  const trouble = journal.troubleOf(action.address);
  const settled = journal.settled(action.address, action.do);
  const assigned = assign === undefined || journal.settled(action.address, 'assign');
  if (settled && assigned) return { ...facts, state: action.do === 'create' ? 'created' : 'updated', because: action.reason };
  if (trouble !== undefined) {
    const so = settled ? `${action.do === 'create' ? 'created' : 'updated'}, but not assigned: ` : '';
    return { ...facts, state: 'failed', because: so + trouble.failure.message, failure: trouble.failure, ...(trouble.as === 'parked' ? { parked: true as const } : {}) };
  }
  const after = [...action.needs, ...(assign?.needs ?? [])].find((need) => known.get(need)?.state === 'failed' || known.get(need)?.state === 'skipped');
  const written = settled ? `${action.do === 'create' ? 'created' : 'updated'}, but not assigned yet` : 'not reached yet';
  if (after !== undefined && known.get(after)?.notReached === true) return { ...facts, state: 'skipped', because: `${written}, it needs ${after}: run import again`, notReached: true };
  if (after !== undefined && known.get(after)?.parked === true) return { ...facts, state: settled ? 'failed' : 'skipped', because: `${settled ? 'not assigned: ' : ''}it needs ${after}, which waits for approval by another administrator`, after };
  if (after !== undefined) return { ...facts, state: settled ? 'failed' : 'skipped', because: `${settled ? 'not assigned: ' : ''}it needs ${after}`, after };
  return { ...facts, state: 'skipped', because: `${written}: run import again`, notReached: true };
}

/** Counts by state; the sum is the number of endings. */
export function countEndings(endings: readonly Ending[]): Record<FinalState, number> {
  const counts: Record<FinalState, number> = { created: 0, updated: 0, same: 0, 'left out': 0, 'not portable': 0, skipped: 0, failed: 0 };
  for (const ending of endings) counts[ending.state] += 1;
  return counts;
}
