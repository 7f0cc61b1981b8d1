import { objectsAt, typeOf, type JsonObject } from '../../model/json.js';
import type { Apart, PolicyType } from '../../model/policy-type.js';
import type { Entry } from './unpack.js';

/** Members that a list row of a many-typed collection has without being the object. */
const head: ReadonlySet<string> = new Set([
  '@odata.type', 'id', 'displayName', 'name', 'description', 'version', 'createdDateTime', 'lastModifiedDateTime', 'roleScopeTagIds', 'roleScopeTags', 'isAssigned',
  'supportsScopeTags', 'assignments', 'publisher', 'priority',
]);

/**
 * Why an entry is only the head of an object, or undefined. Lists of the portal select name and id, and answers to
 * writes leave children out: taken for policies they would arrive empty (real-exports.md 1.4).
 */
export function onlyHead(row: PolicyType, entry: Entry, object: JsonObject): string | undefined {
  if (entry.context?.selected === true) return 'the answer it is in selected a few members only';
  for (const apart of row.apart ?? []) {
    const count = apart.count === undefined ? undefined : object[apart.count];
    if (isContent(apart) && object[apart.field] === undefined && count !== 0) return `its ${typeof count === 'number' ? `${String(count)} ` : ''}${apart.field} are not in the file, and no file beside it has them`;
  }
  const type = typeOf(object);
  const manyTyped = row.rest === true || (row.types?.length ?? 0) > 1;
  if (entry.layout === 'Graph list' && manyTyped && type !== undefined && Object.keys(object).every((name) => head.has(name))) return 'the list it is in gives name and id only';
  return undefined;
}

/** Without these an object is an empty shell, whatever its body holds. */
const content: ReadonlySet<string> = new Set(['definitionValues', 'localizedNotificationMessages']);

function isContent(apart: Apart): boolean {
  return apart.count !== undefined || content.has(apart.field);
}

/**
 * What the file lacks of an object that is whole without it, and how much that is: actions for noncompliance, the apps
 * of a policy that is for chosen apps, what a tool did not read.
 */
export function lacks(row: PolicyType, object: JsonObject): { readonly actions: boolean; readonly grave: string[]; readonly light: string[] } {
  const absent = (row.apart ?? []).filter((apart) => !(apart.field in object) && apart.when === undefined && appliesByType(apart.types, row, object)).map((apart) => apart.field);
  const chosen = object['appGroupType'] === undefined || object['appGroupType'] === 'selectedPublicApps';
  const actions = row.apart?.some((apart) => apart.field === 'scheduledActionsForRule') === true && objectsAt(object, 'scheduledActionsForRule').length === 0;
  return {
    actions,
    grave: absent.filter((field) => field === 'apps' && chosen),
    light: absent.filter((field) => field !== 'apps' && field !== 'scheduledActionsForRule' && field !== 'settings'),
  };
}

/**
 * The one action that every compliance policy has in the service, and without which none is created: it marks a device
 * as noncompliant at once (graph-intune.md 7.4). It stands in for actions that a file has lost.
 */
export function defaultActions(): JsonObject[] {
  return [{ ruleName: 'PasswordRequired', scheduledActionConfigurations: [{ actionType: 'block', gracePeriodHours: 0, notificationTemplateId: '', notificationMessageCCList: [] }] }];
}

/** Fewer children than the object says it has, as a sentence's end; undefined where all are there. */
export function missingChildren(row: PolicyType, object: JsonObject): string | undefined {
  for (const apart of row.apart ?? []) {
    const count = apart.count === undefined ? undefined : object[apart.count];
    const there = objectsAt(object, apart.field).length;
    if (typeof count === 'number' && there < count) return `holds ${String(there)} of its ${String(count)} ${apart.field}`;
  }
  return undefined;
}

/** Whether the `apart` of a row applies to an object by its type. */
function appliesByType(types: readonly string[] | undefined, row: PolicyType, object: JsonObject): boolean {
  const type = typeOf(object) ?? row.implied;
  return types === undefined || (type !== undefined && types.includes(type));
}
