import type { PlanSummary, ReportFinding, RunbookStep } from '../model/gap-report.js';
import { rule } from '../model/rules.js';
import { duration, effortTimes, grouped, moments, severities } from './scales.js';

/** Steps that belong to every move, around which the findings put theirs. */
const always: readonly RunbookStep[] = [
  { moment: 'before', title: 'Read this report and sign it', steps: ['Go through verdict, decisions and blockers with the owners named here.'], owner: 'consultant', time: 'about 1 hour', findings: 0 },
  { moment: 'before', title: 'Check both tenants', steps: ['Run doctor for the source and for the destination.'], owner: 'consultant', time: 'about 15 minutes', findings: 0 },
  { moment: 'cut-over', title: 'Plan again and read the plan', steps: ['Export and plan once more, so that late changes are in it.', 'Read the plan with the owner of the destination.'], owner: 'destination admin', time: 'about 1 hour', findings: 0 },
];

const last: readonly RunbookStep[] = [
  { moment: 'after', title: 'Prove what arrived', steps: ['Run verify and read every difference.', 'Make the final report and let it be signed.'], owner: 'consultant', time: 'about 1 hour', findings: 0 },
  { moment: 'after', title: 'Keep the source tenant as it is', steps: ['Remove nothing there until the last device has moved and the hold period is over.'], owner: 'source admin', time: 'until the agreed date', findings: 0 },
];

/** The checklist: one step for every rule with an open finding that asks for something, in order of moment and severity. After the import only what is left to do. */
export function runbook(findings: readonly ReportFinding[], plan: PlanSummary | undefined, imported: boolean): RunbookStep[] {
  const byCode = new Map<string, ReportFinding[]>();
  for (const one of findings) {
    if (one.status === 'open' && one.severity !== 'info') byCode.set(one.code, [...(byCode.get(one.code) ?? []), one]);
  }
  const own = [...byCode].map(([code, list]) => ({ code, list, worst: Math.min(...list.map((one) => severities.indexOf(one.severity))) })).sort((a, b) => a.worst - b.worst);
  const steps = own.map(({ code, list }): RunbookStep => {
    const text = rule(code);
    return { moment: text.moment, title: text.title, steps: text.remedy, owner: text.owner, time: effortTimes[text.effort], code, findings: list.length };
  });
  const run: RunbookStep[] =
    plan === undefined || imported
      ? []
      : [{ moment: 'cut-over', title: 'Import the plan', steps: [`Run import with the plan that was read: ${grouped(plan.estimate.writes)} writes. An interrupted run goes on where it stood.`], owner: 'consultant', time: `about ${duration(plan.estimate.seconds)}`, findings: 0 }];
  const all = [...(imported ? [] : always), ...steps, ...run, ...last];
  return moments.flatMap((moment) => all.filter((step) => step.moment === moment));
}
