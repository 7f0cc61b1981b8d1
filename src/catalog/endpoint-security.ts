import { assignAction, resource, usual } from './everywhere.js';
import { intune } from './scopes.js';
import { settingReferences, settingSecrets } from './setting-values.js';
import type { PolicyType, When } from '../model/policy-type.js';

const members = 'id,displayName,description,settingDefinitionId,settingInstance,version,createdDateTime,lastModifiedDateTime';

/** What a retired template became: the settings catalog template family of the same purpose (templateFamily of configurationPolicyTemplates). */
function successor(member: 'templateSubtype' | 'templateType', is: string, place: string, family: string): { readonly when: readonly When[]; readonly because: string } {
  return { when: [{ at: member, is }], because: `make it anew under Endpoint security, ${place} (settings catalog template family ${family})` };
}

const successors = [
  successor('templateSubtype', 'antivirus', 'Antivirus', 'endpointSecurityAntivirus'),
  successor('templateSubtype', 'diskEncryption', 'Disk encryption', 'endpointSecurityDiskEncryption'),
  successor('templateSubtype', 'firewall', 'Firewall', 'endpointSecurityFirewall'),
  // the service spells it so
  successor('templateSubtype', 'endpointDetectionReponse', 'Endpoint detection and response', 'endpointSecurityEndpointDetectionAndResponse'),
  successor('templateSubtype', 'attackSurfaceReduction', 'Attack surface reduction', 'endpointSecurityAttackSurfaceReduction'),
  successor('templateSubtype', 'accountProtection', 'Account protection', 'endpointSecurityAccountProtection'),
  ...['securityBaseline', 'advancedThreatProtectionSecurityBaseline', 'microsoftEdgeSecurityBaseline', 'microsoftOffice365ProPlusSecurityBaseline', 'cloudPC'].map((type) =>
    successor('templateType', type, 'Security baselines', 'baseline'),
  ),
];

export const endpointSecurity: readonly PolicyType[] = [
  {
    kind: 'endpointSecurityIntent',
    title: 'Endpoint security and security baselines of the old kind (intents)',
    area: 'endpoint security',
    link: resource('intune-deviceintent-devicemanagementintent'),
    api: 'beta',
    service: 'device-intent',
    collection: 'deviceManagement/intents',
    implied: 'deviceManagementIntent',
    name: 'displayName',
    // template ids are Microsoft's and the same in every tenant (graph-intune.md 7.8, 11)
    key: ['templateId'],
    mapping: 'endpoint-security-intents',
    scopes: intune('DeviceManagementConfiguration'),
    apart: [
      {
        field: 'settings',
        read: { child: 'settings' },
        // in the call that makes it, so that no half policy is left behind (graph-intune.md 7.8)
        send: 'inline',
        sendAs: 'settingsDelta',
        // a setting cannot be taken out again, only be told that it is not configured (intune-objects.md 2.6)
        update: { action: 'updateSettings', as: 'settings', key: 'definitionId', absent: { valueJson: 'null' } },
        blank: { at: 'valueJson', is: 'null' },
        drop: ['id'],
      },
    ],
    madeFrom: {
      at: 'templateId',
      templates: 'deviceManagement/templates',
      action: 'createInstance',
      takes: ['displayName', 'description', 'roleScopeTagIds', 'settingsDelta'],
      retired: [{ at: 'isDeprecated', is: true }],
      successors,
    },
    assign: { ...assignAction, read: 'child' },
    updateDrop: ['templateId'],
    update: 'patch',
    refs: [...usual, { at: 'settings[].valueJson', to: ['reusableSetting'], wrapped: 'json text', maybe: true, drops: 'item' }],
    loses: ['Policies of templates that Microsoft has retired; the plan names the template family of the settings catalog that took their place'],
  },
  {
    kind: 'supplementalPolicy',
    title: 'App Control supplemental policy',
    area: 'endpoint security',
    link: resource('intune-apps-windowsdefenderapplicationcontrolsupplementalpolicy'),
    api: 'beta',
    service: 'applications',
    collection: 'deviceAppManagement/wdacSupplementalPolicies',
    list: '$expand=assignments',
    implied: 'windowsDefenderApplicationControlSupplementalPolicy',
    name: 'displayName',
    mapping: 'supplemental-policies',
    scopes: intune('DeviceManagementApps'),
    // a list can leave the content out
    detail: '$expand=assignments',
    assign: { by: 'action', as: 'wdacPolicyAssignments', read: 'expand' },
    drop: ['creationDateTime', 'version'],
    updateDrop: ['contentFileName'],
    update: 'patch',
    refs: usual,
    stays: [{ when: [{ at: 'content', is: null }], because: 'Graph did not give its content: upload the original policy in the destination' }],
  },
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
