import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { test, type TestContext } from 'node:test';
import { confirmWrites } from '../../src/cli/confirm.js';
import { codes } from '../../src/model/rules.js';
import { objectsAt } from '../../src/model/json.js';
import { cameraPolicy } from './seeds.js';
import { counted, makeStand, type Stand } from './stand.js';

const fabrikam = { name: 'fabrikam', id: '0fab0000-5a1e-4fab-8fab-000000000f02', displayName: 'Fabrikam', domains: [] };

async function planned(context: TestContext): Promise<Stand> {
  const stand = await makeStand(context);
  stand.source.put('deviceManagement/configurationPolicies', cameraPolicy('No camera'));
  await stand.run('export', '--tenant', 'contoso', '--only', 'settingsCatalog');
  assert.equal((await stand.run('plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'plan.json')).exitCode, 0);
  return stand;
}

test('no write goes to a tenant that is not the one of the plan: another token, another server, another id', async (context) => {
  const stand = await planned(context);
  const none = async (says: RegExp): Promise<void> => {
    const ran = await stand.run('import', 'plan.json', '--yes');
    assert.equal(ran.exitCode, 2, ran.stdout + ran.stderr);
    assert.match(ran.stderr, says);
    assert.equal(stand.source.counters.writes + stand.destination.counters.writes, 0);
  };
  stand.signIn('fabrikam', stand.source.token());
  await none(/this is another tenant, nothing was done/u);
  // the server of the other tenant, with a token that it takes and that says nothing of itself
  await stand.configure('fabrikam', { graphUrl: stand.simulator.urls['contoso'] ?? '' });
  await none(/this is another tenant, nothing was done/u);
  await stand.configure('fabrikam', { tenantId: '0c0a0000-5a1e-4c0d-9e0f-000000000c01' });
  await none(/is for tenant 0fab0000|have the same tenantId/u);
});

test('without a terminal a write needs --yes, and nothing is asked or sent', async (context) => {
  const stand = await planned(context);
  for (const command of ['import', 'rollback']) {
    if (command === 'rollback') assert.equal((await stand.run('import', 'plan.json', '--yes')).exitCode, 0);
    const { writes } = stand.destination.counters;
    const ran = await stand.run(command, 'plan.json');
    assert.equal(ran.exitCode, 2);
    assert.match(ran.stderr, /Writing to fabrikam needs a yes\.\nNobody can be asked here: add --yes\./u);
    assert.equal(stand.destination.counters.writes, writes);
  }
});

test('on a terminal the name of the destination is typed; any other answer, an empty one too, does nothing', async () => {
  const asked: string[] = [];
  const answering = (answer: string): Parameters<typeof confirmWrites>[0] => ({
    interactive: true,
    ask: (question) => {
      asked.push(question);
      return Promise.resolve(answer);
    },
  });
  await confirmWrites(answering('fabrikam'), fabrikam, 'This sends 12 writes to', false);
  assert.deepEqual(asked, ['This sends 12 writes to Fabrikam (0fab0000-5a1e-4fab-8fab-000000000f02). Type fabrikam to go on:']);
  for (const answer of ['', 'yes', 'y', 'Fabrikam', 'fabrikam ', 'contoso']) {
    await assert.rejects(confirmWrites(answering(answer), fabrikam, 'This sends 12 writes to', false), { name: 'Stop', exitCode: 3, message: `"${answer}" is not fabrikam, so nothing was done.` });
  }
  await confirmWrites(answering('unused'), fabrikam, 'This sends 12 writes to', true);
  assert.equal(asked.length, 7, '--yes stands for the answer');
});

function hasScript(): boolean {
  try {
    return execFileSync('script', ['--version'], { encoding: 'utf8' }).includes('util-linux');
  } catch {
    return false;
  }
}

test('on a real terminal: the name goes on, Ctrl-C and Ctrl-D at the question do nothing', async (context) => {
  if (!hasScript()) return context.skip('there is no script command to make a terminal with');
  const stand = await planned(context);
  const cli = resolve(import.meta.dirname, '../../src/cli.js');
  const typing = (keys: string): Promise<{ code: number | null; said: string }> =>
    new Promise((done) => {
      const child = spawn('script', ['-qec', `'${process.execPath}' '${cli}' import plan.json`, '/dev/null'], { cwd: stand.folder, env: { ...process.env, FABRIKAM_TOKEN: stand.destination.token(), NO_COLOR: '1', TERM: 'dumb' }, stdio: 'pipe' });
      let said = '';
      let typed = false;
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (typed || !said.includes('to go on:')) return;
        typed = true;
        setTimeout(() => child.stdin.write(keys), 200);
      });
      child.on('close', (code) => done({ code, said }));
    });
  const interrupted = await typing('\u0003');
  assert.equal(interrupted.code, 130, interrupted.said);
  const ended = await typing('\u0004');
  assert.equal(ended.code, 3, ended.said);
  assert.equal(stand.destination.counters.writes, 0);
  const named = await typing('fabrikam\r');
  assert.equal(named.code, 0, named.said);
  assert.ok(stand.destination.counters.writes > 0);
});

test('an import whose second net stopped an object ends with 4: nobody said that it may stay behind', async (context) => {
  const stand = await makeStand(context);
  const { tenantId } = stand.source.identity;
  stand.source.put('deviceManagement/configurationPolicies', cameraPolicy('Clean'));
  stand.source.put('deviceManagement/configurationPolicies', cameraPolicy('Carries the tenant', [], { description: `see ${tenantId}` }));
  await stand.run('export', '--tenant', 'contoso', '--only', 'settingsCatalog');
  const plan = await stand.json('plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'plan.json', '--allow-open');
  assert.equal(plan.exitCode, 0);
  assert.ok(objectsAt(plan.document, 'findings').some((finding) => finding['severity'] === 'blocker' && finding['code'] !== codes.openReference), JSON.stringify(plan.document['findings']));
  const imported = await stand.json('import', 'plan.json', '--yes');
  assert.equal(counted(imported.document, 'skipped'), 1, JSON.stringify(imported.document['endings']));
  assert.equal(imported.exitCode, 4);
  assert.equal(counted(imported.document, 'created'), 1, 'the others arrive');
  assert.equal((await stand.json('import', 'plan.json', '--yes')).exitCode, 4, 'the second run says the same');
});
