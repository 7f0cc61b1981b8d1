import { makeFinding, codes } from '../../model/rules.js';
import type { Finding } from '../../model/finding.js';
import type { JsonObject } from '../../model/json.js';
import type { PolicyType } from '../../model/policy-type.js';
import { madeId } from './identity.js';
import { namesIn } from './names.js';
import type { NeighborBook } from './neighbor-book.js';
import type { NameIndex } from './survey.js';

/** Names that only this folder's files tell, by kind. */
export interface KnownNames {
  readonly index: NameIndex;
  readonly book: NeighborBook;
}

/**
 * Puts ids where an export has names, in place. A name that one object of the folder has gets that object's id; one
 * that nothing in the folder has gets a made id and becomes a neighbor by name; one that several have is a finding; a group that was deleted is an orphan.
 * @returns findings, and how many references were made by name alone
 */
export function resolveNames(row: PolicyType, object: JsonObject, known: KnownNames, who: string): { readonly findings: Finding[]; readonly byName: number } {
  const { uses, cutLists } = namesIn(row, object);
  const findings: Finding[] = cutLists.map((at) => makeFinding(codes.convertAppsLost, `${who} names one app where the file's layout keeps only the last of several`, { kind: row.kind, at }));
  let byName = 0;
  for (const use of uses) {
    const [first = ''] = use.kinds;
    if (use.gone) {
      const id = madeId(first, 'gone', who, use.at);
      use.put(id);
      known.book.gone(first, id);
      continue;
    }
    if (use.id !== undefined) {
      known.book.note(first, use.id, use.name, use.facts);
      continue;
    }
    const found = use.kinds.flatMap((kind) => [...(known.index.get(kind)?.get(use.name) ?? [])].map((id) => ({ kind, id })));
    const [only, second] = found;
    if (only === undefined && use.onlyKnown) {
      // one word without a gap is the service's own: `AllAgentIdResources`
      if (/^[A-Za-z0-9]+$/u.test(use.name)) continue;
      findings.push(makeFinding(codes.convertGroupsByName, `${who} has "${use.name}" where an id belongs, and nothing in the folder has that name; it was left as it is`, { kind: row.kind, at: use.at }));
      continue;
    }
    if (only !== undefined && second === undefined) {
      use.put(only.id);
      // the built-in tag is no neighbor: it is the same in every tenant
      if (only.id !== '0') known.book.note(only.kind, only.id, use.name, use.facts);
      continue;
    }
    if (second !== undefined) {
      findings.push(makeFinding(codes.unclearReference, `${who} points at "${use.name}" by name, and ${String(found.length)} objects of the folder have it`, { kind: row.kind, at: use.at }));
    }
    byName += 1;
    const id = madeId(first, use.name);
    use.put(id);
    known.book.note(first, id, use.name, use.facts);
  }
  return { findings, byName };
}
