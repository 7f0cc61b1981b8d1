import type { OrderStory } from '../../engine/apple/story.js';
import type { Activity, Serial } from '../../model/apple.js';
import type { Ledger } from './ledger.js';
import type { AppleHands } from './ports.js';
import { readBack } from './read-back.js';

const minute = 60_000;
/** After this an activity that has not ended is left to the next run. */
const patience = 30 * minute;

/**
 * Brings every order to an end that can be brought to one: waits for accepted activities and reads their logs, and reads back what became of
 * orders without an answer.
 * @returns how many orders are still under way at Apple
 */
export async function settleOrders(hands: AppleHands, ledger: Ledger, options: { readonly wait: boolean }): Promise<number> {
  const unanswered = ledger.story().orders.filter((order) => order.stand === 'open' || order.stand === 'lost');
  if (unanswered.length > 0) await readBack(hands, ledger, unanswered);
  let running = ledger.story().orders.filter((order) => order.stand === 'accepted');
  if (running.length === 0) return 0;
  const start = hands.clock.now();
  hands.say.begin('Waiting for Apple', running.length);
  for (;;) {
    for (const order of running) if (await look(hands, ledger, order)) hands.say.step();
    running = ledger.story().orders.filter((order) => order.stand === 'accepted');
    const waited = hands.clock.now() - start;
    if (running.length === 0 || !options.wait || waited > patience) break;
    // quick at first, then once a minute: every look costs one of few reads (apple.md 2.7)
    await hands.clock.sleep(waited < 2 * minute ? hands.settings.pollSeconds * 1000 : Math.max(minute, hands.settings.pollSeconds * 1000), hands.signal);
  }
  hands.say.end();
  return running.length;
}

/** Looks once at an activity; true when it has ended and its log is in the journal. */
async function look(hands: AppleHands, ledger: Ledger, order: OrderStory): Promise<boolean> {
  if (order.activity === undefined) return false;
  const answer = await hands.apple.activity(order.activity);
  if (!answer.ok) {
    // gone after 30 days: the devices themselves are all that is left to look at
    if (answer.failure.kind === 'missing') await ledger.write({ event: 'finished', order: order.order, status: 'COMPLETED', subStatus: 'NOT_READABLE_ANY_MORE', rows: [] });
    else hands.say.warn(answer.failure.message);
    return answer.failure.kind === 'missing';
  }
  if (!hasEnded(answer.value)) return false;
  await finish(hands, ledger, order, answer.value);
  return true;
}

/** A word that is not documented yet does not end an activity: only a known one or its time of completion does (apple.md 2.1, 2.7). */
function hasEnded({ status, completed }: Activity): boolean {
  return status === 'COMPLETED' || status === 'STOPPED' || status === 'FAILED' || (status !== 'IN_PROGRESS' && completed !== undefined);
}

/** "Completed" does not say of which devices: the log does, as far as it can be had (apple.md 2.7). */
async function finish(hands: AppleHands, ledger: Ledger, order: OrderStory, activity: Activity): Promise<void> {
  const log = await hands.apple.activityLog(activity);
  if (!log.ok) hands.say.warn(`The log of activity ${activity.id} could not be read (${log.failure.message}); the devices themselves are read back.`);
  const file = log.ok ? await hands.journal.keep(`activity-${activity.id}.csv`, log.value.text) : undefined;
  const serials = new Set<Serial>(order.serials);
  await ledger.write({
    event: 'finished', order: order.order, status: activity.status, rows: log.ok ? log.value.rows.filter((row) => serials.has(row.serial)) : [],
    ...(activity.subStatus === undefined ? {} : { subStatus: activity.subStatus }), ...(file === undefined ? {} : { log: file }),
  });
}
