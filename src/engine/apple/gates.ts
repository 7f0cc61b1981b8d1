import type { AdePlatform } from '../../model/apple/enrollment.js';
import { gateNames, type DeviceWave, type Gate, type GateName, type SignOff } from '../../model/apple/wave.js';
import { timeOf, type Seen } from './facts.js';
import type { Landscape } from './landscape.js';

/** The verdicts of the plan's last verify, counted. */
export interface ProofFacts {
  readonly at: string;
  readonly proven: number;
  readonly missing: number;
  readonly different: number;
  readonly unchecked: number;
}

/** Everything that the gates of a wave are judged by. */
export interface GateFacts {
  readonly wave: DeviceWave;
  /** Platforms of the devices that are sent. */
  readonly platforms: readonly AdePlatform[];
  readonly proof: Seen<ProofFacts>;
  readonly land: Landscape;
  /** Serials among the wave's that have a corporate identifier in the destination. */
  readonly identified: Seen<ReadonlySet<string>>;
  readonly signOff?: SignOff;
  /** Reasons by gate. */
  readonly overrides: Readonly<Partial<Record<GateName, string>>>;
}

type Judgment = readonly [green: boolean, because: string, ...todo: string[]];
type Judge = (facts: GateFacts) => Judgment;

const hour = 3_600_000;
const day = 24 * hour;

/** Judges the gates of a wave, in their order (apple.md 4.3). */
export function gatesOf(facts: GateFacts): readonly Gate[] {
  return gateNames.map((name) => {
    const [green, because, ...todo] = judges[name](facts);
    const override = facts.overrides[name];
    return { name, green, because, todo: green ? [] : todo, ...(override === undefined || green ? {} : { override }) };
  });
}

/** Whether a wave may be sent: every gate is green, or somebody has said why it goes all the same. */
export function mayGo(gates: readonly Gate[]): boolean {
  return gates.every((gate) => gate.green || gate.override !== undefined);
}

const unread = (what: string, because: string): Judgment => [false, `${what} could not be read: ${because}`, 'give the account the right to read it, or override this gate with a reason'];

const list = (names: readonly string[], most = 5): string => (names.length <= most ? names.join(', ') : `${names.slice(0, most).join(', ')} and ${names.length - most} more`);

