import type { GapReport } from '../../model/gap-report.js';
import { duration, grouped, moments, momentTitles, plural } from '../scales.js';
import { objectNames } from '../phrases.js';
import { html, type Markup } from './markup.js';
import { table, type Row } from './table.js';
import { name, object, passed, place } from './words.js';
import { secretWords } from '../secret-words.js';
import { spokenClass } from '../../model/rules.js';

/** The questions, the one that blocks most first. */
export function decisions(report: GapReport): Markup {
  if (report.decisions.length === 0) return html`<p>No question is open.</p>`;
  const show = objectNames(report);
  const rows = report.decisions.map((one): Row => ({
    cells: [
      html`${one.question} <span class="kind">${one.because}</span>${one.candidates.length > 0 && html` <span class="kind">Candidates: ${one.candidates.map((candidate, i) => html`${i > 0 && '; '}${name(candidate)}`)}</span>`}`,
      html`<code>${one.answerIn}</code>`,
      grouped(one.blocks.count),
      html`${one.blocks.objects.slice(0, 4).map((address, i) => html`${i > 0 && ', '}${name(show(address))}`)}${one.blocks.objects.length > 4 && ` and ${grouped(one.blocks.objects.length - 4)} more`}`,
    ],
  }));
  return html`<p>In order of what they block. An answer is one line in the file named; then plan again.</p>
${table('Questions that only a person can answer', [{ label: 'Question' }, { label: 'Answer in', width: 18 }, { label: 'Blocks', numeric: true, width: 8 }, { label: 'What waits', width: 28 }], rows)}`;
}

const decisionWords = { map: 'mapped', create: 'will be created', drop: 'dropped', keep: 'same everywhere', open: 'open', made: 'made by the plan' } as const;

/** What stands for what, by which key, and how sure. */
export function references(report: GapReport): Markup {
  if (report.references.length === 0) return html`<p>No mapping was given. With a destination, the report shows here what stands for every group, filter, tag, certificate and app.</p>`;
  const rows = report.references.map((one): Row => ({
    cells: [
      object(one.source.name ?? one.source.id, one.title),
      one.decision === 'open' ? html`<span class="no">? open</span>` : decisionWords[one.decision],
      one.destination === undefined ? '' : html`${name(one.destination.name ?? one.destination.id ?? '')}${one.destination.id !== undefined && one.destination.name !== undefined && html` <span class="kind">${one.destination.id}</span>`}`,
      one.because,
      one.certainty,
      grouped(one.usedBy),
    ],
  }));
  return table('What of the source becomes what in the destination', [{ label: 'Source', width: 26 }, { label: 'Decision', width: 12 }, { label: 'Destination', width: 24 }, { label: 'By which key' }, { label: 'How sure', width: 12 }, { label: 'Used by', numeric: true, width: 8 }], rows);
}

/** Texts inside settings that belong to one tenant. */
export function values(report: GapReport): Markup {
  if (report.values.length === 0) return html`<p>There is no values.json yet. Tenant-bound texts that were found stand among the findings of the area VALUE.</p>`;
  const show = objectNames(report);
  const rows = report.values.map((one): Row => ({
    cells: [
      html`${name(one.from)} <span class="kind">${spokenClass(one.class)}</span>`,
      one.to === undefined ? html`<span class="no">? open</span>` : one.to === null ? 'kept as it is' : name(one.to),
      one.because,
      html`${one.where.slice(0, 3).map((place) => html`<span class="kind">${name(shownPlace(place, show))}</span>`)}${one.where.length > 3 && html`<span class="kind">and ${grouped(one.where.length - 3)} more</span>`}`,
      grouped(one.usedBy),
    ],
  }));
  return table('Tenant-bound texts and what takes their place', [{ label: 'In the source', width: 26 }, { label: 'In the destination', width: 20 }, { label: 'Why' }, { label: 'Where', width: 26 }, { label: 'Used by', numeric: true, width: 8 }], rows);
}

/** `address#pointer` with the address as people read it. */
function shownPlace(place: string, show: (address: string) => string): string {
  const hash = place.indexOf('#/');
  return hash < 0 ? show(place) : `${show(place.slice(0, hash))} ${place.slice(hash + 1)}`;
}

