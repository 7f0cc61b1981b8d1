import type { Address } from './address.js';
import type { Certainty, Effort, Finding, Moment, Severity } from './finding.js';
import { access } from './rules/access.js';
import { app } from './rules/app.js';
import { apple } from './rules/apple.js';
import { assignment } from './rules/assignment.js';
import { certificate } from './rules/certificate.js';
import { codes } from './rules/codes.js';
import { conditionalAccess } from './rules/conditional-access.js';
import { convert } from './rules/convert.js';
import { identity } from './rules/identity.js';
import { identifiers } from './rules/identifiers.js';
import { plan } from './rules/plan.js';
import { portability } from './rules/portability.js';
import { reference } from './rules/reference.js';
import { run } from './rules/run.js';
import { scope } from './rules/scope.js';
import { secret } from './rules/secret.js';
import { token } from './rules/token.js';
import { value } from './rules/value.js';

export { codes } from './rules/codes.js';
export { spokenClass, strayClasses, valueClasses, type StrayClass, type ValueClass } from './rules/value-classes.js';

/** Who must act. */
export type Owner = 'source admin' | 'destination admin' | 'Apple account holder' | 'PKI' | 'security' | 'app owner' | 'help desk' | 'consultant';

export const owners: readonly Owner[] = ['source admin', 'destination admin', 'consultant', 'security', 'PKI', 'app owner', 'Apple account holder', 'help desk'];

/** What is true of every finding with one code, without the code itself. */
export interface RuleText {
  readonly title: string;
  readonly severity: Severity;
  readonly effort: Effort;
  readonly certainty: Certainty;
  readonly moment: Moment;
  readonly owner: Owner;
  /** What happens if nobody acts. */
  readonly consequence: string;
  readonly remedy: readonly string[];
  /** Set where a person's answer alone settles it: the place that takes the answer. Such a blocker is a decision, not work. */
  readonly answer?: 'mapping' | 'values' | 'secret' | 'option';
  /** Vendor text. */
  readonly link?: string;
}

/** One row of the table of findings. */
export interface Rule extends RuleText {
  /** `GAP-<area>-<three digits>`; never reused, never renumbered. */
  readonly code: Code;
}

/** The name by which code speaks of a rule: `orphanGroup`. */
export type RuleName = keyof typeof codes;
export type Code = (typeof codes)[RuleName];

/** The one table. A name of `codes` without a row, or a row without a name, does not compile. */
const texts: Readonly<Record<RuleName, RuleText>> = {
  ...scope,
  ...reference,
  ...certificate,
  ...app,
  ...value,
  ...secret,
  ...identity,
  ...assignment,
  ...conditionalAccess,
  ...portability,
  ...access,
  ...token,
  ...convert,
  ...plan,
  ...run,
  ...apple,
  ...identifiers,
} satisfies Record<RuleName, RuleText>;

function isRuleName(text: string): text is RuleName {
  return Object.hasOwn(codes, text);
}

/** Every rule, in the order of the codes. */
export const rules: readonly Rule[] = Object.entries(texts)
  .flatMap(([name, text]) => (isRuleName(name) ? [{ code: codes[name], ...text }] : []))
  .sort((a, b) => (a.code < b.code ? -1 : 1));

const byCode = new Map<string, Rule>(rules.map((one) => [one.code, one]));

/** The rule of a code. @throws Error for an unknown one: a bug, files are checked at the door (`findRule`). */
export function rule(code: string): Rule {
  const found = byCode.get(code);
  if (found === undefined) throw new Error(`no rule has the code ${code}`);
  return found;
}

/** The rule of a code, undefined where there is none: for what a person typed or a file says. */
export function findRule(code: string): Rule | undefined {
  return byCode.get(code.trim().toUpperCase());
}

/** The area of a code: `CERT` of `GAP-CERT-003`. */
export function areaOf(code: string): string {
  return code.split('-')[1] ?? code;
}

/**
 * Makes a finding of a rule. `message` is one sentence with the names in it; the severity is the rule's unless `facts`
 * says another one.
 */
export function makeFinding(
  code: Code,
  message: string,
  facts: { readonly [K in Exclude<keyof Finding, 'code' | 'message' | 'address'>]?: Finding[K] | undefined } & { readonly address?: Address | undefined } = {},
): Finding {
  const { severity, address, kind, at, remedy, requestId, related } = facts;
  return {
    code,
    severity: severity ?? rule(code).severity,
    message,
    ...(address === undefined ? {} : { address }),
    ...(kind === undefined ? {} : { kind }),
    ...(at === undefined ? {} : { at }),
    ...(remedy === undefined ? {} : { remedy }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(related === undefined ? {} : { related }),
  };
}
