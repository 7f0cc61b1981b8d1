import type { Comparison, FindingStatus, PastReport, ReportFinding } from '../model/gap-report.js';

/** What is new and what is solved since an older report, by the ids of open findings. */
export function compared(past: PastReport, findings: readonly ReportFinding[]): Comparison {
  const open = (list: readonly { readonly id: string; readonly status: FindingStatus }[]): Set<string> => new Set(list.filter((one) => one.status === 'open').map((one) => one.id));
  const [before, now] = [open(past.findings), open(findings)];
  return {
    since: past.time,
    added: findings.filter((one) => now.has(one.id) && !before.has(one.id)).map((one) => one.id),
    solved: past.findings.filter((one) => before.has(one.id) && !now.has(one.id)),
    unchanged: [...now].filter((id) => before.has(id)).length,
  };
}
