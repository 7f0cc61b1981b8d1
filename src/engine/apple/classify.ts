import { codes, type Code } from '../../model/rules.js';
import type { DeviceClass, DeviceState } from '../../model/apple/wave.js';
import { caseOf, type Case } from './case.js';
import { daysSince, provisionalFor, silentAfter, timeOf, type DeviceFacts, type Family, type Surroundings } from './facts.js';
import { runs26 } from './hardware.js';
import { remarksOn, type Remark } from './remarks.js';

export interface Classified {
  readonly facts: DeviceFacts;
  readonly family: Family;
  readonly class: DeviceClass;
  readonly state: DeviceState;
  /** Why, in a sentence. */
  readonly reason: string;
  /** The rule of the table of findings behind the reason, where there is one. */
  readonly code?: Code;
  /** What else a person should know about this device. */
  readonly remarks: readonly Remark[];
}

type Verdict = readonly [DeviceClass, string, Code?];
type Ruling = Verdict | undefined;
type Rule = (one: Case) => Ruling;

/** Decides how a device moves, and says why (apple.md 1 and 4.1). Apple's own verdict is the authority where Apple gave one. */
export function classify(facts: DeviceFacts, around: Surroundings): Classified {
  const one = caseOf(facts, around);
  const there = facts.server !== undefined && facts.server === around.destination.id;
  const [decided, reason, code]: Verdict = there ? ['NATIVE', reasonThere(one)] : rule(one);
  return { facts, family: one.family, class: decided, state: there ? 'ALREADY_THERE' : restingState(decided), reason, remarks: remarksOn(one), ...(code === undefined ? {} : { code }) };
}

/** Where a device of a class stands while nothing has been sent for it. */
export function restingState(of: DeviceClass): DeviceState {
  if (of === 'NATIVE') return 'CLASSIFIED';
  return of === 'UPDATE-FIRST' ? 'UPDATE_FIRST' : of;
}

function reasonThere({ facts, record, around }: Case): string {
  if (facts.apple?.migrationStatus === 'REQUESTED' || facts.apple?.migrationStatus === 'STARTED') return `is on ${around.destination.name} already, and its migration is ${facts.apple.migrationStatus === 'STARTED' ? 'running' : 'asked for'}`;
  const arrived = facts.destination.length > 0;
  if (record === undefined || arrived) return `is on ${around.destination.name} already`;
  // a plain assignment that was made earlier: nothing shows until somebody erases the device (apple.md 5.2)
  return `is on ${around.destination.name} already, but the source still manages it: if it is erased, it lands in the destination`;
}

function rule(one: Case): Verdict {
  for (const each of one.facts.apple === undefined ? outside : inside) {
    const ruling = each(one);
    if (ruling !== undefined) return ruling;
  }
  return ['HOLD', 'no rule covers it'];
}

const contested: Rule = ({ contested: several, facts }) => (several ? ['HOLD', `${facts.source.length} records of the source claim this serial and more than one of them checks in: retire the wrong one first`, codes.appleOldRecord] : undefined);

const leaving: Rule = ({ record }) => (/^(retire|wipe|delete)(Pending|Issued)$/i.test(record?.managementState ?? '')
  ? ['HOLD', `has a ${record?.managementState ?? ''} in the source: let it finish, or take it back, because a device that was retired first cannot migrate`, codes.appleRetireFirst] : undefined);

const lost: Rule = ({ record }) => (record?.lostMode === true ? ['HOLD', 'is in lost mode'] : undefined);

const silent: Rule = ({ record, around }) => (record !== undefined && around.now - timeOf(record.lastSync) > silentAfter
  ? ['HOLD', `last checked in ${daysSince(record.lastSync, around.now)} days ago: bring it online first, because it must be reachable to migrate`, codes.appleStale] : undefined);

const accountDriven: Rule = ({ record }) => (/^apple(User|AccountDriven)/i.test(record?.enrollmentType ?? '')
  ? ['HOLD', `is enrolled as ${record?.enrollmentType ?? ''}: its owner's account holds the management, so only its owner can move it`, codes.appleNotAutomated] : undefined);

// only outside the organization: what Apple lists belongs to the organization, whatever Intune calls it after a re-enrollment
const personal: Rule = ({ record }) => (record?.owner === 'personal' ? ['HOLD', 'is a personal device: its owner enrolls it in the destination', codes.appleNotAutomated] : undefined);

/** Not in this Apple organization. */
const outside: readonly Rule[] = [
  contested,
  lost,
  leaving,
  ({ facts }) => (facts.sourceSynced !== undefined && !facts.sourceSynced.deleted ? ['HOLD', 'belongs to another Apple organization: the source\'s token holds it, this organization does not. Both servers must be in one organization, else it must be released there and added here', codes.appleTwoOrganizations] : undefined),
  accountDriven,
  personal,
  silent,
  ({ record, facts }) => (record === undefined && facts.destination.length > 0 ? ['MANUAL', 'is enrolled in the destination already and not in Apple\'s organization'] : undefined),
  () => ['MANUAL', 'is not in Apple\'s organization: its user leaves the source and enrolls with Company Portal; it is corporate only where its serial was imported before', codes.appleNotInOrganization],
];

