import { isObject, type Json } from '../model/json.js';

/** Reads "2", "2.128", "2s", "30 seconds" or an HTTP date, in milliseconds from `serverNow`; undefined for anything else. */
export function parseRetryAfter(text: string, serverNow: number): number | undefined {
  const plain = /^\s*(\d+(?:\.\d+)?)\s*(?:s|sec|seconds?)?\s*$/i.exec(text)?.[1];
  if (plain !== undefined) return Number(plain) * 1000;
  if (!/[a-z]{3}/i.test(text)) return undefined;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - serverNow);
}

/**
 * How long an answer asks us to wait, in milliseconds: its Retry-After header, else the `RetryAfter` that Intune hides in
 * its message (graph-intune.md 2.3, 3.1). A date is read against the server's own clock.
 */
export function waitAskedFor(headers: Readonly<Record<string, string>>, body: Json | undefined, now: number): number | undefined {
  const header = headers['retry-after'];
  if (header !== undefined) {
    const serverNow = Date.parse(headers['date'] ?? '');
    return parseRetryAfter(header, Number.isNaN(serverNow) ? now : serverNow);
  }
  const error = isObject(body) && isObject(body['error']) ? body['error'] : undefined;
  const inner = typeof error?.['message'] === 'string' ? /"RetryAfter"\s*:\s*(\d+(?:\.\d+)?)/.exec(error['message'])?.[1] : undefined;
  return inner === undefined ? undefined : Number(inner) * 1000;
}
