import type { MiddlewareOptions } from '@microsoft/microsoft-graph-client';
import type { Json } from '../model/json.js';
import type { Api, Service } from '../model/ports.js';

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** A whole answer was read. `body` is absent where there was none; `text` holds what came instead of JSON with an error. */
export interface Answer {
  readonly as: 'answer';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Json;
  readonly text?: string;
}

/** No whole answer came. */
export interface NoAnswer {
  readonly as: 'no answer';
  /**
   * - `not sent`: no connection was made, so nothing was done
   * - `no trust`: the other end's certificate does not hold; nothing was sent
   * - `cut`: the connection closed before the answer was whole
   * - `timeout`: the answer took too long
   * - `empty`: a success that says JSON and has no byte
   * - `garbled`: a success whose body is no JSON
   * - `too large`: the answer is larger than we accept
   */
  readonly why: 'not sent' | 'no trust' | 'cut' | 'timeout' | 'empty' | 'garbled' | 'too large';
  readonly detail: string;
  readonly status?: number;
}

/** The call never left: no token, a link elsewhere, or the service has refused everything for longer than anybody waits. */
export interface NotCalled {
  readonly as: 'not called';
  readonly why: 'signed out' | 'no sign-in' | 'untrusted' | 'read only' | 'throttled' | 'unavailable';
  readonly detail: string;
}

export type Reply = Answer | NoAnswer | NotCalled;

export interface CallFacts {
  readonly method: Method;
  readonly api: Api;
  /** The real URL, complete. The SDK is given the path only: it would reorder and merge the query. */
  readonly url: string;
  readonly service: Service;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** What it counts in the budget: the items of a batch, resource units in the directory. */
  readonly cost: number;
  /** Changes something in the tenant; a batch of reads does not. */
  readonly write: boolean;
  /** Whether a second sending does no harm; true for reads. */
  readonly repeatable: boolean;
  /** Gives up at once on what may be its own fault, because the caller has another way. */
  readonly impatient?: boolean;
}

/** One call on its way through the chain: the SDK hands it from middleware to middleware. */
export class Call implements MiddlewareOptions {
  reply: Reply | undefined;
  /** The one before, where it is sent again. */
  last: Reply | undefined;
  /** How often it was sent. */
  tries = 0;
  /** How often it met each trouble: what is likely its own fault has a limit, and what befell it meanwhile does not count there. */
  readonly met = new Map<string, number>();
  /** Our place in the queue, kept over retries so that newcomers do not overtake. */
  place: number | undefined;
  /** When the service first put it off. */
  putOffAt: number | undefined;
  /** Set once a write may have been executed without our hearing of it. */
  lost = false;
  /** Set once a fresh token was asked for after a 401. */
  freshened = false;
  /** The token that was sent last. */
  token: string | undefined;
  /** The token that the service did not take. */
  refused: string | undefined;
  /** What conditional access asked for when it refused. */
  claims: string | undefined;

  constructor(readonly facts: CallFacts) {}

  /** The reply of the last sending, which is gone then. */
  takeReply(): Reply | undefined {
    const { reply } = this;
    this.reply = undefined;
    return reply;
  }
}
