import type { MdmServer, OrgDevice, Serial, ServerId } from '../../model/apple.js';
import type { ManagedAppleDevice, SyncedSerial } from '../../model/apple/enrollment.js';
import { familyOf, recordsOf, timeOf, type DeviceFacts, type Surroundings } from './facts.js';

export interface Lists {
  readonly apple: readonly OrgDevice[];
  /** Which server's list holds which serials. */
  readonly servers: ReadonlyMap<ServerId, readonly Serial[]>;
  readonly source: readonly ManagedAppleDevice<'source'>[];
  readonly destination: readonly ManagedAppleDevice<'destination'>[];
  readonly sourceSynced: readonly SyncedSerial<'source'>[];
  readonly destinationSynced: readonly SyncedSerial<'destination'>[];
}

/** Joins what three services know, by serial and by nothing else: a name is no key (apple.md 5.31). */
export function join(lists: Lists): Map<Serial, DeviceFacts> {
  const servers = new Map<Serial, ServerId>();
  for (const [server, serials] of lists.servers) for (const serial of serials) servers.set(serial, server);
  const apple = new Map(lists.apple.map((device) => [device.serial, device]));
  const source = bySerial(lists.source);
  const destination = bySerial(lists.destination);
  const sourceSynced = new Map(lists.sourceSynced.map((item) => [item.serial, item]));
  const destinationSynced = new Map(lists.destinationSynced.map((item) => [item.serial, item]));
  const all = new Set<Serial>([...apple.keys(), ...servers.keys(), ...source.keys(), ...destination.keys(), ...sourceSynced.keys(), ...destinationSynced.keys()]);
  const facts = [...all].sort().map((serial): [Serial, DeviceFacts] => {
    const device = apple.get(serial);
    const server = servers.get(serial);
    const inSource = sourceSynced.get(serial);
    const inDestination = destinationSynced.get(serial);
    return [serial, {
      serial, source: source.get(serial) ?? [], destination: destination.get(serial) ?? [],
      ...(device === undefined ? {} : { apple: device }), ...(server === undefined ? {} : { server }),
      ...(inSource === undefined ? {} : { sourceSynced: inSource }), ...(inDestination === undefined ? {} : { destinationSynced: inDestination }),
    }];
  });
  return new Map(facts);
}

/** Groups records by their serial. */
export function bySerial<T extends { readonly serial: Serial }>(items: readonly T[]): Map<Serial, T[]> {
  const groups = new Map<Serial, T[]>();
  for (const item of items) {
    const group = groups.get(item.serial);
    if (group === undefined) groups.set(item.serial, [item]);
    else group.push(item);
  }
  return groups;
}

/** One line of the table of devices: where a serial is, on all sides, and what disagrees. */
export interface DeviceLine {
  readonly serial: Serial;
  readonly family: string;
  readonly model: string;
  readonly appleServer: string;
  readonly migration: string;
  readonly deadline: string;
  readonly source: string;
  readonly destination: string;
  readonly disagrees: readonly string[];
}

export function lineOf(facts: DeviceFacts, around: Surroundings): DeviceLine {
  const { apple, server } = facts;
  const { current: from } = recordsOf(facts.source, around.now);
  const { current: to } = recordsOf(facts.destination, around.now);
  return {
    serial: facts.serial,
    family: familyOf(facts),
    model: apple?.model ?? from?.model ?? to?.model ?? '',
    appleServer: apple === undefined && server === undefined ? 'not in the organization' : (nameOf(server, around.servers) ?? 'none'),
    migration: [apple?.migrationCapable === undefined ? '' : apple.migrationCapable ? 'capable' : 'not capable', apple?.migrationStatus ?? ''].filter((word) => word !== '').join(', '),
    deadline: apple?.migrationDeadline ?? '',
    source: standing(from, facts.sourceSynced),
    destination: standing(to, facts.destinationSynced),
    disagrees: disagreements(facts, around),
  };
}

function nameOf(server: ServerId | undefined, servers: readonly MdmServer[]): string | undefined {
  return server === undefined ? undefined : (servers.find(({ id }) => id === server)?.name ?? server);
}

function standing(record: ManagedAppleDevice | undefined, synced: SyncedSerial | undefined): string {
  const enrolled = record === undefined ? '' : `enrolled${record.owner === undefined ? '' : ` (${record.owner})`}, last seen ${record.lastSync?.slice(0, 10) ?? 'never'}`;
  const listed = synced === undefined ? '' : synced.deleted ? 'removed from the token' : 'synced';
  return [enrolled, listed].filter((word) => word !== '').join('; ') || 'unknown';
}

/** What the sides say against each other: each is a sentence that a person can act on. */
export function disagreements(facts: DeviceFacts, around: Surroundings): readonly string[] {
  const { apple, server } = facts;
  const from = recordsOf(facts.source, around.now);
  const to = recordsOf(facts.destination, around.now);
  const atSource = server === around.source.id;
  const atDestination = server === around.destination.id;
  const said: (string | false)[] = [
    apple === undefined && facts.sourceSynced !== undefined && !facts.sourceSynced.deleted && 'the source\'s token holds it, this Apple organization does not',
    atSource && facts.sourceSynced === undefined && from.current === undefined && 'Apple assigns it to the source, which does not know it',
    atSource && facts.sourceSynced?.deleted === true && 'Apple assigns it to the source again, whose token still shows it as removed',
    atSource && facts.destinationSynced !== undefined && !facts.destinationSynced.deleted && 'Apple assigns it to the source, the destination\'s token still holds it: it has not synced since',
    atDestination && facts.destinationSynced === undefined && 'Apple assigns it to the destination, whose token has not brought it yet',
    atDestination && facts.sourceSynced !== undefined && !facts.sourceSynced.deleted && 'Apple assigns it to the destination, the source\'s token still holds it: it has not synced since',
    atDestination && from.current !== undefined && to.current === undefined && 'assigned to the destination, still enrolled in the source',
    from.current !== undefined && to.current !== undefined && timeOf(from.current.lastSync) > timeOf(to.current.enrolled) && timeOf(to.current.enrolled) > 0 && 'enrolled in the destination, and yet the old record in the source checked in later',
    from.contested && `${facts.source.length} live records in the source`,
    to.contested && `${facts.destination.length} live records in the destination`,
    server === undefined && apple?.status === 'ASSIGNED' && 'Apple calls it assigned, and no server\'s list holds it yet',
  ];
  return said.filter((sentence) => sentence !== false);
}
