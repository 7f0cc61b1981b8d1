import type { JsonObject } from '../../model/json.js';

/** How an error's text is dressed: Intune's back ends put a JSON document into the message (graph-intune.md 3.1), others do not. */
export type Dress = 'Intune' | 'Graph';

/** An answer that says no; thrown by whatever finds the reason, turned into HTTP at the door. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly more: { readonly dress?: Dress; readonly headers?: Readonly<Record<string, string>>; readonly phrase?: string; readonly retryAfter?: number; readonly malformed?: true } = {},
  ) {
    super(message);
  }
}

/** The request asks for something the simulator does not hold: loud, so that it is never taken for an empty tenant. */
export class SimulatorLacks extends Refusal {
  constructor(what: string, where: string) {
    super(501, 'SimulatorLacks', `The simulator lacks ${what}. Add it to ${where}, with the fact's source.`, { dress: 'Graph' });
  }
}

export function badRequest(message: string, dress?: Dress): Refusal {
  return new Refusal(400, 'BadRequest', message, dress === undefined ? {} : { dress });
}

/** A body the service may also choke on: wrong type annotations and enum members often give 500 in place of 400 (graph-intune.md 3.2). */
export function malformed(message: string): Refusal {
  return new Refusal(400, 'BadRequest', message, { malformed: true });
}

/** The refusal as its workload words it: the directory and conditional access have codes and numbers of their own (graph-intune.md 3.2). */
export function worded(refusal: Refusal, path: string, choke: boolean): Refusal {
  if (choke && refusal.more.malformed === true) return new Refusal(500, 'InternalServerError', 'An internal server error has occurred', {});
  if (refusal.status !== 400 || refusal.code !== 'BadRequest' || refusal.more.dress !== undefined) return refusal;
  if (/^device(App)?Management/iu.test(path)) return refusal;
  if (/^identity\/conditionalAccess/iu.test(path)) return new Refusal(400, 'BadRequest', `1007: ${refusal.message}`, { dress: 'Graph' });
  return new Refusal(400, 'Request_BadRequest', refusal.message, { dress: 'Graph' });
}

/** Graph's own parser, before any back end is asked. */
export function noSegment(segment: string): Refusal {
  return new Refusal(400, 'BadRequest', `Resource not found for the segment '${segment}'.`, { dress: 'Graph' });
}

export function notFound(what: string, dress?: Dress): Refusal {
  return new Refusal(404, dress === 'Graph' ? 'Request_ResourceNotFound' : 'ResourceNotFound', what, dress === undefined ? {} : { dress });
}

/** What Graph says when a budget is used up (graph-intune.md 2.3). */
export function tooMany(retryAfter?: string): Refusal {
  return new Refusal(429, 'TooManyRequests', 'Too Many Requests', { dress: 'Graph', ...(retryAfter === undefined ? {} : { headers: { 'retry-after': retryAfter } }) });
}

/** The body of an error answer. `ids` are the request's and the activity's. */
export function errorBody(refusal: Refusal, dress: Dress, ids: { request: string; client: string; activity: string }, date: string, url: string): JsonObject {
  const inner = { date: date.slice(0, 19), 'request-id': ids.request, 'client-request-id': ids.client };
  if ((refusal.more.dress ?? dress) === 'Graph') return { error: { code: refusal.code, message: refusal.message, innerError: inner } };
  const nested = {
    _version: 3,
    Message:
      `${refusal.message} - Operation ID (for customer support): 00000000-0000-0000-0000-000000000000 - Activity ID: ${ids.activity} - ` +
      `Url: https://fef.amsua0102.manage.microsoft.com/DeviceConfiguration_2601/StatelessDeviceConfigurationFEService/${url}?api-version=5026-01-01`,
    CustomApiErrorPhrase: refusal.more.phrase ?? '',
    RetryAfter: refusal.more.retryAfter ?? null,
    ErrorSourceService: '',
    HttpHeaders: '{}',
  };
  return { error: { code: refusal.code, message: JSON.stringify(nested, undefined, 2).replace(/\n/g, '\r\n'), innerError: inner } };
}
