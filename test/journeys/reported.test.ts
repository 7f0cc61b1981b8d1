import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isObject, objectsAt, textAt } from '../../src/model/json.js';
import { makeStand } from './stand.js';

test('what no tenant takes over is listed with its owner and its end, reported once each, and is no part of the ledger', async (context) => {
  const stand = await makeStand(context);
  const { source } = stand;
  source.put('deviceManagement/depOnboardingSettings', { tokenName: 'Head office', appleIdentifier: 'devices@contoso.example', tokenType: 'dep', tokenExpirationDateTime: '2027-03-01T00:00:00Z' });
  source.put('deviceManagement/depOnboardingSettings', { tokenName: 'Configurator', tokenType: 'none' });
  source.put('deviceManagement/ndesConnectors', { displayName: 'Issuing 1', machineName: 'PKI01', state: 'active' });
  source.put('deviceManagement/mobileThreatDefenseConnectors', { partnerState: 'notSetUp' });
  for (const serialNumber of ['5CG0001', '5CG0002', '5CG0003']) source.put('deviceManagement/windowsAutopilotDeviceIdentities', { serialNumber, model: 'Tablet', groupTag: 'Sales' });
  const { exitCode, document } = await stand.json('export', '--tenant', 'contoso');
  assert.equal(exitCode, 0, JSON.stringify(document));
  const kinds = await stand.json('export', '--tenant', 'contoso', '--out', 'empty', '--except', 'enrollmentToken,ndesConnector,autopilotDevice');
  const objects = (one: typeof document): unknown => (isObject(one['summary']) ? one['summary']['objects'] : undefined);
  assert.equal(objects(document), objects(kinds.document), 'what is only reported is not counted');

  const said = objectsAt(document, 'findings').filter((one) => textAt(one, 'code')?.startsWith('GAP-TOKEN') === true).map((one) => `${textAt(one, 'code') ?? ''} ${textAt(one, 'message') ?? ''}`);
  assert.deepEqual(said, [
    'GAP-TOKEN-006 Token for Automated Device Enrollment "Head office" (of devices@contoso.example, until 2027-03-01) stays in the source. Make a server for the destination in the same Apple organization and upload its token; tenantferry apple moves the devices.',
    'GAP-TOKEN-010 Certificate connector (NDES) "Issuing 1" (of PKI01) stays in the source. Install a certificate connector on a server that signs in to the destination.',
    'GAP-TOKEN-011 3 × Windows Autopilot device: none of them moves. Release each in the source (delete the device in Intune first), then register its hash in the destination.',
  ]);
  const devices = await stand.readJson('exports/contoso/neighbors/autopilotDevice.json');
  assert.match(JSON.stringify(devices), /5CG0002/u);
  const manifest = await stand.readJson('exports/contoso/manifest.json');
  const reported = isObject(manifest) && isObject(manifest['reported']) ? manifest['reported'] : {};
  assert.deepEqual([reported['autopilotDevice'], reported['applePushCertificate'], reported['threatDefenseConnector']], [{ state: 'complete', count: 3 }, { state: 'empty', count: 0 }, { state: 'empty', count: 0 }]);
});

test('a tenant that refuses to show its tokens is not one without tokens', async (context) => {
  const stand = await makeStand(context);
  stand.source.faults.add({ method: 'GET', path: /depOnboardingSettings/u, what: { deed: 'forbidden' } });
  const { document } = await stand.json('export', '--tenant', 'contoso', '--only', 'enrollmentToken,updateRing');
  const findings = objectsAt(document, 'findings').map((one) => `${textAt(one, 'code') ?? ''} ${textAt(one, 'kind') ?? ''}`);
  assert.deepEqual(findings, ['GAP-SCOPE-001 enrollmentToken', 'GAP-SCOPE-004 ']);
});
