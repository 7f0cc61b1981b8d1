import { setMaxListeners } from 'node:events';
import { type Budget, budgetOf } from '../model/budgets.js';
import { Stop } from '../model/failure.js';
import type { Side } from '../model/ids.js';
import type { Clock, Service } from '../model/ports.js';
import { type Exchange, makeExchange } from './chain.js';
import { type Endpoint, endpointOf } from './endpoint.js';
import { Gate } from './gate.js';
import { paced } from './pace.js';
import { readOnly } from './read-only.js';
import { retrying } from './retry.js';
import { sending } from './send.js';
import { signedIn } from './sign-in.js';
import { watched } from './signed-out.js';
import { signInOf } from './sign-ins.js';
import { emptyTally, type Tally } from './tally.js';
import { TokenKeeper } from './token.js';
import { makeTransport, type Transport } from './transport.js';
import type { TenantSettings, World } from './world.js';

/** One tenant with everything that a call to it needs. */
export interface Wire {
  readonly side: Side;
  readonly settings: TenantSettings;
  readonly endpoint: Endpoint;
  readonly exchange: Exchange;
  readonly gate: Gate;
  readonly keeper: TokenKeeper;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: () => number;
  readonly tally: Tally;
  /** Milliseconds. */
  readonly maxWait: number;
  readonly budgetOf: (service: Service) => Budget;
}

function within(settings: TenantSettings, what: 'inFlight' | 'maxWait' | 'timeout', usual: number, least: number, most: number): number {
  const value = settings[what] ?? usual;
  if (Number.isFinite(value) && value >= least && value <= most) return value;
  throw new Stop(2, `${what} of ${settings.name} is ${value}`, `Give a number from ${least} to ${most}, or leave it out (${usual}).`);
}

/** A signal that hundreds of waiting calls may listen to without Node taking it for a leak. */
function quiet(signal: AbortSignal): AbortSignal {
  const own = new AbortController();
  setMaxListeners(0, own.signal);
  if (signal.aborted) own.abort(signal.reason);
  else signal.addEventListener('abort', () => own.abort(signal.reason), { once: true });
  return own.signal;
}

/**
 * Wires one tenant. The order of the chain: the lock on the source, then the retry around everything that a later try
 * does anew: sign-in, the turn at the gate, the sending.
 * @throws Stop (2) when the settings cannot work.
 */
export function wireOf(settings: TenantSettings, world: World, side: Side): Wire {
  const { name } = settings;
  const { clock, log, signal } = world;
  const endpoint = endpointOf(settings);
  const maxWait = within(settings, 'maxWait', 3600, 0, 7 * 86_400) * 1000;
  const inFlight = within(settings, 'inFlight', 8, 1, 32);
  const timeout = within(settings, 'timeout', 100, 0.001, 3600) * 1000;
  const stop = signal === undefined ? {} : { signal: quiet(signal) };
  const random = world.random ?? Math.random;
  const budgets = world.budgetOf ?? budgetOf;
  const gate = new Gate({ clock, inFlight, pacing: settings.pacing ?? 'documented', budgetOf: budgets, ...stop });
  const transport = world.transport ?? makeTransport(world.env);
  const keeper = new TokenKeeper(signInOf(settings, world, endpoint, transport), clock);
  const tally = emptyTally();
  const steps = [
    ...(side === 'source' ? [readOnly(name)] : []),
    retrying({ name, gate, clock, maxWait, random, log, ...stop }),
    signedIn(keeper),
    paced(gate),
    sending({ name, endpoint, transport, timeout, limit: world.largestAnswer ?? 200 * 1024 * 1024, userAgent: world.userAgent ?? 'TenantFerry', clock, log, tally, ...stop }),
  ];
  const plain = makeExchange(endpoint, steps, stop.signal);
  const { onSignedOut } = world;
  const exchange =
    onSignedOut === undefined
      ? plain
      : watched(plain, {
          probe: { method: 'GET', api: 'v1.0', url: `${endpoint.base}/v1.0/organization?$select=id`, service: 'directory', headers: { accept: 'application/json' }, cost: 1, write: false, repeatable: true },
          clock,
          ...stop,
          onSignedOut,
        });
  return { side, settings, endpoint, exchange, gate, keeper, transport, clock, random, tally, maxWait, budgetOf: budgets };
}
