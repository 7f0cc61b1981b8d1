import { isList, isObject, type Json, type JsonObject } from '../model/json.js';
import { digestOfSteps, prepare, type Prepared, type Workshop } from './prepare.js';
import { tokenFor, type IdOfMade } from './resolve.js';
import type { PolicyType } from '../model/policy-type.js';
import type { Policy } from '../model/policy.js';
import type { Step } from './steps.js';

/** An object as the plan foresaw it: with tokens where ids are not known before the run. */
export interface Foreseen extends Prepared {
  /** What its tokens stand for. */
  readonly made: ReadonlySet<string>;
}

/** Prepares a policy as the plan does. */
export function foresee(workshop: Workshop, row: PolicyType, policy: Policy): Foreseen {
  const made = new Set<string>();
  const prepared = prepare(workshop, row, policy, (one) => {
    made.add(one);
    return tokenFor(one);
  });
  return { ...prepared, made };
}

/** What is remembered of an assignment that the plan foresaw, until everything it points at is there. */
export interface ForeseenAssign {
  readonly steps: readonly Step[];
  readonly digest: string;
  readonly made: ReadonlySet<string>;
}

export function foreseenAssign({ assign, made }: Foreseen): ForeseenAssign {
  return { steps: assign, digest: digestOfSteps(assign), made };
}

/**
 * Foreseen steps with the ids of this run in place of their tokens: the preview itself, so it need not be prepared anew.
 * @returns undefined where that is not exact: an id that nobody knows, or a token inside a longer text, which may be
 * written there in another spelling
 */
export function filledIn({ steps, made }: Pick<ForeseenAssign, 'steps' | 'made'>, idOfMade: IdOfMade): readonly Step[] | undefined {
  if (made.size === 0) return steps;
  const ids = new Map<string, string>();
  for (const one of made) {
    const id = idOfMade(one);
    if (id === undefined) return undefined;
    ids.set(tokenFor(one), id);
  }
  const filled: Step[] = [];
  for (const step of steps) {
    const { body, childOf } = step;
    if (isToken(step.path)) return undefined;
    const newBody = body === undefined ? undefined : filledObject(body, ids);
    if (body !== undefined && newBody === undefined) return undefined;
    const plain: Step = newBody === undefined ? step : { ...step, body: newBody };
    if (childOf === undefined || !('value' in childOf)) filled.push(plain);
    else {
      const value = filledValue(childOf.value, ids);
      if (value === undefined) return undefined;
      filled.push({ ...plain, childOf: { ...childOf, value } });
    }
  }
  return filled;
}

function isToken(text: string): boolean {
  return text.includes('{{made:') || text.includes('{{sid:');
}

function filledValue(value: Json, ids: ReadonlyMap<string, string>): Json | undefined {
  if (typeof value === 'string') return ids.get(value) ?? (isToken(value) ? undefined : value);
  if (isList(value)) {
    const items: Json[] = [];
    for (const item of value) {
      const filled = filledValue(item, ids);
      if (filled === undefined) return undefined;
      items.push(filled);
    }
    return items;
  }
  return isObject(value) ? filledObject(value, ids) : value;
}

function filledObject(object: JsonObject, ids: ReadonlyMap<string, string>): JsonObject | undefined {
  const result: JsonObject = {};
  for (const [name, member] of Object.entries(object)) {
    const filled = filledValue(member, ids);
    if (filled === undefined || isToken(name)) return undefined;
    result[name] = filled;
  }
  return result;
}
