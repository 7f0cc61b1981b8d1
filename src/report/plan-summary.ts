import type { PlanSummary, ProofSummary } from '../model/gap-report.js';
import type { Plan } from '../model/plan.js';
import type { Verdict } from '../model/verdict.js';
import { duration, grouped } from './scales.js';

/** Counts of a plan and the sentence about it. Assignments are counted apart: they are the second half of a create. */
export function planSummary(plan: Plan): PlanSummary {
  const waves = plan.waves.map((wave) => {
    const count = { create: 0, update: 0, keep: 0, assign: 0 };
    for (const action of wave) count[action.do] += 1;
    return count;
  });
  const sum = (which: 'create' | 'update' | 'keep' | 'assign'): number => waves.reduce((total, wave) => total + wave[which], 0);
  const leftOut = plan.asides.filter((one) => one.state === 'left out').length;
  const decide = plan.asides.filter((one) => one.state === 'skipped' && one.after === undefined).length;
  const blocked = plan.asides.length - leftOut - decide;
  const own = (kind: string): boolean => Object.hasOwn(plan.kinds, kind) && plan.kinds[kind]?.state !== 'not asked';
  const createBeside = plan.waves.flat().filter((action) => action.do === 'create' && !own(action.kind)).length;
  const counts = { create: sum('create'), createBeside, update: sum('update'), keep: sum('keep'), assign: sum('assign'), blocked, decide, leftOut };
  return { ...counts, waves, options: plan.options, estimate: plan.estimate, sentence: planSentence(counts, plan), fingerprint: plan.fingerprint };
}

/** "41 to create, 6 to update, 3 need a decision, 2 blocked; 112 writes, about 25 s at the service's limit." */
function planSentence(counts: Pick<PlanSummary, 'create' | 'createBeside' | 'update' | 'keep' | 'assign' | 'blocked' | 'decide' | 'leftOut'>, plan: Plan): string {
  const parts = [
    [counts.create, counts.createBeside === 0 ? 'to create' : `to create (${grouped(counts.createBeside)} of them beside the export)`],
    [counts.update, 'to update'],
    [counts.keep, 'to keep'],
    [counts.assign, 'to assign'],
    [counts.decide, counts.decide === 1 ? 'needs a decision' : 'need a decision'],
    [counts.blocked, 'blocked'],
    [counts.leftOut, 'left out'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, words]) => `${grouped(count)} ${words}`);
  const writes = plan.estimate.writes;
  const cost = writes === 0 ? 'nothing to write' : `${grouped(writes)} ${writes === 1 ? 'write' : 'writes'}, about ${duration(plan.estimate.seconds)} at the service's limit`;
  return `${said.length === 0 ? 'Nothing to do' : said.join(', ')}; ${cost}.`;
}

/** What reading back has shown, counted, with the differences. */
export function proofSummary(verdicts: readonly Verdict[]): ProofSummary {
  const counts = { equal: 0, tidied: 0, different: 0, missing: 0, notChecked: 0 };
  const different: { address: string; differences: ProofSummary['different'][number]['differences'] }[] = [];
  const missing: { address: string; because: string }[] = [];
  const notChecked: { address: string; because: string }[] = [];
  for (const one of verdicts) {
    switch (one.as) {
      case 'equal':
      case 'tidied':
        counts[one.as] += 1;
        break;
      case 'different':
        counts.different += 1;
        different.push({ address: one.address, differences: one.differences });
        break;
      case 'missing':
        counts.missing += 1;
        missing.push({ address: one.address, because: one.because });
        break;
      case 'not checked':
        counts.notChecked += 1;
        notChecked.push({ address: one.address, because: one.because });
    }
  }
  return { counts, different, missing, notChecked };
}
