import type { Address } from './address.js';
import type { Certainty, Effort, Moment, Portability, Severity } from './finding.js';
import type { Id } from './ids.js';
import type { Decision } from './mapping.js';
import type { Estimate, FinalState, PlanOptions } from './plan.js';
import type { KindSight, SecretPlace, TenantFacts } from './policy.js';
import type { Owner } from './rules.js';
import type { Difference } from './verdict.js';

/**
 * The gap report as data: what every renderer takes (HTML, Markdown, CSV, JSON, SARIF, JUnit, XLSX). It is also the
 * content of `gap-report.json`; members are added, never changed, while `format` is 1.
 */
export interface GapReport {
  readonly format: 1;
  readonly tool: { readonly name: string; readonly version: string };
  /** ISO 8601, as given. */
  readonly time: string;
  /** How far the move is: decides which parts the report has. */
  readonly stage: 'assessed' | 'planned' | 'imported' | 'verified';
  readonly source: TenantFacts & { readonly cloud: string };
  readonly destination?: TenantFacts;
  readonly export: { readonly origin: 'graph' | 'converted'; readonly time: string; readonly files: number };
  readonly verdict: ReportVerdict;
  /** Before the move: every exported object in exactly one class. */
  readonly portability: Ledger<Portability>;
  /** After it: every exported object in exactly one state; absent before an import. */
  readonly outcome?: Ledger<FinalState>;
  readonly kinds: readonly KindLine[];
  readonly objects: readonly ObjectLine[];
  readonly decisions: readonly DecisionNeeded[];
  readonly findings: readonly ReportFinding[];
  /** By owner in a fixed order; owners without an open blocker are left out. */
  readonly blockers: readonly { readonly owner: Owner; readonly findings: readonly string[] }[];
  readonly references: readonly ReferenceLine[];
  readonly values: readonly ValueLine[];
  readonly secrets: readonly SecretLine[];
  readonly checks: readonly CheckLine[];
  /** What moving Apple devices asks for; absent where the export holds nothing for them. */
  readonly apple?: readonly AppleLine[];
  readonly plan?: PlanSummary;
  readonly proof?: ProofSummary;
  readonly runbook: readonly RunbookStep[];
  /** Whole sentences: what nobody should read into this report. */
  readonly unknowns: readonly string[];
  readonly waivers: readonly WaiverLine[];
  /** Set where an older report was given. */
  readonly comparison?: Comparison;
  readonly signOff: readonly { readonly role: string; readonly statement: string }[];
  readonly integrity: readonly { readonly what: string; readonly sha256: string }[];
}

export interface ReportVerdict {
  readonly as: 'ready' | 'ready with decisions' | 'not ready' | 'moved' | 'moved with exceptions';
  /** One sentence. */
  readonly because: string;
}

/** Parts that add up to the whole; `total` is counted on its own, never added up. */
export interface Ledger<Part extends string> {
  readonly total: number;
  readonly parts: readonly { readonly part: Part; readonly count: number }[];
  /** Whether the sum of the parts is the total. */
  readonly balanced: boolean;
}

export interface KindLine {
  readonly kind: string;
  readonly title: string;
  readonly area: string;
  readonly state: KindSight['state'];
  readonly count: number;
  readonly why?: string;
  readonly scopes?: readonly string[];
  readonly requestId?: string;
}

export interface ObjectLine {
  readonly address: string;
  readonly kind: string;
  readonly title: string;
  readonly name: string;
  readonly portability: Portability;
  readonly references: number;
  /** null: not known, which is not none. */
  readonly assignments: number | null;
  /** Open findings about it. */
  readonly findings: number;
  readonly state?: FinalState;
  readonly because?: string;
  readonly proof?: 'equal' | 'tidied' | 'different' | 'missing' | 'not checked';
}

export type FindingStatus = 'open' | 'decided' | 'waived' | 'done' | 'not applicable';

export interface ReportFinding {
  /** Stable between runs: code and a hash of object and place, `GAP-CERT-003-1f0c22ab`. Also its anchor. */
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly severity: Severity;
  readonly effort: Effort;
  readonly certainty: Certainty;
  readonly moment: Moment;
  readonly owner: Owner;
  readonly status: FindingStatus;
  /** Why the status is not `open`, or that a waiver has run out. */
  readonly note?: string;
  readonly message: string;
  readonly address?: string;
  readonly kind?: string;
  readonly kindTitle?: string;
  readonly name?: string;
  readonly at?: string;
  readonly requestId?: string;
  readonly related: readonly string[];
  /** How far it reaches: the objects it is about, and their assignments where known. */
  readonly reach: { readonly objects: number; readonly assignments: number };
  readonly consequence: string;
  readonly remedy: readonly string[];
  /** What to try in this case, beside the remedy of its rule. */
  readonly advice?: string;
  readonly link?: string;
}

