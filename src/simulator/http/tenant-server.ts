import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isObject, type Json, type JsonObject } from '../../model/json.js';
import { handle, type ServiceRequest } from '../service/handle.js';
import { badRequest, errorBody, noSegment, notFound, Refusal, tooMany, worded, type Dress } from '../service/refusal.js';
import type { Answer } from '../service/answer.js';
import type { SimulatedTenant } from '../simulated-tenant.js';
import { answerBatch } from './batch.js';
import type { Deed } from './faults.js';
import { answerSignIn } from './sign-in.js';
import { answerStorage, type StorageAnswer } from './storage.js';
import { readToken, type Caller } from './token.js';

/** Serves one tenant over HTTP on loopback. `port` 0 takes any free one. */
export async function serve(tenant: SimulatedTenant, port: number): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    answerHttp(tenant, request, response).catch((error: unknown) => {
      // a sender that went away before its request was whole gets no answer
      if (!request.destroyed) throw error;
    });
  });
  server.keepAliveTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const bound: AddressInfo | undefined = typeof address === 'object' && address !== null ? address : undefined;
  return { url: `http://127.0.0.1:${bound?.port ?? port}`, server };
}

async function answerHttp(tenant: SimulatedTenant, request: IncomingMessage, response: ServerResponse): Promise<void> {
  tenant.counters.exchanges += 1;
  const url = request.url ?? '/';
  const question = url.indexOf('?');
  const full = (question < 0 ? url : url.slice(0, question)).replace(/^\/+/u, '');
  const slash = full.indexOf('/');
  const version = slash < 0 ? full : full.slice(0, slash);
  const path = slash < 0 ? '' : full.slice(slash + 1);
  const method = request.method ?? 'GET';
  // a whole request is executed even where its sender goes away before it is answered; the storage reads its blocks itself
  const text = version === 'storage' ? '' : await bodyText(request);
  const deed = tenant.faults.strike(method, path);
  const wait = tenant.latency() + (deed?.deed === 'delay' ? deed.milliseconds : 0);
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  if (deed?.deed === 'close before') {
    tenant.note({ method, path, status: 0, fault: deed.deed });
    request.socket.destroy();
    return;
  }
  const headers = lowered(request);
  if (version === 'storage') {
    await sendStorage(tenant, request, response, deed, path, question < 0 ? '' : url.slice(question + 1));
    return;
  }
  const query = question < 0 ? '' : url.slice(question + 1);
  const origin = `http://${headers['host'] ?? '127.0.0.1'}`;
  const signIn = answerSignIn(tenant, method, full, text, origin);
  if (signIn !== undefined) {
    send(tenant, request, response, signIn, undefined);
    return;
  }
  const answer = answerOne(tenant, { method, version, path, query, headers, text, origin }, deed);
  send(tenant, request, response, answer, deed);
}

/** What goes wrong with the storage is a status without a body. */
async function sendStorage(tenant: SimulatedTenant, request: IncomingMessage, response: ServerResponse, deed: Deed | undefined, place: string, query: string): Promise<void> {
  const known = await answerStorage(tenant, request, place, new URLSearchParams(query));
  const answer: StorageAnswer = deed?.deed === 'status' ? { status: deed.status, ...(deed.code === undefined ? {} : { code: deed.code }) } : known;
  tenant.note({ method: request.method ?? 'PUT', path: `storage/${new URLSearchParams(query).get('comp') ?? ''}`, status: answer.status, ...(deed === undefined ? {} : { fault: deed.deed }) });
  if (deed?.deed === 'drop answer') {
    request.socket.destroy();
    return;
  }
  response.statusCode = answer.status;
  if (answer.code !== undefined) response.setHeader('x-ms-error-code', answer.code);
  response.end();
}

/** A request as it came, before anything of it is believed. */
export interface RawRequest {
  readonly method: string;
  readonly version: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text?: string;
  readonly json?: Json;
  readonly origin: string;
  /** Of an item of a batch: the envelope has shown the token. */
  readonly caller?: Caller;
}

