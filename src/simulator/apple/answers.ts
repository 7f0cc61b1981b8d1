import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../model/json.js';

/** What the simulated organization says back: JSON, or a text of another type. */
export interface Answer {
  readonly status: number;
  readonly body?: JsonObject;
  readonly text?: { readonly type: string; readonly content: string };
  readonly headers?: Readonly<Record<string, string>>;
}

export function answer(body: JsonObject, status = 200): Answer {
  return { status, body };
}

const titles: Readonly<Record<number, string>> = { 400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 405: 'Method Not Allowed', 406: 'Not Acceptable', 409: 'Conflict', 429: 'Too Many Requests' };

/** An error document as JSON:API has it (apple.md 2.4). */
export function refuse(status: number, code: string, detail: string, pointer?: string, headers?: Readonly<Record<string, string>>): Answer {
  const source = pointer === undefined ? {} : { source: pointer.startsWith('/') ? { pointer } : { parameter: pointer } };
  return {
    status,
    body: { errors: [{ id: randomUUID(), status: String(status), code, title: titles[status] ?? 'Error', detail, ...source }] },
    ...(headers === undefined ? {} : { headers }),
  };
}
