import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { parse } from 'csv-parse/sync';
import { chromium, type Browser, type Page } from 'playwright-core';
import { deviceEvidence } from '../../src/engine/apple/evidence.js';
import { manualSteps } from '../../src/engine/apple/manual-steps.js';
import type { DeviceEvidence } from '../../src/model/apple/evidence.js';
import { renderDeviceCsv, renderOrderCsv } from '../../src/report/devices/csv.js';
import { renderDeviceHtml } from '../../src/report/devices/html.js';
import { readLandscape } from '../../src/stages/apple/graph/landscape.js';
import { verifyWaves } from '../../src/stages/apple/verify.js';
import { day, serial } from './rig.js';
import { plannedFile, sendAll, withStage } from './stage.js';

const hostile = '<img src=x onerror=alert(1)> & "ABM" =1+1';

/** What a verified move leaves: devices that arrived, one that failed and is locked, one nobody may start, one of each class that is not sent. */
function evidenceOf(): Promise<{ readonly evidence: DeviceEvidence; readonly unlocked: DeviceEvidence }> {
  const devices = [
    { serial: 'PHONE001', user: 'ada' }, { serial: 'PHONE002', user: 'bob', apple: { migrationFails: true } }, { serial: 'MAC00001', family: 'Mac', user: 'eve', apple: { startBlocked: true } }, { serial: 'MAC00002', family: 'Mac', user: 'dan', record: { userPrincipalName: 'dan@contoso.example' } },
    { serial: 'OLD00001', version: '18.6' }, { serial: 'OLD00002', version: '16.7', productType: 'iPhone10,6' }, { serial: 'BYHAND01', at: 'absent' as const }, { serial: 'SILENT01', silentDays: 60 },
  ];
  return withStage({ devices }, async (stage) => {
    const file = await plannedFile(stage);
    await sendAll(stage, file, { overrides: { fileVault: hostile } });
    stage.clock.advance(14 * day + 26 * 3_600_000);
    const look = async (): Promise<DeviceEvidence> => {
      const hands = stage.hands();
      const result = await verifyWaves(hands, file);
      const steps = manualSteps(await readLandscape(hands, result.inventory.pair, 0), { school: false, migrationServed: true, devices: result.seen });
      return deviceEvidence({ file: { ...file, source: `contoso ${hostile}` }, lines: stage.journal.lines, proofs: result.proofs, steps, spending: result.spending, time: '2026-10-16T00:00:00.000Z', integrity: [{ what: 'wave.json', sha256: 'a'.repeat(64) }], tool: { name: 'tenantferry', version: '0.0.0' } });
    };
    const evidence = await look();
    const device = stage.scene.organization.devices.get(serial('PHONE002'));
    if (device !== undefined) device.lock = 'NONE';
    return { evidence, unlocked: await look() };
  });
}

test('every serial of the wave file stands in the evidence with state and checks, and the steps that people take are noticed as open and as done', async () => {
  const { evidence, unlocked } = await evidenceOf();
  const states = Object.fromEntries(evidence.devices.map((proof) => [proof.serial, proof.state]));
  assert.deepEqual(states, { MAC00001: 'OVERDUE', MAC00002: 'VERIFIED', PHONE001: 'VERIFIED', PHONE002: 'FAILED', OLD00002: 'WIPE', BYHAND01: 'MANUAL', OLD00001: 'UPDATE_FIRST', SILENT01: 'HOLD' });
  const mac = evidence.devices.find((proof) => proof.serial === 'MAC00002');
  assert.deepEqual(mac?.checks.map(({ name, ok }) => [name, ok]), [
    ['server', true], ['appleStatus', true], ['profile', true], ['enrolled', true], ['supervised', undefined], ['owner', true], ['user', undefined], ['compliant', true], ['encrypted', true], ['keyEscrowed', true], ['bootstrapToken', true], ['oldRecordSilent', true], ['activationLock', true],
  ]);
  const step = (of: DeviceEvidence, id: string): string => of.steps.filter((each) => each.id === id).map(({ standing, found }) => `${standing}: ${found}`).join();
  assert.equal(step(evidence, 'organization-lock'), 'open: locked: PHONE002 (MDM)');
  assert.equal(step(unlocked, 'organization-lock'), 'done: none of the failed devices is locked');
  assert.equal(step(evidence, 'source-sync'), 'done: the source\'s token has let go of every device that is on the destination\'s server');
  const rows: string[][] = parse(renderDeviceCsv(evidence), { bom: true });
  assert.equal(rows.length, 9);
  assert.ok(rows.every((row) => row.every((cell) => !/^[=+@-]/u.test(cell))), 'no cell is a formula');
  const orders: string[][] = parse(renderOrderCsv(evidence), { bom: true });
  assert.equal(orders.length, 2);
});

