import type { FailureKind } from '../model/failure.js';
import { isObject, objectAt, objectsAt, textAt, type JsonObject } from '../model/json.js';
import { parseJson } from '../model/untrusted-json.js';
import type { AppleFailure } from '../model/apple/ports.js';
import type { Answer } from './wire.js';

/** Turns an answer that is no success into a failure: JSON:API errors, OAuth errors, and pages of proxies alike (apple.md 2.4). */
export function failureOf(call: string, answer: Answer): AppleFailure {
  const requestId = answer.headers.get('x-request-id') ?? answer.headers.get('x-apple-request-uuid') ?? undefined;
  const facts = { kind: kindOf(call, answer.status), status: answer.status, call, ...(requestId === undefined ? {} : { requestId }) };
  const document = objectIn(answer.text);
  const errors = document === undefined ? [] : objectsAt(document, 'errors');
  const first = errors[0];
  if (first === undefined) return { ...facts, message: `${call} answered ${answer.status}${wordsOf(answer, document)}. ${adviceFor(answer.status)}`.trim() };
  const code = short(textAt(first, 'code'), 120);
  const at = placeOf(first);
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  const detail = short(textAt(first, 'detail') ?? textAt(first, 'title'), 500) ?? 'no reason given';
  return {
    ...facts,
    ...(code === undefined ? {} : { code }),
    ...(at === undefined ? {} : { at }),
    message: `${call} answered ${answer.status}${code === undefined ? '' : ` ${code}`}: ${detail}${more} ${adviceFor(answer.status)}`.trim(),
  };
}

/** A status says more than Apple's codes, which are not listed anywhere (apple.md 2.4). */
function kindOf(call: string, status: number): FailureKind {
  if (status === 401) return 'signed out';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'missing';
  if (status === 429) return 'throttled';
  if (status >= 500) return call.startsWith('GET ') ? 'unavailable' : 'lost answer';
  if (status < 400) return 'untrusted';
  return 'refused';
}

function adviceFor(status: number): string {
  if (status === 401) return 'The token was refused twice: was the API account revoked?';
  if (status === 403) return 'The API account lacks this permission, or the organization does not serve it: look at the account\'s role at Apple.';
  if (status >= 300 && status < 400) return 'A redirect is not followed, because the token would go with it: correct apple.apiUrl.';
  if (status === 407) return 'A proxy wants a sign-in of its own.';
  return '';
}

/** One line of somebody else's words, of a length that a sentence can hold. */
function short(text: string | undefined, most: number): string | undefined {
  const line = text?.slice(0, 4 * most).replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return line === undefined || line.length <= most ? line : `${line.slice(0, most)}…`;
}

/** Some answers put the place one level deeper than Apple's documents do. */
function placeOf(error: JsonObject): string | undefined {
  const source = objectAt(error, 'source');
  if (source === undefined) return undefined;
  const deeper = objectAt(source, 'jsonPointer') ?? objectAt(source, 'source');
  return short(textAt(source, 'pointer') ?? textAt(source, 'parameter') ?? (deeper === undefined ? undefined : (textAt(deeper, 'pointer') ?? textAt(deeper, 'parameter'))), 300);
}

function wordsOf(answer: Answer, document: JsonObject | undefined): string {
  if (document !== undefined) {
    const said = short(textAt(document, 'error_description') ?? textAt(document, 'error') ?? textAt(document, 'message'), 500);
    return said === undefined ? ' without a reason' : `: ${said}`;
  }
  const plain = answer.text.slice(0, 20_000).replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ').replace(/<[^>]{0,500}>/g, ' ').replace(/\s+/g, ' ').trim();
  if (plain === '') return ' with an empty body';
  const kind = /<html|<!doctype/i.test(answer.text) ? 'a web page instead of data, perhaps from a proxy' : 'text instead of data';
  return ` with ${kind}: "${plain.slice(0, 120)}${plain.length > 120 ? '…' : ''}"`;
}

/** The JSON object in a text, or undefined where it is something else. */
export function objectIn(text: string): JsonObject | undefined {
  try {
    const value = parseJson(text);
    return isObject(value) ? value : undefined;
  } catch {
    // not JSON, or deeper than anything of Apple's: the caller says what it was instead
    return undefined;
  }
}
