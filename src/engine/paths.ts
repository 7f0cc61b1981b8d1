import { isList, isObject, type Json, type JsonObject } from '../model/json.js';
import type { Path, When } from '../model/policy-type.js';

/** One place that a path leads to. Changes go through it, so that nobody computes an index twice. */
export interface Place {
  /** JSON pointer from the root that was searched. */
  readonly pointer: string;
  readonly value: Json;
  /** The nearest object around the value. */
  readonly holder: JsonObject;
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
  readonly holder: JsonObject;
  readonly set: (value: Json) => void;
  readonly remove: () => void;
  readonly removeItem: (() => void) | undefined;
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
      holder: value,
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
      holder: isObject(item) ? item : spot.holder,
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
  let spots: Spot[] = [{ value: root, pointer: '', holder: root, set: () => undefined, remove: () => undefined, removeItem: undefined }];
  for (const step of pathSteps(path)) {
    if (step === '[]') spots = spots.flatMap(itemsOf);
    else if (step === '**') spots = spots.flatMap(everything);
    else spots = spots.flatMap((spot) => membersOf(spot, step));
    if (spots.length === 0) return [];
  }
  return spots.map((spot) => ({ ...spot, removeItem: spot.removeItem ?? spot.remove }));
}

/** The values that a path leads to. */
export function valuesAt(root: JsonObject, path: Path): Json[] {
  return placesOf(root, path).map((place) => place.value);
}

/** Whether one condition of a row holds for an object. A missing member is null: Graph does not tell them apart. */
export function holds(when: When, object: JsonObject): boolean {
  const found = valuesAt(object, when.at);
  const values = found.length === 0 ? [null] : found;
  return values.some((value) => {
    if (when.is !== undefined) return value === when.is;
    if (when.oneOf !== undefined) return when.oneOf.some((one) => one === value);
    if (when.startsWith !== undefined) return typeof value === 'string' && value.startsWith(when.startsWith);
    if (when.endsWith !== undefined) return typeof value === 'string' && value.endsWith(when.endsWith);
    return value !== null && value !== '';
  });
}

export function allHold(whens: readonly When[] | undefined, object: JsonObject): boolean {
  return whens === undefined || whens.every((when) => holds(when, object));
}

/** The place that a JSON pointer names, or undefined where there is nothing. */
export function placeAt(root: JsonObject, pointer: string): Place | undefined {
  let spots: Spot[] = [{ value: root, pointer: '', holder: root, set: () => undefined, remove: () => undefined, removeItem: undefined }];
  for (const escaped of pointer.split('/').slice(1)) {
    const name = escaped.replaceAll('~1', '/').replaceAll('~0', '~');
    spots = spots.flatMap((spot) => (isList(spot.value) ? itemsOf(spot).filter((item) => item.pointer.endsWith(`/${name}`)) : membersOf(spot, name)));
  }
  const [spot] = spots;
  return spot === undefined ? undefined : { ...spot, removeItem: spot.removeItem ?? spot.remove };
}
