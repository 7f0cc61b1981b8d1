/** As much of a request, an answer and fetch as is used: tests and proxies put their own in the place of fetch. */
export interface WireRequest {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly redirect?: 'manual';
  readonly signal?: AbortSignal;
}

export interface WireHeaders {
  get(name: string): string | null;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: WireHeaders;
  readonly body: AsyncIterable<unknown> | null;
}

export type Fetch = (url: URL, init: WireRequest) => Promise<WireResponse>;

export interface Answer {
  readonly status: number;
  readonly headers: WireHeaders;
  readonly text: string;
}

export type Wire = { readonly ok: true; readonly value: Answer } | { readonly ok: false; readonly why: string; /** the request certainly never reached the service */ readonly unsent: boolean };

const largest = 64 * 1024 * 1024;

/** Errors that come before a request has been sent: name, address, refused connection, certificate. */
const beforeSending = /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|EHOSTUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_.*|.*_CERT_.*|.*CERTIFICATE.*|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|ERR_TLS_CERT_ALTNAME_INVALID)$/;

/**
 * One request, one answer, its body as text. Redirects are not followed: a token goes to the configured host only.
 * Never rejects; what has no answer says why in a few words without the address.
 */
export async function readText(fetch: Fetch, url: URL, init: WireRequest, timeout: number, signal?: AbortSignal): Promise<Wire> {
  const limit = AbortSignal.timeout(timeout);
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: signal === undefined ? limit : AbortSignal.any([limit, signal]) });
    const text = await bodyOf(response);
    if (text === undefined) return { ok: false, why: `the answer is larger than ${largest / 1024 / 1024} MB`, unsent: false };
    return { ok: true, value: { status: response.status, headers: response.headers, text } };
  } catch (error) {
    if (limit.aborted) return { ok: false, why: `no answer within ${Math.round(timeout / 1000)} s`, unsent: false };
    const code = codeOf(error);
    return { ok: false, why: code === undefined ? 'the connection broke' : `the connection broke (${code})`, unsent: code !== undefined && beforeSending.test(code) };
  }
}

async function bodyOf(response: WireResponse): Promise<string | undefined> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of response.body ?? []) {
    if (!(piece instanceof Uint8Array)) continue;
    size += piece.length;
    if (size > largest) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return codeOf(error.cause);
}

/** Milliseconds that a Retry-After asks to wait, in seconds or as a date; undefined where there is none to read. */
export function retryAfter(headers: WireHeaders, now: number): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (value === undefined || value === '') return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
