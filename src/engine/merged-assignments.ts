import { isObject, objectAt, stableText, textAt, type Json } from '../model/json.js';

/** The group that an assignment names, included or excluded. */
export function groupOf(assignment: Json | undefined): string | undefined {
  const target = isObject(assignment) ? objectAt(assignment, 'target') : undefined;
  return target === undefined ? undefined : textAt(target, 'groupId');
}

/**
 * What is left of assignments where one group of the destination stands for several of the source: the service takes a
 * target once. Equal ones become one; those that differ (included and excluded, other filters) clash.
 * @param sourceGroup the group that an assignment named in the source
 */
export function mergedAssignments<T extends Json>(assignments: readonly T[], sourceGroup: (one: T) => string | undefined): { readonly kept: T[]; readonly clashing: readonly T[] } {
  const first = new Map<string, T>();
  const kept: T[] = [];
  const clashing: T[] = [];
  for (const one of assignments) {
    const group = groupOf(one);
    const before = group === undefined ? undefined : first.get(group);
    if (group !== undefined && before === undefined) first.set(group, one);
    if (before === undefined || sourceGroup(before) === sourceGroup(one)) kept.push(one);
    else if (stableText(without(before)) !== stableText(without(one))) {
      kept.push(one);
      clashing.push(one);
    }
  }
  return { kept, clashing };
}

/** The id of an assignment is made of the object and the group it once had. */
function without(assignment: Json): Json {
  if (!isObject(assignment)) return assignment;
  return Object.fromEntries(Object.entries(assignment).filter(([name]) => name !== 'id' && name !== 'sourceId'));
}
