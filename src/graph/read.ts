import { failed, ok, type Result } from '../model/failure.js';
import { isObject, type JsonObject } from '../model/json.js';
import type { Get } from '../model/ports.js';
import type { CallFacts, Reply } from './call.js';
import { costOf } from './cost.js';
import { followed, targetOf } from './endpoint.js';
import { type Asked, failureIn, failureOf } from './failures.js';
import type { Wire } from './wire.js';

/** Members that were added to an enumeration later come back as themselves only when asked so (graph-intune.md 1). */
const allMembers = 'include-unknown-enum-members';

export function askedOf(wire: Wire, { path, scopes }: Get): Asked {
  return { side: wire.side, name: wire.settings.name, method: 'GET', path, write: false, ...(scopes === undefined ? {} : { scopes }) };
}

/** The headers of a read: the caller's own, JSON, and all members of enumerations. */
export function readHeaders(own: Readonly<Record<string, string>> = {}): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json' };
  for (const [name, value] of Object.entries(own)) headers[name.toLowerCase()] = value;
  headers['prefer'] = headers['prefer'] === undefined ? allMembers : `${headers['prefer']}, ${allMembers}`;
  return headers;
}

/** The call that a read makes; a failure where its path or link leads elsewhere than to the tenant. */
export function callOfGet(wire: Wire, get: Get): Result<CallFacts> {
  const isLink = /^[a-z][a-z0-9+.-]*:\/\//i.test(get.path);
  const url = isLink ? followed(wire.endpoint, get.path) : targetOf(wire.endpoint, get.api, get.path);
  if (url === undefined || !url.startsWith(`${wire.endpoint.base}/${get.api}/`)) {
    const where = isLink && URL.canParse(get.path) ? new URL(get.path).origin : 'a place outside the API';
    return failed(failureIn(askedOf(wire, { ...get, path: isLink ? '(a link)' : get.path }), 'untrusted', `would lead to ${where}, which is not ${wire.endpoint.base}; it was not sent`));
  }
  const cost = costOf(get.service, 'GET', url.slice(`${wire.endpoint.base}/${get.api}/`.length));
  return ok({ method: 'GET', api: get.api, url, service: get.service, headers: readHeaders(get.headers), cost, write: false, repeatable: true });
}

/** The object that a reply to a read holds. */
export function objectOf(asked: Asked, reply: Reply): Result<JsonObject> {
  if (reply.as !== 'answer' || reply.status < 200 || reply.status >= 300) return failed(failureOf(asked, reply));
  if (isObject(reply.body)) return ok(reply.body);
  // nothing linked: some navigation properties answer 404, others 204 or a bare null (graph-intune.md 10)
  if (reply.status === 204 || reply.body === null) return failed(failureIn(asked, 'missing', 'was answered with nothing', reply.status));
  const what = reply.body === undefined ? 'nothing' : Array.isArray(reply.body) ? 'a bare list' : `a ${typeof reply.body}`;
  return failed(failureIn(asked, 'untrusted', `was answered with ${what} where an object was due`, reply.status));
}

/** Reads one object. */
export async function readOne(wire: Wire, get: Get): Promise<Result<JsonObject>> {
  const call = callOfGet(wire, get);
  if (!call.ok) return call;
  const { reply } = await wire.exchange(call.value);
  return objectOf(askedOf(wire, get), reply);
}
