import type { RuleText } from '../rules.js';
import { links } from './links.js';

/** GAP-LICENSE, GAP-LIMIT, GAP-ACCESS: what the tenants allow. */
export const access = {
  licenseMissing: {
    title: 'The destination lacks a license that a policy needs',
    severity: 'blocker', effort: 'days', certainty: 'documented', moment: 'before', owner: 'destination admin',
    consequence: 'The service refuses the policy, or accepts it without effect.',
    remedy: ['Buy or assign the license named in the finding.', 'Or leave the policy out.'],
    link: links.licenses,
  },
  featureMissing: {
    title: 'The destination does not offer this kind of object',
    severity: 'blocker', effort: 'days', certainty: 'proven', moment: 'before', owner: 'destination admin',
    consequence: 'Objects of this kind cannot be created there.',
    remedy: ['Check the license and switch the feature on.', 'Or leave the kind out of the plan.'],
    link: links.licenses,
  },
  connectorMissing: {
    title: 'A connector is missing in the destination',
    severity: 'high', effort: 'days', certainty: 'proven', moment: 'before', owner: 'destination admin',
    consequence: 'Policies that rely on it arrive but have no effect.',
    remedy: ['Set the connector up before the cut-over.', 'Check its state in the admin center.'],
  },
  mdmAuthority: {
    title: 'Intune is not the management authority of the destination',
    severity: 'blocker', effort: 'hours', certainty: 'proven', moment: 'before', owner: 'destination admin',
    consequence: 'No device can enroll.',
    remedy: ['Set the MDM authority to Intune.'],
    link: links.mdmAuthority,
  },
  cloudDiffers: {
    title: 'The tenants live in different clouds',
    severity: 'high', effort: 'days', certainty: 'proven', moment: 'before', owner: 'consultant',
    consequence: 'National clouds lack features and use other addresses. Some objects will be refused.',
    remedy: ['Read the list of features of the destination cloud.', 'Try the import with a few objects first.'],
  },
  limitReached: {
    title: 'The destination would exceed a limit of the service',
    severity: 'blocker', effort: 'hours', certainty: 'documented', moment: 'before', owner: 'destination admin',
    consequence: 'The last objects would be refused.',
    remedy: ['Remove what is not needed in the destination, or leave objects out of the plan.'],
  },
  limitNear: {
    title: 'The destination comes close to a limit of the service',
    severity: 'low', effort: 'hours', certainty: 'documented', moment: 'after', owner: 'destination admin',
    consequence: 'There is little room for new objects after the move.',
    remedy: ['Plan a clean-up.'],
  },
  tooLarge: {
    title: 'An object is larger than the service takes',
    severity: 'blocker', effort: 'hours', certainty: 'documented', moment: 'before', owner: 'app owner',
    consequence: 'The service refuses it.',
    remedy: ['Split the script or the payload.'],
    link: links.scripts,
  },
  sourceScopeMissing: {
    title: 'The app lacks a permission in the source',
    severity: 'high', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'source admin',
    consequence: 'The kinds named in the finding cannot be read.',
    remedy: ['Grant one of the permissions named in the finding and consent to it.'],
    link: links.graphPermissions,
  },
  destinationScopeMissing: {
    title: 'The app lacks a permission in the destination',
    severity: 'blocker', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'destination admin',
    consequence: 'The objects named in the finding cannot be written.',
    remedy: ['Grant one of the permissions named in the finding and consent to it.'],
    link: links.graphPermissions,
  },
  approvalRequired: {
    title: 'The destination asks a second administrator to approve changes',
    severity: 'high', effort: 'hours', certainty: 'proven', moment: 'cut-over', owner: 'destination admin',
    consequence: 'Each write waits for an approval. The import parks such objects and goes on with the others.',
    remedy: ['Arrange for approvers during the import.', 'Run the import again after they have approved.'],
    link: links.approval,
  },
  roleTooNarrow: {
    title: 'The role of the signed-in account covers only a part of the tenant',
    severity: 'high', effort: 'minutes', certainty: 'inferred', moment: 'before', owner: 'source admin',
    consequence: 'Objects with other scope tags are not listed. They look as if they did not exist.',
    remedy: ['Sign in with an app, or with a role without scope limits, and export again.'],
    link: links.rbac,
  },
} satisfies Record<string, RuleText>;
