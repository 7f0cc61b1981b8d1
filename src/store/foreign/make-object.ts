import { codes, makeFinding } from '../../model/rules.js';
import type { Finding } from '../../model/finding.js';
import { idOf } from '../../model/ids.js';
import { copyOf, textAt, typeOf, type JsonObject } from '../../model/json.js';
import type { PolicyType } from '../../model/policy-type.js';
import type { Link, Policy } from '../../model/policy.js';
import { definitionValuesOf } from './admx.js';
import { spotsAt } from './at-path.js';
import { withoutNoise } from './clean.js';
import { withoutDamage } from './damage.js';
import { encodeAgain } from './encoded.js';
import type { Intake } from './foreign.js';
import { helpersOf, type Told } from './helpers.js';
import { madeId } from './identity.js';
import { expandTenant, placeHoldersIn } from './place-holders.js';
import { resolveNames, type KnownNames } from './resolve-names.js';
import { clearSecrets } from './clear-secrets.js';
import { nameOfEntry } from './survey.js';
import type { Entry, Part } from './unpack.js';
import { lacks, missingChildren, onlyHead, rename } from './whole.js';

/** What is known beside the entry when a policy is made of it. */
export interface Around {
  readonly path: string;
  readonly id: string;
  readonly parts: readonly Part[];
  readonly tenantId: string | undefined;
  readonly known: KnownNames;
  readonly intake: Intake;
}

export interface Made {
  readonly policy: Policy;
  readonly findings: readonly Finding[];
  /** ISO 8601, or empty: which of two versions is the newer. */
  readonly modified: string;
  /** References made by name alone. */
  readonly byName: number;
}

/**
 * Makes a policy of an entry whose kind is known: helpers read, noise and damage out, casing, lists and truth values
 * repaired, the tenant's id put back, names turned into ids, values from other files joined.
 * @returns the policy with what must be said about it, or why the entry is only the head of one
 */
export function makeObject(row: PolicyType, entry: Entry, around: Around): Made | { readonly head: string; readonly name: string } {
  const findings: Finding[] = [];
  const raw = copyOf(entry.object);
  const name = nameOfEntry(row.name, { ...entry, object: raw }, around.path);
  const who = `${row.title} "${name}"`;
  const helpers = helpersOf(raw);
  join(raw, around.parts, row);
  const { value: mended, lost } = withoutDamage(raw);
  const object = expandTenant(withoutNoise(mended), around.tenantId);
  const renamed = rename(row, object);
  const encoded = encodeAgain(object);
  const head = onlyHead(row, entry, object);
  if (head !== undefined) return { head, name };
  const ownName = textAt(object, row.name) ?? '';
  object['id'] = around.id;
  object[row.name] = name;
  if (row.idAt !== undefined) object[row.idAt] = around.id;
  const names = resolveNames(row, object, around.known, who);
  findings.push(...names.findings);
  for (const path of listPaths(row)) spotsAt(object, path);
  const links = linksOf(row, object, helpers.links, around.known, who, findings);
  noteApps(row, helpers.apps, around.known);
  const policy = around.intake.policyOf(row, { object, links });
  const address = policy.address;
  const said = (at: string): string => pointer(policy, at);
  for (const at of lost) findings.push(makeFinding(codes.convertCut, `${who}: only the name of the value at ${said(at)} was written, the value is lost`, { address, at: said(at) }));
  const missing = missingChildren(row, object);
  if (missing !== undefined) findings.push(makeFinding(codes.objectIncomplete, `${who} ${missing}`, { address }));
  const lacking = lacks(row, object);
  if (lacking.actions) findings.push(makeFinding(codes.convertActionsLost, `${who} has no actions for noncompliance in the file`, { address }));
  for (const field of lacking.grave) findings.push(makeFinding(codes.convertPartMissing, `${who} has no ${field} in the file`, { address }));
  for (const field of lacking.light) findings.push(makeFinding(codes.convertPartMissing, `${who} has no ${field} in the file; whether it had any is not known`, { address, severity: 'low' }));
  for (const { at, text } of placeHoldersIn({ body: policy.body, children: childrenOf(policy), assignments: [...(policy.assignments ?? [])] })) {
    const token = text.toLowerCase() === '%organizationid%';
    findings.push(
      token
        ? makeFinding(codes.convertTenantUnknown, `${who} has "${text}" at ${at}, which stands for a tenant id that the folder does not tell`, { address, at, remedy: 'Say the tenant id of the source, or put MigrationTable.json beside the files, and convert again.' })
        : makeFinding(codes.valuePlaceHolder, `${who} has the place holder "${text}" at ${at}`, { address, at }),
    );
  }
  if (helpers.relations.length > 0) findings.push(makeFinding(codes.appRelations, `${who} depends on or replaces ${helpers.relations.map((app) => `"${app.name}"`).join(', ')}`, { address }));
  for (const property of helpers.doubtful) findings.push(makeFinding(codes.unclearReference, `${who} is linked by ${property} to several names joined by commas; a name that holds a comma cannot be told from two`, { address, at: `/links/${property}` }));
  if (ownName === '' && name !== '') findings.push(makeFinding(codes.convertRepaired, `${who} has no name in the file; the file's name was taken`, { address }));
  if (entry.recased === true) findings.push(makeFinding(codes.convertRepaired, `${who} was written by the Graph PowerShell SDK; its members got the casing of Graph`, { address }));
  for (const one of renamed) findings.push(makeFinding(codes.convertRepaired, `${who}: ${one}`, { address }));
  for (const one of encoded) findings.push(makeFinding(codes.convertRepaired, `${who}: ${one} was written decoded and is base64 again`, { address }));
  for (const secret of clearSecrets(policy, object)) findings.push(makeFinding(codes.convertSecretInClear, `${who}: the file holds the ${secret.what} in clear; it is not in the bundle`, { address, at: secret.at }));
  if (entry.layout === 'administrative template list') findings.push(makeFinding(codes.convertValuesLost, `${who} comes from a list of values, and the scripts that write such lists leave out values that are 0, false or empty`, { address }));
  const located = findings.map((finding) => (finding.address === undefined ? { ...finding, address, ...(finding.at === undefined ? {} : { at: said(finding.at) }) } : finding));
  return { policy, findings: located, modified: textAt(object, 'lastModifiedDateTime') ?? textAt(object, 'modifiedDateTime') ?? '', byName: names.byName };
}

