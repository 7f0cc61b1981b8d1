import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { isObject, objectsAt, textAt, type JsonObject } from '../../src/model/json.js';
import { apk, intunewin, ipa, ipaOfXcode, msix, opaque, type Package } from './packages.js';
import { include, securityGroup } from './seeds.js';
import { counted, makeStand, type Ran, type Stand } from './stand.js';

const apps = 'deviceAppManagement/mobileApps';

function app(type: string, displayName: string, more: JsonObject): JsonObject {
  return { '@odata.type': `#microsoft.graph.${type}`, displayName, publisher: 'Contoso', committedContentVersion: '3', size: 4711, ...more };
}

const win32: JsonObject = { installCommandLine: 'setup.exe /S', uninstallCommandLine: 'setup.exe /U', setupFilePath: 'setup.exe', applicableArchitectures: 'x64', installExperience: { runAsAccount: 'system', deviceRestartBehavior: 'suppress' } };

async function supply(stand: Stand, path: string, file: Package): Promise<void> {
  const whole = join(stand.folder, 'installers', path);
  await mkdir(dirname(whole), { recursive: true });
  await writeFile(whole, file.bytes);
}

async function exported(stand: Stand): Promise<void> {
  assert.equal((await stand.run('export', '--tenant', 'contoso', '--only', 'packagedApp')).exitCode, 0);
  assert.equal((await stand.run('map', 'exports/contoso', '--destination', 'fabrikam')).exitCode, 0);
}

const planWords = ['plan', 'exports/contoso', '--destination', 'fabrikam', '--app-files', 'installers', '--out', 'plan.json'];

function there(stand: Stand, name: string): JsonObject {
  const found = stand.destination.list(apps).filter((one) => one['displayName'] === name);
  assert.equal(found.length, 1, `${name} is there once`);
  return found[0] ?? {};
}

function contentOf(stand: Stand, name: string): string | undefined {
  return stand.destination.contentOf(textAt(there(stand, name), 'id') ?? '');
}

function findingsOf(document: JsonObject, code: string): string[] {
  return objectsAt(document, 'findings').flatMap((one) => (one['code'] === code ? (textAt(one, 'message') ?? []) : []));
}

/** What of a run must stay secret: addresses in the storage with their signatures. */
function saysNothing(ran: Ran | string): void {
  const text = typeof ran === 'string' ? ran : ran.stdout + ran.stderr;
  assert.doesNotMatch(text, /sig=|storage\/|encryptionKey|macKey/iu);
}

