import type { Bundle } from '../model/bundle.js';
import type { TenantConfig } from '../model/config.js';
import type { Mapping, ValueMapping } from '../model/mapping.js';
import type { Plan } from '../model/plan.js';
import type { LimitCount } from '../engine/plan-wide-findings.js';
import type { Catalog } from '../model/policy-type.js';
import type { TenantReader } from '../model/ports.js';
import type { TenantFacts } from '../model/policy.js';
import { tool, type World } from './world.js';

/**
 * What a move would do today, without writing anything: fresh proposals merged with the decisions of the mapping files,
 * planned in memory. Open questions are findings here and stop nothing.
 */
export async function destinationPlan(
  world: World,
  about: { readonly bundle: Bundle; readonly catalog: Catalog; readonly destination: TenantReader; readonly facts: TenantFacts; readonly settings: TenantConfig; readonly folder: string; readonly name: string },
): Promise<{ readonly objects: readonly Mapping[]; readonly values: ValueMapping; readonly plan: Omit<Plan, 'fingerprint'>; readonly limits: readonly LimitCount[] }> {
  const { bundle, catalog, destination, facts, folder, name } = about;
  const [{ proposeMappings }, { makePlan }, { mappedGone }, { proposeBundleValues, secondNet, sourceFactsOf, valueRewriter }, { readMappings }, { mergeMapping, mergeValues }, { entriesOf }, { planValues }, { secondsFor }] = await Promise.all([
    import('../stages/map.js'),
    import('../stages/plan.js'),
    import('../stages/drift.js'),
    import('../stages/tenant-values.js'),
    import('../store/mappings.js'),
    import('../store/merge-mapping.js'),
    import('../engine/mapping-words.js'),
    import('../engine/values/decisions.js'),
    import('../model/budgets.js'),
  ]);
  const names = { source: bundle.manifest.tenant.name, destination: name };
  const old = await readMappings(folder, names);
  const fresh = [...(await proposeMappings({ bundle, destination, catalog, say: world.say }, names)).values()];
  const objects = fresh.map((mapping) => mergeMapping(old.objects.find((one) => one.kind === mapping.kind), mapping));
  const values = mergeValues(old.values, await proposeBundleValues(bundle, catalog, facts, names));
  const decided = planValues(values.entries);
  const known = await sourceFactsOf(bundle);
  const { plan, limits } = await makePlan(
    {
      bundle,
      destination,
      catalog,
      say: world.say,
      rewrite: valueRewriter(catalog, known, decided),
      strays: secondNet(known, decided),
      seconds: (service, writes, reads) => Math.ceil(secondsFor({ [service]: { writes, reads } }).seconds),
    },
    {
      tool,
      time: new Date(world.clock.now()).toISOString(),
      destination: facts,
      bundlePath: bundle.folder,
      mappings: { path: folder, fingerprint: old.fingerprint, entryOf: entriesOf(catalog, objects) },
      values: decided,
      valueFindings: [],
      options: { assignments: 'now', onExisting: 'skip', prefix: '', keepState: false, allowOpen: false },
    },
  );
  const gone = await mappedGone(destination, catalog, plan.reliesOn);
  return { objects, values, plan: { ...plan, findings: [...plan.findings, ...gone] }, limits };
}