/** Puts the parts of other files into the object where it has none of its own. */
function join(raw: JsonObject, parts: readonly Part[], row: PolicyType): void {
  for (const part of parts) {
    const own = raw[part.field];
    if (own === undefined || own === null || (Array.isArray(own) && own.length === 0)) raw[part.field] = part.items.map(copyOf);
  }
  if (row.apart?.some((apart) => apart.field === 'definitionValues') === true && raw['definitionValues'] !== undefined) raw['definitionValues'] = definitionValuesOf(raw['definitionValues']);
}

/** Paths of a row that lead through lists: where one is a single value, PowerShell unrolled it. */
function listPaths(row: PolicyType): string[] {
  return ['assignments[]', ...(row.apart ?? []).map((apart) => `${apart.field}[]`), ...row.refs.map((ref) => ref.at).filter((at) => at.includes('[]') && !at.includes('**'))];
}

function linksOf(row: PolicyType, object: JsonObject, told: ReadonlyMap<string, readonly Told[]>, known: KnownNames, who: string, findings: Finding[]): Record<string, Link[]> {
  const type = typeOf(object) ?? row.implied;
  const rules = type === undefined ? undefined : row.links?.[type];
  const links: Record<string, Link[]> = {};
  for (const [property, others] of told) {
    const rule = rules?.[property];
    if (rule === undefined) {
      const id = others[0]?.id;
      // a bind that is no link of the row is an expanded object with an id
      if (id !== undefined && !(property in object)) object[property] = { id };
      else if (id === undefined) findings.push(makeFinding(codes.convertLinksUnknown, `${who} is linked by ${property} to ${others.map((one) => `"${one.name}"`).join(', ')}, and the catalog has no such link`, { kind: row.kind }));
      continue;
    }
    links[property] = others.map((one) => {
      const id = one.id ?? linked(rule.to, one, known, who, property, findings);
      return { id: idOf('source', id), ...(one.name === '' ? {} : { name: one.name }), ...(one.type === undefined ? {} : { type: one.type }) };
    });
  }
  if (rules !== undefined && Object.keys(links).length === 0) {
    findings.push(makeFinding(codes.convertLinksUnknown, `${who} can be linked by ${Object.keys(rules).join(', ')}; the file does not say whether it is`, { kind: row.kind }));
  }
  return links;
}

function linked(kinds: readonly string[], one: Told, known: KnownNames, who: string, property: string, findings: Finding[]): string {
  const ids = kinds.flatMap((kind) => [...(known.index.get(kind)?.get(one.name) ?? [])]);
  const [only, second] = ids;
  if (only !== undefined && second === undefined) return only;
  if (second !== undefined) findings.push(makeFinding(codes.unclearReference, `${who} is linked by ${property} to "${one.name}", and ${String(ids.length)} objects of the folder have that name`, { at: `/links/${property}` }));
  const [kind = ''] = kinds;
  const id = madeId(kind, one.name);
  known.book.note(kind, id, one.name, one.type === undefined ? {} : { '@odata.type': `#microsoft.graph.${one.type}` });
  return id;
}

function noteApps(row: PolicyType, apps: readonly Told[], known: KnownNames): void {
  const kind = row.refs.find((ref) => /^targetedMobileApps/u.test(ref.at))?.to[0];
  for (const app of apps) {
    if (app.id === undefined || kind === undefined) continue;
    known.book.note(kind, app.id, app.name, app.type === undefined ? {} : { '@odata.type': `#microsoft.graph.${app.type}` });
  }
}

function childrenOf(policy: Policy): JsonObject {
  return Object.fromEntries(Object.entries(policy.children).map(([field, items]) => [field, [...items]]));
}

/** A pointer into the raw object as one into the policy. */
function pointer(policy: Policy, at: string): string {
  const first = at.split('/')[1] ?? '';
  if (first === 'assignments' || first === 'links' || first === 'body') return at;
  return first in policy.children ? `/children${at}` : `/body${at}`;
}

