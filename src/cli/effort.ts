import { JournalState } from '../engine/journal-state.js';
import type { JournalLine } from '../model/journal.js';
import type { Plan } from '../model/plan.js';
import { durationText } from './duration.js';

/**
 * How much of a plan is still to be sent, and how long that takes at the documented limits: `about 12 writes in about 3 min`.
 * @param past lines of its journal: what is done counts no more
 */
export function effortText(plan: Plan, past: readonly JournalLine[]): string {
  const state = new JournalState(past);
  const all = plan.waves.flat().filter((action) => action.do !== 'keep');
  const left = all.filter((action) => !state.settled(action.address, action.do));
  const calls = (list: typeof all): number => list.reduce((sum, action) => sum + action.calls, 0);
  const share = calls(all) === 0 ? 0 : calls(left) / calls(all);
  const writes = Math.ceil(plan.estimate.writes * share);
  const done = left.length === all.length ? '' : `, ${String(left.length)} of ${String(all.length)} actions being left`;
  return `${writes === 1 ? 'one write' : `${String(writes)} writes`} in about ${durationText(Math.ceil(plan.estimate.seconds * share))}${done}`;
}
