import pLimit, { type LimitFunction } from 'p-limit';
import { parseAddress, type Address } from '../model/address.js';
import type { AdmxFiles } from '../model/admx-files.js';
import type { AppFiles, BlockStore } from '../model/app-files.js';
import type { Bundle } from '../model/bundle.js';
import type { Failure } from '../model/failure.js';
import type { Finding } from '../model/finding.js';
import type { JournalLine } from '../model/journal.js';
import type { JsonObject } from '../model/json.js';
import type { Resolution } from '../model/mapping.js';
import type { Action, Plan, PlannedSecret } from '../model/plan.js';
import type { Catalog } from '../model/policy-type.js';
import { noSecrets, type SecretSupply, type Service } from '../model/ports.js';
import type { Neighbor, Policy } from '../model/policy.js';
import { endingsOf, type Ending } from '../engine/balance.js';
import { withTexts } from '../engine/content/admx.js';
import { JournalState } from '../engine/journal-state.js';
import { addressOfNeighbor, policyOfNeighbor } from '../engine/made-policy.js';
import { fillOfPlan, secretsByAddress } from '../engine/planned-secrets.js';
import type { Rewrite, Workshop } from '../engine/prepare.js';
import type { IdOfMade, Lookup } from '../engine/resolve.js';
import { secretValues } from './check-secrets.js';
import type { DestinationPorts } from './destination-ports.js';
import { driftOf } from './drift.js';
import { admxChanged, filesChanged } from './files-changed.js';
import { SharedLists } from './look.js';
import { neighborsOf } from './map.js';
import { Outages } from './outages.js';
import { runAction, type ActionEnd, type ActionWorld } from './run-action.js';
import { record } from './run-step.js';
import { Unsaid } from './unsaid.js';
import { shareMoved, type TooMany } from './update-share.js';

export interface ImportWorld extends DestinationPorts {
  readonly secrets?: {
    /** Every one that `secretsToSupply` names. */
    readonly supply: SecretSupply;
    /** The second net, for what is supplied: the plan may not have known the values. */
    readonly strays: (policy: Policy, bodies: readonly JsonObject[], isDestination: (id: string) => boolean) => readonly Finding[];
  };
  /** Why the writes are made, for those who must approve them (multi admin approval). */
  readonly justification?: string;
  /** Why so many updates must be asked for; absent where any share is fine. */
  readonly tooMany?: TooMany;
  /** The folder with installers and the way to the service's storage, where the plan creates objects with files. */
  readonly content?: { readonly files: AppFiles; readonly blocks: BlockStore };
  /** The folder with ADMX files, where the plan makes any. */
  readonly admx?: AdmxFiles;
}

export interface ImportResult {
  /** What moved in the destination; when there is any, nothing was written. */
  readonly drift: readonly Finding[];
  readonly endings: readonly Ending[];
  readonly beside: readonly Ending[];
  /** Actions that this run carried out; 0 on a second run. */
  readonly done: number;
  /** Actions of the plan that are done, whichever run did them, and those there are. */
  readonly settled: number;
  readonly of: number;
  readonly stopped: boolean;
  /** The service has taken nothing for as long as anybody waits: what is left is for the next run. */
  readonly gaveUp?: Failure;
}

/** Actions of one service category at a time: the pacer holds each category apart, and a waiting one must not hold up the others. */
const perService = 12;

/** Looks references up in what the plan decided. */
export function lookupOfPlan(plan: Plan): Lookup {
  return (to: readonly string[], id: string): Resolution | undefined => to.map((kind) => plan.resolutions[kind]?.[id]).find((one) => one !== undefined);
}

export function workshopOfPlan(plan: Plan, catalog: Catalog, bindRoot: string, rewrite: Rewrite): Workshop {
  return { catalog, spellings: plan.spellings, lookup: lookupOfPlan(plan), addressOfMade: (made) => parseAddress(made)?.address, options: plan.options, bindRoot, rewrite, fill: fillOfPlan(plan) };
}

/** Reads objects that a plan names: of the bundle, or neighbors that are created. */
export async function policyReader(bundle: Bundle, catalog: Catalog): Promise<(address: Address) => Promise<Policy>> {
  const neighbors = new Map<Address, Neighbor>();
  for (const neighbor of (await neighborsOf(bundle)).values()) neighbors.set(addressOfNeighbor(neighbor), neighbor);
  return async (address) => {
    const policy = await bundle.policy(address);
    if (policy !== undefined) return policy;
    const neighbor = neighbors.get(address);
    if (neighbor === undefined) throw new Error(`the plan names ${address}, which the bundle does not have`);
    return policyOfNeighbor(catalog.row(neighbor.kind), neighbor);
  };
}

/** Objects that are made of text files come with the bytes of those that the plan names. */
function withFiles({ admx, catalog }: ImportWorld, plan: Plan, policyOf: (address: Address) => Promise<Policy>): (address: Address) => Promise<Policy> {
  return async (address) => {
    const policy = await policyOf(address);
    const planned = plan.admxFiles?.files[address];
    return planned === undefined || admx === undefined ? policy : withTexts(catalog.row(policy.kind), policy, planned, (path) => admx.base64(path));
  };
}

/** The secrets that somebody must supply for what of a plan is still to be done. */
export function secretsToSupply(plan: Plan, past: readonly JournalLine[]): PlannedSecret[] {
  const state = new JournalState(past);
  const pending = new Set(plan.waves.flat().flatMap((action) => ((action.do === 'create' || action.do === 'update') && !state.settled(action.address, action.do) ? [action.address] : [])));
  return (plan.secrets ?? []).filter((one) => one.from === 'supplied' && pending.has(one.address));
}

