import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cliStand } from './cli-stand.js';
import { day, hour } from './rig.js';

const devices = [{ serial: 'PHONE001' }, { serial: 'PHONE002' }, { serial: 'FOREIGN1', at: 'absent' as const }];
const ahead = (milliseconds: number): string => new Date(Date.now() + milliseconds).toISOString();

test('what is wrong with an input is said in a sentence with what to do, ends with 2, and nothing is sent to anybody', async (context) => {
  const stand = await cliStand(context, { devices });
  const plan = (...more: string[]): readonly string[] => ['apple', 'wave', 'plan', '--serials', 'serials.txt', '--out', 'new.json', '--deadline', ahead(14 * day), ...more];
  await stand.write('good.txt', 'PHONE001\nPHONE002\n');
  assert.equal((await stand.run('apple', 'wave', 'plan', '--serials', 'good.txt', '--out', 'wave.json', '--deadline', ahead(14 * day))).exitCode, 0);
  const wave = await stand.read('wave.json');
  const edited = (from: string | RegExp, to: string): string => {
    const text = wave.replace(from, to);
    assert.notEqual(text, wave);
    return text;
  };
  await stand.write('twice.json', edited('"serial": "PHONE002"', '"serial": "PHONE001"'));
  await stand.write('late.json', edited(/("pilot": true,\s+"deadline": ")[^"]+/u, `$1${ahead(20 * day)}`));
  await stand.write('elsewhere.json', edited('"name": "Intune Fabrikam"', '"name": "Another"').replace('C0DE0000000000000000000000000002', 'C0DE0000000000000000000000000009'));
  await stand.write('class.json', edited('"class": "NATIVE"', '"class": "NATIV"'));
  await stand.write('half.json', wave.slice(0, 300));
  await stand.write('other.json', '{ "format": 1, "kind": "group", "entries": [] }');
  await stand.write('gone.json', edited('"serial": "PHONE002"', '"serial": "NOBODY01"'));
  const serials: readonly (readonly [string, RegExp])[] = [
    ['PHONE001\nNOBODY0001\n', /One serial is known neither to Apple nor to one of the tenants: NOBODY0001\.\nCheck the spelling, or take them out of the list; nothing was sent\./u],
    ['PHONE001\nphone001 \n', /serials\.txt holds serials twice \(PHONE001 in lines 1 and 2\)\.\nKeep each once\./u],
    ['name,owner\nx,y\n', /has no column "serial"; its columns are name, owner\.\nName the column/u],
    ['', /holds no serial/u],
    ['PHONE 001;x\nPHONE002;y\n', /has no column "serial"/u],
    ['{ "serials": [] }', /holds JSON, not text or CSV/u],
    ['PK\u0003\u0004', /is an Excel workbook or a zip archive/u],
  ];
  for (const [text, sentence] of serials) {
    await stand.write('serials.txt', text);
    const ran = await stand.run(...plan());
    assert.match(ran.stderr, sentence);
    assert.equal(ran.exitCode, 2, ran.stderr);
  }
  await stand.write('serials.txt', 'PHONE001\n');
  const cases: readonly (readonly [readonly string[], RegExp, number?])[] = [
    [['apple', 'wave', 'plan', '--all', '--out', 'new.json', '--deadline', ahead(90 * day + hour)], /is more than 90 days ahead, which Apple refuses\.\nChoose a time until /u],
    [['apple', 'wave', 'plan', '--all', '--out', 'new.json', '--deadline', ahead(-hour)], /lies in the past\.\nChoose a time between now and /u],
    [['apple', 'wave', 'plan', '--all', '--out', 'new.json', '--deadline', '2026-12-24'], /is no deadline\.\nWrite date, time and time zone/u],
    [plan('--size', '0'), /A wave of 0 devices cannot be planned/u],
    [plan('--spread', '400'), /the first wave would be due in the past/iu],
    [plan('--plan', 'no-plan.json'), /no-plan\.json/u],
    [['apple', 'reassign', 'no-such.json', '--yes'], /no-such\.json does not exist/u],
    [['apple', 'reassign', 'half.json', '--yes'], /half\.json/u],
    [['apple', 'reassign', 'other.json', '--yes'], /other\.json/u],
    [['apple', 'reassign', 'class.json', '--yes'], /class\.json.*class/su],
    [['apple', 'reassign', 'twice.json', '--yes'], /PHONE001 stands in wave 1 and again in wave 1/u],
    [['apple', 'reassign', 'late.json', '--yes'], /later than the file's own deadline/u],
    [['apple', 'reassign', 'elsewhere.json', '--yes'], /made for the destination server Another, the configuration names Intune Fabrikam/u],
    [['apple', 'reassign', 'wave.json', '--yes', '--wave', '7'], /The file has no wave 7; it has 1/u],
    [['apple', 'reassign', 'wave.json', '--yes', '--override', 'profil=x'], /"profil" is no gate\.\nThe gates are policies, profile/u],
    [['apple', 'reassign', 'wave.json', '--yes', '--override', 'profile'], /--override profile gives no reason/u],
    [['apple', 'deadline', 'wave.json', '--yes', '--to', ahead(90 * day + hour)], /more than 90 days ahead/u],
    [['apple', 'deadline', 'wave.json', '--yes', '--to', ahead(-1000)], /lies in the past/u],
    [['apple', 'cancel', 'wave.json', '--yes', '--serials', 'no-such.txt'], /no-such\.txt/u],
    [['apple', 'status', 'wave.json', '--watch', '--every', '0'], /is no time to wait/u],
    [['identifiers', 'import', 'good.txt', '--tenant', 'contoso', '--yes'], /contoso plays the source, and the source is only read/u],
    [['identifiers', 'import', 'wave.json', '--tenant', 'fabrikam', '--yes'], /holds JSON, not text or CSV/u],
  ];
  for (const [words, sentence, code] of cases) {
    const ran = await stand.run(...words);
    assert.match(ran.stderr, sentence, words.join(' '));
    assert.equal(ran.exitCode, code ?? 2, `${words.join(' ')}: ${ran.stderr}`);
    assert.match(ran.stderr, /\.\n[A-Z`].*\.\n/u, `${words.join(' ')}: a sentence, and one about what to do`);
  }
  // a serial that only turned up in an edited file is nobody's: it is held and never sent
  const strange = await stand.json('apple', 'reassign', 'gone.json', '--yes', ...['policies', 'identifiers', 'signOff'].flatMap((gate) => ['--override', `${gate}=a test`]));
  assert.match(JSON.stringify(strange.document['devices']), /NOBODY01.*is not in this Apple organization/u);
  assert.deepEqual([...stand.apple.scene.organization.activities.values()].map(({ serials: sent }) => sent), [['PHONE001']]);
  assert.equal(stand.source.counters.writes, 0);
});

test('wrong servers, and servers and devices of a second Apple organization, are told apart, and nothing is sent', async (context) => {
  const stand = await cliStand(context, { devices });
  const { scene } = stand.apple;
  const plan = ['apple', 'wave', 'plan', '--all', '--out', 'wave.json', '--deadline', ahead(14 * day)];
  for (const [servers, sentence] of [
    [{ source: 'Intune Contoso', destination: 'Intune Elsewhere' }, /This Apple organization has no server "Intune Elsewhere" \(apple\.servers\.destination\); it has Intune Contoso, Intune Fabrikam\..*released there and added here/su],
    [{ source: 'Intune Contoso', destination: 'Intune Contoso' }, /names Intune Contoso for both sides/u],
    [{ source: 'Intune Contoso' }, /apple\.servers\.destination is not set.*this organization has Intune Contoso, Intune Fabrikam/su],
  ] as const) {
    await stand.configure({ servers });
    const ran = await stand.run(...plan);
    assert.deepEqual([ran.exitCode, sentence.test(ran.stderr)], [2, true], ran.stderr);
  }
  await stand.configure({ servers: { source: 'Intune Contoso', destination: 'Intune Fabrikam' } });
  // the source's token holds a device that this organization does not know
  const token = scene.source.tokens[0];
  const held = [...scene.source.bySerial.keys()].find((each) => each === 'FOREIGN1');
  if (token !== undefined && held !== undefined) token.serials.set(held, { platform: 'ios', deleted: false, created: Date.now(), enrolled: true, description: '' });
  const assessed = await stand.json('apple', 'assess', '--all');
  assert.match(JSON.stringify(assessed.document['devices']), /"FOREIGN1","class":"HOLD","state":"HOLD","reason":"belongs to another Apple organization/u);
  assert.match(JSON.stringify(assessed.document['findings']), /GAP-APPLE-017/u);
  assert.equal(scene.organization.activities.size, 0);
});
