import { isList, isObject, type Json, type JsonObject } from '../../model/json.js';

const shortened = /^(?:System\.(?:Collections\.Hashtable|Collections\.Specialized\.OrderedDictionary|Object\[\]|Management\.Automation\.PSCustomObject|Collections\.ArrayList)|@\{[\s\S]*\})$/u;

export interface Mended {
  readonly value: JsonObject;
  /** JSON pointers of members that hold only the name of what PowerShell left out; they are gone from the value. */
  readonly lost: readonly string[];
}

/**
 * Takes out what ConvertTo-Json cut off at its depth: texts like `System.Collections.Hashtable` and `@{a=b}`
 * (real-exports.md 1.4). An assignment target is read back from its text, because all its values are plain; anything
 * else is lost and named.
 */
export function withoutDamage(object: JsonObject): Mended {
  const lost: string[] = [];
  const mend = (value: Json, at: string, name: string): Json | undefined => {
    if (typeof value === 'string' && shortened.test(value)) {
      const target = name === 'target' ? plainMembers(value) : undefined;
      if (target === undefined) lost.push(at);
      return target;
    }
    if (isList(value)) {
      return value.flatMap((item, index) => {
        const mended = mend(item, `${at}/${String(index)}`, '');
        return mended === undefined ? [] : [mended];
      });
    }
    return isObject(value) ? members(value, at) : value;
  };
  const members = (from: JsonObject, at: string): JsonObject => {
    const result: JsonObject = {};
    for (const [name, member] of Object.entries(from)) {
      const mended = mend(member, `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, name);
      if (mended !== undefined) result[name] = mended;
    }
    return result;
  };
  return { value: members(object, ''), lost };
}

/** `@{@odata.type=#microsoft.graph.groupAssignmentTarget; groupId=…}` as an object of texts. */
function plainMembers(text: string): JsonObject | undefined {
  const inner = /^@\{([^{}]*)\}$/u.exec(text)?.[1];
  if (inner === undefined) return undefined;
  const result: JsonObject = {};
  for (const pair of inner.split(/;\s*/u)) {
    const [, name, value = ''] = /^([@\w.]+)=(.*)$/u.exec(pair) ?? [];
    if (name === undefined) return undefined;
    result[name] = value === '' ? null : value;
  }
  return typeof result['@odata.type'] === 'string' ? result : undefined;
}
