import { isList, isObject, objectAt, textAt, textsAt, type Json, type JsonObject } from '../../../model/json.js';
import type { Tenant } from '../../tenant/tenant.js';
import { Refusal } from '../refusal.js';
import type { Rule } from '../rule.js';
import { visibleBody } from '../show.js';

const emptyGuid = '00000000-0000-0000-0000-000000000000';

/** Conditional access: required parts, ids that exist, shapes that are given and refused (graph-intune.md 13.3, 13.4). */
export const accessRules: readonly Rule[] = [
  {
    on: ['identity/conditionalAccess/policies'],
    create({ tenant, incoming, seed }) {
      if (seed) learnRoles(tenant, incoming.body);
      else {
        checkObsolete(incoming.body);
        check(tenant, incoming.body);
      }
      incoming.body['conditions'] = withDefaults(objectAt(incoming.body, 'conditions') ?? {});
      expandStrength(tenant, incoming.body);
    },
    change({ tenant, incoming, entity, seed }) {
      // the stored strength is the whole one, which a request may not send
      const grant = incoming.body['grantControls'] === undefined ? { grantControls: reduced(entity.body['grantControls'] ?? null) } : {};
      if (!seed) {
        checkObsolete(incoming.body);
        check(tenant, { ...entity.body, ...grant, ...incoming.body });
      }
      expandStrength(tenant, incoming.body);
    },
  },
  {
    on: ['identity/conditionalAccess/authenticationStrength/policies'],
    change({ incoming }) {
      // graph-intune.md 8
      if (incoming.body['allowedCombinations'] !== undefined) throw refuse(1007, "'allowedCombinations' is changed by updateAllowedCombinations.");
    },
  },
  {
    on: ['identity/conditionalAccess/namedLocations'],
    create({ incoming, seed }) {
      if (seed || incoming.type.name !== 'ipNamedLocation') return;
      const ranges = incoming.body['ipRanges'];
      if (!isList(ranges) || ranges.length === 0) throw refuse(1008, 'ipRanges must hold at least one range.');
      for (const range of ranges) {
        const address = isObject(range) ? (textAt(range, 'cidrAddress') ?? '') : '';
        if (!/^[0-9a-f.:]+\/\d{1,3}$/iu.test(address)) throw refuse(1009, `'${address}' is no CIDR range.`);
      }
    },
  },
];

function check(tenant: Tenant, body: JsonObject): void {
  const conditions = objectAt(body, 'conditions') ?? {};
  const users = objectAt(conditions, 'users');
  const client = objectAt(conditions, 'clientApplications');
  const apps = objectAt(conditions, 'applications');
  if (apps === undefined) throw refuse(1031, 'Policy must specify applications.');
  if (users === undefined && client === undefined) throw refuse(1030, 'Policy must specify users.');
  const grant = objectAt(body, 'grantControls');
  if (grant === undefined && objectAt(body, 'sessionControls') === undefined) throw refuse(1034, 'Policy must specify at least one grant or session control.');
  if (objectAt(body, 'sessionControls')?.['disableResilienceDefaults'] === false) throw refuse(1007, "'disableResilienceDefaults' takes true or null.");
  checkUsers(tenant, users ?? {});
  checkApps(tenant, apps);
  const known = (path: string, id: string): boolean => tenant.set(path).get(id) !== undefined;
  const locations = objectAt(conditions, 'locations') ?? {};
  for (const id of [...textsAt(locations, 'includeLocations'), ...textsAt(locations, 'excludeLocations')]) {
    if (!['All', 'AllTrusted', emptyGuid].includes(id) && !known('identity/conditionalAccess/namedLocations', id)) throw refuse(1040, `NamedLocation with id ${id} does not exist in the directory.`);
  }
  for (const id of textsAt(grant ?? {}, 'termsOfUse')) if (!known('identityGovernance/termsOfUse/agreements', id)) throw refuse(1041, `Terms of use with id ${id} does not exist in the directory.`);
  const strength = objectAt(grant ?? {}, 'authenticationStrength');
  if (strength === undefined) return;
  const id = textAt(strength, 'id') ?? '';
  if (Object.entries(strength).some(([name, value]) => name !== 'id' && value !== null && !(isList(value) && value.length === 0))) throw refuse(1007, "'authenticationStrength' takes its 'id' alone.");
  if (!known('identity/conditionalAccess/authenticationStrength/policies', id)) throw refuse(1042, `Authentication strength with id ${id} does not exist.`);
}

