import type { PolicyType } from '../model/policy-type.js';
import { assignAction, enrollmentTimeGroup, enrollmentTimeTarget, madeByAutopatch, resource, usual } from './everywhere.js';
import { intune } from './scopes.js';
import { settingReferences, settingSecrets } from './setting-values.js';

export const settings: readonly PolicyType[] = [
  {
    kind: 'settingsCatalog',
    title: 'Settings catalog, endpoint security and security baselines',
    licenses: [
      { what: 'Defender for Endpoint (endpoint detection)', plans: ['WINDEFATP', 'MDATP', 'MDE_'], when: [{ at: 'templateReference.templateFamily', is: 'endpointSecurityEndpointDetectionAndResponse' }], without: 'no effect' },
      { what: 'Endpoint Privilege Management', plans: ['INTUNE-EPM', 'INTUNE_EPM', 'INTUNE_SUITE'], when: [{ at: 'templateReference.templateFamily', is: 'endpointSecurityEndpointPrivilegeManagement' }], without: 'no effect' },
    ],
    area: 'settings',
    link: resource('intune-deviceconfigv2-devicemanagementconfigurationpolicy'),
    api: 'beta',
    service: 'device-config-v2',
    collection: 'deviceManagement/configurationPolicies',
    // the default page is 25; assignments that come with the list can be missing although isAssigned says true (intune-objects.md 2.2)
    list: '$top=1000&$expand=assignments',
    implied: 'deviceManagementConfigurationPolicy',
    name: 'name',
    key: ['platforms', 'technologies', 'templateReference.templateFamily'],
    mapping: 'settings-catalog',
    scopes: intune('DeviceManagementConfiguration'),
    apart: [
      {
        field: 'settings',
        // paged at 25 unless asked for more; settingCount says how many there must be (graph-intune.md 4.1, 4.2)
        read: { child: 'settings?$top=1000' },
        count: 'settingCount',
        send: 'inline',
        drop: ['id', 'settingDefinitions'],
      },
      { ...enrollmentTimeGroup, when: [{ at: 'templateReference.templateFamily', is: 'enrollmentConfiguration' }] },
    ],
    assign: { ...assignAction, sign: 'isAssigned' },
    drop: ['priorityMetaData'],
    // of an enrollment policy of Apple it names the token, and goes with every write (graph-intune.md 7.6)
    only: [{ at: 'creationSource', when: [{ at: 'creationSource', startsWith: 'DepTokenId_' }] }],
    under: { at: 'creationSource', kind: 'enrollmentToken' },
    // of two versions of one template neither becomes the other (graph-intune.md 8)
    updateDrop: ['creationSource', 'templateReference.templateId'],
    // the service fills in the rest of the reference (graph-intune.md 7.6)
    reduce: [{ at: 'templateReference', keep: ['templateId'] }],
    spelling: {
      at: ['settings.**.settingInstanceTemplateId', 'settings.**.settingValueTemplateId'],
      template: 'templateReference.templateId',
      object: "deviceManagement/configurationPolicyTemplates('{id}')",
      parts: "deviceManagement/configurationPolicyTemplates('{id}')/settingTemplates?$top=1000",
    },
    update: 'put',
    refs: [...usual, ...settingReferences('settings'), enrollmentTimeTarget, { at: 'creationSource', to: ['enrollmentToken'], wrapped: 'prefix', needed: true }],
    secrets: settingSecrets('settings'),
    owned: madeByAutopatch('name'),
    tells: [
      {
        when: [{ at: 'creationSource', startsWith: 'DepTokenId_' }],
        because: 'make it the default of its token in the destination before serials synchronize there, or assign it to them: a default holds only for devices that synchronize from then on, and nothing else says which devices get it',
      },
    ],
    loses: [
      'Of an enrollment policy of Apple: that it is the default of its token, and the devices that it was assigned to',
      'Secret values, unless they are supplied: the setting around one is left out',
      'The device group of an enrollment policy (device preparation, Apple) is set only where the application Intune Provisioning Client owns it and a person is signed in',
      'The order of endpoint security policies that have one',
    ],
  },
  {
    kind: 'inventoryPolicy',
    title: 'Inventory policy',
    area: 'settings',
    link: resource('intune-deviceconfigv2-devicemanagementconfigurationpolicy'),
    api: 'beta',
    service: 'device-config-v2',
    // not in the published metadata; of the shape of a settings catalog policy (graph-intune.md 7.2, 7.6)
    collection: 'deviceManagement/inventoryPolicies',
    list: '$top=1000&$expand=assignments',
    implied: 'deviceManagementConfigurationPolicy',
    name: 'name',
    key: ['platforms', 'technologies'],
    mapping: 'inventory-policies',
    scopes: intune('DeviceManagementConfiguration'),
    apart: [{ field: 'settings', read: { child: 'settings?$top=1000' }, count: 'settingCount', send: 'inline', drop: ['id', 'settingDefinitions'] }],
    assign: { ...assignAction, sign: 'isAssigned' },
    drop: ['@odata.type', 'priorityMetaData', 'settingCount', 'templateReference'],
    createDrop: ['creationSource'],
    updateDrop: ['creationSource'],
    update: 'put',
    refs: [...usual, ...settingReferences('settings')],
    secrets: settingSecrets('settings'),
    loses: ['The service shows them to few applications: where it answers 403, they are not seen, and are made by hand'],
  },
  {
    kind: 'administrativeTemplate',
    title: 'Administrative templates',
    area: 'settings',
    link: resource('intune-grouppolicy-grouppolicyconfiguration'),
    api: 'beta',
    service: 'gpanalytics',
    collection: 'deviceManagement/groupPolicyConfigurations',
    // by id policyConfigurationIngestionType reads "unknown", in the list it is right (graph-intune.md 4.3)
    list: '$top=1000&$expand=assignments',
    implied: 'groupPolicyConfiguration',
    name: 'displayName',
    mapping: 'administrative-templates',
    scopes: intune('DeviceManagementConfiguration'),
    apart: [
      {
        field: 'definitionValues',
        // definition and presentation are absent without their expand (graph-intune.md 4.2)
        read: { child: 'definitionValues?$top=1000&$expand=definition($select=id,classType,displayName,policyType,categoryPath)' },
        within: { field: 'presentationValues', read: 'presentationValues?$expand=presentation', key: 'presentation.id' },
        // one call in place of one a setting (graph-intune.md 7.9)
        send: { action: 'updateDefinitionValues', as: 'added', adds: true },
        update: { action: 'updateDefinitionValues', added: 'added', updated: 'updated', deletedIds: 'deletedIds', key: 'definition.id' },
        drop: ['id', 'createdDateTime', 'lastModifiedDateTime', 'presentationValues[].id', 'presentationValues[].createdDateTime', 'presentationValues[].lastModifiedDateTime', 'presentationValues[].definitionValue'],
        binds: [
          { at: 'definition', to: "deviceManagement/groupPolicyDefinitions('{id}')" },
          { at: 'presentationValues[].presentation', to: "deviceManagement/groupPolicyDefinitions('{definition.id}')/presentations('{id}')" },
        ],
      },
    ],
    assign: assignAction,
    createDrop: ['policyConfigurationIngestionType'],
    updateDrop: ['policyConfigurationIngestionType'],
    update: 'patch',
    refs: [
      ...usual,
      // built-in ones have the same ids in every tenant; those of an uploaded ADMX file have others (graph-intune.md 7.9)
      { at: 'definitionValues[].definition.id', to: ['admxDefinition'], when: [{ at: 'policyType', is: 'admxIngested' }], drops: 'item' },
      { at: 'definitionValues[].presentationValues[].presentation.id', to: ['admxDefinition'], when: [{ at: '^.^.definition.policyType', is: 'admxIngested' }], maybe: true, drops: 'item' },
    ],
    parts: { of: 'definitionValues[].definition', at: 'definitionValues[].presentationValues[].presentation', kind: 'admxDefinition', list: 'presentations', by: ['@odata.type', 'label'] },
    owned: madeByAutopatch('displayName'),
    stays: [
      {
        // an export of another tool says ids alone, and nobody knows what they were called
        when: [{ at: 'policyConfigurationIngestionType', oneOf: ['custom', 'mixed'] }, { at: 'definitionValues[].definition.policyType', is: null }],
        because: 'It sets definitions of an uploaded ADMX file by ids that hold in the source alone: export the source with this tool, or make the policy in the destination',
      },
    ],
    loses: ['Settings of an uploaded ADMX file wait until the destination has processed the file: import it with --admx-files or upload it there, then map and plan again'],
  },
  {
    kind: 'uploadedAdmx',
    title: 'Uploaded ADMX file',
    area: 'settings',
    link: resource('intune-grouppolicy-grouppolicyuploadeddefinitionfile'),
    api: 'beta',
    service: 'gpanalytics',
    collection: 'deviceManagement/groupPolicyUploadedDefinitionFiles',
    // the operations say why a file could not be used (graph-intune.md 4.1)
    list: '$expand=groupPolicyOperations',
    implied: 'groupPolicyUploadedDefinitionFile',
    name: 'fileName',
    mapping: 'uploaded-admx-files',
    scopes: intune('DeviceManagementConfiguration'),
    // never given back (graph-intune.md 9)
    drop: ['content', 'groupPolicyUploadedLanguageFiles', 'defaultLanguageCode', 'groupPolicyOperations', 'uploadDateTime'],
    // the service works them out of the file
    createDrop: ['status', 'displayName', 'description', 'languageCodes', 'policyType', 'revision', 'targetPrefix'],
    // graph-intune.md 7.9
    texts: { identity: 'targetNamespace', languages: 'languageCodes', content: 'content', languageFiles: 'groupPolicyUploadedLanguageFiles', send: { defaultLanguageCode: '' } },
    ready: { at: 'status', is: 'available', seconds: 1200, fails: { is: 'uploadFailed', because: 'groupPolicyOperations[].statusDetails' } },
    removal: { action: 'remove' },
    update: 'never',
    refs: [],
    matchOnly: { '*': 'Graph never gives its content back: give the original ADMX and ADML files to plan --admx-files, or upload them in the destination (Devices, Configuration, Import ADMX), files that others build on first; then map and plan again' },
  },
  {
    kind: 'admxDefinition',
    title: 'Definition of an uploaded ADMX file',
    area: 'settings',
    link: resource('intune-grouppolicy-grouppolicydefinition'),
    api: 'beta',
    service: 'gpanalytics',
    collection: 'deviceManagement/groupPolicyDefinitions',
    // graph-intune.md 4.3: the path of the category is compared by the client
    find: "$filter=displayName eq '{name}'",
    implied: 'groupPolicyDefinition',
    name: 'displayName',
    key: ['classType', 'categoryPath'],
    mapping: 'admx-definitions',
    scopes: intune('DeviceManagementConfiguration'),
    update: 'never',
    refs: [],
    facts: ['categoryPath', 'classType', 'policyType'],
    twins: [{ by: ['classType', 'categoryPath', 'displayName'], because: 'same class, category and name' }],
    matchOnly: { '*': 'Upload the ADMX file that defines it in the destination, wait until it is available, then map and plan again' },
    comesWith: 'uploadedAdmx',
    neighbor: true,
  },
];