/** What must be supplied, by which name, and how; never a value. */
export function secrets(report: GapReport): Markup {
  if (report.secrets.length === 0) return html`<p>No policy of this move needs a secret.</p>`;
  const rows = report.secrets.map((one): Row => ({
    cells: [
      object(one.name, one.title),
      one.setting === undefined ? one.what : html`${one.what} <code>${one.setting}</code>`,
      one.supplyAs === undefined ? place(one.at) : html`<code>${one.supplyAs}</code>`,
      secretWords[one.state ?? 'to supply'],
      one.state === 'sent' || one.state === 'in the bundle' ? '' : one.without === 'not created' ? html`<span class="no">the object is not created</span>` : 'the setting arrives empty',
    ],
  }));
  return html`<p>The service masks these values. They are in clear in no file of this move. Whoever owns them supplies them: <code>map</code> and <code>plan</code> write <code>secrets.env.example</code> with these names beside the mapping files; fill a copy in, and name it with <code>--secrets-from</code> at plan and import.</p>
${table('Values that the service masks', [{ label: 'Object', width: 26 }, { label: 'Secret', width: 22 }, { label: 'Name to supply it by' }, { label: 'State', width: 20 }, { label: 'Without it', width: 16 }], rows)}`;
}

/** Licenses, permissions, limits. */
export function checks(report: GapReport): Markup {
  const rows = report.checks.map((one): Row => ({ cells: [one.what, one.area, passed(one.state), one.detail] }));
  return table('What was looked up, and what the findings say', [{ label: 'What', width: 36 }, { label: 'Area', width: 12 }, { label: 'Result', width: 12 }, { label: 'Detail' }], rows);
}

const appleStates = { met: 'pass', 'not met': 'fail', 'not known': 'unknown' } as const;
const appleWords = { met: 'met', 'not met': 'not met', 'not known': 'not known here' } as const;

/** What the move of Apple devices asks for. */
export function apple(lines: NonNullable<GapReport['apple']>): Markup {
  const rows = lines.map((one): Row => ({ cells: [one.asks, passed(appleStates[one.state], appleWords[one.state]), html`${one.because}${one.look !== undefined && html` <span class="kind">Look here: ${one.look}</span>`}`, one.rule] }));
  return html`<p>The policies move with this plan. The devices move apart from it, in waves. This is what Apple and Microsoft ask for before the first of them does.</p>
${table('What moving Apple devices asks for', [{ label: 'Asked for', width: 36 }, { label: 'State', width: 14 }, { label: 'Why, and where to look' }, { label: 'Rule', width: 10 }], rows)}`;
}

/** What the plan will do, or has done, and what reading back has shown. */
export function planAndProof(report: GapReport): Markup {
  const { plan, proof } = report;
  if (plan === undefined) return html`<p>There is no plan yet.</p>`;
  const waves = plan.waves.map((wave, i): Row => ({ cells: [`Wave ${String(i + 1)}`, grouped(wave.create), grouped(wave.update), grouped(wave.keep), grouped(wave.assign)] }));
  const options = [
    `Assignments: ${plan.options.assignments}.`,
    `Objects that exist: ${plan.options.onExisting}.`,
    plan.options.prefix === '' ? 'No prefix.' : `Prefix: ${plan.options.prefix}`,
    plan.options.keepState ? 'Conditional access keeps its state.' : 'Conditional access arrives in report-only mode.',
    ...(plan.options.allowOpen ? ['Open references are left out.'] : []),
  ];
  return html`<p><strong>${plan.sentence}</strong></p>
<p>${options.join(' ')}</p>
${table(`Waves; about ${duration(plan.estimate.seconds)} at the documented limits of the service`, [{ label: 'Wave' }, { label: '+ create', numeric: true, width: 14 }, { label: '~ update', numeric: true, width: 14 }, { label: '= keep', numeric: true, width: 14 }, { label: '> assign', numeric: true, width: 14 }], waves, { foot: ['Sum', grouped(plan.create), grouped(plan.update), grouped(plan.keep), grouped(plan.assign)] })}${proof !== undefined && proofOf(proof, objectNames(report))}`;
}

function proofOf(proof: NonNullable<GapReport['proof']>, show: (address: string) => string): Markup {
  const { counts } = proof;
  const rows: Row[] = [
    { cells: ['Equal', 'What was read back is what was planned.', grouped(counts.equal)] },
    { cells: ['Tidied', 'The service added defaults, sorted a list or changed case.', grouped(counts.tidied)] },
    { cells: ['Different', 'A value is not what was planned.', grouped(counts.different)] },
    { cells: ['Missing', 'The object is not there.', grouped(counts.missing)] },
    { cells: ['Not checked', 'It could not be read, or the plan did not touch it.', grouped(counts.notChecked)] },
  ];
  const differences = proof.different.flatMap((one) => one.differences.map((each): Row => ({ cells: [name(show(one.address)), place(each.at), shownValue(each.wanted), shownValue(each.found)] })));
  const gone = proof.missing.map((one): Row => ({ cells: [name(show(one.address)), one.because] }));
  return html`<h3>What reading back has shown</h3>
${table('Verdicts', [{ label: 'Verdict', width: 18 }, { label: 'Meaning' }, { label: 'Objects', numeric: true, width: 10 }], rows)}${differences.length > 0 && table('Differences', [{ label: 'Object', width: 28 }, { label: 'Place', width: 26 }, { label: 'Planned' }, { label: 'Found' }], differences)}${gone.length > 0 && table('Missing objects', [{ label: 'Object', width: 40 }, { label: 'Why' }], gone)}`;
}

