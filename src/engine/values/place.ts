import { isObject, textAt, type Json, type JsonObject } from '../../model/json.js';
import type { Inner } from './unwrap.js';

/** The setting that a text belongs to, as far as the JSON around it and the wrapping tell. */
export interface Place {
  /** The member that holds the outermost text: `value`, `groupId`; of a list the member that holds the list. */
  readonly member: string;
  /** The setting whose value the outermost text is: a `settingDefinitionId`, `omaUri`, key of a pair. Absent where it is not known or the text is not its value. */
  readonly setting?: string;
  /** Names inside the wrapping, the innermost last: JSON pointers, XML names, names of pairs. */
  readonly names: readonly string[];
  /** All of these and the member's path, a line each: what tables of settings are matched against. */
  readonly label: string;
}

/** Members by which an object says which setting its value belongs to, the strongest first. */
const namesOfSettings = ['settingDefinitionId', 'omaUri', 'definitionId', 'appConfigKey', '#Presentation_Label', '#Definition_displayName'] as const;
/** These name a setting only beside a value: policies have names too. */
const namesOfPairs = ['key', 'name'] as const;
/** What holds the value of a setting that another member names. */
const valueMembers = new Set(['value', 'values', 'stringvalue', 'appconfigkeyvalue', 'valuejson', 'data', 'secret', 'token']);

/** Where a text stands. To be read during the visit. */
export function placeOf(inner: Inner): Place {
  const { path, around } = inner.here;
  const member = memberOf(path);
  const setting = valueMembers.has(member.toLowerCase()) ? settingOf(around) : undefined;
  const names = inner.steps.flatMap((step) => (step.as !== 'base64' ? [step.name, step.title] : [])).flatMap((name) => (name === undefined || name === '' ? [] : [name]));
  const trail = path.filter((part) => typeof part === 'string').join('.');
  // cut, because patterns are matched against it, and a hostile name may be as long as it likes
  const label = [...(setting === undefined ? [] : [setting]), trail, ...names.slice(-4)].map((line) => line.slice(-400)).join('\n');
  return { member, names, label, ...(setting === undefined ? {} : { setting }) };
}

/** What a person would call the setting: its id, else the name inside the wrapping, else the member. */
export function keyOf(place: Place): string {
  return place.setting ?? place.names.at(-1) ?? place.member;
}

/** Whether the text only repeats the setting's own id: the chosen option of a choice, its definition. */
export function isOption(text: string, place: Place): boolean {
  const { setting, names } = place;
  if (setting === undefined || names.length > 0 || text.length < 8 || !text.toLowerCase().startsWith(setting.toLowerCase())) return false;
  return /^(?:_[\w~.{}-]*)?$/.test(text.slice(setting.length));
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
    for (const member of namesOfSettings) {
      const name = textAt(object, member);
      if (name !== undefined) return name;
    }
    if (depth < around.length - 2 || !('value' in object || 'values' in object)) continue;
    for (const member of namesOfPairs) {
      const name = textAt(object, member);
      if (name !== undefined) return name;
    }
  }
  return undefined;
}
