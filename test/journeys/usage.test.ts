import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commands } from '../../src/cli/commands.js';
import { makeStand } from './stand.js';

test('a mistyped command, option, kind, tenant or choice answers with the nearest names, exit code 2, and changes nothing', async (context) => {
  const stand = await makeStand(context);
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [['exprt'], /Did you mean export/u],
    [['frobnicate'], /no command "frobnicate"/u],
    [['export', '--tenat', 'contoso'], /no option --tenat\. Did you mean --tenant\?/u],
    [['export', '--tenant', 'contosso'], /Did you mean "contoso"/u],
    [['export', '--tenant', 'contoso', '--only', 'compliancPolicy'], /Did you mean compliancePolicy/u],
    [['plan', 'x', '--on-existing', 'foo'], /takes "skip", "update", "fail"/u],
    [['verify'], /verify needs <plan>/u],
    [['convert', 'x'], /--out must be given/u],
    [['assess', 'exports/contoso', '--format', 'docx'], /no report format "docx"/u],
  ];
  for (const [words, expected] of cases) {
    const ran = await stand.run(...words);
    assert.equal(ran.exitCode, 2, words.join(' '));
    assert.match(ran.stderr, expected, words.join(' '));
    assert.equal(ran.stdout, '', 'results alone go to stdout');
  }
  assert.equal(stand.source.counters.requests + stand.destination.counters.requests, 0, 'nothing was asked of any tenant');
});

test('with --json an error is one document too', async (context) => {
  const stand = await makeStand(context);
  const { exitCode, document } = await stand.json('plan', 'nowhere', '--destination', 'fabrikam');
  assert.equal(exitCode, 2);
  assert.equal(document['ok'], false);
  assert.equal(document['exitCode'], 2);
  assert.match(JSON.stringify(document['error']), /does not exist/u);
});

test('bad input is a sentence with file and remedy, exit code 2, and the tenant is not touched', async (context) => {
  const stand = await makeStand(context);
  assert.equal((await stand.run('export', '--tenant', 'contoso')).exitCode, 0);
  await stand.run('map', 'exports/contoso', '--destination', 'fabrikam');
  await stand.run('plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'plan.json');
  const plan = await stand.read('plan.json');
  const manifest = await stand.read('exports/contoso/manifest.json');
  const before = stand.destination.counters.writes;
  const refused = async (expected: RegExp, ...words: string[]): Promise<void> => {
    const ran = await stand.run(...words);
    assert.equal(ran.exitCode, 2, `${words.join(' ')}: ${ran.stderr}`);
    assert.match(ran.stderr, expected);
  };
  await stand.write('half.json', plan.slice(0, plan.length / 2));
  await refused(/half\.json/u, 'import', 'half.json', '--yes');
  await stand.write('edited.json', plan.replace('"onExisting": "skip"', '"onExisting": "update"'));
  await refused(/was changed after it was made/u, 'import', 'edited.json', '--yes');
  await stand.write('exports/contoso/manifest.json', manifest.replace('"format": 1', '"format": 99'));
  await refused(/format/u, 'import', 'plan.json', '--yes');
  await stand.write('exports/contoso/manifest.json', manifest);
  await stand.configure('fabrikam', { tenantId: '99999999-5a1e-4fab-8fab-000000000f02' });
  await refused(/tenant/u, 'import', 'plan.json', '--yes');
  await refused(/tenant/u, 'plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'other.json');
  await refused(/needs a yes|tenant/u, 'import', 'plan.json');
  assert.equal(stand.destination.counters.writes, before, 'nothing was written');
});

test('an option that may be given several times takes one value each, so that a file name behind it stays a file name', async (context) => {
  const stand = await makeStand(context);
  const greedy = commands.flatMap((command) => Object.entries(command.options).filter(([, option]) => option.type === 'list').map(([name]) => ({ command, name })));
  assert.ok(greedy.length >= 8);
  for (const { command, name } of greedy) {
    const files = command.positionals.filter((one) => one.demand === true).map((one) => `no-such-${one.name}`);
    const demanded = Object.entries(command.options).flatMap(([other, option]) => (option.demand === true ? [`--${other}`, 'x'] : []));
    const ran = await stand.run(...command.name.split(' '), ...demanded, `--${name}`, 'policies=x', `--${name}`, 'sync=y', ...files, '--non-interactive');
    assert.doesNotMatch(ran.stderr, /needs </u, `${command.name} --${name}`);
    if (files.length > 0) assert.doesNotMatch(ran.stderr, new RegExp(`(?:gate|format|kind|domain)[^\n]*${files[0] ?? ''}`, 'u'), `${command.name} --${name}`);
  }
  assert.match((await stand.run('apple', 'reassign', '--override', 'policies=x', 'no-such-file.json')).stderr, /no-such-file\.json/u);
});
