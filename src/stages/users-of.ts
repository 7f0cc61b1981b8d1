import type { Failure } from '../model/failure.js';
import type { Catalog, PolicyType } from '../model/policy-type.js';
import type { TenantReader } from '../model/ports.js';
import { draftOf } from '../engine/draft.js';
import { pathSteps } from '../engine/paths.js';
import { assignmentRefs, refsIn } from '../engine/references.js';
import { readKinds } from './read-kinds.js';

/** Who uses some objects of a tenant. */
export interface Users {
  /** By id: names of objects that point at it, the first few. */
  readonly of: ReadonlyMap<string, readonly string[]>;
  /** Kinds that could point at them and were not seen whole. */
  readonly unseen: readonly { readonly title: string; readonly why: string }[];
}

/** How many users of one object are named. */
const named = 3;

/**
 * Looks through a tenant for whatever points at some objects: assignments, members of bodies and children, links.
 * @param targets ids by kind
 * @param apart ids of objects that do not count as users
 */
export async function usersOf(reader: TenantReader, catalog: Catalog, targets: ReadonlyMap<string, ReadonlySet<string>>, apart: ReadonlySet<string>): Promise<Users> {
  const kinds = new Set(targets.keys());
  const ids = new Map([...targets.values()].flatMap((set) => [...set]).map((id) => [id.toLowerCase(), id]));
  const found = new Map<string, string[]>();
  const unseen: { title: string; why: string }[] = [];
  const note = (id: string, name: string): void => {
    const target = ids.get(id.toLowerCase());
    if (target === undefined) return;
    const users = found.get(target) ?? [];
    if (users.length < named && !users.includes(name)) users.push(name);
    found.set(target, users);
  };
  const rows = catalog.rows.flatMap((row) => thin(row, kinds) ?? []);
  const failed = (kind: string, failure: Failure | string): void => {
    unseen.push({ title: catalog.row(kind).title, why: typeof failure === 'string' ? failure : failure.message });
  };
  await readKinds(reader, 'destination', catalog, rows, {
    async policy(row, policy) {
      if (apart.has(policy.id)) return;
      const name = `${catalog.row(row.kind).title} "${policy.name}"`;
      for (const { id } of refsIn(row, draftOf(policy))) note(id, name);
      for (const links of Object.values(policy.links)) for (const link of links) note(link.id, name);
    },
    unread: ({ kind, failure }) => failed(kind, failure),
    sight(kind, sight) {
      // a collection that this tenant does not have uses nothing
      if (sight.state === 'not seen' || (sight.state === 'partial' && sight.why !== undefined)) failed(kind, sight.why ?? 'not seen');
    },
  });
  return { of: new Map([...found].map(([id, users]) => [id, [...users].sort()])), unseen };
}

/** A row that reads no more of its objects than what can point at some kinds; undefined where nothing of it can. */
function thin(row: PolicyType, kinds: ReadonlySet<string>): PolicyType | undefined {
  const points = (to: readonly string[]): boolean => to.some((kind) => kinds.has(kind));
  const refs = row.refs.filter((ref) => points(ref.to));
  const assigned = row.assign !== undefined && assignmentRefs.some((ref) => points(ref.to));
  const links = Object.entries(row.links ?? {}).flatMap(([type, rules]) => {
    const kept = Object.entries(rules).filter(([, rule]) => points(rule.to));
    return kept.length === 0 ? [] : [[type, Object.fromEntries(kept)] satisfies [string, object]];
  });
  if (refs.length === 0 && !assigned && links.length === 0) return undefined;
  const starts = new Set(refs.map((ref) => pathSteps(ref.at)[0]));
  const whole = starts.has('**');
  return { ...row, refs, links: Object.fromEntries(links), apart: (row.apart ?? []).filter((one) => whole || starts.has(one.field)), secrets: [] };
}
