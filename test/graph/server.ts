import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type DestinationTenant, openDestination, openSource, type SourceTenant } from '../../src/graph/open.js';
import type { TenantSettings, World } from '../../src/graph/world.js';
import type { Failure, Result } from '../../src/model/failure.js';
import { VirtualClock } from './clock.js';

export const tenantId = '11111111-2222-4333-8444-555555555555';

export interface Seen {
  readonly method: string;
  /** As it came over the wire. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** On the clock of the test. */
  readonly at: number;
}

export interface Said {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object goes as JSON, a text as it is. */
  readonly body?: unknown;
}

/** What the server does about a request: an answer, or anything at all with the raw response. */
export type Script = (seen: Seen, index: number, response: ServerResponse) => Said | undefined | Promise<Said | undefined>;

export function say(response: ServerResponse, { status = 200, headers = {}, body }: Said): void {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { ...(body === undefined ? {} : { 'content-type': 'application/json' }), 'request-id': `r-${status}`, ...headers });
  response.end(text);
}

/** A JWT as Graph hands them out; nobody checks the signature. */
export function jwt(claims: Readonly<Record<string, unknown>>): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.c2lnbmF0dXJl`;
}

export const goodToken = jwt({ tid: tenantId, appid: 'app-1', roles: ['DeviceManagementConfiguration.ReadWrite.All'], exp: 4_000_000_000 });

export interface Stage {
  readonly source: SourceTenant;
  readonly destination: DestinationTenant;
  readonly clock: VirtualClock;
  readonly seen: Seen[];
  readonly url: string;
  readonly log: { readonly fields: Readonly<Record<string, unknown>>; readonly message: string }[];
}

export interface StageOptions {
  readonly settings?: Partial<TenantSettings>;
  readonly world?: Partial<World>;
  readonly clock?: VirtualClock;
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  return address.port;
}

async function read(request: IncomingMessage): Promise<string> {
  let body = '';
  request.setEncoding('utf8');
  for await (const part of request) body += String(part);
  return body;
}

/** Runs a test against a server on loopback that follows a script; everything is closed afterwards. */
export async function onStage<T>(script: Script, act: (stage: Stage) => Promise<T>, options: StageOptions = {}): Promise<T> {
  const clock = options.clock ?? new VirtualClock();
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const index = seen.length;
    const early = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, at: clock.now() };
    const entry: Seen = { ...early, body: '' };
    seen.push(entry);
    void read(request).then(async (body) => {
      const whole = { ...entry, body };
      seen[index] = whole;
      const said = await script(whole, index, response);
      if (said !== undefined) say(response, said);
    }, () => response.destroy());
  });
  const url = `http://127.0.0.1:${await listening(server)}`;
  const log: Stage['log'] = [];
  const note = (fields: Readonly<Record<string, unknown>>, message: string): void => {
    log.push({ fields, message });
  };
  const settings: TenantSettings = { name: 'contoso', tenantId, cloud: 'global', graphUrl: url, auth: { method: 'token', tokenEnv: 'CONTOSO_TOKEN' }, timeout: 5, ...options.settings };
  const world: World = { clock, log: { debug: note, warn: note }, env: { CONTOSO_TOKEN: goodToken }, random: () => 0.5, ...options.world };
  const source = openSource(settings, world);
  const destination = openDestination(settings, world);
  try {
    return await act({ source, destination, clock, seen, url, log });
  } finally {
    await Promise.all([source.close(), destination.close()]);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

export const ask = { api: 'beta', service: 'device-configuration' } as const;

/** The failure of a result that must be one. */
export function failureIn<T>(result: Result<T> | undefined): Failure {
  assert.ok(result !== undefined && !result.ok, 'a failure was due');
  return result.failure;
}

export function valueIn<T>(result: Result<T> | undefined): T {
  assert.ok(result !== undefined && result.ok, result?.ok === false ? result.failure.message : 'a result was due');
  return result.value;
}

/** Cuts the connection without an answer. */
export function cut(response: ServerResponse): undefined {
  response.socket?.destroy();
  return undefined;
}
