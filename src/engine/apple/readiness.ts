import type { AppleLine } from '../../model/gap-report.js';
import type { AdePlatform, AdeToken } from '../../model/apple/enrollment.js';
import type { AppleExport } from './apple-export.js';
import { appGaps, type TenantApp } from './apps.js';
import type { Seen } from './facts.js';
import type { ContentToken, DefaultProfiles, EnrollmentLimits } from './landscape.js';

/** What of the destination decides whether Apple devices may come. */
export interface AppleThere {
  readonly token: Seen<AdeToken<'destination'>>;
  readonly profiles: Seen<DefaultProfiles>;
  readonly limits: Seen<EnrollmentLimits>;
  readonly escrow: Seen<readonly string[]>;
  readonly content: Seen<readonly ContentToken[]>;
  readonly apps: Seen<readonly TenantApp[]>;
}

interface Known {
  readonly here: AppleExport;
  readonly there: AppleThere | undefined;
}

type Answer = readonly [state: AppleLine['state'], because: string, look?: string];

interface Rule {
  /** Its number in the list of what the vendors ask for. */
  readonly rule: string;
  readonly asks: string;
  readonly wanted: (here: AppleExport) => boolean;
  readonly judge: (known: Known) => Answer;
}

const enrollmentPage = 'Intune of the destination: Devices, Enrollment, Apple, Enrollment program tokens';
const always = (): boolean => true;
const mobile = (here: AppleExport): boolean => here.mobile;
const macs = (here: AppleExport): boolean => here.macs;
const list = (names: readonly string[], most = 4): string => (names.length <= most ? names.join(', ') : `${names.slice(0, most).join(', ')} and ${String(names.length - most)} more`);
const unlooked = (what: string, look: string): Answer => ['not known', `${what}: nobody has looked at the destination.`, look];

/** The profiles of the platforms in question, or why they are not known. */
function profilesOf({ here, there }: Known): { readonly platform: AdePlatform; readonly profile: DefaultProfiles['ios'] }[] | string | undefined {
  if (there === undefined) return undefined;
  if (!there.profiles.seen) return there.profiles.because;
  const { value } = there.profiles;
  return [...(here.mobile ? (['ios'] as const) : []), ...(here.macs ? (['macOS'] as const) : [])].map((platform) => ({ platform, profile: value[platform] }));
}

