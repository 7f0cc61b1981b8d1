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
  /** Takes the object that holds the value out. */
  removeHolder(): void;
}

/** Escapes one name for a JSON pointer (RFC 6901). */
export function pointerName(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** A value on the way down, with what is needed to name and to change it; nothing is spelled out before somebody asks. */
class Spot implements Place {
  constructor(
    readonly value: Json,
    private readonly root: JsonObject,
    private readonly parent: Spot | undefined,
    private readonly key: string | number,
  ) {}

  get pointer(): string {
    // of the root the key is the pointer that leads to it
    if (this.parent === undefined) return String(this.key);
    return `${this.parent.pointer}/${typeof this.key === 'number' ? String(this.key) : pointerName(this.key)}`;
  }

  get around(): readonly JsonObject[] {
    const objects: JsonObject[] = [];
    for (let spot = this.parent; spot !== undefined; spot = spot.parent) if (isObject(spot.value)) objects.push(spot.value);
    return objects;
  }

  get holder(): JsonObject {
    for (let spot = this.parent; spot !== undefined; spot = spot.parent) if (isObject(spot.value)) return spot.value;
    return this.root;
  }

  set(value: Json): void {
    const around = this.parent?.value;
    if (isList(around) && typeof this.key === 'number') around[this.key] = value;
    else if (isObject(around) && typeof this.key === 'string') around[this.key] = value;
  }

  remove(): void {
    const around = this.parent?.value;
    if (isObject(around)) delete around[this.key];
    else if (isList(around) && typeof this.key === 'number') {
      const at = around[this.key] === this.value ? this.key : around.indexOf(this.value);
      if (at >= 0) around.splice(at, 1);
    }
  }

  removeItem(): void {
    let spot: Spot | undefined = this.parent === undefined ? undefined : this;
    while (spot !== undefined && !isList(spot.parent?.value)) spot = spot.parent;
    (spot ?? this).remove();
  }

  removeHolder(): void {
    let spot = this.parent;
    while (spot !== undefined && !isObject(spot.value)) spot = spot.parent;
    spot?.remove();
  }

  member(name: string): Spot | undefined {
    if (!isObject(this.value) || !Object.hasOwn(this.value, name)) return undefined;
    const value = this.value[name];
    return value === undefined ? undefined : new Spot(value, this.root, this, name);
  }

  items(): Spot[] {
    return isList(this.value) ? this.value.map((item, index) => new Spot(item, this.root, this, index)) : [];
  }

  /** The spot and every object and list below it, depth first, itself first. Plain values are reached by name from their holder. */
  everything(into: Spot[]): void {
    into.push(this);
    const { value } = this;
    if (isList(value)) {
      for (let index = 0; index < value.length; index += 1) {
        const item = value[index];
        if (typeof item === 'object' && item !== null) new Spot(item, this.root, this, index).everything(into);
      }
    } else if (isObject(value)) {
      for (const name of Object.keys(value)) {
        const item = value[name];
        if (typeof item === 'object' && item !== null) new Spot(item, this.root, this, name).everything(into);
      }
    }
  }
}

/** Where one step of a path leads from some spots, in their order. */
function onwards(spots: readonly Spot[], step: string): Spot[] {
  const next: Spot[] = [];
  for (const spot of spots) {
    if (step === '[]') for (const item of spot.items()) next.push(item);
    else if (step === '**') spot.everything(next);
    else {
      const member = spot.member(step);
      if (member !== undefined) next.push(member);
    }
  }
  return next;
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

/**
 * Every place below the root that the path leads to, in document order.
 * @param prefix the pointer of the root itself
 */
export function placesOf(root: JsonObject, path: Path, prefix = ''): Place[] {
  let spots = [new Spot(root, root, undefined, prefix)];
  for (const step of pathSteps(path)) {
    spots = onwards(spots, step);
    if (spots.length === 0) return [];
  }
  return spots;
}

interface Walked {
  readonly spots: readonly Spot[];
  readonly next: Map<string, Walked>;
}

/**
 * Finds places by many paths below one root: what the paths have in common is walked once. Good as long as nothing is
 * changed below the root.
 */
export function placeFinder(root: JsonObject, prefix = ''): (path: Path) => readonly Place[] {
  const start: Walked = { spots: [new Spot(root, root, undefined, prefix)], next: new Map() };
  return (path) => {
    let walked = start;
    for (const step of pathSteps(path)) {
      const known: Walked = walked.next.get(step) ?? { spots: onwards(walked.spots, step), next: new Map() };
      walked.next.set(step, known);
      walked = known;
      if (walked.spots.length === 0) return [];
    }
    return walked.spots;
  };
}

/** The values that a path leads to. */
export function valuesAt(root: JsonObject, path: Path): Json[] {
  return placesOf(root, path).map((place) => place.value);
}

/** Sets the member that a path of plain names leads to, and makes the objects on the way. */
export function putAt(root: JsonObject, path: Path, value: Json): void {
  const names = [...pathSteps(path)];
  const last = names.pop() ?? path;
  let holder = root;
  for (const name of names) {
    const inner = holder[name];
    const next: JsonObject = isObject(inner) ? inner : {};
    holder[name] = next;
    holder = next;
  }
  holder[last] = value;
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
  if (when.isNot !== undefined) return values.every((value) => value !== when.isNot);
  return values.some((value) => {
    if (when.is !== undefined) return value === when.is;
    if (when.oneOf !== undefined) return when.oneOf.some((one) => one === value);
    if (when.startsWith !== undefined) return typeof value === 'string' && value.startsWith(when.startsWith);
    if (when.endsWith !== undefined) return typeof value === 'string' && value.endsWith(when.endsWith);
    return value !== null && value !== '';
  });
}

/**
 * The first text that a path leads to.
 * @param around as for `holds`
 */
export function textBeside(path: Path, around: readonly JsonObject[]): string | undefined {
  const ups = /^(?:\^\.)*/u.exec(path)?.[0].length ?? 0;
  const object = around[ups / 2];
  return object === undefined ? undefined : valuesAt(object, path.slice(ups)).find((value): value is string => typeof value === 'string' && value !== '');
}

export function allHold(whens: readonly When[] | undefined, around: readonly JsonObject[]): boolean {
  return whens === undefined || whens.every((when) => holds(when, around));
}

/** The place that a JSON pointer names, or undefined where there is nothing. */
export function placeAt(root: JsonObject, pointer: string): Place | undefined {
  let spot: Spot | undefined = new Spot(root, root, undefined, '');
  for (const escaped of pointer.split('/').slice(1)) {
    const name = escaped.replaceAll('~1', '/').replaceAll('~0', '~');
    spot = isList(spot.value) ? spot.items()[Number(name)] : spot.member(name);
    if (spot === undefined) return undefined;
  }
  return spot;
}
