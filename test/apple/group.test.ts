import assert from 'node:assert/strict';
import { test } from 'node:test';
import { objectsAt, textAt } from '../../src/model/json.js';
import { cliStand } from './cli-stand.js';

const entra = (n: number): string => `0000000${String(n)}-0000-4000-8000-000000000000`;

test('--group takes the Apple devices of a group, those of its users, and those of groups inside it; a wrong name, two of one name and a group without devices are a sentence', async (context) => {
  const devices = [
    { serial: 'PHONE001', user: 'ada' }, { serial: 'PHONE002', user: 'bob', record: { azureADDeviceId: entra(2) } }, { serial: 'MAC00001', family: 'Mac', user: 'eve', record: { azureADDeviceId: entra(3) } }, { serial: 'PHONE004', user: 'dan' },
  ];
  const stand = await cliStand(context, { devices });
  const { source } = stand;
  const user = source.put('users', { displayName: 'Ada', userPrincipalName: 'ada@contoso.example' });
  const device = (n: number) => source.put('devices', { displayName: `device ${String(n)}`, deviceId: entra(n) });
  const bind = (path: string, id: string): string => `https://graph.microsoft.com/v1.0/${path}('${id}')`;
  const group = (displayName: string, ...members: readonly string[]) => source.put('groups', { displayName, mailEnabled: false, mailNickname: displayName.replaceAll(' ', ''), securityEnabled: true, 'members@odata.bind': [...members] });
  const inner = group('Inner', bind('devices', device(3)));
  group('Pilot', bind('users', user), bind('devices', device(2)), bind('devices', device(9)), bind('groups', inner));
  group('Empty');
  group('Twice');
  group('Twice');
  const { exitCode, document } = await stand.json('apple', 'assess', '--group', 'Pilot');
  assert.deepEqual([exitCode, objectsAt(document, 'devices').map((one) => textAt(one, 'serial')).sort()], [0, ['MAC00001', 'PHONE001', 'PHONE002']], JSON.stringify(document));
  for (const [name, sentence] of [['Pilots', /There is no group "Pilots" in contoso/u], ['Twice', /There are 2 groups called "Twice" in contoso/u], ['Empty', /"Empty" of contoso has no Apple device/u]] as const) {
    const refused = await stand.run('apple', 'assess', '--group', name);
    assert.equal(refused.exitCode, 2);
    assert.match(refused.stderr, sentence);
  }
  for (const words of [[], ['--all', '--group', 'Pilot']]) assert.match((await stand.run('apple', 'assess', ...words)).stderr, /Give one of --serials FILE, --group NAME and --all/u);
});
