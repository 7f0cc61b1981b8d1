import type { OrderStory } from '../../engine/apple/story.js';
import type { OrgDevice, Serial, ServerId } from '../../model/apple.js';
import type { Ledger } from './ledger.js';
import type { AppleHands } from './ports.js';
import { gather, needApple, stopForApple } from './stop.js';

const minute = 60_000;
/** Devices of an order that are looked at when looking at all would take longer. */
const sample = 5;

/**
 * Orders of which nobody knows whether they happened: looks at the devices until they show it, or until it would have shown. Never
 * sends anything again (apple.md 2.4).
 */
export async function readBack(hands: AppleHands, ledger: Ledger, orders: readonly OrderStory[]): Promise<void> {
  const longest = hands.settings.readBackSeconds * 1000;
  for (const order of orders) {
    hands.say.note(`An order to Apple for ${order.serials.length} ${order.serials.length === 1 ? 'device' : 'devices'} got no answer; reading back for up to ${Math.ceil(longest / minute)} minutes whether it happened.`);
    const since = await lostSince(hands, ledger, order);
    for (;;) {
      const happened = await happenedTo(hands, order);
      const all = happened.length === order.serials.length;
      const late = hands.clock.now() - since > longest;
      if (all || late) {
        // where some moved, it happened, and the others failed in it; where none did, it never arrived
        await ledger.write({ event: 'found', order: order.order, happened, absent: happened.length === 0 ? order.serials : [] });
        break;
      }
      await hands.clock.sleep(Math.min(minute, longest / 10), hands.signal);
    }
  }
}

/**
 * Since when nobody has heard of an order. A run that was killed may have waited long between its intent and the call, because writes are
 * few; so the time counts from when a later run first looked, and that moment is written down for the runs after it.
 */
async function lostSince(hands: AppleHands, ledger: Ledger, order: OrderStory): Promise<number> {
  if (order.lostAt !== undefined) return order.lostAt;
  await ledger.write({ event: 'lost', order: order.order, failure: { kind: 'lost answer', message: 'The run ended before an answer came.' } });
  return hands.clock.now();
}

async function happenedTo(hands: AppleHands, order: OrderStory): Promise<readonly Serial[]> {
  if (order.type === 'ASSIGN_DEVICES' || order.type === 'ASSIGN_DEVICES_WITH_MDM_MIGRATION_DEADLINE') return order.server === undefined ? [] : onServer(hands, order.server, order.serials);
  if (order.type === 'UNASSIGN_DEVICES') {
    const left = new Set(await onServer(hands, order.from, order.serials));
    return order.serials.filter((serial) => !left.has(serial));
  }
  const devices: OrgDevice[] = [];
  for (const serial of order.serials.slice(0, sample)) devices.push(needApple(await hands.apple.device(serial)));
  return devices.some((device) => shows(order, device)) ? order.serials : [];
}

/** Whether a device shows a cancel or a new deadline. One that has started meanwhile shows neither. */
function shows(order: OrderStory, device: OrgDevice): boolean {
  // Apple says FAILED of what was canceled (apple.md 2.8)
  if (order.type === 'CANCEL_MDM_MIGRATION') return device.migrationStatus === 'FAILED' || device.migrationStatus === undefined;
  return order.deadline !== undefined && device.migrationDeadline !== undefined && Date.parse(device.migrationDeadline) === Date.parse(order.deadline);
}

/** Which of the serials a server holds: one by one where there are few, by its list where there are many. */
async function onServer({ apple }: AppleHands, server: ServerId, serials: readonly Serial[]): Promise<readonly Serial[]> {
  if (serials.length <= sample) {
    const there: Serial[] = [];
    for (const serial of serials) if (needApple(await apple.assignedServer(serial)) === server) there.push(serial);
    return there;
  }
  const held = new Set(await gather(apple.serialsOn(server), stopForApple));
  return serials.filter((serial) => held.has(serial));
}
