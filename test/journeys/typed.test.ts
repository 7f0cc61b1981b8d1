import assert from 'node:assert/strict';
import { PassThrough, Writable } from 'node:stream';
import { test } from 'node:test';
import { run } from '../../src/cli/run.js';
import { counted, makeStand, type Stand } from './stand.js';

const configurations = 'deviceManagement/deviceConfigurations';
const key = 'kan4rie of 2026';

interface Typed {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
  /** Everything that a person would have seen of what was typed. */
  readonly echo: string;
}

/** Calls the command line with a person at the terminal who answers each question as it comes. */
async function type(stand: Stand, words: readonly string[], answers: readonly (readonly [RegExp, string])[], env: Readonly<Record<string, string>> = {}): Promise<Typed> {
  const input = new PassThrough();
  const said = { out: '', err: '', echo: '' };
  let asked = 0;
  const listen = (text: string): void => {
    const [question, answer] = answers[asked] ?? [];
    if (question === undefined || answer === undefined || !question.test(text)) return;
    asked += 1;
    setImmediate(() => input.write(`${answer}\n`));
  };
  const exitCode = await run([...words, '--no-color'], {
    cwd: stand.folder,
    env: { CONTOSO_TOKEN: stand.source.token(), FABRIKAM_TOKEN: stand.destination.token(), NO_COLOR: '1', ...env },
    out: { terminal: false, write: (text) => { said.out += text; } },
    err: { terminal: true, columns: 200, write: (text) => { said.err += text; listen(text); } },
    keyboard: { terminal: true, input, echo: new Writable({ write(chunk: Buffer, _encoding, done) { said.echo += chunk.toString(); listen(chunk.toString()); done(); } }) },
    onInterrupt: () => () => {},
    exit(code) {
      throw new Error(`the command line wanted to end the process with ${String(code)}`);
    },
  });
  assert.equal(asked, answers.length, `asked ${String(asked)} of ${String(answers.length)} questions:\n${said.err}`);
  return { exitCode, ...said };
}

async function withWifi(stand: Stand): Promise<void> {
  stand.source.put(configurations, { '@odata.type': '#microsoft.graph.windowsWifiConfiguration', displayName: 'Shop Wi-Fi', ssid: 'SHOP', networkName: 'SHOP', wifiSecurityType: 'wpa2Personal', preSharedKey: 'old', connectAutomatically: true });
  await stand.run('export', '--tenant', 'contoso', '--only', 'wifi');
  await stand.run('map', 'exports/contoso', '--destination', 'fabrikam');
}

const keys = (stand: Stand): unknown[] => stand.destination.data.set(configurations).list().map((entity) => entity.body['preSharedKey'] ?? entity.secrets.get('preSharedKey'));

test('a secret is typed at the import, shown nowhere, written nowhere but into the destination', async (context) => {
  const stand = await makeStand(context);
  await withWifi(stand);
  const planned = await stand.json('plan', 'exports/contoso', '--destination', 'fabrikam', '--secrets-from', 'prompt', '--out', 'plan.json');
  assert.equal(counted(planned.document, 'secrets'), 1);
  const imported = await type(stand, ['import', 'plan.json', '--yes', '--secrets-from', 'prompt'], [[/WIFI_SHOP_WI_FI\w+ \(Wi-Fi pre-shared key\):/u, key]]);
  assert.equal(imported.exitCode, 0, imported.err);
  assert.ok(keys(stand).includes(key), 'the destination has what was typed');
  for (const text of [imported.out, imported.err, imported.echo, await stand.read('plan.json'), await stand.read('plan.json.journal.jsonl')]) assert.ok(!text.includes('kan4rie'), text.slice(0, 400));
});

test('an import with typed secrets that was cut off half-way goes on when it is run again, and asks only for what is still to be sent', async (context) => {
  const stand = await makeStand(context);
  await withWifi(stand);
  stand.source.put(configurations, { '@odata.type': '#microsoft.graph.windowsWifiConfiguration', displayName: 'Yard Wi-Fi', ssid: 'YARD', networkName: 'YARD', wifiSecurityType: 'wpa2Personal', preSharedKey: 'old', connectAutomatically: true });
  await stand.run('export', '--tenant', 'contoso', '--only', 'wifi');
  await stand.run('map', 'exports/contoso', '--destination', 'fabrikam');
  await stand.run('plan', 'exports/contoso', '--destination', 'fabrikam', '--secrets-from', 'prompt', '--out', 'plan.json');
  stand.destination.faults.add({ method: 'POST', path: /deviceConfigurations$/u, nth: 2, what: { deed: 'forbidden' } });
  const first = await type(stand, ['import', 'plan.json', '--yes', '--secrets-from', 'prompt'], [[/PRE_SHARED_KEY/u, key], [/PRE_SHARED_KEY/u, `${key} too`]]);
  assert.equal(first.exitCode, 4, first.err);
  assert.equal(keys(stand).length, 1);
  stand.destination.resetFaults();
  const made = String(keys(stand)[0]);
  const second = await type(stand, ['import', 'plan.json', '--yes', '--secrets-from', 'prompt'], [[/PRE_SHARED_KEY/u, made === key ? `${key} too` : key]]);
  assert.equal(second.exitCode, 0, second.err);
  assert.deepEqual(keys(stand).map(String).sort(), [key, `${key} too`]);
  assert.equal((await stand.run('verify', 'plan.json')).exitCode, 0);
});

test('a passphrase is typed twice to encrypt a bundle, and once to open it; two that differ write nothing', async (context) => {
  const stand = await makeStand(context);
  stand.source.put(configurations, { '@odata.type': '#microsoft.graph.iosGeneralDeviceConfiguration', displayName: 'Kiosk', cameraBlocked: true });
  const differ = await type(stand, ['export', '--tenant', 'contoso', '--only', 'deviceConfiguration', '--encrypt'], [[/Passphrase for the bundle:/u, 'correct horse battery'], [/Once more:/u, 'correct horse batterie']]);
  assert.equal(differ.exitCode, 2);
  assert.match(differ.err, /The two passphrases differ, so nothing was done/u);
  const sealed = await type(stand, ['export', '--tenant', 'contoso', '--only', 'deviceConfiguration', '--encrypt'], [[/Passphrase for the bundle:/u, 'correct horse battery'], [/Once more:/u, 'correct horse battery']]);
  assert.equal(sealed.exitCode, 0, sealed.err);
  const assessed = await type(stand, ['assess', 'exports/contoso', '--format', 'json', '--out', 'seen'], [[/Passphrase:/u, 'correct horse battery']]);
  assert.equal(assessed.exitCode, 0, assessed.err);
  assert.match(await stand.read('seen/gap-report.json'), /"Kiosk"/u);
  for (const one of [differ, sealed, assessed]) assert.ok(!`${one.out}${one.err}${one.echo}`.includes('horse'));
});
