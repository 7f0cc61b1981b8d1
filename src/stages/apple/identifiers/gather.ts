import type { Identifier } from '../../../engine/apple/identifiers/read.js';
import { checkImei } from '../../../engine/apple/identifiers/check.js';
import type { ImportedIdentity } from '../../../model/apple/enrollment.js';
import type { AppleReader } from '../../../model/apple/ports.js';
import type { TenantReader } from '../../../model/ports.js';
import { readIdentities, readManaged } from '../graph/records.js';
import { gather, stop, stopForApple } from '../stop.js';

/** The corporate identifiers of a tenant. @throws Stop where they cannot be read */
export async function exportIdentities(tenant: TenantReader): Promise<readonly ImportedIdentity[]> {
  const identities = await readIdentities(tenant);
  if (!identities.seen) throw stop(1, `the corporate identifiers of ${tenant.name} could not be read: ${identities.because}`, 'grant DeviceManagementServiceConfig.Read.All and run the command again');
  return [...identities.value].sort((a, b) => order(`${a.type} ${a.identifier}`, `${b.type} ${b.identifier}`));
}

export interface DeviceWish {
  /** Add a row with the IMEI of each device that has one, besides its serial. */
  readonly imei: boolean;
  /** Also devices whose owner is not the company. */
  readonly personal: boolean;
}

/** Rows for the company's Apple devices of a tenant: a serial is enough, an IMEI is an addition (apple.md 5.32). */
export async function identitiesOfDevices(tenant: TenantReader, wish: DeviceWish): Promise<readonly Identifier[]> {
  const managed = await readManaged(tenant, 'source');
  if (!managed.seen) throw stop(1, `the devices of ${tenant.name} could not be read: ${managed.because}`, 'grant DeviceManagementManagedDevices.Read.All and run the command again');
  const rows = managed.value.filter((device) => /^(ios|ipados|mac)/i.test(device.os) && (wish.personal || device.owner !== 'personal')).map((device) => ({ serial: device.serial, platform: platformOf(device.os), details: device.model ?? '', imei: device.imei }));
  return rowsOf(rows, wish);
}

/** Rows for every iPhone, iPad and Mac of the Apple organization. */
export async function identitiesAtApple(apple: AppleReader, wish: DeviceWish): Promise<readonly Identifier[]> {
  const devices = await gather(apple.devices(), stopForApple);
  return rowsOf(devices.filter(({ family }) => family === 'iPhone' || family === 'iPad' || family === 'Mac').map((device) => ({ serial: device.serial, platform: device.family === 'Mac' ? 'macOS' : 'ios', details: device.model ?? '', imei: device.imei[0] })), wish);
}

interface Row {
  readonly serial: string;
  readonly platform: string;
  readonly details: string;
  readonly imei: string | undefined;
}

function rowsOf(rows: readonly Row[], wish: DeviceWish): Identifier[] {
  const bySerial = new Map(rows.map((row) => [row.serial, row]));
  const sorted = [...bySerial.values()].sort((a, b) => order(a.serial, b.serial));
  return sorted.flatMap(({ serial, platform, details, imei }): Identifier[] => {
    const facts = { line: 0, platform, details: details.slice(0, 128) };
    const checked = wish.imei && imei !== undefined && platform === 'ios' ? checkImei(imei) : undefined;
    return [{ ...facts, type: 'serialNumber', identifier: serial }, ...(checked?.ok === true ? [{ ...facts, type: 'imei', identifier: checked.value } as const] : [])];
  });
}

function platformOf(os: string): string {
  return /^mac/i.test(os) ? 'macOS' : 'ios';
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
