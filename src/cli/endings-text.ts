import type { Ending } from '../engine/balance.js';
import { countEndings } from '../engine/balance.js';
import type { Json } from '../model/json.js';
import { finalStates } from '../model/plan.js';
import type { ObjectEnd } from '../model/gap-report.js';
import { importText } from '../report/text.js';
import { wrapped, type TextOptions } from '../report/text-table.js';

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

/** The books after an import: states that add up, every object that was tried and did not arrive with the reason, and what failed beside the export. */
export function endingsText(endings: readonly Ending[], beside: readonly Ending[], options: TextOptions): string {
  const ends = (list: readonly Ending[]): ObjectEnd[] => list.map((one) => ({ address: one.address, state: one.state, because: one.because, ...(one.failure?.requestId === undefined ? {} : { requestId: one.failure.requestId }) }));
  const trouble = beside.filter((one) => one.state !== 'created' && one.notReached !== true);
  return [importText(ends(endings), options, ends(endings.filter((one) => one.notReached !== true))), ...trouble.map((one) => wrapped(`! ${one.state} ${one.address}: ${one.because}`, options))].join('');
}
