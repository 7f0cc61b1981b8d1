import assert from 'node:assert/strict';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { isList, isObject, objectsAt, textAt, type Json, type JsonObject } from '../../src/model/json.js';
import { codes } from '../../src/model/rules.js';
import type { SceneDevice } from '../../src/simulator/apple/scene.js';
import { cliStand, until, type CliStand } from './cli-stand.js';
import { day, serial } from './rig.js';

const devices: readonly SceneDevice[] = [
  { serial: 'PHONE001', user: 'ada' }, { serial: 'PHONE002', user: 'bob' }, { serial: 'MAC00001', family: 'Mac', user: 'bob', record: { usersLoggedOn: [{ userId: 'a' }, { userId: 'b' }] } },
  { serial: 'OLD00001', version: '18.6' }, { serial: 'OLD00002', version: '16.7', productType: 'iPhone10,6' }, { serial: 'SILENT01', silentDays: 45 }, { serial: 'BYHAND01', at: 'absent', user: 'eve' },
];
const list = devices.map(({ serial }) => serial).join('\n');
const soon = (days: number): string => new Date(Date.now() + days * day).toISOString();
/** What this scene leaves red. */
const overrides = ['policies', 'identifiers', 'fileVault'].flatMap((gate) => ['--override', `${gate}=agreed, in writing`]);

/** A document without what differs from run to run: times, the folder, the counts of calls. */
function plain(value: Json | undefined, folder: string): unknown {
  if (typeof value === 'string') return value.replaceAll(folder, 'DIR').replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/gu, 'TIME');
  if (isList(value)) return value.map((item) => plain(item, folder));
  if (isObject(value)) return Object.fromEntries(Object.entries(value).filter(([name]) => !name.startsWith('apple')).map(([name, member]) => [name, plain(member, folder)]));
  return value;
}

const without = (document: JsonObject, ...names: readonly string[]): JsonObject => Object.fromEntries(Object.entries(document).filter(([name]) => !names.includes(name)));

/** serial → state, as a document says it; every entry must hold serial, class, state and reason. */
function statesIn(document: JsonObject): Record<string, string> {
  return Object.fromEntries(objectsAt(document, 'devices').map((device) => {
    for (const name of ['serial', 'class', 'state', 'reason']) assert.equal(typeof device[name], 'string', `${name} of ${JSON.stringify(device)}`);
    return [textAt(device, 'serial') ?? '', textAt(device, 'state') ?? ''];
  }));
}

const typesSent = (stand: CliStand): string[] => [...stand.apple.scene.organization.activities.values()].map(({ type }) => type);

