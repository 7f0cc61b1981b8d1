import { isList, isObject, textAt, type Json, type JsonObject } from '../../../model/json.js';
import { mustSay, readBody } from '../check-body.js';
import { checkTarget, targetKey } from '../check-target.js';
import { okWith, type Answer } from '../answer.js';
import type { Call, Operation } from '../operation.js';
import { badRequest, SimulatorLacks } from '../refusal.js';
import { isDefault } from '../rules/enrollment.js';
import { show } from '../show.js';
import { plainWish } from '../wish.js';
import { store } from '../write.js';

/** How the assign action of some sets is called: body member, and what the service leaves out (graph-intune.md 7.2). */
interface AssignFacts {
  readonly on: readonly string[];
  readonly as: readonly string[];
  /** Needs a cast in front. */
  readonly cast?: string;
  /** Answers with the collection. */
  readonly returns?: true;
  readonly groupsOnly?: true;
  readonly noFilters?: true;
}

/** The assignment settings that belong to an app's type are named after it; others are refused (graph-intune.md 7.19). */
function checkSettings(app: string, settings: Json | undefined): void {
  const said = isObject(settings) ? textAt(settings, '@odata.type') : undefined;
  if (said === undefined) return;
  const of = said.replace(/^#microsoft\.graph\./u, '').replace(/(App)?AssignmentSettings$/u, '').replace(/Ddm/u, '').toLowerCase();
  if (!app.toLowerCase().startsWith(of) && !(of === 'win32lob' && app === 'win32CatalogApp')) throw badRequest(`'${said}' are no assignment settings of a ${app}.`);
}

const dm = (...names: string[]): string[] => names.map((name) => `deviceManagement/${name}`);
const dam = (...names: string[]): string[] => names.map((name) => `deviceAppManagement/${name}`);

export const assignFacts: readonly AssignFacts[] = [
  { on: dm('deviceConfigurations', 'deviceCompliancePolicies', 'compliancePolicies', 'configurationPolicies', 'inventoryPolicies', 'groupPolicyConfigurations', 'roleScopeTags', 'resourceAccessProfiles'), as: ['assignments'], returns: true },
  { on: dm('intents', 'intuneBrandingProfiles', 'virtualEndpoint/provisioningPolicies', 'virtualEndpoint/userSettings'), as: ['assignments'] },
  { on: dm('windowsFeatureUpdateProfiles', 'windowsQualityUpdateProfiles', 'windowsQualityUpdatePolicies', 'windowsDriverUpdateProfiles'), as: ['assignments'], groupsOnly: true, noFilters: true },
  { on: dm('deviceManagementScripts', 'deviceShellScripts', 'deviceCustomAttributeShellScripts'), as: ['deviceManagementScriptAssignments', 'deviceManagementScriptGroupAssignments'] },
  { on: dm('deviceHealthScripts', 'deviceComplianceScripts'), as: ['deviceHealthScriptAssignments'] },
  { on: dm('deviceEnrollmentConfigurations'), as: ['enrollmentConfigurationAssignments'] },
  { on: dm('embeddedSIMActivationCodePools'), as: ['assignments'], returns: true },
  { on: dm('hardwareConfigurations'), as: ['hardwareConfigurationAssignments'], returns: true },
  { on: dam('mobileApps'), as: ['mobileAppAssignments'] },
  { on: dam('mobileAppConfigurations'), as: ['assignments'] },
  { on: dam('iosManagedAppProtections', 'androidManagedAppProtections', 'windowsManagedAppProtections', 'targetedManagedAppConfigurations', 'mdmWindowsInformationProtectionPolicies', 'windowsInformationProtectionPolicies'), as: ['assignments'], groupsOnly: true },
  { on: dam('iosLobAppProvisioningConfigurations'), as: ['iOSLobAppProvisioningConfigAssignments', 'appProvisioningConfigurationGroupAssignments'] },
  { on: dam('managedEBooks'), as: ['managedEBookAssignments'] },
  { on: dam('wdacSupplementalPolicies'), as: ['wdacPolicyAssignments'] },
];

export const assignActions: readonly Operation[] = assignFacts.map((facts) => ({ name: 'assign', method: 'POST', on: facts.on, entity: true, run: (call) => assign(call, facts) }));

function assign({ tenant, collection, entity, body }: Call, facts: AssignFacts): Answer {
  if (entity === undefined) throw badRequest('assign needs an object.');
  const [name] = Object.keys(body);
  const member = facts.as.find((as) => as === name);
  if (member === undefined || Object.keys(body).length !== 1) throw badRequest(`The parameter '${name ?? ''}' in the request payload is not a valid parameter for the operation 'assign'; it takes '${facts.as[0] ?? ''}'.`);
  const items = body[member];
  if (!isList(items)) throw badRequest(`'${member}' must be a list.`);
  if (isDefault(entity.id) || entity.body['isDefaultProfile'] === true) throw badRequest('Assignments of a default configuration cannot be changed.');
  if (entity.body['publishingState'] === 'processing' || entity.body['publishingState'] === 'notPublished') throw badRequest('The app is not published yet and cannot be assigned.');
  const nav = tenant.navigation(entity.type, 'assignments');
  if (nav === undefined || nav.type === '-') throw new SimulatorLacks(`assignments of ${entity.type}`, 'test/generate/kept.ts');
  const incoming = items.map((item) => {
    const read = readBody(item, nav.type, { mode: 'create', mustSay: mustSay(nav.type), inline: () => undefined });
    checkTarget(tenant, read.body['target'], entity.type === 'windowsMicrosoftEdgeApp' ? { ...facts, noFilters: true } : facts);
    if (collection.path === 'deviceAppManagement/mobileApps') checkSettings(entity.type, read.body['settings']);
    return read;
  });
  const targets = incoming.map((item) => targetKey(item.body['target']));
  const twice = targets.find((target, index) => targets.indexOf(target) !== index);
  if (twice !== undefined) throw badRequest(`The target '${twice}' is assigned more than once.`);
  const assignments = tenant.below(entity, collection.path, nav);
  assignments.clear();
  incoming.forEach((item, index) => {
    const rest: JsonObject = { ...item.body };
    delete rest['id'];
    if (item.type.properties.has('source')) rest['source'] = 'direct';
    if (item.type.properties.has('sourceId')) rest['sourceId'] = entity.id;
    store(tenant, assignments, { ...item, body: rest }, false, `${entity.id}_${targets[index] ?? ''}`);
  });
  if (collection.path !== 'deviceManagement/roleScopeTags' && 'isAssigned' in show(tenant, collection, entity, {}, plainWish, false)) entity.body = { ...entity.body, isAssigned: incoming.length > 0 };
  return facts.returns === true ? okWith({ value: assignments.list().map((one) => show(tenant, assignments, one, {}, plainWish, true)) }) : { status: 200 };
}
