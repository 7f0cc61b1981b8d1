import { isList, isObject, stableText, type Json, type JsonObject } from '../model/json.js';
import type { PolicyType } from '../model/policy-type.js';
import type { Difference } from '../model/verdict.js';
import { pointerName } from './paths.js';

export interface Comparison {
  /** What somebody or something changed. */
  readonly differences: readonly Difference[];
  /** What the service does to every object: defaults added, lists sorted, case changed. */
  readonly tidied: readonly Difference[];
}

/** null, an absent member, an empty text, list or object all say "nothing" in one tenant or another (real-exports.md 6.7). */
function saysNothing(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (isList(value)) return value.length === 0;
  return isObject(value) && Object.entries(value).every(([name, member]) => name === '@odata.type' || saysNothing(member));
}

const dateShape = /^\d{4}-\d\d-\d\dT\d\d:\d\d/u;

function sameDate(a: string, b: string): boolean {
  return dateShape.test(a) && dateShape.test(b) && Date.parse(a) === Date.parse(b);
}

/** Comma-joined flags come back in any order and spacing (real-exports.md 6.13). */
function sameFlags(a: string, b: string): boolean {
  if (!a.includes(',') || !b.includes(',')) return false;
  const sorted = (text: string): string => text.split(',').map((part) => part.trim().toLowerCase()).sort().join(',');
  return sorted(a) === sorted(b);
}

/** A form in which values that the service only tidied are equal. */
function canonical(value: Json): string {
  if (isList(value)) return `[${value.map(canonical).sort().join(',')}]`;
  if (isObject(value)) {
    const members = Object.entries(value).filter(([, member]) => !saysNothing(member));
    return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).sort().join(',')}}`;
  }
  if (typeof value === 'string') return JSON.stringify(dateShape.test(value) ? new Date(value).getTime() : value.toLowerCase());
  return JSON.stringify(value);
}

/**
 * Compares what was wanted with what was found. Both sides must have gone through the same intake.
 */
export function compare(wanted: Json | undefined, found: Json | undefined, at = ''): Comparison {
  const differences: Difference[] = [];
  const tidied: Difference[] = [];
  walk(wanted, found, at);
  return { differences, tidied };

  function note(list: Difference[], pointer: string, want: Json | undefined, find: Json | undefined): void {
    list.push({ at: pointer, ...(want === undefined ? {} : { wanted: want }), ...(find === undefined ? {} : { found: find }) });
  }

  function walk(want: Json | undefined, find: Json | undefined, pointer: string): void {
    if (saysNothing(want) && saysNothing(find)) return;
    if (isObject(want) && isObject(find)) {
      for (const name of new Set([...Object.keys(want), ...Object.keys(find)])) {
        const below = `${pointer}/${pointerName(name)}`;
        // what was not sent and came back is the service's default
        if (want[name] === undefined) {
          if (name !== '@odata.type' && !saysNothing(find[name])) note(tidied, below, undefined, find[name]);
        } else walk(want[name], find[name], below);
      }
      return;
    }
    if (isList(want) && isList(find)) {
      lists(want, find, pointer);
      return;
    }
    if (want === find) return;
    if (typeof want === 'string' && typeof find === 'string' && (sameDate(want, find) || sameFlags(want, find) || want.toLowerCase() === find.toLowerCase() || want.trim() === find.trim())) {
      note(tidied, pointer, want, find);
      return;
    }
    note(differences, pointer, want, find);
  }

  function lists(want: readonly Json[], find: readonly Json[], pointer: string): void {
    if (want.length === find.length && want.every((item, index) => stableText(item) === stableText(find[index] ?? null))) return;
    if (want.length === find.length) {
      const inOrder = want.map((item, index) => compare(item, find[index], `${pointer}/${String(index)}`));
      if (inOrder.every((one) => one.differences.length === 0)) {
        for (const one of inOrder) tidied.push(...one.tidied);
        return;
      }
      const left = [...find];
      const pairs = want.map((item) => {
        const text = canonical(item);
        let index = left.findIndex((other) => canonical(other) === text);
        if (index < 0) index = left.findIndex((other) => compare(item, other).differences.length === 0);
        return index < 0 ? undefined : left.splice(index, 1)[0];
      });
      if (left.length === 0) {
        note(tidied, pointer, [...want], [...find]);
        return;
      }
      if (pairs.some((pair) => pair !== undefined)) {
        note(differences, pointer, want.filter((_item, index) => pairs[index] === undefined), left);
        return;
      }
      for (const one of inOrder) {
        differences.push(...one.differences);
        tidied.push(...one.tidied);
      }
      return;
    }
    note(differences, pointer, [...want], [...find]);
  }
}

/** An assignment in the form in which two are compared: target, filter and what the kind adds, without what the service cannot tell. */
export function assignmentKey(row: PolicyType, assignment: JsonObject): JsonObject {
  const result: JsonObject = {};
  const target = isObject(assignment['target']) ? assignment['target'] : {};
  for (const name of ['@odata.type', 'groupId', 'collectionId', 'userId', 'servicePlanId']) {
    if (!saysNothing(target[name])) result[name] = target[name] ?? null;
  }
  const filter = target['deviceAndAppManagementAssignmentFilterId'];
  if (typeof filter === 'string' && !/^[0-]*$/u.test(filter)) {
    result['filter'] = filter;
    result['filterType'] = target['deviceAndAppManagementAssignmentFilterType'] ?? null;
  }
  if (row.assign?.by === 'action') {
    for (const name of row.assign.keep ?? []) {
      if (row.assign.unreadable?.includes(name) !== true && !saysNothing(assignment[name])) result[name] = assignment[name] ?? null;
    }
  }
  return result;
}
