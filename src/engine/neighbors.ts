import { idOf } from '../model/ids.js';
import { typeOf, type Json, type JsonObject } from '../model/json.js';
import type { PolicyType } from '../model/policy-type.js';
import type { Neighbor } from '../model/policy.js';
import type { Reference } from '../model/reference.js';
import { cleanObject } from './annotations.js';
import { nameOf } from './intake.js';
import { pathSteps } from './paths.js';

/** What is pointed at and is no object of the export itself, once each, by the first kind the reference may mean. */
export class Pointed {
  private readonly exported = new Map<string, Set<string>>();
  private readonly pointed = new Map<string, { to: readonly string[]; name?: string }>();

  exportedOne(kind: string, id: string): void {
    const ids = this.exported.get(kind) ?? new Set<string>();
    ids.add(id);
    this.exported.set(kind, ids);
  }

  /** Notes references; call it for every policy, in any order. */
  note(references: readonly Reference[]): void {
    for (const reference of references) {
      const [kind] = reference.to;
      if (kind === undefined || reference.maybe === true) continue;
      const key = `${kind}\n${reference.id}`;
      if (!this.pointed.has(key)) this.pointed.set(key, { to: reference.to, ...(reference.name === undefined ? {} : { name: reference.name }) });
    }
  }

  /** What is left to look up, in stable order. */
  missing(): { readonly to: readonly string[]; readonly id: string; readonly name?: string }[] {
    return [...this.pointed.entries()]
      .filter(([key, { to }]) => !to.some((kind) => this.exported.get(kind)?.has(key.slice(key.indexOf('\n') + 1)) === true))
      .map(([key, rest]) => ({ ...rest, id: key.slice(key.indexOf('\n') + 1) }))
      .sort((a, b) => (`${a.to[0] ?? ''}${a.id}` < `${b.to[0] ?? ''}${b.id}` ? -1 : 1));
  }
}

/** The fact, beside those that Graph gives, that nobody was in a group when it was read. */
export const nobodyIn = 'hasNoMembers';

/** The facts of a pointed-at object: what its row names, and whatever its twin keys read. */
export function neighborOf(row: PolicyType, id: string, object: JsonObject): Neighbor {
  const clean = cleanObject(object);
  const names = new Set([...(row.facts ?? []), row.name, ...(row.key ?? []), ...(row.twins ?? []).flatMap((key) => key.by), ...(row.makes ?? [])].map((path) => pathSteps(path)[0] ?? path));
  const facts: Record<string, Json> = {};
  const type = typeOf(object);
  if (type !== undefined) facts['@odata.type'] = `#microsoft.graph.${type}`;
  for (const name of [...names].sort()) {
    const value = clean[name];
    if (value !== undefined && value !== null) facts[name] = value;
  }
  return { kind: row.kind, id: idOf('source', id), name: nameOf(row, object), state: 'found', facts };
}
