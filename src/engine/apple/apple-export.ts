import type { AdePlatform } from '../../model/apple/enrollment.js';
import type { JsonObject } from '../../model/json.js';
import type { Neighbor, Policy } from '../../model/policy.js';
import type { PolicyType } from '../../model/policy-type.js';
import { platformOf } from '../judgements/platform.js';
import type { Summary } from '../summary.js';
import { iosAppIn, type TenantApp } from './apps.js';
import { escrows } from './escrow.js';
import { restrictionsIn } from './restrictions.js';

/** What an export holds that the move of Apple devices rests on. */
export interface AppleExport {
  /** Policies and apps for Apple devices. */
  readonly objects: number;
  readonly mobile: boolean;
  readonly macs: boolean;
  /** Names of policies that move, are assigned and bring FileVault's key into the tenant. */
  readonly escrow: readonly string[];
  /** Names of assigned policies that encrypt without saying where the key goes. */
  readonly apps: readonly TenantApp[];
  readonly lineOfBusiness: readonly string[];
  /** Platforms whose personal devices a restriction that moves keeps out. */
  readonly personalBlocked: readonly AdePlatform[];
  readonly backupBans: readonly string[];
  /** Policies that let only compliant devices in, and compliance policies for Apple devices. */
  readonly compliance: readonly string[];
  readonly gates: readonly string[];
  readonly appProtection: readonly string[];
  /** Tokens of the source, told by what they are. */
  readonly enrollmentTokens: number;
  readonly contentTokens: number;
}

/** Gathers it object by object; no settings are kept. */
export class AppleExportOf {
  private objects = 0;
  private mobile = false;
  private macs = false;
  private readonly escrow: string[] = [];
  private readonly apps: TenantApp[] = [];
  private readonly lineOfBusiness: string[] = [];
  private readonly restrictions: JsonObject[] = [];
  private readonly backupBans: string[] = [];
  private readonly compliance: string[] = [];
  private readonly gates: string[] = [];
  private readonly appProtection: string[] = [];

  note(row: PolicyType, policy: Policy, summary: Summary, asksForCompliance: boolean): void {
    const { body, type = '' } = policy;
    const whole: JsonObject = { ...body, '@odata.type': `#microsoft.graph.${type}`, assignments: [...(policy.assignments ?? [])] };
    const moves = summary.stays === undefined;
    const assigned = (policy.assignments ?? []).length > 0;
    if (/^deviceEnrollmentPlatformRestriction/u.test(type)) this.restrictions.push(whole);
    if (asksForCompliance) this.gates.push(policy.name);
    const platform = platformOf(policy);
    if (platform !== 'iOS' && platform !== 'macOS') return;
    this.objects++;
    this.mobile ||= platform === 'iOS';
    this.macs ||= platform === 'macOS';
    const app = iosAppIn(whole);
    if (app !== undefined) {
      this.apps.push(app);
      if (app.kind === 'line of business') this.lineOfBusiness.push(app.name);
    }
    if (moves && assigned && (body['fileVaultEnabled'] === true || Object.values(policy.children).some((list) => escrows([...list])))) this.escrow.push(policy.name);
    if (body['iCloudBlockBackup'] === true) this.backupBans.push(policy.name);
    if (moves && assigned && row.area === 'compliance') this.compliance.push(policy.name);
    if (moves && assigned && row.area === 'app protection') this.appProtection.push(policy.name);
  }

  end(neighbors: Iterable<Neighbor>): AppleExport {
    const counts = new Map<string, number>();
    for (const { kind, state } of neighbors) if (state === 'found') counts.set(kind, (counts.get(kind) ?? 0) + 1);
    const { objects, mobile, macs, escrow, apps, lineOfBusiness, backupBans, compliance, gates, appProtection } = this;
    return {
      objects, mobile, macs, escrow, apps, lineOfBusiness, backupBans, compliance, gates, appProtection,
      personalBlocked: restrictionsIn(this.restrictions).personalBlocked,
      enrollmentTokens: counts.get('enrollmentToken') ?? 0,
      contentTokens: counts.get('vppToken') ?? 0,
    };
  }
}
