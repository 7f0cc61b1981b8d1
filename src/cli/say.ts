import type { Say } from '../model/ports.js';
import { durationText } from './duration.js';

interface Bar {
  start(total: number, value: number, payload?: object): void;
  setTotal(total: number): void;
  increment(by: number): void;
  stop(): void;
}

export interface SayOptions {
  readonly quiet: boolean;
  readonly terminal: boolean;
  readonly color: boolean;
  readonly now: () => number;
  readonly write: (text: string) => void;
  readonly makeBar: () => Bar;
  readonly log: { readonly info: (fields: object, message: string) => void; readonly warn: (fields: object, message: string) => void };
}

/** How much is left of what runs, at the speed that it had so far. */
function leftText({ total, done, begun }: { readonly total: number | undefined; readonly done: number; readonly begun: number }, now: number): string {
  if (total === undefined) return '';
  const left = Math.max(0, total - done);
  return ` of ${String(total)}${left === 0 ? '' : `, ${String(left)} left, about ${durationText(Math.max(1, Math.ceil(((now - begun) / 1000 / done) * left)))}`}`;
}

/**
 * Progress for a person on stderr: a bar with count and time left on a terminal, plain lines elsewhere, nothing with
 * --quiet. Remarks also go to the log.
 */
export function makeSay(options: SayOptions): Say {
  const { quiet, terminal, write, log } = options;
  let running: { what: string; total: number | undefined; done: number; bar: Bar | undefined; begun: number; lastLine: number } | undefined;
  const line = (text: string): void => {
    if (!quiet) write(`${text}\n`);
  };
  return {
    begin(what, total) {
      running = { what, total, done: 0, bar: undefined, begun: options.now(), lastLine: options.now() };
      if (quiet) return;
      if (terminal && total !== undefined && total > 0) {
        running.bar = options.makeBar();
        running.bar.start(total, 0, { what });
      } else if (!terminal) line(`${what}${total === undefined ? '' : ` (${String(total)})`} …`);
    },
    step(count = 1) {
      if (running === undefined) return;
      running.done += count;
      running.bar?.increment(count);
      const now = options.now();
      if (running.bar === undefined && !terminal && count > 0 && now - running.lastLine >= 5000) {
        running.lastLine = now;
        line(`${running.what}: ${String(running.done)}${leftText(running, now)}`);
      }
    },
    end() {
      if (running === undefined) return;
      running.bar?.stop();
      if (terminal && running.bar === undefined && running.done > 0) line(`${running.what}: ${String(running.done)}`);
      running = undefined;
    },
    note(sentence, fields = {}) {
      log.info(fields, sentence);
      line(sentence);
    },
    warn(sentence, fields = {}) {
      log.warn(fields, sentence);
      line(`! ${sentence}`);
    },
  };
}
