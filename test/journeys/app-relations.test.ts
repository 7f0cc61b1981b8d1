import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { objectsAt, textAt, type JsonObject } from '../../src/model/json.js';
import { intunewin } from './packages.js';
import { counted, makeStand, type Stand } from './stand.js';

const apps = 'deviceAppManagement/mobileApps';
const words = ['plan', 'exports/contoso', '--destination', 'fabrikam', '--app-files', 'installers', '--out', 'plan.json'];

function win32(displayName: string, relationships: readonly JsonObject[] = []): JsonObject {
  return {
    '@odata.type': '#microsoft.graph.win32LobApp', displayName, publisher: 'Contoso', fileName: `${displayName}.intunewin`, installCommandLine: 'setup.exe /S', uninstallCommandLine: 'setup.exe /U', setupFilePath: 'setup.exe',
    applicableArchitectures: 'x64', installExperience: { runAsAccount: 'system', deviceRestartBehavior: 'suppress' }, relationships: [...relationships],
  };
}

const dependency = (from: string, targetId: string): JsonObject => ({ '@odata.type': '#microsoft.graph.mobileAppDependency', id: `${from}_${targetId}`, targetId, targetType: 'child', targetDisplayName: 'x', dependencyType: 'autoInstall' });
const supersedence = (from: string, targetId: string): JsonObject => ({ '@odata.type': '#microsoft.graph.mobileAppSupersedence', id: `${from}_${targetId}`, targetId, targetType: 'child', targetDisplayName: 'x', supersedenceType: 'replace' });

async function installers(stand: Stand, ...names: readonly string[]): Promise<void> {
  await mkdir(join(stand.folder, 'installers'), { recursive: true });
  for (const name of names) await writeFile(join(stand.folder, 'installers', `${name}.intunewin`), intunewin({ setupFile: 'setup.exe' }).bytes);
}

async function exported(stand: Stand): Promise<void> {
  assert.equal((await stand.run('export', '--tenant', 'contoso', '--only', 'packagedApp')).exitCode, 0);
  assert.equal((await stand.run('map', 'exports/contoso', '--destination', 'fabrikam')).exitCode, 0);
}

test('what an app depends on and what it replaces arrives with the ids of the destination, once both ends are there', async (context) => {
  const stand = await makeStand(context);
  const { source, destination } = stand;
  const runtime = source.put(apps, win32('Runtime'));
  const old = source.put(apps, win32('Expenses 2'));
  // the other direction of a relation is the same relation: it must not be sent a second time from the other end
  source.put(apps, win32('Expenses 3', [dependency('e', runtime), supersedence('e', old)]));
  const shared = source.put(apps, win32('Shared'));
  const sharedThere = destination.put(apps, win32('Shared'));
  source.put(apps, win32('Reports', [dependency('r', shared)]));
  await installers(stand, 'Runtime', 'Expenses 2', 'Expenses 3', 'Reports');
  await exported(stand);
  const planned = await stand.json(...words);
  assert.equal(planned.exitCode, 0, JSON.stringify(planned.document, undefined, 1));
  assert.equal(counted(planned.document, 'create'), 4);
  const imported = await stand.run('import', 'plan.json', '--yes');
  assert.equal(imported.exitCode, 0, imported.stderr);

  const idOf = (name: string): string => textAt(destination.list(apps).find((one) => one['displayName'] === name) ?? {}, 'id') ?? '';
  const relations = async (name: string): Promise<unknown> => objectsAt(await stand.ask('fabrikam', `${apps}/${idOf(name)}/relationships`), 'value').map((one) => [one['@odata.type'], one['targetId'], one['dependencyType'] ?? one['supersedenceType']]);
  assert.deepEqual(await relations('Expenses 3'), [
    ['#microsoft.graph.mobileAppDependency', idOf('Runtime'), 'autoInstall'],
    ['#microsoft.graph.mobileAppSupersedence', idOf('Expenses 2'), 'replace'],
  ]);
  assert.deepEqual(await relations('Reports'), [['#microsoft.graph.mobileAppDependency', sharedThere, 'autoInstall']], 'an app that is there already is found and used');
  assert.deepEqual(await relations('Runtime'), []);
  const verified = await stand.json('verify', 'plan.json');
  assert.equal(verified.exitCode, 0, JSON.stringify(verified.document, undefined, 1));
  assert.equal((await stand.run('rollback', 'plan.json', '--yes')).exitCode, 0);
  assert.equal(idOf('Expenses 3') + idOf('Runtime') + idOf('Reports'), '');
  assert.equal(idOf('Shared'), sharedThere);
});

test('an app whose dependency does not go is a question, never an app without it', async (context) => {
  const stand = await makeStand(context);
  const runtime = stand.source.put(apps, win32('Runtime'));
  stand.source.put(apps, win32('Expenses', [dependency('e', runtime)]));
  await installers(stand, 'Expenses');
  await exported(stand);
  const planned = await stand.json(...words);
  assert.equal(planned.exitCode, 3);
  assert.match(JSON.stringify(planned.document['findings']), /\\"Expenses\\" points at .*\\"Runtime\\"/u);
});
