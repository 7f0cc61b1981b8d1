import type { OrderStory } from '../../engine/apple/story.js';
import type { OrgDevice, Serial, ServerId } from '../../model/apple.js';
import type { Ledger } from './ledger.js';
import type { AppleHands } from './ports.js';
import { gather, needApple, stopForApple } from './stop.js';

const minute = 60_000;
/** How long an order without an answer may need to show: an activity takes minutes, an assignment lags after it (apple.md 2.5). */
const longest = 10 * minute;
/** Devices of an order that are looked at when looking at all would take longer. */
const sample = 5;

/**
 * Orders of which nobody knows whether they happened: looks at the devices until they show it, or until it would have shown. Never
 * sends anything again (apple.md 2.4).
 */
export async function readBack(hands: AppleHands, ledger: Ledger, orders: readonly OrderStory[]): Promise<void> {
  for (const order of orders) {
    hands.say.note(`An order to Apple for ${order.serials.length} devices got no answer; reading back whether it happened.`);
    for (;;) {
      const happened = await happenedTo(hands, order);
      const all = happened.length === order.serials.length;
      const late = hands.clock.now() - order.at > longest;
      if (all || late) {
        // where some moved, it happened, and the others failed in it; where none did, it never arrived
        await ledger.write({ event: 'found', order: order.order, happened, absent: happened.length === 0 ? order.serials : [] });
        break;
      }
      await hands.clock.sleep(minute, hands.signal);
    }
  }
}

async function happenedTo(hands: AppleHands, order: OrderStory): Promise<readonly Serial[]> {
  if (order.type === 'ASSIGN_DEVICES' || order.type === 'ASSIGN_DEVICES_WITH_MDM_MIGRATION_DEADLINE') return order.server === undefined ? [] : onServer(hands, order.server, order.serials);
  if (order.type === 'UNASSIGN_DEVICES') {
    const left = new Set(await onServer(hands, order.from, order.serials));
    return order.serials.filter((serial) => !left.has(serial));
  }
  const done = (device: OrgDevice): boolean => (order.type === 'CANCEL_MDM_MIGRATION'
    ? device.migrationStatus !== 'REQUESTED'
    : order.deadline !== undefined && device.migrationDeadline !== undefined && Date.parse(device.migrationDeadline) === Date.parse(order.deadline));
  const devices: OrgDevice[] = [];
  for (const serial of order.serials.slice(0, sample)) devices.push(needApple(await hands.apple.device(serial)));
  return devices.some(done) ? order.serials : [];
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
