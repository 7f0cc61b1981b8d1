import type { Id } from '../model/ids.js';
import { isObject, textAt } from '../model/json.js';
import type { Catalog, PolicyType } from '../model/policy-type.js';
import type { Neighbor, Policy } from '../model/policy.js';
import type { Reference } from '../model/reference.js';
import { withoutBytes } from './item-bytes.js';
import { neighborOf } from './neighbors.js';
import { referencesOf } from './references.js';

/** How one object is used by the bundle. */
export interface Use {
  readonly id: Id<'source'>;
  /** Objects that point at it, each counted once. */
  usedBy: number;
  /** Whether one of them keeps its members out of something. */
  excludes: boolean;
  readonly to: readonly string[];
  name?: string;
}

/** Collects, policy by policy, who points at what and which objects are only ever matched. */
export class Usage {
  private readonly uses = new Map<string, Use>();
  private readonly inBundle = new Map<string, Set<string>>();
  /** Objects of the bundle that no tenant can be given: they need a twin. */
  private readonly matchOnly: Neighbor[] = [];

  constructor(private readonly catalog: Catalog) {}

  note(policy: Policy): readonly Reference[] {
    const row = this.catalog.row(policy.kind);
    const ids = this.inBundle.get(policy.kind) ?? new Set<string>();
    ids.add(policy.id);
    this.inBundle.set(policy.kind, ids);
    if (matchOnlyRemedy(row, policy) !== undefined) this.matchOnly.push(neighborOf(row, policy.id, { ...policy.body, id: policy.id }));
    const references = referencesOf(row, policy);
    const counted = new Set<string>();
    for (const reference of references) {
      if (reference.maybe === true) continue;
      const key = `${reference.to[0] ?? ''}\n${reference.id}`;
      const use = this.uses.get(key) ?? { id: reference.id, usedBy: 0, excludes: false, to: reference.to };
      if (!counted.has(key)) use.usedBy += 1;
      counted.add(key);
      use.excludes ||= excludes(policy, reference);
      if (reference.name !== undefined) use.name = reference.name;
      this.uses.set(key, use);
    }
    return references;
  }

  /** Whether the bundle brings an object of one of these kinds and this id. */
  brings(kinds: readonly string[], id: string): string | undefined {
    return kinds.find((kind) => this.inBundle.get(kind)?.has(id) === true);
  }

  /** How many objects of the bundle point at one. */
  countOf(kind: string, id: string): number {
    let count = 0;
    for (const use of this.uses.values()) if (use.id === id && use.to.includes(kind)) count = Math.max(count, use.usedBy);
    return count;
  }

  /** Every object that needs an answer of a mapping file: pointed at and not brought along, or only ever matched. */
  wanted(neighbors: ReadonlyMap<string, Neighbor>): { readonly neighbor: Neighbor; readonly usedBy: number; readonly excludes: boolean }[] {
    const result = new Map<string, { neighbor: Neighbor; usedBy: number; excludes: boolean }>();
    for (const use of this.uses.values()) {
      const kind = this.brings(use.to, use.id);
      if (kind !== undefined) continue;
      const found = use.to.map((to) => neighbors.get(`${to}\n${use.id}`)).find((one) => one !== undefined);
      const neighbor: Neighbor = found ?? { kind: use.to[0] ?? '', id: use.id, state: 'not seen', facts: {}, ...(use.name === undefined ? {} : { name: use.name }) };
      if (neighbor.kind !== '') result.set(`${neighbor.kind}\n${use.id}`, { neighbor, usedBy: use.usedBy, excludes: use.excludes });
    }
    for (const neighbor of this.matchOnly) {
      const used = [...this.uses.values()].find((use) => use.id === neighbor.id && use.to.includes(neighbor.kind));
      result.set(`${neighbor.kind}\n${neighbor.id}`, { neighbor, usedBy: used?.usedBy ?? 0, excludes: false });
    }
    return [...result.values()];
  }
}

/** What a person must do for an object that is never created, by its type or for want of a file that belongs to it; undefined where it can be. */
export function matchOnlyRemedy(row: PolicyType, policy: Pick<Policy, 'type' | 'body' | 'children'>): string | undefined {
  return (policy.type === undefined ? undefined : row.matchOnly?.[policy.type]) ?? row.matchOnly?.['*'] ?? withoutBytes(row, policy);
}

/** An excluded group keeps its members out: assignment targets say so by their type, conditional access by the member's name. */
function excludes(policy: Policy, reference: Reference): boolean {
  const at = /^\/assignments\/(\d+)\//u.exec(reference.at);
  if (at === null) return /\/exclude[A-Z]/u.test(reference.at);
  const target = policy.assignments?.[Number(at[1])]?.['target'];
  return isObject(target) && textAt(target, '@odata.type')?.toLowerCase().includes('exclusion') === true;
}
