import { Stop } from '../model/failure.js';
import type { ExitCode } from './command.js';

/** How far a run came that ended before its plan was done. */
export interface Progress {
  /** Done by this run and those before it. */
  readonly done: number;
  readonly of: number;
  /** What is counted: `actions`. */
  readonly what: string;
  /** The command that goes on. */
  readonly again: string;
  /** The command that takes back what was done. */
  readonly undo?: string;
}

/** Ctrl-C is told from an end that nobody wished for. */
export function stopExitCode(signal: AbortSignal): ExitCode {
  return signal.reason instanceof Stop ? signal.reason.exitCode : 130;
}

/** Why a run stopped, what is done, and how to go on. */
export function stoppedText(signal: AbortSignal, { done, of, what, again, undo }: Progress): string {
  const reason: unknown = signal.reason;
  const why = reason instanceof Stop ? `${reason.message} ${reason.remedy}` : 'Stopped; what was under way was finished.';
  return [
    why,
    `${String(done)} of ${String(of)} ${what} are done and in the journal, ${String(of - done)} are left.`,
    `Go on: \`${again}\`; nothing is done twice.${undo === undefined ? '' : ` Take it back: \`${undo}\`.`}`,
  ].join('\n');
}
