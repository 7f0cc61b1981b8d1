import type { Address } from './address.js';
import type { Id, Side } from './ids.js';
import type { Json, JsonObject } from './json.js';

/** One object that a navigation property points at; invisible in the body (graph-intune.md 10). */
export interface Link<S extends Side = 'source'> {
  readonly id: Id<S>;
  readonly name?: string;
  /** `@odata.type` without prefix. */
  readonly type?: string;
}

/** A value the service masks, encrypts or never gives back, or that must not lie in a file: null stands in its place in the bundle. */
export interface SecretPlace {
  /** JSON pointer into the policy: `/body/omaSettings/0/value`. */
  readonly at: string;
  /** For people: "Wi-Fi pre-shared key". */
  readonly what: string;
  /** Which setting of the object it is the value of, where there can be several: a definition id, an OMA-URI. */
  readonly setting?: string;
  /** The source gives it to who asks for it with the right permission: `export --with-secrets`. */
  readonly readable?: true;
  /** The bundle holds the value: it was exported with its secrets, and is encrypted. */
  readonly held?: true;
  /** What becomes of it on import when nobody supplies it: it is left out, or the object cannot be created without. */
  readonly without: 'left out' | 'not created';
  /** What is left out: the member alone, or the nearest list item around it (a whole OMA setting). */
  readonly drops: 'value' | 'item';
}

/** One object as it was read from a tenant: exported from the source, or read back from the destination. The bundle holds one in a file. */
export interface Policy<S extends Side = 'source'> {
  readonly address: Address;
  readonly kind: string;
  readonly id: Id<S>;
  readonly name: string;
  /** `@odata.type` without `#microsoft.graph.`; absent where the collection has one type only and the row implies none. */
  readonly type?: string;
  /** As Graph gave it, less what the service stamps. */
  readonly body: JsonObject;
  /** What is read apart from the body, by field: settings, definitionValues, localizedNotificationMessages … */
  readonly children: Readonly<Record<string, readonly JsonObject[]>>;
  /** Navigation property → what it points at, in order; an empty list where it points at nothing, none where nobody looked. */
  readonly links: Readonly<Record<string, readonly Link<S>[]>>;
  /** As Graph gave them; null where they are not known (a converted export without them), which is not "none". */
  readonly assignments: readonly JsonObject[] | null;
  readonly secrets: readonly SecretPlace[];
  /**
   * Only of objects read from the destination: children that are changed or taken away one by one, by field, and assignments,
   * as they were read, with their ids.
   */
  readonly handles?: Readonly<Record<string, readonly JsonObject[]>>;
  /** Set where the service, not a person, owns the object: why we think so. It stays behind. */
  readonly owned?: string;
  /** Set on the default object of a kind: the suffix by which its twin is found. It is updated, never created. */
  readonly defaultObject?: string;
}

/** What a policy points at that is no policy of the bundle: facts enough to find its twin. Also groups and users. */
export interface Neighbor {
  readonly kind: string;
  readonly id: Id<'source'>;
  /** Absent where the object no longer exists in the source: an orphan. */
  readonly name?: string;
  readonly state: 'found' | 'gone' | 'not seen';
  readonly facts: Readonly<Record<string, Json>>;
}

/** How completely one kind was seen. A kind that could not be read is not "none" (promise 5). */
export interface KindSight {
  readonly state: 'complete' | 'empty' | 'partial' | 'not seen' | 'not available' | 'not asked';
  readonly count: number;
  readonly why?: string;
  /** Scopes any one of which would have opened it. */
  readonly scopes?: readonly string[];
  /** Not available: what the tenant would have to buy. */
  readonly license?: string;
  readonly requestId?: string;
}

/** Who a tenant is, for tenant-bound values and for refusing the wrong one. */
export interface TenantFacts {
  /** The name in tenantferry.json. */
  readonly name: string;
  readonly id: string;
  readonly displayName?: string;
  /** `contoso.onmicrosoft.com` */
  readonly initialDomain?: string;
  readonly defaultDomain?: string;
  /** Every verified domain, the two above among them. */
  readonly domains: readonly string[];
  /** `/deviceManagement` intuneAccountId: prefix of enrollment ids, tenant-bound, not the tenant id. */
  readonly intuneAccountId?: string;
}

export interface Manifest {
  readonly format: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly tenant: TenantFacts;
  readonly cloud: string;
  /** ISO 8601; the only member in which two exports of an unchanged tenant differ. */
  readonly time: string;
  readonly origin: 'graph' | 'converted';
  readonly kinds: Readonly<Record<string, KindSight>>;
  /** How completely that was seen which no tenant takes over: tokens, connectors, registered devices. Absent where nobody looked. */
  readonly reported?: Readonly<Record<string, KindSight>>;
  /** Path inside the bundle with forward slashes → sha256 of the file, hex. */
  readonly files: Readonly<Record<string, string>>;
}