/** Checks token, budget and fault, then asks the service. Never throws. */
export function answerOne(tenant: SimulatedTenant, raw: RawRequest, deed: Deed | undefined): Answer {
  const { method, path } = raw;
  const ids = { request: tenant.requestId(), client: raw.headers['client-request-id'] ?? '', activity: tenant.requestId() };
  const dress: Dress = /^device(App)?Management/iu.test(path) ? 'Intune' : 'Graph';
  const headers: Record<string, string> = { 'request-id': ids.request, ...(ids.client === '' ? {} : { 'client-request-id': ids.client }) };
  try {
    if (raw.version !== 'beta' && raw.version !== 'v1.0') throw new Refusal(404, 'ResourceNotFound', `Invalid version: ${raw.version.toLowerCase()}`, { dress: 'Graph' });
    const caller = raw.caller ?? readToken(raw.headers['authorization'], tenant.identity.tenantId, tenant.tokenTime());
    tenant.admit(caller, method, path);
    const executed = executes(deed);
    if (deed !== undefined && !executed) return withHeaders(faulty(tenant, deed, ids, dress, path), headers, tenant, method, path, deed);
    const isBatch = /^\$batch$/iu.test(path);
    if (!isBatch) tenant.budget(path, method !== 'GET');
    const request: ServiceRequest = { method, version: raw.version, path, query: raw.query, headers: raw.headers, origin: raw.origin, ...bodyOf(raw) };
    const answer = isBatch ? answerBatch(tenant, raw, request.body, caller) : tenant.guarded(request, deed?.deed === 'stale' ? deed.seconds : 0, () => tenant.mounted(request) ?? handle(tenant.data, request));
    if (deed?.deed === 'status') return withHeaders(faulty(tenant, deed, ids, dress, path), headers, tenant, method, path, deed);
    return withHeaders(disturbed(answer, deed), headers, tenant, method, path, deed);
  } catch (error) {
    const refusal = error instanceof Refusal ? worded(error, path, tenant.options.malformedIs500 === true) : new Refusal(500, 'InternalServerError', error instanceof Error ? `the simulator failed: ${error.stack ?? error.message}` : 'the simulator failed', { dress: 'Graph' });
    const body = errorBody(refusal, dress, ids, new Date(tenant.data.now()).toISOString(), path);
    return withHeaders({ status: refusal.status, body, ...(refusal.more.headers === undefined ? {} : { headers: refusal.more.headers }) }, headers, tenant, method, path, deed);
  }
}

function withHeaders(answer: Answer, headers: Readonly<Record<string, string>>, tenant: SimulatedTenant, method: string, path: string, deed: Deed | undefined): Answer {
  tenant.note({ method, path, status: answer.status, ...(deed === undefined ? {} : { fault: deed.deed }) });
  return { ...answer, headers: { ...headers, ...answer.headers } };
}

function executes(deed: Deed | undefined): boolean {
  switch (deed?.deed) {
    case 'throttle':
    case 'html':
    case 'forbidden':
    case 'not licensed':
    case 'no segment':
    case 'close before': return false;
    case 'status': return deed.executed === true;
    default: return true;
  }
}

