import type { Failure, Result } from './failure.js';
import type { Side } from './ids.js';
import type { Json, JsonObject } from './json.js';

export type Api = 'v1.0' | 'beta';

/**
 * The service categories whose request budgets Graph counts apart (graph-intune.md 2.1, 2.2). Calls to different
 * categories do not slow each other down, so the floor of a run is its slowest category and not the sum.
 */
export type Service =
  | 'device-config-v2'
  | 'device-configuration'
  | 'device-enrollment'
  | 'device-intent'
  | 'applications'
  | 'managed-applications'
  | 'gpanalytics'
  | 'bundles'
  | 'rbac'
  | 'notifications'
  | 'company-terms'
  | 'updates'
  | 'wip'
  | 'devices'
  | 'others'
  | 'conditional-access'
  | 'directory';

/** What every call says about itself. */
export interface Ask {
  readonly api: Api;
  readonly service: Service;
  /** The scopes any one of which would allow the call: named in a `forbidden` failure. */
  readonly scopes?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * A read below the API version: `deviceManagement/deviceConfigurations?$top=1000`. Query values are already encoded. The
 * path may also be a whole link that the service gave (`settings@odata.nextLink`): it is followed only when it leads to the tenant.
 */
export interface Get extends Ask {
  readonly path: string;
}

export interface Page {
  readonly items: JsonObject[];
  /** The page's own members beside `value`: `@odata.count` and the like. */
  readonly envelope: JsonObject;
}

/** A write below the API version. Made by the engine, sent by the import stage, never anywhere else. */
export interface Write extends Ask {
  readonly method: 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: JsonObject;
  /**
   * Whether sending it twice has the effect of sending it once (assign actions, PUT, PATCH with a full value). Only such
   * a write is repeated after an answer was lost; any other comes back as the failure `lost answer`.
   */
  readonly repeatable: boolean;
}

/** Reads one tenant. The source is only ever this. */
export interface TenantReader {
  readonly side: Side;
  /** The name in tenantferry.json. */
  readonly name: string;
  readonly tenantId: string;
  /** Where `@odata.bind` links point: `https://graph.microsoft.com` in the global cloud, whatever `graphUrl` says. */
  readonly bindRoot: string;
  /** One object. An answer without JSON is a failure. */
  get(request: Get): Promise<Result<JsonObject>>;
  /** A collection page by page to its end; the last item is a failure where the end was not reached. */
  pages(request: Get): AsyncIterable<Result<Page>>;
  /** Many objects, batched where it pays; answers in the order of the requests. */
  getMany(requests: readonly Get[]): Promise<Result<JsonObject>[]>;
}

/** Reads and writes one tenant. Only the destination is ever this. */
export interface TenantWriter extends TenantReader {
  readonly side: 'destination';
  /** Sends one write; undefined where the service answers without a body. */
  write(request: Write): Promise<Result<WriteAnswer>>;
}

export interface WriteAnswer {
  readonly status: number;
  readonly body?: Json;
  readonly requestId?: string;
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after so many milliseconds; rejects with the signal's reason when it is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** Progress and remarks for a person; results never travel this way. */
export interface Say {
  /** A stage begins; `total` where it is known. */
  begin(what: string, total?: number): void;
  /** `count` more of the running stage are done. */
  step(count?: number): void;
  end(): void;
  note(sentence: string, fields?: Readonly<Record<string, string | number>>): void;
  warn(sentence: string, fields?: Readonly<Record<string, string | number>>): void;
}

/** For tests and for callers that do not listen. */
export const silent: Say = { begin() {}, step() {}, end() {}, note() {}, warn() {} };

/** Secrets that a person supplies, by name (model/secret-names.ts). Nobody writes them anywhere but into the destination. */
export interface SecretSupply {
  /** Whether there is a value of that name, or will be at import. */
  has(name: string): boolean;
  /** The value, where it is known by now. */
  value(name: string): string | undefined;
}

export const noSecrets: SecretSupply = { has: () => false, value: () => undefined };

export type { Failure, Result };
