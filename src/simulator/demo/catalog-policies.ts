import type { JsonObject } from '../../model/json.js';
import { sidOf } from '../service/rules/groups.js';
import { contosoTenant } from './directory.js';
import { choice, groups, integer, reference, references, secret, setting, templated, text, texts } from './settings.js';
import { base64, placed, wordsOf, type Placed } from './words.js';

const words = wordsOf('contoso');
const csp = 'device_vendor_msft_policy_config';
const oneDrive = `${csp}_onedrivengscv2~policy~onedrivengsc`;
const users = `${csp}_localusersandgroups_configure_groupconfiguration_accessgroup`;
const preparation = 'enrollment_autopilot_dpp';

interface Made {
  readonly name: string;
  readonly settings: readonly JsonObject[];
  readonly assignments?: readonly JsonObject[];
  readonly description?: string;
  readonly platforms?: string;
  readonly technologies?: string;
  readonly tags?: readonly string[];
  readonly template?: readonly [id: string, family: string, name: string];
}

function policy({ name, settings, assignments = [], description = '', platforms = 'windows10', technologies = 'mdm', tags = ['0'], template }: Made): JsonObject {
  return {
    name, description, platforms, technologies, roleScopeTagIds: [...tags], settings: settings.map(setting), assignments: [...assignments], isAssigned: assignments.length > 0,
    templateReference: template === undefined ? { templateId: '', templateFamily: 'none' } : { templateId: template[0], templateFamily: template[1], templateDisplayName: template[2], templateDisplayVersion: 'Version 1' },
  };
}

/** Template of the demo's baseline: the service returns one of its ids in another case than it takes (graph-intune.md 7.6). */
export const baselineTemplate = { id: '66df8dce-0166-4b82-92f7-1f74e3ca17a3_1', instance: 'C0FFEE00-1111-4AAA-8BBB-222233334444', value: 'C0FFEE00-5555-4AAA-8BBB-666677778888' } as const;

const diskEncryption = ['46ddfc50-d10f-4867-b852-9434254b3bff_1', 'endpointSecurityDiskEncryption', 'BitLocker'] as const;
const firewall = ['19c8aa67-f286-4861-9aa0-f23541d31680_1', 'endpointSecurityFirewall', 'Windows Firewall Rules'] as const;
const antivirus = ['804339ad-1553-4478-a742-138fb5807418_1', 'endpointSecurityAntivirus', 'Microsoft Defender Antivirus'] as const;
const detection = ['0385b795-0f2f-44ac-8602-9f65bf6adede_1', 'endpointSecurityEndpointDetectionAndResponse', 'Endpoint detection and response'] as const;

