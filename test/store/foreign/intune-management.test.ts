import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codes } from '../../../src/model/rules.js';
import { codesOf, convert, only } from './folder.js';

const id = '7d2f64b8-1aea-4cf1-ac83-afa6a9f1f2de';
const tenant = 'b7c1a5d0-52b8-4c3f-9d1e-3f0a6c7e8d90';
const sales = '3a91c6b2-7d54-4e08-8f6a-1b2c3d4e5f60';
const graph = 'https://graph.microsoft.com/beta';

/** A catalog policy as IntuneManagement writes it, with the metadata of every member. */
const full = {
  '@odata.context': `${graph}/$metadata#deviceManagement/configurationPolicies(assignments(),settings())/$entity`,
  '@odata.type': '#microsoft.graph.deviceManagementConfigurationPolicy',
  '@odata.id': `deviceManagement/configurationPolicies('${id}')`,
  '@odata.editLink': `deviceManagement/configurationPolicies('${id}')`,
  'createdDateTime@odata.type': '#DateTimeOffset',
  createdDateTime: '2025-01-02T03:04:05Z',
  name: 'Contoso screen lock',
  description: null,
  'platforms@odata.type': '#microsoft.graph.deviceManagementConfigurationPlatforms',
  platforms: 'windows10',
  technologies: 'mdm',
  'roleScopeTagIds@odata.type': '#Collection(String)',
  roleScopeTagIds: ['0'],
  settingCount: 1,
  id,
  templateReference: { '@odata.type': '#microsoft.graph.deviceManagementConfigurationPolicyTemplateReference', templateId: '', 'templateFamily@odata.type': '#x', templateFamily: 'none' },
  'assignments@odata.navigationLink': `${graph}/deviceManagement/configurationPolicies('${id}')/assignments`,
  assignments: [
    {
      '@odata.id': 'x',
      'intent@odata.type': '#x',
      id: `${id}_${sales}`,
      source: 'direct',
      sourceId: id,
      target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', 'deviceAndAppManagementAssignmentFilterType@odata.type': '#x', deviceAndAppManagementAssignmentFilterType: 'none', groupId: sales },
    },
  ],
  settings: [
    {
      '@odata.type': '#microsoft.graph.deviceManagementConfigurationSetting',
      '@odata.id': `deviceManagement/configurationPolicies('${id}')/settings('0')`,
      id: '0',
      settingInstance: {
        '@odata.type': '#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance',
        settingDefinitionId: 'device_vendor_msft_lock',
        choiceSettingValue: {
          '@odata.type': '#microsoft.graph.deviceManagementConfigurationChoiceSettingValue',
          value: 'device_vendor_msft_lock_1',
          'children@odata.type': '#Collection(x)',
          children: [
            {
              '@odata.type': '#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance',
              settingDefinitionId: 'device_vendor_msft_lock_tenant',
              simpleSettingValue: { '@odata.type': '#microsoft.graph.deviceManagementConfigurationStringSettingValue', value: '%OrganizationId%' },
            },
          ],
        },
      },
      'settingDefinitions@odata.navigationLink': `${graph}/x`,
    },
  ],
  '#microsoft.graph.assign': { title: 'microsoft.graph.assign', target: `${graph}/x` },
};

/** The same policy as the portal exports it. */
const plain = {
  '@odata.context': `${graph}/$metadata#deviceManagement/configurationPolicies/$entity`,
  createdDateTime: '2025-01-02T03:04:05Z',
  description: null,
  name: 'Contoso screen lock',
  id,
  platforms: 'windows10',
  technologies: 'mdm',
  roleScopeTagIds: ['0'],
  settingCount: 1,
  templateReference: { templateId: '', templateFamily: 'none' },
  settings: [
    {
      id: '0',
      settingInstance: {
        '@odata.type': '#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance',
        settingDefinitionId: 'device_vendor_msft_lock',
        choiceSettingValue: {
          value: 'device_vendor_msft_lock_1',
          children: [
            {
              '@odata.type': '#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance',
              settingDefinitionId: 'device_vendor_msft_lock_tenant',
              simpleSettingValue: { '@odata.type': '#microsoft.graph.deviceManagementConfigurationStringSettingValue', value: tenant },
            },
          ],
        },
      },
    },
  ],
};

