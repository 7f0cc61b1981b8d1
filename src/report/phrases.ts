import type { GapReport, ReportFinding, ReportVerdict } from '../model/gap-report.js';
import type { TenantFacts } from '../model/policy.js';

/** Words that more than one renderer says. */
export const verdictWords: Readonly<Record<ReportVerdict['as'], string>> = {
  ready: 'Ready',
  'ready with decisions': 'Ready with decisions',
  'not ready': 'Not ready',
  moved: 'Moved',
  'moved with exceptions': 'Moved with exceptions',
};

/** `Contoso Ltd (contoso.onmicrosoft.com, tenant 1111…)`. */
export function tenantLine(tenant: TenantFacts): string {
  const domain = tenant.initialDomain ?? tenant.defaultDomain;
  return `${tenant.displayName ?? tenant.name} (${domain === undefined ? '' : `${domain}, `}tenant ${tenant.id})`;
}

/** `2026-09-14T09:30:00Z` → `2026-09-14 09:30 UTC`; a time in another form stays as it was given. */
export function timeLine(time: string): string {
  const parts = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?Z$/u.exec(time);
  return parts === null ? time : `${parts[1] ?? ''} ${parts[2] ?? ''} UTC`;
}

/** An address as people read it, where the report knows the object: its name, with its kind where two share the name. Ids of what is pointed at too. */
export function objectNames(report: GapReport): (address: string) => string {
  const names = new Map<string, number>();
  for (const one of report.objects) names.set(one.name, (names.get(one.name) ?? 0) + 1);
  const known = new Map(report.objects.map((one) => [one.address, names.get(one.name) === 1 ? one.name : `${one.name} (${one.title})`]));
  // numbers (scope tags) name another thing in the other tenant, and a finding may mean either
  for (const one of report.references) if (one.source.name !== undefined && !/^\d+$/u.test(one.source.id)) known.set(one.source.id, `${one.source.name} (${one.title})`);
  return (address) => known.get(address) ?? address;
}

/** What a finding concerns beside its own object, without what its sentence has named already. */
export function alsoConcerned(report: GapReport): (finding: ReportFinding) => string[] {
  const show = objectNames(report);
  const named = new Map(report.references.flatMap((one) => (one.source.name === undefined ? [] : [[one.source.id, one.source.name] as const])));
  const isSaid = (finding: ReportFinding, one: string): boolean => one === finding.address || finding.message.includes(one) || (named.has(one) && finding.message.includes(`"${named.get(one) ?? ''}"`));
  return (finding) => finding.related.filter((one) => !isSaid(finding, one)).map(show);
}

/** "contoso to fabrikam", for titles of files and pages. */
export function moveOf(report: GapReport): string {
  return report.destination === undefined ? report.source.name : `${report.source.name} to ${report.destination.name}`;
}
