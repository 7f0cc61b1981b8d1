import { join } from 'node:path';
import { catalog } from '../../src/catalog/index.js';
import { realClock } from '../../src/cli/world.js';
import { openDestination } from '../../src/graph/open.js';
import { silent } from '../../src/model/ports.js';
import { tokenFor } from '../../src/simulator/simulator.js';
import { importPlan } from '../../src/stages/import.js';
import { rollbackPlan } from '../../src/stages/rollback.js';
import { sourceFactsOf, valueRewriter } from '../../src/stages/tenant-values.js';
import { openBundle, type OpenBundle } from '../../src/store/bundle-reader.js';
import { openJournal } from '../../src/store/journal-file.js';
import { readPlan } from '../../src/store/plan-file.js';
import type { Plan } from '../../src/model/plan.js';
import { identities, type Move, type Prepared } from './move.js';

/** Goes on with an import, or rolls it back, in this process: the journal is the file that the killed process left. Says what went wrong. */
export type GoOn = (move: Move, deed: 'import' | 'rollback') => Promise<string | undefined>;

/** Reads plan and bundle once for any number of runs that go on. */
export async function goingOn(from: Prepared): Promise<GoOn> {
  const plan: Plan = await readPlan(join(from.folder, 'plan.json'));
  const bundle: OpenBundle = await openBundle(join(from.folder, 'bundle'));
  const rewrite = valueRewriter(catalog, await sourceFactsOf(bundle), plan.values);
  return async (move, deed) => {
    const destination = openDestination(
      { name: 'fabrikam', tenantId: identities.fabrikam.tenantId, cloud: 'global', graphUrl: move.destinationUrl, auth: { method: 'token', tokenEnv: 'TOKEN' }, pacing: 'off' },
      { clock: realClock, log: { debug() {}, warn() {} }, env: { TOKEN: tokenFor(move.destination) } },
    );
    const journal = await openJournal(join(move.folder, 'plan.json.journal.jsonl'), { clock: realClock, say: silent });
    try {
      const ports = { bundle, destination, catalog, journal, clock: realClock, say: silent, rewrite, visibility: 300, maxWait: 60_000 };
      if (deed === 'import') {
        const { drift, endings } = await importPlan(ports, plan, 'test');
        const bad = endings.filter((one) => one.state === 'failed' || (one.state === 'skipped' && one.after !== undefined)).map((one) => `${one.address}: ${one.because}`);
        return [...drift.map((one) => one.message), ...bad][0];
      }
      const { ends } = await rollbackPlan(ports, plan, 'test', { dryRun: false, confirm: () => Promise.resolve() });
      return ends.filter((one) => one.end === 'left' || one.end === 'failed' || one.end === 'not reached').map((one) => `${one.address} ${one.end}: ${one.because}`)[0];
    } finally {
      await journal.close();
      await destination.close();
    }
  };
}
