import { objectAt, objectsAt, textAt, typeOf, type JsonObject } from '../../model/json.js';

/** An app of a tenant as far as a migration cares: who it is, and whether it reaches devices by force. */
export interface TenantApp {
  readonly name: string;
  /** `com.example.app`; absent for web links and the like. */
  readonly bundleId?: string;
  readonly kind: 'store' | 'volume purchase' | 'line of business' | 'other';
  /** required, available, uninstall: how it is assigned, exclusions left out. */
  readonly intents: readonly string[];
  /** Whether a device that leaves the tenant loses it. */
  readonly removedWithManagement: boolean;
  readonly licenses?: number;
  readonly licensesUsed?: number;
}

const kinds: Readonly<Record<string, TenantApp['kind']>> = {
  iosStoreApp: 'store', managedIOSStoreApp: 'store', iosVppApp: 'volume purchase', iosLobApp: 'line of business', managedIOSLobApp: 'line of business',
};

/** Reads an app for iPhone and iPad from Graph's object; undefined for apps of other systems. */
export function iosAppIn(body: JsonObject): TenantApp | undefined {
  const type = typeOf(body) ?? '';
  const kind = kinds[type];
  if (kind === undefined) return undefined;
  const bundleId = textAt(body, 'bundleId');
  const { totalLicenseCount: total, usedLicenseCount: used } = body;
  const assignments = objectsAt(body, 'assignments').filter((assignment) => !/exclusion/i.test(typeOf(objectAt(assignment, 'target') ?? {}) ?? ''));
  return {
    name: textAt(body, 'displayName') ?? bundleId ?? 'an app without a name',
    kind,
    intents: assignments.map((assignment) => textAt(assignment, 'intent') ?? ''),
    removedWithManagement: assignments.some((assignment) => objectAt(assignment, 'settings')?.['uninstallOnDeviceRemoval'] === true),
    ...(bundleId === undefined || bundleId === '' ? {} : { bundleId }),
    ...(typeof total === 'number' ? { licenses: total } : {}),
    ...(typeof used === 'number' ? { licensesUsed: used } : {}),
  };
}

export interface AppGap {
  readonly app: TenantApp;
  readonly because: string;
  readonly remedy: string;
}

const managed = (app: TenantApp): boolean => app.intents.includes('required') || app.intents.includes('available');

/**
 * Apps that the migration would take off the devices, with their data: whatever the source manages and the destination does not
 * install before it lets the device go (apple.md 1.1 rules 22 to 24, 5.8). `devices` is how many licenses are needed.
 */
export function appGaps(source: readonly TenantApp[], destination: readonly TenantApp[], devices: number): readonly AppGap[] {
  const gaps: AppGap[] = [];
  for (const app of source.filter(managed)) {
    const twins = destination.filter((other) => (app.bundleId === undefined ? other.name === app.name : other.bundleId?.toLowerCase() === app.bundleId.toLowerCase()));
    const required = twins.filter((twin) => twin.intents.includes('required'));
    if (twins.length === 0) gaps.push({ app, because: 'the destination does not have it', remedy: app.kind === 'line of business' ? 'upload its .ipa in the destination and assign it as required' : 'add it in the destination and assign it as required' });
    else if (required.length === 0) gaps.push({ app, because: twins.some(managed) ? 'the destination only offers it; what is not required is not installed before the device is let go' : 'the destination does not assign it', remedy: 'assign it as required to the groups of these devices or users' });
    else {
      const free = required.map((twin) => (twin.licenses === undefined ? Infinity : twin.licenses - (twin.licensesUsed ?? 0)));
      const needed = Math.ceil(devices * 1.1);
      if (Math.max(...free) < needed) gaps.push({ app, because: `the destination has ${Math.max(...free)} free licenses and ${needed} are needed (10 % kept in reserve)`, remedy: 'transfer or buy licenses in the location whose token the destination holds' });
    }
  }
  return gaps;
}
