import { dirname, resolve } from 'node:path';
import type { AdmxFiles } from '../model/admx-files.js';
import type { AppFiles } from '../model/app-files.js';
import type { Bundle } from '../model/bundle.js';
import type { Config, TenantConfig } from '../model/config.js';
import { Stop } from '../model/failure.js';
import type { Plan } from '../model/plan.js';
import type { TenantFacts } from '../model/policy.js';
import { openBundleOf } from './keys.js';
import { pathOf, type World } from './world.js';

/** @throws Stop (2) where the bundle comes from the tenant that it is to go to. The source of a converted bundle need not be configured. */
export function refuseOneTenant(source: TenantFacts, name: string, destination: TenantConfig, configFile: string): void {
  if (source.name !== name && source.id.toLowerCase() !== destination.tenantId.toLowerCase()) return;
  throw new Stop(2, `The bundle was exported from ${source.name} (${source.id}), and ${name} in ${configFile} is the same tenant.`, 'A move needs two tenants: name another destination.');
}

/** The journal of a plan lies beside it. */
export function journalOf(planFile: string): string {
  return `${planFile}.journal.jsonl`;
}

/**
 * Reads a plan and the bundle and mappings it was made from, and refuses what does not belong together.
 * @throws Stop (2) for a plan of other tenants, a bundle that is not the one it was made from; (3) for mappings that were changed since
 */
export async function openPlan(world: World, path: string, config: Config): Promise<{ plan: Plan; file: string; bundle: Bundle }> {
  const [{ readPlan }, { tenantOf }] = await Promise.all([import('../store/plan-file.js'), import('../store/config.js')]);
  const file = pathOf(world, path);
  const plan = await readPlan(file);
  const tenant = tenantOf(config, plan.destination.name, world.configFile);
  if (tenant.tenantId.toLowerCase() !== plan.destination.id.toLowerCase()) {
    throw new Stop(2, `${file} is for tenant ${plan.destination.id}, and ${plan.destination.name} in ${world.configFile} is ${tenant.tenantId}.`, 'Use the configuration the plan was made with, or plan again for this tenant.');
  }
  if (plan.source.id.toLowerCase() === plan.destination.id.toLowerCase()) throw new Stop(2, `${file} has one tenant as source and destination.`, 'Plan again with two tenants.');
  const bundle = await openBundleOf(world, resolve(dirname(file), plan.bundle.path));
  if (bundle.fingerprint() !== plan.bundle.fingerprint) {
    throw new Stop(2, `${bundle.folder} is not the bundle that ${file} was made from: its content has changed.`, 'Plan again from the bundle as it is now, or bring the old bundle back.');
  }
  return { plan, file, bundle };
}

/** Whether the mapping files say something else than when the plan was made. The plan holds its own decisions, so it stays what it was. */
export async function mappingsChanged(file: string, plan: Plan): Promise<string | undefined> {
  const { readMappings } = await import('../store/mappings.js');
  const folder = resolve(dirname(file), plan.mappings.path);
  const mappings = await readMappings(folder);
  return mappings.fingerprint === plan.mappings.fingerprint ? undefined : folder;
}

/**
 * The folder with the installers that a plan creates apps with: the one that was given, else the one that the plan names.
 * @returns undefined where the plan needs none, or its own is gone: then what is still to be uploaded is not there
 * @throws Stop (2) where the given one is no folder
 */
export async function installersOf(world: World, file: string, plan: Plan, given: string | undefined): Promise<AppFiles | undefined> {
  if (plan.appFiles === undefined) return undefined;
  const { openAppFiles } = await import('../store/packages/app-files.js');
  if (given !== undefined) return openAppFiles(pathOf(world, given));
  try {
    return await openAppFiles(resolve(dirname(file), plan.appFiles.path));
  } catch (error) {
    if (error instanceof Stop) return undefined;
    throw error;
  }
}

/** The folder with the ADMX files that a plan makes uploaded files of: the one that was given, else the one that the plan names; undefined as for installers. */
export async function admxOf(world: World, file: string, plan: Plan, given: string | undefined): Promise<AdmxFiles | undefined> {
  if (plan.admxFiles === undefined) return undefined;
  const { openAdmxFiles } = await import('../store/packages/admx-files.js');
  if (given !== undefined) return openAdmxFiles(pathOf(world, given));
  try {
    return await openAdmxFiles(resolve(dirname(file), plan.admxFiles.path));
  } catch (error) {
    if (error instanceof Stop) return undefined;
    throw error;
  }
}
