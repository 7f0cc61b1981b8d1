import { textAt, type Json, type JsonObject } from '../model/json.js';
import type { Catalog } from '../model/policy-type.js';
import type { GraphModule } from './apple/mount.js';
import { Approvals } from './http/approval.js';
import { FaultScript } from './http/faults.js';
import { checkScopes } from './http/scopes.js';
import { Throttle, type Throttling } from './http/throttle.js';
import { mintToken, type Caller } from './http/token.js';
import type { Answer } from './service/answer.js';
import type { ServiceRequest } from './service/handle.js';
import { tooMany } from './service/refusal.js';
import { show } from './service/show.js';
import { plainWish } from './service/wish.js';
import { remove, seed } from './service/write.js';
import { makeChance } from './tenant/chance.js';
import { Cloud } from './tenant/cloud.js';
import { furnish, listen } from './tenant/furnish.js';
import { Tenant, type TenantIdentity } from './tenant/tenant.js';
import { EachBelow } from './tenant/view.js';

/** How a tenant behaves, beside what is in it. Every switch may be turned while it runs. */
export interface TenantOptions {
  /** Milliseconds that every request takes. */
  latency?: number;
  /** Budgets per service category; off unless said. */
  throttling?: Throttling;
  /** How long a new object is not found by reads and by assignments: seconds, requests or both; only below these set paths where some are named. */
  visibility?: { readonly seconds?: number; readonly requests?: number; readonly paths?: readonly string[] };
  /** Seconds until a Microsoft Store app is published. */
  publishing?: number;
  /** Seconds until the storage has a place for a file, or a file is opened; and how long such a place is open (600 unless said). */
  uploads?: { readonly seconds?: number; readonly expires?: number };
  /** Set paths whose writes need multi admin approval, by prefix (graph-intune.md 6). */
  approval?: readonly string[];
  /** Scopes are checked against what the token carries; off unless said. */
  checkScopes?: boolean;
  /** The last full page is followed by an empty one. */
  emptyLastPage?: boolean;
  /** Wrong type annotations and enum members give 500 in place of 400 (graph-intune.md 3.2). */
  malformedIs500?: boolean;
  /** A setting whose definition no object of the cloud ever had is refused. */
  knownSettings?: boolean;
  /** What the token endpoint grants. */
  grants?: readonly string[];
  /** Nested expansions are cut after so many items, with a link to the rest. */
  nestedPage?: number;
  /** Requests remembered in the log; 100,000 unless said. */
  keepLog?: number;
  /** Keeps the body of every write in `sent`. */
  keepBodies?: boolean;
}

export interface TenantSpec extends TenantIdentity {
  /** Milliseconds since 1970; the computer's clock unless said. */
  readonly clock?: () => number;
  /** Which requests a fault with a share befalls is drawn from it; from the tenant's own seed unless said. */
  readonly faultSeed?: string;
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

/** A write as it came, whatever became of it. */
export interface SentWrite {
  readonly method: string;
  readonly path: string;
  readonly body: Json;
}

export interface Counters {
  /** HTTP requests; a batch is one. */
  exchanges: number;
  /** What was asked: a batch and each of its items. */
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
  readonly approvals: Approvals;
  readonly log: LoggedRequest[] = [];
  /** Writes with their bodies, where `keepBodies` is on. */
  readonly sent: SentWrite[] = [];
  readonly counters: Counters = { exchanges: 0, requests: 0, writes: 0, throttled: 0, lacking: 0 };
  readonly options: TenantOptions;
  /** Parts of Graph with a mind of their own, asked before the tenant's data: the Apple part (src/simulator/apple). */
  readonly mounts: GraphModule[] = [];
  private throttle: { settings: Throttling; by: Throttle } | undefined;
  private readonly clock: () => number;

  constructor(readonly identity: TenantSpec, readonly catalog: Catalog, cloud: Cloud = new Cloud()) {
    this.options = { ...identity.options };
    this.clock = identity.clock ?? Date.now;
    this.data = new Tenant(identity, this.clock, (path) => this.delay(path), cloud);
    this.faults = new FaultScript(identity.faultSeed === undefined ? this.data.chance : makeChance(identity.faultSeed));
    this.approvals = new Approvals(() => this.data.chance.guid('approval'), (code, state) => this.recordApproval(code, state));
    furnish(this.data);
    listen(this.data);
  }

