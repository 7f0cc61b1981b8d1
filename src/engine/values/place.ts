import { isObject, textAt, type Json, type JsonObject } from '../../model/json.js';
import type { Inner } from './unwrap.js';

/** The setting that a text belongs to, as far as the JSON around it tells. */
export interface Place {
  /** The member that holds the outermost text: `value`, `groupId`; of a list the member that holds the list. */
  readonly member: string;
  /**
   * The setting: `settingDefinitionId`, `omaUri`, `definitionId`, the key of an app configuration pair; else the name the text
   * has inside its wrapping; else the member.
   */
  readonly key: string;
  /** Names inside the wrapping, the innermost last: JSON pointers, XML names. */
  readonly names: readonly string[];
}

/** Members by which an object says which setting its value belongs to, the strongest first. */
const keyMembers = ['settingDefinitionId', 'omaUri', 'definitionId', 'appConfigKey', '#Definition_displayName', 'key', 'name'] as const;

/** Where a text stands. To be read during the visit. */
export function placeOf(inner: Inner): Place {
  const { path, around } = inner.here;
  const member = memberOf(path);
  const names = inner.steps.flatMap((step) => (step.as !== 'base64' && step.name !== undefined && step.name !== '' ? [step.name] : []));
  return { member, names, key: settingOf(around) ?? names.at(-1) ?? member };
}

function memberOf(path: readonly (string | number)[]): string {
  for (let index = path.length - 1; index >= 0; index--) {
    const part = path[index];
    if (typeof part === 'string') return part;
  }
  return '';
}

function settingOf(around: readonly (JsonObject | Json[])[]): string | undefined {
  for (let depth = around.length - 1; depth >= 0; depth--) {
    const object = around[depth];
    if (!isObject(object)) continue;
    for (const member of keyMembers) {
      const key = textAt(object, member);
      // a `name` or `key` names a setting only beside the `value` it names: policies have names too
      if (key !== undefined && (member.length > 4 || 'value' in object)) return key;
    }
  }
  return undefined;
}