const provisional: Rule = ({ facts, around }) => {
  const left = provisionalFor - (around.now - timeOf(facts.apple?.added));
  return facts.apple?.purchaseSource === 'MANUALLY_ADDED' && left > 0 ? ['HOLD', `was added with Apple Configurator ${daysSince(facts.apple.added, around.now)} days ago: it can migrate after 30`, codes.appleAppleRefuses] : undefined;
};

const sharedIpad: Rule = ({ record, facts, around }) => {
  const profile = around.sourceProfiles.find(({ id, name, sharedIpad: shared }) => shared && (id === facts.sourceSynced?.profileId || (record?.profileName !== undefined && name === record.profileName)));
  return profile !== undefined ? ['HOLD', `is a Shared iPad (enrollment profile ${profile.name}), which Apple does not migrate: erase it when the destination's profile for Shared iPad stands`, codes.appleDeviceClass] : undefined;
};

const old: Rule = ({ record, family, facts, major }) => {
  if (major === undefined || major >= 26) return undefined;
  const runs = runs26(family, facts.apple?.productType);
  const system = `${record?.os ?? 'its system'} ${record?.osVersion ?? ''}`.trim();
  if (runs === false) return ['WIPE', `has ${system} and cannot run 26: it moves by erasing`, codes.appleOsTooOld];
  return ['UPDATE-FIRST', `has ${system}: update it to 26${runs === undefined ? ', if its model can,' : ''} and assess again`, codes.appleOsTooOld];
};

const reenrolled: Rule = ({ mobile, record }) => (mobile && record?.enrollmentType !== undefined && !/^appleBulk/i.test(record.enrollmentType)
  ? ['WIPE', `is enrolled as ${record.enrollmentType} and not by Automated Device Enrollment any more: it moves by erasing, or as MANUAL if it must not be erased`, codes.appleLeftEnrollment] : undefined);

const unenrolled: Rule = ({ record, facts }) => (record === undefined ? ['WIPE', `is enrolled nowhere in the source${facts.sourceSynced === undefined ? '' : ', only synced'}: a plain assignment is enough, it enrolls at its next Setup Assistant`, codes.appleNewDevice] : undefined);

/** In this Apple organization and not on the destination's server. */
const inside: readonly Rule[] = [
  ({ facts }) => (facts.apple?.released === undefined ? undefined : ['HOLD', 'has been released from the organization: its reseller or Apple Configurator must add it again', codes.appleRelease]),
  ({ facts, around }) => {
    const server = around.servers.find(({ id }) => id === facts.server);
    return server?.type === 'APPLE_MDM' ? ['HOLD', `is managed by Apple's built-in service (${server.name}), from which a migration is not proven`, codes.appleWrongServer] : undefined;
  },
  ({ family, facts }) => (family === 'AppleTV' || family === 'Watch' || family === 'Vision' ? ['WIPE', `is of the family ${facts.apple?.family ?? family}, which Apple does not migrate: it moves by erasing`, codes.appleDeviceClass] : undefined),
  ({ family, facts }) => (family === 'unknown' ? ['HOLD', `is of a family this tool does not know (${facts.apple?.family ?? 'none named'})`, codes.appleDeviceClass] : undefined),
  ({ facts }) => (facts.server === undefined && facts.apple?.status === 'UNASSIGNED' ? ['WIPE', 'is on no server at Apple: it can only be assigned plainly and erased', codes.appleNewDevice] : undefined),
  ({ facts, around }) => {
    const server = around.servers.find(({ id }) => id === facts.server);
    // devices that Apple Configurator added sit on a server of its own, which counts as assigned (apple.md 5.15)
    const elsewhere = facts.server !== around.source.id && server?.type !== 'APPLE_CONFIGURATOR';
    return elsewhere ? ['HOLD', `is on ${server?.name ?? 'another server'} and not on ${around.source.name}: this wave moves devices of ${around.source.name} only`, codes.appleWrongServer] : undefined;
  },
  contested,
  lost,
  leaving,
  accountDriven,
  provisional,
  sharedIpad,
  silent,
  ({ facts }) => (facts.apple?.migrationCapable === true ? ['NATIVE', 'Apple says it can migrate'] : undefined),
  // from here on Apple has said no, or nothing: the source's facts explain or predict
  unenrolled,
  old,
  reenrolled,
  ({ record }) => (record?.enrollmentType === 'deviceEnrollmentManager' ? ['HOLD', 'was enrolled by a device enrollment manager, which Automated Device Enrollment does not know', codes.appleNotAutomated] : undefined),
  ({ facts }) => (facts.apple?.migrationCapable === false ? ['HOLD', 'Apple says it cannot migrate and nothing in the source explains why (Return to Service? an assignment minutes ago?): ask again, then make it WIPE', codes.appleAppleRefuses] : undefined),
  ({ major }) => (major === undefined ? ['HOLD', 'Apple does not say whether it can migrate, and the source does not know its system version'] : undefined),
  () => ['NATIVE', 'Apple does not say whether it can migrate; system, enrollment and age speak for it'],
];
