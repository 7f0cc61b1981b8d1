import type { TenantConfig } from '../model/config.js';
import type { Budget } from '../model/budgets.js';
import type { Clock, Service } from '../model/ports.js';
import type { Transport } from './transport.js';

/** One tenant of tenantferry.json with the name it has there. */
export interface TenantSettings extends TenantConfig {
  readonly name: string;
}

/** What a pino logger offers of itself; nothing else is asked of a log. */
export interface Log {
  debug(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** What a person must do elsewhere to sign in. */
export interface DeviceCode {
  readonly tenant: string;
  readonly userCode: string;
  readonly verificationUri: string;
  /** Microsoft's own sentence, which holds both. */
  readonly message: string;
}

/** All that this folder takes from outside. */
export interface World {
  readonly clock: Clock;
  readonly log: Log;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted when a person stops the run: nothing waits any longer and no new call begins; writes in flight are finished. */
  readonly signal?: AbortSignal;
  /** Called once, with the reason, when the sign-in no longer holds for anything: whoever stops the run then spares every call that is left. */
  readonly onSignedOut?: (why: string) => void;
  readonly onDeviceCode?: (code: DeviceCode) => void;
  /** Shows a page to the person, for the auth method `browser`. */
  readonly openBrowser?: (url: string) => Promise<void>;
  /** Between 0 and 1; spreads waits so that two runs do not knock together. */
  readonly random?: () => number;
  /** Other budgets than the published ones: a simulated tenant's. */
  readonly budgetOf?: (service: Service) => Budget;
  /** Where sign-in requests go instead of the cloud's login host; plain http for loopback only. */
  readonly loginUrl?: string;
  readonly userAgent?: string;
  /** In place of the network. */
  readonly transport?: Transport;
  /** Bytes of one answer, unpacked; 200 MB unless said. */
  readonly largestAnswer?: number;
}
