import { createHash } from 'node:crypto';
import { parseAddress, shortId } from '../model/address.js';
import type { Finding } from '../model/finding.js';
import type { AssessedObject, FindingStatus, ReportFinding, WaiverLine } from '../model/gap-report.js';
import { codes, rule } from '../model/rules.js';
import type { Waiver } from '../model/waiver.js';
import { titleOf, type ReportInputs } from './inputs.js';
import { byText, moments, severities } from './scales.js';

/**
 * The findings of all stages as lines of the report: each once, with the text of its rule, a stable id, its reach and its
 * status; ordered by moment, severity, code, object, place.
 */
export function findingLines(inputs: ReportInputs): ReportFinding[] {
  const objects = new Map<string, AssessedObject>(inputs.objects.map((one) => [one.address, one]));
  const status = statusOf(inputs, objects);
  const taken = new Map<string, number>();
  return distinct(superseded(inputs))
    .sort(inOrder)
    .map((finding) => {
      const text = rule(finding.code);
      const about = finding.address === undefined ? undefined : parseAddress(finding.address);
      const kind = finding.kind ?? about?.kind;
      const stem = `${finding.code}-${digest(finding)}`;
      const before = taken.get(stem) ?? 0;
      taken.set(stem, before + 1);
      return {
        id: before === 0 ? stem : `${stem}-${String(before + 1)}`,
        code: finding.code,
        title: text.title,
        severity: finding.severity,
        effort: text.effort,
        certainty: text.certainty,
        moment: text.moment,
        owner: text.owner,
        ...status(finding),
        message: finding.message,
        ...(finding.address === undefined ? {} : { address: finding.address }),
        ...(kind === undefined ? {} : { kind, kindTitle: titleOf(inputs, kind) }),
        ...(about === undefined ? {} : { name: about.name }),
        ...(finding.at === undefined ? {} : { at: finding.at }),
        ...(finding.requestId === undefined ? {} : { requestId: finding.requestId }),
        related: finding.related ?? [],
        reach: reachOf(finding, objects),
        consequence: text.consequence,
        remedy: text.remedy,
        ...(finding.remedy === undefined || finding.message.includes(finding.remedy) ? {} : { advice: finding.remedy }),
        ...(text.link === undefined ? {} : { link: text.link }),
      };
    });
}

/** What becomes of a default object, once the destination was looked at. */
const defaultFates: ReadonlySet<string> = new Set([codes.existsSkipped, codes.defaultUpdated, codes.defaultNoTwin]);

/** What the plan says of an object takes the place of what the assessment said with the same code: the plan knows more. */
function superseded(inputs: ReportInputs): Finding[] {
  const planned = inputs.plan?.findings ?? [];
  const said = new Set(planned.map((one) => `${one.code}\n${one.address ?? ''}`));
  const all = [...planned, ...inputs.findings.filter((one) => one.address === undefined || !said.has(`${one.code}\n${one.address}`))];
  const fated = new Set([...all.flatMap((one) => (defaultFates.has(one.code) ? [one.address] : [])), ...(inputs.plan?.waves.flat().map((action) => action.address) ?? [])]);
  return all.filter((one) => one.code !== codes.defaultThere || !fated.has(one.address));
}

function distinct(findings: readonly Finding[]): Finding[] {
  const seen = new Map<string, Finding>();
  for (const one of findings) {
    const key = [one.code, one.address ?? '', one.at ?? '', one.message].join('\n');
    if (!seen.has(key)) seen.set(key, one);
  }
  return [...seen.values()];
}

function inOrder(a: Finding, b: Finding): number {
  return (
    moments.indexOf(rule(a.code).moment) - moments.indexOf(rule(b.code).moment) ||
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    byText(a.code, b.code) ||
    byText(a.address ?? '', b.address ?? '') ||
    byText(a.at ?? '', b.at ?? '') ||
    byText(a.message, b.message)
  );
}

/** Object and place, not the message: a reworded sentence is still the same finding. */
function digest(finding: Finding): string {
  const place = finding.address === undefined && finding.at === undefined ? [finding.kind ?? '', finding.message] : [finding.address ?? '', finding.at ?? ''];
  return createHash('sha256').update(place.join('\n')).digest('hex').slice(0, 8);
}

function reachOf(finding: Finding, objects: ReadonlyMap<string, AssessedObject>): ReportFinding['reach'] {
  const about = new Set([...(finding.address === undefined ? [] : [finding.address]), ...(finding.related ?? [])].filter((one) => objects.has(one)));
  let assignments = 0;
  for (const address of about) assignments += objects.get(address)?.assignments ?? 0;
  return { objects: about.size, assignments };
}

/** An object that is never created needs a counterpart, and that is all it needs. */
const settledByMatch: ReadonlySet<string> = new Set([codes.appNeedsBinary, codes.appVolumePurchased, codes.appManagedGooglePlay, codes.appNoTwin, codes.rebuildByHand]);