const rules: readonly Rule[] = [
  {
    rule: '3', asks: 'The destination holds an enrollment token, and it has a default profile for each platform', wanted: always,
    judge(known) {
      const profiles = profilesOf(known);
      if (profiles === undefined) return unlooked('Token and profiles', enrollmentPage);
      if (typeof profiles === 'string') return ['not known', `${profiles}.`, enrollmentPage];
      const without = profiles.filter((one) => one.profile === undefined).map((one) => one.platform);
      return without.length > 0 ? ['not met', `There is no default profile for ${list(without)}.`, enrollmentPage] : ['met', `Default profiles: ${list(profiles.flatMap((one) => one.profile?.name ?? []))}.`];
    },
  },
  {
    rule: '18', asks: 'Devices wait in Setup Assistant until they are configured', wanted: always,
    judge(known) {
      const profiles = profilesOf(known);
      if (profiles === undefined || typeof profiles === 'string') return ['not known', 'It is a setting of the enrollment profile.', `${enrollmentPage}, Profiles, "Await final configuration"`];
      const off = profiles.flatMap((one) => (one.profile === undefined || one.profile.awaits === true ? [] : [one.profile.name]));
      if (off.length > 0) return ['not met', `${list(off)} lets devices go before their apps and policies have arrived.`, `${enrollmentPage}, Profiles, "Await final configuration"`];
      return profiles.some((one) => one.profile !== undefined) ? ['met', 'The default profiles await the configuration.'] : ['not known', 'There is no default profile to look at.', enrollmentPage];
    },
  },
  {
    rule: '28 and 29', asks: 'A policy of the destination takes over the FileVault key, and reaches Macs as they enroll', wanted: macs,
    judge({ here, there }) {
      if (there?.escrow.seen === true && there.escrow.value.length > 0) return ['met', `Assigned in the destination: ${list(there.escrow.value)}.`];
      if (here.escrow.length > 0) return ['met', `Comes with the move and is assigned: ${list(here.escrow)}. See that its groups hold the Macs before they move.`];
      return ['not met', 'No assigned policy of the export takes the key, and none was seen in the destination.', 'Intune of the destination: Endpoint security, Disk encryption'];
    },
  },
  {
    rule: '52', asks: 'Setup Assistant offers no restore, because a backup brings the old management back', wanted: mobile,
    judge(known) {
      const profiles = profilesOf(known);
      const ios = profiles === undefined || typeof profiles === 'string' ? undefined : profiles.find((one) => one.platform === 'ios')?.profile;
      if (ios?.restoreBlocked === undefined) return ['not known', 'It is a setting of the enrollment profile.', `${enrollmentPage}, Profiles, Setup Assistant, Restore`];
      return ios.restoreBlocked ? ['met', `${ios.name} hides the Restore pane.`] : ['not met', `${ios.name} shows the Restore pane.`, `${enrollmentPage}, Profiles, Setup Assistant, Restore`];
    },
  },
  {
    rule: '22 to 24', asks: 'Every managed app of the source is required in the destination, or it and its data leave the device', wanted: (here) => here.apps.length > 0,
    judge({ here, there }) {
      const managed = here.apps.filter((app) => app.intents.includes('required') || app.intents.includes('available'));
      if (managed.length === 0) return ['met', 'The export assigns no app to iPhones or iPads.'];
      if (there === undefined) return unlooked(`${String(managed.length)} managed apps`, 'tenantferry assess with --destination, or tenantferry apple assess');
      if (!there.apps.seen) return ['not known', `${there.apps.because}.`, 'tenantferry apple assess'];
      // how many licenses are needed, Apple's side knows: here none counts as enough
      const gaps = appGaps(managed, there.apps.value, 0);
      return gaps.length === 0 ? ['met', `All ${String(managed.length)} are required in the destination.`] : ['not met', `${String(gaps.length)} of ${String(managed.length)} are not: ${list(gaps.map((gap) => gap.app.name))}.`, 'Intune of the destination: Apps, assignments as required'];
    },
  },
  {
    rule: '60', asks: 'Where personal devices are kept out, corporate identifiers are imported before anybody enrolls by hand', wanted: always,
    judge({ here, there }) {
      const blocked = new Set([...(there?.limits.seen === true ? there.limits.value.personalBlocked : []), ...here.personalBlocked]);
      if (blocked.size > 0) return ['not known', `Personal devices are kept out (${list([...blocked])}). Whether the identifiers are there, is known for serial numbers only.`, 'tenantferry identifiers from-devices, then identifiers import'];
      return there === undefined ? unlooked('No restriction of the export keeps personal Apple devices out', 'Intune of the destination: Devices, Enrollment, Device platform restriction') : ['met', 'Personal Apple devices may enroll.'];
    },
  },
  {
    rule: '76', asks: 'The destination has its own content token, because volume-purchased apps do not move', wanted: (here) => here.contentTokens > 0 || here.apps.some((app) => app.kind === 'volume purchase'),
    judge({ there }) {
      if (there === undefined) return unlooked('Content tokens', 'Intune of the destination: Tenant administration, Connectors and tokens, Apple VPP tokens');
      if (!there.content.seen) return ['not known', `${there.content.because}.`, 'Intune of the destination: Tenant administration, Connectors and tokens'];
      return there.content.value.length === 0 ? ['not met', 'The destination has none.', 'Apple Business Manager: make a location for the destination and upload its token'] : ['met', `Tokens: ${list(there.content.value.map((token) => token.name))}.`];
    },
  },
  {
    rule: '77', asks: 'The file of every own app (.ipa) is at hand', wanted: (here) => here.lineOfBusiness.length > 0,
    judge: ({ here }) => ['not known', `The export cannot hold them: ${list(here.lineOfBusiness)}.`, 'Ask the app owners'],
  },
  {
    rule: '36', asks: 'No policy forbids the backups that people make before the move', wanted: mobile,
    judge: ({ here }) => (here.backupBans.length === 0 ? ['met', 'No device restriction of the export forbids them.'] : ['not met', `${list(here.backupBans)} forbids iCloud backups.`, 'Allow them in the source until the move is over']),
  },
  {
    rule: '37', asks: 'No app loses its data when a device leaves the source', wanted: (here) => here.apps.length > 0,
    judge({ here }) {
      const removed = here.apps.filter((app) => app.removedWithManagement).map((app) => app.name);
      return removed.length === 0 ? ['met', 'No assignment of the export removes its app with the management.'] : ['not met', `Removed with the management: ${list(removed)}. It matters where devices move by hand or are erased.`, 'Clear "Uninstall on device removal" in the source'];
    },
  },
  {
    rule: '64 and 68', asks: 'Compliance and app protection policies are there before the devices are', wanted: always,
    judge({ here }) {
      if (here.compliance.length === 0) return ['not met', 'The export has no assigned compliance policy for Apple devices.', 'Make one in the destination before the first wave'];
      return ['met', `Come with the move: ${String(here.compliance.length)} compliance ${here.compliance.length === 1 ? 'policy' : 'policies'}${here.mobile ? ` and ${String(here.appProtection.length)} for app protection` : ''}. Import and verify before the first wave.`];
    },
  },
  {
    rule: '67', asks: 'Conditional access lets nobody in from a device that has not enrolled yet', wanted: always,
    judge: ({ here }) => (here.gates.length > 0 ? ['met', `Asks for a compliant device: ${list(here.gates)}. It arrives in report-only mode and has to be switched on.`] : ['not met', 'No policy of the export asks for a compliant device.', 'Entra of the destination: Protection, Conditional Access']),
  },
  {
    rule: '9 to 13', asks: 'Every device runs version 26, is in the organization and enrolled automatically', wanted: always,
    judge: () => ['not known', 'It is a matter of each device.', 'tenantferry apple assess'],
  },
  {
    rule: '2 and 74', asks: 'A deadline is set only when the help desk can take everybody who is left', wanted: always,
    judge: () => ['not known', 'It is a person\'s word.', 'tenantferry apple wave check, gate "helpDesk"'],
  },
  {
    rule: '12 and 14', asks: 'Nothing is retired, wiped or unenrolled in the source before its device has moved', wanted: always,
    judge: () => ['not known', 'Only people can see to it.', 'Tell everybody with rights in the source'],
  },
];

/** What moving Apple devices asks for, as far as an export and a look at the destination can say (apple.md 1); empty where the export holds nothing for them. */
export function appleReadiness(here: AppleExport, there: AppleThere | undefined): AppleLine[] {
  if (here.objects === 0 && here.enrollmentTokens === 0) return [];
  return rules.filter((rule) => rule.wanted(here)).map(({ rule, asks, judge }): AppleLine => {
    const [state, because, look] = judge({ here, there });
    return { rule, asks, state, because, ...(look === undefined ? {} : { look }) };
  });
}
