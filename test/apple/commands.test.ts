import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { catalog } from '../../src/catalog/index.js';
import { Args } from '../../src/cli/args.js';
import { appleAssessCommand } from '../../src/cli/apple/assess.js';
import { appleCancelCommand } from '../../src/cli/apple/cancel.js';
import { appleDeadlineCommand } from '../../src/cli/apple/deadline.js';
import { appleDevicesCommand } from '../../src/cli/apple/devices.js';
import { appleReassignCommand } from '../../src/cli/apple/reassign.js';
import { appleServersCommand } from '../../src/cli/apple/servers.js';
import { appleStatusCommand } from '../../src/cli/apple/status.js';
import { appleVerifyCommand } from '../../src/cli/apple/verify.js';
import { appleWaveCheckCommand } from '../../src/cli/apple/wave-check.js';
import { appleWavePlanCommand } from '../../src/cli/apple/wave-plan.js';
import type { Answer, Command } from '../../src/cli/command.js';
import { identifiersExportCommand } from '../../src/cli/identifiers/export.js';
import { identifiersFromDevicesCommand } from '../../src/cli/identifiers/from-devices.js';
import { identifiersImportCommand } from '../../src/cli/identifiers/import.js';
import type { World } from '../../src/cli/world.js';
import { Stop } from '../../src/model/failure.js';
import { silent } from '../../src/model/ports.js';
import { startDemoApple, type DemoApple } from '../../src/simulator/apple/demo.js';
import type { SimulatedTenant } from '../../src/simulator/simulated-tenant.js';
import { startSimulator } from '../../src/simulator/simulator.js';
import { day, hour, virtualClock, type VirtualClock } from './rig.js';

interface Desk {
  readonly dir: string;
  readonly clock: VirtualClock;
  readonly apple: DemoApple;
  readonly fabrikam: SimulatedTenant;
  readonly run: (command: Command, words?: Record<string, unknown>) => Promise<Answer>;
}

/** The command line in front of two simulated tenants over HTTP and an Apple organization between them. */
async function atDesk(body: (desk: Desk) => Promise<void>): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'ferry-apple-'));
  const clock = virtualClock(Date.now());
  const tenantIds = { contoso: '11111111-1111-4111-8111-111111111111', fabrikam: '22222222-2222-4222-8222-222222222222' };
  const spec = (name: 'contoso' | 'fabrikam') => ({ tenantId: tenantIds[name], name, displayName: name, initialDomain: `${name}.onmicrosoft.com`, domains: [`${name}.onmicrosoft.com`], clock: () => clock.now() });
  const simulator = await startSimulator({ catalog, tenants: { contoso: spec('contoso'), fabrikam: spec('fabrikam') } });
  const contoso = simulator.tenant('contoso');
  const fabrikam = simulator.tenant('fabrikam');
  const apple = await startDemoApple({ clock, contoso, fabrikam });
  const tenant = (name: 'contoso' | 'fabrikam') => ({ tenantId: tenantIds[name], cloud: 'global', graphUrl: simulator.urls[name], auth: { method: 'token', tokenEnv: `${name.toUpperCase()}_TOKEN` }, pacing: 'off' });
  await writeFile(join(dir, 'key.pem'), apple.privateKey);
  await writeFile(join(dir, 'tenantferry.json'), JSON.stringify({ source: 'contoso', destination: 'fabrikam', tenants: { contoso: tenant('contoso'), fabrikam: tenant('fabrikam') }, apple: { ...apple.config, privateKeyPath: 'key.pem' } }));
  const run = async (command: Command, words: Record<string, unknown> = {}): Promise<Answer> => {
    const closers: (() => Promise<void>)[] = [];
    const world: World = {
      cwd: dir, clock, say: silent, interactive: false, color: false, width: 120, configFile: join(dir, 'tenantferry.json'), signal: new AbortController().signal,
      env: { CONTOSO_TOKEN: contoso.token(undefined, { expires: clock.now() + 365 * day }), FABRIKAM_TOKEN: fabrikam.token(undefined, { expires: clock.now() + 365 * day }), XDG_CACHE_HOME: join(dir, 'cache') },
      log: { debug() {}, info() {}, warn() {} }, ask: async () => '', tell() {}, onEnd: (close) => void closers.push(close),
    };
    try {
      return await command.run(new Args(words), world);
    } finally {
      for (const close of closers.reverse()) await close();
    }
  };
  try {
    await body({ dir, clock, apple, fabrikam, run });
  } finally {
    await apple.running.close();
    await simulator.stop();
    await rm(dir, { recursive: true });
  }
}

