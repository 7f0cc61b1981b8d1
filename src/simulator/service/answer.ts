import type { Json } from '../../model/json.js';

/** What the service says to one request, before it becomes HTTP. */
export interface Answer {
  readonly status: number;
  readonly body?: Json;
  readonly headers?: Readonly<Record<string, string>>;
}

export const noContent: Answer = { status: 204 };

export function okWith(body: Json): Answer {
  return { status: 200, body };
}
