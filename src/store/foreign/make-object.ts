import type { Finding } from '../../model/finding.js';
import { copyOf, isList, textAt, type JsonObject } from '../../model/json.js';
import type { PolicyType } from '../../model/policy-type.js';
import type { Policy } from '../../model/policy.js';
import { aboutObject, placeIn } from './about-object.js';
import { definitionValuesOf } from './admx.js';
import { spotsAt } from './at-path.js';
import { withoutNoise } from './clean.js';
import { withoutDamage } from './damage.js';
import { encodeAgain } from './encoded.js';
import type { Intake } from './foreign.js';
import { hintsOf } from './hints.js';
import { linksOf, noteApps } from './links.js';
import { expandTenant } from './place-holders.js';
import { repairNames } from './repair.js';
import { resolveNames, type KnownNames } from './resolve-names.js';
import { nameOfEntry } from './survey.js';
import type { Entry, Part } from './unpack.js';
import { defaultActions, lacks, onlyHead } from './whole.js';

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
  /** The tool's word for the tenant id stood in it, and the id stands there again. */
  readonly expanded: boolean;
}

/**
 * Makes a policy of an entry whose kind is known: hints read, noise and damage out, casing, lists and truth values
 * repaired, the tenant's id put back, names turned into ids, values from other files joined.
 * @returns the policy with what must be said about it, or why the entry is only the head of one
 */
export function makeObject(row: PolicyType, entry: Entry, around: Around): Made | { readonly head: string; readonly name: string } {
  const { known } = around;
  const raw = copyOf(entry.object);
  const name = nameOfEntry(row.name, entry, around.path);
  const who = `${row.title} "${name}"`;
  const hints = hintsOf(raw);
  join(raw, around.parts, row);
  const { value: mended, lost } = withoutDamage(raw);
  const clean = withoutNoise(mended);
  const object = expandTenant(clean, around.tenantId);
  const expanded = around.tenantId !== undefined && JSON.stringify(clean).toLowerCase().includes('%organizationid%');
  const repaired = repairNames(row, object);
  const encoded = encodeAgain(object);
  const head = onlyHead(row, entry, object);
  if (head !== undefined) return { head, name };
  const actionsLost = lacks(row, object).actions;
  if (actionsLost) object['scheduledActionsForRule'] = defaultActions();
  const nameless = (textAt(object, row.name) ?? '') === '' && name !== '';
  object['id'] = around.id;
  object[row.name] = name;
  if (row.idAt !== undefined) object[row.idAt] = around.id;
  const names = resolveNames(row, object, known, who);
  for (const path of listPaths(row)) spotsAt(object, path);
  const findings = [...names.findings];
  const links = linksOf(row, object, hints, known, who, findings);
  noteApps(row, hints.apps, known);
  const policy = around.intake.policyOf(row, { object, links });
  const located = findings.map((finding) => ({ ...finding, address: policy.address, ...(finding.at === undefined ? {} : { at: placeIn(policy, finding.at) }) }));
  const about = aboutObject(row, policy, who, { entry, object, lost, repaired, encoded, nameless, actionsLost, relations: hints.relations });
  return { policy, findings: [...located, ...about], modified: textAt(object, 'lastModifiedDateTime') ?? textAt(object, 'modifiedDateTime') ?? '', byName: names.byName, expanded };
}

/** Puts the parts of other files into the object where it has none of its own. */
function join(raw: JsonObject, parts: readonly Part[], row: PolicyType): void {
  for (const field of new Set(parts.map((part) => part.field))) {
    const own = raw[field];
    if (own !== undefined && own !== null && !(isList(own) && own.length === 0)) continue;
    // one message, saved when it was made and when it was changed: the later file counts
    const items = new Map(
      parts
        .filter((part) => part.field === field)
        .flatMap((part) => part.items)
        .map((item, index) => [textAt(item, 'id') ?? String(index), item]),
    );
    raw[field] = [...items.values()].map(copyOf);
  }
  if (row.apart?.some((apart) => apart.field === 'definitionValues') === true && raw['definitionValues'] !== undefined) raw['definitionValues'] = definitionValuesOf(raw['definitionValues']);
}

/** Paths of a row that lead through lists: where one is a single value, PowerShell unrolled it. */
function listPaths(row: PolicyType): string[] {
  return ['assignments[]', ...(row.apart ?? []).map((apart) => `${apart.field}[]`), ...row.refs.map((ref) => ref.at).filter((at) => at.includes('[]') && !at.includes('**'))];
}
