import { failureOf } from '../../src/graph/failures.js';
import { failed, ok, type Result } from '../../src/model/failure.js';
import { isObject, objectsAt, textAt, type Json, type JsonObject } from '../../src/model/json.js';
import type { Get, Page, TenantWriter, Write, WriteAnswer } from '../../src/model/ports.js';
import { answerOne } from '../../src/simulator/http/tenant-server.js';
import type { SimulatedTenant } from '../../src/simulator/simulated-tenant.js';

/** A simulated tenant asked without a network: for tests of thousands of moves. Every write is kept in `sent`. */
export function directTenant(tenant: SimulatedTenant, name: string): TenantWriter & { readonly sent: Write[] } {
  const { tenantId } = tenant.identity;
  const caller = { tenantId, appId: 'direct', scopes: [], delegated: false };
  const sent: Write[] = [];
  const ask = (method: string, { api, path, headers = {} }: Get | Write, body?: JsonObject): Result<{ status: number; body?: Json }> => {
    const plain = path.replace(/^https?:\/\/[^/]+\/(?:v1\.0|beta)\//u, '');
    const question = plain.indexOf('?');
    const lowered = Object.fromEntries(Object.entries(headers).map(([key, value]) => [key.toLowerCase(), value]));
    const answer = answerOne(
      tenant,
      { method, version: api, path: question < 0 ? plain : plain.slice(0, question), query: question < 0 ? '' : plain.slice(question + 1), headers: lowered, origin: 'http://direct', caller, ...(body === undefined ? {} : { json: copy(body) }) },
      undefined,
    );
    const copied = answer.body === undefined ? {} : { body: copy(answer.body) };
    if (answer.status < 300) return ok({ status: answer.status, ...copied });
    return failed(failureOf({ side: 'destination', name, method: method === 'GET' ? 'GET' : 'POST', path, write: method !== 'GET' }, { as: 'answer', status: answer.status, headers: answer.headers ?? {}, ...copied }));
  };
  const get = (request: Get): Result<JsonObject> => {
    const answer = ask('GET', request);
    if (!answer.ok) return answer;
    return isObject(answer.value.body) ? ok(answer.value.body) : failed({ kind: 'missing', side: 'destination', message: `${request.path} is nothing` });
  };
  async function* pages(request: Get): AsyncGenerator<Result<Page>, void, undefined> {
    for (let path: string | undefined = request.path; path !== undefined; ) {
      const answer = get({ ...request, path });
      if (!answer.ok) {
        yield answer;
        return;
      }
      yield ok({ items: objectsAt(answer.value, 'value'), envelope: answer.value });
      path = textAt(answer.value, '@odata.nextLink');
    }
  }
  return {
    side: 'destination',
    name,
    tenantId,
    bindRoot: 'https://graph.microsoft.com',
    sent,
    get: (request) => Promise.resolve(get(request)),
    pages,
    getMany: (requests) => Promise.resolve(requests.map(get)),
    write(request) {
      sent.push(request);
      const answer = ask(request.method, request, request.body ?? (request.method === 'DELETE' ? undefined : {}));
      return Promise.resolve<Result<WriteAnswer>>(answer.ok ? ok(answer.value) : answer);
    },
  };
}

function copy<T extends Json>(value: T): T {
  return structuredClone(value);
}
