import type { GapReport, ReportFinding } from '../../model/gap-report.js';
import { owners } from '../../model/rules.js';
import { capital, certaintyMeanings, effortTimes, grouped, moments, momentTitles, plural, severities, severityMeanings } from '../scales.js';
import { alsoConcerned } from '../phrases.js';
import { html, type Markup } from './markup.js';
import { table, type Row } from './table.js';
import { name, object, place, severity } from './words.js';

/** Findings that share rule and severity: the rule's text stands once, the objects below it. */
export interface Group {
  readonly id: string;
  readonly first: ReportFinding;
  readonly findings: readonly ReportFinding[];
}

/** Groups in the order of the findings; the anchor is the code, with the severity where a code comes with two. */
export function groupsOf(findings: readonly ReportFinding[]): Group[] {
  const groups = new Map<string, ReportFinding[]>();
  for (const one of findings) {
    const key = `${one.code}\n${one.severity}`;
    const list = groups.get(key);
    if (list === undefined) groups.set(key, [one]);
    else list.push(one);
  }
  const taken = new Set<string>();
  return [...groups.values()].flatMap((list) => {
    const [first] = list;
    if (first === undefined) return [];
    const id = taken.has(first.code) ? `${first.code}-${first.severity}` : first.code;
    taken.add(first.code);
    return [{ id, first, findings: list }];
  });
}

/** The findings by moment, each rule with consequence, remedy and the objects it concerns. */
export function findings(report: GapReport): Markup {
  if (report.findings.length === 0) return html`<p>There are no findings.</p>`;
  const groups = groupsOf(report.findings);
  const others = alsoConcerned(report);
  const assignments = new Map(report.objects.map((one) => [one.address, one.assignments]));
  return html`<p>Sorted by moment, then by severity. Each finding keeps its code and its address in later reports.</p>
${scale(report)}${filter(report)}<div id="findings">
${moments.map((moment) => {
    const own = groups.filter((group) => group.first.moment === moment);
    const count = own.reduce((sum, group) => sum + group.findings.length, 0);
    return own.length === 0 ? undefined : html`<section aria-labelledby="m-${moment}"><h3 id="m-${moment}">${momentTitles[moment]} (${grouped(count)})</h3>
${own.map((group) => article(group, others, assignments))}</section>
`;
  })}</div>
`;
}

function scale(report: GapReport): Markup {
  const rows = severities.map((step): Row => {
    const own = report.findings.filter((one) => one.severity === step);
    const open = own.filter((one) => one.status === 'open').length;
    return { cells: [severity(step), severityMeanings[step], grouped(open), grouped(own.length)] };
  });
  return table('Severity is judged by the effect on users and security, not by the work it makes', [{ label: 'Severity', width: 16 }, { label: 'Meaning' }, { label: 'Open', numeric: true, width: 10 }, { label: 'All', numeric: true, width: 10 }], rows);
}

function filter(report: GapReport): Markup {
  const present = owners.filter((owner) => report.findings.some((one) => one.owner === owner));
  const states = [...new Set(report.findings.map((one) => one.status))].sort();
  return html`<div class="filter" id="filter" role="search" aria-label="Filter the findings" hidden>
<label class="over" for="f-words">Words <input type="search" id="f-words" autocomplete="off" spellcheck="false"></label>
<fieldset><legend>Severity</legend>${severities.map((step) => html`<label><input type="checkbox" value="${step}" checked>${step}</label>`)}</fieldset>
<label class="over" for="f-owner">Owner <select id="f-owner"><option value="">everybody</option>${present.map((owner) => html`<option>${owner}</option>`)}</select></label>
<label class="over" for="f-status">Status <select id="f-status"><option value="">any</option>${states.map((state) => html`<option>${state}</option>`)}</select></label>
<button type="button" id="f-reset">Show all</button>
<p id="f-shown" role="status"></p></div>
`;
}

function article({ id, first, findings: list }: Group, others: (one: ReportFinding) => string[], assignments: ReadonlyMap<string, number | null>): Markup {
  const columns = { status: list.some((one) => one.status !== 'open' || one.note !== undefined), place: list.some((one) => one.at !== undefined || one.requestId !== undefined) };
  const heads = [{ label: 'Object', width: 28 }, { label: 'Finding' }, ...(columns.place ? [{ label: 'Place', width: 24 } as const] : []), ...(columns.status ? [{ label: 'Status', width: 16 } as const] : [])] as const;
  return html`<article id="${id}" data-o="${first.owner}"><h4>${first.title}</h4>
<p class="meta"><span>${severity(first.severity)}</span><span>${first.code}</span><span>owner: ${first.owner}</span><span>effort: ${effortTimes[first.effort]}</span><span>${first.certainty}: ${certaintyMeanings[first.certainty]}</span>${first.link !== undefined && html`<span><a href="${first.link}" rel="noreferrer">${new URL(first.link).host}</a></span>`}</p>
<p><strong>If nobody acts:</strong> ${first.consequence}</p>
<p class="do"><strong>What to do:</strong></p>
<ol>${first.remedy.map((step) => html`<li>${step}</li>`)}</ol>
${folded(first, list.length, reach(list, assignments), (caption) => table(caption, heads, list.map((one) => line(one, columns, others(one))), { name: 'found' }))}</article>
`;
}

