import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { catalog } from '../../src/catalog/index.js';
import { textAt } from '../../src/model/json.js';
import type { Stand } from '../journeys/stand.js';
import { moveFolder } from './direct.js';
import { corpusStand, moveBundle, type Moved } from './move.js';
import { readCorpus, type CorpusFolder } from './objects.js';
import { furnishSource, type Furnished } from './source.js';

/**
 * `npm run corpus [-- FOLDER]`: every convertible file of the corpus of real exports is put into a simulated tenant and moved
 * to a second one through the command line. Prints what became of it by kind; exit code 1 where a promise was not kept.
 */
const folder = resolve(process.argv[2] ?? resolve(import.meta.dirname, '../../../../shared/corpus'));
if (!existsSync(folder)) {
  process.stdout.write(`There is no corpus in ${folder}, so nothing was moved.\n`);
  process.exit(0);
}

/** Sources that are the export of one tenant each: they also go the direct road, from the folder to the destination. */
const alone = ['j0eyv-ConditionalAccessBaseline', 'aaronparker-intune-baseline', 'IntuneAdmin-IntuneBaselines', 'ennnbeee-CES2026-IntuneCD'].map((name) => join(folder, name)).filter(existsSync);

async function withStand(run: (stand: Stand) => Promise<readonly string[]>): Promise<readonly string[]> {
  const ends: (() => unknown)[] = [];
  const stand = await corpusStand({
    after(end?: unknown) {
      if (typeof end === 'function') ends.push(() => Reflect.apply(end, undefined, []));
    },
  });
  try {
    return await run(stand);
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

const wrong = [
  ...(await withStand(async (stand) => {
    const read = await readCorpus(folder, stand.source.identity.tenantId);
    const furnished = furnishSource(stand.source, read);
    const exported = await stand.json('export', '--tenant', 'contoso');
    const moved = await moveBundle(stand, 'exports/contoso', stand.source);
    process.stdout.write(report(read, furnished, moved));
    return [...(exported.exitCode === 0 ? [] : [`export ended with ${String(exported.exitCode)}`]), ...furnished.unexpected.map(({ object, because }) => `${object.policy.address} was refused by the source: ${because}`), ...moved.wrong];
  })),
];
process.stdout.write('\nthe direct road: convert, map, plan, import, verify, without the source\n');
for (const one of alone) {
  wrong.push(
    ...(await withStand(async (stand) => {
      const moved = await moveFolder(stand, one);
      const ended = grouped([...moved.endings.values()].map(({ state }) => state));
      process.stdout.write(`  ${basename(one)}: ${String(moved.exported)} objects, ${ended.map(([state, count]) => `${String(count)} ${state}`).join(', ')}\n`);
      return moved.wrong.map((what) => `${basename(one)}: ${what}`);
    })),
  );
}
process.stdout.write([wrong.length === 0 ? '\nEvery promise was kept.' : '\nPromises that were not kept', ...wrong.map((what) => `  ${what}`), ''].join('\n'));
process.exitCode = wrong.length === 0 ? 0 : 1;

function report(read: CorpusFolder, furnished: Furnished, moved: Moved): string {
  const { table } = read.converted;
  const columns = ['files', 'objects', 'put', 'equal', 'tidied', 'same', 'left out', 'not portable', 'failed', 'findings'];
  const line = (name: string, numbers: readonly number[]): string => `${name.padEnd(32)}${numbers.map((number, at) => String(number === 0 ? '·' : number).padStart((columns[at]?.length ?? 0) + 2)).join('')}`;
  const ended = [...moved.endings];
  const rows = catalog.rows
    .filter((row) => row.neighbor !== true && (table.kinds[row.kind] !== undefined || ended.some(([, one]) => one.kind === row.kind)))
    .map((row): readonly [string, readonly number[]] => {
      const mine = ended.filter(([, one]) => one.kind === row.kind);
      const state = (name: string): number => mine.filter(([, one]) => one.state === name).length;
      const verdict = (name: string): number => mine.filter(([address, one]) => one.state === 'created' && moved.verdicts.get(address) === name).length;
      const count = table.kinds[row.kind];
      const findings = moved.findings.filter((one) => one['kind'] === row.kind || textAt(one, 'address')?.startsWith(`${row.kind}/`) === true).length;
      return [row.kind, [count?.files ?? 0, count?.made ?? 0, furnished.put.filter((one) => one.row === row).length, verdict('equal'), verdict('tidied'), state('same'), state('left out'), state('not portable'), state('failed'), findings]];
    });
  const total = columns.map((_name, at) => rows.reduce((sum, [, numbers]) => sum + (numbers[at] ?? 0), 0));
  const stayed = grouped(ended.flatMap(([, one]) => (one.state === 'not portable' || one.state === 'left out' ? [`${one.state}: ${one.because}`] : [])));
  return [
    `${'kind'.padEnd(32)}${columns.map((name) => `  ${name}`).join('')}`,
    ...rows.map(([kind, numbers]) => line(kind, numbers)),
    line('all', total),
    '',
    `${String(table.files)} files: ${Object.entries(table.byOutcome).map(([name, count]) => `${String(count)} ${name}`).join(', ')}; ${String(moved.exported)} objects exported, those that every tenant has among them`,
    `answered by hand: ${Object.entries(moved.decisions).map(([name, count]) => `${String(count)} ${name}`).join(', ')}; ${String(furnished.made.length)} objects made beside, so that references are real`,
    '',
    'did not move, and why',
    ...stayed.map(([because, count]) => `  ${String(count).padStart(3)}  ${because}`),
    '',
    'refused by the source, and why',
    ...grouped(furnished.refused.map(({ because }) => because)).map(([because, count]) => `  ${String(count).padStart(3)}  ${because}`),
    '',
    'types without a row',
    ...Object.entries(table.noRow).map(([type, count]) => `  ${String(count).padStart(3)}  ${type}`),
    '',
    'not readable',
    ...table.notReadable.map(({ path, because }) => `       ${path}: ${because}`),
    '',
  ].join('\n');
}

function grouped(texts: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}
