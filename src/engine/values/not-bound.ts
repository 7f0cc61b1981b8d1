import type { Place } from './place.js';
import { isPortableGuid } from './well-known.js';

/**
 * Why a GUID that looks like a tenant's own is the same everywhere, or the policy's own affair; undefined where nothing says
 * so (real-exports.md 4). `before` and `after` are the few characters around it.
 */
export function notBound(guid: string, place: Place, before: string, after: string): string | undefined {
  const known = isPortableGuid(guid.toLowerCase());
  if (known !== undefined) return known;
  // ids of tenants are random (version 4); those made of a clock and a network card are the classes and interfaces of software
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-[89ab]/i.test(guid)) return 'made by a clock: a class or interface of software';
  if (place.names.length === 0) {
    const member = portableMembers.get(place.member.toLowerCase());
    if (member !== undefined) return member;
  }
  const inner = place.names.at(-1) ?? '';
  // an OMA-URI says by itself what the GUID in it is
  const setting = place.member === 'omaUri' ? before : place.label;
  for (const { why, label, name } of portableSettings) {
    if (label?.test(setting) === true || name?.test(inner) === true) return why;
  }
  for (const { why, before: lead, after: trail } of portableNeighbors) {
    if (lead.test(before) && (trail === undefined || trail.test(after))) return why;
  }
  return undefined;
}

const payload = 'payload of a profile; it must stay for updates';

/** Members whose GUIDs Microsoft, Apple or a software maker gave, or that live inside one policy; by name in lower case. */
const portableMembers: ReadonlyMap<string, string> = new Map(
  Object.entries({
    id: 'id of the object or of a part of it; the service gives new ones',
    settinginstancetemplateid: 'settings catalog template part',
    settingvaluetemplateid: 'settings catalog template part',
    templateid: 'policy template',
    baselineid: 'policy template',
    creationsource: 'baseline template the policy was made of',
    settingdefinitionid: 'setting definition',
    definitionid: 'setting definition',
    categoryid: 'settings category',
    'definition@odata.bind': 'policy definition; the references know those of uploaded ones',
    'presentation@odata.bind': 'policy presentation; the references know those of uploaded ones',
    '#definition_id': 'policy definition',
    '#presentation_id': 'policy presentation',
    roletemplateid: 'directory role template',
    includeroles: 'directory role template',
    excluderoles: 'directory role template',
    serviceplanid: 'service plan',
    skuid: 'licence',
    disabledplans: 'service plan',
    payloaduuid: payload,
    payloadidentifier: payload,
    networkname: 'name the service gave a network',
    profileid: 'kiosk profile inside the policy',
    createdbyappid: 'app that created the object',
    managementserviceappid: 'app of the service',
    version: 'version stamp',
    productcode: 'product code',
    upgradecode: 'upgrade code',
    msiproductcode: 'product code',
    productid: 'product id',
    productids: 'product id',
    packageidentifier: 'product id',
    filehash: 'hash',
    aaguid: 'authenticator model',
    allowedaaguids: 'authenticator model',
    aaguids: 'authenticator model',
    moreinfourl: 'link',
    '@odata.type': 'type',
    '@odata.': 'stray annotation of the portal',
    classguid: 'device setup class',
    secretreferencevalueid: 'reference of the service to a masked value',
  }),
);

/** Settings, and names inside XML, JSON and plist, whose GUIDs are the same everywhere or mean something inside the policy only. */
const portableSettings: readonly { readonly why: string; readonly label?: RegExp; readonly name?: RegExp }[] = [
  { why: 'device setup class', label: /device(?:setup|install_)?_?classes|matchingdevicesetupclasses/i },
  { why: 'device instance', label: /matchingdevice(?:instance)?ids/i },
  { why: 'credential provider', label: /credentialprovider|deviceunlock_group[ab]|DeviceUnlock\/Group[AB]/i },
  { why: 'attack surface reduction rule', label: /attacksurfacereduction/i },
  { why: 'rule of AppLocker or application control', label: /AppLocker\/|applicationcontrol|appcontrol/i },
  { why: 'extension or product code', label: /extension(?:install|settings)|forcelist|enterprisedesktopappmanagement/i },
  { why: 'layout of the start menu', label: /start_?(?:menu_?)?layout/i },
  { why: 'rule inside the policy', label: /DeviceControl\/Policy(?:Groups|Rules)|devicecontrol_policy(?:groups|rules)/i },
  { why: 'trace provider of Windows', label: /diagnosticlog(?:csp)?[_/]/i },
  { why: 'rule inside the policy', name: /^(?:File(?:Path|Hash|Publisher)Rule|RuleCollection|PolicyRule|Group|Entry|PolicyEntry|Rule)@(?:Id|RuleCollectionId)$/i },
  { why: 'rule inside the policy', name: /^(?:PolicyID|BasePolicyID|PolicyTypeID|PlatformID|SupplementalPolicyID|GroupId|IncludedIdList|ExcludedIdList)$/i },
  { why: payload, name: /(?:^|\/)Payload\w{0,40}(?:UUID|Identifier)$/i },
  { why: 'kiosk profile inside the policy', name: /^(?:Profile|DefaultProfile)@(?:Id|ProfileId)$/i },
  { why: 'product code', name: /(?:^|\/)(?:productCode|upgradeCode|MsiProductCode|ProductID)$/i },
  { why: 'event or trace provider', name: /(?:^|[/@])(?:Provider|Guid)$/ },
  { why: 'configuration of Office', name: /^Configuration@ID$/i },
  { why: 'template', name: /(?:^|\/)templateId$/i },
];

/** What stands directly before a GUID when it is a maker's. */
const portableNeighbors: readonly { readonly why: string; readonly before: RegExp; readonly after?: RegExp }[] = [
  { why: 'product code', before: /(?:msiexec[^]{0,50}[\s'"]|\/[xi]\s?["']?|Uninstall\\{1,2}|Installer\\{1,2}(?:Products|UserData)\\{1,2}|\/MSI\/|ProductCode\W{1,6})\{?$/i },
  { why: 'class of Windows', before: /(?:CLSID[\\:]{0,2}|shell:{1,3}|(?:Interface|TypeLib|Extensions|FolderDescriptions|Class|NameSpace|Handlers|Providers?|KnownFolders?|Installed Components)\\{1,2})\{?$/i },
  { why: 'update channel of Office', before: /officecdn\.microsoft\.com(?:\.edgesuite\.net)?\/pr\/$/i },
  { why: payload, before: /Payload\w{0,20}(?:UUID|Identifier)["'<>/\w\s:=.-]{0,40}$/i },
  { why: 'template', before: /Template(?:Id)?["'\s:=(]{1,6}$/i },
  { why: 'service plan', before: /servicePlanId\s{1,3}-(?:eq|ne)\s{1,3}["']$/i },
  { why: 'app of Microsoft', before: /(?:mdmAppId|deviceManagementAppId)\s{1,3}-(?:eq|ne)\s{1,3}["']$/i },
  { why: 'class of Windows', before: /\bGuid(?:Attribute)?\(\s?["']$/i },
  { why: 'power plan of Windows', before: /powercfg[^]{0,50}\s$/i },
  { why: 'volume of Windows', before: /Volume\{$/i },
];
