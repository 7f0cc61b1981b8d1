import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { catalog } from '../../src/catalog/index.js';
import { commonStamps } from '../../src/engine/annotations.js';
import { isList, isObject, typeOf, type JsonObject } from '../../src/model/json.js';
import type { PolicyType } from '../../src/model/policy-type.js';
import { project } from '../generate/docs.js';
import { membersOf, publishedTypes } from './published-types.js';

const folder = resolve(project, '../shared/corpus');
const skip = existsSync(folder) ? false : 'the corpus of real exports is not beside this checkout';

/** Types of real exports that no row carries: their kinds are on the list of what is absent, or they are parts of something else. */
const elsewhere: readonly string[] = [
  'roleDefinition',
  // parts of policies, saved alone
  ...['deviceConfigurationAssignment', 'deviceEnrollmentPlatformRestriction', 'deviceManagementConfigurationPolicyAssignment', 'deviceManagementConfigurationSetting'],
  ...['localizedNotificationMessage', 'mobileAppDependency', 'mobileAppSupersedence'],
  // other services: Windows Update for Business deployment, Global Secure Access, cross-tenant access
  ...['windowsUpdates.azureADDevice', 'windowsUpdates.contentApproval', 'windowsUpdates.deployment', 'windowsUpdates.featureUpdateCatalogEntry', 'windowsUpdates.policyApproval'],
  ...['windowsUpdates.qualityUpdateCatalogEntry', 'windowsUpdates.updatableAssetGroup', 'networkaccess.fileRule', 'crossTenantAccessPolicy'],
];

/** Members of real exports that no published type has and no rule drops, by type; with what they are. */
const unpublished: readonly string[] = [
  // hand-written templates with members of the other platform or of none
  ...['customBrowserProtocol', 'customDialerAppProtocol', 'exemptedAppProtocols', 'periodBeforePinResetRequired', 'pinRequiredInsteadOfBiometric', 'shareWithBrowserVirtualSetting'].map(
    (member) => `androidManagedAppProtection.${member}`,
  ),
  ...['customBrowserDisplayName', 'customBrowserPackageId', 'customDialerAppDisplayName', 'customDialerAppPackageId', 'exemptedAppPackages'].map((member) => `iosManagedAppProtection.${member}`),
  ...['minimumRequiredCompanyPortalVersion', 'minimumWarningCompanyPortalVersion', 'minimumWipeCompanyPortalVersion'].map((member) => `iosManagedAppProtection.${member}`),
  ...['blockAfterCompanyPortalUpdateDeferralInDays', 'warnAfterCompanyPortalUpdateDeferralInDays', 'wipeAfterCompanyPortalUpdateDeferralInDays'].map(
    (member) => `iosManagedAppProtection.${member}`,
  ),
  ...['periodBeforePinResetRequired', 'pinRequiredInsteadOfBiometric', 'shareWithBrowserVirtualSetting'].map((member) => `iosManagedAppProtection.${member}`),
  ...['androidDeviceOwnerCompliancePolicy.localActions', 'windows10CompliancePolicy.deviceCompliancePolicyScriptDefinition', 'winGetApp.repositoryType'],
  // test doubles of another tool
  ...['deviceJoinType', 'hybridAzureADJoinSkipConnectivityCheck'].map((member) => `azureADWindowsAutopilotDeploymentProfile.${member}`),
  ...['settingsCount', 'templateFamily', 'templateId'].map((member) => `deviceManagementConfigurationPolicy.${member}`),
  // what the portal sends and the service takes, though nobody publishes it
  ...['macOSCompliancePolicy.managedEmailProfileRequired', 'windows10CompliancePolicy.customComplianceRequired'],
  ...['engagedRestartSnoozeScheduleForFeatureUpdatesInDays', 'engagedRestartTransitionScheduleForFeatureUpdatesInDays'].map((member) => `windowsUpdateForBusinessConfiguration.${member}`),
];

function textOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le');
  return bytes.toString('utf8').replace(/^\uFEFF/u, '');
}

/** What a file says; a file that is no JSON says nothing here, because telling that is another's job. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    assert.ok(error instanceof SyntaxError);
    return undefined;
  }
}

/** Every object at the top of an exported file: the file itself, a list, or an answer's `value`. */
function objectsOf(value: unknown): readonly JsonObject[] {
  if (isList(value)) return value.flatMap(objectsOf);
  if (!isObject(value)) return [];
  const items = value['value'];
  return isList(items) && items.some(isObject) ? items.flatMap(objectsOf) : [value];
}

function exported(): readonly { object: JsonObject; type: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .flatMap((entry) => objectsOf(parsed(textOf(readFileSync(join(entry.parentPath, entry.name))))))
    .flatMap((object) => {
      const type = typeOf(object);
      return type === undefined ? [] : [{ object, type }];
    });
}

function isKnown(row: PolicyType, type: string, member: string): boolean {
  if (member.includes('@') || member.startsWith('#')) return true;
  if (commonStamps.includes(member) || membersOf(publishedTypes(), type).has(member)) return true;
  return [...(row.drop ?? []), ...(row.apart ?? []).map((apart) => apart.field)].includes(member);
}

test('Every object of a real export finds its row by its type', { skip }, () => {
  const all = exported();
  const lost = [...new Set(all.map(({ type }) => type).filter((type) => catalog.ofType(type) === undefined))].sort();
  assert.deepEqual(lost, [...elsewhere].sort());
  assert.ok(all.length > 700, `${String(all.length)} objects were looked at`);
});

test('Every member of a real export is published, or dropped, or on a named list', { skip }, () => {
  const strays = exported().flatMap(({ object, type }) => {
    const row = catalog.ofType(type);
    return row === undefined || row.neighbor === true ? [] : Object.keys(object).filter((member) => !isKnown(row, type, member)).map((member) => `${type}.${member}`);
  });
  assert.deepEqual([...new Set(strays)].sort(), [...unpublished].sort());
});
