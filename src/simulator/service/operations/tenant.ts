import { isList, isObject, objectsAt, textAt, textsAt, type JsonObject } from '../../../model/json.js';
import { noContent, okWith, type Answer } from '../answer.js';
import { readBody } from '../check-body.js';
import { checkTarget } from '../check-target.js';
import type { Call, Operation } from '../operation.js';
import { badRequest, notFound } from '../refusal.js';
import { show } from '../show.js';
import { plainWish } from '../wish.js';
import { change, store } from '../write.js';

const provisioningClient = 'f1346770-5b25-470b-88bd-d5744ab7952c';

/** Actions of several sets that have no better home (graph-intune.md 6, 7.3, 7.6, 7.13, 7.14, 7.20). */
export const tenantOperations: readonly Operation[] = [
  { name: 'windowsPrivacyAccessControls', method: 'POST', on: ['deviceManagement/deviceConfigurations'], entity: true, run: privacyAccessControls },
  {
    name: 'validateFilter',
    method: 'POST',
    on: ['deviceManagement/assignmentFilters'],
    entity: false,
    run({ body }) {
      const filter = body['deviceAndAppManagementAssignmentFilter'];
      if (!isObject(filter) || textAt(filter, 'rule') === undefined) throw badRequest("'deviceAndAppManagementAssignmentFilter' with a rule is required.");
      return okWith({ isValid: true, message: null });
    },
  },
  {
    name: 'getRoleScopeTagsById',
    method: 'POST',
    on: ['deviceManagement/roleScopeTags'],
    entity: false,
    run({ tenant, collection, body }) {
      const value = textsAt(body, 'roleScopeTagIds').flatMap((id) => collection.get(id) ?? []).map((tag) => show(tenant, collection, tag, {}, plainWish, true));
      return okWith({ value });
    },
  },
  {
    name: 'updateAllowedCombinations',
    method: 'POST',
    on: ['identity/conditionalAccess/authenticationStrength/policies'],
    entity: true,
    run({ entity, body }) {
      const wanted = textsAt(body, 'allowedCombinations');
      if (entity === undefined || entity.body['policyType'] === 'builtIn') throw badRequest('A built-in authentication strength cannot be changed.');
      if (wanted.length === 0) throw badRequest("'allowedCombinations' must not be empty.");
      const previousCombinations = entity.body['allowedCombinations'] ?? [];
      entity.body = { ...entity.body, allowedCombinations: wanted };
      return okWith({ currentCombinations: wanted, previousCombinations, conditionalAccessReferences: [], additionalInformation: '' });
    },
  },
  { name: 'hasCustomRoleScopeTag', method: 'GET', on: ['deviceManagement/roleScopeTags'], entity: false, run: ({ collection }) => okWith({ value: collection.size > 1 }) },
  { name: 'update', method: 'POST', on: ['deviceAppManagement/policySets'], entity: true, run: updatePolicySet },
  { name: 'reorder', method: 'POST', on: ['deviceManagement/configurationPolicies'], entity: true, run: reorder },
  { name: 'setEnrollmentTimeDeviceMembershipTarget', method: 'POST', on: ['deviceManagement/configurationPolicies', 'deviceManagement/androidDeviceOwnerEnrollmentProfiles'], entity: true, run: setMembershipTarget },
  {
    name: 'retrieveEnrollmentTimeDeviceMembershipTarget',
    method: 'GET',
    on: ['deviceManagement/configurationPolicies', 'deviceManagement/androidDeviceOwnerEnrollmentProfiles'],
    entity: true,
    run: ({ entity }) => okWith({ enrollmentTimeDeviceMembershipTargetValidationStatuses: (entity?.pointers.get('enrollmentTimeTargets') ?? []).map(({ id }) => ({ targetId: id })), validationSucceeded: true }),
  },
  {
    name: 'retrieveOperationsRequiringApproval',
    method: 'GET',
    on: ['deviceManagement/operationApprovalPolicies'],
    entity: false,
    run: ({ tenant }) => okWith({ value: tenant.approvalFor.map((prefix) => ({ policyType: 'unknown', policyPlatform: 'notApplicable', category: prefix })) }),
  },
];

