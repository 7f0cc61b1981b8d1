import { catalog } from '../../src/catalog/index.js';
import type { AdmxFiles } from '../../src/model/admx-files.js';
import type { PlanOptions, Plan } from '../../src/model/plan.js';
import type { Catalog, PolicyType } from '../../src/model/policy-type.js';
import type { Clock, SecretSupply, Write } from '../../src/model/ports.js';
import { silent } from '../../src/model/ports.js';
import type { TenantFacts } from '../../src/model/policy.js';
import { strayClasses, makeFinding } from '../../src/model/rules.js';
import { identify } from '../../src/graph/identify.js';
import { openDestination, openSource, type DestinationTenant, type SourceTenant } from '../../src/graph/open.js';
import type { World } from '../../src/graph/world.js';
import { digestOf } from '../../src/engine/digest.js';
import { entriesOf } from '../../src/engine/mapping-words.js';
import { inventoryOf } from '../../src/engine/values/inventory.js';
import { strayFinder } from '../../src/engine/values/strays.js';
import { exportTenant } from '../../src/stages/export.js';
import { importPlan, type ImportResult } from '../../src/stages/import.js';
import { proposeMappings } from '../../src/stages/map.js';
import { makePlan, type PlanResult } from '../../src/stages/plan.js';
import { rollbackPlan, type RollbackResult } from '../../src/stages/rollback.js';
import { verifyPlan } from '../../src/stages/verify.js';
import { startSimulator, tokenFor, type Simulator } from '../../src/simulator/simulator.js';
import type { SimulatedTenant } from '../../src/simulator/simulated-tenant.js';
import { memoryJournal, MemoryBundle } from './memory.js';

const clock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
};

const tool = { name: 'tenantferry', version: '0.0.0' } as const;

/** Two simulated tenants and the stages between them, run in process through the client of the real service. */
export interface Pair {
  readonly catalog: Catalog;
  readonly source: SimulatedTenant;
  readonly destination: SimulatedTenant;
  /** Every write that was sent to the destination, in order. */
  readonly sent: Write[];
  /** Reads one side whole. */
  export(side: 'source' | 'destination', rows?: readonly PolicyType[]): Promise<MemoryBundle>;
  /** The tool's own proposals, by mapping file. */
  propose(bundle: MemoryBundle): ReturnType<typeof proposeMappings>;
  /** Maps and plans; the mappings are the tool's own proposals. */
  plan(bundle: MemoryBundle, options?: Partial<PlanOptions>, supply?: SecretSupply, admx?: AdmxFiles): Promise<PlanResult & { readonly whole: Plan }>;
  import(bundle: MemoryBundle, plan: Plan, journal: ReturnType<typeof memoryJournal>, supply?: SecretSupply, admx?: AdmxFiles): Promise<ImportResult>;
  verify(bundle: MemoryBundle, plan: Plan, journal: ReturnType<typeof memoryJournal>): ReturnType<typeof verifyPlan>;
  rollback(bundle: MemoryBundle, plan: Plan, journal: ReturnType<typeof memoryJournal>): Promise<RollbackResult>;
  stop(): Promise<void>;
}

