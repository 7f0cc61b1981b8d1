import { textAt, typeOf, type JsonObject } from '../../model/json.js';
import type { Catalog, PolicyType } from '../../model/policy-type.js';
import { typeByShape } from './shapes.js';
import type { Entry } from './unpack.js';

/** What an entry is: of a kind of the catalog, of a type that has no row, or nothing that could be told. */
export type Recognized =
  | { readonly as: 'row'; readonly row: PolicyType; readonly by: 'type' | 'context' | 'shape' | 'folder' }
  | { readonly as: 'no row'; readonly type: string }
  | { readonly as: 'part' }
  | { readonly as: 'unknown' };

/** Types of things that lie inside other objects and say nothing alone. */
const parts = /(?:Assignment|Setting|SettingInstance|PolicySetItem|DefinitionValue|Relationship|Dependency|Supersedence|PresentationValue\w*|NotificationMessage|AssignmentTarget)$/u;

/**
 * Decides the kind of an entry: by its `@odata.type`, then by its `@odata.context`, then by its shape, and last by the
 * folder it lies in, because people rename folders (real-exports.md 1.1).
 */
export function recognize(entry: Entry, path: string, catalog: Catalog): Recognized {
  const type = typeOf(entry.object);
  if (entry.context?.below !== undefined && (type === undefined || parts.test(type))) return { as: 'part' };
  if (type !== undefined) {
    const row = catalog.ofType(type) ?? (entry.context === undefined ? undefined : claimed(entry.context.collection, type, catalog)) ?? byFamily(type, catalog);
    if (row !== undefined) return { as: 'row', row, by: 'type' };
    return parts.test(type) ? { as: 'part' } : { as: 'no row', type };
  }
  if (entry.context !== undefined) {
    const row = claimed(entry.context.collection, undefined, catalog);
    return row === undefined ? { as: 'no row', type: entry.context.collection } : { as: 'row', row, by: 'context' };
  }
  const shape = typeByShape(entry.object);
  if (shape !== undefined) {
    const row = catalog.ofType(shape);
    if (row !== undefined) return { as: 'row', row, by: 'shape' };
    return parts.test(shape) ? { as: 'part' } : { as: 'no row', type: shape };
  }
  if (!looksNamed(entry.object)) return { as: 'unknown' };
  const row = byWords(entry.hint === undefined ? folders(path) : [entry.hint], catalog);
  return row === undefined ? { as: 'unknown' } : { as: 'row', row, by: 'folder' };
}

/** The row of a collection; contexts leave out the folders in front of some (`agreements`). */
function claimed(collection: string, type: string | undefined, catalog: Catalog): PolicyType | undefined {
  const direct = catalog.claims(collection, type);
  if (direct !== undefined) return direct;
  const longer = new Set(catalog.rows.map((row) => row.collection).filter((one) => one.endsWith(`/${collection}`)));
  const [only, second] = longer;
  return only === undefined || second !== undefined ? undefined : catalog.claims(only, type);
}

/**
 * Collections of many types, by what the names of their types have in common: a row that claims the rest of its
 * collection names none of them (intune-types.json).
 */
const families: readonly (readonly [types: RegExp, collection: string])[] = [
  [/CompliancePolicy$/u, 'deviceManagement/deviceCompliancePolicies'],
  [/NamedLocation$/u, 'identity/conditionalAccess/namedLocations'],
  [/(?:Mobile|Store)AppConfiguration$/u, 'deviceAppManagement/mobileAppConfigurations'],
  [/(?:App|AppX|MSI|WebClip)$/u, 'deviceAppManagement/mobileApps'],
  [/^(?:deviceEnrollment|deviceComanagement|windowsRestoreDevice|windows10EnrollmentCompletion).*Configuration$/u, 'deviceManagement/deviceEnrollmentConfigurations'],
  [/^(?:android|aosp|ios|macOS|windows|sharedPC|editionUpgrade).*(?:Configuration|ConfigurationInterface|Certificate|CertificateProfile)$/u, 'deviceManagement/deviceConfigurations'],
];

function byFamily(type: string, catalog: Catalog): PolicyType | undefined {
  const collection = families.find(([types]) => types.test(type))?.[1];
  return collection === undefined ? undefined : catalog.claims(collection, type);
}

function looksNamed(object: JsonObject): boolean {
  return ['displayName', 'name', 'profileName'].some((member) => (textAt(object, member) ?? '') !== '');
}

function folders(path: string): string[] {
  return path.split('/').slice(0, -1).reverse();
}

/** Folder names of tools that share no word with the kind (real-exports.md 1.2, 1.3). */
const folderTypes: Readonly<Record<string, string>> = {
  endpointsecurity: 'deviceManagementIntent',
  administrativetemplate: 'groupPolicyConfiguration',
  settingscatalog: 'deviceManagementConfigurationPolicy',
  notification: 'notificationMessageTemplate',
  messagetemplate: 'notificationMessageTemplate',
  macscript: 'deviceShellScript',
  shell: 'deviceShellScript',
  powershellscript: 'deviceManagementScript',
  powershell: 'deviceManagementScript',
  proactiveremediation: 'deviceHealthScript',
  filter: 'deviceAndAppManagementAssignmentFilter',
  staticgroup: 'group',
  dynamicgroup: 'group',
};

/** The row that one of the words names: its kind, its collection, its implied type or its title, in singular or plural. */
function byWords(words: readonly string[], catalog: Catalog): PolicyType | undefined {
  for (const word of words.map(plainWord)) {
    const type = folderTypes[word];
    const row = (type === undefined ? undefined : catalog.ofType(type)) ?? catalog.rows.find((one) => namesOf(one).some((name) => plainWord(name) === word));
    if (row !== undefined) return row;
  }
  return undefined;
}

function namesOf(row: PolicyType): string[] {
  // a collection of many types says nothing about which of them an object is
  const collection = row.types === undefined || row.types.length === 1 ? [row.collection.split('/').at(-1) ?? ''] : [];
  return [row.kind, row.title, ...(row.implied === undefined ? [] : [row.implied]), ...collection];
}

/** `Device Categories`, `device_category`, `deviceCategories` → `devicecategory`. */
function plainWord(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]/gu, '')
    .replace(/ies$/u, 'y')
    .replace(/s$/u, '');
}
