import type { Finding } from '../model/finding.js';
import type { FailureKind } from '../model/failure.js';
import { codes, makeFinding, type Code } from '../model/rules.js';
import type { Verdict } from '../model/verdict.js';
import type { Ending } from './balance.js';

const byFailure: Partial<Record<FailureKind, Code>> = { 'lost answer': codes.answerLost, refused: codes.refused, 'approval required': codes.parked };

/** What an import left undone, one finding for each object that did not end as planned. What was skipped for another's sake is said by the plan or by that other one. */
export function runFindings(endings: readonly Ending[]): Finding[] {
  return endings.flatMap((one): Finding[] => {
    const facts = { address: one.address, kind: one.kind, requestId: one.failure?.requestId };
    if (one.state === 'failed') {
      const code = one.parked === true ? codes.parked : one.failure === undefined ? codes.notReached : (byFailure[one.failure.kind] ?? codes.writeFailed);
      return [makeFinding(code, `"${one.name}": ${one.because}.`, facts)];
    }
    return one.notReached === true ? [makeFinding(codes.notReached, `"${one.name}": ${one.because}.`, facts)] : [];
  });
}

/** What reading back has shown: one finding for each object that differs or is not there, one for all that the service tidied or nobody could read. */
export function proofFindings(verdicts: readonly Verdict[]): Finding[] {
  const tidied = verdicts.filter((one) => one.as === 'tidied');
  const unread = verdicts.filter((one) => one.as === 'not checked' && one.unread === true);
  return [
    ...verdicts.flatMap(findingOf),
    ...(tidied.length === 0 ? [] : [makeFinding(codes.verifyTidied, `Written another way by the service, with the same meaning: ${String(tidied.length)}.`, { related: tidied.map((one) => one.address) })]),
    ...(unread.length === 0 ? [] : [makeFinding(codes.verifyNotChecked, `Could not be read back: ${String(unread.length)}.`, { related: unread.map((one) => one.address) })]),
  ];
}

function findingOf(verdict: Verdict): Finding[] {
  const { address } = verdict;
  switch (verdict.as) {
    case 'different': {
      const [first] = verdict.differences;
      const more = verdict.differences.length > 1 ? ` and at ${String(verdict.differences.length - 1)} more places` : '';
      return [makeFinding(codes.verifyDifferent, `${address} is different in the destination at ${first?.at ?? '/'}${more}.`, { address, at: first?.at })];
    }
    case 'missing':
      return [makeFinding(codes.verifyMissing, `${address} is not in the destination: ${verdict.because}.`, { address })];
    case 'equal':
    case 'tidied':
    case 'not checked':
      return [];
  }
}