/** Starts both tenants. `rows` are the kinds that move; all policies of the catalog unless said. */
export async function startPair(rows: readonly PolicyType[] = catalog.rows.filter((row) => row.neighbor !== true)): Promise<Pair> {
  const simulator: Simulator = await startSimulator({
    catalog,
    tenants: {
      contoso: { tenantId: '0c0a0000-5a1e-4c0d-9e0f-000000000c01', initialDomain: 'contoso.onmicrosoft.com', displayName: 'Contoso', seed: 'contoso' },
      fabrikam: { tenantId: '0fab0000-5a1e-4fab-8fab-000000000f02', initialDomain: 'fabrikam.onmicrosoft.com', displayName: 'Fabrikam', seed: 'fabrikam' },
    },
  });
  const source = simulator.tenant('contoso');
  const destination = simulator.tenant('fabrikam');
  const world: World = { clock, log: { debug() {}, warn() {} }, env: { CONTOSO: tokenFor(source), FABRIKAM: tokenFor(destination) } };
  const settings = (name: 'contoso' | 'fabrikam', tenant: SimulatedTenant): Parameters<typeof openSource>[0] => ({
    name,
    tenantId: tenant.identity.tenantId,
    cloud: 'global',
    graphUrl: simulator.urls[name] ?? '',
    auth: { method: 'token', tokenEnv: name.toUpperCase() },
    pacing: 'off',
  });
  const reader: SourceTenant = openSource(settings('contoso', source), world);
  const plainWriter: DestinationTenant = openDestination(settings('fabrikam', destination), world);
  const sent: Write[] = [];
  const writer: DestinationTenant = {
    ...plainWriter,
    write(request) {
      sent.push(structuredClone(request));
      return plainWriter.write(request);
    },
  };
  const factsOf = async (tenant: SourceTenant | DestinationTenant): Promise<TenantFacts> => {
    const facts = await identify(tenant);
    if (!facts.ok) throw new Error(facts.failure.message);
    return facts.value;
  };
  const facts = { source: await factsOf(reader), destination: await factsOf(writer) };
  const propose: Pair['propose'] = (bundle) => proposeMappings({ bundle, destination: writer, catalog, say: silent }, { source: 'contoso', destination: 'fabrikam' });
  const rewrite = <T>(_policy: unknown, resolved: T): T => resolved;

  return {
    catalog,
    source,
    destination,
    sent,
    async export(side, only = rows) {
      const bundle = new MemoryBundle();
      const tenant = side === 'source' ? reader : { ...writer, side: 'source' as const };
      const result = await exportTenant({ reader: tenant, catalog, bundle, clock, say: silent }, { tenant: facts[side], cloud: 'global', tool }, { rows: only });
      if (result.unread.length > 0) throw new Error(`not read whole: ${result.unread.map((one) => `${one.kind} "${one.name}": ${one.failure.message}`).join('\n')}`);
      const unseen = Object.entries(result.manifest.kinds).filter(([, sight]) => sight.state !== 'complete' && sight.state !== 'empty' && sight.state !== 'not asked');
      if (unseen.length > 0) throw new Error(`not seen: ${JSON.stringify(unseen)}`);
      return bundle;
    },
    propose,
    async plan(bundle, options = {}, supply?, admx?) {
      const mappings = await propose(bundle);
      const objects: { id: string; kind: string }[] = bundle.all().map(({ id, kind }) => ({ id, kind }));
      for (const kind of bundle.neighborKinds) objects.push(...(await bundle.neighbors(kind)).map((neighbor) => ({ id: neighbor.id, kind })));
      let ofDestination: (id: string) => boolean = () => false;
      const strays = strayFinder({ tenant: facts.source, objects: inventoryOf(objects, facts.source) }, (value) => ofDestination(value));
      const result = await makePlan(
        {
          bundle,
          destination: writer,
          catalog,
          say: silent,
          rewrite,
          strays(policy, bodies, isDestination) {
            ofDestination = isDestination;
            return bodies.flatMap(strays).map((stray) => makeFinding(strayClasses[stray.class], `${policy.address} would carry ${stray.class} ${stray.value}`, { address: policy.address, at: stray.at, severity: stray.stops ? 'blocker' : 'info' }));
          },
          seconds: () => 0,
          ...(supply === undefined ? {} : { supply }),
          ...(admx === undefined ? {} : { admx }),
        },
        {
          tool,
          time: new Date(0).toISOString(),
          destination: facts.destination,
          bundlePath: 'bundle',
          mappings: { path: 'mappings', fingerprint: '', entryOf: entriesOf(catalog, [...mappings.values()]) },
          values: [],
          valueFindings: [],
          options: { assignments: 'now', onExisting: 'skip', prefix: '', keepState: true, allowOpen: false, ...options },
        },
      );
      return { ...result, whole: { ...result.plan, fingerprint: digestOf(JSON.stringify(result.plan)) } };
    },
    import: (bundle, plan, journal, supply, admx) => importPlan({ ...(admx === undefined ? {} : { admx }), ...(supply === undefined ? {} : { secrets: { supply, strays: () => [] } }), bundle, destination: writer, catalog, journal, clock, say: silent, rewrite, visibility: 2000, maxWait: 30_000 }, plan, 'test'),
    verify: (bundle, plan, journal) => verifyPlan({ bundle, destination: writer, catalog, say: silent, rewrite }, plan, journal.lines),
    rollback: (bundle, plan, journal) =>
      rollbackPlan({ bundle, destination: writer, catalog, journal: memoryJournal(journal.lines), clock, say: silent, rewrite, visibility: 2000, maxWait: 60_000 }, plan, 'test', { dryRun: false, confirm: () => Promise.resolve() }),
    async stop() {
      await reader.close();
      await plainWriter.close();
      await simulator.stop();
    },
  };
}
