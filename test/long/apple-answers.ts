import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Fetch } from '../../src/apple/wire.js';
import { Stop } from '../../src/model/failure.js';
import { takeInventory } from '../../src/stages/apple/inventory.js';
import { status } from '../../src/stages/apple/status.js';
import { plannedFile, sendAll, withStage, type Stage } from '../apple/stage.js';
import { striking, type BadEnd, type Fault } from './answers.js';
import { spoil, spoilage, withoutPage, type Spoilage } from './spoiled-answers.js';

/** Parts of the work with Apple that ask its API, and about how many requests each sends where nothing is wrong. */
const parts = { devices: 6, plan: 8, reassign: 12, status: 8 } as const;

/** Which part gets bad answers of Apple, and what is wrong with them. */
export interface BadApple {
  readonly part: keyof typeof parts;
  readonly faults: readonly Fault[];
}

export const badApple: fc.Arbitrary<BadApple> = fc.record({
  part: fc.constantFrom('devices', 'plan', 'reassign', 'status'),
  faults: fc.array(fc.record({ at: fc.nat(12), lasting: fc.boolean(), how: spoilage }), { minLength: 1, maxLength: 3 }),
});

/** More than so small a fleet can need, repetitions included. */
const mostRequests = 4000;

/**
 * Looks at a small fleet, plans and sends its wave and follows it, and gives one of these parts bad answers of Apple. It ends,
 * in a result or in a sentence; the token goes nowhere else; no id that an answer gave has become a part of an address. @throws AssertionError
 */
export async function checkBadApple(bad: BadApple): Promise<BadEnd> {
  let spoiled: ((url: string, index: number) => Spoilage | undefined) | undefined;
  const sent: { readonly url: string; readonly authorized: boolean }[] = [];
  let endless: string | undefined;
  const fetch: Fetch = async (url, init) => {
    const index = sent.length;
    sent.push({ url: url.href, authorized: init.headers?.['Authorization'] !== undefined });
    if (index >= mostRequests) endless = url.href;
    const how = spoiled?.(url.href, index);
    if (url.hostname !== '127.0.0.1' || endless !== undefined) return { status: 404, headers: { get: () => null }, body: null };
    const answer = await globalThis.fetch(new URL(withoutPage(url.href)), init);
    if (how === undefined) return answer;
    const plain = { status: answer.status, headers: Object.fromEntries(answer.headers), bytes: Buffer.from(await answer.arrayBuffer()) };
    const { status: code, headers, bytes } = spoil(plain, url.href, how);
    return { status: code, headers: { get: (name) => headers[name.toLowerCase()] ?? null }, body: (async function* () { yield bytes; })() };
  };
  const devices = ['F0000001', 'F0000002', 'F0000003'].map((serial) => ({ serial, user: serial }));
  return withStage({ devices, fetch, readsPerMinute: 0, writesPerHour: 0 }, async (stage) => {
    const begin = (part: BadApple['part']): void => {
      sent.length = 0;
      spoiled = part === bad.part ? striking(bad.faults, parts[part]) : undefined;
    };
    const end = await ends(() => work(stage, bad.part, begin));
    assert.equal(endless, undefined, `${String(sent.length)} requests and no end`);
    const api = sent.filter(({ authorized }) => authorized).map(({ url }) => new URL(url));
    for (const url of api) {
      assert.equal(url.hostname, '127.0.0.1', 'the token goes to Apple alone');
      assert.doesNotMatch(url.href.slice(url.origin.length), /zz[/?#]poison|\/\.{1,2}(?:\/|\?|$)|\/\/|[\s"<>]/u, url.href);
    }
    assert.equal('polluted' in {}, false);
    return { as: end, requests: sent.length };
  });
}

async function work(stage: Stage, until: BadApple['part'], begin: (part: BadApple['part']) => void): Promise<void> {
  begin('devices');
  await takeInventory(stage.hands(), { servers: 'all' });
  if (until === 'devices') return;
  begin('plan');
  const file = await plannedFile(stage);
  if (until === 'plan') return;
  begin('reassign');
  await sendAll(stage, file);
  if (until === 'reassign') return;
  begin('status');
  stage.clock.advance(20 * 60_000);
  await status(stage.hands(), file);
}

async function ends(run: () => Promise<void>): Promise<BadEnd['as']> {
  try {
    await run();
    return 'went to its end';
  } catch (cause) {
    if (cause instanceof assert.AssertionError) throw cause;
    assert.ok(cause instanceof Stop, cause instanceof Error ? cause.stack : String(cause));
    assert.ok(cause.message.length < 2000 && cause.remedy.length > 0, cause.message.slice(0, 300));
    return 'stopped in a sentence';
  }
}