test('every kind of package becomes an app when its original file is supplied: created, uploaded, opened by the service, published, assigned, proven', async (context) => {
  const stand = await makeStand(context, { destination: { uploads: { seconds: 0.1 } } });
  const { source, destination } = stand;
  const staff = securityGroup(source, 'Staff');
  const staffThere = securityGroup(destination, 'Staff');
  const files: Readonly<Record<string, readonly [path: string, file: Package]>> = {
    'Seven Zip': ['7zip.intunewin', intunewin({ setupFile: 'setup.exe' })],
    'Big tool': ['big/big.intunewin', intunewin({ setupFile: 'setup.exe', size: 9 * 1024 * 1024 })],
    Reader: ['reader.msi', opaque(70_000)],
    Notes: ['anything.msix', msix('Contoso.Notes', '1.2.3.0')],
    Warehouse: ['warehouse.ipa', ipa('com.contoso.warehouse', '2.1')],
    Scanner: ['scanner.ipa', ipaOfXcode('com.contoso.scanner', '5.0')],
    Field: ['field.apk', apk('com.contoso.field', '4.4')],
    Agent: ['agent.pkg', opaque(16 * 1024)],
    Browser: ['browser.pkg', opaque(9 * 1024 * 1024 + 5)],
    Editor: ['editor.dmg', opaque(31)],
  };
  for (const [path, file] of Object.values(files)) await supply(stand, path, file);
  const assignments = [{ ...include(staff), intent: 'required' }];
  const puts: readonly JsonObject[] = [
    app('win32LobApp', 'Seven Zip', { ...win32, fileName: '7zip.intunewin', assignments }),
    app('win32LobApp', 'Big tool', { ...win32, fileName: 'big.intunewin' }),
    app('windowsMobileMSI', 'Reader', { fileName: 'reader.msi', productCode: '{c4f6939c-a3a2-4556-aeb6-889f720a8ab8}', productVersion: '9.1', useDeviceContext: true }),
    app('windowsUniversalAppX', 'Notes', { fileName: 'Notes_1.2.3.0_x64.msix', identityName: 'Contoso.Notes', identityVersion: '1.2.3.0', identityPublisherHash: 'abc' }),
    app('iosLobApp', 'Warehouse', { fileName: 'warehouse.ipa', bundleId: 'com.contoso.warehouse', versionNumber: '2.1', buildNumber: '7', applicableDeviceType: { iPad: true, iPhoneAndIPod: true } }),
    app('iosLobApp', 'Scanner', { fileName: 'other-name.ipa', bundleId: 'com.contoso.scanner', versionNumber: '5.0', applicableDeviceType: { iPad: true, iPhoneAndIPod: true } }),
    app('androidLobApp', 'Field', { fileName: 'field.apk', packageId: 'com.contoso.field', versionName: '4.4', versionCode: '44' }),
    app('macOSLobApp', 'Agent', { fileName: 'agent.pkg', bundleId: 'com.contoso.agent', versionNumber: '1.0', buildNumber: '1' }),
    app('macOSPkgApp', 'Browser', { fileName: 'browser.pkg', primaryBundleId: 'com.contoso.browser', primaryBundleVersion: '1.0' }),
    app('macOSDmgApp', 'Editor', { fileName: 'editor.dmg', primaryBundleId: 'com.contoso.editor', primaryBundleVersion: '1.0', largeIcon: { type: 'image/png', value: 'iVBORw0KGgo=' } }),
  ];
  for (const one of puts) source.put(apps, one);
  await exported(stand);

  const without = await stand.json('plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'without.json');
  assert.equal(counted(without.document, 'create'), 0, 'without files nothing is created');

  const planned = await stand.json(...planWords);
  assert.equal(planned.exitCode, 0, JSON.stringify(planned.document, undefined, 1));
  assert.equal(counted(planned.document, 'create'), puts.length);
  const imported = await stand.run('import', 'plan.json', '--yes', '--verbose', '--log-file', 'import.log');
  assert.equal(imported.exitCode, 0, imported.stderr);
  saysNothing(imported);
  saysNothing(await stand.read('import.log'));
  saysNothing(await stand.read('plan.json.journal.jsonl'));

  for (const [name, [, file]] of Object.entries(files)) {
    assert.equal(there(stand, name)['publishingState'], 'published', name);
    assert.equal(contentOf(stand, name), file.sha256, `${name} holds the very bytes of its file`);
  }
  assert.ok(isObject(there(stand, 'Editor')['largeIcon']), 'the icon travels');
  const [assignment] = objectsAt(destination.list(apps, ['assignments']).find((one) => one['displayName'] === 'Seven Zip') ?? {}, 'assignments');
  assert.ok(isObject(assignment?.['target']) && assignment['target']['groupId'] === staffThere);

  const verified = await stand.json('verify', 'plan.json');
  assert.equal(verified.exitCode, 0, JSON.stringify(verified.document, undefined, 1));
  const writes = destination.counters.writes;
  assert.equal((await stand.run('import', 'plan.json', '--yes')).exitCode, 0);
  assert.equal(destination.counters.writes, writes, 'running twice changes nothing');
  const again = await stand.json('plan', 'exports/contoso', '--destination', 'fabrikam', '--app-files', 'installers', '--out', 'again.json');
  assert.equal(counted(again.document, 'create'), 0, 'a new plan finds them all');

  const undone = await stand.run('rollback', 'plan.json', '--yes');
  assert.equal(undone.exitCode, 0, undone.stderr);
  assert.deepEqual(destination.list(apps).filter((one) => Object.hasOwn(files, textAt(one, 'displayName') ?? '')), [], 'rollback takes them away');
});

test('a file that fits two apps, or two files that fit one, are a question; a folder called like the app answers it', async (context) => {
  const stand = await makeStand(context);
  const first = stand.source.put(apps, app('win32LobApp', 'One', { ...win32, fileName: 'install.intunewin' }));
  const second = stand.source.put(apps, app('win32LobApp', 'Two', { ...win32, fileName: 'install.intunewin' }));
  const [one, two] = [intunewin({ setupFile: 'setup.exe' }), intunewin({ setupFile: 'setup.exe' })];
  await supply(stand, 'a/install.intunewin', one);
  await supply(stand, 'b/install.intunewin', two);
  await exported(stand);
  const asked = await stand.json(...planWords);
  assert.equal(asked.exitCode, 3);
  assert.equal(findingsOf(asked.document, 'GAP-APP-010').length, 2);

  await supply(stand, `${first}/install.intunewin`, one);
  await supply(stand, `${second}/install.intunewin`, two);
  assert.equal((await stand.run(...planWords)).exitCode, 0);
  assert.equal((await stand.run('import', 'plan.json', '--yes')).exitCode, 0);
  assert.equal(contentOf(stand, 'One'), one.sha256);
  assert.equal(contentOf(stand, 'Two'), two.sha256);
});

test('a file that says it is another app is not taken; one of another version is, and it is said', async (context) => {
  const stand = await makeStand(context);
  const ios = { applicableDeviceType: { iPad: true, iPhoneAndIPod: true } };
  stand.source.put(apps, app('iosLobApp', 'Warehouse', { ...ios, fileName: 'warehouse.ipa', bundleId: 'com.contoso.warehouse', versionNumber: '2.1' }));
  stand.source.put(apps, app('iosLobApp', 'Scanner', { ...ios, fileName: 'scanner.ipa', bundleId: 'com.contoso.scanner', versionNumber: '5.0' }));
  await supply(stand, 'warehouse.ipa', ipa('com.contoso.other', '2.1'));
  await supply(stand, 'scanner.ipa', ipa('com.contoso.scanner', '6.0'));
  await exported(stand);
  const planned = await stand.json(...planWords);
  assert.equal(planned.exitCode, 0);
  assert.equal(counted(planned.document, 'create'), 1);
  assert.match(findingsOf(planned.document, 'GAP-APP-012').join(), /com\.contoso\.other/u);
  assert.match(findingsOf(planned.document, 'GAP-APP-011').join(), /version 6\.0, the app 5\.0/u);
});

test('a file that has changed or is gone since the plan stops the import before the first write', async (context) => {
  const stand = await makeStand(context);
  stand.source.put(apps, app('macOSPkgApp', 'Browser', { fileName: 'browser.pkg', primaryBundleId: 'com.contoso.browser', primaryBundleVersion: '1.0' }));
  await supply(stand, 'browser.pkg', opaque(1000));
  await exported(stand);
  assert.equal((await stand.run(...planWords)).exitCode, 0);
  await supply(stand, 'browser.pkg', opaque(1000));
  const refused = await stand.json('import', 'plan.json', '--yes');
  assert.equal(refused.exitCode, 3);
  assert.equal(findingsOf(refused.document, 'GAP-APP-013').length, 1);
  assert.equal(stand.destination.counters.writes, 0);
});

test('a place in the storage that closes early is renewed, lost answers make no second app, and the upload goes on', async (context) => {
  const stand = await makeStand(context, { destination: { uploads: { seconds: 0.05, expires: 600 } } });
  const { source, destination } = stand;
  source.put(apps, app('macOSPkgApp', 'Browser', { fileName: 'browser.pkg', primaryBundleId: 'com.contoso.browser', primaryBundleVersion: '1.0' }));
  const file = opaque(13 * 1024 * 1024);
  await supply(stand, 'browser.pkg', file);
  await exported(stand);
  assert.equal((await stand.run(...planWords)).exitCode, 0);
  destination.faults.add(
    // the permission is refused in the middle
    { what: { deed: 'status', status: 403, code: 'AuthenticationFailed' }, method: 'PUT', path: /^[0-9a-f-]{36}$/iu, nth: 2 },
    { what: { deed: 'status', status: 503 }, method: 'PUT', path: /^[0-9a-f-]{36}$/iu, nth: 4 },
    { what: { deed: 'drop answer' }, method: 'POST', path: /mobileApps$/u, nth: 1 },
    { what: { deed: 'drop answer' }, method: 'POST', path: /\/files$/u, nth: 1 },
    { what: { deed: 'drop answer' }, method: 'POST', path: /\/commit$/u, nth: 1 },
    { what: { deed: 'drop answer' }, method: 'PATCH', path: /mobileApps\//u, nth: 1 },
  );
  const imported = await stand.run('import', 'plan.json', '--yes');
  assert.equal(imported.exitCode, 0, imported.stderr);
  saysNothing(imported);
  assert.equal(contentOf(stand, 'Browser'), file.sha256);
  assert.equal(destination.faults.struck, 6, 'all of it happened');
  assert.ok(destination.log.some((line) => line.path.endsWith('renewUpload')));
});

test('what the service cannot open fails the app and nothing else; a later run with the right file goes on with the same app', async (context) => {
  const stand = await makeStand(context);
  stand.source.put(apps, app('win32LobApp', 'Spoiled', { ...win32, fileName: 'spoiled.intunewin' }));
  stand.source.put(apps, app('win32LobApp', 'Good', { ...win32, fileName: 'good.intunewin' }));
  await supply(stand, 'spoiled.intunewin', intunewin({ setupFile: 'setup.exe', spoiled: 'mac' }));
  await supply(stand, 'good.intunewin', intunewin({ setupFile: 'setup.exe' }));
  await exported(stand);
  assert.equal((await stand.run(...planWords)).exitCode, 0);
  const imported = await stand.json('import', 'plan.json', '--yes');
  assert.equal(imported.exitCode, 4, JSON.stringify(imported.document));
  assert.equal(counted(imported.document, 'created'), 1);
  assert.equal(there(stand, 'Spoiled')['publishingState'], 'notPublished');
  assert.equal((await stand.run('import', 'plan.json', '--yes')).exitCode, 4, 'the next run tries again');
  there(stand, 'Spoiled');
  assert.equal((await stand.run('rollback', 'plan.json', '--yes')).exitCode, 0);
  assert.ok(!stand.destination.list(apps).some((one) => one['displayName'] === 'Spoiled'), 'half an app is taken away too');
});