test('a wave on the built command line: file, gates, reassignment, status, deadline, cancel, verify and evidence, as scripts rely on them', async (context) => {
  const stand = await cliStand(context, { devices });
  await stand.write('serials.txt', `\uFEFF${list.toLowerCase()}\n`);
  const planned = await stand.process('apple', 'wave', 'plan', '--serials', 'serials.txt', '--deadline', soon(30), '--out', 'wave.json');
  assert.equal(planned.exitCode, 0);

  const file: unknown = JSON.parse(await stand.read('wave.json'));
  assert.ok(isObject(file));
  const multi = 'Apple says it can migrate; 2 users are signed in; only the managed user can start the migration, and even the deadline waits for that user';
  const byHand = 'is not in Apple\'s organization: its user leaves the source and enrolls with Company Portal; it is corporate only where its serial was imported before';
  const silent = 'last checked in 45 days ago: bring it online first, because it must be reachable to migrate';
  const native = (serial: string, reason = 'Apple says it can migrate') => ({ serial, class: 'NATIVE', state: 'CLASSIFIED', reason });
  assert.deepEqual(plain(without(file, 'servers', 'tokens', 'tool'), stand.folder), {
    $schema: '.tenantferry/schemas/wave.schema.json', format: 1, time: 'TIME', source: 'contoso', destination: 'fabrikam', deadline: 'TIME', signOffs: [],
    waves: [
      { number: 1, pilot: true, deadline: 'TIME', devices: [native('MAC00001', multi), native('PHONE001'), native('PHONE002')] },
      { number: 2, pilot: false, deadline: 'TIME', devices: [{ serial: 'OLD00002', class: 'WIPE', state: 'WIPE', reason: 'has iOS 16.7 and cannot run 26: it moves by erasing' }] },
      { number: 3, pilot: false, deadline: 'TIME', devices: [
        { serial: 'BYHAND01', class: 'MANUAL', state: 'MANUAL', reason: byHand }, { serial: 'OLD00001', class: 'UPDATE-FIRST', state: 'UPDATE_FIRST', reason: 'has iOS 18.6: update it to 26 and assess again' }, { serial: 'SILENT01', class: 'HOLD', state: 'HOLD', reason: silent },
      ] },
    ],
  });
  assert.deepEqual((await readdir(join(stand.folder, 'wave.json.texts'))).length, 13, 'three texts for each class that hears anything, and who gets which');
  const deadline = textAt(file, 'deadline') ?? '';
  assert.equal((await stand.read('wave.json.texts/recipients.csv')).replaceAll('\r', ''), `\uFEFFtexts,wave,user,serial,deviceName,deadline
native-*.md,1,bob@contoso.example,MAC00001,Mac of bob,${deadline}
native-*.md,1,ada@contoso.example,PHONE001,iPhone of ada,${deadline}
native-*.md,1,bob@contoso.example,PHONE002,iPhone of bob,${deadline}
wipe-*.md,2,someone@contoso.example,OLD00002,iPhone of nobody,
manual-*.md,3,eve@contoso.example,BYHAND01,iPhone of eve,
update-first-*.md,3,someone@contoso.example,OLD00001,iPhone of nobody,
`);

  const red = await stand.json('apple', 'reassign', 'wave.json', '--yes');
  assert.equal(red.exitCode, 3);
  const gates = isObject(red.document['red']) ? objectsAt(red.document['red'], 'gates') : [];
  assert.deepEqual(gates.map((gate) => `${textAt(gate, 'name') ?? ''} ${gate['green'] === true ? 'green' : 'red'}`), ['policies red', 'profile green', 'awaitConfiguration green', 'token green', 'sync green', 'identifiers red', 'appParity green', 'fileVault red', 'signOff red']);
  assert.deepEqual(typesSent(stand), [], 'a red gate sends nothing');

  const open = await stand.json('apple', 'wave', 'check', 'wave.json', '--wave', '1');
  assert.deepEqual(objectsAt(open.document, 'findings').map((one) => one['code']), [codes.appleHelpDesk]);
  const signed = await stand.process('apple', 'wave', 'check', 'wave.json', '--wave', '1', '--sign-off', 'Ada Lovelace');
  assert.equal(signed.exitCode, 3);
  assert.deepEqual(plain(without(signed.document, 'waves', 'manualSteps'), stand.folder), { command: 'apple wave check', ok: false, exitCode: 3, summary: { waves: 1, green: 0, red: 1 }, findings: [], files: { wave: 'DIR/wave.json' } });

  const sent = await stand.process('apple', 'reassign', ...overrides, 'wave.json', '--yes');
  assert.deepEqual(plain(sent.document, stand.folder), {
    command: 'apple reassign', ok: true, exitCode: 0, summary: { sent: 3, waves: 1, refused: 0, PENDING: 3 }, findings: [], files: { wave: 'DIR/wave.json', journal: 'DIR/wave.json.journal.jsonl' },
    devices: ['MAC00001', 'PHONE001', 'PHONE002'].map((serial) => ({ serial, wave: 1, class: 'NATIVE', state: 'PENDING', reason: 'its user can start; by force at TIME' })), next: [],
  });
  const again = await stand.json('apple', 'reassign', ...overrides, 'wave.json', '--yes', '--all');
  assert.deepEqual([again.exitCode, isObject(again.document['summary']) ? again.document['summary']['sent'] : ''], [0, 0], 'a second run sends nothing');

  const phone = stand.apple.scene.organization.devices.get(serial('PHONE001'));
  if (phone !== undefined) phone.userStarts = 0;
  await until(async () => statesIn((await stand.json('apple', 'status', 'wave.json')).document)['PHONE001'] === 'ENROLLED', 'PHONE001 is enrolled');
  assert.deepEqual(statesIn((await stand.process('apple', 'status', 'wave.json')).document), { MAC00001: 'PENDING', PHONE001: 'ENROLLED', PHONE002: 'PENDING', OLD00002: 'WIPE', BYHAND01: 'MANUAL', OLD00001: 'UPDATE_FIRST', SILENT01: 'HOLD' });

  const pending = await stand.json('apple', 'verify', 'wave.json');
  assert.equal(pending.exitCode, 5, 'two are on their way');
  assert.deepEqual(plain(pending.document['files'], stand.folder), { wave: 'DIR/wave.json', html: 'DIR/wave.json.evidence/device-evidence.html', devices: 'DIR/wave.json.evidence/devices.csv', activities: 'DIR/wave.json.evidence/activities.csv', sums: 'DIR/wave.json.evidence/SHA256SUMS' });

  const late = await stand.run('apple', 'deadline', 'wave.json', '--to', soon(91), '--yes');
  assert.deepEqual([late.exitCode, /more than 90 days ahead/u.test(late.stderr)], [2, true]);
  const moved = await stand.process('apple', 'deadline', 'wave.json', '--to', soon(20), '--yes');
  assert.deepEqual([moved.exitCode, moved.document['changed']], [0, ['MAC00001', 'PHONE002']]);
  const unsigned = await stand.json('apple', 'wave', 'check', 'wave.json', '--wave', '1');
  assert.match(JSON.stringify(unsigned.document['waves']), /"name":"signOff","green":false/u, 'another deadline voids the sign-off');

  const canceled = await stand.process('apple', 'cancel', 'wave.json', '--yes');
  assert.deepEqual([canceled.exitCode, canceled.document['canceled'], canceled.document['stranded']], [0, ['MAC00001', 'PHONE002'], []]);
  assert.match(JSON.stringify(canceled.document['left']), /PHONE001.*source and destination exchanged/u);
  const proven = await stand.process('apple', 'verify', 'wave.json', '--out', 'evidence');
  assert.equal(proven.exitCode, 0, 'every device that was sent and not taken back has arrived');
  assert.deepEqual(statesIn(proven.document), { MAC00001: 'CANCELLED', PHONE001: 'VERIFIED', PHONE002: 'CANCELLED', OLD00002: 'WIPE', BYHAND01: 'MANUAL', OLD00001: 'UPDATE_FIRST', SILENT01: 'HOLD' });
  assert.deepEqual((await readdir(join(stand.folder, 'evidence'))).map((name) => name.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/u, 'ID')).sort(), ['SHA256SUMS', 'activities.csv', 'activity-ID.csv', 'activity-ID.csv', 'activity-ID.csv', 'device-evidence.html', 'devices.csv', 'wave.json', 'wave.json.journal.jsonl']);
  assert.deepEqual(typesSent(stand), ['ASSIGN_DEVICES_WITH_MDM_MIGRATION_DEADLINE', 'UPDATE_MDM_MIGRATION_DEADLINE', 'CANCEL_MDM_MIGRATION']);

  const cache = join(stand.folder, 'cache/tenantferry');
  for (const name of await readdir(cache)) assert.equal((await stat(join(cache, name))).mode & 0o777, 0o600, name);
  assert.equal(stand.apple.scene.organization.tokenCalls.length, 1, 'fourteen runs, one sign-in');
  assert.equal(stand.source.counters.writes, 0, 'the source is only read');
});

