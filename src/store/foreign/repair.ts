import { isList, isObject, objectsAt, textAt, type Json, type JsonObject } from '../../model/json.js';
import type { PolicyType } from '../../model/policy-type.js';

/** Members that hand-written bodies and other tools spell otherwise than Graph. */
const otherNames: Readonly<Record<string, string>> = { localizedMessages: 'localizedNotificationMessages' };

/**
 * Gives the members of an object the names that its row knows them by: other spellings, other casing
 * (`notificationMessageCcList`), the name itself where a body has it under the name that another kind uses, and group
 * assignments in the form of the first scripts (`groupAssignments[].targetGroupId`, real-exports.md 2). In place.
 * @returns what was done, as the ends of sentences
 */
export function repairNames(row: PolicyType, object: JsonObject): string[] {
  const done: string[] = [];
  for (const [from, to] of Object.entries(otherNames)) {
    const value = object[from];
    if (value === undefined || to in object || !(row.apart ?? []).some((apart) => apart.field === to)) continue;
    object[to] = value;
    delete object[from];
    done.push(`${from} became ${to}`);
  }
  recase(object, knownNames(row), done);
  nameUnderOther(row, object, done);
  oldAssignments(object, done);
  return [...new Set(done)];
}

const names = new WeakMap<PolicyType, ReadonlyMap<string, string>>();

/** Every member name that a row speaks of, by its lower case. Short ones stay out: `ID` and `Name` stand in lists of other things too. */
function knownNames(row: PolicyType): ReadonlyMap<string, string> {
  const known = names.get(row);
  if (known !== undefined) return known;
  const paths = [...row.refs.map((ref) => ref.at), ...(row.apart ?? []).map((apart) => apart.field), ...(row.secrets ?? []).map((secret) => secret.at), ...(row.key ?? []), ...(row.drop ?? []), row.name];
  const found = new Map(
    paths
      .flatMap((path) => path.split('.'))
      .map((step) => step.replace('[]', ''))
      .filter((step) => /^[a-z][A-Za-z]{5,}$/u.test(step))
      .map((step) => [step.toLowerCase(), step]),
  );
  names.set(row, found);
  return found;
}

function recase(value: Json, known: ReadonlyMap<string, string>, done: string[]): void {
  if (isList(value)) for (const item of value) recase(item, known, done);
  if (!isObject(value)) return;
  for (const [name, member] of Object.entries(value)) {
    recase(member, known, done);
    const right = known.get(name.toLowerCase());
    if (right === undefined || right === name || right in value) continue;
    value[right] = member;
    delete value[name];
    done.push(`${name} became ${right}`);
  }
}

function nameUnderOther(row: PolicyType, object: JsonObject, done: string[]): void {
  const other = row.name === 'name' ? 'displayName' : row.name === 'displayName' ? 'name' : undefined;
  if (other === undefined || textAt(object, other) === undefined || (row.name === 'displayName' && row.name in object)) return;
  if (!(row.name in object)) {
    object[row.name] = object[other] ?? null;
    done.push(`${other} became ${row.name}`);
  }
  delete object[other];
}

function oldAssignments(object: JsonObject, done: string[]): void {
  const old = [...objectsAt(object, 'groupAssignments'), ...objectsAt(object, 'assignments')].filter((one) => textAt(one, 'targetGroupId') !== undefined);
  if (old.length === 0) return;
  const others = objectsAt(object, 'assignments').filter((one) => textAt(one, 'targetGroupId') === undefined);
  object['assignments'] = [
    ...others,
    ...old.map((one) => ({ target: { '@odata.type': `#microsoft.graph.${one['excludeGroup'] === true ? 'exclusionGroup' : 'group'}AssignmentTarget`, groupId: one['targetGroupId'] ?? null } })),
  ];
  delete object['groupAssignments'];
  done.push('group assignments of the first scripts became assignments');
}
