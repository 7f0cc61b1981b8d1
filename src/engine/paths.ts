import { isList, isObject, type Json, type JsonObject } from '../model/json.js';
import type { Path, When } from '../model/policy-type.js';

/** One place that a path leads to. Changes go through it, so that nobody computes an index twice. */
export interface Place {
  /** JSON pointer from the root that was searched. */
  readonly pointer: string;
  readonly value: Json;
  /** The nearest object around the value. */
  readonly holder: JsonObject;
  /** The objects around the value, nearest first; lists do not count. */
  readonly around: readonly JsonObject[];
  set(value: Json): void;
  /** Takes the member or list item out. Removing several items of one list: last place first. */
  remove(): void;
  /** Takes the nearest list item around the value out; the member itself where there is no list around it. */
  removeItem(): void;
}

/** Escapes one name for a JSON pointer (RFC 6901). */
export function pointerName(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

interface Spot {
  readonly value: Json;
  readonly pointer: string;
  readonly around: readonly JsonObject[];
  readonly set: (value: Json) => void;
  readonly remove: () => void;
  readonly removeItem: (() => void) | undefined;
}

function spotOf(root: JsonObject): Spot {
  return { value: root, pointer: '', around: [], set: () => undefined, remove: () => undefined, removeItem: undefined };
}

function placeOf(root: JsonObject): (spot: Spot) => Place {
  return (spot) => ({ ...spot, holder: spot.around[0] ?? root, removeItem: spot.removeItem ?? spot.remove });
}

function membersOf(spot: Spot, name: string): Spot[] {
  const { value } = spot;
  if (!isObject(value) || !Object.hasOwn(value, name)) return [];
  const member = value[name];
  if (member === undefined) return [];
  return [
    {
      value: member,
      pointer: `${spot.pointer}/${pointerName(name)}`,
      around: [value, ...spot.around],
      set: (next) => {
        value[name] = next;
      },
      remove: () => {
        delete value[name];
      },
      removeItem: spot.removeItem,
    },
  ];
}

function itemsOf(spot: Spot): Spot[] {
  const { value } = spot;
  if (!isList(value)) return [];
  return value.map((item, index): Spot => {
    const remove = (): void => {
      const at = value[index] === item ? index : value.indexOf(item);
      if (at >= 0) value.splice(at, 1);
    };
    return {
      value: item,
      pointer: `${spot.pointer}/${String(index)}`,
      around: spot.around,
      set: (next) => {
        value[index] = next;
      },
      remove,
      removeItem: remove,
    };
  });
}

/** The spot and everything below it, depth first, itself first. */
function everything(spot: Spot): Spot[] {
  const { value } = spot;
  if (isList(value)) return [spot, ...itemsOf(spot).flatMap(everything)];
  if (isObject(value)) return [spot, ...Object.keys(value).flatMap((name) => membersOf(spot, name)).flatMap(everything)];
  return [spot];
}

const parsed = new Map<Path, readonly string[]>();

/** `a.b[].c` → `a`, `b`, `[]`, `c`. */
export function pathSteps(path: Path): readonly string[] {
  const known = parsed.get(path);
  if (known !== undefined) return known;
  const steps = path
    .replaceAll('[]', '.[]')
    .replaceAll('@odata.', '@odata\u0000')
    .split('.')
    .filter((step) => step !== '')
    .map((step) => step.replace('\u0000', '.'));
  parsed.set(path, steps);
  return steps;
}

/** Every place below the root that the path leads to, in document order. */
export function placesOf(root: JsonObject, path: Path): Place[] {
  let spots = [spotOf(root)];
  for (const step of pathSteps(path)) {
    if (step === '[]') spots = spots.flatMap(itemsOf);
    else if (step === '**') spots = spots.flatMap(everything);
    else spots = spots.flatMap((spot) => membersOf(spot, step));
    if (spots.length === 0) return [];
  }
  return spots.map(placeOf(root));
}

/** The values that a path leads to. */
export function valuesAt(root: JsonObject, path: Path): Json[] {
  return placesOf(root, path).map((place) => place.value);
}

/**
 * Whether one condition of a row holds. A missing member is null: Graph does not tell them apart.
 * @param around the object at hand and those around it, nearest first: each `^.` in front of the path goes one out
 */
export function holds(when: When, around: readonly JsonObject[]): boolean {
  const ups = /^(?:\^\.)*/u.exec(when.at)?.[0].length ?? 0;
  const object = around[ups / 2];
  if (object === undefined) return false;
  const found = valuesAt(object, when.at.slice(ups));
  const values = found.length === 0 ? [null] : found;
  return values.some((value) => {
    if (when.is !== undefined) return value === when.is;
    if (when.oneOf !== undefined) return when.oneOf.some((one) => one === value);
    if (when.startsWith !== undefined) return typeof value === 'string' && value.startsWith(when.startsWith);
    if (when.endsWith !== undefined) return typeof value === 'string' && value.endsWith(when.endsWith);
    return value !== null && value !== '';
  });
}

export function allHold(whens: readonly When[] | undefined, around: readonly JsonObject[]): boolean {
  return whens === undefined || whens.every((when) => holds(when, around));
}

/** The place that a JSON pointer names, or undefined where there is nothing. */
export function placeAt(root: JsonObject, pointer: string): Place | undefined {
  let spots = [spotOf(root)];
  for (const escaped of pointer.split('/').slice(1)) {
    const name = escaped.replaceAll('~1', '/').replaceAll('~0', '~');
    spots = spots.flatMap((spot) => (isList(spot.value) ? itemsOf(spot).filter((item) => item.pointer.endsWith(`/${name}`)) : membersOf(spot, name)));
  }
  return spots.map(placeOf(root))[0];
}
