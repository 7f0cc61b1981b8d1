import { resource } from './everywhere.js';
import { intune } from './scopes.js';
import { settingReferences, settingSecrets } from './setting-values.js';
import type { PolicyType } from '../model/policy-type.js';

const members = 'id,displayName,description,settingDefinitionId,settingInstance,version,createdDateTime,lastModifiedDateTime';

export const endpointSecurity: readonly PolicyType[] = [
  {
    kind: 'reusableSetting',
    title: 'Reusable settings (firewall address groups, elevation certificates, device control, Linux compliance scripts)',
    area: 'endpoint security',
    link: resource('intune-deviceconfigv2-devicemanagementreusablepolicysetting'),
    api: 'beta',
    service: 'device-config-v2',
    collection: 'deviceManagement/reusablePolicySettings',
    // the setting comes only when it is selected (graph-intune.md 4.2)
    list: `$top=1000&$select=${members}`,
    detail: `$select=${members}`,
    implied: 'deviceManagementReusablePolicySetting',
    name: 'displayName',
    key: ['settingDefinitionId'],
    mapping: 'reusable-settings',
    scopes: intune('DeviceManagementConfiguration'),
    updateDrop: ['settingDefinitionId'],
    update: 'patch',
    refs: settingReferences('settingInstance'),
    secrets: settingSecrets('settingInstance'),
  },
];
