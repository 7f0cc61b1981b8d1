import type { ActivityOrder, Serial, ServerId } from '../../model/apple.js';
import type { AppleFailure } from '../../model/apple/ports.js';
import type { Ledger } from './ledger.js';
import type { AppleHands } from './ports.js';

/** Most devices in one activity; Apple documents no limit, a refused batch is halved (apple.md 2.7). */
export const batchSize = 500;

/** One activity that is to be asked for. */
export interface Errand {
  readonly wave: number;
  /** Where the devices are now: a cancel puts them back there. */
  readonly from: ServerId;
  readonly order: ActivityOrder;
}

export interface Sent {
  /** Serials whose order Apple has taken, or may have taken. */
  readonly serials: readonly Serial[];
  /** Serials that Apple does not take. */
  readonly refused: readonly { readonly serial: Serial; readonly because: string }[];
  /** What stops all further orders: no network, no permission, migration not served. */
  readonly stopped?: AppleFailure;
  readonly notServed: boolean;
}

/**
 * Asks Apple for activities, each at most once: the intent is on disk before the call, the answer after it. A batch that Apple finds too
 * large or does not understand is halved; a device it names is left out and the others go again.
 */
export async function send(hands: AppleHands, ledger: Ledger, errands: readonly Errand[]): Promise<Sent> {
  const queue = [...errands];
  const serials: Serial[] = [];
  const refused: { serial: Serial; because: string }[] = [];
  for (let errand = queue.shift(); errand !== undefined; errand = queue.shift()) {
    hands.signal?.throwIfAborted();
    const failure = await sendOne(hands, ledger, errand);
    if (failure === undefined || failure.kind === 'lost answer') {
      serials.push(...errand.order.serials);
      continue;
    }
    if (notServed(failure)) return { serials, refused, stopped: failure, notServed: true };
    if (failure.kind !== 'refused' && failure.kind !== 'clash') return { serials, refused, stopped: failure, notServed: false };
    const culprit = namedIn(failure, errand.order.serials);
    if (culprit !== undefined) {
      refused.push({ serial: culprit, because: failure.message });
      const others = errand.order.serials.filter((serial) => serial !== culprit);
      if (others.length > 0) queue.unshift(withSerials(errand, others));
    } else if (errand.order.serials.length > 1 && divisible(failure)) {
      const half = Math.ceil(errand.order.serials.length / 2);
      queue.unshift(withSerials(errand, errand.order.serials.slice(0, half)), withSerials(errand, errand.order.serials.slice(half)));
    } else {
      refused.push(...errand.order.serials.map((serial) => ({ serial, because: failure.message })));
    }
  }
  return { serials, refused, notServed: false };
}

async function sendOne({ apple }: AppleHands, ledger: Ledger, { wave, from, order }: Errand): Promise<AppleFailure | undefined> {
  const number = ledger.nextOrder();
  const server = 'server' in order ? { server: order.server } : {};
  const deadline = 'deadline' in order ? { deadline: order.deadline } : {};
  await ledger.write({ event: 'intent', order: number, wave, type: order.type, serials: order.serials, from, ...server, ...deadline });
  const answer = await apple.submit(order);
  if (answer.ok) {
    await ledger.write({ event: 'accepted', order: number, activity: answer.value.id });
    return undefined;
  }
  const { failure } = answer;
  await ledger.write(failure.kind === 'lost answer' ? { event: 'lost', order: number, failure } : { event: 'refused', order: number, failure });
  return failure;
}

/** Some organizations do not serve the migration types yet: they refuse the type itself, whatever the devices (apple.md 0.1). */
function notServed(failure: AppleFailure): boolean {
  return failure.status === 400 && /activityType/.test(failure.at ?? '');
}

/** Apple may point at one device of the list: `/data/relationships/devices/data/3/id`. */
function namedIn(failure: AppleFailure, serials: readonly Serial[]): Serial | undefined {
  const index = /\/devices\/data\/(\d+)(\/|$)/.exec(failure.at ?? '')?.[1];
  return index === undefined ? undefined : serials[Number(index)];
}

function divisible({ status, at }: AppleFailure): boolean {
  return (status === 400 || status === 413 || status === 422) && !/deadline|mdmServer/i.test(at ?? '');
}

function withSerials(errand: Errand, serials: readonly Serial[]): Errand {
  return { ...errand, order: { ...errand.order, serials } };
}
