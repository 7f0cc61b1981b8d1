import { isList, isObject, textAt, typeOf, type Json, type JsonObject } from '../../model/json.js';
import { isDefinitionValue } from './admx.js';
import { isSdkCased, withGraphCasing } from './casing.js';
import { contextOf, type Context } from './context.js';
import type { Layout, Other } from './foreign.js';
import { hasFullMetadata } from './clean.js';
import { parsed } from './parse.js';

/** One object of a file that may be a policy. */
export interface Entry {
  /** JSON pointer into the file. */
  readonly at: string;
  readonly object: JsonObject;
  readonly layout: Layout;
  /** The Graph PowerShell SDK wrote it; its members have got the casing of Graph. */
  readonly recased?: boolean;
  readonly context?: Context;
  /** What the file says about the kind beside the object: the member the list stood in (`groups`), CIPP's `Type`. */
  readonly hint?: string;
  /** The name the file gives beside the object. */
  readonly name?: string;
}

export interface Parent {
  readonly collection: string;
  readonly id: string;
}

/** Values that belong to a policy which lies in another file. */
export interface Part {
  readonly field: 'settings' | 'assignments' | 'definitionValues' | 'localizedNotificationMessages';
  readonly items: readonly JsonObject[];
  /** Collection and id of the policy, where the part tells them. */
  readonly parent?: Parent;
}

export type Unpacked =
  | { readonly as: 'entries'; readonly entries: readonly Entry[]; /** the list goes on in a page that is not here */ readonly cut: boolean }
  | { readonly as: 'part'; readonly part: Part }
  | { readonly as: 'table'; readonly table: JsonObject }
  | { readonly as: 'other'; readonly what: Other };

/**
 * Takes the objects out of what a file holds: the object itself, the members of a list answer, what CIPP wraps into
 * texts, values of an administrative template that stand alone. Decides nothing about kinds.
 * @param indented the file is indented by five blanks, as IntuneCD does
 */
export function unpack(root: Json, indented: boolean): Unpacked {
  if (isList(root)) return fromList(root, '', undefined, indented);
  if (!isObject(root)) return { as: 'other', what: 'other data' };
  if (Object.keys(root).length === 0) return { as: 'other', what: 'empty' };
  if (textAt(root, 'TenantId') !== undefined && isList(root['Objects'])) return { as: 'table', table: root };
  if (isObject(root['error']) && typeof root['error']['code'] === 'string') return { as: 'other', what: 'error answer' };
  const packed = fromCipp(root);
  if (packed !== undefined) return packed;
  const { value, settings } = root;
  if (isList(value)) return fromList(value, '/value', root, indented);
  const names = Object.keys(root).filter((name) => !name.includes('@odata.'));
  const [only = '', second] = names;
  if (second === undefined) {
    if (only === 'settings' && isList(settings)) return { as: 'part', part: partOf('settings', settings) };
    const list = root[only];
    if (isList(list) && list.some((item) => isObject(item) && ('displayName' in item || 'name' in item))) return named(list, only);
  }
  if (isAssignment(root)) return { as: 'part', part: partOf('assignments', [root]) };
  const own = contextOf(textAt(root, '@odata.context'));
  const field = partField(own);
  if (field !== undefined && own?.parent !== undefined) return { as: 'part', part: partOf(field, [root], { collection: own.collection, id: own.parent }) };
  if (isList(root['responses'])) return batch(root['responses'], indented);
  if (['addedPolicySetItems', 'assignmentFilterManagementType'].some((name) => name in root && !('displayName' in root))) return { as: 'other', what: 'request' };
  return { as: 'entries', entries: [entryOf(root, '', own, indented)], cut: false };
}

function fromList(list: readonly Json[], at: string, answer: JsonObject | undefined, indented: boolean): Unpacked {
  const context = answer === undefined ? undefined : contextOf(textAt(answer, '@odata.context'));
  const items = list.filter(isObject);
  const first = items[0];
  const field = partField(context);
  if (field !== undefined) return { as: 'part', part: partOf(field, items, context?.parent === undefined ? undefined : { collection: context.collection, id: context.parent }) };
  if (first === undefined) return { as: 'other', what: 'empty' };
  if (items.every(isAssignment)) return { as: 'part', part: partOf('assignments', items) };
  if (items.every((item) => isObject(item['settingInstance']) || 'definitionId' in item)) return { as: 'part', part: partOf('settings', items) };
  if (items.every(isDefinitionValue)) {
    return answer === undefined
      ? { as: 'entries', entries: [{ at, object: { definitionValues: items }, layout: 'administrative template list', hint: 'groupPolicyConfiguration' }], cut: false }
      : { as: 'part', part: partOf('definitionValues', items) };
  }
  if ('assignedTo' in first && 'groupName' in first) return { as: 'other', what: 'report' };
  const entries = list.flatMap((item, index) => (isObject(item) ? [{ ...entryOf(item, `${at}/${String(index)}`, context, indented), ...(answer === undefined ? {} : { layout: 'Graph list' as const }) }] : []));
  return { as: 'entries', entries, cut: answer !== undefined && '@odata.nextLink' in answer };
}

