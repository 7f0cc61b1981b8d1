import type { Method } from './call.js';
import type { Service } from '../model/ports.js';

/** Segments of the directory that cost more than one resource unit (graph-intune.md 2.2). */
const dear: readonly (readonly [RegExp, number])[] = [
  [/\/transitiveMembers\b/i, 5],
  [/\/(checkMemberGroups|checkMemberObjects|isMemberOf)\b/i, 4],
  [/\/members\b/i, 3],
  [/^\/?directoryObjects\/(microsoft\.graph\.)?getByIds\b/i, 3],
  [/^\/?subscribedSkus\b/i, 3],
  [/^\/?users\b/i, 2],
  [/^\/?(applications|servicePrincipals)\b/i, 2],
];

/** What a call counts in its category's budget: one, or the directory's resource units. */
export function costOf(service: Service, method: Method, path: string): number {
  if (service !== 'directory') return 1;
  const [below = '', query = ''] = path.split('?');
  let units = dear.find(([pattern]) => pattern.test(below))?.[1] ?? 1;
  if (method === 'GET') {
    if (/(^|&)\$select=/i.test(query)) units -= 1;
    if (/(^|&)\$expand=/i.test(query)) units += 1;
    if (Number(/(?:^|&)\$top=(\d+)/i.exec(query)?.[1] ?? 20) < 20) units -= 1;
  }
  return Math.max(1, units);
}
