import { isA } from '../../schema/model.js';
import type { Rule } from '../rule.js';
import { accessRules } from './access.js';
import { agreementRules } from './agreements.js';
import { appRules } from './apps.js';
import { appleEnrollmentRules } from './apple-enrollment.js';
import { eachAssignmentRules } from './autopilot.js';
import { brandingRules } from './branding.js';
import { complianceRules } from './compliance.js';
import { enrollmentRules } from './enrollment.js';
import { groupRules, principalRules } from './groups.js';
import { intentRules } from './intents.js';
import { lockRules } from './locks.js';
import { notificationRules } from './notifications.js';
import { policySetRules } from './policy-sets.js';
import { roleRules } from './roles.js';
import { scopeTagRules } from './scope-tags.js';
import { secretSettingRules } from './secret-settings.js';
import { secretRules } from './secrets.js';
import { settingDefinitionRules } from './setting-definitions.js';
import { settingsCatalogRules } from './settings-catalog.js';
import { templateRules } from './templates.js';
import { uploadedAdmxRules } from './uploaded-admx.js';

const rules: readonly Rule[] = [
  ...scopeTagRules, ...complianceRules, ...enrollmentRules, ...intentRules, ...secretRules, ...secretSettingRules, ...settingDefinitionRules, ...templateRules, ...settingsCatalogRules, ...appleEnrollmentRules, ...groupRules, ...principalRules,
  ...notificationRules, ...roleRules, ...appRules, ...eachAssignmentRules, ...accessRules, ...agreementRules, ...brandingRules, ...uploadedAdmxRules, ...policySetRules, ...lockRules,
];

const byPath = new Map<string, readonly Rule[]>();

/** The rules for objects of a type in a set, in the order they are asked. */
export function rulesFor(path: string, type: string): readonly Rule[] {
  const key = `${path} ${type}`;
  const known = byPath.get(key);
  if (known !== undefined) return known;
  const found = rules.filter((rule) => (rule.on?.includes(path) ?? true) && (rule.types?.some((base) => isA(type, base)) ?? true));
  byPath.set(key, found);
  return found;
}
