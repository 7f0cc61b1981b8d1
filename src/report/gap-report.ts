import type { AssessedObject, CheckLine, GapReport, KindLine, Ledger, ObjectLine, ReportFinding, SecretLine } from '../model/gap-report.js';
import { secretNames } from '../model/secret-names.js';
import { finalStates, type FinalState } from '../model/plan.js';
import type { Finding, Portability } from '../model/finding.js';
import { areaOf, codes, owners } from '../model/rules.js';
import { compared } from './comparison.js';
import { decisionsNeeded } from './decisions.js';
import { findingLines, waiverLines } from './finding-lines.js';
import { titleOf, type ReportInputs } from './inputs.js';
import { planSummary, proofSummary } from './plan-summary.js';
import { referenceLines, valueLines } from './reference-lines.js';
import { reportVerdict } from './report-verdict.js';
import { runbook } from './runbook.js';
import { byText, plural, portabilities } from './scales.js';
import { unknowns } from './unknowns.js';

/**
 * Makes the one model that every renderer takes. Pure: the same inputs give the same report.
 * @throws Error for a finding whose code is in no rule: a bug, files are checked at the door.
 */
export function makeGapReport(given: ReportInputs): GapReport {
  const inputs: ReportInputs = { ...given, objects: asPlanned(given), findings: unlessSent(given) };
  const { manifest, plan, ends, verdicts } = inputs;
  const destination = inputs.destination ?? plan?.destination;
  const findings = findingLines(inputs);
  const kinds = kindLines(inputs);
  const decisions = decisionsNeeded(inputs, findings);
  const total = exported(inputs);
  const portability = ledger(total, portabilities, inputs.objects.map((one) => one.portability));
  const outcome = ends === undefined ? undefined : ledger<FinalState>(total, finalStates, ends.filter(isAbout(inputs)).map((one) => one.state));
  const summary = plan === undefined ? undefined : planSummary(plan);
  const proof = verdicts === undefined ? undefined : proofSummary(verdicts);
  const known = { kinds, findings, decisions: decisions.length, balanced: portability.balanced, hasDestination: destination !== undefined, converted: manifest.origin === 'converted', outcome, proof };
  return {
    format: 1,
    tool: inputs.tool,
    time: inputs.time,
    stage: verdicts !== undefined ? 'verified' : ends !== undefined ? 'imported' : plan !== undefined ? 'planned' : 'assessed',
    source: { ...manifest.tenant, cloud: manifest.cloud },
    ...(destination === undefined ? {} : { destination }),
    export: { origin: manifest.origin, time: manifest.time, files: Object.keys(manifest.files).length },
    verdict: reportVerdict(known),
    portability,
    ...(outcome === undefined ? {} : { outcome }),
    kinds,
    objects: objectLines(inputs, findings),
    decisions,
    findings,
    blockers: owners
      .map((owner) => ({ owner, findings: findings.filter((one) => one.owner === owner && one.severity === 'blocker' && one.status === 'open').map((one) => one.id) }))
      .filter((group) => group.findings.length > 0),
    references: referenceLines(inputs),
    values: valueLines(inputs),
    secrets: secretLines(inputs),
    checks: checkLines(inputs, findings),
    ...(inputs.apple === undefined || inputs.apple.length === 0 ? {} : { apple: inputs.apple }),
    ...(summary === undefined ? {} : { plan: summary }),
    ...(proof === undefined ? {} : { proof }),
    runbook: runbook(findings, summary, ends !== undefined),
    unknowns: unknowns(inputs, kinds, findings),
    waivers: waiverLines(inputs, findings),
    ...(inputs.past === undefined ? {} : { comparison: compared(inputs.past, findings) }),
    signOff: signatures,
    integrity: inputs.integrity ?? [],
  };
}

const signatures = [
  { role: 'Source tenant', statement: 'The export shows what we want to move, and what stays behind is known to us.' },
  { role: 'Destination tenant', statement: 'The decisions in this report are ours, and the destination may be changed as planned.' },
  { role: 'Security', statement: 'The findings about secrets, certificates and access have been read, and the open ones are accepted or assigned.' },
  { role: 'Consultant', statement: 'The report was explained to the owners named in it.' },
] as const;

