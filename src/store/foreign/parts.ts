import type { Catalog } from '../../model/policy-type.js';
import { baseOf } from './file-name.js';
import { placeOf, type Seen, type SeenPart, type Survey } from './survey.js';

/** Which parts belong to which policy file, and the other way round. */
export interface PartIndex {
  /** Place of the policy (placeOf) → its parts. */
  readonly of: ReadonlyMap<string, readonly SeenPart[]>;
  /** Path of the part → path of the policy's file. */
  readonly owner: ReadonlyMap<string, string>;
}

/**
 * Joins the files of parts with those of their policies: by the policy's id where the part tells it, by the file name
 * `<name>_Settings.json` and `<name>_assignments.json` (IntuneManagement), and by `Assignments/<name>.json` or
 * `Assignments/<id> - <name>.json` (IntuneBackupAndRestore, real-exports.md 1.4).
 * Values of an administrative template that stand alone are a policy of their own only where no other file has their name.
 */
export function partsOf(survey: Survey, catalog: Catalog): PartIndex {
  const byId = new Map<string, Seen>();
  const byBase = new Map<string, Seen>();
  for (const seen of survey.objects) {
    if (seen.alone) continue;
    for (const key of seen.id === undefined ? [] : [seen.id, `${catalog.row(seen.kind).collection}/${seen.id}`]) if (!byId.has(key)) byId.set(key, seen);
    if (seen.at === '') byBase.set(baseOf(seen.path), seen);
  }
  const of = new Map<string, SeenPart[]>();
  const owner = new Map<string, string>();
  const parts = [...survey.parts, ...survey.objects.flatMap((seen): SeenPart[] => (seen.alone ? [{ path: seen.path, field: 'definitionValues' }] : []))];
  for (const part of parts) {
    const policy = policyOfPart(part, byId, byBase);
    if (policy === undefined) continue;
    owner.set(part.path, policy.path);
    of.set(placeOf(policy), [...(of.get(placeOf(policy)) ?? []), part]);
  }
  return { of, owner };
}

function policyOfPart(part: SeenPart, byId: ReadonlyMap<string, Seen>, byBase: ReadonlyMap<string, Seen>): Seen | undefined {
  const base = baseOf(part.path);
  const twin = byBase.get(base.replace(/_(?:Settings|assignments)$/iu, ''));
  if (twin !== undefined && twin.path !== part.path) return twin;
  const folders = base.split('/');
  const name = folders.pop() ?? '';
  if (folders.at(-1) === 'Assignments') {
    const beside = byBase.get([...folders.slice(0, -1), name].join('/'));
    const id = /^(\S+) - /u.exec(name)?.[1];
    const found = beside ?? (id === undefined ? undefined : byId.get(id));
    if (found !== undefined) return found;
  }
  return part.parent === undefined ? undefined : byId.get(`${part.parent.collection}/${part.parent.id}`);
}
