import type { Json } from '../model/json.js';
import type { Action, Plan } from '../model/plan.js';

/** Counts of a plan, for people and for scripts. The first six sum to `exported`. */
export function planSummary(plan: Omit<Plan, 'fingerprint'>): Record<string, Json> {
  const actions = plan.waves.flat();
  const own = (action: Action): boolean => Object.hasOwn(plan.kinds, action.kind) && plan.kinds[action.kind]?.state !== 'not asked';
  const count = (test: (action: Action) => boolean): number => actions.filter(test).length;
  const aside = (state: string): number => plan.asides.filter((one) => one.state === state).length;
  const create = count((action) => action.do === 'create' && own(action));
  const update = count((action) => action.do === 'update');
  const same = count((action) => action.do === 'keep' && action.same);
  const leftOut = count((action) => action.do === 'keep' && !action.same) + aside('left out');
  const skipped = aside('skipped');
  const notPortable = aside('not portable');
  return {
    exported: create + update + same + leftOut + notPortable + skipped,
    create,
    update,
    same,
    leftOut,
    notPortable,
    skipped,
    createBeside: count((action) => action.do === 'create' && !own(action)),
    assign: count((action) => action.do === 'assign'),
    waves: plan.waves.length,
    writes: plan.estimate.writes,
    seconds: plan.estimate.seconds,
    findings: plan.findings.length,
  };
}
