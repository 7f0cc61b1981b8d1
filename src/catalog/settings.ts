import type { PolicyType } from '../model/policy-type.js';
import { assignAction, resource, usual } from './everywhere.js';
import { intune } from './scopes.js';
import { settingReferences, settingSecrets } from './setting-values.js';

export const settings: readonly PolicyType[] = [
  {
    kind: 'settingsCatalog',
    title: 'Settings catalog, endpoint security and security baselines',
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
    ],
    assign: { ...assignAction, sign: 'isAssigned' },
    drop: ['settingCount', 'isAssigned', 'priorityMetaData'],
    createDrop: ['creationSource'],
    updateDrop: ['creationSource'],
    // the service fills in the rest of the reference (graph-intune.md 7.6)
    reduce: [{ at: 'templateReference', keep: ['templateId'] }],
    update: 'put',
    refs: [...usual, ...settingReferences('settings')],
    secrets: settingSecrets('settings'),
    owned: [
      { when: [{ at: 'name', startsWith: 'Windows Autopatch - ' }], because: 'Windows Autopatch made it and keeps it; register the destination with Windows Autopatch' },
      { when: [{ at: 'name', startsWith: 'Modern Workplace - ' }], because: 'Microsoft Managed Desktop made it and keeps it' },
    ],
  },
];