/** Settings catalog, endpoint security, a baseline, device preparation, and what they share. */
export const contosoCatalogPolicies: readonly Placed[] = [
  ...placed(words, 'deviceManagement/reusablePolicySettings', 'reusable', [
    {
      displayName: 'Head office addresses', description: 'Public addresses of the head office', settingDefinitionId: 'vendor_msft_firewall_mdmstore_dynamickeywords_addresses_{id}',
      settingInstance: groups('vendor_msft_firewall_mdmstore_dynamickeywords_addresses_{id}', [[text('vendor_msft_firewall_mdmstore_dynamickeywords_addresses_{id}_id', `{${words.id('keyword')}}`), texts('vendor_msft_firewall_mdmstore_dynamickeywords_addresses_{id}_addresses', ['203.0.113.0/24', '198.51.100.7'])]]),
    },
    { displayName: 'Linux discovery script', description: '', settingDefinitionId: 'linux_customcompliance_discoveryscript_reusablesetting', settingInstance: text('linux_customcompliance_discoveryscript_reusablesetting', base64('#!/bin/sh\necho \'{"disk":"encrypted"}\'\n')) },
  ]),
  ...placed(words, 'deviceManagement/configurationPolicies', 'catalog', [
    policy({ name: 'OneDrive', description: 'Known folders move silently', assignments: [words.to('All Windows devices'), words.except('Kiosk devices')], settings: [
      choice(`${oneDrive}_kfmoptinnowizard`, '1', [text(`${oneDrive}_kfmoptinnowizard_kfmoptinnowizard_textbox`, contosoTenant.tenantId), choice(`${oneDrive}_kfmoptinnowizard_kfmoptinnowizard_dropdown`, '0')]),
      choice(`${oneDrive}_silentaccountconfig`, '1'),
      choice(`${oneDrive}_allowtenantlist`, '1', [groups(`${oneDrive}_allowtenantlist_allowtenantlistbox`, [[text(`${oneDrive}_allowtenantlist_allowtenantlistbox_key`, contosoTenant.tenantId), text(`${oneDrive}_allowtenantlist_allowtenantlistbox_value`, contosoTenant.tenantId)]])]),
      choice(`${oneDrive}_automountteamsites`, '1', [groups(`${oneDrive}_automountteamsites_automountteamsiteslistbox`, [[text(`${oneDrive}_automountteamsites_automountteamsiteslistbox_key`, 'Handbook'), text(`${oneDrive}_automountteamsites_automountteamsiteslistbox_value`, `tenantId=${contosoTenant.tenantId}&siteId=%7B${words.id('site')}%7D&webId=%7B${words.id('web')}%7D&listId=%7B${words.id('list')}%7D&webUrl=https%3A%2F%2Fcontoso%2Esharepoint%2Ecom%2Fsites%2Fhandbook&version=1`)]])]),
    ] }),
    policy({ name: 'Edge', tags: ['0', '1'], assignments: [words.allUsers()], settings: [
      choice(`${csp}_microsoft_edge~policy~microsoft_edge~startup_homepagelocation`, '1', [text(`${csp}_microsoft_edge~policy~microsoft_edge~startup_homepagelocation_homepagelocation`, 'https://contoso.sharepoint.com')]),
      choice(`${csp}_microsoft_edge~policy~microsoft_edge_managedfavorites`, '1', [text(`${csp}_microsoft_edge~policy~microsoft_edge_managedfavorites_managedfavorites`, '[{"toplevel_name":"Contoso"},{"name":"Help desk","url":"https://help.contoso.com"},{"name":"Intranet","url":"https://contoso.sharepoint.com/sites/home"}]')]),
    ] }),
    policy({ name: 'Sign-in domain', assignments: [words.to('All Windows devices')], settings: [text(`${csp}_authentication_preferredaadtenantdomainname`, 'contoso.com'), choice(`${csp}_camera_allowcamera`, '1')] }),
    policy({ name: 'Local administrators', description: 'A group of the tenant by its SID', assignments: [words.to('All Windows devices', 'Corporate Windows')], settings: [
      groups(`${csp}_localusersandgroups_configure`, [[groups(users, [[choice(`${users}_action`, 'add_update'), { ...choice(`${users}_desc`, '0') }, choice(`${users}_userselectiontype`, 'manual', [texts(`${users}_users`, [sidOf(words.group('Local administrators')), 'AzureAD\\ada.arnold@contoso.com'])])]])]]),
    ] }),
    policy({ name: 'BitLocker', tags: ['0'], technologies: 'mdm', template: diskEncryption, assignments: [words.allDevices('Corporate Windows')], settings: [
      templated(choice('device_vendor_msft_bitlocker_requiredeviceencryption', '1'), words.id('template bitlocker')),
      templated(choice('device_vendor_msft_bitlocker_allowwarningforotherdiskencryption', '0', [choice('device_vendor_msft_bitlocker_allowstandarduserencryption', '1')]), words.id('template warning')),
    ] }),
    policy({ name: 'Firewall rules', technologies: 'mdm,microsoftSense', template: firewall, assignments: [words.to('All Windows devices')], settings: [
      groups('vendor_msft_firewall_mdmstore_firewallrules_{firewallrulename}', [[
        text('vendor_msft_firewall_mdmstore_firewallrules_{firewallrulename}_name', 'Head office only'),
        choice('vendor_msft_firewall_mdmstore_firewallrules_{firewallrulename}_enabled', '1'),
        references('vendor_msft_firewall_mdmstore_firewallrules_{firewallrulename}_remoteaddressdynamickeywords', [words.id('reusable Head office addresses')]),
      ]]),
    ] }),
    policy({ name: 'Defender Antivirus', technologies: 'mdm,microsoftSense', template: antivirus, assignments: [words.to('All Windows devices')], settings: [choice(`${csp}_defender_cloudblocklevel`, '2'), integer(`${csp}_defender_daystoretaincleanedmalware`, 30), texts(`${csp}_defender_excludedextensions`, ['.vhd', '.vmdk'])] }),
    policy({ name: 'Endpoint detection', technologies: 'mdm,microsoftSense', template: detection, assignments: [words.allDevices()], settings: [choice('device_vendor_msft_windowsadvancedthreatprotection_configurationtype', 'autofromconnector', [secret('device_vendor_msft_windowsadvancedthreatprotection_onboarding_fromconnector', 'onboarding blob of the connector')])] }),
    policy({ name: 'Security baseline', template: [baselineTemplate.id, 'baseline', 'Security Baseline for Windows'], assignments: [words.to('Pilot ring')], settings: [
      templated(choice(`${csp}_abovelock_allowtoasts`, '0'), baselineTemplate.instance.toLowerCase(), baselineTemplate.value.toLowerCase()),
      templated(choice(`${csp}_autoplay_turnoffautoplay`, '1'), words.id('template autoplay')),
    ] }),
    policy({ name: 'Device preparation', technologies: 'enrollment', template: ['80d33118-b7b4-40d8-b15f-81be745e053f_1', 'enrollmentConfiguration', 'Device Preparation'], assignments: [words.to('Sales')], settings: [
      choice(`${preparation}_deploymentmode`, '0'),
      choice(`${preparation}_jointype`, '0'),
      texts(`${preparation}_allowedappids`, [JSON.stringify({ id: words.id('app 7-Zip'), type: '#microsoft.graph.win32LobApp' }), JSON.stringify({ id: words.id('app Company Portal'), type: '#microsoft.graph.winGetApp' })]),
      texts(`${preparation}_allowedscriptids`, [words.id('script Set time zone')]),
    ] }),
    policy({ name: 'FileVault (macOS)', platforms: 'macOS', technologies: 'mdm,appleRemoteManagement', assignments: [words.to('Corporate Macs')], settings: [groups('com.apple.mcx.filevault2_com.apple.mcx.filevault2', [[choice('com.apple.mcx.filevault2_enable', '0'), choice('com.apple.mcx.filevault2_defer', 'true')]])] }),
    policy({ name: 'OneDrive (macOS)', platforms: 'macOS', technologies: 'mdm,appleRemoteManagement', assignments: [words.to('Corporate Macs')], settings: [groups('com.apple.managedclient.preferences_com.microsoft.onedrive', [[text('com.apple.managedclient.preferences_kfmsilentoptin', contosoTenant.tenantId), choice('com.apple.managedclient.preferences_openatlogin', 'true')]])] }),
    policy({ name: 'Passcode (iOS)', platforms: 'iOS', technologies: 'mdm,appleRemoteManagement', assignments: [words.to('Corporate iPhones')], settings: [groups('passcode_passcode', [[integer('passcode_minimumlength', 6), choice('passcode_requirecomplexpasscode', 'false')]])] }),
    policy({ name: 'Android work profile', platforms: 'android', technologies: 'android', assignments: [words.allUsers()], settings: [choice('work_profile_crossprofilecopypaste', '0')] }),
    policy({ name: 'Web proxy', description: 'With a password that the service keeps', assignments: [words.to('Berlin office')], settings: [text(`${csp}_networkisolation_enterpriseproxyservers`, 'proxy.contoso.com:8080'), secret(`${csp}_networkisolation_enterpriseproxypassword`, 'not a real password')] }),
    policy({ name: 'Windows Autopatch - Update Policy - Ring1', description: 'Made and kept by Windows Autopatch', assignments: [words.to('All Windows devices')], settings: [choice(`${csp}_update_allowautoupdate`, '2')] }),
    policy({ name: 'Elevation rules', technologies: 'endpointPrivilegeManagement', template: ['cff02aad-51b1-498d-83ad-81161a393f56_1', 'endpointSecurityEndpointPrivilegeManagement', 'Elevation rules policy'], assignments: [words.to('IT')], settings: [groups('device_vendor_msft_policy_privilegemanagement_elevationrules_{elevationrulename}', [[text('device_vendor_msft_policy_elevationclientsettings_name', 'Allow the VPN client'), reference('device_vendor_msft_policy_privilegemanagement_elevationrules_{elevationrulename}_certificatepayloadwithreusablesetting', words.id('reusable Head office addresses'))]])] }),
  ]),
  ...placed(words, 'deviceManagement/compliancePolicies', 'linux', [
    {
      name: 'Linux compliance', description: '', platforms: 'linux', technologies: 'linuxMdm', roleScopeTagIds: ['0'],
      settings: [choice('linux_distribution_alloweddistros_item_$type', 'ubuntu'), choice('linux_customcompliance_required', 'true', [reference('linux_customcompliance_discoveryscript', words.id('reusable Linux discovery script')), text('linux_customcompliance_rules', base64('{"Rules":[{"SettingName":"disk","Operator":"IsEquals","DataType":"String","Operand":"encrypted"}]}'))])].map(setting),
      scheduledActionsForRule: [{ ruleName: '', scheduledActionConfigurations: [{ actionType: 'block', gracePeriodHours: 72, notificationTemplateId: '', notificationMessageCCList: [] }] }],
      assignments: [words.to('IT')], isAssigned: true,
    },
  ]),
];