/** What had to be done before an object can arrive at all: an object that was read back equal has it behind it. */
const overOnArrival: ReadonlySet<string> = new Set([codes.admxCustom, codes.admxFileMissing]);

/** What leaves because a mapping file says so: the answer has been given. */
const droppings: ReadonlySet<string> = new Set([codes.droppedReference, codes.exclusionDropped, codes.filterDropped, codes.accessExcludeDropped, codes.accessAppMissing, codes.appTargetLost, codes.noncomplianceLost]);

/** What is known of a thing that policies point at: over once a mapping file says what stands for it. */
const answerable: ReadonlySet<string> = new Set([codes.orphanGroup, codes.orphanReference, codes.groupSynced, codes.groupNotCreatable, codes.groupRuleBound]);

/** What the mapping files say, by the id of the source, and by name with the beginning of the id, as an address has them. */
function answers(inputs: ReportInputs): (finding: Finding) => string | undefined {
  const decided = new Map<string, string>();
  for (const mapping of inputs.mappings ?? []) {
    for (const { source, decision, because } of mapping.entries) {
      if (decision === 'open') continue;
      decided.set(source.id, `the mapping says ${decision}: ${because}`);
      if (decision === 'drop') decided.set(`${source.name ?? ''} (${shortId(source.id)})`, `the mapping says drop: ${because}`);
    }
  }
  return (finding) => {
    if (answerable.has(finding.code)) return finding.related?.map((one) => decided.get(one)).find((one) => one !== undefined);
    const about = settledByMatch.has(finding.code) && finding.address !== undefined ? parseAddress(finding.address) : undefined;
    return about === undefined ? undefined : decided.get(`${about.name} (${about.short})`);
  };
}

function statusOf(inputs: ReportInputs, objects: ReadonlyMap<string, AssessedObject>): (finding: Finding) => { status: FindingStatus; note?: string } {
  const leftOut = new Map((inputs.plan?.asides ?? []).filter((one) => one.state === 'left out').map((one) => [one.address, one.because]));
  const kept = new Set<string>((inputs.plan?.waves.flat() ?? []).filter((action) => action.do === 'keep').map((action) => action.address));
  const proven = new Set((inputs.verdicts ?? []).filter((one) => one.as === 'equal' || one.as === 'tidied').map((one) => one.address));
  const answered = answers(inputs);
  const dropped = new Map<string, string>();
  for (const mapping of inputs.mappings ?? []) for (const entry of mapping.entries) if (entry.decision === 'drop') dropped.set(entry.source.id, entry.because);
  return (finding) => {
    const waiver = (inputs.waivers ?? []).find((one) => matches(one, finding) && inForce(one, inputs.time));
    if (waiver !== undefined) return { status: 'waived', note: `waived until ${waiver.until} by ${waiver.person}: ${waiver.reason}` };
    const [lost] = finding.related ?? [];
    if (droppings.has(finding.code) && lost !== undefined && dropped.has(lost)) return { status: 'decided', note: `the mapping says drop: ${dropped.get(lost) ?? ''}` };
    const answer = answered(finding);
    if (answer !== undefined) return { status: 'decided', note: answer };
    if (finding.address !== undefined) {
      const because = leftOut.get(finding.address);
      if (because !== undefined) return { status: 'decided', note: `the object is left out: ${because}` };
      if (objects.get(finding.address)?.portability === 'excluded') return { status: 'not applicable', note: 'the object stays behind on purpose' };
      if (kept.has(finding.address) && settledByMatch.has(finding.code)) return { status: 'done', note: 'its counterpart in the destination is used' };
      if (proven.has(finding.address) && (rule(finding.code).answer !== undefined || overOnArrival.has(finding.code))) return { status: 'done', note: 'the object arrived as planned' };
    }
    const over = (inputs.waivers ?? []).find((one) => matches(one, finding));
    return over === undefined ? { status: 'open' } : { status: 'open', note: `the waiver of ${over.person} ran out on ${over.until}` };
  };
}

function matches(waiver: Waiver, finding: Finding): boolean {
  return waiver.code === finding.code && (waiver.object === undefined || waiver.object === finding.address);
}

/** A waiver holds to the end of its last day. */
function inForce(waiver: Waiver, time: string): boolean {
  return time.slice(0, 10) <= waiver.until.slice(0, 10);
}

/** The waivers as given, with what became of each. */
export function waiverLines(inputs: ReportInputs, findings: readonly ReportFinding[]): WaiverLine[] {
  return (inputs.waivers ?? []).map((one) => {
    const count = findings.filter((finding) => one.code === finding.code && (one.object === undefined || one.object === finding.address)).length;
    const state = !inForce(one, inputs.time) ? 'run out' : count === 0 ? 'matches nothing' : 'in force';
    return { ...one, state, findings: count };
  });
}
