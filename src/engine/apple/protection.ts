import type { AdePlatform } from '../../model/apple/enrollment.js';
import type { Finding } from '../../model/finding.js';
import { codes, makeFinding } from '../../model/rules.js';
import type { Seen } from './facts.js';

/** An action for noncompliance: what happens after how many hours. */
export interface ActionForNoncompliance {
  /** block, notification, retire, pushNotification … */
  readonly type: string;
  readonly hours: number;
}

export interface AppleCompliance {
  readonly name: string;
  readonly platform: AdePlatform;
  readonly assigned: boolean;
  readonly actions: readonly ActionForNoncompliance[];
}

/** An assigned profile that is a trusted root, or rests on one. */
export interface CertificateUse {
  readonly name: string;
  readonly platform: AdePlatform;
  readonly is: 'root' | 'needs a root';
}

/** What guards Apple devices in one tenant. */
export interface Protection {
  /** Conditional access policies that are on and let only compliant devices in. */
  readonly demands: Seen<readonly string[]>;
  readonly compliance: Seen<readonly AppleCompliance[]>;
  readonly certificates: Seen<readonly CertificateUse[]>;
  /** Assigned policies with Platform single sign-on. */
  readonly singleSignOn: Seen<readonly string[]>;
}

export interface ProtectionCase {
  readonly source: Protection;
  readonly destination: Protection;
  /** Platforms of the devices that move by themselves or by erasing. */
  readonly platforms: readonly AdePlatform[];
  /** Serials of devices that are without any management between the two tenants: erased ones and those moved by hand. */
  readonly exposed: readonly string[];
  /** Serials of devices that move by hand. */
  readonly byHand: readonly string[];
}

const names = (list: readonly string[]): string => (list.length <= 3 ? list.join(', ') : `${list.slice(0, 3).join(', ')} and ${list.length - 3} more`);
const systems: Readonly<Record<AdePlatform, string>> = { ios: 'iPhones and iPads', macOS: 'Macs', tvOS: 'Apple TVs', visionOS: 'Vision devices' };

/** What the guards of both tenants mean for devices between them (apple.md 1.4 rules 54 to 57, 1.5 rules 65, 67 to 69, 78 and 79). */
export function protectionFindings({ source, destination, platforms, exposed, byHand }: ProtectionCase): readonly Finding[] {
  const found: Finding[] = [];
  if (exposed.length > 0) found.push(makeFinding(codes.appleUnprotected, `${exposed.length} ${exposed.length === 1 ? 'device is' : 'devices are'} without management from leaving the source until enrolling in the destination.`, { related: [...exposed] }));
  if (byHand.length > 0) found.push(makeFinding(codes.appleManualPath, `${byHand.length} ${byHand.length === 1 ? 'device moves' : 'devices move'} by hand: the new profile can be removed by the user.`, { related: [...byHand] }));
  if (platforms.length === 0 && exposed.length === 0) return found;
  if (source.demands.seen && source.demands.value.length > 0) {
    found.push(makeFinding(codes.accessGap, `In the source, ${names(source.demands.value)} lets only compliant devices in: who still has mail or files there is shut out as soon as the device has left.`, { severity: 'high', remedy: 'Move mail and files first, or leave these users out of the policy from the day of their wave on; never let both tenants gate the same mailbox.' }));
  }
  if (destination.demands.seen) {
    found.push(destination.demands.value.length > 0
      ? makeFinding(codes.accessGap, `In the destination, ${names(destination.demands.value)} lets only compliant devices in: users wait there until their device has enrolled and was judged.`)
      : makeFinding(codes.accessGap, 'No conditional access policy of the destination asks for a compliant device: who puts off enrolling reaches company data all the same.', { severity: 'low', remedy: 'Switch such a policy on when the last wave is through (needs Entra ID P1).' }));
  }
  for (const platform of platforms) found.push(...complianceFindings(platform, source, destination), ...certificateFindings(platform, source, destination));
  if (platforms.includes('macOS') && destination.singleSignOn.seen && destination.singleSignOn.value.length > 0) found.push(makeFinding(codes.applePlatformSso, `Users of Macs register again for ${names(destination.singleSignOn.value)}.`));
  return found;
}

function complianceFindings(platform: AdePlatform, source: Protection, destination: Protection): Finding[] {
  if (!source.compliance.seen || !destination.compliance.seen) return [];
  const own = source.compliance.value.filter((policy) => policy.platform === platform && policy.assigned);
  const there = destination.compliance.value.filter((policy) => policy.platform === platform);
  if (!there.some((policy) => policy.assigned)) {
    const idle = there.length > 0 ? ` (${names(there.map(({ name }) => name))} ${there.length === 1 ? 'is' : 'are'} assigned to nobody)` : '';
    return [makeFinding(codes.appleNoCompliance, `The destination assigns no compliance policy for ${systems[platform]}${idle}.`, { severity: own.length > 0 ? 'high' : 'medium' })];
  }
  return own.flatMap((policy): Finding[] => {
    const twin = there.find(({ name }) => name.toLowerCase() === policy.name.toLowerCase());
    const lost = twin === undefined ? [] : policy.actions.filter(({ type, hours }) => !twin.actions.some((action) => action.type === type && action.hours === hours));
    if (lost.length === 0) return [];
    return [makeFinding(codes.noncomplianceLost, `${policy.name} does ${names(lost.map(({ type, hours }) => `${type} after ${hours} h`))} in the source, and its twin in the destination does not.`)];
  });
}

function certificateFindings(platform: AdePlatform, source: Protection, destination: Protection): Finding[] {
  if (!source.certificates.seen || !destination.certificates.seen) return [];
  const needing = source.certificates.value.filter((profile) => profile.platform === platform && profile.is === 'needs a root').map(({ name }) => name);
  const rooted = destination.certificates.value.some((profile) => profile.platform === platform && profile.is === 'root');
  if (needing.length === 0 || rooted) return [];
  return [makeFinding(codes.chainMemberStays, `The destination assigns no trusted root certificate for ${systems[platform]}, and ${needing.length} ${needing.length === 1 ? 'profile' : 'profiles'} of the source for networks, mail or certificates rest on one (${names(needing)}).`, { severity: 'high', remedy: 'Move these profiles with their chain (tenantferry plan), and assign the trusted root to the same devices.' })];
}