  /**
   * Puts an object there as if it had been made long ago: with its id and dates, its assignments and children inline,
   * links as `<navigation>@odata.bind`. What it points at need not exist. @returns its id
   * @throws Refusal where the schema does not know something of it
   */
  put(path: string, object: JsonObject): string {
    const set = this.data.set(path);
    return seed(this.data, set instanceof EachBelow ? set.homeFor(textAt(object, 'id') ?? '') : set, structuredClone(object)).id;
  }

  /** Takes an object away as somebody in the admin center would. @throws Refusal where the service refuses */
  take(path: string, id: string): void {
    const collection = this.data.set(path);
    const entity = collection.get(id);
    if (entity !== undefined) remove(this.data, collection, entity);
  }

  /** Objects of a set as a read by id would show them, with what is asked for expanded. */
  list(path: string, expand: readonly string[] = []): JsonObject[] {
    const collection = this.data.set(path);
    return collection.list().map((entity) => show(this.data, collection, entity, { expand: expand.map((name) => ({ name, query: {} })) }, plainWish, false));
  }

  /** What an object's navigation property points at: ids, in order. */
  linked(path: string, id: string, navigation: string): string[] {
    return (this.data.set(path).get(id)?.pointers.get(navigation) ?? []).map((pointer) => pointer.id);
  }

  /** A bearer token this tenant accepts, good for an hour or until `expires`. */
  token(scopes: readonly string[] = ['.default'], more: { readonly expires?: number; readonly appId?: string; readonly delegated?: boolean } = {}): string {
    return mintToken({ tenantId: this.identity.tenantId, scopes, expires: this.tokenTime() + 3_600_000, ...more });
  }

  /** Nothing goes wrong any more. */
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

  /** @throws Refusal 403 where the caller may not do this. */
  admit(caller: Caller, method: string, path: string): void {
    if (this.options.checkScopes === true) checkScopes(caller, method, path);
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

  /** Runs one request against the data: time passes, lists may be stale, approval may hold a write back. */
  guarded(request: ServiceRequest, staleSeconds: number, run: () => Answer): Answer {
    if (this.options.keepBodies === true && request.method !== 'GET') this.sent.push({ method: request.method, path: request.path, body: request.body ?? null });
    this.data.tick();
    this.data.publishing = this.options.publishing ?? 0;
    this.data.uploads = { seconds: this.options.uploads?.seconds ?? 0, expires: this.options.uploads?.expires ?? 600 };
    this.data.nestedPage = this.options.nestedPage ?? Number.POSITIVE_INFINITY;
    this.data.knownSettings = this.options.knownSettings === true;
    this.data.emptyLastPage = this.options.emptyLastPage === true;
    this.data.approvalFor = this.options.approval ?? [];
    this.data.staleness = staleSeconds * 1000;
    try {
      const held = request.method !== 'GET' && this.data.approvalFor.some((prefix) => request.path.toLowerCase().startsWith(prefix.toLowerCase()));
      return held ? this.approvals.guard(request, run) : run();
    } finally {
      this.data.staleness = 0;
    }
  }

  /** sha256 of the file that an app has in use, as it was inside; undefined where it has none. */
  contentOf(app: string): string | undefined {
    const entity = this.data.set('deviceAppManagement/mobileApps').get(app);
    if (entity === undefined) return undefined;
    return this.data.contents.versions(entity).find((version) => version.id === entity.body['committedContentVersion'])?.files[0]?.opened;
  }

  /** The answer of the first mounted part that knows the path. */
  mounted(request: ServiceRequest): Answer | undefined {
    const { method, body, origin, version } = request;
    const asked = { method, path: decodeURIComponent(request.path), query: new URLSearchParams(request.query), root: `${origin}/${version}`, ...(body === undefined ? {} : { body }) };
    for (const mount of this.mounts) {
      const answer = mount.handle(asked);
      if (answer !== undefined) return answer;
    }
    return undefined;
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

  /** A request for approval can be read where the service keeps them. */
  private recordApproval(code: string, status: string): void {
    const path = 'deviceManagement/operationApprovalRequests';
    const known = this.data.set(path).get(code);
    if (known === undefined) this.put(path, { id: code, status });
    else known.body = { ...known.body, status };
  }

  private delay(path: string): { seconds: number; requests: number } {
    const { seconds = 0, requests = 0, paths } = this.options.visibility ?? {};
    return paths === undefined || paths.some((prefix) => path.startsWith(prefix)) ? { seconds, requests } : { seconds: 0, requests: 0 };
  }
}
