import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { checkImei, luhn } from '../../src/engine/apple/identifiers/check.js';
import { readIdentifiers, type IdentifierFile } from '../../src/engine/apple/identifiers/read.js';
import { silent } from '../../src/model/ports.js';
import { importIdentities } from '../../src/stages/apple/identifiers/import.js';
import { graphModule } from '../../src/simulator/apple/graph.js';
import { enter, makeIntune } from '../../src/simulator/apple/intune.js';
import { looseRows } from '../../src/store/loose-rows.js';
import { serial, start, virtualClock } from './rig.js';
import { testTenant } from './tenant.js';

function read(text: string, fill: Parameters<typeof readIdentifiers>[1] = {}): IdentifierFile {
  const file = readIdentifiers(looseRows(text, 'file.csv'), fill);
  if (file === undefined) throw new Error('no usable column');
  return file;
}

const good = (file: IdentifierFile): string[] => file.good.map((row) => `${row.type} ${row.identifier} ${row.platform ?? '-'} ${row.details}`.trim());

test('files with a header and without, of one type or mixed, in any quoting, are understood', () => {
  assert.deepEqual(good(read('F4EXAMPLE01\nF4EXAMPLE02,wave 3\n')), ['serialNumber F4EXAMPLE01 -', 'serialNumber F4EXAMPLE02 - wave 3']);
  assert.deepEqual(good(read('\uFEFF"Serial number";"Platform";"Details"\r\n" f4.example 01 ";"iPadOS";"a;b"\r\n')), ['serialNumber F4EXAMPLE01 ios a;b']);
  assert.deepEqual(good(read('490154203237518\nF4EXAMPLE01\n')), ['imei 490154203237518 -', 'serialNumber F4EXAMPLE01 -']);
  assert.deepEqual(good(read('LENOVO,ThinkPad X1,PF0ABC12\n')), ['manufacturerModelSerial LENOVO,ThinkPad X1,PF0ABC12 windows']);
  assert.deepEqual(good(read('manufacturer,model,serial,platform\nLENOVO,X1,PF0ABC12,windows\nApple,iPhone,F4EXAMPLE01,ios\n')), ['manufacturerModelSerial LENOVO,X1,PF0ABC12 windows', 'serialNumber F4EXAMPLE01 ios']);
  assert.deepEqual(good(read('identifier\nF4EXAMPLE01\n', { platform: 'macOS', type: 'serialNumber' })), ['serialNumber F4EXAMPLE01 macOS']);
  assert.equal(readIdentifiers(looseRows('name,color,shape,size\na,b,c,d\n', 'f'), {}), undefined);
});

test('a bad row says what is wrong with it, and the others go through', () => {
  const file = read(['identifier,platform,details,type', '490154203237519,,,', '49015420323751,,,', '3.50E+14,,,imei', 'F4-EXAMPLE,,,', '490154203237518,mac,,', 'F4EXAMPLE01,beos,,', `F4EXAMPLE02,,${'x'.repeat(129)},`, 'F4EXAMPLE03,,,', 'F4EXAMPLE03,,,', 'F4EXAMPLE03,,other,', 'F4EXAMPLE04,windows,,'].join('\n'));
  assert.deepEqual(file.good.map((row) => row.identifier), ['F4EXAMPLE03']);
  const problems = [/its check digit does not fit/, /the check digit at the end of the IMEI is missing/, /a spreadsheet has rounded/, /other characters than letters and digits/, /never by an IMEI/, /is no platform/, /129 characters, 128 fit/, /stands in line 9 already$/, /line 9 already with other details/, /needs manufacturer, model and serial/];
  assert.equal(file.bad.length, problems.length);
  for (const [index, problem] of problems.entries()) assert.match(file.bad[index]?.problem ?? '', problem);
});

test('the check digit of an IMEI finds every single wrong digit', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 14, maxLength: 14 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
    const check = Array.from({ length: 10 }, (_, digit) => digit).find((digit) => luhn([...digits, digit].join('')));
    const whole = [...digits, check ?? 0];
    assert.equal(checkImei(whole.join('')).ok, true);
    const wrong = whole.map((digit, index) => (index === at ? (digit + by) % 10 : digit));
    assert.equal(checkImei(wrong.join('')).ok, false);
  }), { numRuns: 200 });
});

const tenantWith = (existing: readonly { identifier: string; description: string }[]) => {
  const intune = makeIntune({ clock: virtualClock(), identities: existing.map((each, index) => ({ id: `id-${index}`, type: 'serialNumber', platform: 'ios', created: start, ...each })) });
  return { intune, tenant: testTenant('fabrikam', 'destination', graphModule(intune)) };
};

test('the dry run sends nothing; conflicts are shown and replaced only when asked; enrolled personal devices become the company\'s', async () => {
  const { intune, tenant } = tenantWith([{ identifier: 'F4EXAMPLE01', description: 'old' }, { identifier: 'F4EXAMPLE02', description: 'same' }]);
  enter(intune, { id: 'device-1', serial: serial('F4EXAMPLE03'), enrolled: start, lastSync: 'live', body: { operatingSystem: 'iOS', managedDeviceOwnerType: 'personal' } });
  const file = read('F4EXAMPLE01,new\nF4EXAMPLE02,same\nF4EXAMPLE03,fresh\nbad-one\n');
  const outcome = async (send: boolean, overwrite: boolean) => {
    const result = await importIdentities(tenant.writer, silent, { file, send, overwrite });
    return [...result.rows.map((row) => `${row.line} ${row.as}`), `${result.personal.length} personal, ${result.madeCompany} made company`];
  };
  assert.deepEqual(await outcome(false, false), ['1 conflict', '2 same', '3 new', '4 bad', '1 personal, 0 made company']);
  assert.deepEqual(tenant.writes.filter((write) => !write.includes('searchExisting')), []);
  assert.deepEqual(await outcome(true, false), ['1 conflict', '2 same', '3 imported', '4 bad', '1 personal, 1 made company']);
  assert.equal(intune.identities.get('id-0')?.description, 'old');
  assert.deepEqual(await outcome(true, true), ['1 overwritten', '2 same', '3 same', '4 bad', '0 personal, 0 made company']);
  assert.equal(intune.identities.get('id-0')?.description, 'new');
});

test('any number of rows goes out in chunks of 5,000, and a lost answer is read back and not sent again', async () => {
  const { intune, tenant } = tenantWith([]);
  const file = read(Array.from({ length: 12_001 }, (_, index) => `F4X${String(index).padStart(8, '0')}`).join('\n'));
  tenant.refusals.push({ on: /importDeviceIdentityList/, status: 504, times: 1 });
  const result = await importIdentities(tenant.writer, silent, { file, send: true, overwrite: false });
  const counts = (as: string): number => result.rows.filter((row) => row.as === as).length;
  assert.deepEqual([counts('imported'), counts('unknown'), intune.identities.size], [7001, 5000, 7001]);
  assert.equal(tenant.writes.filter((write) => write.includes('importDeviceIdentityList')).length, 3);
  const again = await importIdentities(tenant.writer, silent, { file, send: true, overwrite: false });
  assert.deepEqual([again.rows.filter((row) => row.as === 'imported').length, intune.identities.size], [5000, 12_001]);
});
