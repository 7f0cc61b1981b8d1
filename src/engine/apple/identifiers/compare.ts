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