/** Given by answers and refused in requests, whatever it holds (intune-objects.md 2.20). */
function checkObsolete(body: JsonObject): void {
  if ('deviceStates' in (objectAt(body, 'conditions') ?? {})) throw refuse(1007, "'deviceStates' is obsolete.");
}

function checkUsers(tenant: Tenant, users: JsonObject): void {
  const kinds = [['Users', 'users', 'User', ['All', 'None', 'GuestsOrExternalUsers']], ['Groups', 'groups', 'Group', []], ['Roles', 'roleManagement/directory/roleDefinitions', 'Role', []]] as const;
  let included = objectAt(users, 'includeGuestsOrExternalUsers') === undefined ? 0 : 1;
  for (const [member, path, name, words] of kinds) {
    included += textsAt(users, `include${member}`).length;
    for (const id of [...textsAt(users, `include${member}`), ...textsAt(users, `exclude${member}`)]) {
      const found = words.some((word) => word === id) || tenant.set(path).get(id) !== undefined;
      if (!found) throw refuse(1014, `${name} with id ${id} does not exist in the directory.`);
    }
  }
  if (included === 0) throw refuse(1030, 'Policy must include users, groups or roles.');
}

function checkApps(tenant: Tenant, apps: JsonObject): void {
  const ids = new Set(tenant.set('servicePrincipals').list().map((principal) => textAt(principal.body, 'appId')?.toLowerCase()));
  for (const id of [...textsAt(apps, 'includeApplications'), ...textsAt(apps, 'excludeApplications')]) {
    if (!['All', 'None', 'Office365', 'MicrosoftAdminPortals'].includes(id) && !ids.has(id.toLowerCase())) throw refuse(1011, `Application with id ${id} does not exist in the directory.`);
  }
  for (const id of textsAt(apps, 'includeAuthenticationContextClassReferences')) {
    if (tenant.set('identity/conditionalAccess/authenticationContextClassReferences').get(id) === undefined) throw refuse(1043, `Authentication context ${id} does not exist.`);
  }
}

/** The answer carries the whole strength, which a request may not (graph-intune.md 13.3). */
function expandStrength(tenant: Tenant, body: JsonObject): void {
  const grant = objectAt(body, 'grantControls');
  const id = grant === undefined ? undefined : textAt(objectAt(grant, 'authenticationStrength') ?? {}, 'id');
  const strengths = tenant.set('identity/conditionalAccess/authenticationStrength/policies');
  const found = id === undefined ? undefined : strengths.get(id);
  if (grant === undefined || found === undefined) return;
  const combinations = found.children.get('combinationConfigurations')?.list().map((one) => ({ id: one.id, ...one.body })) ?? [];
  body['grantControls'] = { ...grant, authenticationStrength: { ...visibleBody(strengths, found, false), combinationConfigurations: combinations } };
}

function reduced(grant: Json): Json {
  const strength = isObject(grant) ? grant['authenticationStrength'] : undefined;
  return isObject(grant) && isObject(strength) ? { ...grant, authenticationStrength: { id: strength['id'] ?? null } } : grant;
}

function withDefaults(conditions: JsonObject): JsonObject {
  const types = textsAt(conditions, 'clientAppTypes');
  return { ...conditions, clientAppTypes: types.length === 0 ? ['all'] : types };
}

/** Role templates are the same everywhere: those a policy of old names are known to the service. */
function learnRoles(tenant: Tenant, body: JsonObject): void {
  const users = objectAt(objectAt(body, 'conditions') ?? {}, 'users') ?? {};
  for (const id of [...textsAt(users, 'includeRoles'), ...textsAt(users, 'excludeRoles')]) {
    if (!/^[0-9a-f-]{36}$/iu.test(id)) continue;
    const displayName = `Role ${id.slice(0, 8)}`;
    tenant.cloud.learn('roleManagement/directory/roleDefinitions', { id, templateId: id, displayName, isBuiltIn: true, isEnabled: true });
    tenant.cloud.learn('directoryRoleTemplates', { id, displayName });
  }
}

function refuse(number: number, message: string): Refusal {
  return new Refusal(400, 'BadRequest', `${number}: ${message}`, { dress: 'Graph' });
}
