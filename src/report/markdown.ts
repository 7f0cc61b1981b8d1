import type { GapReport, Ledger } from '../model/gap-report.js';
import { folded, md, mdTable } from './markdown-text.js';
import { spokenClass } from '../model/rules.js';
import { alsoConcerned, moveOf, objectNames, tenantLine, timeLine, verdictWords } from './phrases.js';
import { capital, effortTimes, grouped, moments, momentTitles, plural, portabilityTitles, severityMarks, stateTitles } from './scales.js';
import { isOpenSecret, secretWords } from './secret-words.js';

/** Findings of one rule that a pull request shows before the rest is left to the other formats. */
const shownEach = 25;

/**
 * The gap report as Markdown, made for the comment of a pull request: verdict and sum first, long lists folded. Lists of
 * more than a few dozen are cut with a count; HTML, CSV and JSON hold all of them.
 */
export function renderMarkdown(report: GapReport): string {
  return [
    `# Gap report: ${md(moveOf(report))}\n\n`,
    `**${verdictWords[report.verdict.as]}.** ${md(report.verdict.because)}\n\n`,
    head(report),
    '## The ledger\n\n',
    ledger('What can move', report.portability, portabilityTitles),
    report.outcome === undefined ? '' : ledger('What has moved', report.outcome, stateTitles),
    comparison(report),
    decisions(report),
    blockers(report),
    findings(report),
    references(report),
    values(report),
    secrets(report),
    checks(report),
    apple(report),
    plan(report),
    runbook(report),
    `## What this report cannot know\n\n${report.unknowns.map((one) => `- ${md(one)}\n`).join('')}\n`,
    integrity(report),
  ].join('');
}

function head(report: GapReport): string {
  return mdTable(
    ['', ''],
    [
      ['Source', `${md(tenantLine(report.source))}, exported ${timeLine(report.export.time)}`],
      ['Destination', report.destination === undefined ? 'not given' : md(tenantLine(report.destination))],
      ['Report', `${timeLine(report.time)}, ${md(report.tool.name)} ${md(report.tool.version)}`],
      ...(report.plan === undefined ? [] : [['Plan', `\`${report.plan.fingerprint}\``]]),
    ],
  );
}

function ledger<Part extends string>(title: string, of: Ledger<Part>, titles: Readonly<Record<Part, string>>): string {
  const sum = of.parts.reduce((total, one) => total + one.count, 0);
  const check = of.balanced ? `equals the export (${grouped(of.total)})` : `**the export holds ${grouped(of.total)}**`;
  return `${mdTable([title, 'Objects'], [...of.parts.map((one) => [titles[one.part], grouped(one.count)]), [`**Sum**, ${check}`, `**${grouped(sum)}**`]], [1])}`;
}

function comparison(report: GapReport): string {
  const since = report.comparison;
  if (since === undefined) return '';
  const added = new Set(since.added);
  const line = (mark: string) => (one: { readonly code: string; readonly title: string; readonly name?: string; readonly severity: string }): string => `- ${mark} ${one.severity} ${one.code} ${md(one.title)}${one.name === undefined ? '' : `: ${md(one.name)}`}\n`;
  const lines = [...report.findings.filter((one) => added.has(one.id)).map(line('new')), ...since.solved.map(line('solved'))];
  const list = lines.length === 0 ? '' : folded(`${grouped(since.added.length)} new, ${grouped(since.solved.length)} solved`, `${lines.slice(0, 200).join('')}\n${more(lines.length, Math.min(200, lines.length))}`);
  return `## Since the last report\n\nCompared with ${timeLine(since.since)}: **${grouped(since.added.length)} new, ${grouped(since.solved.length)} solved, ${grouped(since.unchanged)} unchanged**.\n\n${list}`;
}

