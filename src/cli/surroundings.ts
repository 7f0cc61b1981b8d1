import type { Readable, Writable } from 'node:stream';

/** Where text goes: standard output or standard error. */
export interface Outlet {
  /** A person reads it on a terminal. */
  readonly terminal: boolean;
  /** Letters that fit in a line, where that is known. */
  readonly columns?: number;
  write(text: string): void;
}

/** Where answers to questions come from. */
export interface Keyboard {
  /** A person types there. */
  readonly terminal: boolean;
  readonly input: Readable;
  /** Where a question, and what is typed, is shown. */
  readonly echo: Writable;
}

/** All that one call of the command line takes from the process around it, so that it can also be called inside another one. */
export interface Surroundings {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: Outlet;
  readonly err: Outlet;
  readonly keyboard: Keyboard;
  /** Calls back at each Ctrl-C and each request to end, until what it gives back is called. */
  onInterrupt(stop: () => void): () => void;
  /** Ends everything at once. */
  exit(code: number): void;
}

/** The process itself, as it is now. */
export function surroundingsOf(around: NodeJS.Process): Surroundings {
  const outlet = (stream: NodeJS.WriteStream): Outlet => ({
    terminal: stream.isTTY === true,
    columns: stream.columns,
    write(text) {
      stream.write(text);
    },
  });
  return {
    cwd: around.cwd(),
    env: around.env,
    out: outlet(around.stdout),
    err: outlet(around.stderr),
    keyboard: { terminal: around.stdin.isTTY === true, input: around.stdin, echo: around.stderr },
    onInterrupt(stop) {
      around.on('SIGINT', stop);
      around.on('SIGTERM', stop);
      return () => {
        around.off('SIGINT', stop);
        around.off('SIGTERM', stop);
      };
    },
    exit(code) {
      around.exit(code);
    },
  };
}
