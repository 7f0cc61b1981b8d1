import { isObject, stableText, textAt, type JsonObject } from '../model/json.js';
import type { PolicyType } from '../model/policy-type.js';
import type { Policy } from '../model/policy.js';
import { assignmentKey } from './compare.js';
import type { Draft } from './draft.js';
import { objectPath } from './object-path.js';
import { assignmentsOf } from './resolve.js';
import { writing, type Step } from './steps.js';

const targetMembers: readonly string[] = ['@odata.type', 'groupId', 'collectionId', 'userId', 'servicePlanId', 'deviceAndAppManagementAssignmentFilterId', 'deviceAndAppManagementAssignmentFilterType'];

/** A target as it is sent: its own members only, and no word of a filter where there is none (graph-intune.md 7.2). */
function targetFor(target: JsonObject): JsonObject {
  const result: JsonObject = {};
  for (const name of targetMembers) {
    const value = target[name];
    if (value !== undefined && value !== null) result[name] = value;
  }
  const exclusion = textAt(result, '@odata.type')?.endsWith('exclusionGroupAssignmentTarget') === true;
  const filter = textAt(result, 'deviceAndAppManagementAssignmentFilterId');
  if (exclusion || filter === undefined || /^[0-]*$/u.test(filter)) {
    delete result['deviceAndAppManagementAssignmentFilterId'];
    delete result['deviceAndAppManagementAssignmentFilterType'];
  }
  return result;
}

/**
 * Requests that assign an object: one with the whole set, or one a target.
 * @param there the object as it stands, where it is not new: then what is equal is not sent, and what is too much goes
 */
export function assignSteps(row: PolicyType, draft: Draft, there?: Policy<'destination'>): Step[] {
  const { assign } = row;
  if (assign === undefined) return [];
  const wanted = assignmentsOf(draft).flatMap((one) => (isObject(one['target']) ? [{ key: stableText(assignmentKey(row, one)), assignment: one, target: targetFor(one['target']) }] : []));
  const had = (there?.assignments ?? []).map((one, index) => ({ key: stableText(assignmentKey(row, one)), id: textAt(there?.handles?.['assignments']?.[index] ?? {}, 'id') }));
  const missing = wanted.filter(({ key }) => !had.some((one) => one.key === key));
  const extra = had.filter(({ key }) => !wanted.some((one) => one.key === key));
  if (assign.by === 'each') {
    const path = `${objectPath(row)}/${assign.child}`;
    const removed = extra.flatMap(({ id }): Step[] => (id === undefined ? [] : [{ ...writing(row), name: `unassign:${id}`, method: 'DELETE', path: `${path}/${encodeURIComponent(id)}`, repeatable: true }]));
    const added = missing.map(
      ({ key, target }, index): Step => ({
        ...writing(row),
        name: there === undefined ? `assign#${String(index + 1)}` : `assign:${textAt(target, 'groupId') ?? textAt(target, '@odata.type') ?? key}`,
        method: 'POST',
        path,
        body: { target },
        repeatable: false,
        childOf: { list: path, key: 'target', value: target },
      }),
    );
    return [...removed, ...added];
  }
  // no call where there is nothing to change; an empty set takes all assignments away
  if (missing.length + extra.length === 0) return [];
  const items = wanted.map(({ assignment, target }): JsonObject => {
    const item: JsonObject = assign.type === undefined ? {} : { '@odata.type': assign.type };
    for (const name of assign.keep ?? []) if (assignment[name] !== undefined) item[name] = assignment[name];
    item['target'] = target;
    return item;
  });
  return [{ ...writing(row), name: 'assign', method: 'POST', path: `${objectPath(row)}/${assign.action ?? 'assign'}`, body: { [assign.as]: items }, repeatable: true }];
}
