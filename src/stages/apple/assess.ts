import { classify, type Classified } from '../../engine/apple/classify.js';
import { assessFindings } from '../../engine/apple/findings.js';
import type { Landscape } from '../../engine/apple/landscape.js';
import { manualSteps } from '../../engine/apple/manual-steps.js';
import { protectionFindings } from '../../engine/apple/protection.js';
import type { AdePlatform } from '../../model/apple/enrollment.js';
import type { ManualStep } from '../../model/apple/evidence.js';
import type { Serial } from '../../model/apple.js';
import type { DeviceClass } from '../../model/apple/wave.js';
import { deviceClasses } from '../../model/apple/wave.js';
import type { Finding } from '../../model/finding.js';
import { readLandscape } from './graph/landscape.js';
import { readProtection } from './graph/protection.js';
import { takeInventory, type Inventory } from './inventory.js';
import type { AppleSight } from './ports.js';
import { stop } from './stop.js';

export interface Assessment {
  readonly devices: readonly Classified[];
  readonly counts: Readonly<Record<DeviceClass, number>>;
  readonly findings: readonly Finding[];
  readonly steps: readonly ManualStep[];
  readonly inventory: Inventory;
  readonly landscape: Landscape;
}

export interface AssessScope {
  /** Absent for every device that the source manages or Apple assigns to the source's server. */
  readonly serials?: readonly Serial[];
  /** Ask Apple for the Activation Lock of each device: one more call each. */
  readonly locks: boolean;
}

/** More devices than this are not asked for their lock one by one without being told to. */
const mostLocks = 15;

/**
 * Classes devices and gathers what speaks against their move; changes nothing.
 * @throws Stop (2) where a serial is known to nobody
 */
export async function assess(sight: AppleSight, scope: AssessScope): Promise<Assessment> {
  const inventory = await takeInventory(sight, { servers: 'all', ...(scope.serials === undefined ? {} : { serials: scope.serials }) });
  const serials = scope.serials ?? movable(inventory);
  refuseUnknown(serials, inventory);
  const locks = await readLocks(sight, serials, scope.locks);
  const devices = serials.map((serial) => {
    const facts = inventory.facts.get(serial) ?? { serial, source: [], destination: [] };
    const lock = locks.get(serial);
    return classify(lock === undefined ? facts : { ...facts, lock }, inventory.around);
  });
  const mobiles = devices.filter((device) => device.class === 'NATIVE' && device.family !== 'Mac').length;
  const landscape = await readLandscape(sight, inventory.pair, mobiles);
  const guards = await readGuards(sight, devices);
  const counts = Object.fromEntries(deviceClasses.map((name) => [name, devices.filter((device) => device.class === name).length]));
  return {
    devices, counts: { NATIVE: 0, WIPE: 0, MANUAL: 0, 'UPDATE-FIRST': 0, HOLD: 0, ...counts }, findings: [...assessFindings(devices, landscape), ...guards],
    steps: manualSteps(landscape, { school: sight.apple.type === 'school', migrationServed: inventory.migrationServed }), inventory, landscape,
  };
}

/** What the guards of both tenants mean for these devices; what could not be read is said, because not seen is not none. */
async function readGuards({ source, destination, say }: AppleSight, devices: readonly Classified[]): Promise<readonly Finding[]> {
  const [from, to] = await Promise.all([readProtection(source), readProtection(destination)]);
  for (const [tenant, guards] of [[source, from], [destination, to]] as const) {
    for (const guard of [guards.demands, guards.compliance, guards.certificates, guards.singleSignOn]) if (!guard.seen) say.warn(`What guards devices in ${tenant.name} was not seen whole: ${guard.because}.`);
  }
  const moving = devices.filter((device) => (device.class === 'NATIVE' || device.class === 'WIPE') && device.state !== 'ALREADY_THERE');
  const of = (...classes: readonly DeviceClass[]) => devices.filter((device) => classes.includes(device.class) && device.state !== 'ALREADY_THERE').map((device) => device.facts.serial);
  const platforms = [...new Set(moving.map((device): AdePlatform | undefined => (device.family === 'iPhone' || device.family === 'iPad' ? 'ios' : device.family === 'Mac' ? 'macOS' : undefined)))].filter((platform) => platform !== undefined);
  return protectionFindings({ source: from, destination: to, platforms, exposed: of('WIPE', 'MANUAL'), byHand: of('MANUAL') });
}

/** @throws Stop (2) naming the serials that neither Apple nor a tenant knows */
export function refuseUnknown(serials: readonly Serial[], inventory: Inventory): void {
  const unknown = serials.filter((serial) => !inventory.facts.has(serial));
  if (unknown.length === 0) return;
  const names = unknown.slice(0, 10).join(', ');
  throw stop(2, `${unknown.length === 1 ? 'one serial is' : `${unknown.length} serials are`} known neither to Apple nor to one of the tenants: ${names}${unknown.length > 10 ? ' …' : ''}`, 'check the spelling, or take them out of the list; nothing was sent');
}

/** Devices that are part of the move when nobody names any: what the source manages or has been assigned. */
function movable({ facts, pair }: Inventory): readonly Serial[] {
  return [...facts.values()].filter((one) => one.server === pair.source.id || one.source.length > 0 || (one.sourceSynced !== undefined && !one.sourceSynced.deleted)).map((one) => one.serial);
}

async function readLocks({ apple, say }: AppleSight, serials: readonly Serial[], asked: boolean) {
  const locks = new Map<Serial, NonNullable<Classified['facts']['lock']>>();
  if (!asked && serials.length > mostLocks) return locks;
  for (const serial of serials) {
    const lock = await apple.activationLock(serial);
    if (lock.ok) locks.set(serial, lock.value);
    // Apple warns that it may answer an error for some devices, and older organizations lack the call (apple.md 2.5)
    else if (lock.failure.kind !== 'missing') {
      say.note(`The Activation Lock of ${serial} is not known: ${lock.failure.message}`);
      break;
    }
  }
  return locks;
}
