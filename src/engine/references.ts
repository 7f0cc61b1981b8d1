import { idOf } from '../model/ids.js';
import type { PolicyType, Ref } from '../model/policy-type.js';
import type { Policy } from '../model/policy.js';
import type { Reference } from '../model/reference.js';
import { draftOf, finderIn, type Draft } from './draft.js';
import { allHold, type Place } from './paths.js';
import { unwrapId } from './wrapped-ids.js';

/** What every assignment can point at (graph-intune.md 7.2), whatever its kind. */
export const assignmentRefs: readonly Ref[] = [
  { at: 'assignments[].target.groupId', to: ['group'], drops: 'item' },
  { at: 'assignments[].target.deviceAndAppManagementAssignmentFilterId', to: ['assignmentFilter'], none: ['', '00000000-0000-0000-0000-000000000000'], drops: 'item' },
  { at: 'assignments[].target.userId', to: ['user'], drops: 'item' },
];

/** The virtual groups "all users" and "all devices" are the same in every tenant (graph-intune.md 1). */
export const virtualGroups: readonly string[] = ['acacacac-9df4-4c7d-9d50-4ef0226f57a9', 'adadadad-808e-44e2-905a-0b7873a8a531'];

export interface FoundRef {
  readonly rule: Ref;
  readonly place: Place;
  /** The bare id, out of its wrapping. */
  readonly id: string;
}

/** Every reference that a row's rules find in a draft, once per place. Values that mean nothing or the same everywhere are none. */
export function refsIn(row: PolicyType, draft: Draft): FoundRef[] {
  const found = new Map<string, FoundRef>();
  const placesAt = finderIn(row, draft);
  const rules = row.assign === undefined ? row.refs : [...row.refs, ...assignmentRefs];
  for (const rule of rules) {
    for (const place of placesAt(rule.at)) {
      if (typeof place.value !== 'string' || place.value === '' || found.has(place.pointer)) continue;
      if (!allHold(rule.when, place.around)) continue;
      const id = unwrapId(place.value, rule.wrapped);
      if (id === undefined || rule.none?.includes(id) === true || rule.same?.includes(id) === true) continue;
      if (rule.to.includes('group') && virtualGroups.includes(id.toLowerCase())) continue;
      found.set(place.pointer, { rule, place, id });
    }
  }
  return [...found.values()];
}

/** Whether an assignment came to the object through a policy set: such a one is never sent, the set makes it (graph-intune.md 7.2). */
export function isInherited(assignment: unknown): boolean {
  return typeof assignment === 'object' && assignment !== null && 'source' in assignment && typeof assignment.source === 'string' && assignment.source !== 'direct';
}

/** All that a policy points at: by its row's rules, its assignments, and its links. */
export function referencesOf(row: PolicyType, policy: Policy): Reference[] {
  const references: Reference[] = [];
  for (const { rule, place, id } of refsIn(row, draftOf(policy))) {
    const inherited = /^\/assignments\/(\d+)/u.exec(place.pointer);
    if (inherited !== null && isInherited(policy.assignments?.[Number(inherited[1])])) continue;
    references.push({ from: policy.address, at: place.pointer, to: rule.to, id: idOf('source', id), ...(rule.wrapped === undefined ? {} : { wrapped: rule.wrapped }), ...(rule.maybe === undefined ? {} : { maybe: rule.maybe }) });
  }
  const rules = policy.type === undefined ? undefined : row.links?.[policy.type];
  for (const [property, links] of Object.entries(policy.links)) {
    const rule = rules?.[property];
    links.forEach((link, index) => {
      references.push({
        from: policy.address,
        at: `/links/${property}/${String(index)}`,
        to: rule?.to ?? [],
        id: link.id,
        ...(link.name === undefined ? {} : { name: link.name }),
      });
    });
  }
  return references;
}
