import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cameraPolicy } from './seeds.js';
import { counted, makeStand } from './stand.js';

test('verify right after import looks again for what does not show yet, and calls missing what is older than the delay of the service', async (context) => {
  const stand = await makeStand(context);
  stand.source.put('deviceManagement/configurationPolicies', cameraPolicy('Camera'));
  await stand.run('export', '--tenant', 'contoso', '--only', 'settingsCatalog');
  await stand.run('plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'plan.json');
  assert.equal((await stand.run('import', 'plan.json', '--yes')).exitCode, 0);
  const notYet = { method: 'GET', path: /configurationPolicies\/[0-9a-f-]{36}$/u, what: { deed: 'status', status: 404 } } as const;
  await stand.configure('fabrikam', { visibility: 60 });
  stand.destination.faults.add({ ...notYet, times: 1 });
  const young = await stand.json('verify', 'plan.json');
  assert.deepEqual([young.exitCode, counted(young.document, 'equal'), counted(young.document, 'missing')], [0, 1, 0]);
  await stand.configure('fabrikam', { visibility: 0 });
  stand.destination.faults.add(notYet);
  const gone = await stand.json('verify', 'plan.json');
  assert.deepEqual([gone.exitCode, counted(gone.document, 'equal'), counted(gone.document, 'missing')], [5, 0, 1]);
});

test('a filter and a scope tag whose name the destination has in other letters are a question, because the service takes a name once', async (context) => {
  const stand = await makeStand(context);
  const filter = (displayName: string, platform: string) => ({ displayName, platform, rule: '(device.model -startsWith "Lap")', assignmentFilterManagementType: 'devices', roleScopeTags: ['0'] });
  stand.source.put('deviceManagement/assignmentFilters', filter('Laptops', 'windows10AndLater'));
  stand.destination.put('deviceManagement/assignmentFilters', filter('laptops', 'macOS'));
  stand.source.put('deviceManagement/roleScopeTags', { displayName: 'Berlin', description: '', assignments: [] });
  stand.destination.put('deviceManagement/roleScopeTags', { displayName: 'BERLIN', description: '', assignments: [] });
  await stand.run('export', '--tenant', 'contoso', '--only', 'assignmentFilter,scopeTag');
  const words = ['plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'plan.json'];
  const asked = await stand.run(...words);
  assert.equal(asked.exitCode, 3, asked.stdout);
  for (const name of ['laptops', 'BERLIN']) assert.match(asked.stdout.replace(/\s+/gu, ' '), new RegExp(`the destination has "${name}", and the service takes a name once`, 'u'));
  assert.equal((await stand.run(...words, '--prefix', 'x ')).exitCode, 0, 'under another name there is nothing to ask');
});
