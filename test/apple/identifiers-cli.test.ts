import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cliStand } from './cli-stand.js';

test('identifiers on the built command line: the dry run by row, a file with everything in it, conflicts, and what is exported is read again', async (context) => {
  const stand = await cliStand(context, { devices: [{ serial: 'PHONE001', user: 'ada', record: { imei: '490154203237518' } }, { serial: 'MAC00001', family: 'Mac' }, { serial: 'OWN00001', record: { managedDeviceOwnerType: 'personal' } }] });
  const { scene } = stand.apple;
  await stand.write('mixed.csv', [
    '\uFEFF"Serial Number";"IMEI";"Manufacturer";"Model";"Platform";"Details"',
    '" phone.001 ";;;;"iPadOS";"Ada; wave 1"',
    ';"49-015420-323751-8";;;"ios";""',
    '"PF0ABC12";;"LENOVO";"ThinkPad X1";"windows";""',
    '"MAC00001";;;;"mac";""',
    ';"490154203237519";;;"ios";""',
    '"MAC00001";;;;"mac";""',
    '"X1";;;;"beos";""', '',
  ].join('\r\n'));
  const dry = await stand.json('identifiers', 'import', 'mixed.csv', '--tenant', 'fabrikam');
  assert.deepEqual(dry.document, {
    command: 'identifiers import', ok: false, exitCode: 4, summary: { rows: 7, new: 4, copy: 1, bad: 2, personal: 0, madeCompany: 0, sent: false },
    findings: [
      { code: 'GAP-IDENT-001', severity: 'medium', message: 'Line 6 (and 1 more): "490154203237519" is no IMEI: its check digit does not fit, so a digit is wrong or two are swapped.', related: [';490154203237519;;;ios;'.replaceAll(';', ','), 'X1,,,,beos,'] },
      { code: 'GAP-IDENT-002', severity: 'low', message: 'Line 7: MAC00001 stands in line 5 already.', related: ['MAC00001,,,,mac,'] },
      { code: 'GAP-IDENT-006', severity: 'low', message: '1 device is named by IMEI: Intune keeps one of two.', related: ['490154203237518'] },
    ],
    files: {}, ownershipProblems: [],
    rows: [
      { line: 2, identifier: 'PHONE001', as: 'new', because: 'would be imported' }, { line: 3, identifier: '490154203237518', as: 'new', because: 'would be imported' }, { line: 4, identifier: 'LENOVO,ThinkPad X1,PF0ABC12', as: 'new', because: 'would be imported' },
      { line: 5, identifier: 'MAC00001', as: 'new', because: 'would be imported' }, { line: 6, identifier: ',490154203237519,,,ios,', as: 'bad', because: '"490154203237519" is no IMEI: its check digit does not fit, so a digit is wrong or two are swapped' },
      { line: 7, identifier: 'MAC00001,,,,mac,', as: 'copy', because: 'MAC00001 stands in line 5 already' }, { line: 8, identifier: 'X1,,,,beos,', as: 'bad', because: '"beos" is no platform: use ios, macOS, android or windows' },
    ],
  });
  assert.equal(scene.destination.identities.size, 0, 'the dry run sends nothing');
  const sent = await stand.process('identifiers', 'import', 'mixed.csv', '--tenant', 'fabrikam', '--yes');
  assert.deepEqual([sent.exitCode, scene.destination.identities.size], [4, 4], 'good rows go through, bad ones are reported');
  await stand.write('bare.txt', 'PHONE001,another text\nF4NEW00001\n');
  const conflict = await stand.json('identifiers', 'import', 'bare.txt', '--tenant', 'fabrikam', '--yes', '--type', 'serial', '--platform', 'ios');
  assert.deepEqual([conflict.exitCode, /"as":"conflict","because":"the tenant has it with the details \\"Ada; wave 1\\", the file says \\"another text\\"; --overwrite replaces it/u.test(JSON.stringify(conflict.document['rows']))], [4, true], JSON.stringify(conflict.document['rows']));
  const over = await stand.json('identifiers', 'import', 'bare.txt', '--tenant', 'fabrikam', '--yes', '--overwrite');
  assert.deepEqual([over.exitCode, [...scene.destination.identities.values()].find(({ identifier }) => identifier === 'PHONE001')?.description], [0, 'another text']);
  assert.equal((await stand.run('identifiers', 'export', '--tenant', 'fabrikam', '--out', 'out.csv')).exitCode, 0);
  const again = await stand.json('identifiers', 'import', 'out.csv', '--tenant', 'fabrikam');
  assert.deepEqual([again.exitCode, again.document['summary']], [0, { rows: 5, same: 5, personal: 0, madeCompany: 0, sent: false }]);
  assert.equal((await stand.run('identifiers', 'from-devices', '--imei', '--out', 'devices.csv')).exitCode, 0);
  assert.equal((await stand.read('devices.csv')).includes('OWN00001'), false, 'personal devices only when asked for');
  assert.match(await stand.read('devices.csv'), /PHONE001[\s\S]*490154203237518|490154203237518[\s\S]*PHONE001/u);
  assert.equal((await stand.run('identifiers', 'from-devices', '--apple', '--out', 'apple.csv')).exitCode, 0);
  assert.match(await stand.read('apple.csv'), /OWN00001/u);
});
