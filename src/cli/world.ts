import { setMaxListeners } from 'node:events';
import { dirname, resolve } from 'node:path';
import { Stop, type Failure } from '../model/failure.js';
import type { Config, TenantConfig } from '../model/config.js';
import type { Clock, Say } from '../model/ports.js';
import type { TenantFacts } from '../model/policy.js';
import type { DestinationTenant, SourceTenant } from '../graph/open.js';
import type { Log } from '../graph/world.js';

export const tool = { name: 'tenantferry', version: '0.1.0' } as const;

/** What the process around a command gives it; made once, in cli/run.ts. */
export interface World {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly say: Say;
  readonly log: Log & { readonly info: (fields: object, message: string) => void };
  /** A person sits in front of it and may be asked. */
  readonly interactive: boolean;
  readonly color: boolean;
  readonly width: number;
  readonly configFile: string;
  /** The file of age identities that open encrypted bundles and files of secrets. */
  readonly identityFile?: string;
  /** Seconds that anything may be put off, where the call says so. */
  readonly maxWait?: number;
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal;
  /** Shows a page to the person, for a sign-in by browser; absent where nobody sits in front of it. */
  readonly openBrowser?: (url: string) => Promise<void>;
  /** Says on stderr what a person must see, also with --quiet, and leaves it out of the log. */
  tell(sentence: string): void;
  /** Asks one question; only where interactive. What is typed to a hidden one is not shown, and given back letter by letter. */
  ask(question: string, how?: 'hidden'): Promise<string>;
  /** Called when the command is over, last first. */
  onEnd(close: () => Promise<void>): void;
}

export const realClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) =>
    new Promise((done, stopped) => {
      if (signal?.aborted === true) {
        stopped(reasonOf(signal));
        return;
      }
      const onAbort = (): void => {
        clearTimeout(timer);
        if (signal !== undefined) stopped(reasonOf(signal));
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', onAbort);
        done();
      }, milliseconds);
      signal?.addEventListener('abort', onAbort, { once: true });
    }),
};

function reasonOf(signal: AbortSignal): Error {
  const reason: unknown = signal.reason;
  return reason instanceof Error ? reason : new Error('stopped', { cause: reason });
}

/** A path as the user typed it, seen from where the command runs. */
export function pathOf(world: World, path: string): string {
  return resolve(world.cwd, path);
}

export function configFolder(world: World): string {
  return dirname(world.configFile);
}

export async function loadConfig(world: World): Promise<Config> {
  const { readConfig } = await import('../store/config.js');
  return readConfig(world.configFile);
}

/** What the configuration says of a tenant. @throws Stop (2) with the nearest names where there is none. */
export async function settingsOf(world: World, config: Config, name: string): Promise<TenantConfig & { readonly name: string }> {
  const { tenantOf } = await import('../store/config.js');
  return { ...tenantOf(config, name, world.configFile), name, ...(world.maxWait === undefined ? {} : { maxWait: world.maxWait }) };
}

/** Seconds after which what was written must be visible, and that anything may be put off. */
export const usual = { visibility: 20, maxWait: 3600 } as const;

/** What a tenant over HTTP takes from the process. */
export function graphWorld(world: World): Parameters<typeof import('../graph/open.js').openSource>[1] {
  return {
    clock: world.clock,
    log: world.log,
    env: world.env,
    signal: world.signal,
    // not a remark: --quiet must not swallow it, and a log must not keep it
    onDeviceCode: (code) => world.tell(code.message),
    ...(world.openBrowser === undefined ? {} : { openBrowser: world.openBrowser }),
    userAgent: `${tool.name}/${tool.version}`,
  };
}

/** Turns a failure that nothing can go on after into the end of the command. */
export function stopFor(failure: Failure, remedy?: string): Stop {
  const wrongInput = failure.kind === 'signed out';
  return new Stop(wrongInput ? 2 : 1, failure.message, remedy ?? remedyFor(failure));
}

function remedyFor(failure: Failure): string {
  switch (failure.kind) {
    case 'signed out':
      return 'Check the tenant id and the sign-in of this tenant in the configuration; `tenantferry doctor` tells what the token is.';
    case 'forbidden':
      return `Grant ${failure.scopes?.join(' or ') ?? 'the permission'} and sign in again; \`tenantferry doctor\` lists what is missing.`;
    default:
      return 'Run it again; `tenantferry doctor` shows whether the tenant can be reached.';
  }
}

/**
 * What a tenant over HTTP takes from the process once it was seen to be the right one: when its sign-in ends in the
 * middle, everything stops at once, with one sentence, instead of failing call by call.
 */
function untilSignedOut(world: World, settings: TenantConfig & { readonly name: string }): { readonly graph: Parameters<typeof import('../graph/open.js').openSource>[1]; readonly signal: AbortSignal; readonly arm: () => void } {
  const end = new AbortController();
  const signal = AbortSignal.any([world.signal, end.signal]);
  setMaxListeners(0, signal);
  let armed = false;
  const onSignedOut = (why: string): void => {
    if (armed) end.abort(new Stop(1, `The sign-in to ${settings.name} has ended: ${why.replace(/\.$/u, '')}.`, 'Then run the same command again: it signs in anew, and what is done is not done again.'));
  };
  return { graph: { ...graphWorld(world), signal, onSignedOut }, signal, arm: () => (armed = true) };
}

interface Opened<T> {
  readonly tenant: T;
  readonly facts: TenantFacts;
  readonly settings: TenantConfig;
  /** Ends with the command or with the sign-in; its reason is a Stop then. */
  readonly signal: AbortSignal;
}

type GraphModule = typeof import('../graph/open.js');

/** Opens a tenant of the configuration and makes sure who it is; it is closed when the command is over. */
async function openSeen<T extends SourceTenant | DestinationTenant>(world: World, config: Config, name: string, way: (graph: GraphModule) => (settings: TenantConfig & { readonly name: string }, graph: Parameters<GraphModule['openSource']>[1]) => T): Promise<Opened<T>> {
  const [open, { identify }] = await Promise.all([import('../graph/open.js'), import('../graph/identify.js')]);
  const settings = await settingsOf(world, config, name);
  const { graph, signal, arm } = untilSignedOut(world, settings);
  const tenant = way(open)(settings, graph);
  world.onEnd(() => tenant.close());
  const facts = await identify(tenant);
  if (!facts.ok) throw stopFor(facts.failure);
  arm();
  return { tenant, facts: facts.value, settings, signal };
}

/** Opens the tenant that is read. */
export async function openSourceTenant(world: World, config: Config, name: string): Promise<Omit<Opened<SourceTenant>, 'tenant'> & { readonly reader: SourceTenant }> {
  const { tenant, ...seen } = await openSeen(world, config, name, ({ openSource }) => openSource);
  return { reader: tenant, ...seen };
}

/** Opens the tenant that is written. */
export async function openDestinationTenant(world: World, config: Config, name: string): Promise<Omit<Opened<DestinationTenant>, 'tenant'> & { readonly writer: DestinationTenant }> {
  const { tenant, ...seen } = await openSeen(world, config, name, ({ openDestination }) => openDestination);
  return { writer: tenant, ...seen };
}