/** A question that only a person can answer, with what waits for the answer. */
export interface DecisionNeeded {
  readonly question: string;
  /** Why it is open, in words. */
  readonly because: string;
  /** File of the mapping folder, or the option, that takes the answer. */
  readonly answerIn: string;
  readonly candidates: readonly string[];
  /** Addresses of objects that wait; `count` where only the number is known. */
  readonly blocks: { readonly count: number; readonly objects: readonly string[] };
  readonly findings: readonly string[];
}

export interface ReferenceLine {
  readonly kind: string;
  readonly title: string;
  readonly source: { readonly id: string; readonly name?: string };
  readonly decision: Decision | 'made';
  readonly destination?: { readonly id?: string; readonly name?: string };
  /** By which key, in words. */
  readonly because: string;
  readonly certainty: Certainty | 'open';
  readonly usedBy: number;
}

export interface ValueLine {
  readonly class: string;
  readonly from: string;
  /** null: kept as it is; absent: open. */
  readonly to?: string | null;
  readonly because: string;
  readonly usedBy: number;
  readonly where: readonly string[];
}

/** A secret that somebody must supply; never its value. */
export interface SecretLine {
  readonly address: string;
  readonly name: string;
  readonly title: string;
  readonly at: string;
  readonly what: string;
  /** Which setting of the object, where there can be several. */
  readonly setting?: string;
  readonly without: 'left out' | 'not created';
  /** The name it is supplied by, with `--secrets-from`. */
  readonly supplyAs?: string;
  /** `readable`: the source gives it to who asks; `in the bundle`: it was read, and is encrypted; `sent`: the plan sends what is supplied. */
  readonly state?: SecretState;
}

export type SecretState = 'to supply' | 'readable' | 'in the bundle' | 'sent';

export interface CheckLine {
  readonly area: 'license' | 'permission' | 'limit' | 'connector' | 'setting';
  readonly what: string;
  readonly state: 'pass' | 'fail' | 'unknown';
  readonly detail: string;
}

/** One thing that the move of Apple devices asks for. */
export interface AppleLine {
  /** Number of the rule, or of several: "28 and 29". */
  readonly rule: string;
  readonly asks: string;
  readonly state: 'met' | 'not met' | 'not known';
  /** A sentence. */
  readonly because: string;
  /** Where to look or what to do, unless it is met. */
  readonly look?: string;
}

export interface PlanSummary {
  readonly create: number;
  /** How many of them are no objects of the export: groups that mappings say to create. */
  readonly createBeside: number;
  readonly update: number;
  readonly keep: number;
  readonly assign: number;
  readonly blocked: number;
  readonly decide: number;
  readonly leftOut: number;
  readonly waves: readonly { readonly create: number; readonly update: number; readonly keep: number; readonly assign: number }[];
  readonly options: PlanOptions;
  readonly estimate: Estimate;
  /** The sentence a person can read aloud. */
  readonly sentence: string;
  readonly fingerprint: string;
}

export interface ProofSummary {
  readonly counts: Readonly<Record<'equal' | 'tidied' | 'different' | 'missing' | 'notChecked', number>>;
  readonly different: readonly { readonly address: string; readonly differences: readonly Difference[] }[];
  readonly missing: readonly { readonly address: string; readonly because: string }[];
  readonly notChecked: readonly { readonly address: string; readonly because: string }[];
}

export interface RunbookStep {
  readonly moment: Moment;
  readonly title: string;
  readonly steps: readonly string[];
  readonly owner: Owner;
  /** Rough: "about 30 minutes". */
  readonly time: string;
  /** Code of the rule the step comes from. */
  readonly code?: string;
  /** How many findings ask for it; 0 for steps of every move. */
  readonly findings: number;
}

export interface WaiverLine {
  readonly code: string;
  readonly object?: string;
  readonly reason: string;
  readonly person: string;
  readonly until: string;
  readonly state: 'in force' | 'run out' | 'matches nothing';
  readonly findings: number;
}

/** This report beside an older one; findings are the same where their ids are. */
export interface Comparison {
  /** Time of the older report. */
  readonly since: string;
  /** Ids of findings that it did not have, or had as settled. */
  readonly added: readonly string[];
  /** Findings that were open then and are not any more. */
  readonly solved: readonly PastFinding[];
  readonly unchanged: number;
}

/** As much of a finding as two reports are compared by. */
export interface PastFinding {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly severity: Severity;
  readonly status: FindingStatus;
  readonly message: string;
  readonly name?: string;
  readonly kindTitle?: string;
}

/** What is read of an older report. */
export interface PastReport {
  readonly time: string;
  readonly findings: readonly PastFinding[];
}

/** What the assessment says about one exported object; made by the engine, one for every object of the bundle. */
export interface AssessedObject {
  readonly address: Address;
  readonly kind: string;
  readonly name: string;
  readonly portability: Portability;
  /** How many places of it point at something. */
  readonly references: number;
  /** null where they are not known. */
  readonly assignments: number | null;
  readonly secrets: readonly SecretPlace[];
}

/** How one exported object ended; made from plan and journal, one for every object of the bundle. */
export interface ObjectEnd {
  readonly address: Address;
  readonly state: FinalState;
  readonly because: string;
  readonly id?: Id<'destination'>;
  readonly requestId?: string;
}
