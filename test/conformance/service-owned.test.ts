import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { catalog } from '../../src/catalog/index.js';
import { codes } from '../../src/model/rules.js';
import type { JsonObject } from '../../src/model/json.js';
import { startPair, type Pair } from './pair.js';

/* What Microsoft's own services make and keep in a tenant. */

const typed = (type: string): string => `#microsoft.graph.${type}`;
const choice: JsonObject = {
  '@odata.type': typed('deviceManagementConfigurationSetting'),
  settingInstance: {
    '@odata.type': typed('deviceManagementConfigurationChoiceSettingInstance'),
    settingDefinitionId: 'device_vendor_msft_policy_config_camera_allowcamera',
    choiceSettingValue: { value: 'device_vendor_msft_policy_config_camera_allowcamera_0', children: [] },
  },
};
const everybody: JsonObject = { users: { includeUsers: ['All'] }, applications: { includeApplications: ['All'] } };
const block: JsonObject = { operator: 'OR', builtInControls: ['block'] };

/** Path, object, and a word of what must be done; the name is the one that people see. */
const owned: readonly { readonly path: string; readonly name: string; readonly object: JsonObject; readonly says: RegExp }[] = [
  { path: 'deviceManagement/configurationPolicies', name: 'Windows Autopatch - Data Collection', object: { platforms: 'windows10', technologies: 'mdm', settings: [choice] }, says: /register the destination with Windows Autopatch/u },
  { path: 'deviceManagement/deviceConfigurations', name: 'Modern Workplace Update Policy [Test]-[Windows Autopatch]', object: { '@odata.type': typed('windowsUpdateForBusinessConfiguration') }, says: /register the destination with Windows Autopatch/u },
  { path: 'deviceManagement/windowsFeatureUpdateProfiles', name: 'Windows Autopatch - DSS Policy [Broad]', object: { featureUpdateVersion: 'Windows 11, version 24H2' }, says: /register the destination with Windows Autopatch/u },
  { path: 'deviceManagement/windowsAutopilotDeploymentProfiles', name: 'Modern Workplace Autopilot Profile', object: { '@odata.type': typed('azureADWindowsAutopilotDeploymentProfile') }, says: /register the destination with Windows Autopatch/u },
  { path: 'deviceManagement/deviceHealthScripts', name: 'Restart stopped Office C2R svc', object: { publisher: 'Microsoft', isGlobalScript: true, detectionScriptContent: 'YQ==' }, says: /every tenant has/u },
  { path: 'deviceManagement/roleDefinitions', name: 'Help Desk Operator', object: { '@odata.type': typed('deviceAndAppManagementRoleDefinition'), isBuiltIn: true, rolePermissions: [] }, says: /every tenant/u },
  { path: 'identity/conditionalAccess/policies', name: 'Microsoft-managed: Multifactor authentication for admins', object: { state: 'enabled', conditions: everybody, grantControls: block }, says: /Microsoft makes/u },
  { path: 'deviceManagement/notificationMessageTemplates', name: 'EnrollmentNotificationInternalMEO', object: { brandingOptions: 'none' }, says: /enrollment notification/u },
];

let pair: Pair;

before(async () => {
  pair = await startPair();
  for (const { path, name, object } of owned) pair.source.put(path, { ...object, [path.endsWith('configurationPolicies') ? 'name' : 'displayName']: name });
});
after(() => pair.stop());

test("What Windows Autopatch, Modern Workplace and Microsoft made is recognized, never copied, and listed with what to do: policies, update profiles, Autopilot profiles, remediations, built-in roles, strengths, tags and app entries, managed conditional access", async () => {
  const bundle = await pair.export('source');
  const { plan } = await pair.plan(bundle);
  const asides = new Map(plan.asides.map((aside) => [aside.name, aside]));
  const builtIn = [{ name: 'Default', says: /every tenant/u }, { name: 'Multifactor authentication', says: /every tenant/u }, { name: 'Phishing-resistant MFA', says: /every tenant/u }];
  for (const { name, says } of [...owned, ...builtIn]) {
    const aside = asides.get(name);
    assert.equal(aside?.state, 'not portable', name);
    assert.match(aside.because, says, name);
    assert.ok(plan.findings.some((finding) => finding.address === aside.address && finding.code === codes.ownedByService), `${name} is listed`);
  }
  const made = plan.waves.flat().filter((action) => action.do === 'create').map((action) => action.name);
  assert.deepEqual(made, [], 'nothing of a bare tenant is made again');
});

test('The default enrollment objects of every tenant are matched with those of the destination by their kind, whatever their ids, and equal ones are left alone', async () => {
  const kinds = ['enrollmentLimit', 'enrollmentStatusPage', 'platformRestriction', 'windowsHello', 'windowsRestore'];
  const bundle = await pair.export('source', kinds.map((kind) => catalog.row(kind)));
  const { plan } = await pair.plan(bundle, { onExisting: 'update' });
  assert.deepEqual(plan.waves.flat().map((action) => `${action.kind}: ${action.do}`).sort(), kinds.map((kind) => `${kind}: keep`));
});
