import { idAt } from '../model/ids.js';
import { copyOf, isObject, textAt, type Json, type JsonObject } from '../model/json.js';
import type { Apart, Path, PolicyType } from '../model/policy-type.js';
import { bindMembers } from './binds.js';
import { childrenOf, type Draft } from './draft.js';
import { pathSteps, placesOf, valuesAt } from './paths.js';
import { turn } from './steps.js';

/** The items of a field read apart as they are sent: values turned, expanded objects bound, what is never sent gone. */
export function childItems(row: PolicyType, draft: Draft, apart: Apart, bindRoot: string): JsonObject[] {
  const copy: Draft = { body: {}, children: { [apart.field]: copyOf(childrenOf(draft, apart.field)) }, assignments: null };
  turn(row, copy);
  const items = childrenOf(copy, apart.field);
  for (const item of items) sendable(item, apart, `${bindRoot}/${row.api}`);
  return items;
}

/** Makes one item what is sent of it, in place. */
export function sendable(item: JsonObject, apart: Apart, root: string): void {
  bindMembers(item, apart, root);
  for (const path of apart.drop ?? []) for (const place of placesOf(item, path).reverse()) place.remove();
}

/** What tells an item from its siblings: the value at the key, or the id in the link that stands where the key's object was. */
export function childKey(item: JsonObject, key: Path): string {
  const value: Json | undefined = valuesAt(item, key)[0];
  if (typeof value === 'string') return value.toLowerCase();
  const [first = ''] = pathSteps(key);
  const link = textAt(item, `${first}@odata.bind`);
  const id = link === undefined ? undefined : /\('([^']+)'\)$/u.exec(link)?.[1];
  return (id ?? JSON.stringify(value ?? null)).toLowerCase();
}

/** The id of an item as it was read. */
export function idOfItem(item: JsonObject): string | undefined {
  return isObject(item) ? idAt(item) : undefined;
}
