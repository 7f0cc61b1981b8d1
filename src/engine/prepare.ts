import type { Address } from '../model/address.js';
import type { JsonObject } from '../model/json.js';
import type { Catalog, PolicyType } from '../model/policy-type.js';
import type { PlanOptions } from '../model/plan.js';
import type { Policy } from '../model/policy.js';
import { digestOf } from './digest.js';
import { respell } from './spelling.js';
import { resolve, type IdOfMade, type Lookup, type Resolved } from './resolve.js';
import type { Filling } from './secrets.js';
import { sent } from './settle.js';
import { assignSteps } from './assign-steps.js';
import { createSteps } from './create-steps.js';
import type { Step } from './steps.js';
import { updateSteps } from './update-steps.js';

/** What it takes to turn policies of the source into requests to the destination; the same for plan, import and verify. */
export interface Workshop {
  readonly catalog: Catalog;
  readonly lookup: Lookup;
  readonly addressOfMade: (made: string) => Address | undefined;
  readonly options: PlanOptions;
  /** Root of links in bodies: `https://graph.microsoft.com`. */
  readonly bindRoot: string;
  readonly rewrite: Rewrite;
  /** Template ids as the destination spells them, by lower case. */
  readonly spellings: Readonly<Record<string, string>>;
  /** What stands at the places of a policy's secrets: tokens, except where the requests are about to be sent. Absent: nothing. */
  readonly fill?: (policy: Policy) => Filling;
}

/**
 * Rewrites tenant-bound text of a resolved policy (engine/values).
 * @param idOf the destination's id of an object of the source, or a token while planning; undefined where nobody knows
 */
export type Rewrite = (policy: Policy, resolved: Resolved, idOf: (kind: string | undefined, id: string) => string | undefined) => Resolved;

export interface Prepared {
  readonly resolved: Resolved;
  readonly create: readonly Step[];
  readonly assign: readonly Step[];
}

/** The requests that bring a policy to the destination. With tokens for ids that are not known yet while planning. */
export function prepare(workshop: Workshop, row: PolicyType, policy: Policy, idOfMade: IdOfMade): Prepared {
  const plain = resolve(row, policy, workshop.lookup, idOfMade, workshop.addressOfMade, workshop.options, workshop.fill?.(policy));
  const more = new Set<Address>();
  const rewritten = workshop.rewrite(policy, plain, (kind, id) => {
    const found = kind === undefined ? undefined : workshop.lookup([kind], id);
    if (found?.as === 'mapped') return found.id;
    if (found?.as === 'kept') return id;
    if (found?.as !== 'made') return undefined;
    const address = workshop.addressOfMade(found.by);
    if (address !== undefined) more.add(address);
    return idOfMade(found.by);
  });
  respell(row, rewritten.draft, workshop.spellings);
  const resolved = more.size === 0 ? rewritten : { ...rewritten, needs: [...new Set([...rewritten.needs, ...more])].sort() };
  return {
    resolved,
    create: createSteps(row, policy, resolved, workshop.bindRoot, (kind) => workshop.catalog.find(kind)),
    assign: assignSteps(row, resolved.draft),
  };
}

/** The requests that bring an object that is there already to the wanted state. */
export function prepareUpdate(workshop: Workshop, row: PolicyType, policy: Policy, resolved: Resolved, existing: Policy<'destination'>): Step[] {
  return updateSteps(row, policy.type, resolved, existing, workshop.bindRoot, (kind) => workshop.catalog.find(kind));
}

/** The requests that bring the assignments of an object that is there already to the wanted ones; none where they are. */
export function prepareAssign(row: PolicyType, resolved: Resolved, existing: Policy<'destination'>): Step[] {
  return assignSteps(row, resolved.draft, existing);
}

/** The digest by which import knows that it sends what the plan showed. */
export function digestOfSteps(steps: readonly Step[]): string {
  return digestOf(steps.map((step) => sent({ name: step.name, method: step.method, path: step.path, ...(step.body === undefined ? {} : { body: step.body }) })));
}

/** Everything of a prepared object that is sent, for the second net. */
export function bodiesOf(steps: readonly Step[]): JsonObject[] {
  return steps.flatMap((step) => (step.body === undefined ? [] : [step.body]));
}