/** The classes after the plan has spoken: what a person left out is excluded, and what was only to be matched has its match. */
function asPlanned({ objects, plan }: ReportInputs): readonly AssessedObject[] {
  if (plan === undefined) return objects;
  const leftOut = new Set<string>(plan.asides.filter((one) => one.state === 'left out').map((one) => one.address));
  const kept = new Set<string>(plan.waves.flat().filter((action) => action.do === 'keep').map((action) => action.address));
  return objects.map((one) => {
    if (leftOut.has(one.address)) return { ...one, portability: 'excluded' };
    return one.portability === 'rebuild' && kept.has(one.address) ? { ...one, portability: 'remap' } : one;
  });
}

/** How many objects the export holds, counted on the bundle's own list of files and not on the objects that were assessed. */
function exported(inputs: ReportInputs): number {
  const files = Object.keys(inputs.manifest.files).filter((path) => path.startsWith('policies/') && path.endsWith('.json'));
  return files.length > 0 ? files.length : inputs.objects.length;
}

function isAbout(inputs: ReportInputs): (end: { readonly address: string }) => boolean {
  const known = new Set<string>(inputs.objects.map((one) => one.address));
  return (end) => known.has(end.address);
}

function ledger<Part extends Portability | FinalState>(total: number, parts: readonly Part[], found: readonly Part[]): Ledger<Part> {
  const lines = parts.map((part) => ({ part, count: found.filter((one) => one === part).length }));
  return { total, parts: lines, balanced: lines.reduce((sum, line) => sum + line.count, 0) === total };
}

function kindLines(inputs: ReportInputs): KindLine[] {
  return Object.entries(inputs.manifest.kinds)
    .map(([kind, sight]) => ({ kind, title: titleOf(inputs, kind), area: inputs.kinds?.[kind]?.area ?? '', ...sight }))
    .sort((a, b) => byText(a.area, b.area) || byText(a.title, b.title) || byText(a.kind, b.kind));
}

function objectLines(inputs: ReportInputs, findings: readonly ReportFinding[]): ObjectLine[] {
  const open = new Map<string, number>();
  for (const one of findings) {
    if (one.address !== undefined && one.status === 'open') open.set(one.address, (open.get(one.address) ?? 0) + 1);
  }
  const ends = new Map<string, { state: FinalState; because: string }>((inputs.ends ?? []).map((one) => [one.address, one]));
  const proofs = new Map<string, ObjectLine['proof']>((inputs.verdicts ?? []).map((one) => [one.address, one.as]));
  return inputs.objects
    .map((one): ObjectLine => {
      const end = ends.get(one.address);
      const proof = proofs.get(one.address);
      return {
        address: one.address,
        kind: one.kind,
        title: titleOf(inputs, one.kind),
        name: one.name,
        portability: one.portability,
        references: one.references,
        assignments: one.assignments,
        findings: open.get(one.address) ?? 0,
        ...(end === undefined ? {} : { state: end.state, because: end.because }),
        ...(proof === undefined ? {} : { proof }),
      };
    })
    .sort((a, b) => byText(a.title, b.title) || byText(a.address, b.address));
}

/** What an assessment says of secrets that nobody has supplied is over where the plan sends them. */
function unlessSent({ findings, plan }: ReportInputs): readonly Finding[] {
  if (plan?.secrets === undefined) return findings;
  const sent = new Set(plan.secrets.map((one) => `${one.address}\n${one.at}`));
  return findings.filter((one) => one.code !== codes.secretLeftOut || !sent.has(`${one.address ?? ''}\n${one.at ?? ''}`));
}

