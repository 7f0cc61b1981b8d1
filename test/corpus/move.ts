import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { objectsAt, textAt, type JsonObject } from '../../src/model/json.js';
import type { SimulatedTenant } from '../../src/simulator/simulated-tenant.js';
import { counted, makeStand, type Stand } from '../journeys/stand.js';
import { decideAll, handOf, type Decisions } from './decide.js';
import { leaksInto } from './leaks.js';

/** What the tool said at the end of a whole move, and what is wrong with it: nothing, if all promises were kept. */
export interface Moved {
  readonly decisions: Decisions;
  readonly exported: number;
  /** Address → state and reason, as the import ended. */
  readonly endings: ReadonlyMap<string, { readonly kind: string; readonly state: string; readonly because: string }>;
  /** Address → verdict. */
  readonly verdicts: ReadonlyMap<string, string>;
  readonly findings: readonly JsonObject[];
  readonly wrong: readonly string[];
}

/** Two simulated tenants in one cloud, the destination keeping every write it gets, without pacing. */
export async function corpusStand(context: Pick<TestContext, 'after'>): Promise<Stand> {
  const stand = await makeStand(context, { destination: { keepBodies: true } });
  for (const name of ['contoso', 'fabrikam'] as const) await stand.configure(name, { pacing: 'off' });
  // a person binds the destination to managed Google Play before the move
  stand.destination.put('deviceManagement/androidManagedStoreAccountEnterpriseSettings', { bindStatus: 'boundAndValidated' });
  return stand;
}

const states = ['created', 'updated', 'same', 'leftOut', 'notPortable', 'skipped', 'failed'];

/**
 * Moves a bundle through the command line: map, answer what is open, plan, import, verify, import again, plan again.
 * @param known the tenant whose objects are twinned by hand where nobody can create them; undefined where there is none
 */
export async function moveBundle(stand: Stand, bundle: string, source: SimulatedTenant): Promise<Moved> {
  const { destination } = stand;
  const wrong: string[] = [];
  const expect = (holds: boolean, what: string): void => {
    if (!holds) wrong.push(what);
  };
  const mapped = await stand.json('map', bundle, '--destination', 'fabrikam');
  expect(mapped.exitCode === 0, `map ended with ${String(mapped.exitCode)}: ${trouble(mapped.document)}`);
  const decisions = await decideAll(join(stand.folder, 'mappings/contoso-to-fabrikam'), handOf(source, destination));
  const planned = await stand.json('plan', bundle, '--destination', 'fabrikam', '--out', 'plan.json');
  expect(planned.exitCode === 0, `plan ended with ${String(planned.exitCode)}: ${trouble(planned.document)}`);
  expect(destination.counters.writes === 0, 'map and plan wrote to the destination');

  const imported = await stand.json('import', 'plan.json', '--yes');
  expect(imported.exitCode === 0, `import ended with ${String(imported.exitCode)}: ${trouble(imported.document)}`);
  const exported = counted(imported.document, 'exported');
  expect(states.reduce((sum, state) => sum + counted(imported.document, state), 0) === exported, 'the books do not balance');
  const endings = new Map(objectsAt(imported.document, 'endings').map((one) => [textAt(one, 'address') ?? '', { kind: textAt(one, 'kind') ?? '', state: textAt(one, 'state') ?? '', because: textAt(one, 'because') ?? '' }]));
  expect(endings.size === exported, `${String(endings.size)} of ${String(exported)} objects have an ending`);
  for (const [address, { state, because }] of endings) if (state === 'failed' || state === 'skipped') wrong.push(`${address} ${state}: ${because}`);

  const verified = await stand.json('verify', 'plan.json');
  const verdicts = new Map(objectsAt(verified.document, 'verdicts').map((one) => [textAt(one, 'address') ?? '', textAt(one, 'verdict') ?? '']));
  for (const [address, { state }] of endings) {
    const verdict = verdicts.get(address) ?? 'none';
    if (state === 'created' && verdict !== 'equal' && verdict !== 'tidied') wrong.push(`${address} was created and is ${verdict}: ${differencesOf(verified.document, address)}`);
  }
  wrong.push(...leaksInto(destination, source).map((leak) => `the destination received of the source: ${leak}`));
  expect(source.counters.writes === 0, 'the source was written to');

  const writes = destination.counters.writes;
  const again = await stand.json('import', 'plan.json', '--yes');
  expect(again.exitCode === 0 && destination.counters.writes === writes, `the second import sent ${String(destination.counters.writes - writes)} writes`);
  wrong.push(...(await planAgain(stand, bundle, endings)));
  return { decisions, exported, endings, verdicts, findings: objectsAt(planned.document, 'findings'), wrong };
}

/** A fresh plan finds everything that was created, and nothing to do but for what has one name with another. */
async function planAgain(stand: Stand, bundle: string, endings: Moved['endings']): Promise<string[]> {
  const replanned = await stand.json('plan', bundle, '--destination', 'fabrikam', '--out', 'again.json', '--allow-open');
  if (replanned.exitCode !== 0) return [`the fresh plan ended with ${String(replanned.exitCode)}: ${trouble(replanned.document)}`];
  const questions = new Set(objectsAt(replanned.document, 'findings').flatMap((one) => (/ is a question: \d+ of this name and type in the source/u.test(textAt(one, 'message') ?? '') ? (textAt(one, 'address') ?? '') : [])));
  const differing = objectsAt(replanned.document, 'findings').flatMap((one) => {
    const address = textAt(one, 'address') ?? '';
    return endings.get(address)?.state === 'created' && / exists in the destination(?: and|,) differs at /u.test(textAt(one, 'message') ?? '') ? [`a fresh plan says: ${textAt(one, 'message') ?? ''}`] : [];
  });
  const created = [...endings].filter(([, { state }]) => state === 'created' || state === 'same');
  const same = counted(replanned.document, 'same');
  const wanted = created.filter(([address]) => !questions.has(address)).length;
  return [
    ...differing,
    ...(['create', 'update', 'createBeside'].flatMap((name) => (counted(replanned.document, name) === 0 ? [] : [`a fresh plan would ${name} ${String(counted(replanned.document, name))}`]))),
    ...(same === wanted ? [] : [`a fresh plan says same for ${String(same)} of ${String(wanted)}`]),
  ];
}

function trouble(document: JsonObject): string {
  const findings = objectsAt(document, 'findings').filter((one) => one['severity'] === 'blocker');
  return JSON.stringify(document['error'] ?? findings.slice(0, 3).map((one) => one['message'])).slice(0, 600);
}

function differencesOf(document: JsonObject, address: string): string {
  const verdict = objectsAt(document, 'verdicts').find((one) => one['address'] === address) ?? {};
  return JSON.stringify(objectsAt(verdict, 'differences').slice(0, 2)).slice(0, 400);
}
