import { idOf } from '../../model/ids.js';
import type { JsonObject } from '../../model/json.js';
import type { Catalog } from '../../model/policy-type.js';
import type { Neighbor } from '../../model/policy.js';
import type { Intake } from './foreign.js';

/** What policies of the folder point at and what the folder tells about it, once each. */
export class NeighborBook {
  private readonly found = new Map<string, Neighbor>();

  constructor(
    private readonly catalog: Catalog,
    private readonly intake: Intake,
  ) {}

  /** Notes one; of two the one with more facts counts, and the name that was told first. */
  note(kind: string, id: string, name: string, facts: JsonObject): Neighbor {
    const row = this.catalog.find(kind);
    const object: JsonObject = { ...facts, id, ...(row === undefined || name === '' ? {} : { [row.name]: name }) };
    const made: Neighbor =
      row === undefined
        ? { kind, id: idOf('source', id), ...(name === '' ? {} : { name }), state: 'found', facts: name === '' ? facts : { ...facts, displayName: name } }
        : { ...this.intake.neighborOf(row, id, object), ...(name === '' ? {} : { name }) };
    const key = `${kind}\n${id}`;
    const before = this.found.get(key);
    const more = before === undefined || Object.keys(made.facts).length > Object.keys(before.facts).length;
    const kept = more ? { ...made, ...(before?.name === undefined ? {} : { name: before.name }) } : before;
    this.found.set(key, kept);
    return kept;
  }

  /** Notes an object that no longer existed when the export was made. */
  gone(kind: string, id: string): void {
    this.found.set(`${kind}\n${id}`, { kind, id: idOf('source', id), state: 'gone', facts: {} });
  }

  /** All of them in stable order, less those that are policies of the folder themselves. */
  all(policies: ReadonlySet<string>): Neighbor[] {
    return [...this.found.entries()]
      .filter(([key]) => !policies.has(key))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, neighbor]) => neighbor);
  }
}