const refusal = async (run: Promise<Answer>): Promise<{ exitCode: number; message: string }> => {
  try {
    const answer = await run;
    return { exitCode: answer.exitCode, message: 'no Stop' };
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return { exitCode: error.exitCode, message: error.message };
  }
};

const overrides = ['policies=no policies in this test', 'fileVault=no Mac policy in this test'];

test('the whole move on the command line: identifiers, waves, sign-off, reassignment, status, evidence', async () => {
  await atDesk(async ({ dir, clock, apple, run }) => {
    assert.equal((await run(appleServersCommand)).summary['servers'], 2);
    assert.equal((await run(appleDevicesCommand)).summary['devices'], 16);
    assert.deepEqual((await run(appleAssessCommand, { all: true })).summary['NATIVE'], 10);
    await run(identifiersFromDevicesCommand, { out: 'identifiers.csv' });
    const dry = await run(identifiersImportCommand, { file: 'identifiers.csv', tenant: 'fabrikam' });
    assert.deepEqual([dry.exitCode, dry.summary['new'], apple.scene.destination.identities.size], [0, 15, 0]);
    const imported = await run(identifiersImportCommand, { file: 'identifiers.csv', tenant: 'fabrikam', yes: true });
    assert.deepEqual([imported.exitCode, imported.summary['imported'], apple.scene.destination.identities.size], [0, 15, 15]);
    const again = await run(identifiersImportCommand, { file: 'identifiers.csv', tenant: 'fabrikam', yes: true });
    assert.deepEqual([again.exitCode, again.summary['same']], [0, 15]);
    assert.equal((await run(identifiersExportCommand, { tenant: 'fabrikam', out: 'out.csv' })).summary['identifiers'], 15);
    await writeFile(join(dir, 'serials.txt'), 'demophone1\nDEMOPHONE2\nDEMOMAC001\nDEMOOLD001\n');
    const deadline = new Date(clock.now() + 14 * day).toISOString();
    const planned = await run(appleWavePlanCommand, { serials: 'serials.txt', deadline, out: 'wave.json', size: 250 });
    assert.deepEqual([planned.exitCode, planned.summary['NATIVE'], planned.summary['UPDATE-FIRST']], [0, 3, 1]);
    assert.match(await readFile(join(dir, 'wave.json'), 'utf8'), /\{ "serial": "DEMOPHONE1", "class": "NATIVE", "state": "CLASSIFIED", "reason": "Apple says it can migrate" \}/);
    assert.match(await readFile(join(dir, 'wave.json.texts/native-1-before.md'), 'utf8'), /Nothing is erased/);
    const red = await run(appleReassignCommand, { file: 'wave.json', yes: true });
    assert.deepEqual([red.exitCode, apple.scene.organization.activities.size], [3, 0]);
    const checked = await run(appleWaveCheckCommand, { file: 'wave.json', 'sign-off': 'Ada' });
    assert.equal(checked.exitCode, 3, 'policies and FileVault are red');
    const sent = await run(appleReassignCommand, { file: 'wave.json', yes: true, override: overrides });
    assert.deepEqual([sent.exitCode, sent.summary['sent'], sent.summary['PENDING']], [0, 3, 3], sent.text);
    assert.equal((await run(appleVerifyCommand, { file: 'wave.json' })).exitCode, 5);
    clock.advance(14 * day + 2 * hour);
    const status = await run(appleStatusCommand, { file: 'wave.json' });
    assert.deepEqual(status.more?.['devices'] instanceof Array ? status.more['devices'].map((device: { serial: string; state: string }) => `${device.serial} ${device.state}`).sort() : [], ['DEMOMAC001 ENROLLED', 'DEMOOLD001 UPDATE_FIRST', 'DEMOPHONE1 ENROLLED', 'DEMOPHONE2 ENROLLED']);
    const verified = await run(appleVerifyCommand, { file: 'wave.json', out: 'evidence' });
    assert.deepEqual([verified.exitCode, verified.summary['proven']], [0, 3], verified.text);
    const page = await readFile(join(dir, 'evidence/device-evidence.html'), 'utf8');
    assert.match(page, /Every device that was sent has arrived/);
    assert.match(page, /Overridden: no policies in this test/);
    assert.match(await readFile(join(dir, 'evidence/devices.csv'), 'utf8'), /DEMOPHONE1,1,NATIVE,VERIFIED/);
    assert.match(await readFile(join(dir, 'wave.json'), 'utf8'), /"serial": "DEMOPHONE1", "class": "NATIVE", "state": "VERIFIED"/);
  });
});

