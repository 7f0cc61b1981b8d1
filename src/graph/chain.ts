import { Client, type Context, type GraphRequest, type Middleware, ResponseType } from '@microsoft/microsoft-graph-client';
import { isObject } from '../model/json.js';
import { Call, type CallFacts, type Reply } from './call.js';
import type { Endpoint } from './endpoint.js';

/** What a middleware of ours works on: the call, and the SDK's request with its headers and body. */
export interface Passing {
  readonly call: Call;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** One step of the chain: does its part, and lets the rest of the chain do the rest. It leaves the outcome in `call.reply`. */
export type Step = (passing: Passing, next: (passing: Passing) => Promise<void>) => Promise<void>;

function callOf(context: Context): Call {
  const call: unknown = context.middlewareControl?.getMiddlewareOptions(Call);
  if (!(call instanceof Call)) throw new Error('a request came into the chain without its call');
  return call;
}

function passingOf(context: Context): Passing {
  const options: unknown = context.options;
  const given = isObject(options) && isObject(options['headers']) ? options['headers'] : {};
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) if (typeof value === 'string') headers[name] = value;
  const body = isObject(options) ? options['body'] : undefined;
  return { call: callOf(context), headers, ...(typeof body === 'string' ? { body } : {}) };
}

/** Makes a middleware of the SDK from a step. Each passes copies on: what is changed in place is lost to a retry. */
function middleware(step: Step): Middleware {
  let following: Middleware | undefined;
  return {
    async execute(context) {
      await step(passingOf(context), async ({ headers, body }) => {
        const options = { ...context.options, headers: { ...headers }, ...(body === undefined ? {} : { body }) };
        await following?.execute({ ...context, options });
      });
    },
    setNext(next) {
      following = next;
    },
  };
}

/** The last reply to a call, and whether an earlier sending of a write may have been executed. */
export interface Ending {
  readonly reply: Reply;
  readonly lost: boolean;
}

/**
 * Sends calls through the Graph SDK and our own chain. It throws the signal's reason when the run is stopped while a call
 * waits and was surely not carried out, and nothing else that is expected: of one that may have been, it gives the last reply.
 */
export type Exchange = (facts: CallFacts) => Promise<Ending>;

/** The path the SDK may see: without the query, which it would rebuild, and without what it takes for a host. */
function pathForSdk(endpoint: Endpoint, { url, api }: CallFacts): string {
  const path = url.slice(`${endpoint.base}/${api}`.length).split('?')[0] ?? '';
  return path.replaceAll('https://', 'https:%2F%2F');
}

/**
 * Wires the chain into a client of the SDK. The SDK sees the cloud's own https root; where the request really goes is
 * known to the last step alone (graph-intune.md 16).
 */
export function makeExchange(endpoint: Endpoint, steps: readonly Step[], signal?: AbortSignal): Exchange {
  const client = Client.initWithMiddleware({ middleware: steps.map(middleware), baseUrl: endpoint.root });
  return async (facts) => {
    const call = new Call(facts);
    const request = client.api(pathForSdk(endpoint, facts)).version(facts.api).headers(facts.headers).responseType(ResponseType.RAW).middlewareOptions([call]);
    try {
      await sent(request, facts);
    } catch (error) {
      if (signal?.aborted === true && call.lost && call.last !== undefined) return { reply: call.last, lost: true };
      // the SDK wraps whatever is thrown below it; a stopped run must be seen as what it is
      throw signal?.aborted === true ? signal.reason : error;
    }
    if (call.reply === undefined) throw new Error(`the chain left ${facts.method} ${facts.url.split('?')[0]} without a reply`);
    return { reply: call.reply, lost: call.lost };
  };
}

function sent(request: GraphRequest, { method, body }: CallFacts): Promise<unknown> {
  switch (method) {
    case 'GET':
      return request.get();
    case 'POST':
      return request.post(body);
    case 'PATCH':
      return request.patch(body);
    case 'PUT':
      return request.put(body);
    case 'DELETE':
      return request.delete();
  }
}
