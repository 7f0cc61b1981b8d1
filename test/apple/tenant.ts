import { failed, ok, type Failure, type Result } from '../../src/model/failure.js';
import type { Side } from '../../src/model/ids.js';
import { isObject, objectAt, objectsAt, textAt, type JsonObject } from '../../src/model/json.js';
import type { Get, Page, TenantReader, TenantWriter, Write, WriteAnswer } from '../../src/model/ports.js';
import type { GraphAnswer, GraphModule } from '../../src/simulator/apple/mount.js';

/** A tenant's port right on top of the simulated Apple part, for tests that need no HTTP. Other collections are given as they are. */
export interface TestTenant {
  readonly reader: TenantReader;
  readonly writer: TenantWriter;
  readonly collections: Record<string, JsonObject[]>;
  /** Every write that was sent: `POST deviceManagement/…`. */
  readonly writes: string[];
  reads: number;
  /** Answers the next request whose path matches with this status. */
  readonly refusals: { on: RegExp; status: number; times: number }[];
}

export function testTenant(name: string, side: Side, module: GraphModule, collections: Record<string, JsonObject[]> = {}): TestTenant {
  const writes: string[] = [];
  const refusals: TestTenant['refusals'] = [];
  const tenant = { reads: 0 };
  const answer = (method: string, request: Get, body?: JsonObject): GraphAnswer => {
    const [path = '', query = ''] = request.path.split('?');
    const refusal = refusals.find((each) => each.times > 0 && each.on.test(`${method} ${path}`));
    if (refusal !== undefined) {
      refusal.times -= 1;
      return { status: refusal.status, body: { error: { code: 'Scripted', message: 'This answer was asked for.' } } };
    }
    const plain = decodeURIComponent(path);
    const own = module.handle({ method, path: plain, query: new URLSearchParams(query), root: 'https://graph.example.com/beta', ...(body === undefined ? {} : { body }) });
    if (own !== undefined) return own;
    const items = collections[plain];
    return items === undefined ? { status: 404, body: { error: { code: 'ResourceNotFound', message: `nothing at ${plain}` } } } : { status: 200, body: { value: items } };
  };
  const settle = (request: Get, { status, body }: GraphAnswer): Result<JsonObject> => (status < 300 ? ok(body ?? {}) : failed(failureOf(side, request, status, body)));
  const get = async (request: Get): Promise<Result<JsonObject>> => {
    tenant.reads += 1;
    return settle(request, answer('GET', request));
  };
  const reader: TenantReader = {
    side, name, tenantId: `id of ${name}`, bindRoot: 'https://graph.microsoft.com', get,
    async *pages(request): AsyncIterable<Result<Page>> {
      let next: Get | undefined = request;
      while (next !== undefined) {
        const page: Result<JsonObject> = await get(next);
        if (!page.ok) {
          yield page;
          return;
        }
        yield ok({ items: objectsAt(page.value, 'value'), envelope: page.value });
        const link: string | undefined = textAt(page.value, '@odata.nextLink')?.replace('https://graph.example.com/beta/', '');
        next = link === undefined ? undefined : { ...request, path: link };
      }
    },
    getMany: (requests) => Promise.all(requests.map(get)),
  };
  const write = async (request: Write): Promise<Result<WriteAnswer>> => {
    writes.push(`${request.method} ${request.path}`);
    const given = answer(request.method, request, request.body);
    const result = settle(request, given);
    return result.ok ? ok({ status: given.status, ...(given.body === undefined ? {} : { body: given.body }) }) : result;
  };
  return Object.assign(tenant, { reader, writer: { ...reader, side: 'destination', write } satisfies TenantWriter, collections, writes, refusals });
}

function failureOf(side: Side, request: Get, status: number, body: JsonObject | undefined): Failure {
  const error = isObject(body) ? (objectAt(body, 'error') ?? {}) : {};
  const kinds: Readonly<Record<number, Failure['kind']>> = { 401: 'signed out', 403: 'forbidden', 404: 'missing', 409: 'clash', 429: 'throttled', 503: 'unavailable', 504: 'lost answer' };
  return { kind: kinds[status] ?? 'refused', side, status, message: `${request.path.split('?')[0] ?? ''} answered ${status}: ${textAt(error, 'message') ?? ''}`, ...(request.scopes === undefined ? {} : { scopes: request.scopes }) };
}
