import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { refuse, type Answer } from './answers.js';
import { takeFault } from './faults.js';
import { settle } from './life.js';
import { makeLimits } from './limits.js';
import type { Organization } from './organization.js';
import { logAnswer, route } from './routes.js';
import { signIn } from './sign-in.js';

export interface RunningOrganization {
  /** For `apple.apiUrl`: ends in `/v1`. */
  readonly apiUrl: string;
  readonly tokenUrl: string;
  close(): Promise<void>;
}

/** Serves a simulated organization over HTTP on the loopback interface; port 0 takes a free one. */
export async function serveOrganization(organization: Organization, port = 0): Promise<RunningOrganization> {
  const limits = makeLimits(organization);
  const server = createServer((request, response) => {
    void serve(organization, limits, request, response).catch((error: unknown) => {
      // a fault of the simulator itself: loud, so that nobody takes it for an answer of Apple's
      response.writeHead(500, { 'Content-Type': 'text/plain' }).end(error instanceof Error ? (error.stack ?? error.message) : 'error');
    });
  });
  const at = await listen(server, port);
  return {
    apiUrl: `http://127.0.0.1:${at}/v1`,
    tokenUrl: `http://127.0.0.1:${at}/auth/oauth2/v2/token`,
    close: () => new Promise((resolve, reject) => {
      server.close((error) => (error === undefined ? resolve() : reject(error)));
      server.closeAllConnections();
    }),
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('the simulated organization got no port'));
      else resolve(address.port);
    });
  });
}

async function serve(organization: Organization, limits: ReturnType<typeof makeLimits>, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const method = request.method ?? 'GET';
  const root = `http://${request.headers.host ?? '127.0.0.1'}`;
  const url = new URL(request.url ?? '/', root);
  const body = await bodyOf(request);
  const call = `${method} ${url.pathname}`;
  const fault = takeFault(organization.faults, call);
  if (fault?.as === 'drop') return void request.socket.destroy();
  if (fault?.as === 'slow') await new Promise((resolve) => { setTimeout(resolve, fault.milliseconds).unref(); });
  const answer = faulty(fault) ?? (await answerTo(organization, limits, request, { method, url, body, root }));
  if (fault?.as === 'drop after') return void request.socket.destroy();
  send(response, answer);
}

function faulty(fault: ReturnType<typeof takeFault>): Answer | undefined {
  if (fault?.as === 'status') return refuse(fault.status, fault.status === 401 ? 'NOT_AUTHORIZED' : 'SCRIPTED', 'This answer was asked for.', undefined, fault.retryAfter === undefined ? {} : { 'Retry-After': fault.retryAfter });
  if (fault?.as === 'html') return { status: fault.status, text: { type: 'text/html', content: '<!DOCTYPE html><html><head><title>Gateway</title></head><body><h1>The proxy says no</h1></body></html>' } };
  return undefined;
}

interface Arrived {
  readonly method: string;
  readonly url: URL;
  readonly body: string;
  readonly root: string;
}

async function answerTo(organization: Organization, limits: ReturnType<typeof makeLimits>, request: IncomingMessage, { method, url, body, root }: Arrived): Promise<Answer> {
  settle(organization);
  const log = /^\/logs\/([^/]+)\.csv$/.exec(url.pathname)?.[1];
  if (log !== undefined) return logAnswer(organization, log, url.searchParams.get('signature'));
  if (/^\/auth\/oauth2(\/v2)?\/token$/.test(url.pathname)) {
    return method === 'POST' ? signIn(organization, new URLSearchParams(body === '' ? url.search : body)) : refuse(405, 'METHOD_NOT_ALLOWED', 'Use POST.');
  }
  if (!url.pathname.startsWith('/v1/')) return refuse(404, 'PATH_ERROR', `The simulated organization has no ${url.pathname}.`);
  if (!(request.headers.accept ?? '').includes('application/json')) return refuse(406, 'NOT_ACCEPTABLE', 'Only application/json is served.');
  const expires = organization.tokens.get((request.headers.authorization ?? '').replace(/^Bearer /, ''));
  if (expires === undefined || expires <= organization.clock.now()) return refuse(401, 'NOT_AUTHORIZED', 'The access token is missing or has expired.');
  const seconds = limits.seconds(method);
  if (seconds > 0) return refuse(429, 'RATE_LIMIT_EXCEEDED', 'Too many requests.', undefined, { 'Retry-After': String(seconds) });
  const path = url.pathname.slice('/v1/'.length);
  const name = `${method} ${path.split('/')[0] ?? ''}`;
  organization.calls.set(name, (organization.calls.get(name) ?? 0) + 1);
  return route(organization, { method, path, query: url.searchParams, body: parsed(body), root: `${root}/v1` });
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // an empty or broken body: the route says what it misses
    return undefined;
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) if (Buffer.isBuffer(piece)) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

function send(response: ServerResponse, answer: Answer): void {
  const type = answer.text?.type ?? 'application/json';
  response.writeHead(answer.status, { 'Content-Type': type, ...answer.headers });
  response.end(answer.text?.content ?? JSON.stringify(answer.body ?? {}));
}
