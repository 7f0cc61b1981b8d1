import { createHash } from 'node:crypto';
import type { GapReport } from '../model/gap-report.js';
import { patterns } from './html/chart.js';
import { blockers, findings } from './html/findings.js';
import { html, ours, type Markup } from './html/markup.js';
import { head, kinds, ledgers } from './html/overview.js';
import { comparison } from './html/comparison.js';
import { apple, checks, decisions, integrity, objects, planAndProof, references, runbook, secrets, signOff, unknown, values, waivers } from './html/parts.js';
import { script } from './html/script.js';
import { style } from './html/style.js';
import { moveOf, timeLine } from './phrases.js';

interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Markup;
}

/**
 * The gap report as one HTML file. Nothing in it leaves the reader's machine: the content security policy allows its own
 * style sheet and script by their hashes and nothing else. It is complete without the script.
 * Identical reports give identical bytes.
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
  const policy = `default-src 'none'; style-src 'sha256-${hash(style)}'; script-src 'sha256-${hash(script)}'; base-uri 'none'; form-action 'none'`;
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="${report.tool.name} ${report.tool.version}">
<title>Gap report: ${moveOf(report)}</title>
<style>${ours(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<header>
${head(report)}<nav class="toc" aria-labelledby="toc"><h2 id="toc">Contents</h2>
<ol>${sections.map((section) => html`<li><a href="#${section.id}">${section.title}</a></li>`)}</ol></nav>
</header>
<main id="main" tabindex="-1">
${patterns()}${sections.map((section, i) => html`<section aria-labelledby="${section.id}"><h2 id="${section.id}">${i + 1}. ${section.title}</h2>
${section.body}</section>
`)}</main>
<footer><p>Made by ${report.tool.name} ${report.tool.version} on ${timeLine(report.time)}. This file asks nothing of the network.</p></footer>
<script>${ours(script)}</script>
</body>
</html>
`.markup;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