const table = { TenantId: tenant, Organization: 'Contoso', Objects: [{ Id: sales, DisplayName: 'Sales', Type: 'Group' }] };

test('a full-metadata file and the export of the portal give the same policy, and the portal does not know the assignments', async (t) => {
  const converted = only(await convert(t, { 'MigrationTable.json': table, 'SettingsCatalog/lock.json': full }));
  const exported = await convert(t, { 'lock_2025-09-01T08_16_19.767Z.json': plain });
  const fromPortal = only(exported);
  assert.deepEqual({ ...converted, assignments: null }, fromPortal);
  assert.deepEqual(converted.assignments, [{ target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', deviceAndAppManagementAssignmentFilterType: 'none', groupId: sales } }]);
  assert.equal(fromPortal.assignments, null);
  assert.ok(codesOf(exported.findings).includes(codes.convertNoAssignments));
});

test('the migration table tells the tenant and the groups, and the place holder becomes the id of that tenant', async (t) => {
  const outcome = await convert(t, { 'Contoso/MigrationTable.json': table, 'Contoso/SettingsCatalog/lock.json': full });
  assert.deepEqual(outcome.tenant, { id: tenant, displayName: 'Contoso', ids: [tenant] });
  assert.deepEqual(outcome.neighbors, [{ kind: 'group', id: sales, name: 'Sales', state: 'found', facts: { displayName: 'Sales' } }]);
  assert.match(JSON.stringify(only(outcome).children), new RegExp(tenant));
  assert.deepEqual(outcome.findings.map(({ code, related }) => [code, related]), [[codes.convertPlaceHolder, [only(outcome).address]]]);
});

test('without a tenant id the place holder stays where it is and is a finding with its path', async (t) => {
  const outcome = await convert(t, { 'lock.json': full });
  const finding = outcome.findings.find((one) => one.at !== undefined);
  assert.equal(finding?.code, codes.convertTenantUnknown);
  assert.equal(finding.at, '/children/settings/0/settingInstance/choiceSettingValue/children/0/simpleSettingValue/value');
});

test('a group file adds the facts by which its twin is found', async (t) => {
  const group = { id: sales, displayName: 'Sales', membershipRule: '(user.department -eq "Sales")', groupTypes: ['DynamicMembership'], securityEnabled: true, organizationId: '%OrganizationId%', mailNickname: 'sales' };
  const outcome = await convert(t, { 'MigrationTable.json': table, 'Groups/Sales.json': group });
  const facts = { displayName: 'Sales', groupTypes: ['DynamicMembership'], mailNickname: 'sales', membershipRule: '(user.department -eq "Sales")', securityEnabled: true };
  assert.deepEqual(outcome.neighbors, [{ kind: 'group', id: sales, name: 'Sales', state: 'found', facts }]);
});

test('links to certificates are read from the hint member and lead to the certificate of that name', async (t) => {
  const root = '0c3d7e1a-94b2-4f6d-8a57-2e1f0b9c8d7e';
  const outcome = await convert(t, {
    'DeviceConfiguration/Root.json': { '@odata.type': '#microsoft.graph.windows81TrustedRootCertificate', id: root, displayName: 'Contoso root', trustedRootCertificate: 'AA==', certFileName: 'root.cer', destinationStore: 'computerCertStoreRoot', assignments: [] },
    'DeviceConfiguration/Scep.json': {
      '@odata.type': '#microsoft.graph.windows81SCEPCertificateProfile',
      id: '5b8e2f4d-16c7-4a90-b3d2-7f6e5d4c3b2a',
      displayName: 'Contoso device certificate',
      'rootCertificate@odata.navigationLink': 'x',
      '#CustomRef_rootCertificate': 'Contoso root|:|#microsoft.graph.windows81TrustedRootCertificate',
      scepServerUrls: ['https://ndes.contoso.com'],
      assignments: [],
    },
  });
  const scep = outcome.policies.find((policy) => policy.kind === 'scepCertificate');
  assert.deepEqual(scep?.links, { rootCertificate: [{ id: root, name: 'Contoso root', type: 'windows81TrustedRootCertificate' }] });
  assert.ok(!codesOf(outcome.findings).includes(codes.convertLinksUnknown));
});

test('a certificate profile whose link nobody wrote down says so', async (t) => {
  const outcome = await convert(t, { 'Scep.json': { '@odata.type': '#microsoft.graph.windows81SCEPCertificateProfile', id: '5b8e2f4d-16c7-4a90-b3d2-7f6e5d4c3b2a', displayName: 'Contoso device certificate', 'rootCertificate@odata.navigationLink': 'x', assignments: [] } });
  assert.deepEqual(only(outcome).links, {});
  assert.ok(codesOf(outcome.findings).includes(codes.convertLinksUnknown));
});

test('apps that an app configuration is for become neighbors with name and type', async (t) => {
  const app = '9e8d7c6b-5a49-4382-a716-05f4e3d2c1b0';
  const outcome = await convert(t, {
    'Mail.json': {
      '@odata.type': '#microsoft.graph.iosMobileAppConfiguration',
      id: '4d3c2b1a-0f9e-4d8c-b7a6-958473625140',
      displayName: 'Mail',
      targetedMobileApps: [app],
      '#CustomRefTargetedApps': `Outlook|!|${app}|!|#microsoft.graph.iosVppApp`,
      settings: [],
      assignments: [],
    },
  });
  assert.deepEqual(outcome.neighbors.map(({ id: found, name, facts }) => ({ id: found, name, type: facts['@odata.type'] })), [{ id: app, name: 'Outlook', type: '#microsoft.graph.iosVppApp' }]);
});

test('values of an administrative template come from the file or its twin, with bind and hint members told apart, also a single one', async (t) => {
  const head = { '@odata.type': '#microsoft.graph.groupPolicyConfiguration', id, displayName: 'Outlook', policyConfigurationIngestionType: 'builtIn', assignments: [] };
  const value = {
    enabled: true,
    'definition@odata.bind': `${graph}/deviceManagement/groupPolicyDefinitions('2a31ece5-2838-4ccb-9d15-b77ffe0f0ac0')`,
    '#Definition_Id': '2a31ece5-2838-4ccb-9d15-b77ffe0f0ac0',
    '#Definition_displayName': 'Cached mode',
    '#Definition_classType': 'user',
    '#Definition_categoryPath': '\\Outlook',
    presentationValues: { '@odata.type': '#microsoft.graph.groupPolicyPresentationValueText', value: '3', 'presentation@odata.bind': `${graph}/deviceManagement/groupPolicyDefinitions('2a31ece5-2838-4ccb-9d15-b77ffe0f0ac0')/presentations('6f605b7e-ca35-4f6a-b616-0cf85f5e9580')`, '#Presentation_Label': 'Months' },
  };
  const wanted = [
    {
      enabled: true,
      definition: { id: '2a31ece5-2838-4ccb-9d15-b77ffe0f0ac0', displayName: 'Cached mode', classType: 'user', categoryPath: '\\Outlook' },
      presentationValues: [{ '@odata.type': '#microsoft.graph.groupPolicyPresentationValueText', value: '3', presentation: { label: 'Months', id: '6f605b7e-ca35-4f6a-b616-0cf85f5e9580' } }],
    },
  ];
  const inline = only(await convert(t, { 'AdministrativeTemplates/Outlook.json': { ...head, definitionValues: value } }));
  const beside = await convert(t, { 'AdministrativeTemplates/Outlook.json': head, 'AdministrativeTemplates/Outlook_Settings.json': [value] });
  assert.deepEqual(inline.children['definitionValues'], wanted);
  assert.deepEqual(only(beside).children['definitionValues'], wanted);
  assert.deepEqual(beside.files.map(({ path, as }) => [path, as]), [['AdministrativeTemplates/Outlook.json', 'policies'], ['AdministrativeTemplates/Outlook_Settings.json', 'not a policy']]);
});

test('a policy whose name ends in _Settings is a policy', async (t) => {
  const outcome = await convert(t, { 'SettingsCatalog/Edge_Settings.json': { ...plain, name: 'Edge_Settings' } });
  assert.equal(only(outcome).name, 'Edge_Settings');
});
