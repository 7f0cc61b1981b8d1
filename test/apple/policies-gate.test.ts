import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isObject, objectsAt, textAt } from '../../src/model/json.js';
import { cliStand } from './cli-stand.js';
import { day } from './rig.js';

test('the gate policies follows the last verify of the plan that the wave file names: not verified, proven, missing', async (context) => {
  const stand = await cliStand(context, { devices: [{ serial: 'PHONE001' }] });
  const { source, destination } = stand;
  source.put('deviceManagement/deviceCompliancePolicies', { '@odata.type': '#microsoft.graph.iosCompliancePolicy', displayName: 'iPhones', passcodeRequired: true, scheduledActionsForRule: [{ ruleName: 'PasswordRequired', scheduledActionConfigurations: [{ actionType: 'block', gracePeriodHours: 0, notificationTemplateId: '', notificationMessageCCList: [] }] }] });
  const only = ['--only', 'compliancePolicy'];
  assert.equal((await stand.run('export', '--tenant', 'contoso', ...only)).exitCode, 0);
  assert.equal((await stand.run('map', 'exports/contoso', '--destination', 'fabrikam')).exitCode, 0);
  const planned = await stand.run('plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'plan.json');
  assert.equal(planned.exitCode, 0, planned.stderr);
  const deadline = new Date(Date.now() + 14 * day).toISOString();
  assert.equal((await stand.run('apple', 'wave', 'plan', '--all', '--deadline', deadline, '--plan', 'plan.json', '--out', 'wave.json')).exitCode, 0);
  assert.match(await stand.read('wave.json'), /"plan": "plan\.json"/u);
  const gate = async (): Promise<string> => {
    const { document } = await stand.json('apple', 'wave', 'check', 'wave.json');
    const found = objectsAt(document, 'waves').flatMap((wave) => objectsAt(wave, 'gates')).find((each) => each['name'] === 'policies');
    return isObject(found) ? `${found['green'] === true ? 'green' : 'red'}: ${(textAt(found, 'because') ?? '').replace(/\d{4}-[^)]*Z/u, 'TIME')}` : 'none';
  };
  assert.equal(await gate(), 'red: plan.json has not been verified');
  const imported = await stand.run('import', 'plan.json', '--yes');
  assert.equal(imported.exitCode, 0, imported.stdout + imported.stderr);
  assert.equal((await stand.run('verify', 'plan.json')).exitCode, 0);
  assert.match(await gate(), /^green: \d+ policies are proven in the destination \(TIME\)$/u);
  const made = destination.list('deviceManagement/deviceCompliancePolicies').find((one) => one['displayName'] === 'iPhones');
  destination.take('deviceManagement/deviceCompliancePolicies', textAt(made ?? {}, 'id') ?? '');
  assert.equal((await stand.run('verify', 'plan.json')).exitCode, 5);
  assert.match(await gate(), /^red: the last verify \(TIME\) found 1 missing and 0 different$/u);
});
