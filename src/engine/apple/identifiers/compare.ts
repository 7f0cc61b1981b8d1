import type { Finding } from '../../../model/finding.js';
import { codes, makeFinding, type Code } from '../../../model/rules.js';
import type { ImportedIdentity } from '../../../model/apple/enrollment.js';
import { keyOf, type BadRow, type Identifier, type IdentifierFile } from './read.js';

export const outcomes = ['new', 'same', 'conflict', 'imported', 'overwritten', 'refused', 'copy', 'bad', 'unknown'] as const;

/** What became of one row, or would become of it. */
export interface RowOutcome {
  readonly line: number;
  readonly identifier: string;
  /**
   * `new`: would be imported; `same`: is there already; `conflict`: is there with other details, and stays as it is unless
   * overwriting is asked for; `refused`: the service did not take it; `unknown`: no answer came.
   */
  readonly as: (typeof outcomes)[number];
  readonly because: string;
}

/** A row whose identifier the tenant has with other details. */
export interface Conflict {
  readonly row: Identifier;
  /** Both sides in a sentence. */
  readonly because: string;
}

export interface ImportPlan {
  readonly fresh: readonly Identifier[];
  readonly conflicts: readonly Conflict[];
  /** Rows that need no call. */
  readonly settled: readonly RowOutcome[];
}

/** Compares a file with what the tenant has. */
export function planImport(file: IdentifierFile, existing: readonly ImportedIdentity[]): ImportPlan {
  const known = new Map(existing.map((identity) => [keyOf(identity), identity]));
  const fresh: Identifier[] = [];
  const conflicts: Conflict[] = [];
  const settled: RowOutcome[] = file.bad.map(outcomeOfBad);
  for (const row of file.good) {
    const twin = known.get(keyOf(row));
    if (twin === undefined) fresh.push(row);
    else if ((twin.description ?? '') === row.details) settled.push({ line: row.line, identifier: row.identifier, as: 'same', because: 'the tenant has it already' });
    else conflicts.push({ row, because: `the tenant has it with the details "${twin.description ?? ''}", the file says "${row.details}"` });
  }
  return { fresh, conflicts, settled };
}

function outcomeOfBad({ line, text, problem, copy }: BadRow): RowOutcome {
  return { line, identifier: text, as: copy === true ? 'copy' : 'bad', because: problem };
}

/** Counts by outcome, those with none left out. */
export function countOutcomes(rows: readonly RowOutcome[]): Readonly<Record<string, number>> {
  return Object.fromEntries(outcomes.map((as): [string, number] => [as, rows.filter((row) => row.as === as).length]).filter(([, count]) => count > 0));
}

const rulesOf: Readonly<Partial<Record<RowOutcome['as'], Code>>> = { bad: codes.identifierInvalid, copy: codes.identifierTwice, refused: codes.identifierRefused, conflict: codes.identifierOverwrite };

/** What the outcomes of a file come to, one finding a rule; `late` are devices that had enrolled as personal before. */
export function identifierFindings(rows: readonly RowOutcome[], file: IdentifierFile, late: readonly string[]): readonly Finding[] {
  const found = Object.entries(rulesOf).flatMap(([as, code]): Finding[] => {
    const own = rows.filter((row) => row.as === as);
    const [first] = own;
    return first === undefined ? [] : [makeFinding(code, `Line ${first.line}${own.length > 1 ? ` (and ${own.length - 1} more)` : ''}: ${first.because}.`, { related: own.map((row) => row.identifier) })];
  });
  const phones = file.good.filter((row) => row.type === 'imei' && row.platform !== 'android' && row.platform !== 'windows').map((row) => row.identifier);
  if (phones.length > 0) found.push(makeFinding(codes.identifierImei, `${phones.length} ${phones.length === 1 ? 'device is' : 'devices are'} named by IMEI: Intune keeps one of two.`, { related: phones }));
  if (late.length > 0) found.push(makeFinding(codes.identifierLate, `${late.length} ${late.length === 1 ? 'device was' : 'devices were'} enrolled as personal already.`, { related: [...late] }));
  return found;
}
