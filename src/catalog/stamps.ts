import { readOnly } from './read-only.js';
import type { PolicyType } from '../model/policy-type.js';

/** The members that the published types say the service sets, of every type that a row claims. */
function membersFor(row: PolicyType, all: readonly PolicyType[]): readonly string[] {
  const elsewhere = new Set(all.flatMap((other) => (other !== row && other.collection === row.collection ? (other.types ?? []) : [])));
  const claims = (type: string): boolean => row.types?.includes(type) === true || (row.rest === true && !elsewhere.has(type));
  return Object.entries(readOnly[row.collection] ?? {}).flatMap(([type, members]) => (type === '*' || claims(type) ? members : []));
}

/** First names of what a row still asks of the bundle: its name (which a remark or two call read-only), keys and conditions. */
function needed(row: PolicyType): ReadonlySet<string> {
  const paths = [row.name, ...(row.key ?? []), ...(row.sole ?? []), ...(row.twins ?? []).flatMap((twin) => twin.by), ...(row.createDrop ?? []), ...(row.updateDrop ?? [])];
  return new Set(paths.map((path) => path.split(/[.[]/u)[0] ?? path));
}

/**
 * Adds to every row's `drop` what the service sets on the types it claims (read-only.ts), so that a row spells out only what
 * Microsoft's remarks do not say. Members that find a twin stay in the bundle: a package id is set by the service, and a key.
 */
export function withStamps(rows: readonly PolicyType[]): readonly PolicyType[] {
  return rows.map((row) => {
    const kept = needed(row);
    const stamps = membersFor(row, rows).filter((member) => !kept.has(member));
    const drop = [...new Set([...(row.drop ?? []), ...stamps])];
    return row.neighbor === true || drop.length === 0 ? row : { ...row, drop };
  });
}