function privacyAccessControls({ tenant, collection, entity, body }: Call): Answer {
  const nav = entity === undefined ? undefined : tenant.navigation(entity.type, 'privacyAccessControls');
  const items = body['windowsPrivacyAccessControls'];
  if (entity === undefined || nav === undefined || !isList(items)) throw badRequest("'windowsPrivacyAccessControls' must be a list, on a windows10GeneralConfiguration.");
  const incoming = items.map((item) => readBody(item, nav.type, { mode: 'create', mustSay: false, inline: () => undefined }, 'windowsPrivacyAccessControls'));
  const child = tenant.below(entity, collection.path, nav);
  child.clear();
  for (const item of incoming) store(tenant, child, item, false);
  return noContent;
}

/** Assignments and items of a policy set, which a PATCH does not take (graph-intune.md 7.20). */
function updatePolicySet({ tenant, collection, entity, body }: Call): Answer {
  if (entity === undefined) throw badRequest('There is no policy set.');
  for (const [member, field] of [['assignments', 'assignments'], ['addedPolicySetItems', 'items']] as const) {
    const nav = tenant.navigation(entity.type, field);
    const items = body[member];
    if (items === undefined || nav === undefined) continue;
    if (!isList(items)) throw badRequest(`'${member}' must be a list.`);
    const child = tenant.below(entity, collection.path, nav);
    const incoming = items.map((item) => readBody(item, nav.type, { mode: 'create', mustSay: field === 'items', inline: () => undefined }, member));
    if (field === 'assignments') child.clear();
    if (field === 'assignments') for (const item of incoming) checkTarget(tenant, item.body['target'], {});
    for (const item of incoming) store(tenant, child, item, false);
  }
  for (const item of objectsAt(body, 'updatedPolicySetItems')) {
    const items = entity.children.get('items');
    const was = items?.list().find((one) => one.body['payloadId'] === item['payloadId']);
    if (items === undefined || was === undefined || item['id'] !== undefined) throw badRequest('A changed item is known by its payload.');
    change(tenant, items, was, item, false);
  }
  const nav = tenant.navigation(entity.type, 'items');
  for (const id of textsAt(body, 'deletedPolicySetItems')) {
    if (nav === undefined || !tenant.below(entity, collection.path, nav).remove(id, tenant.now())) throw notFound(`The policy set item '${id}' does not exist.`);
  }
  return noContent;
}

function reorder({ entity, body }: Call): Answer {
  const priority = body['priority'];
  if (entity === undefined || typeof priority !== 'number') throw badRequest("'priority' is required.");
  const meta: JsonObject = { priority };
  entity.body = { ...entity.body, priorityMetaData: meta };
  return noContent;
}

/** Device preparation: one static group that the provisioning client owns (graph-intune.md 7.6). */
function setMembershipTarget({ tenant, entity, body }: Call): Answer {
  const targets = body['enrollmentTimeDeviceMembershipTargets'];
  if (entity === undefined || !isList(targets)) throw badRequest("'enrollmentTimeDeviceMembershipTargets' must be a list.");
  const ids = targets.map((target) => {
    if (!isObject(target) || target['targetType'] !== 'staticSecurityGroup') throw badRequest("A target needs the type 'staticSecurityGroup' and an id.");
    return textAt(target, 'targetId') ?? '';
  });
  // the service answers 200 with its verdict, and changes nothing where that is false
  const statuses = ids.map((id): JsonObject => {
    const group = tenant.set('groups').get(id);
    const owners = (group?.pointers.get('owners') ?? []).flatMap((pointer) => tenant.follow(pointer) ?? []);
    const code = group === undefined || !tenant.sees(group) ? 'securityGroupNotFound' : textsAt(group.body, 'groupTypes').length > 0 ? 'notStaticSecurityGroup' : owners.some((owner) => owner.entity.body['appId'] === provisioningClient) ? undefined : 'firstPartyAppNotAnOwner';
    return code === undefined ? { targetId: id } : { targetId: id, targetValidationErrorCode: code };
  });
  const validationSucceeded = statuses.every((status) => status['targetValidationErrorCode'] === undefined);
  if (validationSucceeded) entity.pointers.set('enrollmentTimeTargets', ids.map((id) => ({ path: 'groups', id })));
  return okWith({ validationSucceeded, enrollmentTimeDeviceMembershipTargetValidationStatuses: statuses });
}