/** More rows than this of what asks for nothing urgent are folded, so that a reader gets past them. */
const many = 12;

function folded({ severity: step }: ReportFinding, count: number, caption: string, rows: (caption: string) => Markup): Markup {
  if (count <= many || (step !== 'low' && step !== 'info')) return rows(caption);
  return html`<details><summary>${caption}</summary>
${rows(caption)}</details>`;
}

/** How many objects and assignments a group of findings reaches; an object counts once. */
function reach(list: readonly ReportFinding[], assignments: ReadonlyMap<string, number | null>): string {
  const objects = [...new Set(list.flatMap((one) => [...(one.address === undefined ? [] : [one.address]), ...one.related]))].filter((address) => assignments.has(address));
  const known = objects.flatMap((address) => assignments.get(address) ?? []);
  const count = plural(list.length, 'finding');
  if (objects.length === 0) return count;
  const sum = known.reduce((total, one) => total + one, 0);
  const reached = `${count}; reaches ${plural(objects.length, 'object')}`;
  if (known.length === objects.length) return sum === 0 ? reached : `${reached} with ${plural(sum, 'assignment')}`;
  return known.length === 0 ? `${reached} with assignments that are not known` : `${reached} with ${plural(sum, 'assignment')} or more`;
}

function line(one: ReportFinding, columns: { readonly status: boolean; readonly place: boolean }, others: readonly string[]): Row {
  const related = others.length === 0 ? undefined : html` <span class="kind">Also concerned: ${others.slice(0, 5).map((one, i) => html`${i > 0 && ', '}${name(one)}`)}${others.length > 5 && ` and ${grouped(others.length - 5)} more`}</span>`;
  const what = html`${one.message}${one.advice !== undefined && html` <span class="kind">${one.advice}</span>`}${related}`;
  const where = html`${one.at !== undefined && place(one.at)}${one.requestId !== undefined && html` <span class="kind">request ${one.requestId}</span>`}`;
  const about = one.name !== undefined ? object(one.name, one.kindTitle ?? '') : html`${one.kindTitle ?? 'The move as a whole'}`;
  const status = html`${one.status}${one.note !== undefined && html` <span class="kind">${one.note}</span>`}`;
  return { id: one.id, severity: one.severity, status: one.status, cells: [about, what, ...(columns.place ? [where] : []), ...(columns.status ? [status] : [])] };
}

/** Owners with their open blockers, and how the open findings spread. */
export function blockers(report: GapReport): Markup {
  const open = report.findings.filter((one) => one.status === 'open');
  if (open.length === 0) return html`<p>Nobody has anything open.</p>`;
  const byId = new Map(report.findings.map((one) => [one.id, one]));
  const rows = owners
    .filter((owner) => open.some((one) => one.owner === owner))
    .map((owner): Row => ({ cells: [owner, ...severities.map((step) => grouped(open.filter((one) => one.owner === owner && one.severity === step).length))] }));
  const lists = report.blockers.map(({ owner, findings: ids }) => {
    const own = groupsOf(ids.flatMap((id) => byId.get(id) ?? []));
    return html`<h3>${capital(owner)} (${grouped(ids.length)})</h3>
<ul class="wide">${own.map((group) => html`<li><a href="#${group.id}">${group.first.title}</a> <span class="dim small">${group.first.code}, ${names(group.findings)}</span></li>`)}</ul>
`;
  });
  return html`${report.blockers.length === 0 ? html`<p>No blocker is open.</p>` : lists}
${table('Open findings by owner', [{ label: 'Owner', width: 26 }, ...severities.map((step) => ({ label: step, numeric: true }) as const)], rows)}`;
}

function names(list: readonly ReportFinding[]): Markup {
  const known = [...new Set(list.flatMap((one) => (one.name === undefined ? [] : [one.name])))];
  if (known.length === 0) return html`${plural(list.length, 'time')}`;
  return html`${known.slice(0, 3).map((one, i) => html`${i > 0 && ', '}${name(one)}`)}${known.length > 3 && ` and ${grouped(known.length - 3)} more`}`;
}
