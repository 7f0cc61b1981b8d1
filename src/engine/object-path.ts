import { textAt, type JsonObject } from '../model/json.js';
import type { PolicyType } from '../model/policy-type.js';
import { valuesAt } from './paths.js';
import { unwrapId } from './wrapped-ids.js';

/** The id of the object around one that lives below it: what its own id begins with. */
export function aroundId(id: string): string {
  const at = id.indexOf('_');
  return at < 0 ? id : id.slice(0, at);
}

/** What is left of the id of an object that lives below another one. */
export function ownId(id: string): string {
  return id.slice(id.lastIndexOf('_') + 1);
}

/** The collection of a row, below one object of another kind where the row says so. `around`: as it is to stand in the path. */
export function collectionPath(row: PolicyType, around: string): string {
  if (row.below === undefined) return row.collection;
  const { parents } = row.below;
  return `${parents}/${around}${row.collection.slice(parents.length)}`;
}

/** Where an object is, below the API version. Without an id it is `{id}`, which `withId` fills in. */
export function objectPath(row: PolicyType, id?: string): string {
  if (id === undefined) return `${collectionPath(row, '{around}')}/{id}`;
  return `${collectionPath(row, encodeURIComponent(aroundId(id)))}/${encodeURIComponent(id)}`;
}

/** A path with the id of its object filled in. */
export function pathWithId(path: string, id: string): string {
  return path.replace('{around}', encodeURIComponent(aroundId(id))).replace('{id}', encodeURIComponent(id));
}

/** The id of the object of another kind that an object stands under, where that tells it from others of its name. */
export function underId(row: PolicyType, object: JsonObject): string | undefined {
  if (row.below !== undefined) {
    const id = textAt(object, 'id');
    return id === undefined ? undefined : aroundId(id);
  }
  const { under } = row;
  const value = under === undefined ? undefined : valuesAt(object, under.at)[0];
  if (typeof value !== 'string' || value === '') return undefined;
  return unwrapId(value, row.refs.find((ref) => ref.at === under?.at)?.wrapped);
}
