import type { AdePlatform } from '../../model/apple/enrollment.js';
import { objectAt, objectsAt, textAt, typeOf, type JsonObject } from '../../model/json.js';
import type { EnrollmentLimits } from './landscape.js';

const restrictions: Readonly<Record<string, AdePlatform>> = { iosRestriction: 'ios', macOSRestriction: 'macOS', macRestriction: 'macOS', tvosRestriction: 'tvOS', visionOSRestriction: 'visionOS' };
const platformTypes: Readonly<Record<string, AdePlatform>> = { ios: 'ios', mac: 'macOS', macos: 'macOS', tvos: 'tvOS', visionos: 'visionOS' };

/** What keeps devices out, from enrollment configurations with their assignments: the tenant's default, and assigned ones for a platform (apple.md 3.9). */
export function restrictionsIn(items: readonly JsonObject[]): EnrollmentLimits {
  const blocked = new Set<AdePlatform>();
  const personalBlocked = new Set<AdePlatform>();
  const note = (platform: AdePlatform | undefined, restriction: JsonObject | undefined): void => {
    if (platform === undefined || restriction === undefined) return;
    if (restriction['platformBlocked'] === true) blocked.add(platform);
    if (restriction['personalDeviceEnrollmentBlocked'] === true) personalBlocked.add(platform);
  };
  for (const item of items) {
    const type = typeOf(item);
    if (type === 'deviceEnrollmentPlatformRestrictionsConfiguration') for (const [name, platform] of Object.entries(restrictions)) note(platform, objectAt(item, name));
    // one for a platform counts only where it reaches somebody
    if (type === 'deviceEnrollmentPlatformRestrictionConfiguration' && objectsAt(item, 'assignments').length > 0) note(platformTypes[(textAt(item, 'platformType') ?? '').toLowerCase()], objectAt(item, 'platformRestriction'));
  }
  return { blocked: [...blocked], personalBlocked: [...personalBlocked] };
}
