import fc from 'fast-check';
import { badAnswers, checkBadAnswers, type BadEnd } from './answers.js';
import { badApple, checkBadApple } from './apple-answers.js';

/** Bad answers of both services, so many each; prints how they ended and how long the longest took. @throws Error with the smallest case that breaks a promise */
export async function answerSuite(runs: number, say: (line: string) => void): Promise<void> {
  for (const [of, check] of [['a tenant', () => count(badAnswers, checkBadAnswers, runs)], ['Apple', () => count(badApple, checkBadApple, runs)]] as const) say(JSON.stringify({ badAnswersOf: of, ...(await check()) }));
}

async function count<T>(cases: fc.Arbitrary<T>, check: (one: T) => Promise<BadEnd>, runs: number): Promise<Record<string, number>> {
  const ends: Record<string, number> = { runs };
  let longest = 0;
  await fc.assert(
    fc.asyncProperty(cases, async (one) => {
      const begun = performance.now();
      const end = await check(one);
      ends[end.as] = (ends[end.as] ?? 0) + 1;
      longest = Math.max(longest, performance.now() - begun);
    }),
    { numRuns: runs },
  );
  return { ...ends, longestMilliseconds: Math.round(longest) };
}
