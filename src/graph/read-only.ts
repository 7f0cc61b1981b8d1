import { isList, isObject } from '../model/json.js';
import { parseJson } from '../model/untrusted-json.js';
import type { Passing, Step } from './chain.js';

/** Whether a request can change nothing: a GET, or a batch of nothing but GETs. */
export function onlyReads({ call, body }: Passing): boolean {
  const { method, url } = call.facts;
  if (method === 'GET') return body === undefined;
  if (method !== 'POST' || !/\/(v1\.0|beta)\/\$batch$/.test(url) || body === undefined) return false;
  const batch = parseJson(body);
  const requests = isObject(batch) ? batch['requests'] : undefined;
  return isList(requests) && requests.every((request) => isObject(request) && request['method'] === 'GET' && request['body'] === undefined);
}

/** The second lock on the source: types say that nobody writes to it, this refuses whatever the types let through. */
export function readOnly(name: string): Step {
  return async (passing, next) => {
    if (onlyReads(passing)) return next(passing);
    passing.call.reply = { as: 'not called', why: 'read only', detail: `${name} is the source and is only ever read; nothing was sent` };
  };
}
