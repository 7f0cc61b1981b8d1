import type { Catalog } from '../../model/policy-type.js';
import { startSimulator, type Simulator } from '../simulator.js';
import type { SimulatedTenant, TenantOptions } from '../simulated-tenant.js';
import { contosoAccess } from './access.js';
import { builtInDefinitions, contosoAdministrativeTemplates } from './administrative-templates.js';
import { contosoApps, contosoProtection } from './apps.js';
import { baselineTemplate, contosoCatalogPolicies } from './catalog-policies.js';
import { contosoCertificates } from './certificates.js';
import { contosoCompliance } from './compliance.js';
import { contosoDevices, contosoUpdates } from './devices.js';
import { contosoDirectory, contosoMembers, contosoTenant, contosoTenantObjects } from './directory.js';
import { contosoDefaults, contosoEnrollment } from './enrollment.js';
import { fabrikamObjects, fabrikamTenant } from './fabrikam.js';
import { contosoNetworks } from './networks.js';
import { contosoScripts, microsoftRemediation } from './scripts.js';
import type { Placed } from './words.js';

/** Everything of the source tenant, what is pointed at before what points at it. */
export const contosoObjects: readonly Placed[] = [
  ...contosoDirectory, ...contosoTenantObjects, ...contosoCertificates, ...contosoApps, ...contosoNetworks, ...contosoDevices, ...contosoUpdates, ...contosoScripts, ...contosoCatalogPolicies,
  ...contosoAdministrativeTemplates, ...contosoCompliance, ...contosoProtection, ...contosoEnrollment, ...contosoAccess,
];

/**
 * Starts the two tenants of the demo on loopback: `contoso`, the source, full of policies, and `fabrikam`, the destination,
 * with a few twins and connectors of its own.
 */
export async function startDemoTenants(options: { catalog: Catalog; port?: number; clock?: () => number; contoso?: TenantOptions; fabrikam?: TenantOptions }): Promise<Simulator> {
  const clock = options.clock === undefined ? {} : { clock: options.clock };
  const simulator = await startSimulator({
    catalog: options.catalog,
    ...(options.port === undefined ? {} : { port: options.port }),
    tenants: { contoso: { ...contosoTenant, ...clock, options: options.contoso ?? {} }, fabrikam: { ...fabrikamTenant, ...clock, options: { knownSettings: true, ...options.fabrikam } } },
  });
  try {
    teachCloud(simulator.tenant('contoso'));
    fillContoso(simulator.tenant('contoso'));
    fillFabrikam(simulator.tenant('fabrikam'));
    return simulator;
  } catch (error) {
    await simulator.stop();
    throw error;
  }
}

/** Built-in things that the demo's policies point at: the same in every tenant of a cloud. */
export function teachCloud(tenant: SimulatedTenant): void {
  const { cloud } = tenant.data;
  for (const { path, object } of builtInDefinitions) cloud.learn(path, object);
  cloud.learn('deviceManagement/configurationPolicyTemplates', { id: baselineTemplate.id, baseId: baselineTemplate.id.slice(0, -2), version: 1, displayName: 'Security Baseline for Windows', displayVersion: 'Version 1', templateFamily: 'baseline', lifecycleState: 'active' });
  cloud.learn(`deviceManagement/configurationPolicyTemplates('${baselineTemplate.id}')/settingTemplates`, {
    id: '0',
    settingInstanceTemplate: {
      '@odata.type': '#microsoft.graph.deviceManagementConfigurationChoiceSettingInstanceTemplate', settingDefinitionId: 'device_vendor_msft_policy_config_abovelock_allowtoasts', settingInstanceTemplateId: baselineTemplate.instance, isRequired: false,
      choiceSettingValueTemplate: { settingValueTemplateId: baselineTemplate.value },
    },
  });
  // Microsoft's own remediations are in every tenant, whatever somebody made of them
  cloud.learn('deviceManagement/deviceHealthScripts', { id: microsoftRemediation, displayName: 'Restart stopped Office C2R svc', publisher: 'Microsoft', isGlobalScript: true, version: '1.0', highestAvailableVersion: '1.0' });
}

/** Fills a tenant as the demo's source. */
export function fillContoso(tenant: SimulatedTenant): void {
  for (const { path, object } of contosoObjects) tenant.put(path, object);
  for (const { group, user } of contosoMembers) tenant.data.set('groups').get(group)?.pointers.set('members', [{ path: 'users', id: user }]);
  const enrollment = tenant.data.set('deviceManagement/deviceEnrollmentConfigurations');
  for (const { suffix, members } of contosoDefaults) {
    const found = enrollment.get(`${tenant.data.intuneAccountId}_${suffix}`);
    if (found !== undefined) found.body = { ...found.body, ...members };
  }
}

/** Fills a tenant as the demo's destination. */
export function fillFabrikam(tenant: SimulatedTenant): void {
  for (const { path, object } of fabrikamObjects) tenant.put(path, object);
}