function faulty(tenant: SimulatedTenant, deed: Deed, ids: { request: string; client: string; activity: string }, dress: Dress, path: string): Answer {
  const date = new Date(tenant.data.now()).toISOString();
  const error = (refusal: Refusal, retryAfter?: string): Answer => ({ status: refusal.status, body: errorBody(refusal, dress, ids, date, path), ...(retryAfter === undefined ? {} : { headers: { 'retry-after': retryAfter } }) });
  switch (deed.deed) {
    case 'throttle': return error(tooMany(), deed.retryAfter);
    case 'status': return error(new Refusal(deed.status, deed.code ?? statusCodes[deed.status] ?? 'UnknownError', deed.message ?? `The service answers ${deed.status}.`), deed.retryAfter);
    case 'forbidden': return error(new Refusal(403, 'Forbidden', 'Application is not authorized to perform this operation. Application must have one of the following scopes.'));
    case 'not licensed': return error(new Refusal(403, 'Forbidden', 'Request not applicable to target tenant.', { dress: 'Graph' }));
    case 'no segment': return error(noSegment(path.split('/').at(-1) ?? path));
    case 'html': return { status: deed.status, body: `<!DOCTYPE html><html><head><title>${deed.status}</title></head><body><h1>Our services aren't available right now</h1></body></html>`, headers: { 'content-type': 'text/html' } };
    default: return error(notFound('no such fault'));
  }
}

const statusCodes: Readonly<Record<number, string>> = { 500: 'InternalServerError', 502: 'BadGateway', 503: 'ServiceUnavailable', 504: 'GatewayTimeout', 409: 'Conflict', 412: 'PreconditionFailed', 423: 'Locked' };

/** Answers that are not what they should be although everything worked. */
function disturbed(answer: Answer, deed: Deed | undefined): Answer {
  if (!isObject(answer.body)) return answer;
  const next = answer.body['@odata.nextLink'];
  if (deed?.deed === 'foreign link' && typeof next === 'string') return { ...answer, body: { ...answer.body, '@odata.nextLink': next.replace(/^https?:\/\/[^/]+/u, deed.origin) } };
  if (deed?.deed !== 'noise') return answer;
  return { ...answer, body: { '@microsoft.graph.tips': 'Use $select to choose only the properties your app needs.', '@odata.someday': null, ...answer.body } satisfies JsonObject };
}

function bodyOf(raw: RawRequest): { body?: Json } {
  if (raw.json !== undefined) return { body: raw.json };
  if (raw.text === undefined || raw.text === '') return {};
  try {
    const body: unknown = JSON.parse(raw.text);
    return isJson(body) ? { body } : {};
  } catch {
    throw badRequest('Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.', 'Graph');
  }
}

/** What JSON.parse gives is JSON. */
function isJson(value: unknown): value is Json {
  return value !== undefined;
}

async function bodyText(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) if (Buffer.isBuffer(part)) parts.push(part);
  return Buffer.concat(parts).toString();
}

function lowered(request: IncomingMessage): Record<string, string | undefined> {
  const headers: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(request.headers)) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  return headers;
}

function send(tenant: SimulatedTenant, request: IncomingMessage, response: ServerResponse, answer: Answer, deed: Deed | undefined): void {
  if (deed?.deed === 'drop answer') {
    request.socket.destroy();
    return;
  }
  const type = answer.headers?.['content-type'];
  // what was refused was not carried out, and no fault makes a success of it
  const emptied = deed?.deed === 'empty 200' && answer.status < 300;
  const text = answer.body === undefined || emptied ? '' : type === undefined ? JSON.stringify(answer.body) : String(plain(answer.body));
  response.statusCode = emptied ? 200 : answer.status;
  response.setHeader('date', new Date(tenant.data.now()).toUTCString());
  response.setHeader('odata-version', '4.0');
  response.setHeader('x-ms-ags-diagnostic', '{"ServerInfo":{"DataCenter":"Simulated","Slice":"E","Ring":"1","ScaleUnit":"001","RoleInstance":"SIM01"}}');
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  if (type === undefined && (text !== '' || emptied)) {
    response.setHeader('content-type', 'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8');
  }
  if (deed?.deed === 'reset mid-body') {
    response.setHeader('content-length', Buffer.byteLength(text));
    response.write(text.slice(0, Math.max(1, text.length / 2)), () => request.socket.destroy());
    return;
  }
  response.end(deed?.deed === 'truncate' ? text.slice(0, Math.floor(text.length / 2)) : text);
}

function plain(body: Json): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}
