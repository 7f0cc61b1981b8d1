import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalog } from '../../src/catalog/index.js';
import { policyOf } from '../../src/engine/intake.js';
import { summaryOf } from '../../src/engine/summary.js';
import type { JsonObject } from '../../src/model/json.js';

/** Why an object of a kind stays behind; undefined where it goes. */
function staysBecause(kind: string, object: JsonObject): string | undefined {
  const row = catalog.row(kind);
  const policy = policyOf('source', row, { object: { id: '0a1b2c3d-0000-4000-8000-000000000001', ...object } });
  return summaryOf(row, policy, policy.name).stays?.because;
}

test('A firmware deployment to Zebra devices goes while it still stands; one that has run, or was to install at once, stays with a reason', () => {
  const deployment = (state: string | null, scheduleMode: string): string | undefined =>
    staysBecause('zebraDeployment', { displayName: 'Scanners', deploymentSettings: { scheduleMode, updateType: 'latest' }, deploymentStatus: state === null ? null : { state } });
  assert.equal(deployment('created', 'scheduled'), undefined);
  assert.equal(deployment(null, 'scheduled'), undefined);
  for (const state of ['completed', 'canceled', 'pendingCancel', 'createFailed']) assert.match(deployment(state, 'scheduled') ?? '', /^It has run/u);
  assert.match(deployment('created', 'installNow') ?? '', /deploy again/u);
});

test('A pool of eSIM codes is never made: unused codes of the carrier are imported, and the plan says so', () => {
  assert.match(staysBecause('esimPool', { displayName: 'Field force', activationCodeCount: 40 }) ?? '', /import unused codes/u);
});

test('A profile of Apple Configurator holds the address of its tenant and stays; one for iPhones or Macs goes', () => {
  const id = '7d1f3c52-0000-4000-8000-00000000a001_5c0a7e31-0000-4000-8000-00000000c001';
  assert.match(staysBecause('enrollmentProfile', { id, displayName: 'Workshop', configurationEndpointUrl: 'https://appleconfigurator2.manage.microsoft.com/' }) ?? '', /export its URL/u);
  for (const type of ['depIOSEnrollmentProfile', 'depMacOSEnrollmentProfile', 'depTvOSEnrollmentProfile', 'depVisionOSEnrollmentProfile']) {
    assert.equal(staysBecause('enrollmentProfile', { '@odata.type': `#microsoft.graph.${type}`, id, displayName: 'Fleet' }), undefined, type);
  }
});
