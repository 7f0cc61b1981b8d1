import type { Service } from '../../model/ports.js';

/** How much a category takes in one window; every category has counters of its own (graph-intune.md 2.1, 2.2). */
export interface Budget {
  readonly requests: number;
  readonly writes: number;
  readonly seconds: number;
  /** Whether a 429 says when to come back. */
  readonly retryAfter: boolean;
}

export interface Throttling {
  /** Share of the documented budgets: 0.1 makes ten times as little; windows stay as they are. */
  readonly scale?: number;
  /** Makes the windows shorter, so that tests need not wait: 0.1 makes twenty seconds two. */
  readonly windowScale?: number;
  /** Share of every budget that other applications of the tenant use up. */
  readonly others?: number;
  /** Overrules for one category. */
  readonly budgets?: Readonly<Partial<Record<Service, Budget>>>;
}

const intune: Budget = { requests: 1000, writes: 100, seconds: 20, retryAfter: true };
const documented: Readonly<Partial<Record<Service, Budget>>> = {
  devices: { requests: 2000, writes: 200, seconds: 20, retryAfter: true },
  'conditional-access': { requests: 1, writes: 1, seconds: 1, retryAfter: false },
  directory: { requests: 3500, writes: 3000, seconds: 10, retryAfter: true },
};

const categories: readonly (readonly [RegExp, Service])[] = [
  [/^identity\/conditionalAccess|^policies\//iu, 'conditional-access'],
  [/^deviceManagement\/(configurationPolicies|compliancePolicies|configuration|reusable|inventory|complianceSettings|complianceCategories)/iu, 'device-config-v2'],
  [/^deviceManagement\/(deviceConfigurations|deviceCompliancePolicies|deviceManagementScripts|deviceShellScripts|deviceHealthScripts|deviceComplianceScripts|deviceCustomAttribute|hardwareConfigurations)/iu, 'device-configuration'],
  [/^deviceManagement\/(deviceEnrollment|deviceCategories|windowsAutopilot|depOnboarding|appleUser|androidDeviceOwnerEnroll|imported)|^deviceAppManagement\/vppTokens/iu, 'device-enrollment'],
  [/^deviceManagement\/(intents|templates|settingDefinitions|categories)/iu, 'device-intent'],
  [/^deviceAppManagement\/(mobileApp)/iu, 'applications'],
  [/^deviceAppManagement\/(iosManaged|androidManaged|windowsManaged|targetedManaged|managedAppPolicies|defaultManaged)/iu, 'managed-applications'],
  [/^deviceAppManagement\/(mdmWindowsInformation|windowsInformation)/iu, 'wip'],
  [/^deviceManagement\/groupPolicy/iu, 'gpanalytics'],
  [/^deviceManagement\/assignmentFilters|^deviceAppManagement\/policySets/iu, 'bundles'],
  [/^deviceManagement\/(role|operationApproval|resourceOperations)/iu, 'rbac'],
  [/^deviceManagement\/notificationMessageTemplates/iu, 'notifications'],
  [/^deviceManagement\/termsAndConditions/iu, 'company-terms'],
  [/^deviceManagement\/windows(Feature|Quality|Driver)Update/iu, 'updates'],
  [/^deviceManagement\/managedDevices/iu, 'devices'],
  [/^device(App)?Management/iu, 'others'],
];

/** The category a path counts in. */
export function serviceOf(path: string): Service {
  return categories.find(([pattern]) => pattern.test(path))?.[1] ?? 'directory';
}

/** Counts requests in windows that slide, and says no when a category is over its budget. */
export class Throttle {
  private readonly recent = new Map<Service, { at: number; write: boolean }[]>();
  constructor(
    private readonly settings: Throttling,
    private readonly now: () => number,
  ) {}

  /** Seconds to wait, `'soon'` where the service would not say; undefined where the request may pass. A refused one does not count. */
  check(path: string, write: boolean): number | 'soon' | undefined {
    const service = serviceOf(path);
    const budget = this.budget(service);
    const now = this.now();
    const since = now - budget.seconds * 1000;
    const entries = (this.recent.get(service) ?? []).filter((entry) => entry.at > since);
    this.recent.set(service, entries);
    const writes = write ? entries.filter((entry) => entry.write) : [];
    const full = entries.length >= budget.requests ? entries[0] : writes.length >= budget.writes ? writes[0] : undefined;
    if (full === undefined) {
      entries.push({ at: now, write });
      return undefined;
    }
    return budget.retryAfter ? Math.max(0.001, (full.at - since) / 1000) : 'soon';
  }

  budget(service: Service): Budget {
    const base = this.settings.budgets?.[service] ?? documented[service] ?? intune;
    const share = (this.settings.scale ?? 1) * (1 - (this.settings.others ?? 0));
    return {
      requests: Math.max(1, Math.floor(base.requests * share)),
      writes: Math.max(1, Math.floor(base.writes * share)),
      seconds: base.seconds * (this.settings.windowScale ?? 1),
      retryAfter: base.retryAfter,
    };
  }
}
