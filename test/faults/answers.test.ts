import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkBadAnswers, badAnswers, type BadEnd } from '../long/answers.js';
import { badApple, checkBadApple } from '../long/apple-answers.js';

test('whatever a tenant answers to export, map, plan, import and verify, each ends in a result or a sentence and asks for nothing strange', async () => {
  const ends = new Set<BadEnd['as']>();
  await fc.assert(fc.asyncProperty(badAnswers, async (bad) => void ends.add((await checkBadAnswers(bad)).as)), { numRuns: 10 });
  assert.ok(ends.has('went to its end'));
});

test('whatever Apple answers, looking at devices and moving them ends in a result or a sentence, and the token goes nowhere else', async () => {
  await fc.assert(fc.asyncProperty(badApple, async (bad) => void (await checkBadApple(bad))), { numRuns: 10 });
});

test('a list without an end is given up after some hundred pages that bring nothing new', async () => {
  const endless = (at: number, empty: boolean) => ({ at, lasting: true, how: { as: 'next', link: 'endless', empty } }) as const;
  for (const empty of [true, false]) {
    const tenant = await checkBadAnswers({ stage: 'export', faults: [endless(1, empty)] });
    assert.ok(tenant.as === 'went to its end' && tenant.requests > 500 && tenant.requests < 1200, JSON.stringify(tenant));
    const apple = await checkBadApple({ part: 'devices', faults: [endless(2, empty)] });
    assert.ok(apple.as === 'stopped in a sentence' && apple.requests > 200 && apple.requests < 600, JSON.stringify(apple));
  }
});