const judges: Readonly<Record<GateName, Judge>> = {
  policies({ proof }) {
    if (!proof.seen) return [false, proof.because, 'move the policies first (tenantferry import PLAN, then tenantferry verify PLAN) and name the plan: tenantferry apple wave plan … --plan PLAN.json'];
    const { missing, different, proven, unchecked, at } = proof.value;
    const rest = unchecked > 0 ? `, ${unchecked} were not checked` : '';
    if (missing + different > 0) return [false, `the last verify (${at}) found ${missing} missing and ${different} different`, 'mend what tenantferry verify PLAN names, and verify again'];
    return proven === 0 ? [false, `the last verify (${at}) proved nothing${rest}`, 'run tenantferry verify PLAN after the import'] : [true, `${proven} policies are proven in the destination (${at})${rest}`];
  },
  profile({ platforms, land: { profiles, limits } }) {
    if (!profiles.seen) return unread('the enrollment profiles', profiles.because);
    const without = platforms.filter((platform) => profiles.value[platform] === undefined);
    if (without.length > 0) return [false, `the token has no default enrollment profile for ${list(without)}`, 'create the enrollment profile or policy in the destination and set it as default (Devices > Enrollment > Apple > Enrollment program tokens > the token > Set default profile) before anything is reassigned; it holds for serials that synchronize from then on'];
    const shared = platforms.filter((platform) => profiles.value[platform]?.sharedIpad === true);
    if (shared.length > 0) return [false, 'the default enrollment profile for ios is one for Shared iPad', 'set a default profile without Shared iPad; Apple does not migrate to it'];
    if (!limits.seen) return unread('the enrollment restrictions', limits.because);
    const blocked = platforms.filter((platform) => limits.value.blocked.includes(platform));
    if (blocked.length > 0) return [false, `the destination blocks the enrollment of ${list(blocked)}`, 'allow the platform in Devices > Enrollment > Device platform restriction'];
    return [true, platforms.map((platform) => `${platform}: ${profiles.value[platform]?.name ?? ''}`).join('; ') || 'nothing is sent'];
  },
  awaitConfiguration({ platforms, land: { profiles } }) {
    if (!profiles.seen) return unread('the enrollment profiles', profiles.because);
    const asked = platforms.map((platform) => profiles.value[platform]).filter((profile) => profile !== undefined);
    if (asked.length < platforms.length) return [false, 'a default enrollment profile is missing', 'make the gate "profile" green first'];
    const hurried = asked.filter((profile) => profile.awaits !== true);
    if (hurried.length === 0) return [true, 'devices wait until they are configured'];
    return [false, `${list(hurried.map((profile) => profile.name))} ${hurried.some((profile) => profile.awaits === false) ? 'lets devices go before they are configured' : 'does not say whether devices wait'}: apps and their data would be lost`, 'switch on "Await final configuration" in it (iOS: only with Setup Assistant with modern authentication)'];
  },
  token({ wave, land: { token, now, servers: { destination: server }, push: { destination: push } } }) {
    if (!token.seen) return [false, token.because, 'name the token of the destination in apple.tokens.destination; where there is none, add the server\'s token in Devices > Enrollment > Apple > Enrollment program tokens'];
    const ends = timeOf(token.value.expires);
    if (ends <= timeOf(wave.deadline)) return [false, `the token ${token.value.name} ends on ${token.value.expires ?? 'an unknown day'}, before the wave is due`, 'renew it: download the server\'s token at Apple and upload it in Intune'];
    if (server.type !== 'MDM' || server.status !== 'ACTIVE') return [false, `the server ${server.name} at Apple is ${server.status} and of the type ${server.type}`, 'name the server that belongs to the token in apple.servers.destination'];
    if (!push.seen) return unread('the push certificate', push.because);
    const lasts = timeOf(push.value.expires);
    if (lasts < timeOf(wave.deadline) + 30 * day) return [false, `the destination's Apple push certificate ends on ${push.value.expires}, less than 30 days after the wave is due`, 'renew it with the same Apple Account at identity.apple.com/pushcert'];
    return [true, `${token.value.name} is valid until ${token.value.expires?.slice(0, 10) ?? ''}${now > ends - 30 * day ? ', which is soon' : ''}; the push certificate until ${push.value.expires.slice(0, 10)}`];
  },
  sync({ land: { token, now, servers: { destination: server } } }) {
    if (!token.seen) return [false, 'there is no token to sync', 'make the gate "token" green first'];
    const { syncError, synced, name } = token.value;
    if (syncError === 3) return [false, `${name} cannot sync: Apple has new terms`, 'accept the terms at business.apple.com or school.apple.com as the account\'s administrator, then sync the token in Intune'];
    if (syncError !== 0) return [false, `${name} cannot sync: error ${syncError}, which is not documented`, 'look at the token in Devices > Enrollment > Apple > Enrollment program tokens, and renew it if nothing else helps'];
    if (synced === undefined || now - timeOf(synced) > 24 * hour) return [false, `${name} has not synced ${synced === undefined ? 'at all' : `since ${synced}`}`, 'sync it in Devices > Enrollment > Apple > Enrollment program tokens > Devices > Sync'];
    if (server.lastConnected !== undefined && now - timeOf(server.lastConnected) > 24 * hour) return [false, `at Apple, nobody has called for ${server.name} since ${server.lastConnected}`, 'check that the destination\'s token belongs to this server'];
    if (server.lastConnected === undefined && 'lastConnectedDateTime' in server.attributes) return [false, `at Apple, nobody has ever called for ${server.name}`, 'upload this server\'s token in the destination'];
    return [true, `${name} synced at ${synced}`];
  },
  identifiers({ identified, wave, land: { limits } }) {
    if (!identified.seen) return unread('the corporate device identifiers', identified.because);
    const wanted = wave.devices.filter((device) => device.class !== 'HOLD' && device.state !== 'ALREADY_THERE');
    const without = wanted.filter((device) => !identified.value.has(device.serial)).map((device) => device.serial);
    if (without.length === 0) return [true, `${wanted.length} serials are known as corporate`];
    const strict = limits.seen && limits.value.personalBlocked.length > 0 ? '; the destination blocks personal devices' : '';
    return [false, `${without.length} of ${wanted.length} serials not imported (${list(without)})${strict}`, 'tenantferry identifiers from-devices, then tenantferry identifiers import FILE.csv --tenant DESTINATION --yes'];
  },
  appParity({ platforms, land: { appGaps } }) {
    if (!platforms.includes('ios')) return [true, 'no iPhone or iPad is sent'];
    if (!appGaps.seen) return unread('the apps of both tenants', appGaps.because);
    if (appGaps.value.length === 0) return [true, 'every managed app of the source is required in the destination'];
    return [false, `${appGaps.value.length} apps would be removed with their data: ${list(appGaps.value.map((gap) => `${gap.app.name} (${gap.because})`), 3)}`, ...new Set(appGaps.value.slice(0, 5).map((gap) => `${gap.app.name}: ${gap.remedy}`))];
  },
  fileVault({ platforms, land: { escrow } }) {
    if (!platforms.includes('macOS')) return [true, 'no Mac is sent'];
    if (!escrow.seen) return unread('the FileVault policies', escrow.because);
    if (escrow.value.length > 0) return [true, `keys are escrowed by ${list(escrow.value)}`];
    return [false, 'no assigned policy of the destination escrows FileVault keys: the old recovery keys would stay in force', 'assign a FileVault policy with a personal recovery key that is escrowed'];
  },
  signOff({ signOff, wave }) {
    return signOff === undefined ? [false, `no help desk has signed off wave ${wave.number} as it stands`, `tenantferry apple wave check FILE --wave ${wave.number} --sign-off NAME`] : [true, `${signOff.name} at ${signOff.at}`];
  },
};
