/** `tenantferry.json`, as DESIGN fixes it. Secrets are never in it: it names an environment variable or a path. */
export type Cloud = 'global' | 'usgov' | 'dod' | 'china';

export type Auth =
  | { readonly method: 'certificate'; readonly clientId: string; readonly certificatePath: string; /** the variable that holds the key's pass phrase */ readonly passwordEnv?: string }
  | { readonly method: 'secret'; readonly clientId: string; readonly clientSecretEnv: string }
  | { readonly method: 'device-code'; readonly clientId: string }
  | { readonly method: 'browser'; readonly clientId: string }
  | { readonly method: 'managed-identity'; readonly clientId?: string }
  | { readonly method: 'workload-identity'; readonly clientId: string; readonly tokenFilePath?: string; readonly tokenFileEnv?: string }
  | { readonly method: 'token'; readonly tokenEnv: string };

/** How calls are paced: `documented` keeps to Graph's published budgets; a number takes that share of them (0.5 leaves half to others); `off` paces only after a 429. */
export type Pacing = 'documented' | 'off' | number;

export interface TenantConfig {
  readonly tenantId: string;
  readonly cloud: Cloud;
  /** Another endpoint than the cloud's; plain http for loopback only. */
  readonly graphUrl?: string;
  readonly auth: Auth;
  /** Requests in flight, 1 to 32; 8 unless said. */
  readonly inFlight?: number;
  readonly pacing?: Pacing;
  /** Seconds that one call may be put off by throttling or an outage before it counts as failed; 3600 unless said. */
  readonly maxWait?: number;
  /** Seconds for one request; 100 unless said. */
  readonly timeout?: number;
  /** Seconds after which an object that was just written must be visible to lists; 20 unless said. */
  readonly visibility?: number;
}

export interface AppleConfig {
  readonly type: 'business' | 'school';
  readonly clientId: string;
  readonly keyId: string;
  /** Whether the key's id goes into the assertion; true unless said (apple.md 2.3: accounts disagree). */
  readonly sendKeyId?: boolean;
  readonly privateKeyPath: string;
  readonly apiUrl?: string;
  readonly tokenUrl?: string;
  readonly readsPerMinute?: number;
  readonly writesPerHour?: number;
  readonly pollSeconds?: number;
  /** How long an order to Apple without an answer is looked for before it counts as never arrived; 1800 unless said. */
  readonly readBackSeconds?: number;
  readonly servers?: { readonly source?: string; readonly destination?: string };
  readonly tokens?: { readonly source?: string; readonly destination?: string };
}

export interface Config {
  readonly tenants: Readonly<Record<string, TenantConfig>>;
  readonly source?: string;
  readonly destination?: string;
  readonly apple?: AppleConfig;
}
