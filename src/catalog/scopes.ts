import type { PolicyType, Scope } from '../model/policy-type.js';

type Scopes = PolicyType['scopes'];

/** The scope families of Intune; reading takes `.Read.All`, writing `.ReadWrite.All`, which includes reading (graph-intune.md 12). */
type Family =
  | 'DeviceManagementConfiguration'
  | 'DeviceManagementScripts'
  | 'DeviceManagementServiceConfig'
  | 'DeviceManagementApps'
  | 'DeviceManagementRBAC'
  | 'DeviceManagementManagedDevices'
  | 'CloudPC';

/** The scopes of a kind that one Intune family opens. */
export function intune(family: Family): Scopes {
  return { read: [`${family}.Read.All`], write: [`${family}.ReadWrite.All`] };
}

/** The scopes of an Entra kind: all of `read` to export it, all of `write` to import it. */
export function entra(read: readonly Scope[], write: readonly Scope[]): Scopes {
  return { read, write };
}
