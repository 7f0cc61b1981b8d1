import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import type { Deed } from '../../src/simulator/http/faults.js';
import { tokenFor } from '../../src/simulator/simulator.js';
import { textAt } from '../../src/model/json.js';
import { opaque } from './packages.js';
import { makeStand, type Stand } from './stand.js';

const cli = resolve(import.meta.dirname, '../../src/cli.js');
const apps = 'deviceAppManagement/mobileApps';
const inStorage = /^[0-9a-f-]{36}$/iu;

/** At which request the process is killed, and whether the service has carried it out. */
const points: readonly (readonly [what: string, method: string, path: RegExp, nth: number, done: boolean])[] = [
  ['the app is made and its answer never comes', 'POST', /mobileApps$/u, 1, true],
  ['a content version is there', 'POST', /contentVersions$/u, 1, true],
  ['the second block is on its way', 'PUT', inStorage, 2, false],
  ['the service is told the keys', 'POST', /\/commit$/u, 1, true],
  ['the version is to be put to use', 'PATCH', /mobileApps\/[^/]+$/u, 1, false],
];

/** Runs an import and kills it in the middle of one request. */
async function killedAt(stand: Stand, plan: string, [, method, path, nth, done]: (typeof points)[number]): Promise<boolean> {
  const { faults } = stand.destination;
  const strike = faults.strike.bind(faults);
  const env = { ...process.env, CONTOSO_TOKEN: tokenFor(stand.source), FABRIKAM_TOKEN: tokenFor(stand.destination) };
  const child = spawn(process.execPath, [cli, 'import', plan, '--yes', '--quiet'], { cwd: stand.folder, env, stdio: 'ignore' });
  let seen = 0;
  faults.strike = (asked, place): Deed | undefined => {
    if (asked !== method || !path.test(place)) return strike(asked, place);
    seen += 1;
    if (seen !== nth) return strike(asked, place);
    child.kill('SIGKILL');
    return { deed: done ? 'drop answer' : 'close before' };
  };
  const signal = await new Promise((over) => child.on('exit', (_code, by) => over(by)));
  faults.strike = strike;
  return signal === 'SIGKILL';
}

test('an import that is killed in any step of an upload goes on: one app, with its content', async (context) => {
  const stand = await makeStand(context, { destination: { uploads: { seconds: 0.05 } } });
  const { source, destination } = stand;
  const file = opaque(6 * 1024 * 1024);
  await mkdir(join(stand.folder, 'installers'));
  await writeFile(join(stand.folder, 'installers', 'browser.pkg'), file.bytes);
  source.put(apps, { '@odata.type': '#microsoft.graph.macOSPkgApp', displayName: 'Browser', publisher: 'Contoso', fileName: 'browser.pkg', primaryBundleId: 'com.contoso.browser', primaryBundleVersion: '1.0' });
  assert.equal((await stand.run('export', '--tenant', 'contoso', '--only', 'packagedApp')).exitCode, 0);
  for (const [index, point] of points.entries()) {
    const plan = `plan-${String(index)}.json`;
    assert.equal((await stand.run('plan', 'exports/contoso', '--destination', 'fabrikam', '--app-files', 'installers', '--out', plan)).exitCode, 0);
    assert.ok(await killedAt(stand, plan, point), `killed when ${point[0]}`);
    const resumed = await stand.run('import', plan, '--yes');
    assert.equal(resumed.exitCode, 0, `${point[0]}: ${resumed.stderr}`);
    const made = destination.list(apps).filter((one) => one['displayName'] === 'Browser');
    assert.equal(made.length, 1, `one app, killed when ${point[0]}`);
    const id = textAt(made[0] ?? {}, 'id') ?? '';
    assert.equal(destination.contentOf(id), file.sha256, point[0]);
    assert.equal(made[0]?.['publishingState'], 'published', point[0]);
    // what the service had committed already is not uploaded again
    if (point[0] === 'the version is to be put to use') assert.equal(destination.log.filter((line) => line.path.includes(id) && line.path.endsWith('/commit')).length, 1);
    destination.take(apps, id);
  }
});