function secretLines(inputs: ReportInputs): SecretLine[] {
  const sent = new Set(inputs.plan?.secrets?.map((one) => `${one.address}\n${one.at}`));
  return inputs.objects
    .filter((one) => one.portability !== 'excluded' && one.portability !== 'never')
    .flatMap((one) => {
      const names = secretNames(one);
      return one.secrets.map((place): SecretLine => {
        const supplyAs = names.get(place.at);
        const state = sent.has(`${one.address}\n${place.at}`) ? 'sent' : place.held === true ? 'in the bundle' : place.readable === true ? 'readable' : 'to supply';
        return {
          address: one.address,
          name: one.name,
          title: titleOf(inputs, one.kind),
          at: place.at,
          what: place.what,
          ...(place.setting === undefined ? {} : { setting: place.setting }),
          without: place.without,
          ...(supplyAs === undefined ? {} : { supplyAs }),
          state,
        };
      });
    })
    .sort((a, b) => byText(a.title, b.title) || byText(a.address, b.address) || byText(a.at, b.at));
}

function isConnector(code: string): boolean {
  return code === codes.connectorMissing || code === codes.connectorDown;
}

/** An export that was read to its end has proven what the sign-in to the source may read. */
function readAll(inputs: ReportInputs, unread: number): CheckLine[] {
  const { manifest } = inputs;
  if (manifest.origin !== 'graph' || unread > 0) return [];
  return [{ area: 'permission', what: `${manifest.tenant.name}: permissions to read`, state: 'pass', detail: 'The export has read every kind it was asked for.' }];
}

/** Whether the sign-in to the destination may write: what was looked up, or what the import has shown. */
function writePermissions(inputs: ReportInputs, given: readonly CheckLine[]): CheckLine[] {
  const name = inputs.destination?.name ?? inputs.plan?.destination.name;
  if (name !== undefined && given.some((line) => line.area === 'permission' && line.what.startsWith(`${name}: `))) return [];
  const what = name === undefined ? 'Permissions in the destination' : `${name}: permissions to write`;
  const written = inputs.ends?.filter((one) => one.state === 'created' || one.state === 'updated').length ?? 0;
  const failed = inputs.ends?.filter((one) => one.state === 'failed').length ?? 0;
  if (written > 0 && failed === 0) return [{ area: 'permission', what, state: 'pass', detail: `The import wrote ${plural(written, 'object')} and was refused nowhere.` }];
  return [{ area: 'permission', what, state: 'unknown', detail: nobody(inputs) }];
}

/** How to have a look that nobody has taken. */
function nobody(inputs: ReportInputs): string {
  return `Nobody has looked: ${inputs.plan === undefined ? 'assess with --destination does' : 'report with --look does'}, and so does doctor.`;
}

const checkedAreas = { LICENSE: 'license', LIMIT: 'limit', ACCESS: 'permission' } as const;

/** What somebody looked up, what the findings say failed, and which areas nobody has looked at. */
function checkLines(inputs: ReportInputs, findings: readonly ReportFinding[]): CheckLine[] {
  const given = inputs.checks ?? [];
  const said = new Set(given.map((line) => `${line.what}: ${line.detail}`));
  const failed = findings
    .filter((one) => one.status === 'open' && !said.has(one.message))
    .flatMap((one): CheckLine[] => {
      const area = areaOf(one.code);
      return area === 'LICENSE' || area === 'LIMIT' || area === 'ACCESS' ? [{ area: isConnector(one.code) ? 'connector' : checkedAreas[area], what: one.title, state: 'fail', detail: one.message }] : [];
    });
  const unread = kindLines(inputs)
    .filter((line) => line.state === 'not seen' && inputs.manifest.origin === 'graph')
    .map((line): CheckLine => ({ area: 'permission', what: `Read ${line.title}`, state: 'fail', detail: `${line.why ?? 'not readable'}${line.scopes === undefined ? '' : `; one of ${line.scopes.join(', ')} would do`}` }));
  const all = [...given, ...failed, ...unread, ...readAll(inputs, unread.length)];
  const missing = (['license', 'limit'] as const)
    .filter((area) => !all.some((one) => one.area === area))
    .map((area): CheckLine => ({ area, what: { license: 'Licenses of the destination', limit: 'Limits of the service' }[area], state: 'unknown', detail: nobody(inputs) }));
  missing.push(...writePermissions(inputs, given));
  const order = ['license', 'permission', 'limit', 'connector', 'setting'];
  return [...all, ...missing].sort((a, b) => order.indexOf(a.area) - order.indexOf(b.area) || byText(a.state, b.state) || byText(a.what, b.what) || byText(a.detail, b.detail));
}