function decisions(report: GapReport): string {
  if (report.decisions.length === 0) return '## Decisions needed\n\nNo question is open.\n\n';
  const show = objectNames(report);
  const rows = report.decisions.slice(0, 50).map((one) => [`${md(one.question)}<br>${md(one.because)}`, md(one.answerIn), grouped(one.blocks.count), one.blocks.objects.slice(0, 3).map((address) => md(show(address))).join(', ') + (one.blocks.objects.length > 3 ? ` and ${grouped(one.blocks.objects.length - 3)} more` : '')]);
  return `## Decisions needed\n\nIn order of what they block.\n\n${mdTable(['Question', 'Answer in', 'Blocks', 'What waits'], rows, [2])}${more(report.decisions.length, rows.length)}`;
}

function blockers(report: GapReport): string {
  if (report.blockers.length === 0) return '## Blockers by owner\n\nNo blocker is open.\n\n';
  const byId = new Map(report.findings.map((one) => [one.id, one]));
  const list = report.blockers.map(({ owner, findings: ids }) => {
    const counts = new Map<string, number>();
    for (const id of ids) {
      const one = byId.get(id);
      if (one !== undefined) counts.set(`${one.code} ${one.title}`, (counts.get(`${one.code} ${one.title}`) ?? 0) + 1);
    }
    return `- **${capital(owner)}** (${grouped(ids.length)}): ${[...counts].map(([title, count]) => `${md(title)} (${grouped(count)})`).join('; ')}\n`;
  });
  return `## Blockers by owner\n\n${list.join('')}\n`;
}

function findings(report: GapReport): string {
  if (report.findings.length === 0) return '## Findings\n\nThere are no findings.\n\n';
  const others = alsoConcerned(report);
  const parts = moments.map((moment) => {
    const own = report.findings.filter((one) => one.moment === moment);
    const groups = new Map<string, typeof own>();
    for (const one of own) groups.set(`${one.code} ${one.severity}`, [...(groups.get(`${one.code} ${one.severity}`) ?? []), one]);
    const said = [...groups.values()].map((list) => {
      const [first] = list;
      if (first === undefined) return '';
      const steps = first.remedy.map((step, i) => `${String(i + 1)}. ${md(step)}\n`).join('');
      const rows = list.slice(0, shownEach).map((one) => [one.name === undefined ? md(one.kindTitle ?? 'the move as a whole') : md(`${one.name} (${one.kindTitle ?? ''})`), md([one.message, ...(one.advice === undefined ? [] : [one.advice])].join(' ')) + also(others(one)), one.at === undefined ? '' : md(one.at), one.note === undefined ? one.status : `${one.status}: ${md(one.note)}`]);
      const body = `Owner: ${first.owner}. Effort: ${effortTimes[first.effort]}. ${capital(first.certainty)}.${first.link === undefined ? '' : ` [Vendor page](${first.link}).`}\n\n**If nobody acts:** ${md(first.consequence)}\n\n${steps}\n${mdTable(['Object', 'Finding', 'Place', 'Status'], rows)}${more(list.length, rows.length)}`;
      return folded(`${severityMarks[first.severity]} <b>${first.severity}</b> ${first.code} ${first.title} (${grouped(list.length)})`, body);
    });
    return own.length === 0 ? '' : `### ${momentTitles[moment]} (${grouped(own.length)})\n\n${said.join('')}`;
  });
  return `## Findings\n\n${parts.join('')}`;
}

function also(others: readonly string[]): string {
  return others.length === 0 ? '' : ` Also: ${others.slice(0, 3).map(md).join(', ')}${others.length > 3 ? ` and ${grouped(others.length - 3)} more` : ''}`;
}

function references(report: GapReport): string {
  if (report.references.length === 0) return '';
  const rows = report.references.slice(0, 200).map((one) => [md(one.title), md(one.source.name ?? one.source.id), one.decision, one.destination === undefined ? '' : md(one.destination.name ?? one.destination.id ?? ''), md(one.because), one.certainty, grouped(one.usedBy)]);
  return `## Reference map\n\n${folded(plural(report.references.length, 'entry', 'entries'), `${mdTable(['Kind', 'Source', 'Decision', 'Destination', 'By which key', 'How sure', 'Used by'], rows, [6])}${more(report.references.length, rows.length)}`)}`;
}

