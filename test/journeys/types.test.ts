import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalog } from '../../src/catalog/index.js';
import { isObject, objectsAt, textsAt, type JsonObject } from '../../src/model/json.js';
import { callAlone } from './alone.js';

function kindOf(document: JsonObject, kind: string): JsonObject {
  const found = objectsAt(document, 'kinds').find((one) => one['kind'] === kind);
  assert.ok(found !== undefined, `no kind ${kind}`);
  return found;
}

test('types lists every kind of the catalog without a configuration: where it lives, what opens it, what it points at, what is not carried', async (context) => {
  const { json } = await callAlone(context);
  const { exitCode, document } = await json('types');
  assert.equal(exitCode, 0);
  assert.deepEqual(objectsAt(document, 'kinds').map((one) => one['kind']), catalog.rows.map((row) => row.kind));
  const compliance = kindOf(document, 'compliancePolicy');
  assert.equal(compliance['collection'], 'deviceManagement/deviceCompliancePolicies');
  assert.ok(isObject(compliance['scopes']));
  assert.deepEqual(compliance['scopes'], { read: ['DeviceManagementConfiguration.Read.All'], write: ['DeviceManagementConfiguration.ReadWrite.All'] });
  assert.ok(textsAt(compliance, 'children').includes('scheduledActionsForRule'));
  assert.ok(textsAt(compliance, 'types').includes('windows10CompliancePolicy'));
  assert.ok(objectsAt(compliance, 'references').some((one) => textsAt(one, 'to').includes('notificationTemplate')));
  const never = objectsAt(document, 'kinds').flatMap((one) => objectsAt(one, 'neverCreated'));
  assert.ok(never.length > 0 && never.every((one) => typeof one['remedy'] === 'string' && one['remedy'] !== ''), 'what is never created says what to do');
  assert.ok(objectsAt(document, 'absent').length > 0, 'what no kind carries is said');
});

test('types names in its text every kind, and what no kind carries', async (context) => {
  const { run } = await callAlone(context);
  const { exitCode, stdout } = await run('types');
  assert.equal(exitCode, 0);
  for (const row of catalog.rows) assert.ok(stdout.includes(row.kind), row.kind);
  assert.match(stdout, /What no kind carries/u);
  for (const line of stdout.split('\n')) assert.ok(line.length <= 100, `wider than the terminal: ${line}`);
});

test('types KIND shows one kind in full; case and a plural s do not matter', async (context) => {
  const { run } = await callAlone(context);
  const { exitCode, stdout } = await run('types', 'COMPLIANCE-policys');
  assert.equal(exitCode, 0);
  assert.match(stdout, /beta\/deviceManagement\/deviceCompliancePolicies/u);
  assert.match(stdout, /to write it\s+DeviceManagementConfiguration\.ReadWrite\.All/u);
  assert.match(stdout, /Points at:\n/u);
  assert.match((await run('types', 'group')).stdout, /matched, or created when the mapping says so/u, 'neighbors are shown too');
});

test('a mistyped kind answers with the nearest names and exit code 2', async (context) => {
  const { run } = await callAlone(context);
  const { exitCode, stderr, stdout } = await run('types', 'complaincePolicy');
  assert.equal(exitCode, 2);
  assert.equal(stdout, '');
  assert.match(stderr, /There is no kind called "complaincePolicy"\.\nDid you mean compliancePolicy/u);
});
