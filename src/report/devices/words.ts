import type { CheckName } from '../../model/apple/evidence.js';
import type { DeviceState, GateName } from '../../model/apple/wave.js';

/** The words of a device move, said for readers. */

/** In the order in which a report shows them: what needs somebody first. */
export const stateMeanings: Readonly<Record<DeviceState, string>> = {
  FAILED: 'The migration failed; look at its Activation Lock.',
  STUCK: 'Has been migrating for more than four hours.',
  SPLIT: 'Apple reports success, the destination has no record.',
  OVERDUE: 'Its deadline passed more than a day ago.',
  ATTENTION: 'Arrived, but a check failed.',
  APPLE_REFUSED: 'Apple did not take it.',
  CHECK_BACK: 'Reading back must show what became of it.',
  NOT_SYNCED: 'Assigned, and the destination did not get it.',
  SUBMITTED: 'Apple is working on it.',
  ASSIGNED: 'On the destination\'s server; waits for a sync.',
  SYNCED: 'Known to the destination; waits for its profile.',
  PROFILED: 'Has its enrollment profile.',
  PENDING: 'Its user can start; the deadline enforces it.',
  MIGRATING: 'On its way.',
  ENROLLED: 'Enrolled in the destination, not verified yet.',
  VERIFIED: 'Arrived, every check passed.',
  SOURCE_CLEAN: 'Arrived, and its old record is gone.',
  DONE: 'Arrived, and the source no longer knows it.',
  CANCELLED: 'Taken back.',
  INVENTORIED: 'Seen, not judged yet.',
  CLASSIFIED: 'Waits for its wave.',
  READY: 'May go: the gates of its wave are green.',
  ALREADY_THERE: 'Was on the destination\'s server already.',
  WIPE: 'Moves by erasing; not sent by itself.',
  MANUAL: 'Its user moves it by hand.',
  UPDATE_FIRST: 'Needs version 26 of its system first.',
  HOLD: 'Not moved; the reason says why.',
};

export const gateTitles: Readonly<Record<GateName, string>> = {
  policies: 'Policies proven in the destination',
  profile: 'Default enrollment profile',
  awaitConfiguration: 'Devices wait until they are configured',
  token: 'Token and push certificate valid',
  sync: 'Token synced',
  identifiers: 'Corporate identifiers imported',
  appParity: 'No app would be lost',
  fileVault: 'FileVault keys escrowed',
  signOff: 'Help desk has signed off',
};

export const checkTitles: Readonly<Record<CheckName, string>> = {
  server: 'Server at Apple',
  appleStatus: 'Apple\'s status',
  profile: 'Enrollment profile',
  enrolled: 'Enrolled',
  supervised: 'Supervised',
  owner: 'Owner',
  user: 'User',
  compliant: 'Compliant',
  encrypted: 'Encrypted',
  keyEscrowed: 'Key escrowed',
  bootstrapToken: 'Bootstrap token',
  oldRecordSilent: 'Old record silent',
  activationLock: 'Activation Lock',
};
