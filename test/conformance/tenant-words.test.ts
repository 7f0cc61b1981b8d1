import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { catalog } from '../../src/catalog/index.js';
import { memoryJournal } from './memory.js';
import { putNeighbors } from './neighbors.js';
import { startPair, type Pair } from './pair.js';

const contexts = 'identity/conditionalAccess/authenticationContextClassReferences';
let pair: Pair;

before(async () => {
  pair = await startPair(['tenantSettings', 'cleanupRule', 'approvalPolicy', 'authenticationContext', 'authenticationStrength', 'deviceCategory'].map((kind) => catalog.row(kind)));
  const neighbors = putNeighbors(pair.source, pair.destination);
  const [management] = pair.source.data.set('deviceManagement').list();
  if (management !== undefined) management.body = { ...management.body, settings: { secureByDefault: true, deviceComplianceCheckinThresholdDays: 7 } };
  pair.source.put('deviceManagement/managedDeviceCleanupRules', { displayName: 'Old tablets', deviceCleanupRulePlatformType: 'ios', deviceInactivityBeforeRetirementInDays: 60 });
  pair.source.put('deviceManagement/managedDeviceCleanupRules', { displayName: 'Old PCs', deviceCleanupRulePlatformType: 'windows', deviceInactivityBeforeRetirementInDays: 90 });
  pair.destination.put('deviceManagement/managedDeviceCleanupRules', { displayName: 'iPads', deviceCleanupRulePlatformType: 'ios', deviceInactivityBeforeRetirementInDays: 30 });
  pair.source.put('deviceManagement/operationApprovalPolicies', { displayName: 'Four eyes', policyType: 'app', policyPlatform: 'notApplicable', approverGroupIds: [neighbors.group('Pilot')] });
  pair.source.put(contexts, { id: 'c3', displayName: 'Payroll', isAvailable: true });
  pair.source.put(contexts, { id: 'c4', displayName: 'Archive', isAvailable: true });
  pair.destination.put(contexts, { id: 'c4', displayName: 'Something else', isAvailable: true });
});

after(() => pair.stop());

test('A context keeps its place, which apps rely on; where the destination uses the place for another one, a person is asked', async () => {
  const bundle = await pair.export('source');
  const { stops } = await pair.plan(bundle);
  assert.deepEqual(stops.map((stop) => stop.message), ['Authentication context "Archive" is a question: its place c4 belongs to "Something else" in the destination, and others may rely on either.']);
});

test('Tenant-wide settings and the one cleanup rule of a platform are changed and never made twice; approval policies come when everything else is done', async () => {
  const bundle = await pair.export('source');
  const { whole } = await pair.plan(bundle, { onExisting: 'update', allowOpen: true });
  assert.deepEqual(whole.waves.at(-1)?.map((action) => action.kind), ['approvalPolicy']);
  const journal = memoryJournal();
  const result = await pair.import(bundle, whole, journal);
  assert.deepEqual(result.endings.filter((one) => one.state === 'failed').map((one) => one.because), []);
  const settings = pair.sent.find((one) => one.path === 'deviceManagement');
  assert.equal(settings?.method, 'PATCH');
  assert.match(JSON.stringify(settings?.body), /^\{"settings":\{.*"deviceComplianceCheckinThresholdDays":7/u);
  const rules = pair.destination.data.set('deviceManagement/managedDeviceCleanupRules').list().map((one) => [one.body['displayName'], one.body['deviceInactivityBeforeRetirementInDays']]);
  assert.deepEqual(rules.sort(), [['Old PCs', 90], ['Old tablets', 60]]);
  assert.deepEqual(pair.sent.filter((one) => one.path.startsWith(contexts)).map((one) => [one.method, one.path]), [['PATCH', `${contexts}/c3`]]);
  const { verdicts } = await pair.verify(bundle, whole, journal);
  assert.deepEqual(verdicts.filter((one) => one.as === 'different' || one.as === 'missing'), []);
});
