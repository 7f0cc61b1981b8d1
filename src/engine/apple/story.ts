import type { ActivityId, ActivityType, LogRow, Serial, ServerId } from '../../model/apple.js';
import type { WaveLine } from '../../model/apple/journal.js';
import type { DeviceState } from '../../model/apple/wave.js';

/** What a journal says about one order to Apple. */
export interface OrderStory {
  readonly order: number;
  readonly wave: number;
  readonly type: ActivityType;
  readonly serials: readonly Serial[];
  readonly server?: ServerId;
  readonly deadline?: string;
  readonly from: ServerId;
  /** Milliseconds. */
  readonly at: number;
  /**
   * `open`: the intent is all there is, so the run ended before an answer; `lost`: no answer came; `accepted`: Apple works on it;
   * `found`: reading back said whom it reached; `refused`: nothing happened; `portal`: a person does it.
   */
  readonly stand: 'open' | 'lost' | 'accepted' | 'refused' | 'found' | 'finished' | 'portal';
  readonly activity?: ActivityId;
  readonly acceptedAt?: number;
  /** When it was known that no answer comes. */
  readonly lostAt?: number;
  /** When Apple was done with it, or when reading back found it done. */
  readonly endedAt?: number;
  readonly problem?: string;
  /** Apple refused what was asked, and not just the call (no network, no permission): asking again changes nothing. */
  readonly final?: boolean;
  readonly rows: ReadonlyMap<Serial, LogRow>;
  readonly happened: ReadonlySet<Serial>;
  readonly absent: ReadonlySet<Serial>;
}

export interface DeviceStory {
  readonly serial: Serial;
  /** Oldest first. */
  readonly orders: readonly OrderStory[];
  readonly state?: DeviceState;
  /** Since when Apple's word for the migration is what it is, as far as it was watched. */
  readonly apple?: { readonly word: string; readonly since: number };
  readonly verified: boolean;
}

export interface Story {
  readonly orders: readonly OrderStory[];
  readonly devices: ReadonlyMap<Serial, DeviceStory>;
  /** Waves whose gates were green, or overridden, when something was last sent for them. */
  readonly greenWaves: ReadonlySet<number>;
  /** The last time the destination was asked to sync, milliseconds. */
  readonly syncedAt?: number;
  /** Profile that each serial was last given by this tool. */
  readonly profiles: ReadonlyMap<Serial, string>;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Reads a journal from its first line to its last. */
export function storyOf(lines: readonly WaveLine[]): Story {
  const orders = new Map<number, Mutable<OrderStory>>();
  const devices = new Map<Serial, Mutable<DeviceStory> & { orders: OrderStory[] }>();
  const greenWaves = new Set<number>();
  const profiles = new Map<Serial, string>();
  let syncedAt: number | undefined;
  const deviceOf = (serial: Serial) => {
    const found = devices.get(serial) ?? { serial, orders: [], verified: false };
    devices.set(serial, found);
    return found;
  };
  for (const line of lines) {
    const at = Date.parse(line.at);
    const order = 'order' in line ? orders.get(line.order) : undefined;
    if (line.event === 'intent' || line.event === 'portal') {
      const fresh = begun(line, at);
      orders.set(line.order, fresh);
      for (const serial of line.serials) deviceOf(serial).orders.push(fresh);
    } else if (line.event === 'gates') {
      if (line.gates.every((gate) => gate.green || gate.override !== undefined)) greenWaves.add(line.wave);
    } else if (line.event === 'sync') {
      syncedAt = at;
    } else if (line.event === 'profile') {
      for (const serial of line.serials) profiles.set(serial, line.profile);
    } else if (line.event === 'seen') {
      const device = deviceOf(line.serial);
      device.state = line.state;
      if (line.apple !== undefined && line.apple !== device.apple?.word) device.apple = { word: line.apple, since: at };
      if (line.state === 'VERIFIED') device.verified = true;
      if (line.state === 'ATTENTION') device.verified = false;
    } else if (order !== undefined) {
      advance(order, line, at);
    }
  }
  return { orders: [...orders.values()], devices, greenWaves, profiles, ...(syncedAt === undefined ? {} : { syncedAt }) };
}

function begun(line: Extract<WaveLine, { event: 'intent' | 'portal' }>, at: number): OrderStory {
  const { order, wave, serials, from } = line;
  const nothing = { rows: new Map(), happened: new Set<Serial>(), absent: new Set<Serial>() };
  const target = { ...(line.server === undefined ? {} : { server: line.server }), ...(line.deadline === undefined ? {} : { deadline: line.deadline }) };
  if (line.event === 'portal') return { order, wave, serials, from, at, type: 'ASSIGN_DEVICES_WITH_MDM_MIGRATION_DEADLINE', stand: 'portal', ...nothing, ...target };
  return { order, wave, serials, from, at, type: line.type, stand: 'open', ...nothing, ...target };
}

function advance(order: Mutable<OrderStory>, line: WaveLine, at: number): void {
  switch (line.event) {
    case 'accepted':
      order.stand = 'accepted';
      order.activity = line.activity;
      order.acceptedAt = at;
      break;
    case 'refused':
      order.stand = 'refused';
      order.problem = line.failure.message;
      order.final = line.failure.kind === 'refused' || line.failure.kind === 'clash' || line.failure.kind === 'missing';
      order.endedAt = at;
      break;
    case 'lost':
      order.stand = 'lost';
      order.lostAt ??= at;
      order.problem = line.failure.message;
      break;
    case 'found':
      order.stand = 'found';
      order.happened = new Set(line.happened);
      order.absent = new Set(line.absent);
      order.endedAt = at;
      break;
    case 'finished':
      order.stand = 'finished';
      order.rows = new Map(line.rows.map((row) => [row.serial, row]));
      order.endedAt = at;
      if (line.status !== 'COMPLETED') order.problem = `the activity ended as ${line.status}`;
      break;
    default:
  }
}

/** The device's last order that moves it to the server and may have reached it. */
export function lastMove(story: DeviceStory | undefined, to: ServerId): OrderStory | undefined {
  return story?.orders.findLast((order) => order.server === to && order.type !== 'UNASSIGN_DEVICES' && mayHaveReached(order, story.serial));
}

/** The order that took back the last move, where one did. */
export function lastCancel(story: DeviceStory | undefined, to: ServerId): OrderStory | undefined {
  const move = lastMove(story, to);
  return story?.orders.findLast((order) => order.order > (move?.order ?? Infinity) && (order.type === 'CANCEL_MDM_MIGRATION' || order.type === 'UNASSIGN_DEVICES' || (order.type === 'ASSIGN_DEVICES' && order.server !== to)) && mayHaveReached(order, story.serial));
}

/** The deadline that Apple was last asked for. */
export function deadlineOf(story: DeviceStory | undefined, to: ServerId): string | undefined {
  const move = lastMove(story, to);
  const update = story?.orders.findLast((order) => order.type === 'UPDATE_MDM_MIGRATION_DEADLINE' && order.order > (move?.order ?? Infinity) && mayHaveReached(order, story.serial) && order.rows.get(story.serial)?.succeeded !== false);
  return update?.deadline ?? move?.deadline;
}

function mayHaveReached(order: OrderStory, serial: Serial): boolean {
  return order.stand !== 'refused' && !order.absent.has(serial);
}

/** The next free number for an order. */
export function nextOrder(orders: readonly OrderStory[]): number {
  return orders.reduce((highest, { order }) => Math.max(highest, order), 0) + 1;
}
