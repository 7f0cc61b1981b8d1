import { typeOf, type JsonObject } from '../model/json.js';
import type { PolicyType } from '../model/policy-type.js';

/** The `@odata.type` of a raw object, or the one its concrete collection leaves out. */
export function typeOfRaw(row: PolicyType, object: JsonObject): string | undefined {
  return typeOf(object) ?? row.implied;
}
