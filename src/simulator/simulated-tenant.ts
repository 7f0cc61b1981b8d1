import type { JsonObject } from '../model/json.js';
import type { Catalog } from '../model/policy-type.js';
import { FaultScript } from './http/faults.js';
import { Throttle, type Throttling } from './http/throttle.js';
import { mintToken, type Caller } from './http/token.js';
import type { Answer } from './service/answer.js';
import type { ServiceRequest } from './service/handle.js';
import { tooMany } from './service/refusal.js';
import { show } from './service/show.js';
import { seed } from './service/write.js';
import { furnish } from './tenant/furnish.js';
import { Tenant, type TenantIdentity } from './tenant/tenant.js';

/** How a tenant behaves, beside what is in it. Every switch may be turned while it runs. */
export interface TenantOptions {
  /** Milliseconds that every request takes. */
  latency?: number;
  /** Budgets per service category; off unless said. */
  throttling?: Throttling;
  /** How long a new object is not found by reads and assignments. */
  visibility?: { readonly seconds?: number; readonly requests?: number };
  /** Workloads that need multi admin approval, by path prefix (graph-intune.md 6). */
  approval?: readonly string[];
  /** Scopes are checked against what the token carries; off unless said. */
  checkScopes?: boolean;
  /** Requests remembered in the log; 100,000 unless said. */
  keepLog?: number;
}

export interface TenantSpec extends TenantIdentity {
  /** Milliseconds since 1970; the computer's clock unless said. */
  readonly clock?: () => number;
  readonly options?: TenantOptions;
}

/** One line of the request log. */
export interface LoggedRequest {
  readonly n: number;
  readonly method: string;
  /** Below the API version, without the query. */
  readonly path: string;
  /** 0 where no answer was given. */
  readonly status: number;
  readonly fault?: string;
}

export interface Counters {
  requests: number;
  writes: number;
  throttled: number;
  /** Requests for something the simulator does not hold. */
  lacking: number;
}

/** A simulated tenant as tests hold it in their hands: its data, its switches, what was asked of it. */
export class SimulatedTenant {
  readonly data: Tenant;
  readonly faults: FaultScript;
  readonly log: LoggedRequest[] = [];
  readonly counters: Counters = { requests: 0, writes: 0, throttled: 0, lacking: 0 };
  readonly options: TenantOptions;
  private throttle: { settings: Throttling; by: Throttle } | undefined;
  private readonly clock: () => number;

  constructor(readonly identity: TenantSpec, readonly catalog: Catalog) {
    this.options = { ...identity.options };
    this.clock = identity.clock ?? Date.now;
    this.data = new Tenant(identity, this.clock, () => ({ seconds: this.options.visibility?.seconds ?? 0, requests: this.options.visibility?.requests ?? 0 }));
    this.faults = new FaultScript(this.data.chance);
    furnish(this.data);
  }

  /** Puts an object there as if it had been made long ago. @throws Refusal where the schema does not know it. */
  put(path: string, object: JsonObject): string {
    return seed(this.data, this.data.set(path), structuredClone(object)).id;
  }

  /** Objects of a set as a read by id would show them, with what is asked for expanded. */
  list(path: string, expand: readonly string[] = []): JsonObject[] {
    const collection = this.data.set(path);
    const wish = { everyMember: true, fullMetadata: false, root: 'https://graph.microsoft.com/beta', eventual: true };
    return collection.list().map((entity) => show(this.data, collection, entity, { expand: expand.map((name) => ({ name, query: {} })) }, wish, false));
  }

  /** A bearer token this tenant accepts, good for an hour or until `expires`. */
  token(scopes: readonly string[] = ['.default'], more: { readonly expires?: number; readonly appId?: string; readonly delegated?: boolean } = {}): string {
    return mintToken({ tenantId: this.identity.tenantId, scopes, expires: this.tokenTime() + 3_600_000, ...more });
  }

  resetFaults(): void {
    this.faults.reset();
  }

  resetCounters(): void {
    Object.assign(this.counters, { requests: 0, writes: 0, throttled: 0, lacking: 0 });
    this.log.length = 0;
  }

  /** Tokens are timed by the computer's clock, because clients look at theirs. */
  tokenTime(): number {
    return Date.now();
  }

  latency(): number {
    return this.options.latency ?? 0;
  }

  requestId(): string {
    return this.data.chance.guid('request');
  }

  /** Whether a caller may do this at all. */
  admit(_caller: Caller, _method: string, _path: string): void {
    // scopes are looked at only where the option says so
  }

  /** @throws Refusal 429 where the path's category is over its budget. */
  budget(path: string, write: boolean): void {
    const settings = this.options.throttling;
    if (settings === undefined) return;
    if (this.throttle?.settings !== settings) this.throttle = { settings, by: new Throttle(settings, this.clock) };
    const wait = this.throttle.by.check(path, write);
    if (wait === undefined) return;
    throw tooMany(wait === 'soon' ? undefined : wait.toFixed(3));
  }

  guarded(_request: ServiceRequest, _stale: number, run: () => Answer): Answer {
    return run();
  }

  note(line: Omit<LoggedRequest, 'n'>): void {
    this.counters.requests += 1;
    if (line.method !== 'GET' && !line.path.endsWith('$batch')) this.counters.writes += 1;
    if (line.status === 429) this.counters.throttled += 1;
    if (line.status === 501) this.counters.lacking += 1;
    this.log.push({ n: this.counters.requests, ...line });
    const most = this.options.keepLog ?? 100_000;
    if (this.log.length > most) this.log.splice(0, this.log.length - most);
  }
}

