import type { Finding } from '../model/finding.js';
import type { AppleLine, AssessedObject, CheckLine, ObjectEnd, PastReport } from '../model/gap-report.js';
import type { Mapping, ValueMapping } from '../model/mapping.js';
import type { Plan } from '../model/plan.js';
import type { Manifest, TenantFacts } from '../model/policy.js';
import type { Verdict } from '../model/verdict.js';
import { briefTitle } from '../model/title.js';
import type { Waiver } from '../model/waiver.js';

/** What people call a kind, and where the admin center keeps it: from the kind's row. */
export interface KindFacts {
  readonly title: string;
  readonly area: string;
  /** Mapping file that answers for it, without its ending. */
  readonly mapping?: string;
}

/** All that a gap report is made of. Everything beyond the first five is there or not, as far as the move has come. */
export interface ReportInputs {
  readonly tool: { readonly name: string; readonly version: string };
  /** ISO 8601; the caller's clock, never ours. */
  readonly time: string;
  readonly manifest: Manifest;
  /** One for every object of the bundle. */
  readonly objects: readonly AssessedObject[];
  /** Of export, conversion, assessment, plan and run; the same finding twice counts once. */
  readonly findings: readonly Finding[];
  /** What people call the kinds; a kind that is missing here goes by its own name. */
  readonly kinds?: Readonly<Record<string, KindFacts>>;
  readonly destination?: TenantFacts;
  readonly mappings?: readonly Mapping[];
  readonly values?: ValueMapping;
  readonly plan?: Plan;
  readonly ends?: readonly ObjectEnd[];
  readonly verdicts?: readonly Verdict[];
  readonly waivers?: readonly Waiver[];
  /** An older report to compare with. */
  readonly past?: PastReport;
  /** Licenses, permissions, limits as far as somebody looked. */
  readonly checks?: readonly CheckLine[];
  /** What moving Apple devices asks for. */
  readonly apple?: readonly AppleLine[];
  /** sha256 of bundle, mappings, plan, journal: whatever a third party can recompute. */
  readonly integrity?: readonly { readonly what: string; readonly sha256: string }[];
}

/** The title of a kind, or its own name. */
export function titleOf(inputs: ReportInputs, kind: string): string {
  return briefTitle(inputs.kinds?.[kind]?.title ?? spoken(kind));
}

/** `scopeTag` → `Scope tag`: a mapping file has a word of its own for the kinds it answers for. */
function spoken(kind: string): string {
  const words = kind.replace(/(?<=[a-z])[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
