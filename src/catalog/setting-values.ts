import { defenderConnector } from './connectors.js';
import { nothing } from './everywhere.js';
import type { Ref, SecretRule, When } from '../model/policy-type.js';

/** Every place where a simple value of a setting can stand, at any depth, below a field that holds settings or one setting instance. */
function simpleValues(field: string): readonly string[] {
  return [`${field}.**.simpleSettingValue`, `${field}.**.simpleSettingCollectionValue[]`];
}

function each(field: string, ref: Omit<Ref, 'at'>): readonly Ref[] {
  return simpleValues(field).map((value) => ({ ...ref, at: `${value}.value` }));
}

function definition(id: string): readonly When[] {
  return [{ at: '^.settingDefinitionId', is: id }];
}

const isReference: When = { at: '@odata.type', endsWith: 'deviceManagementConfigurationReferenceSettingValue' };

/**
 * What the values of catalog settings point at: reusable settings at any depth, and the apps, scripts and group that
 * device preparation writes as text (real-exports.md 2, graph-intune.md 7.6, 7.7).
 * @param field `settings`, or `settingInstance` of a reusable setting.
 */
export function settingReferences(field: string): readonly Ref[] {
  return [
    ...each(field, { to: ['reusableSetting'], when: [isReference], none: nothing, drops: 'item' }),
    ...each(field, { to: ['mobileApp', 'packagedApp'], when: definition('enrollment_autopilot_dpp_allowedappids'), none: nothing, wrapped: 'json id', drops: 'value' }),
    ...each(field, { to: ['powershellScript'], when: definition('enrollment_autopilot_dpp_allowedscriptids'), none: nothing, drops: 'value' }),
    // what the portal shows; devices join the group behind setEnrollmentTimeDeviceMembershipTarget
    ...['enrollment_autopilot_dpp_devicesecuritygroupids', 'enrollment_autopilot_dpp_devicegroup'].flatMap((id) => each(field, { to: ['group'], when: definition(id), none: nothing, drops: 'value' })),
  ];
}

/**
 * Values of catalog settings that the service encrypts and never gives back: it answers a token that no other tenant
 * takes (graph-intune.md 9). The setting around the value leaves with it, unless somebody supplies one in clear.
 */
export function settingSecrets(field: string): readonly SecretRule[] {
  const isSecret: When = { at: '@odata.type', endsWith: 'deviceManagementConfigurationSecretSettingValue' };
  return simpleValues(field).flatMap((value): SecretRule[] => {
    const plain: SecretRule = { at: `${value}.value`, what: 'secret setting value', when: [isSecret], drops: 'item', without: 'left out', label: ['^.settingDefinitionId'], supplied: { valueState: 'notEncrypted' } };
    return [
      {
        ...plain,
        what: 'Defender onboarding blob of the connector',
        when: [isSecret, { at: '^.settingDefinitionId', endsWith: 'windowsadvancedthreatprotection_onboarding_fromconnector' }],
        refilled: { by: defenderConnector },
      },
      plain,
    ];
  });
}
