import type { Ending } from '../engine/balance.js';
import { countEndings } from '../engine/balance.js';
import type { Json } from '../model/json.js';
import { finalStates } from '../model/plan.js';
import { table } from './tables.js';

/** Final states as members of the summary: `left out` → `leftOut`. They sum to `exported`. */
export function endingSummary(endings: readonly Ending[], beside: readonly Ending[]): Record<string, Json> {
  const counts = countEndings(endings);
  return {
    exported: endings.length,
    ...Object.fromEntries(finalStates.map((state) => [state.replace(/ ([a-z])/gu, (_all, letter: string) => letter.toUpperCase()), counts[state]])),
    parked: endings.filter((one) => one.parked === true).length,
    createdBeside: beside.filter((one) => one.state === 'created').length,
    failedBeside: beside.filter((one) => one.state === 'failed').length,
  };
}

/** The books after an import: states that add up, and every object that did not arrive, with the reason. */
export function endingsText(endings: readonly Ending[], beside: readonly Ending[], width: number): string {
  const counts = countEndings(endings);
  const rows = finalStates.filter((state) => counts[state] > 0).map((state) => [state, String(counts[state])]);
  const trouble = [...endings, ...beside].filter((one) => one.state === 'failed' || one.state === 'skipped');
  return [
    table(['state', 'objects'], [...rows, ['sum', String(endings.length)]], width),
    ...(trouble.length === 0 ? [] : ['', ...trouble.map((one) => `! ${one.state}: ${one.address}\n    ${one.because}${one.failure?.requestId === undefined ? '' : ` (request ${one.failure.requestId})`}`)]),
  ].join('\n');
}
