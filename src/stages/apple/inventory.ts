import type { DeviceFacts, Surroundings } from '../../engine/apple/facts.js';
import { join } from '../../engine/apple/join.js';
import type { MdmServer, OrgDevice, Serial, ServerId } from '../../model/apple.js';
import type { AdeToken, SyncedSerial } from '../../model/apple/enrollment.js';
import type { Side } from '../../model/ids.js';
import type { TenantReader } from '../../model/ports.js';
import type { Seen } from '../../engine/apple/facts.js';
import { readProfiles } from './graph/profiles.js';
import { readManaged, readManagedOf, readSynced } from './graph/records.js';
import { readToken } from './graph/tokens.js';
import type { AppleSight } from './ports.js';
import { pairOf, type ServerPair } from './servers.js';
import { gather, needApple, stop, stopForApple } from './stop.js';

/** Everything about the devices of a move, joined by serial. */
export interface Inventory {
  readonly pair: ServerPair;
  readonly facts: ReadonlyMap<Serial, DeviceFacts>;
  readonly around: Surroundings;
  readonly token: Seen<AdeToken<'destination'>>;
  readonly sourceToken: Seen<AdeToken<'source'>>;
  /** Whether Apple says of devices if they can migrate; false where this organization's API does not have it yet. */
  readonly migrationServed: boolean;
}

export interface InventoryScope {
  /** Only these serials matter; every device where it is absent. */
  readonly serials?: readonly Serial[];
  /** Which servers' lists are read: all of them to classify, the two of the move to follow it. */
  readonly servers: 'all' | 'pair';
}

/** Fewer serials than this are read one by one where that takes fewer calls than the lists. */
const fewest = 20;

/** @throws Stop where Apple or one of the tenants cannot be read */
export async function takeInventory(sight: AppleSight, scope: InventoryScope): Promise<Inventory> {
  const { apple, source, destination, settings, clock, say } = sight;
  const servers = needApple(await apple.servers());
  const pair = pairOf(servers, settings);
  const wanted = scope.servers === 'all' ? servers : [pair.source, pair.destination];
  const total = servers.reduce((sum, server) => sum + (server.deviceCount ?? 1000), 0);
  const bulk = Math.ceil(total / 1000) + wanted.reduce((sum, server) => sum + Math.max(1, Math.ceil((server.deviceCount ?? 1000) / 1000)), 0);
  const few = scope.serials !== undefined && scope.serials.length <= fewest;
  const single = few && (scope.serials?.length ?? 0) * 2 <= bulk;
  say.note(`Reading Apple takes about ${single ? (scope.serials?.length ?? 0) * 2 : bulk} calls at ${apple.spending().readsPerMinute} a minute.`);
  const seenAtApple = single ? await readOneByOne(sight, scope.serials ?? []) : await readLists(sight, wanted, pair, scope.serials, scope.servers === 'all');
  const [sourceToken, token] = await Promise.all([readToken(source, 'source', settings.tokens.source), readToken(destination, 'destination', settings.tokens.destination)]);
  for (const seen of [sourceToken, token]) if (!seen.seen) say.warn(`${seen.because}.`);
  const [inSource, inDestination, sourceSynced, destinationSynced, profiles] = await Promise.all([
    managed(source, 'source', few ? scope.serials : undefined), managed(destination, 'destination', few ? scope.serials : undefined),
    synced(source, 'source', sourceToken), synced(destination, 'destination', token),
    sourceToken.seen ? readProfiles(source, 'source', sourceToken.value) : sourceToken,
  ]);
  const facts = join({ apple: seenAtApple.devices, servers: seenAtApple.servers, source: inSource, destination: inDestination, sourceSynced, destinationSynced });
  const around: Surroundings = { now: clock.now(), source: pair.source, destination: pair.destination, servers, sourceProfiles: profiles.seen ? profiles.value : [] };
  return { pair, facts, around, token, sourceToken, migrationServed: seenAtApple.migrationServed };
}

interface AtApple {
  readonly devices: readonly OrgDevice[];
  readonly servers: ReadonlyMap<ServerId, readonly Serial[]>;
  readonly migrationServed: boolean;
}

async function readLists(sight: AppleSight, servers: readonly MdmServer[], pair: ServerPair, serials: readonly Serial[] | undefined, complete: boolean): Promise<AtApple> {
  const { apple, say } = sight;
  const devices = await gather(apple.devices(), stopForApple);
  const held = new Map<ServerId, readonly Serial[]>();
  for (const server of servers) {
    // the lists of the two servers must be whole; what stands elsewhere is only told apart
    const mustBeWhole = server.id === pair.source.id || server.id === pair.destination.id;
    const found: Serial[] = [];
    for await (const page of apple.serialsOn(server.id)) {
      if (page.ok) found.push(...page.value);
      else if (mustBeWhole) throw stopForApple(page.failure);
      else say.warn(`The devices of ${server.name} could not be listed: ${page.failure.message}`);
    }
    held.set(server.id, found);
  }
  if (complete) await settleServers(sight, devices, held, serials);
  if (devices.length === 0 || devices.some((device) => device.migrationCapable !== undefined)) return { devices, servers: held, migrationServed: devices.length > 0 };
  return { servers: held, ...(await withMigration(sight, devices, serials)) };
}

