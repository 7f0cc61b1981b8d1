import { catalog } from '../../src/catalog/index.js';
import { commonStamps } from '../../src/engine/annotations.js';
import { derivedFrom, membersOf, publishedTypes } from './published-types.js';

/** The published base of the types in each collection of several types. */
export const baseOfCollection: Readonly<Record<string, string>> = {
  'deviceAppManagement/mobileAppConfigurations': 'managedDeviceMobileAppConfiguration',
  'deviceAppManagement/mobileApps': 'mobileApp',
  'deviceManagement/depOnboardingSettings/enrollmentProfiles': 'enrollmentProfile',
  'deviceManagement/deviceCompliancePolicies': 'deviceCompliancePolicy',
  'deviceManagement/deviceConfigurations': 'deviceConfiguration',
  'deviceManagement/deviceEnrollmentConfigurations': 'deviceEnrollmentConfiguration',
  'deviceManagement/windowsAutopilotDeploymentProfiles': 'windowsAutopilotDeploymentProfile',
  'identity/conditionalAccess/namedLocations': 'namedLocation',
};

/**
 * Members that the service sets although no doc comment of the package says so: absent from the serializers of the SDK, or
 * counted and stamped by the service (intune-types.json `readOnly`, graph-intune.md 7.1, 7.16). By collection, then by type or `*`.
 */
const unremarked: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'deviceAppManagement/androidManagedAppProtections': { '*': ['deployedAppCount', 'version'] },
  'deviceAppManagement/iosManagedAppProtections': { '*': ['deployedAppCount', 'version'] },
  'deviceAppManagement/mdmWindowsInformationProtectionPolicies': { '*': ['version'] },
  'deviceAppManagement/mobileAppConfigurations': { '*': ['version'] },
  'deviceAppManagement/mobileApps': {
    androidForWorkApp: ['totalLicenseCount', 'usedLicenseCount'],
    iosVppApp: ['totalLicenseCount', 'usedLicenseCount'],
    macOsVppApp: ['totalLicenseCount', 'usedLicenseCount'],
    microsoftStoreForBusinessApp: ['totalLicenseCount', 'usedLicenseCount'],
    windowsAutoUpdateCatalogApp: ['mobileAppCatalogPackageBranchId'],
  },
  'deviceAppManagement/targetedManagedAppConfigurations': { '*': ['deployedAppCount', 'version'] },
  'deviceAppManagement/windowsInformationProtectionPolicies': { '*': ['version'] },
  'deviceAppManagement/windowsManagedAppProtections': { '*': ['deployedAppCount', 'version'] },
  'deviceManagement/configurationPolicies': { '*': ['settingCount'] },
  'deviceManagement/deviceCompliancePolicies': { '*': ['version'] },
  'deviceManagement/deviceConfigurations': {
    '*': ['version'],
    windowsUpdateForBusinessConfiguration: ['featureUpdatesWillBeRolledBack', 'qualityUpdatesWillBeRolledBack'],
  },
  'deviceManagement/deviceEnrollmentConfigurations': { '*': ['version'] },
  'deviceManagement/deviceHealthScripts': { '*': ['highestAvailableVersion'] },
  'deviceManagement/groupPolicyConfigurations': { '*': ['policyConfigurationIngestionType'] },
  // said of those that Microsoft has converted (graph-intune.md 7.8)
  'deviceManagement/intents': { '*': ['isMigratingToConfigurationPolicy'] },
  'deviceManagement/notificationMessageTemplates': { '*': ['defaultLocale'] },
  'deviceManagement/windowsDriverUpdateProfiles': { '*': ['deviceReporting', 'inventorySyncStatus', 'newUpdates'] },
  'deviceManagement/windowsFeatureUpdateProfiles': { '*': ['deployableContentDisplayName', 'endOfSupportDate'] },
  'deviceManagement/windowsQualityUpdateProfiles': { '*': ['deployableContentDisplayName', 'releaseDateDisplayName'] },
};

/** The types that live in a collection, as the package knows them. */
export function typesIn(collection: string): readonly string[] {
  const base = baseOfCollection[collection];
  if (base !== undefined) return derivedFrom(publishedTypes(), base);
  return catalog.rows.flatMap((row) => (row.collection === collection && row.implied !== undefined ? [row.implied] : []));
}

/** Members of a type that the package remarks as read-only, beside the stamps that nearly everything has; what a create requires is only fixed from then on. */
export function remarked(type: string): readonly string[] {
  return [...membersOf(publishedTypes(), type)].filter(([name, { doc }]) => /read-?\s?only/iu.test(doc) && !/\bRequired\. Read-?only\b/iu.test(doc) && !commonStamps.includes(name)).map(([name]) => name);
}

/** What the service sets, by collection: members that all of its types have under `*`, the others by type. */
export function readOnlyTable(): Record<string, Record<string, string[]>> {
  const table: Record<string, Record<string, string[]>> = {};
  const collections = [...new Set(catalog.rows.filter((row) => row.neighbor !== true).map((row) => row.collection))].sort();
  for (const collection of collections) {
    const extra = unremarked[collection] ?? {};
    const byType = new Map(typesIn(collection).map((type) => [type, new Set([...remarked(type), ...(extra['*'] ?? []), ...(extra[type] ?? [])])]));
    const [first] = byType.values();
    const common = [...(first ?? [])].filter((name) => [...byType.values()].every((names) => names.has(name)));
    const entry: Record<string, string[]> = {};
    if (common.length > 0) entry['*'] = common.sort();
    for (const [type, names] of [...byType].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const own = [...names].filter((name) => !common.includes(name)).sort();
      if (own.length > 0) entry[type] = own;
    }
    if (Object.keys(entry).length > 0) table[collection] = entry;
  }
  return table;
}

function listText(names: readonly string[]): string {
  return `[${names.map((name) => `'${name}'`).join(', ')}]`;
}

/** The text of src/catalog/read-only.ts. */
export function readOnlyFile(): string {
  const entries = Object.entries(readOnlyTable()).map(([collection, types]) => {
    const lines = Object.entries(types).map(([type, names]) => `    ${type === '*' ? "'*'" : type}: ${listText(names)},`);
    return `  '${collection}': {\n${lines.join('\n')}\n  },`;
  });
  return `// Written by \`npm run docs\` from the remarks of @microsoft/microsoft-graph-types-beta and what those forget (test/catalog/read-only-table.ts).

/**
 * Members that the service sets, beside the stamps that nearly everything has: by collection, for all of its types (\`*\`) or
 * for one. stamps.ts puts them into the rows' \`drop\`.
 */
export const readOnly: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
${entries.join('\n')}
};
`;
}
