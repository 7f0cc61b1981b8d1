import type { Finding } from '../model/finding.js';
import type { Config } from '../model/config.js';
import { Stop } from '../model/failure.js';
import type { CheckLine } from '../model/gap-report.js';
import type { Manifest } from '../model/policy.js';
import type { Plan } from '../model/plan.js';
import type { TenantReader } from '../model/ports.js';
import { unknown, type Check } from '../engine/checks/check.js';
import type { Connected } from '../graph/open.js';
import { cloudFindings } from '../engine/checks/clouds.js';
import type { AppleExport } from '../engine/apple/apple-export.js';
import type { AppleThere } from '../engine/apple/readiness.js';
import type { Needs } from '../engine/checks/licenses.js';
import type { LimitCount } from '../engine/plan-wide-findings.js';
import { openSourceTenant, type World } from './world.js';

/** Sign-ins that would ask a person: a report does not. */
const asking: ReadonlySet<string> = new Set(['device-code', 'browser']);

export interface Conditions {
  readonly checks: readonly CheckLine[];
  readonly findings: readonly Finding[];
  /** What of the destination decides whether Apple devices may come; absent where the export has nothing for them. */
  readonly apple?: AppleThere;
}

/**
 * What a report can say of the tenants beside their policies: subscriptions and what the export needs of them, connectors and tokens with
 * their ends, settings in the way, limits. The source is looked at where the configuration knows it and its sign-in asks nobody.
 */
export async function conditionsOf(
  world: World,
  config: Config,
  about: { readonly manifest: Manifest; readonly destination: TenantReader & Pick<Connected, 'token'>; readonly cloud: string; readonly needs: Needs; readonly apple: AppleExport; readonly kinds: ReadonlySet<string>; readonly limits?: readonly LimitCount[]; /** What the import would write. */ readonly plan: Pick<Plan, 'waves' | 'reliesOn'> },
): Promise<Conditions> {
  const [{ readCondition, readSettings }, { neededLicenseChecks }, { missingThere }, { checkLines, limitLines }] = await Promise.all([
    import('../stages/condition.js'),
    import('../engine/checks/licenses.js'),
    import('../engine/checks/connectors.js'),
    import('../engine/checks/check-lines.js'),
  ]);
  const { manifest, destination, needs } = about;
  const now = world.clock.now();
  world.say.begin('Looking at subscriptions and connectors');
  const there = await readCondition(destination, 'destination', now);
  const settings = await readSettings(destination, { conditionalAccess: about.kinds.has('conditionalAccess') });
  const apple = about.apple.objects === 0 ? undefined : await (await import('../stages/apple/graph/landscape.js')).readAppleThere(destination, config.apple?.tokens?.destination);
  const source = await sourceReader(world, config, manifest);
  const here = source instanceof Stop || source === undefined ? undefined : await readCondition(source, 'source', now);
  world.say.end();
  const allowed = await permissionsThere(destination, about.plan);
  const checks = [...allowed, ...there.checks, ...neededLicenseChecks(destination.name, needs, there.subscriptions), ...settings, ...(here === undefined ? [] : missingThere(destination.name, manifest.tenant.name, here.counts, there.counts))];
  // licenses of the source decide nothing; its tokens and connectors must live until the last device has gone
  const theirs = (here?.checks ?? []).filter((check) => check.area === 'connectors');
  const found = [...checks, ...theirs].flatMap((check) => check.finding ?? []);
  const clouds = cloudFindings(manifest.cloud, about.cloud);
  const unseen: CheckLine[] = here !== undefined ? [] : [{ area: 'connector', what: `${manifest.tenant.name}: tokens and connectors`, state: 'unknown', detail: source instanceof Stop ? source.message : 'Nobody has looked: the configuration has no sign-in for it that asks nobody.' }];
  return {
    checks: [...checkLines(destination.name, checks), ...checkLines(manifest.tenant.name, theirs), ...unseen, ...limitLines(destination.name, about.limits ?? [])],
    findings: [...found, ...clouds],
    ...(apple === undefined ? {} : { apple }),
  };
}

/** Whether the sign-in may do what an import of the plan needs. That it may do more is the doctor's to say. */
async function permissionsThere(destination: TenantReader & Pick<Connected, 'token'>, plan: Pick<Plan, 'waves' | 'reliesOn'>): Promise<readonly Check[]> {
  const [{ catalog }, { needsOfPlan }, { permissionChecks, moreThanNeeded }] = await Promise.all([import('../catalog/index.js'), import('../catalog/plan-needs.js'), import('./doctor/permission-checks.js')]);
  const token = await destination.token();
  if (!token.ok) return [unknown('permissions', 'permissions', token.failure, destination.name)];
  return permissionChecks(destination.name, 'destination', catalog, needsOfPlan(catalog, plan), token.value.scopes).filter((check) => check.what !== moreThanNeeded);
}

async function sourceReader(world: World, config: Config, manifest: Manifest): Promise<TenantReader | Stop | undefined> {
  const settings = config.tenants[manifest.tenant.name];
  if (settings === undefined || manifest.origin !== 'graph' || asking.has(settings.auth.method)) return undefined;
  try {
    return (await openSourceTenant(world, config, manifest.tenant.name)).reader;
  } catch (error) {
    if (error instanceof Stop) return error;
    throw error;
  }
}
