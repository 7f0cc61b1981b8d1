import type { BlockStore } from '../model/app-files.js';
import { failed, ok, type Result } from '../model/failure.js';
import type { Side } from '../model/ids.js';
import type { TenantReader, TenantWriter } from '../model/ports.js';
import { blockStore } from './block-store.js';
import { readMany, type BatchSense } from './batch.js';
import { failureOf } from './failures.js';
import { readPages } from './pages.js';
import { readOne } from './read.js';
import type { Tally } from './tally.js';
import { factsOfToken, type TokenFacts } from './token-facts.js';
import { type Wire, wireOf } from './wire.js';
import type { TenantSettings, World } from './world.js';
import { writeOne } from './write.js';

/** What an open tenant can do beside reading and writing. */
export interface Connected {
  /** Signs in where that has not happened, and says what the token says of itself. */
  token(): Promise<Result<TokenFacts>>;
  /** What went over the wire so far. */
  tally(): Readonly<Tally>;
  /** Whether the server takes `$batch`, as far as a read of many has shown it. */
  batching(): BatchSense['state'];
  /** Closes the connections; calls that still run fail. */
  close(): Promise<void>;
}

export type SourceTenant = TenantReader & Connected & { readonly side: 'source' };
export type DestinationTenant = TenantWriter & Connected & { readonly blocks: BlockStore };

function reading<S extends Side>(wire: Wire, side: S): TenantReader & Connected & { readonly side: S } {
  const sense: BatchSense = { state: 'unknown' };
  const { name, tenantId } = wire.settings;
  return {
    side,
    name,
    tenantId,
    bindRoot: wire.endpoint.root,
    get: (request) => readOne(wire, request),
    pages: (request) => readPages(wire, request),
    getMany: (requests) => readMany(wire, sense, requests),
    async token() {
      const token = await wire.keeper.current();
      if ('text' in token) return ok(factsOfToken(token.text));
      return failed(failureOf({ side, name, method: 'GET', path: 'token', write: false }, token));
    },
    tally: () => ({ ...wire.tally }),
    batching: () => sense.state,
    close: () => wire.transport.close(),
  };
}

/**
 * Opens the tenant that is only read: the type has no way to write, and the chain refuses whatever is not a read.
 * @throws Stop (2) when the settings cannot work.
 */
export function openSource(settings: TenantSettings, world: World): SourceTenant {
  return reading(wireOf(settings, world, 'source'), 'source');
}

/**
 * Opens the tenant that is written.
 * @throws Stop (2) when the settings cannot work.
 */
export function openDestination(settings: TenantSettings, world: World): DestinationTenant {
  const wire = wireOf(settings, world, 'destination');
  const blocks = blockStore({ name: settings.name, endpoint: wire.endpoint, transport: wire.transport, clock: wire.clock, userAgent: world.userAgent ?? 'TenantFerry', ...(world.signal === undefined ? {} : { signal: world.signal }) });
  return { ...reading(wire, 'destination'), write: (request) => writeOne(wire, request), blocks };
}

/** Who the token of an open tenant is for, and what it may do; parts an opaque token does not say are undefined. */
export function describeToken(tenant: Connected): Promise<Result<TokenFacts>> {
  return tenant.token();
}
