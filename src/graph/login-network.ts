import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import { Stop } from '../model/failure.js';
import { isObject, textAt } from '../model/json.js';
import type { Clock } from '../model/ports.js';
import type { Answer, NoAnswer } from './call.js';
import { isSafe } from './endpoint.js';
import type { Transport } from './transport.js';

/** msal names the type of the body and looks at what it finds. */
function bodyFits<T>(_body: unknown): _body is T {
  return true;
}

export interface LoginNetworkSettings {
  readonly transport: Transport;
  readonly clock: Clock;
  /** Where https requests go instead of the cloud's login host. */
  readonly loginUrl?: string;
  readonly signal?: AbortSignal;
}

/**
 * What msal sends its requests with: our own transport, so that proxy, limits and time limit are the same as for Graph.
 * It keeps the last reply, because msal's errors leave out status and reason (graph-intune.md 15).
 */
export class LoginNetwork implements INetworkModule {
  last: Answer | NoAnswer | undefined;
  readonly #settings: LoginNetworkSettings;
  readonly #instead: URL | undefined;

  /** @throws Stop (2) when the login URL is not safe. */
  constructor(settings: LoginNetworkSettings) {
    this.#settings = settings;
    if (settings.loginUrl === undefined) return;
    const url = URL.canParse(settings.loginUrl) ? new URL(settings.loginUrl) : undefined;
    if (url === undefined || !isSafe(url)) throw new Stop(2, `"${settings.loginUrl}" cannot be signed in to`, 'Use an https URL; http is for this machine only.');
    this.#instead = url;
  }

  sendGetRequestAsync<T>(url: string, options?: NetworkRequestOptions, timeout?: number): Promise<NetworkResponse<T>> {
    return this.#send('GET', url, options, timeout);
  }

  sendPostRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    return this.#send('POST', url, options);
  }

  #target(url: string): string {
    if (this.#instead === undefined || !url.startsWith('https://')) return url;
    const moved = new URL(url);
    return `${this.#instead.origin}${moved.pathname}${moved.search}`;
  }

  async #send<T>(method: 'GET' | 'POST', url: string, options?: NetworkRequestOptions, timeout = 30_000): Promise<NetworkResponse<T>> {
    const { transport, clock, signal } = this.#settings;
    const body = options?.body === undefined ? {} : { body: options.body };
    const stop = signal === undefined ? {} : { signal };
    const reply = await transport.send({ url: this.#target(url), method, headers: { ...options?.headers, accept: 'application/json' }, timeout, limit: 4 * 1024 * 1024, ...body, ...stop });
    this.last = reply;
    if (reply.as === 'no answer') throw new Error(reply.detail);
    if (isObject(reply.body) && reply.body['error'] === 'slow_down') {
      // msal takes this for the end of the sign-in; RFC 8628 wants five seconds more between two questions
      await clock.sleep(5000, signal);
      reply.body['error'] = 'authorization_pending';
    }
    const answer: unknown = reply.body ?? {};
    if (!bodyFits<T>(answer)) throw new Error('unreachable');
    return { status: reply.status, headers: { ...reply.headers }, body: answer };
  }

  /** What the service itself said of the last request, without its trace ids. */
  get said(): string | undefined {
    const reply = this.last;
    if (reply?.as !== 'answer' || !isObject(reply.body)) return undefined;
    return (textAt(reply.body, 'error_description') ?? textAt(reply.body, 'error'))?.slice(0, 4000).split(/\s+Trace ID:/)[0];
  }

  /** Whether a later try may do better: nobody answered, too many requests, or the service is down. */
  get mayPass(): boolean {
    const reply = this.last;
    if (reply === undefined) return false;
    if (reply.as === 'no answer') return reply.why !== 'no trust';
    return reply.status === 429 || reply.status >= 500;
  }
}
