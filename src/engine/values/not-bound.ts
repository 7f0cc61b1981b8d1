import type { Place } from './place.js';
import { isPortableGuid } from './well-known.js';

/**
 * Why a GUID that looks like a tenant's own is the same everywhere; undefined where nothing says so (real-exports.md 4).
 * `before` and `after` are the few characters around it.
 */
export function notBound(guid: string, place: Place, before: string, after: string): string | undefined {
  const id = guid.toLowerCase();
  const known = isPortableGuid(id);
  if (known !== undefined) return known;
  const member = portableMembers.get(place.member.toLowerCase());
  if (member !== undefined) return member;
  const inner = place.names.at(-1);
  for (const { why, key, name } of portableSettings) {
    if (key?.test(place.key) === true || (name !== undefined && inner !== undefined && name.test(inner))) return why;
  }
  for (const { why, before: lead, after: trail } of portableNeighbors) {
    if (lead.test(before) && (trail === undefined || trail.test(after))) return why;
  }
  return undefined;
}

/** Members whose GUIDs Microsoft, Apple or a software maker gave, by name in lower case. */
const portableMembers: ReadonlyMap<string, string> = new Map(
  Object.entries({
    settinginstancetemplateid: 'settings catalog template part',
    settingvaluetemplateid: 'settings catalog template part',
    templateid: 'policy template',
    templatereference: 'policy template',
    creationsource: 'baseline template the policy was made of',
    'definition@odata.bind': 'built-in policy definition',
    'presentation@odata.bind': 'built-in policy presentation',
    '#definition_id': 'policy definition',
    '#presentation_id': 'policy presentation',
    roletemplateid: 'directory role template',
    includeroles: 'directory role template',
    excluderoles: 'directory role template',
    serviceplanid: 'service plan',
    skuid: 'licence',
    disabledplans: 'service plan',
    payloaduuid: 'payload of a profile; it must stay for updates',
    payloadidentifier: 'payload of a profile; it must stay for updates',
    networkname: 'name the service gave a network',
    profileid: 'kiosk profile inside the policy',
    createdbyappid: 'app that created the object',
    version: 'version stamp',
    productcode: 'product code',
    upgradecode: 'upgrade code',
    productid: 'product id',
    productids: 'product id',
    packageidentifier: 'product id',
    filehash: 'hash',
    aaguid: 'authenticator model',
    allowedaaguids: 'authenticator model',
    aaguids: 'authenticator model',
    categoryid: 'settings category',
    settingdefinitionid: 'setting definition',
    moreinfourl: 'link',
    '@odata.type': 'type',
    '@odata.': 'stray annotation of the portal',
    classguid: 'device setup class',
    deviceclassguids: 'device setup class',
    secretreferencevalueid: 'reference of the service to a masked value',
  }),
);

/** Settings, and names inside XML, JSON and plist, whose GUIDs are the same everywhere. */
const portableSettings: readonly { readonly why: string; readonly key?: RegExp; readonly name?: RegExp }[] = [
  { why: 'device setup class', key: /device(?:setup|install_)?_?classes|matchingdevicesetupclasses/i },
  { why: 'device instance', key: /matchingdevice(?:instance)?ids/i },
  { why: 'credential provider', key: /credentialprovider|deviceunlock_group[ab]|DeviceUnlock\/Group[AB]/i },
  { why: 'attack surface reduction rule', key: /attacksurfacereduction/i },
  { why: 'AppLocker or application control rule', key: /AppLocker\/|applicationcontrol|windowsdefenderapplicationcontrol|appcontrol/i },
  { why: 'rule inside the policy', name: /^(?:File(?:Path|Hash|Publisher)Rule|RuleCollection|PolicyRule|Group|Entry|PolicyEntry|Rule)@(?:Id|RuleCollectionId)$/i },
  { why: 'rule inside the policy', name: /^(?:PolicyID|BasePolicyID|PolicyTypeID|PlatformID|SupplementalPolicyID|GroupId|IncludedIdList|ExcludedIdList)$/i },
  { why: 'payload of a profile; it must stay for updates', name: /(?:^|\/)Payload(?:UUID|Identifier)$/i },
  { why: 'kiosk profile inside the policy', name: /^(?:Profile|DefaultProfile)@(?:Id|ProfileId)$/i },
  { why: 'start layout item', key: /start_?layout/i },
  { why: 'extension or product code', key: /extension(?:install|settings)|forcelist|enterprisedesktopappmanagement/i },
  { why: 'time server, trace or sensor provider', key: /diagnosticlogcsp|DiagnosticLog\//i },
];

/** What stands directly before a GUID when it is a maker's. */
const portableNeighbors: readonly { readonly why: string; readonly before: RegExp; readonly after?: RegExp }[] = [
  { why: 'product code', before: /(?:msiexec(?:\.exe)?\W{1,3}\/?[a-z]{1,9}\W{1,3}|\/[xi]\s?"?|Uninstall\\|Installer\\(?:Products|UserData)\\|\/MSI\/(?:%7B)?)\{?$/i },
  { why: 'class of Windows', before: /(?:CLSID\\?|shell:{1,3}|Interface\\|TypeLib\\|Extensions\\|ActiveX\S{0,20}|FolderDescriptions\\|Control\\Class\\)\{?$/i },
  { why: 'update channel of Office', before: /officecdn\.microsoft\.com(?:\.edgesuite\.net)?\/pr\/$/i },
  { why: 'payload of a profile; it must stay for updates', before: /PayloadUUID["'<>/\w\s:=]{0,24}$/i },
  { why: 'template', before: /Template(?:Id)?["'\s:=(]{1,6}$/i },
];