/** The child collection of a policy that a context names, where it is one that can be joined. */
function partField(context: Context | undefined): Part['field'] | undefined {
  const field = context?.below?.split('/').at(-1);
  return field === 'settings' || field === 'assignments' || field === 'definitionValues' || field === 'localizedNotificationMessages' ? field : undefined;
}

function isAssignment(item: JsonObject): boolean {
  return (isObject(item['target']) || typeof item['target'] === 'string') && !('displayName' in item) && !('name' in item);
}

/** `{ "groups": [ … ] }`, `{ "filters": [ … ] }`: the member says what its items are. */
function named(list: readonly Json[], hint: string): Unpacked {
  return { as: 'entries', cut: false, entries: list.flatMap((item, index) => (isObject(item) ? [{ at: `/${hint}/${String(index)}`, object: item, layout: 'Graph body' as const, hint }] : [])) };
}

function batch(responses: readonly Json[], indented: boolean): Unpacked {
  const entries = responses.flatMap((response, index): readonly Entry[] => {
    const body = isObject(response) ? response['body'] : undefined;
    if (!isObject(body)) return [];
    const inner = unpack(body, indented);
    return inner.as === 'entries' ? inner.entries.map((entry) => ({ ...entry, at: `/responses/${String(index)}/body${entry.at}` })) : [];
  });
  return entries.length === 0 ? { as: 'other', what: 'other data' } : { as: 'entries', entries, cut: false };
}

const cippKinds: Readonly<Record<string, string>> = { Catalog: 'deviceManagementConfigurationPolicy', Device: 'deviceConfigurations', Admin: 'groupPolicyConfiguration' };

/** CIPP keeps the Graph body as text, table rows as text in text (real-exports.md 1.4). */
function fromCipp(root: JsonObject): Unpacked | undefined {
  const row = textAt(root, 'JSON');
  if (row !== undefined && 'RowKey' in root) {
    const inner = parsed(row);
    return isObject(inner) ? (fromCipp(inner) ?? { as: 'other', what: 'other data' }) : undefined;
  }
  const member = (name: string): string | undefined => {
    const found = Object.keys(root).find((key) => key.toLowerCase() === name);
    return found === undefined ? undefined : textAt(root, found);
  };
  const text = member('rawjson');
  const body = text === undefined ? undefined : parsed(text);
  if (!isObject(body)) return undefined;
  const name = member('displayname');
  const type = member('type') ?? '';
  const added = isList(body['added']) ? body['added'].filter(isDefinitionValue) : undefined;
  const settings = added !== undefined ? { displayName: name ?? '', description: member('description') ?? '', definitionValues: added } : body;
  const context = contextOf(textAt(body, '@odata.context'));
  const entry: Entry = { at: '/RAWJson', object: settings, layout: 'CIPP', hint: cippKinds[type] ?? type, ...(name === undefined ? {} : { name }), ...(context === undefined ? {} : { context }) };
  const reusable = parsed(member('reusablesettings') ?? '');
  const more = (isList(reusable) ? reusable : []).flatMap((item, index): Entry[] => {
    const object = isObject(item) ? (typeof item['RawJSON'] === 'string' ? parsed(item['RawJSON']) : item) : undefined;
    return isObject(object) ? [{ at: `/ReusableSettings/${String(index)}`, object, layout: 'CIPP', hint: 'deviceManagementReusablePolicySetting' }] : [];
  });
  return { as: 'entries', entries: [entry, ...more], cut: false };
}

function partOf(field: Part['field'], items: readonly Json[], parent?: Parent): Part {
  const objects = items.filter(isObject);
  const [, collection, id] = /^([A-Za-z/]+)\('([^']+)'\)\//u.exec(textAt(objects[0] ?? {}, '@odata.id') ?? '') ?? [];
  const told = parent ?? (collection === undefined || id === undefined ? undefined : { collection, id });
  return { field, items: objects, ...(told === undefined ? {} : { parent: told }) };
}

function entryOf(object: JsonObject, at: string, context: Context | undefined, indented: boolean): Entry {
  const more = context === undefined ? {} : { context };
  if (isSdkCased(object)) return { at, object: withGraphCasing(object), layout: 'Graph body', recased: true, ...more };
  return { at, object, layout: layoutOf(object, context, indented), ...more };
}

function layoutOf(object: JsonObject, context: Context | undefined, indented: boolean): Layout {
  if (hasFullMetadata(object) || Object.keys(object).some((name) => name.startsWith('#CustomRef'))) return 'IntuneManagement';
  if (context?.collection.endsWith('configurationPolicies') === true && typeOf(object) === undefined && !('assignments' in object)) return 'portal export';
  if (indented && !('id' in object) && !('createdDateTime' in object)) return 'IntuneCD';
  return 'Graph body';
}
