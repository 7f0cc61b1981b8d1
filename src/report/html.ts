import type { GapReport } from '../model/gap-report.js';
import { blockers, findings } from './html/findings.js';
import { renderPage, type Section } from './html/page.js';
import { head, kinds, ledgers } from './html/overview.js';
import { comparison } from './html/comparison.js';
import { apple, checks, decisions, integrity, objects, planAndProof, references, runbook, secrets, signOff, unknown, values, waivers } from './html/parts.js';
import { script } from './html/script.js';
import { moveOf } from './phrases.js';

/**
 * The gap report as one HTML file, complete without its script. Identical reports give identical bytes.
 */
export function renderHtml(report: GapReport): string {
  const parts: (Section | undefined)[] = [
    { id: 'ledger', title: 'The ledger', body: ledgers(report) },
    report.comparison === undefined ? undefined : { id: 'since', title: 'Since the last report', body: comparison(report, report.comparison) },
    { id: 'decisions', title: 'Decisions needed', body: decisions(report) },
    { id: 'blockers', title: 'Blockers by owner', body: blockers(report) },
    { id: 'gaps', title: 'Findings', body: findings(report) },
    { id: 'references', title: 'Reference map', body: references(report) },
    { id: 'values', title: 'Tenant-bound values', body: values(report) },
    { id: 'secrets', title: 'Secrets to supply', body: secrets(report) },
    { id: 'checks', title: 'Licenses, permissions, limits', body: checks(report) },
    report.apple === undefined ? undefined : { id: 'apple', title: 'Apple devices', body: apple(report.apple) },
    report.plan === undefined ? undefined : { id: 'plan', title: report.proof === undefined ? 'The plan' : 'The plan and its proof', body: planAndProof(report) },
    { id: 'runbook', title: 'Runbook', body: runbook(report) },
    { id: 'kinds', title: 'What was read', body: kinds(report) },
    { id: 'unknowns', title: 'What this report cannot know', body: unknown(report) },
    { id: 'objects', title: 'All objects', body: objects(report) },
    report.waivers.length === 0 ? undefined : { id: 'waivers', title: 'Waivers', body: waivers(report) },
    { id: 'sign-off', title: 'Sign-off', body: signOff(report) },
    { id: 'integrity', title: 'Integrity', body: integrity(report) },
  ];
  const sections = parts.filter((part) => part !== undefined);
  return renderPage({ title: `Gap report: ${moveOf(report)}`, head: head(report), sections, tool: report.tool, time: report.time, script });
}