test('each step that no API takes names its place click by click, why, who, and what is looked at; and what is looked at decides whether it is open', async () => {
  await withStage({ devices: [{ serial: 'PHONE001', user: 'ada' }] }, async (stage) => {
    const file = await plannedFile(stage);
    const steps = async (): Promise<Map<string, string>> => {
      const hands = stage.hands();
      const { inventory, seen } = await verifyWaves(hands, file);
      return new Map(manualSteps(await readLandscape(hands, inventory.pair, 1), { school: false, migrationServed: inventory.migrationServed, devices: seen }).map((step) => {
        assert.match(step.where, /\.com.* > |business\.apple\.com: /u, step.id);
        for (const text of [step.title, step.who, step.why, step.check, step.found]) assert.ok(text.length > 3, step.id);
        return [step.id, step.standing];
      }));
    };
    const ready = await steps();
    assert.deepEqual(Object.fromEntries(ready), { 'server-token': 'done', 'upload-token': 'done', terms: 'done', 'push-certificate': 'done', 'content-token': 'done', 'source-sync': 'later', 'organization-lock': 'later', 'close-source-server': 'later' });
    const [token] = stage.scene.destination.tokens;
    const server = stage.scene.organization.servers.get(stage.scene.servers.destination);
    if (token === undefined || server === undefined || stage.scene.destination.push === undefined) throw new Error('the scene is whole');
    token.syncError = 3;
    assert.equal((await steps()).get('terms'), 'open');
    token.syncError = 0;
    delete token.synced;
    delete server.connected;
    assert.deepEqual([(await steps()).get('server-token'), (await steps()).get('upload-token')], ['open', 'open']);
    token.synced = stage.clock.now();
    server.connected = stage.clock.now();
    stage.scene.destination.push.expires = stage.clock.now() - 1;
    assert.equal((await steps()).get('push-certificate'), 'open');
    stage.scene.destination.push.expires = stage.clock.now() + 300 * day;
    const location = (locationName: string, state = 'valid') => ({ locationName, state, expirationDateTime: new Date(stage.clock.now() + 300 * day).toISOString() });
    stage.source.collections['deviceAppManagement/vppTokens'] = [location('Contoso apps')];
    assert.equal((await steps()).get('content-token'), 'open', 'the destination has none');
    stage.destination.collections['deviceAppManagement/vppTokens'] = [location('Contoso apps', 'duplicateLocationId')];
    assert.equal((await steps()).get('content-token'), 'open', 'one location for two tenants');
    stage.destination.collections['deviceAppManagement/vppTokens'] = [location('Fabrikam apps')];
    assert.equal((await steps()).get('content-token'), 'done');
    await sendAll(stage, file);
    assert.equal((await steps()).get('source-sync'), 'open', 'the source has not synced since');
    stage.clock.advance(13 * 3_600_000);
    assert.equal((await steps()).get('source-sync'), 'done');
  });
});

const browsers = [process.env['CHROME_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];
const executable = browsers.find((path) => path !== undefined && existsSync(path));
const skip = executable === undefined ? 'no Chromium is installed: set CHROME_PATH, or install the package "chromium", to look at the evidence in a browser' : false;

describe('the evidence of devices in a real browser', { skip }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'device-evidence-'));
  const place = join(folder, 'device-evidence.html');
  let browser: Browser;
  before(async () => {
    writeFileSync(place, renderDeviceHtml((await evidenceOf()).evidence));
    // the sandbox of Chromium does not start for root, which is who runs in containers
    browser = await chromium.launch({ ...(executable === undefined ? {} : { executablePath: executable }), args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  });
  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  /** Opens the page with every list open; fails on any request beside the file itself, any dialog and any complaint. */
  async function open(width: number, colorScheme: 'light' | 'dark', run: (page: Page) => Promise<void>): Promise<void> {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
    try {
      const page = await context.newPage();
      const seen: string[] = [];
      context.on('request', (request) => seen.push(request.url()));
      page.on('dialog', (dialog) => seen.push(`dialog ${dialog.message()}`));
      page.on('console', (message) => seen.push(`console ${message.text()}`));
      page.on('pageerror', (error) => seen.push(`error ${error.message}`));
      await page.goto(pathToFileURL(place).href);
      await page.evaluate(`for (const one of document.querySelectorAll('details')) one.open = true;`);
      await run(page);
      assert.deepEqual(seen, [pathToFileURL(place).href]);
    } finally {
      await context.close();
    }
  }

  for (const [width, colorScheme] of [[1280, 'light'], [1280, 'dark'], [320, 'light'], [320, 'dark']] as const) {
    test(`nothing is found against WCAG 2.2 AA, ${colorScheme}, ${String(width)} px, and the page does not scroll sideways`, async () => {
      await open(width, colorScheme, async (page) => {
        await page.evaluate(axe.source);
        const found: unknown = await page.evaluate(`axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then((result) => result.violations.map((one) => one.id + ': ' + one.nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join(' | ')))`);
        assert.deepEqual(found, []);
        assert.equal(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), true);
      });
    });
  }
});
