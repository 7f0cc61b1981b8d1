import { codes, type Code } from '../../model/rules.js';
import type { Case } from './case.js';
import { daysSince, silentAfter, staleAfter, timeOf } from './facts.js';

/** Something to know about one device that does not decide its class, and the rule of the table of findings it belongs to. */
export interface Remark {
  readonly code?: Code;
  readonly text: string;
}

type Watch = (one: Case) => Remark | undefined;

const day = 24 * 3_600_000;

const remark = (code: Code | undefined, text: string): Remark => (code === undefined ? { text } : { code, text });

/** The seed rules that warn about a single device (apple.md 1). */
const watches: readonly Watch[] = [
  ({ record, around }) => {
    const silent = record === undefined ? 0 : around.now - timeOf(record.lastSync);
    return silent > staleAfter && silent <= silentAfter ? remark(codes.appleStale, `last checked in ${daysSince(record?.lastSync, around.now)} days ago; it must be online to hear of the migration`) : undefined;
  },
  ({ family, record }) => (family === 'Mac' && (record?.usersLoggedOn ?? 0) > 1 ? remark(codes.appleSharedMac, `${record?.usersLoggedOn ?? 0} users are signed in; only the managed user can start the migration, and even the deadline waits for that user`) : undefined),
  ({ family, record }) => (family === 'Mac' && record !== undefined && (record.user ?? '') === '' ? remark(codes.appleNoManagedUser, 'has no user in the source; whoever is signed in at the migration becomes its managed user') : undefined),
  ({ facts }) => (facts.lock?.locked === true && facts.lock.type === 'USER' ? remark(codes.appleActivationLock, 'is locked to a personal Apple Account; the migration does not change that, an erase would stop at it') : undefined),
  ({ facts }) => (facts.lock?.locked === true && facts.lock.type !== 'USER' ? remark(codes.appleActivationLock, 'carries an organization\'s Activation Lock; the migration removes it, and bypass codes kept so far are void') : undefined),
  ({ record, around }) => {
    const expires = timeOf(record?.certificateExpires);
    if (expires === 0 || expires > around.now + 30 * day) return undefined;
    const how = expires < around.now ? 'expired' : 'expires';
    return remark(codes.appleStale, `its management certificate ${how} on ${record?.certificateExpires?.slice(0, 10) ?? ''}; without it the source no longer reaches it`);
  },
  ({ stale }) => (stale.length > 0 ? remark(codes.appleOldRecord, `${stale.length === 1 ? 'an older record' : `${stale.length} older records`} of this serial in the source ${stale.length === 1 ? 'is' : 'are'} ignored (last check-in ${stale[0]?.lastSync?.slice(0, 10) ?? 'unknown'})`) : undefined),
  ({ facts }) => (facts.apple?.migrationStatus === 'FAILED' ? remark(codes.appleMoveFailed, 'an earlier migration failed or was canceled (Apple uses one word for both); look at its Activation Lock') : undefined),
  ({ facts, major, family }) => (facts.apple?.migrationCapable === true && major !== undefined && major < 26 && family !== 'unknown' ? remark(undefined, `the source still shows version ${major}, Apple says it can migrate: Apple counts, the source is behind`) : undefined),
  ({ facts, record }) => (facts.apple?.migrationCapable === true && record === undefined ? remark(undefined, 'the source has no record of it although Apple says it can migrate: is it enrolled through another token or tenant?') : undefined),
  ({ facts, record }) => (facts.destination.length > 0 && record !== undefined && facts.server !== undefined ? remark(codes.appleOldRecord, 'has a record in the destination too: an earlier enrollment there') : undefined),
];

export function remarksOn(one: Case): readonly Remark[] {
  return watches.map((watch) => watch(one)).filter((found) => found !== undefined);
}
