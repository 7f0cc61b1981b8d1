import { isObject, type Json, type JsonObject, textAt } from '../model/json.js';
import type { Answer } from './call.js';

/** Nothing that a person should read is longer; patterns over it stay quick. */
const longestMessage = 8000;

/** What an error answer says, whichever of the service's envelopes it came in (graph-intune.md 3.1). */
export interface ErrorFacts {
  readonly code?: string;
  /** For people: one line, without support tails, control characters and tokens. */
  readonly text: string;
  /** Codes found further inside: innerError, Intune's nested document. */
  readonly innerCodes: readonly string[];
  readonly requestId?: string;
  readonly activityId?: string;
  readonly approvalCode?: string;
}

/** Takes out of a text whatever could be a credential. */
export function redacted(text: string): string {
  return text
    .replace(/\beyJ[\w-]{5,}(?:\.[\w-]*){0,4}/g, '(token)')
    .replace(/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, '$1 (token)')
    .replace(/AGE-SECRET-KEY-[\w-]+/gi, '(private key)')
    .replace(/-----BEGIN ([A-Z ]{0,40})PRIVATE KEY-----[\s\S]{0,20000}?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|(?=")|$)/g, '(private key)')
    .replace(/((?:client_?secret|client_?assertion|access_?token|refresh_?token|id_?token|password|passphrase|pre_?shared_?key|shared_?secret|sig)\\{0,7}["']?\s*[=:]\s*\\{0,7}["']?)[^\s&"',}\\]+/gi, '$1(secret)');
}

/** One line of at most 600 characters without control characters. */
export function oneLine(text: string): string {
  const line = redacted(text).replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').replace(/ {2,}/g, ' ').trim();
  return line.length <= 600 ? line : `${line.slice(0, 599)}…`;
}

function parsed(text: string): JsonObject | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** innerError, also spelled innererror, at any depth. */
function inners(error: JsonObject): JsonObject[] {
  const found: JsonObject[] = [];
  for (let at: JsonObject | undefined = error; at !== undefined && found.length < 8; ) {
    const next: Json | undefined = at['innerError'] ?? at['innererror'];
    at = isObject(next) ? next : undefined;
    if (at !== undefined) found.push(at);
  }
  return found;
}

/** An HTML page says what it is in its title; any other text speaks for itself. */
function plainText(text: string): string {
  const title = /<title[^>]{0,200}>([^<]{1,300})/i.exec(text)?.[1];
  if (title !== undefined) return `a web page titled "${title.trim()}"`;
  return text.replace(/<[^>]{0,500}>/g, ' ');
}

/** Reads an error answer. Never throws; a body without sense gives an empty text. */
export function errorFacts(answer: Answer): ErrorFacts {
  const { headers, body } = answer;
  const error = isObject(body) ? (isObject(body['error']) ? body['error'] : body) : {};
  const message = textAt(error, 'message') ?? textAt(error, 'Message') ?? '';
  const nested = parsed(message);
  const full = nested === undefined ? message : (textAt(nested, 'Message') ?? textAt(nested, 'message') ?? '');
  const phrase = nested === undefined ? undefined : textAt(nested, 'CustomApiErrorPhrase');
  const said = full.slice(0, longestMessage).split(/\s*-\s*Operation ID\b/)[0] ?? '';
  const details = Array.isArray(error['details']) ? error['details'].filter(isObject).map((detail) => textAt(detail, 'message') ?? '') : [];
  const inner = inners(error);
  const codes = [...inner, nested ?? {}].flatMap((at) => [textAt(at, 'code'), textAt(at, 'ErrorCode'), textAt(at, 'errorCode'), textAt(at, 'status')]);
  const requestId = headers['request-id'] ?? inner.map((at) => textAt(at, 'request-id')).find((id) => id !== undefined);
  const activityId = /Activity ID:\s*([0-9a-f-]{36})/i.exec(full)?.[1];
  const code = textAt(error, 'code');
  const approvalCode = headers['x-msft-approval-code'];
  const parts = [said, ...details, phrase ?? '', answer.text === undefined ? '' : plainText(answer.text)].map((part) => part.trim());
  return {
    ...(code === undefined || code === '' ? {} : { code }),
    text: oneLine([...new Set(parts.filter((part) => part !== ''))].join(' · ')),
    innerCodes: codes.filter((found) => found !== undefined),
    ...(requestId === undefined ? {} : { requestId }),
    ...(activityId === undefined ? {} : { activityId }),
    ...(approvalCode === undefined ? {} : { approvalCode }),
  };
}
