import { setMaxListeners } from 'node:events';
import { join } from 'node:path';
import { catalog } from '../../src/catalog/index.js';
import { openDestination, type DestinationTenant } from '../../src/graph/open.js';
import type { Pacing } from '../../src/model/config.js';
import type { JournalLine } from '../../src/model/journal.js';
import type { Plan } from '../../src/model/plan.js';
import { silent } from '../../src/model/ports.js';
import type { Throttling } from '../../src/simulator/http/throttle.js';
import type { SimulatedTenant } from '../../src/simulator/simulated-tenant.js';
import { startSimulator, tokenFor } from '../../src/simulator/simulator.js';
import { importPlan, type ImportResult } from '../../src/stages/import.js';
import { rollbackPlan, type RollbackResult } from '../../src/stages/rollback.js';
import { sourceFactsOf, valueRewriter } from '../../src/stages/tenant-values.js';
import { openBundle } from '../../src/store/bundle-reader.js';
import { readPlan } from '../../src/store/plan-file.js';
import { memoryJournal } from '../conformance/memory.js';
import { VirtualClock } from '../graph/clock.js';
import { identities, type MoveOptions, type Prepared } from './move.js';

/**
 * A destination and the stages that write it, in this process and on a clock on which nobody waits: hours of throttling take
 * seconds. The plan and its bundle are files that the command line made.
 */
export interface Staged {
  readonly destination: SimulatedTenant;
  readonly clock: VirtualClock;
  readonly lines: readonly JournalLine[];
  readonly plan: Plan;
  /** Goes on where the journal stands; `stopAfter` so many requests it is stopped as by Ctrl-C: undefined where that came before any result. */
  import(stopAfter?: number): Promise<ImportResult | undefined>;
  rollback(stopAfter?: number): Promise<RollbackResult | undefined>;
  stop(): Promise<void>;
}

/** What the tenants hold, and the plan between them. */
export type StageOptions = Pick<MoveOptions, 'fillSource' | 'fillDestination'> & { readonly from: Prepared };

/** Makes the destination anew, always the same one; `seed` is that of its faults alone. */
export async function stage({ from, fillSource, fillDestination }: StageOptions, seed: string, visibilitySeconds: number, more: { readonly pacing?: Pacing; readonly throttling?: Throttling } = {}): Promise<Staged> {
  const clock = new VirtualClock(1);
  const simulator = await startSimulator({ catalog, tenants: { contoso: identities.contoso, fabrikam: { ...identities.fabrikam, faultSeed: seed, clock: () => clock.now(), options: { visibility: { seconds: visibilitySeconds }, ...(more.throttling === undefined ? {} : { throttling: more.throttling }) } } } });
  const destination = simulator.tenant('fabrikam');
  // both tenants share what the cloud knows of settings
  fillSource(simulator.tenant('contoso'));
  fillDestination(destination);
  const plan = await readPlan(join(from.folder, 'plan.json'));
  const bundle = await openBundle(join(from.folder, 'bundle'));
  const rewrite = valueRewriter(catalog, await sourceFactsOf(bundle), plan.values);
  let journal = memoryJournal([], () => clock.now());

  const withTenant = async <T>(stopAfter: number | undefined, run: (writer: DestinationTenant, signal: AbortSignal) => Promise<T>): Promise<T | undefined> => {
    const stopping = new AbortController();
    setMaxListeners(0, stopping.signal);
    const { faults } = destination;
    const strike = faults.strike.bind(faults);
    let seen = 0;
    faults.strike = (method, path) => {
      seen += 1;
      if (seen === stopAfter) stopping.abort(new Error('stopped by Ctrl-C'));
      return strike(method, path);
    };
    const writer = openDestination(
      { name: 'fabrikam', tenantId: identities.fabrikam.tenantId, cloud: 'global', graphUrl: simulator.urls['fabrikam'] ?? '', auth: { method: 'token', tokenEnv: 'TOKEN' }, pacing: more.pacing ?? 'off' },
      { clock, log: { debug() {}, warn() {} }, env: { TOKEN: tokenFor(destination) }, signal: stopping.signal, random: () => 0.5 },
    );
    try {
      return await run(writer, stopping.signal);
    } catch (error) {
      if (stopping.signal.aborted && error === stopping.signal.reason) return undefined;
      throw error;
    } finally {
      faults.strike = strike;
      await writer.close();
    }
  };
  const ports = { bundle, catalog, clock, say: silent, rewrite, visibility: 20_000, maxWait: 3_600_000 };
  return {
    destination,
    clock,
    plan,
    get lines() {
      return journal.lines;
    },
    import: (stopAfter) =>
      withTenant(stopAfter, async (writer, signal) => {
        journal = memoryJournal(journal.lines, () => clock.now());
        return importPlan({ ...ports, destination: writer, journal, signal }, plan, 'test');
      }),
    rollback: (stopAfter) =>
      withTenant(stopAfter, async (writer, signal) => {
        journal = memoryJournal(journal.lines, () => clock.now());
        return rollbackPlan({ ...ports, destination: writer, journal, signal }, plan, 'test', { dryRun: false, confirm: () => Promise.resolve() });
      }),
    stop: () => simulator.stop(),
  };
}