test('without a yes nothing is sent where nobody can be asked: reassign, deadline and cancel end with 2', async (context) => {
  const stand = await cliStand(context, { devices: devices.slice(0, 1) });
  await stand.write('serials.txt', 'PHONE001\n');
  await stand.run('apple', 'wave', 'plan', '--serials', 'serials.txt', '--deadline', soon(3), '--out', 'wave.json');
  for (const words of [['reassign', 'wave.json'], ['deadline', 'wave.json', '--to', soon(2)], ['cancel', 'wave.json']]) {
    const { exitCode, stderr } = await stand.run('apple', ...words);
    assert.deepEqual([exitCode, /needs a yes/u.test(stderr)], [2, true], words.join(' '));
  }
  assert.deepEqual(typesSent(stand), []);
});

test('deadlines are spread backwards from the one that is given, and nothing is due later', async (context) => {
  const stand = await cliStand(context, { devices: Array.from({ length: 12 }, (_, index) => ({ serial: `PHONE${String(index).padStart(3, '0')}` })) });
  const deadline = soon(10).replace(/\d{3}Z$/u, '700Z');
  const { exitCode } = await stand.run('apple', 'wave', 'plan', '--all', '--size', '4', '--spread', '48', '--deadline', deadline, '--out', 'wave.json');
  assert.equal(exitCode, 0);
  const file: unknown = JSON.parse(await stand.read('wave.json'));
  const due = isObject(file) ? objectsAt(file, 'waves').map((wave) => Date.parse(deadline) - Date.parse(textAt(wave, 'deadline') ?? '')) : [];
  assert.ok(due.every((before) => before >= 0), 'nothing is due later');
  assert.deepEqual(due.map((before) => Math.floor(before / 3_600_000)), [48, 24, 0]);
});

test('--include-wipe sends devices of the class WIPE plainly; without it they get nothing, and HOLD, MANUAL and UPDATE-FIRST never do', async (context) => {
  const stand = await cliStand(context, { devices: devices.slice(3) });
  await stand.run('apple', 'wave', 'plan', '--all', '--deadline', soon(3), '--out', 'wave.json');
  await stand.run('apple', 'reassign', 'wave.json', '--yes', '--all', ...overrides, '--override', 'signOff=a test');
  assert.deepEqual(typesSent(stand), []);
  const sent = await stand.json('apple', 'reassign', 'wave.json', '--yes', '--all', '--include-wipe', ...overrides, '--override', 'signOff=a test');
  assert.deepEqual(statesIn(sent.document), { OLD00002: 'PROFILED' });
  assert.deepEqual([...stand.apple.scene.organization.activities.values()].map(({ type, serials, deadline }) => [type, serials, deadline]), [['ASSIGN_DEVICES', ['OLD00002'], undefined]]);
});

test('status --watch looks again until nothing more can happen, and each step is taken on the way', async (context) => {
  const stand = await cliStand(context, { devices: [{ serial: 'PHONE001', user: 'ada', apple: { userStarts: 0 } }], switches: { migrationSeconds: 2 } });
  await stand.run('apple', 'wave', 'plan', '--all', '--deadline', soon(3), '--out', 'wave.json');
  await stand.run('apple', 'reassign', 'wave.json', '--yes', ...overrides, '--override', 'signOff=a test');
  const watched = await stand.json('apple', 'status', 'wave.json', '--watch', '--every', '0.5');
  assert.deepEqual([watched.exitCode, statesIn(watched.document)], [0, { PHONE001: 'ENROLLED' }]);
});
