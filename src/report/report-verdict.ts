import type { KindLine, Ledger, ProofSummary, ReportFinding, ReportVerdict } from '../model/gap-report.js';
import type { FinalState } from '../model/plan.js';
import { findRule } from '../model/rules.js';
import { capital, grouped, ownerPhrases, plural } from './scales.js';

interface Known {
  readonly kinds: readonly KindLine[];
  readonly findings: readonly ReportFinding[];
  readonly decisions: number;
  readonly balanced: boolean;
  readonly hasDestination: boolean;
  /** Files of another tool: how completely they show a kind is an unknown, not a fault. */
  readonly converted: boolean;
  readonly outcome: Ledger<FinalState> | undefined;
  readonly proof: ProofSummary | undefined;
}

/**
 * The one line that a reader takes away. Before the import: not ready while a blocker needs work or a part of the source
 * was not seen; ready with decisions while only answers are missing. After it: moved, with or without exceptions.
 */
export function reportVerdict(known: Known): ReportVerdict {
  return known.outcome === undefined ? before(known) : after(known, known.outcome);
}

function before({ kinds, findings, decisions, balanced, hasDestination, converted }: Known): ReportVerdict {
  if (!balanced) return { as: 'not ready', because: 'The ledger does not add up: an object of the export is in no class, or in two.' };
  const blockers = findings.filter((one) => one.status === 'open' && one.severity === 'blocker');
  const work = blockers.filter((one) => findRule(one.code)?.answer === undefined);
  const waived = new Set(findings.filter((one) => one.status === 'waived').map((one) => one.kind));
  const unseen = kinds.filter((line) => !converted && (line.state === 'not seen' || line.state === 'partial') && !waived.has(line.kind));
  const reasons: string[] = [];
  if (work.length > 0) {
    const owners = [...new Set(work.map((one) => one.owner))];
    reasons.push(`${plural(work.length, 'blocker')} ${work.length === 1 ? 'needs' : 'need'} work by ${owners.length > 3 ? `${String(owners.length)} owners` : owners.map((owner) => ownerPhrases[owner]).join(' and ')}`);
  }
  if (unseen.length > 0) reasons.push(`${plural(unseen.length, 'kind')} of object could not be read to the end`);
  if (reasons.length > 0) return { as: 'not ready', because: `${reasons.join(', and ')}.` };
  const answers = Math.max(decisions, blockers.length === 0 ? 0 : 1);
  if (answers > 0) {
    const settled = blockers.length === 0 ? '' : `, and with ${answers === 1 ? 'it' : 'them'} ${blockers.length === 1 ? 'the open blocker is' : `all ${grouped(blockers.length)} open blockers are`} settled`;
    return { as: 'ready with decisions', because: `${plural(answers, 'question')} ${answers === 1 ? 'waits' : 'wait'} for an answer${settled}; nothing else blocks the move.` };
  }
  if (!hasDestination) return { as: 'ready with decisions', because: 'Nothing in the export blocks the move, but no destination was given to match it with.' };
  const high = findings.filter((one) => one.status === 'open' && one.severity === 'high').length;
  return { as: 'ready', because: high === 0 ? 'Nothing blocks the move and no question is open.' : `Nothing blocks the move and no question is open; ${plural(high, 'finding')} of high severity ${high === 1 ? 'deserves' : 'deserve'} attention.` };
}

function after({ findings, proof }: Known, outcome: Ledger<FinalState>): ReportVerdict {
  const count = (part: FinalState): number => outcome.parts.find((one) => one.part === part)?.count ?? 0;
  const reasons: string[] = [];
  if (!outcome.balanced) reasons.push('the ledger does not add up');
  if (count('failed') > 0) reasons.push(`${plural(count('failed'), 'object')} failed`);
  if (count('skipped') > 0) reasons.push(`${plural(count('skipped'), 'object')} ${count('skipped') === 1 ? 'was' : 'were'} skipped`);
  if (proof !== undefined && proof.counts.different > 0) reasons.push(`${plural(proof.counts.different, 'object')} ${proof.counts.different === 1 ? 'differs' : 'differ'} from the plan`);
  if (proof !== undefined && proof.counts.missing > 0) reasons.push(`${plural(proof.counts.missing, 'object')} ${proof.counts.missing === 1 ? 'is' : 'are'} missing`);
  const left = count('not portable');
  const tail = left === 0 ? '' : ` ${plural(left, 'object')} cannot move and ${left === 1 ? 'is' : 'are'} listed with what to do.`;
  if (reasons.length > 0) return { as: 'moved with exceptions', because: `${capital(reasons.join(', '))}.${tail}` };
  const open = findings.filter((one) => one.status === 'open' && one.moment !== 'before' && one.severity !== 'info').length;
  const said = proof === undefined ? 'Everything that can move has been written; nothing has been read back yet.' : 'Everything that can move arrived as planned.';
  return { as: 'moved', because: `${said}${tail}${open === 0 ? '' : ` ${plural(open, 'finding')} ${open === 1 ? 'remains' : 'remain'} to be worked through after the move.`}` };
}
