import { Stop, type Failure } from '../model/failure.js';
import type { ExitCode, Option } from './command.js';
import { durationText } from './duration.js';

export const maxWaitOption: Option = { type: 'string', describe: 'How long anything may be put off by throttling or an outage, in place of the configuration (1h): 90s, 30m, 2h', value: 'DURATION' };

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

function goingOn({ done, of, what, again, undo }: Progress): string[] {
  return [
    `${String(done)} of ${String(of)} ${what} are done and in the journal, ${String(of - done)} are left.`,
    `Go on: \`${again}\`; nothing is done twice.${undo === undefined ? '' : ` Take it back: \`${undo}\`.`}`,
  ];
}

/** Why a run stopped, what is done, and how to go on. */
export function stoppedText(signal: AbortSignal, progress: Progress): string {
  const reason: unknown = signal.reason;
  const why = reason instanceof Stop ? `${reason.message} ${reason.remedy}` : 'Stopped; what was under way was finished.';
  return [why, ...goingOn(progress)].join('\n');
}

/** The same for a run that has waited for as long as it may. */
export function gaveUpText(failure: Failure, maxWait: number, progress: Progress): string {
  return [`Nothing is put off for longer than ${durationText(maxWait)} (--max-wait), and the service has not taken some calls for that long: ${failure.message}.`, ...goingOn(progress)].join('\n');
}
