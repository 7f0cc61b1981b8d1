import { gunzip, gunzipSync } from 'node:zlib';
import { Agent, type Dispatcher, EnvHttpProxyAgent, request } from 'undici';
import type { Answer, Method, NoAnswer } from './call.js';
import { readAnswer } from './answer.js';
import { noAnswerFrom } from './no-answer.js';

export interface Sending {
  readonly url: string;
  readonly method: Method;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Milliseconds for the whole of it. */
  readonly timeout: number;
  readonly signal?: AbortSignal;
  /** Bytes of the answer, unpacked. */
  readonly limit: number;
}

/** Sends one request and reads the whole answer. Knows nothing of Graph; follows no redirect. */
export interface Transport {
  send(sending: Sending): Promise<Answer | NoAnswer>;
  close(): Promise<void>;
}

/** Large answers are unpacked off the main thread. */
function unpack(bytes: Uint8Array, maxOutputLength: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => gunzip(bytes, { maxOutputLength }, (error, whole) => (error === null ? resolve(whole) : reject(error))));
}

class TooLarge extends Error {}

/** Through the proxy that HTTPS_PROXY names, less what NO_PROXY excepts. Plain http is loopback and never goes through one. */
function dispatcherFor(env: Readonly<Record<string, string | undefined>>): Dispatcher {
  const httpsProxy = env['HTTPS_PROXY'] ?? env['https_proxy'];
  if (httpsProxy === undefined || httpsProxy === '') return new Agent();
  return new EnvHttpProxyAgent({ httpsProxy, httpProxy: '', noProxy: env['NO_PROXY'] ?? env['no_proxy'] ?? '' });
}

async function bytesOf(body: AsyncIterable<Uint8Array>, packed: boolean, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.length;
    if (size > limit) throw new TooLarge(`more than ${limit} bytes`);
    parts.push(part);
  }
  const bytes = parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
  if (!packed || bytes.length === 0) return bytes;
  return bytes.length < 65_536 ? gunzipSync(bytes, { maxOutputLength: limit }) : unpack(bytes, limit);
}

function flat(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) result[name] = typeof value === 'string' ? value : value.join(', ');
  return result;
}

async function attempt(dispatcher: Dispatcher, sending: Sending, signal: AbortSignal): Promise<Answer | NoAnswer> {
  const { url, method, body, limit } = sending;
  const answer = await request(url, {
    dispatcher,
    method,
    headers: { ...sending.headers, 'accept-encoding': 'gzip' },
    ...(body === undefined ? {} : { body }),
    signal,
    // the one clock is ours
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const headers = flat(answer.headers);
  try {
    if (Number(headers['content-length'] ?? 0) > limit) throw new TooLarge(`${headers['content-length']} bytes`);
    const bytes = await bytesOf(answer.body, /\bgzip\b/i.test(headers['content-encoding'] ?? ''), limit);
    return readAnswer(answer.statusCode, headers, bytes);
  } catch (error) {
    answer.body.destroy();
    const tooLarge = error instanceof TooLarge || (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE');
    if (tooLarge) return { as: 'no answer', why: 'too large', detail: error.message, status: answer.statusCode };
    return { ...noAnswerFrom(error), why: 'cut', status: answer.statusCode };
  }
}

/** Makes the transport of one tenant. */
export function makeTransport(env: Readonly<Record<string, string | undefined>>): Transport {
  const dispatcher = dispatcherFor(env);
  return {
    async send(sending) {
      const stop = new AbortController();
      let late = false;
      const timer = setTimeout(() => {
        late = true;
        stop.abort();
      }, sending.timeout);
      const onAbort = (): void => stop.abort();
      sending.signal?.addEventListener('abort', onAbort, { once: true });
      const timedOut: NoAnswer = { as: 'no answer', why: 'timeout', detail: `no answer within ${sending.timeout / 1000} s` };
      try {
        const reply = await attempt(dispatcher, sending, stop.signal);
        return late && reply.as === 'no answer' ? timedOut : reply;
      } catch (error) {
        return late ? timedOut : noAnswerFrom(error);
      } finally {
        clearTimeout(timer);
        sending.signal?.removeEventListener('abort', onAbort);
      }
    },
    close: () => dispatcher.destroy(),
  };
}