function shownValue(value: unknown): Markup {
  if (value === undefined) return html`<span class="dim">nothing</span>`;
  const text = JSON.stringify(value);
  return html`<code>${text.length > 300 ? `${text.slice(0, 300)}…` : text}</code>`;
}

/** The checklist, with rough times. */
export function runbook(report: GapReport): Markup {
  return html`<p>Rough times are for one person who knows the way.</p>
${moments.map((moment) => {
    const steps = report.runbook.filter((step) => step.moment === moment);
    return steps.length === 0 ? undefined : html`<h3>${momentTitles[moment]}</h3>
<ul class="check">${steps.map((step) => html`<li><div><p><strong>${step.title}</strong> <span class="dim small">${step.owner}, ${step.time}${step.findings > 0 && `, ${plural(step.findings, 'finding')}`}${step.code !== undefined && html`, <a href="#${step.code}">${step.code}</a>`}</span></p><ol>${step.steps.map((text) => html`<li>${text}</li>`)}</ol></div></li>`)}</ul>
`;
  })}`;
}

export function unknown(report: GapReport): Markup {
  return html`<ul>${report.unknowns.map((sentence) => html`<li>${sentence}</li>`)}</ul>`;
}

/** Every object, so that anybody can look up what became of it; closed at first, because it is long. */
export function objects(report: GapReport): Markup {
  const ended = report.objects.some((one) => one.state !== undefined);
  const proven = report.objects.some((one) => one.proof !== undefined);
  const columns = [{ label: 'Object' }, { label: 'Class', width: 12 }, ...(ended ? [{ label: 'State', width: 26 } as const] : []), ...(proven ? [{ label: 'Read back', width: 12 } as const] : []), { label: 'References', numeric: true, width: 10 }, { label: 'Assignments', numeric: true, width: 10 }, { label: 'Findings', numeric: true, width: 8 }] as const;
  const byKind = new Map<string, GapReport['objects'][number][]>();
  for (const one of report.objects) byKind.set(one.title, [...(byKind.get(one.title) ?? []), one]);
  return html`<p>${plural(report.objects.length, 'object')} in ${plural(byKind.size, 'kind')}. Open a kind to see its objects.</p>
${[...byKind].map(([title, list]) => html`<details><summary>${title} (${grouped(list.length)})</summary>
${table(`Objects of the kind ${title}`, columns, list.map((one): Row => ({
    cells: [name(one.name), one.portability, ...(ended ? [html`${one.state ?? 'not accounted for'}${one.because !== undefined && html` <span class="kind">${one.because}</span>`}`] : []), ...(proven ? [one.proof ?? ''] : []), grouped(one.references), one.assignments === null ? 'not known' : grouped(one.assignments), grouped(one.findings)],
  })), { name: 'objects' })}</details>
`)}`;
}

export function waivers(report: GapReport): Markup {
  const show = objectNames(report);
  const rows = report.waivers.map((one): Row => ({ cells: [one.code, one.object === undefined ? 'every object' : name(show(one.object)), one.reason, one.person, one.until, one.state === 'in force' ? `in force, ${plural(one.findings, 'finding')}` : html`<span class="no">${one.state}</span>`] }));
  return table('Risks that somebody has taken', [{ label: 'Code', width: 16 }, { label: 'Object', width: 24 }, { label: 'Reason' }, { label: 'Person', width: 14 }, { label: 'Until', width: 12 }, { label: 'State', width: 14 }], rows);
}

export function signOff(report: GapReport): Markup {
  const open = report.findings.filter((one) => one.status === 'open' && one.severity === 'blocker').length;
  return html`<p>Signing means that this report has been read as it is, with ${plural(open, 'open blocker')} and ${plural(report.decisions.length, 'open question')}.</p>
<div class="signs">${report.signOff.map((one) => html`<div class="sign"><h3>${one.role}</h3><p>${one.statement}</p><dl><dt>Name</dt><dd></dd><dt>Date</dt><dd></dd><dt>Signature</dt><dd></dd></dl></div>`)}</div>
`;
}

export function integrity(report: GapReport): Markup {
  return fingerprints(report.integrity);
}

/** What a third party can recompute. */
export function fingerprints(list: GapReport['integrity']): Markup {
  if (list.length === 0) return html`<p>No fingerprint was given.</p>`;
  return html`<p>This report speaks of the files with these fingerprints (SHA-256). If one of them differs, it speaks of something else: make the report again.</p>
${table('Fingerprints', [{ label: 'What', width: 24 }, { label: 'SHA-256' }], list.map((one): Row => ({ cells: [one.what, html`<code>${one.sha256}</code>`] })))}`;
}
