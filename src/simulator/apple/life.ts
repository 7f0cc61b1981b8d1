import type { Serial } from '../../model/apple.js';
import { finish } from './activities.js';
import type { Organization, SimulatedDevice } from './organization.js';

/**
 * Brings the organization up to now: activities end, tenants sync, devices migrate. A device starts when its destination
 * has a profile for it and its user starts, or the deadline comes (apple.md 1.1 rules 3 to 8).
 */
export function settle(organization: Organization): void {
  const now = organization.clock.now();
  finish(organization, now);
  for (const side of organization.intune.values()) side.settle(now);
  for (const serial of [...organization.moving]) {
    const device = organization.devices.get(serial);
    if (device !== undefined) live(organization, device, now);
  }
}

function live(organization: Organization, device: SimulatedDevice, now: number): void {
  const { migration, server } = device;
  if (migration === undefined || server === undefined) return;
  if (migration.status === 'REQUESTED') {
    const profiled = organization.intune.get(server)?.profiledAt(device.serial);
    if (profiled === undefined || device.startBlocked === true || migration.deadline === undefined) return;
    const starts = Math.max(profiled, Math.min(device.userStarts ?? migration.deadline, migration.deadline));
    if (starts > now) return;
    migration.status = 'STARTED';
    migration.startedAt = starts;
    if (migration.from !== undefined) organization.intune.get(migration.from)?.left(device.serial, starts);
    device.updated = starts;
  }
  if (migration.status !== 'STARTED' || migration.startedAt === undefined) return;
  const ends = migration.startedAt + organization.switches.migrationSeconds * 1000;
  if (ends > now) return;
  organization.moving.delete(device.serial);
  device.updated = ends;
  migration.status = device.migrationFails === true ? 'FAILED' : 'SUCCESS';
  // a failed migration leaves a lock that only the organization can lift (apple.md 1.1 rule 21)
  if (device.migrationFails === true) device.lock = 'MDM';
  else organization.intune.get(server)?.arrived(device, ends);
}

/** Somebody erases a device by hand: it leaves whoever managed it and enrolls wherever Apple sends it now. */
export function erase(organization: Organization, serial: Serial): void {
  settle(organization);
  const now = organization.clock.now();
  const device = organization.devices.get(serial);
  for (const side of organization.intune.values()) side.left(serial, now);
  const side = device?.server === undefined ? undefined : organization.intune.get(device.server);
  if (device !== undefined && side?.profiledAt(serial) !== undefined) side.arrived(device, now);
}
