import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import pino from 'pino';
import { redacted as withoutCredentials } from '../graph/error-body.js';

/** What is never logged, whatever holds it; what looks like a credential is taken out of every line beside that. */
const redacted = ['authorization', 'Authorization', '*.authorization', '*.Authorization', 'headers.authorization', 'access_token', '*.access_token', 'client_secret', '*.client_secret', 'client_assertion', '*.client_assertion', 'token', '*.token', 'password', '*.password', 'preSharedKey', '*.preSharedKey'];

export interface OpenLog {
  readonly log: pino.Logger;
  readonly close: () => Promise<void>;
}

/** The log: JSON lines to a file, or to stderr with --verbose, or nowhere. Results never go there. */
export function makeLog(options: { readonly verbose: boolean; readonly file: string | undefined }): OpenLog {
  if (options.file === undefined && !options.verbose) return { log: pino({ level: 'silent' }), close: () => Promise.resolve() };
  if (options.file !== undefined) mkdirSync(dirname(options.file), { recursive: true, mode: 0o700 });
  const destination = options.file === undefined ? pino.destination({ dest: 2, sync: true }) : pino.destination({ dest: options.file, sync: true, mode: 0o600 });
  const log = pino({ level: options.verbose ? 'debug' : 'info', base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: { paths: redacted, censor: '[redacted]' }, hooks: { streamWrite: withoutCredentials } }, destination);
  return {
    log,
    close: () => {
      destination.flushSync();
      return Promise.resolve();
    },
  };
}
