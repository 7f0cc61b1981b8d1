import { isList, isObject, objectAt, textAt, textsAt, type Json, type JsonObject } from '../../model/json.js';
import { okWith, type Answer } from '../service/answer.js';
import { badRequest } from '../service/refusal.js';
import type { SimulatedTenant } from '../simulated-tenant.js';
import type { Deed } from './faults.js';
import { answerOne, type RawRequest } from './tenant-server.js';
import type { Caller } from './token.js';

/**
 * `$batch`: at most 20 requests below one version, each throttled and failing on its own, answers in another order than
 * asked, a dependent of a failed one gets 424 (graph-intune.md 5).
 * @throws Refusal 400 for the whole batch where it is malformed
 */
export function answerBatch(tenant: SimulatedTenant, envelope: RawRequest, body: Json | undefined, caller: Caller): Answer {
  const requests = isObject(body) ? body['requests'] : undefined;
  if (envelope.method !== 'POST' || !isList(requests)) throw badRequest("Invalid batch payload format: it takes POST and 'requests'.", 'Graph');
  if (requests.length > 20) throw badRequest('Number of batch request steps exceeds the maximum value of 20.', 'Graph');
  const statuses = new Map<string, number>();
  const responses: JsonObject[] = [];
  const ids = new Set<string>();
  for (const item of requests) {
    const id = isObject(item) ? textAt(item, 'id') : undefined;
    if (!isObject(item) || id === undefined || ids.has(id.toLowerCase())) throw badRequest('Invalid batch payload format: every request needs an id of its own.', 'Graph');
    ids.add(id.toLowerCase());
    const url = textAt(item, 'url');
    const method = textAt(item, 'method')?.toUpperCase();
    if (url === undefined || method === undefined || /^https?:/iu.test(url)) throw badRequest(`Invalid batch payload format: request '${id}' needs a method and a relative url.`, 'Graph');
    const needs = textsAt(item, 'dependsOn');
    const unknown = needs.find((need) => !ids.has(need.toLowerCase()));
    if (unknown !== undefined) throw badRequest(`Invalid batch payload format: request '${id}' depends on '${unknown}', which does not come before it.`, 'Graph');
    const failed = needs.some((need) => (statuses.get(need.toLowerCase()) ?? 0) >= 400);
    const answer = failed ? dependencyFailed() : answerItem(tenant, { ...envelope, caller }, item, method, url);
    statuses.set(id.toLowerCase(), answer.status);
    const headers = { 'Content-Type': 'application/json', ...pascal(answer.headers ?? {}) };
    responses.push({ id, status: answer.status, headers, ...(answer.body === undefined ? {} : { body: answer.body }) });
  }
  // any order: the last answer first is as good as another, and finds clients that count on theirs
  return okWith({ responses: responses.reverse() });
}

function answerItem(tenant: SimulatedTenant, envelope: RawRequest, item: JsonObject, method: string, url: string): Answer {
  const own: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(objectAt(item, 'headers') ?? {})) if (typeof value === 'string') own[name.toLowerCase()] = value;
  const json = item['body'];
  if (method !== 'GET' && json !== undefined && own['content-type'] === undefined) {
    return { status: 400, body: { error: { code: 'BadRequest', message: 'Write request id : has no content-type header for its body.' } } };
  }
  const question = url.indexOf('?');
  const path = (question < 0 ? url : url.slice(0, question)).replace(/^\/+/u, '');
  const deed = inEnvelope(tenant.faults.strike(method, path));
  return answerOne(
    tenant,
    { method, version: envelope.version, path, query: question < 0 ? '' : url.slice(question + 1), headers: own, origin: envelope.origin, ...(envelope.caller === undefined ? {} : { caller: envelope.caller }), ...(json === undefined ? {} : { json }) },
    deed,
  );
}

/** An item has no connection of its own to lose: what would befall one becomes a gateway that gave up, before or after the deed. */
function inEnvelope(deed: Deed | undefined): Deed | undefined {
  switch (deed?.deed) {
    case 'close before': return { deed: 'status', status: 504 };
    case 'drop answer':
    case 'reset mid-body':
    case 'truncate':
    case 'empty 200': return { deed: 'status', status: 504, executed: true };
    case 'html': return { deed: 'status', status: deed.status };
    default: return deed;
  }
}

function dependencyFailed(): Answer {
  return { status: 424, body: { error: { code: 'FailedDependency', message: 'The request failed because a request it depends on failed.' } } };
}

function pascal(headers: Readonly<Record<string, string>>): JsonObject {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name === 'retry-after' ? 'Retry-After' : name, value]));
}