function values(report: GapReport): string {
  if (report.values.length === 0) return '';
  const rows = report.values.slice(0, 200).map((one) => [md(spokenClass(one.class)), md(one.from), one.to === undefined ? '**open**' : one.to === null ? 'kept as it is' : md(one.to), md(one.because), grouped(one.usedBy)]);
  return `## Tenant-bound values\n\n${folded(plural(report.values.length, 'entry', 'entries'), `${mdTable(['Class', 'Value', 'Becomes', 'Why', 'Used by'], rows, [4])}${more(report.values.length, rows.length)}`)}`;
}

function secrets(report: GapReport): string {
  if (report.secrets.length === 0) return '';
  const rows = report.secrets.slice(0, 200).map((one) => [md(`${one.name} (${one.title})`), md(one.setting === undefined ? one.what : `${one.what} of ${one.setting}`), md(one.supplyAs ?? one.at), secretWords[one.state ?? 'to supply'], !isOpenSecret(one) ? '' : one.without === 'not created' ? '**not created**' : 'arrives empty']);
  return `## Secrets to supply\n\n${mdTable(['Object', 'Secret', 'Name to supply it by', 'State', 'Without it'], rows)}${more(report.secrets.length, rows.length)}`;
}

/** What is not as it should be; the rest is counted. */
function checks(report: GapReport): string {
  const bad = report.checks.filter((one) => one.state !== 'pass');
  const good = report.checks.length - bad.length;
  if (report.checks.length === 0) return '';
  const rows = bad.slice(0, 200).map((one) => [md(one.what), one.area, one.state === 'fail' ? '**fail**' : 'unknown', md(one.detail)]);
  return `## Licenses, permissions, limits\n\n${rows.length === 0 ? '' : `${mdTable(['What', 'Area', 'Result', 'Detail'], rows)}${more(bad.length, rows.length)}`}${plural(good, 'check')} passed.\n\n`;
}

function apple(report: GapReport): string {
  if (report.apple === undefined) return '';
  const rows = report.apple.map((one) => [md(one.asks), one.state === 'not met' ? '**not met**' : one.state === 'met' ? 'met' : 'not known here', md(`${one.because}${one.look === undefined ? '' : ` Look here: ${one.look}`}`), one.rule]);
  return `## Apple devices\n\n${mdTable(['Asked for', 'State', 'Why, and where to look', 'Rule'], rows)}`;
}

function plan(report: GapReport): string {
  if (report.plan === undefined) return '';
  const proof = report.proof;
  const said = proof === undefined ? '' : `Read back: ${grouped(proof.counts.equal)} equal, ${grouped(proof.counts.tidied)} tidied, ${grouped(proof.counts.different)} different, ${grouped(proof.counts.missing)} missing, ${grouped(proof.counts.notChecked)} not checked.\n\n`;
  return `## The plan\n\n${md(report.plan.sentence)}\n\n${said}`;
}

function runbook(report: GapReport): string {
  const parts = moments.map((moment) => {
    const steps = report.runbook.filter((step) => step.moment === moment);
    return steps.length === 0 ? '' : `**${momentTitles[moment]}**\n\n${steps.map((step) => `- [ ] ${md(step.title)} (${step.owner}, ${step.time}${step.code === undefined ? '' : `, ${step.code}`})\n`).join('')}\n`;
  });
  return `## Runbook\n\n${parts.join('')}`;
}

function integrity(report: GapReport): string {
  if (report.integrity.length === 0) return '';
  return `## Integrity\n\n${mdTable(['What', 'SHA-256'], report.integrity.map((one) => [md(one.what), `\`${md(one.sha256)}\``]))}`;
}

function more(all: number, shown: number): string {
  return all > shown ? `… and ${grouped(all - shown)} more; the HTML, CSV and JSON report hold all of them.\n\n` : '';
}