/** Devices whose server is asked for one by one, where the lists do not say it. */
const mostSingles = 300;

/**
 * Devices that move while a list is read page by page slip through it, or stand in two lists: those are asked for one by one, because a
 * device that is overlooked here would be left out of its wave.
 */
async function settleServers({ apple, say }: AppleSight, devices: readonly OrgDevice[], held: Map<ServerId, readonly Serial[]>, serials: readonly Serial[] | undefined): Promise<void> {
  const places = new Map<Serial, number>();
  for (const found of held.values()) for (const serial of new Set(found)) places.set(serial, (places.get(serial) ?? 0) + 1);
  const wanted = serials === undefined ? undefined : new Set(serials);
  const unclear = devices.filter(({ serial, status }) => (wanted?.has(serial) ?? true) && ((places.get(serial) ?? 0) > 1 || (status === 'ASSIGNED' && !places.has(serial)))).map(({ serial }) => serial);
  if (unclear.length === 0) return;
  if (unclear.length > mostSingles) say.warn(`No server's list holds ${unclear.length} devices that Apple calls assigned; ${mostSingles} of them are asked for one by one. Run the command again in a few minutes for the others.`);
  say.begin('Asking Apple for servers', Math.min(unclear.length, mostSingles));
  for (const serial of unclear.slice(0, mostSingles)) {
    say.step();
    const server = needApple(await apple.assignedServer(serial));
    for (const [id, found] of held) if (id !== server && found.includes(serial)) held.set(id, found.filter((other) => other !== serial));
    if (server !== undefined && !(held.get(server) ?? []).includes(serial)) held.set(server, [...(held.get(server) ?? []), serial]);
  }
  say.end();
}

/** Lists that leave out the migration members: each device of the wave is read by itself (apple.md 2.5). */
async function withMigration({ apple, say }: AppleSight, devices: readonly OrgDevice[], serials: readonly Serial[] | undefined): Promise<{ devices: readonly OrgDevice[]; migrationServed: boolean }> {
  const wanted = new Set(serials);
  const known = devices.filter((device) => wanted.has(device.serial));
  const [probe] = known.length > 0 ? known : devices;
  const first = probe === undefined ? undefined : await apple.device(probe.serial);
  if (first?.ok !== true || first.value.migrationCapable === undefined) return { devices, migrationServed: false };
  if (serials === undefined) {
    say.warn('Apple tells whether a device can migrate only one device at a time here: name the serials of a wave to have it asked.');
    return { devices, migrationServed: true };
  }
  const read = new Map([[first.value.serial, first.value]]);
  say.begin('Asking Apple about each device', known.length);
  for (const device of known) {
    say.step();
    if (read.has(device.serial)) continue;
    const answer = await apple.device(device.serial);
    if (answer.ok) read.set(device.serial, answer.value);
    else if (answer.failure.kind !== 'missing') throw stopForApple(answer.failure);
  }
  say.end();
  return { devices: devices.map((device) => read.get(device.serial) ?? device), migrationServed: true };
}

async function readOneByOne({ apple }: AppleSight, serials: readonly Serial[]): Promise<AtApple> {
  const devices: OrgDevice[] = [];
  const servers = new Map<ServerId, Serial[]>();
  for (const serial of serials) {
    const device = await apple.device(serial);
    if (!device.ok && device.failure.kind === 'missing') continue;
    devices.push(needApple(device));
    const server = needApple(await apple.assignedServer(serial));
    if (server !== undefined) servers.set(server, [...(servers.get(server) ?? []), serial]);
  }
  return { devices, servers, migrationServed: devices.length === 0 || devices.some((device) => device.migrationCapable !== undefined) };
}

async function managed<S extends Side>(tenant: TenantReader, side: S, serials: readonly Serial[] | undefined) {
  const records = serials === undefined ? await readManaged(tenant, side) : await readManagedOf(tenant, side, serials);
  if (records.seen) return records.value;
  throw stop(1, `the devices of the ${side} could not be read: ${records.because}`, `grant DeviceManagementManagedDevices.Read.All in the ${side} and run the command again`);
}

async function synced<S extends Side>(tenant: TenantReader, side: S, token: Seen<AdeToken<S>>): Promise<readonly SyncedSerial<S>[]> {
  if (!token.seen) return [];
  const records = await readSynced(tenant, side, token.value);
  if (records.seen) return records.value;
  throw stop(1, `the serials of the token ${token.value.name} could not be read: ${records.because}`, `grant DeviceManagementServiceConfig.Read.All in the ${side} and run the command again`);
}