test('a deadline is moved and a wave is taken back on the command line', async () => {
  await atDesk(async ({ dir, clock, apple, run }) => {
    await writeFile(join(dir, 'serials.csv'), '\uFEFF"Serial number";Owner\r\n"DEMOPHONE1";Ada\r\n');
    await run(identifiersFromDevicesCommand, { out: 'identifiers.csv' });
    await run(identifiersImportCommand, { file: 'identifiers.csv', tenant: 'fabrikam', yes: true });
    await run(appleWavePlanCommand, { serials: 'serials.csv', deadline: new Date(clock.now() + 14 * day).toISOString(), out: 'wave.json', size: 250 });
    await run(appleWaveCheckCommand, { file: 'wave.json', 'sign-off': 'Ada' });
    assert.equal((await run(appleReassignCommand, { file: 'wave.json', yes: true, override: overrides })).exitCode, 0);
    const moved = await run(appleDeadlineCommand, { file: 'wave.json', to: new Date(clock.now() + 20 * day).toISOString(), yes: true });
    assert.deepEqual([moved.exitCode, moved.summary['changed']], [0, 1]);
    const canceled = await run(appleCancelCommand, { file: 'wave.json', yes: true });
    assert.deepEqual([canceled.exitCode, canceled.summary['canceled'], canceled.summary['stranded']], [0, 1, 0]);
    assert.equal([...apple.scene.organization.devices.values()].find((device) => device.serial === 'DEMOPHONE1')?.server, apple.scene.servers.source);
  });
});

test('bad input gets a sentence, and nothing is sent', async () => {
  await atDesk(async ({ dir, clock, apple, run }) => {
    const plan = async (text: string, deadline = new Date(clock.now() + 14 * day).toISOString()) => {
      await writeFile(join(dir, 'serials.txt'), text);
      return refusal(run(appleWavePlanCommand, { serials: 'serials.txt', deadline, out: 'wave.json', size: 250 }));
    };
    const cases: readonly (readonly [{ exitCode: number; message: string }, RegExp])[] = [
      [await plan('DEMOPHONE1\nNOBODY0001\n'), /One serial is known neither to Apple nor to one of the tenants: NOBODY0001/],
      [await plan('DEMOPHONE1\ndemophone1\n'), /holds serials twice \(DEMOPHONE1 in lines 1 and 2\)/],
      [await plan('name,owner\nx,y\n'), /has no column "serial"; its columns are name, owner/],
      [await plan('{ "serials": [] }'), /holds JSON, not text or CSV/],
      [await plan('PK\u0003\u0004'), /is an Excel workbook or a zip archive/],
      [await plan('DEMOPHONE1\n', new Date(clock.now() + 90 * day + 60_000).toISOString()), /more than 90 days ahead/],
      [await plan('DEMOPHONE1\n', '2020-01-01T00:00:00Z'), /lies in the past/],
      [await plan('DEMOPHONE1\n', 'tomorrow'), /is no deadline/],
      [await refusal(run(identifiersImportCommand, { file: 'serials.txt', tenant: 'contoso' })), /contoso plays the source/],
    ];
    for (const [{ exitCode, message }, sentence] of cases) {
      assert.match(message, sentence);
      assert.equal(exitCode, 2, message);
    }
    await writeFile(join(dir, 'other.csv'), 'name,color,shape,size\na,b,c,d\n');
    assert.match((await refusal(run(identifiersImportCommand, { file: 'other.csv', tenant: 'fabrikam' }))).message, /no column that holds identifiers/);
    const config = await readFile(join(dir, 'tenantferry.json'), 'utf8');
    await writeFile(join(dir, 'tenantferry.json'), config.replace('Intune Fabrikam', 'Intune Elsewhere'));
    assert.match((await plan('DEMOPHONE1\n')).message, /This Apple organization has no server "Intune Elsewhere"/);
    await writeFile(join(dir, 'tenantferry.json'), config.replace('Intune Fabrikam', 'Intune Contoso'));
    assert.match((await plan('DEMOPHONE1\n')).message, /names Intune Contoso for both sides/);
    assert.equal(apple.scene.organization.activities.size, 0);
  });
});
