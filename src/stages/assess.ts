import type { Bundle } from '../model/bundle.js';
import type { Finding } from '../model/finding.js';
import type { AssessedObject } from '../model/gap-report.js';
import type { Mapping } from '../model/mapping.js';
import type { Catalog } from '../model/policy-type.js';
import { noSecrets, type Say } from '../model/ports.js';
import { codes, makeFinding } from '../model/rules.js';
import type { Needs } from '../engine/checks/licenses.js';
import { NeedsOf } from '../engine/checks/needs.js';
import { AppleExportOf, type AppleExport } from '../engine/apple/apple-export.js';
import { marksOf } from '../engine/judgements/marks.js';
import { fatesOf, type EntryOf, type Fate } from '../engine/fates.js';
import { Judgements } from '../engine/judgements/judgements.js';
import { assessed, sourceFindings } from '../engine/portability.js';
import { plannedSecrets } from '../engine/planned-secrets.js';
import { summaryOf, type Summary } from '../engine/summary.js';
import { keyOfFound, type Decisions } from '../engine/values/decisions.js';
import { valueFinder } from '../engine/values/find.js';
import { valueFinding } from '../engine/values/findings.js';
import { neighborsOf } from './map.js';
import { findIn, sourceFactsOf } from './tenant-values.js';

export interface Assessment {
  /** What the move of Apple devices rests on. */
  readonly apple: AppleExport;
  /** Licenses that objects which move need, beside Intune's own. */
  readonly needs: Needs;
  readonly objects: readonly AssessedObject[];
  readonly findings: readonly Finding[];
  /** Open questions of mapping files as findings, for a report without a plan, which would ask them itself. */
  ofMappings(mappings: readonly Mapping[]): readonly Finding[];
  /** What mapping files say beside their questions, for every report that has them. */
  aboutMatches(mappings: readonly Mapping[]): readonly Finding[];
}

/**
 * Looks at a bundle alone: what of it moves, what not, and what a person must know. What the destination adds comes with
 * the plan's own findings.
 * @param entryOf decisions of mapping files where there are any; what a person left out is excluded
 */
export async function assessBundle(
  world: { readonly bundle: Bundle; readonly catalog: Catalog; readonly say: Say; /** when the report is made, ISO 8601 */ readonly time: string },
  entryOf: EntryOf,
  decisions: Decisions,
): Promise<Assessment> {
  const { bundle, catalog, say } = world;
  const facts = await sourceFactsOf(bundle);
  const find = valueFinder(facts);
  const objects: AssessedObject[] = [];
  const findings: Finding[] = [];
  const judgements = new Judgements(world.time);
  const needs = new NeedsOf();
  const apple = new AppleExportOf();
  const names = new Map<string, Summary[]>();
  say.begin('Assessing');
  for await (const policy of bundle.policies()) {
    const row = catalog.row(policy.kind);
    const summary = summaryOf(row, policy, policy.name, plannedSecrets(policy, noSecrets));
    const values = findIn(catalog, find, policy);
    for (const found of values) findings.push(valueFinding(found, decisions.get(keyOfFound(found)), { address: policy.address, kind: policy.kind }));
    findings.push(...sourceFindings(row, policy, summary));
    judgements.note(row, policy, summary);
    apple.note(row, policy, summary, marksOf(policy).has('asks for a compliant device'));
    if (summary.stays === undefined) needs.note(row, policy.body, policy.address);
    const fate: Fate | undefined = fatesOf([summary], [], entryOf).get(policy.address);
    objects.push(assessed(row, policy, summary, fate, values.length));
    if (summary.stays === undefined && summary.defaultObject === undefined) names.set(summary.key, [...(names.get(summary.key) ?? []), { ...summary, references: [] }]);
    say.step();
  }
  say.end();
  for (const twins of names.values()) {
    const [first] = twins;
    if (first === undefined || twins.length < 2) continue;
    findings.push(makeFinding(codes.nameTwinsInSource, `${String(twins.length)} objects of one kind and type are called "${first.name}".`, { address: first.address, kind: first.kind, related: twins.map((one) => one.address) }));
  }
  const age = Math.floor((Date.parse(world.time) - Date.parse(bundle.manifest.time)) / 86_400_000);
  if (age > 7) findings.push(makeFinding(codes.exportOld, `The export is ${String(age)} days old.`));
  findings.push(...judgements.end(await neighborsOf(bundle), await bundle.findings()));
  return { objects, findings, needs: needs.all, apple: apple.end((await neighborsOf(bundle)).values()), ofMappings: (mappings) => judgements.ofMappings(mappings), aboutMatches: (mappings) => judgements.aboutMatches(mappings) };
}

