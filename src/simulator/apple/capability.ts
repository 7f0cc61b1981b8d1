import type { SimulatedDevice } from './organization.js';

const provisional = 30 * 24 * 3_600_000;

/** Why Apple would not migrate a device; undefined where it would (apple.md 1.1 rules 9 to 13, 2.10). */
export function incapable(device: SimulatedDevice, now: number): string | undefined {
  const mobile = device.family === 'iPhone' || device.family === 'iPad';
  if (device.released !== undefined) return 'RELEASED';
  if (!mobile && device.family !== 'Mac') return 'UNSUPPORTED_PRODUCT_FAMILY';
  if (device.server === undefined) return 'NOT_ASSIGNED';
  if (device.os < 26) return 'UNSUPPORTED_OS_VERSION';
  if (!device.ade && mobile) return 'NOT_ENROLLED_BY_ADE';
  if (device.reenrolled === true && mobile) return 'REENROLLED';
  if (device.sharedIpad === true) return 'SHARED_IPAD';
  if (device.returnToService === true) return 'RETURN_TO_SERVICE';
  if (device.purchaseSource === 'MANUALLY_ADDED' && now - device.added < provisional) return 'PROVISIONAL';
  return undefined;
}
