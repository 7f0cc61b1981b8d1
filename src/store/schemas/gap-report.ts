import type { Certainty, Effort, Moment, Portability, Severity } from '../../model/finding.js';
import type { AppleLine, CheckLine, Comparison, DecisionNeeded, FindingStatus, GapReport, KindLine, ObjectLine, PastFinding, PlanSummary, ProofSummary, ReferenceLine, ReportFinding, ReportVerdict, RunbookStep, SecretLine, SecretState, ValueLine, WaiverLine } from '../../model/gap-report.js';
import type { FinalState, PlanOptions } from '../../model/plan.js';
import type { Owner } from '../../model/rules.js';
import type { Difference } from '../../model/verdict.js';
import type { JsonObject } from '../../model/json.js';
import type { KindSight } from '../../model/policy.js';
import { anyText, count, draft, each, flag, listOf, only, orNull, record, share, tenantFacts, text, texts, tool } from './words.js';

const severity = each<Severity>({ blocker: true, high: true, medium: true, low: true, info: true });
const effort = each<Effort>({ minutes: true, hours: true, days: true, project: true });
const certainty = each<Certainty>({ proven: true, documented: true, inferred: true });
const moment = each<Moment>({ before: true, 'cut-over': true, after: true });
const portability = each<Portability>({ 'as-is': true, remap: true, lossy: true, rebuild: true, never: true, excluded: true });
const state = each<FinalState>({ created: true, updated: true, same: true, 'left out': true, 'not portable': true, skipped: true, failed: true });
const status = each<FindingStatus>({ open: true, decided: true, waived: true, done: true, 'not applicable': true });
const proof = each<NonNullable<ObjectLine['proof']>>({ equal: true, tidied: true, different: true, missing: true, 'not checked': true });
const owner = each<Owner>({ 'source admin': true, 'destination admin': true, consultant: true, security: true, PKI: true, 'app owner': true, 'Apple account holder': true, 'help desk': true });
const any: JsonObject = {};
const number: JsonObject = { type: 'number', minimum: 0 };

function ledger(part: JsonObject): JsonObject {
  return record<GapReport['portability']>({ total: count, parts: listOf(record<GapReport['portability']['parts'][number]>({ part, count })), balanced: flag });
}

const finding = record<ReportFinding>(
  {
    id: { ...text, description: 'stable between runs; also the anchor in the HTML report' },
    code: text, title: text, severity, effort, certainty, moment, owner, status, message: anyText, related: texts,
    reach: record<ReportFinding['reach']>({ objects: count, assignments: count }),
    consequence: anyText, remedy: texts,
  },
  { note: anyText, address: anyText, kind: anyText, kindTitle: anyText, name: anyText, at: anyText, requestId: anyText, advice: anyText, link: anyText },
);

const past = record<PastFinding>({ id: text, code: text, title: text, severity, status, message: anyText }, { name: anyText, kindTitle: anyText });

const kindLine = record<KindLine>(
  { kind: text, title: text, area: anyText, state: each<KindSight['state']>({ complete: true, empty: true, partial: true, 'not seen': true, 'not available': true, 'not asked': true }), count },
  { why: anyText, scopes: texts, requestId: anyText },
);

const object = record<ObjectLine>({ address: text, kind: text, title: text, name: anyText, portability, references: count, assignments: orNull(count), findings: count }, { state, because: anyText, proof });

const decision = record<DecisionNeeded>({ question: anyText, because: anyText, answerIn: anyText, candidates: texts, blocks: record<DecisionNeeded['blocks']>({ count, objects: texts }), findings: texts });

const reference = record<ReferenceLine>(
  {
    kind: text, title: text, source: record<ReferenceLine['source']>({ id: text }, { name: anyText }),
    decision: each<ReferenceLine['decision']>({ map: true, create: true, drop: true, keep: true, open: true, made: true }),
    because: anyText, certainty: each<ReferenceLine['certainty']>({ proven: true, documented: true, inferred: true, open: true }), usedBy: count,
  },
  { destination: record<NonNullable<ReferenceLine['destination']>>({}, { id: anyText, name: anyText }) },
);

