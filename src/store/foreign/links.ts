import type { Finding } from '../../model/finding.js';
import { idOf } from '../../model/ids.js';
import { typeOf, type JsonObject } from '../../model/json.js';
import type { LinkRule, PolicyType } from '../../model/policy-type.js';
import type { Link } from '../../model/policy.js';
import { codes, makeFinding } from '../../model/rules.js';
import type { Hints, Told } from './hints.js';
import { madeId } from './identity.js';
import type { KnownNames } from './resolve-names.js';

/**
 * The links of a policy to certificates and the like, from what hint members tell; an object alone never shows them
 * (real-exports.md 6.1). A bind of something that is no link of the row is put back as an expanded object with its id.
 * @param findings takes what is doubtful or not told
 */
export function linksOf(row: PolicyType, object: JsonObject, hints: Hints, known: KnownNames, who: string, findings: Finding[]): Record<string, Link[]> {
  const type = typeOf(object) ?? row.implied;
  const rules = type === undefined ? undefined : row.links?.[type];
  const links: Record<string, Link[]> = {};
  for (const [property, others] of hints.links) {
    const rule = rules?.[property];
    if (rule !== undefined) {
      links[property] = others.map((one) => linkTo(rule, one, property, known, who, findings));
      continue;
    }
    const id = others[0]?.id;
    if (id !== undefined && !(property in object)) object[property] = { id };
    else if (id === undefined) findings.push(makeFinding(codes.convertLinksUnknown, `${who} is linked by ${property} to ${others.map((one) => `"${one.name}"`).join(', ')}, and the catalog has no such link`));
  }
  for (const property of hints.doubtful) {
    findings.push(makeFinding(codes.unclearReference, `${who} is linked by ${property} to several names joined by commas; a name that holds a comma cannot be told from two`, { at: `/links/${property}` }));
  }
  if (rules !== undefined && Object.keys(links).length === 0) {
    findings.push(makeFinding(codes.convertLinksUnknown, `${who} can be linked by ${Object.keys(rules).join(', ')}; the file does not say whether it is`));
  }
  return links;
}

function linkTo(rule: LinkRule, one: Told, property: string, known: KnownNames, who: string, findings: Finding[]): Link {
  const id = one.id ?? byName(rule.to, one, property, known, who, findings);
  return { id: idOf('source', id), ...(one.name === '' ? {} : { name: one.name }), ...(one.type === undefined ? {} : { type: one.type }) };
}

function byName(kinds: readonly string[], one: Told, property: string, known: KnownNames, who: string, findings: Finding[]): string {
  const ids = kinds.flatMap((kind) => [...(known.index.get(kind)?.get(one.name) ?? [])]);
  const [only, second] = ids;
  if (only !== undefined && second === undefined) return only;
  if (second !== undefined) findings.push(makeFinding(codes.unclearReference, `${who} is linked by ${property} to "${one.name}", and ${String(ids.length)} objects of the folder have that name`, { at: `/links/${property}` }));
  const [kind = ''] = kinds;
  const id = madeId(kind, one.name);
  known.book.note(kind, id, one.name, typeFact(one));
  return id;
}

/** Notes the apps of an app configuration, which IntuneManagement tells with name and type beside the ids. */
export function noteApps(row: PolicyType, apps: readonly Told[], known: KnownNames): void {
  const kind = row.refs.find((ref) => ref.at.startsWith('targetedMobileApps'))?.to[0];
  for (const app of apps) if (app.id !== undefined && kind !== undefined) known.book.note(kind, app.id, app.name, typeFact(app));
}

function typeFact(one: Told): JsonObject {
  return one.type === undefined ? {} : { '@odata.type': `#microsoft.graph.${one.type}` };
}