/** Whether an id is one of the destination that the plan mapped something to. */
function idsOfDestination(plan: Plan): (id: string) => boolean {
  const ids = new Set<string>();
  for (const byId of Object.values(plan.resolutions)) {
    for (const [id, resolution] of Object.entries(byId)) {
      if (resolution.as === 'mapped') ids.add(resolution.id.toLowerCase());
      if (resolution.as === 'kept') ids.add(id.toLowerCase());
    }
  }
  return (id) => ids.has(id.toLowerCase());
}

/** Carries out a plan, from where its journal stands. Nothing is written where the destination has moved. */
export async function importPlan(world: ImportWorld, plan: Plan, toolVersion: string): Promise<ImportResult> {
  const { journal, say, clock } = world;
  const state = new JournalState(journal.past);
  say.begin('Checking the destination');
  const drift = await driftOf(world.destination, world.catalog, plan, state);
  drift.push(...(await filesChanged(world.content?.files, plan, state)), ...(await admxChanged(world.admx, plan, state)));
  if (drift.length === 0 && world.tooMany !== undefined) drift.push(...(await shareMoved(world.destination, world.catalog, plan, state, world.tooMany)));
  say.end();
  const actions = plan.waves.flat().filter((action) => action.do !== 'keep');
  const settled = (): number => actions.filter((action) => state.settled(action.address, action.do)).length;
  if (drift.length > 0) return { drift, ...endingsOf(plan, state), done: 0, settled: settled(), of: actions.length, stopped: false };

  const idOfMade: IdOfMade = (made) => {
    const address = parseAddress(made)?.address;
    return address === undefined ? undefined : state.idOf(address);
  };
  const unsaid = new Unsaid();
  const planned = secretsByAddress(plan);
  const isDestination = idsOfDestination(plan);
  const outages = new Outages(world.maxWait);
  const actionWorld: ActionWorld = {
    destination: unsaid.around(world.destination),
    journal,
    state,
    clock,
    begun: clock.now(),
    visibility: world.visibility,
    ...(world.justification === undefined ? {} : { justification: world.justification }),
    maxWait: world.maxWait,
    lists: new SharedLists(world.destination),
    outages,
    ...(world.signal === undefined ? {} : { signal: world.signal }),
    ...(world.content === undefined || plan.appFiles === undefined ? {} : { content: { ...world.content, planned: plan.appFiles.files } }),
    foreseen: new Map(),
    workshop: workshopOfPlan(plan, world.catalog, world.destination.bindRoot, world.rewrite),
    // what was updated or kept is where the plan says it is
    idOfMade: (made) => idOfMade(made) ?? standing.get(made),
    policyOf: withFiles(world, plan, await policyReader(world.bundle, world.catalog)),
    secretsOf: async (policy) => {
      const secrets = planned.get(policy.address);
      return secrets === undefined ? undefined : { secrets, values: await secretValues(world.bundle, policy, secrets, world.secrets?.supply ?? noSecrets) };
    },
    straysIn: (policy, bodies) => world.secrets?.strays(policy, bodies, isDestination) ?? [],
    unsaid,
  };
  const standing = new Map<string, string>();
  for (const action of plan.waves.flat()) if (action.do === 'update' || action.do === 'keep') standing.set(action.address, action.destination.id);

  const pending = actions.filter((action) => !state.settled(action.address, action.do));
  if (pending.length > 0) await record(actionWorld, { event: 'begin', plan: plan.fingerprint, tool: toolVersion, destination: plan.destination.id });
  say.begin('Importing', pending.length);
  const limits = new Map<Service, LimitFunction>();
  const rivals = new Map<string, Promise<unknown>>();
  let done = 0;
  for (const wave of plan.waves) {
    await Promise.all(
      wave.map((action) => {
        const { service } = world.catalog.row(action.kind);
        const limit = limits.get(service) ?? pLimit(perService);
        limits.set(service, limit);
        return limit(async () => {
          if (world.signal?.aborted === true) return;
          const end = await oneByOne(rivals, action, () => unlessStopped(world.signal, () => runAction(actionWorld, action)));
          if (end === 'done') done += 1;
          if (action.do !== 'keep' && end !== 'already done') say.step();
          if (end === 'failed') say.warn(`${action.do} ${action.address} failed: ${state.troubleOf(action.address)?.failure.message ?? ''}`);
        });
      }),
    );
    if (world.signal?.aborted === true) break;
  }
  say.end();
  return { drift: [], ...endingsOf(plan, state), done, settled: settled(), of: actions.length, stopped: world.signal?.aborted === true, ...(outages.gaveUp === undefined ? {} : { gaveUp: outages.gaveUp }) };
}

/** A wait that ends because a person said stop is no failure: the next run goes on there. */
async function unlessStopped(signal: AbortSignal | undefined, run: () => Promise<ActionEnd>): Promise<ActionEnd> {
  try {
    return await run();
  } catch (error) {
    if (signal?.aborted === true && error === signal.reason) return 'stopped';
    throw error;
  }
}

/**
 * Creates of one kind and name run one after the other: after a lost answer an object is known by its name, and the
 * object of a rival whose answer is still on its way must not be taken for it.
 */
async function oneByOne(rivals: Map<string, Promise<unknown>>, action: Action, run: () => Promise<ActionEnd>): Promise<ActionEnd> {
  if (action.do !== 'create') return run();
  const key = `${action.kind}\n${action.as ?? action.name}`;
  const before = rivals.get(key);
  const mine = before === undefined ? run() : before.then(run, run);
  rivals.set(key, mine.catch(() => undefined));
  return mine;
}