const value = record<ValueLine>({ class: text, from: anyText, because: anyText, usedBy: count, where: texts }, { to: orNull(anyText) });
const secret = record<SecretLine>({ address: text, name: anyText, title: text, at: anyText, what: text, without: each<SecretLine['without']>({ 'left out': true, 'not created': true }) }, { setting: anyText, supplyAs: anyText, state: each<SecretState>({ 'to supply': true, readable: true, 'in the bundle': true, sent: true }) });
const check = record<CheckLine>({ area: each<CheckLine['area']>({ license: true, permission: true, limit: true, connector: true, setting: true }), what: anyText, state: each<CheckLine['state']>({ pass: true, fail: true, unknown: true }), detail: anyText });

const appleLine = record<AppleLine>({ rule: text, asks: text, state: each<AppleLine['state']>({ met: true, 'not met': true, 'not known': true }), because: anyText }, { look: anyText });

const options = record<PlanOptions>({
  assignments: each<PlanOptions['assignments']>({ now: true, later: true, none: true }),
  onExisting: each<PlanOptions['onExisting']>({ skip: true, update: true, fail: true }),
  prefix: anyText, keepState: flag, allowOpen: flag,
}, { allowUpdates: share });

const plan = record<PlanSummary>({
  create: count, createBeside: count, update: count, keep: count, assign: count, blocked: count, decide: count, leftOut: count,
  waves: listOf(record<PlanSummary['waves'][number]>({ create: count, update: count, keep: count, assign: count })),
  options,
  estimate: record<PlanSummary['estimate']>({ reads: number, writes: number, seconds: number, byService: { type: 'object' } }),
  sentence: text, fingerprint: anyText,
});

const difference = record<Difference>({ at: anyText }, { wanted: any, found: any });
const said = record<ProofSummary['missing'][number]>({ address: text, because: anyText });
const proofSummary = record<ProofSummary>({
  counts: record<ProofSummary['counts']>({ equal: count, tidied: count, different: count, missing: count, notChecked: count }),
  different: listOf(record<ProofSummary['different'][number]>({ address: text, differences: listOf(difference) })),
  missing: listOf(said),
  notChecked: listOf(said),
});

const step = record<RunbookStep>({ moment, title: text, steps: texts, owner, time: anyText, findings: count }, { code: anyText });
const waiver = record<WaiverLine>({ code: text, reason: anyText, person: anyText, until: anyText, state: each<WaiverLine['state']>({ 'in force': true, 'run out': true, 'matches nothing': true }), findings: count }, { object: anyText });

/** `gap-report.json`: what every renderer shows. */
export const gapReportSchema: JsonObject = {
  $schema: draft,
  title: 'TenantFerry gap report',
  ...record<GapReport>(
    {
      format: only(1),
      tool,
      time: text,
      stage: each<GapReport['stage']>({ assessed: true, planned: true, imported: true, verified: true }),
      source: tenantFacts,
      export: record<GapReport['export']>({ origin: each<GapReport['export']['origin']>({ graph: true, converted: true }), time: text, files: count }),
      verdict: record<ReportVerdict>({ as: each<ReportVerdict['as']>({ ready: true, 'ready with decisions': true, 'not ready': true, moved: true, 'moved with exceptions': true }), because: anyText }),
      portability: ledger(portability),
      kinds: listOf(kindLine),
      objects: listOf(object),
      decisions: listOf(decision),
      findings: listOf(finding),
      blockers: listOf(record<GapReport['blockers'][number]>({ owner, findings: texts })),
      references: listOf(reference),
      values: listOf(value),
      secrets: listOf(secret),
      checks: listOf(check),
      runbook: listOf(step),
      unknowns: texts,
      waivers: listOf(waiver),
      signOff: listOf(record<GapReport['signOff'][number]>({ role: text, statement: text })),
      integrity: listOf(record<GapReport['integrity'][number]>({ what: text, sha256: anyText })),
    },
    { apple: listOf(appleLine), destination: tenantFacts, outcome: ledger(state), plan, proof: proofSummary, comparison: record<Comparison>({ since: text, added: texts, solved: listOf(past), unchanged: count }) },
  ),
};

/** As much of an older report as a comparison reads: newer versions may have changed the rest. */
export const pastReportSchema: JsonObject = { $schema: draft, type: 'object', required: ['format', 'time', 'findings'], properties: { format: only(1), time: text, findings: listOf(past) } };
