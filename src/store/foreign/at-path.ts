import { isList, isObject, type Json, type JsonObject } from '../../model/json.js';
import type { Path } from '../../model/policy-type.js';

/** A value that a row's path leads to. */
export interface Spot {
  readonly value: Json;
  /** JSON pointer. */
  readonly at: string;
  /** The nearest object around the value. */
  readonly holder: JsonObject;
  set(value: Json): void;
}

/** `a.b[].c@odata.bind` → `a`, `b`, `[]`, `c@odata.bind`. */
function steps(path: Path): string[] {
  return path.replaceAll('[]', '.[]').split(/(?<!@odata)\./u).filter((step) => step !== '');
}

/**
 * Every value that a path of a row leads to. Where the path says list and a single value stands, PowerShell has
 * unrolled a list of one (real-exports.md 1.4): it is made a list again on the way.
 */
export function spotsAt(root: JsonObject, path: Path): Spot[] {
  let spots: Spot[] = [{ value: root, at: '', holder: root, set: () => undefined }];
  for (const step of steps(path)) {
    if (step === '[]') spots = spots.flatMap(itemsOf);
    else if (step === '**') spots = spots.flatMap(everything);
    else spots = spots.flatMap((spot) => memberOf(spot, step));
  }
  return spots;
}

function memberOf(spot: Spot, name: string): Spot[] {
  const holder = spot.value;
  if (!isObject(holder)) return [];
  const value = holder[name];
  if (value === undefined) return [];
  return [{ value, at: `${spot.at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, holder, set: (next) => (holder[name] = next) }];
}

function itemsOf(spot: Spot): Spot[] {
  if (spot.value === null || spot.value === '') return [];
  const list = isList(spot.value) ? spot.value : [spot.value];
  if (list !== spot.value) spot.set(list);
  return list.map((value, index) => ({ value, at: `${spot.at}/${String(index)}`, holder: isObject(value) ? value : spot.holder, set: (next) => (list[index] = next) }));
}

function everything(spot: Spot): Spot[] {
  const below = isList(spot.value) ? itemsOf(spot) : isObject(spot.value) ? Object.keys(spot.value).flatMap((name) => memberOf(spot, name)) : [];
  return [spot, ...below.flatMap(everything)];
}
