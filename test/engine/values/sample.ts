import { Buffer } from 'node:buffer';
import type { Json } from '../../../src/model/json.js';
import type { ValueClass } from '../../../src/model/rules.js';
import { inventoryOf, type SourceFacts } from '../../../src/engine/values/inventory.js';
import { sidOf } from '../../../src/engine/values/sid.js';

/**
 * A labelled sample of values as they stand in policies: each in the place where exports have it. Everything is invented; what is
 * bound and what is not was decided by hand after real-exports.md 2 to 4, before the finder saw it.
 */
export interface Labelled {
  readonly value: string;
  /** The class it must be found as; absent for a trap, which must not be found at all. */
  readonly class?: ValueClass;
  readonly json: Json;
}

const tenantId = '3b0f5a52-7c1d-4e8a-9a41-5d2c8e7f1a06';
const accountId = 'a1d90c44-2b6e-4f35-8c07-91e3b5d7f284';
const group = { sales: '7f3c2a10-94de-4b61-8a75-0c1d2e3f4a5b', admins: 'c25e8b17-3f40-4d9a-b6c8-a7f1e0d92b34', kiosk: '18a7d6e5-c4b3-42f1-9e0d-5b6a7c8d9e0f' };
const app = '9d8c7b6a-5f4e-43d2-a1b0-c9d8e7f6a5b4';
const filter = '2c4e6a80-1b3d-4f5a-9c7e-8d0b2f4a6c8e';
const script = '5e7a9c1b-3d5f-4b8a-a2c4-e6f8091b3d5f';
const template = 'b7d5f3a1-9c8e-4a6b-8d2f-1e3c5a7b9d0f';
const user = 'e4c2a086-7b5d-49f3-b1e8-d6c4a2807f5e';

export const facts: SourceFacts = {
  tenant: {
    name: 'contoso',
    id: tenantId,
    displayName: 'Contoso Shoes Ltd',
    initialDomain: 'contososhoes.onmicrosoft.com',
    defaultDomain: 'contoso-shoes.example',
    domains: ['contososhoes.onmicrosoft.com', 'contososhoes.mail.onmicrosoft.com', 'contoso-shoes.example', 'schuhe.contoso.example', 'contoso-retail.example'],
    intuneAccountId: accountId,
  },
  objects: inventoryOf(
    [
      { id: group.sales, kind: 'group' },
      { id: group.admins, kind: 'group' },
      { id: group.kiosk, kind: 'group' },
      { id: app, kind: 'mobileApp' },
      { id: filter, kind: 'assignmentFilter' },
      { id: script, kind: 'deviceManagementScript' },
      { id: template, kind: 'notificationTemplate' },
      { id: user, kind: 'user' },
      // built-in objects are in the tenant's lists too
      { id: '62e90394-69f5-4237-9190-012177145e10', kind: 'directoryRole' },
      { id: '9e0cc482-82df-4ab2-a24c-0c23a3f52e1e', kind: 'roleDefinition' },
    ],
    { name: 'contoso', id: tenantId, domains: [], intuneAccountId: accountId },
  ),
};

const onedrive = 'device_vendor_msft_policy_config_onedrivengscv2~policy~onedrivengsc';
const sales = sidOf(group.sales);
const admins = sidOf(group.admins);
const role = sidOf('f0e1d2c3-b4a5-4968-8778-695a4b3c2d1e');

function base64(text: string, encoding: BufferEncoding = 'utf8'): string {
  return Buffer.from(text, encoding).toString('base64');
}

/** A settings catalog setting with a text value. */
function setting(id: string, value: string): Json {
  return {
    '@odata.type': '#microsoft.graph.deviceManagementConfigurationSetting',
    settingInstance: {
      '@odata.type': '#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance',
      settingDefinitionId: id,
      settingInstanceTemplateReference: null,
      simpleSettingValue: { '@odata.type': '#microsoft.graph.deviceManagementConfigurationStringSettingValue', value },
    },
  };
}

/** A settings catalog setting with a list of texts. */
function list(id: string, ...values: string[]): Json {
  return { settingInstance: { settingDefinitionId: id, simpleSettingCollectionValue: values.map((value) => ({ value, settingValueTemplateReference: null })) } };
}

/** A choice, with children. */
function choice(id: string, option: string, ...children: Json[]): Json {
  return { settingInstance: { settingDefinitionId: id, choiceSettingValue: { value: `${id}_${option}`, children: children.map((child) => (isRecord(child) ? (child['settingInstance'] ?? child) : child)) } } };
}

function isRecord(value: Json): value is { [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function oma(omaUri: string, value: string, type = 'omaSettingString'): Json {
  return { '@odata.type': '#microsoft.graph.windows10CustomConfiguration', displayName: 'Custom', omaSettings: [{ '@odata.type': `#microsoft.graph.${type}`, displayName: 'A setting', omaUri, value, isEncrypted: false, secretReferenceValueId: null }] };
}

function appConfig(appConfigKey: string, appConfigKeyValue: string): Json {
  return { '@odata.type': '#microsoft.graph.iosMobileAppConfiguration', settings: [{ appConfigKey, appConfigKeyType: 'stringType', appConfigKeyValue }] };
}

function plist(...pairs: [string, string][]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n<plist version="1.0">\n<dict>\n${pairs
    .map(([key, value]) => `\t<key>${key}</key>\n\t<string>${value}</string>\n`)
    .join('')}</dict>\n</plist>\n`;
}

function mobileconfig(...pairs: [string, string][]): Json {
  return { '@odata.type': '#microsoft.graph.macOSCustomConfiguration', payloadName: 'Profile', payloadFileName: 'profile.mobileconfig', payload: base64(plist(...pairs)) };
}

function powershell(body: string, encoding: BufferEncoding = 'utf8'): Json {
  return { fileName: 'script.ps1', runAsAccount: 'system', scriptContent: base64(body, encoding) };
}

const library = `tenantId=${tenantId}&siteId={4b1c9f0e-2d3a-4e5b-8c7d-6f9a0b1c2d3e}&webId={7c2d0a1f-3e4b-4f6c-9d8e-70ab1c2d3e4f}&listId={8d3e1b20-4f5c-407d-8e9f-81bc2d3e4f50}&webUrl=https://contososhoes.sharepoint.com/sites/hr&version=1`;
const libraryEncoded = `tenantId=${encodeURIComponent(tenantId).replaceAll('-', '%2D')}&siteId=%7B4b1c9f0e%2D2d3a%2D4e5b%2D8c7d%2D6f9a0b1c2d3e%7D&webId=%7B7c2d0a1f%2D3e4b%2D4f6c%2D9d8e%2D70ab1c2d3e4f%7D&listId=%7B8d3e1b20%2D4f5c%2D407d%2D8e9f%2D81bc2d3e4f50%7D&webUrl=https%3A%2F%2Fcontososhoes%2Esharepoint%2Ecom%2Fsites%2Fhr&version=1`;
const token = `${Buffer.from('{"alg":"RS256","typ":"JWT"}').toString('base64url')}.${Buffer.from(`{"tid":"${tenantId}","aud":"connector"}`).toString('base64url')}.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg`;
const onboarding = `{"body":"{\\"previousOrgIds\\":[],\\"orgId\\":\\"0a9b8c7d-6e5f-4a3b-8c1d-0e9f8a7b6c5d\\",\\"geoLocationUrl\\":\\"https://winatp-gw-weu.microsoft.com/\\",\\"datacenter\\":\\"WestEurope\\",\\"version\\":\\"1.38\\"}","sig":"AAAABBBBCCCC"}`;
const associationKey = 'QmFzZTY0LWxvb2tpbmcta2V5LW9mLWEtdGVuYW50LXdpdGgtYS1zaWduYXR1cmU.AAECAwQFBgcICQ';

const bound: readonly [ValueClass, string, Json][] = [
  // tenant id
  ['tenant id', tenantId, setting(`${onedrive}_kfmoptinnowizard_kfmoptinnowizard_textbox`, tenantId)],
  ['tenant id', tenantId, setting(`device_vendor_msft_policy_config_onedrivengscv2.updates~policy~onedrivengsc_kfmoptinnowizard_kfmoptinnowizard_textbox`, tenantId)],
  ['tenant id', tenantId.toUpperCase(), setting('com.apple.managedclient.preferences_kfmsilentoptin', tenantId.toUpperCase())],
  ['tenant id', tenantId, list(`${onedrive}_allowtenantlist_allowtenantlistbox`, tenantId)],
  ['tenant id', '91b3d5f7-0246-4ace-8e1c-35790bdf2468', list(`${onedrive}_blocktenantlist_blocktenantlistbox`, '91b3d5f7-0246-4ace-8e1c-35790bdf2468')],
  ['tenant id', tenantId, setting(`${onedrive}_disablecustomroot_disablecustomrootlist_key`, tenantId)],
  ['tenant id', tenantId, list('user_vendor_msft_policy_config_teamsv3~policy~l_teams_string_teams_signinrestriction_policy_restrictteamssignintoaccountsfromtenantlist', tenantId)],
  ['tenant id', tenantId, oma(`./Device/Vendor/MSFT/PassportForWork/${tenantId}/Policies/UsePassportForWork`, 'true')],
  ['tenant id', tenantId, oma('./User/Vendor/MSFT/Policy/Config/OneDriveNGSC~Policy~OneDriveNGSC/KFMOptInNoWizard', `<enabled/><data id="KFMOptInNoWizard_TextBox" value="${tenantId}"/>`)],
  ['tenant id', tenantId, appConfig('com.microsoft.sharepoint.allowedTenantID', tenantId)],
  ['tenant id', tenantId, { presentationValues: [{ '@odata.type': '#microsoft.graph.groupPolicyPresentationValueText', value: tenantId, 'presentation@odata.bind': "https://graph.microsoft.com/beta/deviceManagement/groupPolicyDefinitions('7e9c1d3f-aaaa-4bbb-8ccc-0d1e2f3a4b5c')/presentations('1f2e3d4c-bbbb-4ccc-8ddd-5e6f7a8b9c0d')" }] }],
  ['tenant id', tenantId, mobileconfig(['PayloadType', 'com.microsoft.OneDrive'], ['KFMSilentOptIn', tenantId])],
  ['tenant id', tenantId, powershell(`$tenant = "${tenantId}"\r\nConnect-MgGraph -TenantId $tenant\r\n`)],
  ['tenant id', tenantId, powershell(`\ufeff$tenant = "${tenantId}"\r\n`, 'utf16le')],
  ['tenant id', tenantId, powershell(`# Grüße\r\n$url = "https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token"`)],
  ['tenant id', tenantId.replaceAll('-', ''), powershell(`$key = 'HKCU:\\Software\\Contoso\\${tenantId.replaceAll('-', '')}'`)],
  ['tenant id', tenantId, { configurationEndpointUrl: `https://appleconfigurator2.manage.microsoft.com/MDMServiceConfig?id=${accountId}&AADTenantId=${tenantId}` }],
  ['account id', accountId, { configurationEndpointUrl: `https://appleconfigurator2.manage.microsoft.com/MDMServiceConfig?id=${accountId}&AADTenantId=${tenantId}` }],
  ['tenant id', tenantId, { '@odata.type': '#microsoft.graph.androidManagedStoreAppConfiguration', payloadJson: base64(JSON.stringify({ kind: 'androidenterprise#managedConfiguration', managedProperty: [{ key: 'com.microsoft.sharepoint.allowedTenantID', valueString: tenantId }] })) }],
  ['tenant id', tenantId, { '@odata.type': '#microsoft.graph.iosMobileAppConfiguration', encodedSettingXml: base64(`<dict><key>TenantId</key><string>${tenantId}</string></dict>`) }],
  ['tenant id', tenantId, setting('com.apple.managedclient.preferences_externalintelligencesettings', JSON.stringify({ allowed: [tenantId] }))],
  ['tenant id', '5d7f9b1c-3e5a-4c7e-8f0a-b2d4f6082a4c', { conditions: { users: { includeGuestsOrExternalUsers: { externalTenants: { membershipKind: 'enumerated', members: ['5d7f9b1c-3e5a-4c7e-8f0a-b2d4f6082a4c'] } } } } }],
  ['tenant id', tenantId, { '@odata.type': '#microsoft.graph.win32LobApp', installCommandLine: `setup.exe /quiet TENANT={${tenantId}}` }],
  ['tenant id', tenantId, { detectionScriptContent: base64(`if ((Get-ItemProperty 'HKLM:\\SOFTWARE\\Policies\\Microsoft\\OneDrive').KFMSilentOptIn -ne '${tenantId}') { exit 1 }`) }],
  // Intune account
  ['account id', accountId, { id: 'x', defaultOf: `${accountId}_DefaultPlatformRestrictions` }],
  ['account id', accountId, { configurationEndpointUrl: `https://appleconfigurator2.manage.microsoft.com/MDMServiceConfig?id=${accountId}&x=1` }],
  ['account id', '0f1e2d3c-4b5a-4697-8879-6a5b4c3d2e1f', { payloadId: '0f1e2d3c-4b5a-4697-8879-6a5b4c3d2e1f_DefaultWindows10EnrollmentCompletionPageConfiguration' }],
  // domains
  ['initial domain', 'contososhoes.onmicrosoft.com', setting('device_vendor_msft_policy_config_authentication_preferredaadtenantdomainname', 'contososhoes.onmicrosoft.com')],
  ['initial domain', 'contososhoes.onmicrosoft.com', { '@odata.type': '#microsoft.graph.windows10GeneralConfiguration', authenticationPreferredAzureADTenantDomainName: 'contososhoes.onmicrosoft.com' }],
  ['initial domain', 'ContosoShoes.onmicrosoft.com', powershell(`Connect-ExchangeOnline -Organization 'ContosoShoes.onmicrosoft.com'`)],
  ['domain', 'contoso-shoes.example', { authenticationPreferredAzureADTenantDomainName: 'contoso-shoes.example' }],
  ['domain', 'other-brand.example', setting('device_vendor_msft_policy_config_authentication_preferredaadtenantdomainname', 'other-brand.example')],
  ['domain', 'contoso-shoes.example', appConfig('com.microsoft.teams.account.AllowedDomains', 'contoso-shoes.example')],
  ['domain', 'contoso-retail.example', setting('com.apple.domains_webdomains', '*.contoso-retail.example')],
  ['domain', 'contoso-shoes.example', list('device_vendor_msft_policy_config_networkisolation_enterprisecloudresources', 'contoso-shoes.example|fabrikam-files.example')],
  ['domain', 'CONTOSO-SHOES.EXAMPLE', setting('device_vendor_msft_policy_config_credentialsui_domain', 'CONTOSO-SHOES.EXAMPLE')],
  ['domain', 'schuhe.contoso.example', mobileconfig(['PayloadType', 'com.apple.domains'], ['EmailDomains', 'schuhe.contoso.example'])],
  ['domain', 'contoso-shoes.example', { '@odata.type': '#microsoft.graph.iosEasEmailProfileConfiguration', customDomainName: 'contoso-shoes.example', userDomainNameSource: 'fullDomainName' }],
  ['domain', 'contoso-shoes.example', { '@odata.type': '#microsoft.graph.mdmWindowsInformationProtectionPolicy', enterpriseDomain: 'contoso-shoes.example' }],
  ['domain', 'contoso-shoes.example', setting('x', '{{partialupn}}@contoso-shoes.example')],
  ['domain', 'contoso-shoes.example', setting('device_vendor_msft_policy_config_microsoft_edge~policy~microsoft_edge_autoselectcertificateforurls', JSON.stringify({ pattern: 'https://[*.]contoso-shoes.example', filter: {} }))],
  // accounts
  ['account', 'ann.lee@contososhoes.onmicrosoft.com', list('device_vendor_msft_policy_config_localusersandgroups_configure_groupconfiguration_accessgroup_users', 'AzureAD\\ann.lee@contososhoes.onmicrosoft.com')],
  ['account', 'bob@contoso-shoes.example', list('device_vendor_msft_policy_config_localusersandgroups_configure_groupconfiguration_accessgroup_users', 'AzureAD\\bob@contoso-shoes.example')],
  ['account', 'cy@contososhoes.onmicrosoft.com', oma('./Device/Vendor/MSFT/Policy/Config/LocalUsersAndGroups/Configure', '<GroupConfiguration><accessgroup desc="Administrators"><group action="U"/><add member="AzureAD\\$cy@contososhoes.onmicrosoft.com"/></accessgroup></GroupConfiguration>', 'omaSettingStringXml')],
  ['account', 'dee@contoso-retail.example', appConfig('com.microsoft.intune.mam.AllowedAccountUPNs', 'dee@contoso-retail.example')],
  ['account', 'eve@contoso-shoes.example', appConfig('com.microsoft.teams.account.AllowedAccounts', 'eve@contoso-shoes.example;fay@fabrikam.example')],
  ['account', 'svc-join@contoso-shoes.example', powershell("Add-LocalGroupMember -Group Administrators -Member 'AzureAD\\svc-join@contoso-shoes.example'")],
  ['account', 'gus@contososhoes.onmicrosoft.com', { notificationRecipients: ['gus@contososhoes.onmicrosoft.com'] }],
  ['account', 'admin@contososhoes.onmicrosoft.com', setting('device_vendor_msft_policy_config_privilegemanagement_admins', 'admin@contososhoes.onmicrosoft.com')],
  // mail
  ['mail address', 'helpdesk@contoso-shoes.example', { '@odata.type': '#microsoft.graph.intuneBrandingProfile', contactITEmailAddress: 'helpdesk@contoso-shoes.example' }],
  ['mail address', 'it@schuhe.contoso.example', { localizedNotificationMessages: [{ locale: 'de-DE', subject: 'Nicht konform', messageTemplate: 'Bitte schreiben Sie an it@schuhe.contoso.example.' }] }],
  ['mail address', 'security@contoso-shoes.example', setting('device_vendor_msft_policy_config_windowsdefendersecuritycenter_email', 'security@contoso-shoes.example')],
  ['mail address', 'soc@contoso-shoes.example', { messageTemplate: '<p>Questions? <a href="mailto:soc@contoso-shoes.example">Ask us</a>.</p>' }],
  ['mail address', 'esp@contoso-retail.example', { '@odata.type': '#microsoft.graph.windows10EnrollmentCompletionPageConfiguration', customErrorMessage: 'Call esp@contoso-retail.example' }],
  ['mail address', 'reset@contoso-shoes.example', { factoryResetDeviceAdministratorEmails: ['reset@contoso-shoes.example'] }],
  // SIDs
  ['sid', sales, list('device_vendor_msft_policy_config_localusersandgroups_configure_groupconfiguration_accessgroup_users', sales)],
  ['sid', admins, oma('./Device/Vendor/MSFT/Policy/Config/LocalUsersAndGroups/Configure', `<GroupConfiguration><accessgroup desc="S-1-5-32-544"><group action="U"/><add member="${admins}"/></accessgroup></GroupConfiguration>`)],
  ['sid', role, list('device_vendor_msft_policy_config_localusersandgroups_configure_groupconfiguration_accessgroup_users', role)],
  ['sid', sales, powershell(`Add-LocalGroupMember -Group Administrators -Member '${sales}'`)],
  ['sid', admins, setting('device_vendor_msft_policy_privilegemanagement_elevationrules_{elevationrulename}_allowedusers', `(A;;FA;;;${admins})`)],
  ['sid', sales, setting('device_vendor_msft_policy_config_devicecontrol_policygroups', `<Entry Id="{4f3e2d1c-0b9a-4877-8665-544332211000}"><Sid>${sales}</Sid><AccessMask>3</AccessMask></Entry>`)],
  ['sid', sales, list('device_vendor_msft_policy_config_userrights_allowlocallogon', `*${sales}`)],
  // objects
  ['object id', group.sales, { payload: `groupId=${group.sales}` }],
  ['object id', app, list('enrollment_autopilot_dpp_allowedappids', JSON.stringify({ id: app, type: '#microsoft.graph.win32LobApp' }))],
  ['object id', script, list('enrollment_autopilot_dpp_allowedscriptids', script)],
  ['object id', group.kiosk, setting('enrollment_autopilot_dpp_devicegroup', group.kiosk)],
  ['object id', filter, { assignments: [{ target: { groupId: 'adadadad-808e-44e2-905a-0b7873a8a531', deviceAndAppManagementAssignmentFilterId: filter } }] }],
  ['object id', template, { notificationTemplates: [`Email_${template}`] }],
  ['object id', group.admins, { membershipRule: `user.memberof -any (group.objectId -in ['${group.admins}'])` }],
  ['object id', user, powershell(`$owner = '${user}'`)],
  ['object id', group.sales.toUpperCase(), oma('./Device/Vendor/MSFT/X', `<a><![CDATA[${group.sales.toUpperCase()}]]></a>`)],
  ['object id', app, { json: JSON.stringify({ nested: JSON.stringify({ apps: [{ appId: app }] }) }) }],
  ['object id', group.sales, { link: `https://graph.microsoft.com/beta/groups('${group.sales}')` }],
  ['object id', app, { [`app ${app}`]: true }],
  ['object id', group.kiosk.replaceAll('-', ''), powershell(`$n = '${group.kiosk.replaceAll('-', '')}'`)],
  // SharePoint and OneDrive
  ['sharepoint host', 'contososhoes.sharepoint.com', setting('device_vendor_msft_policy_config_microsoft_edge~policy~microsoft_edge~startup_homepagelocation_homepagelocation', 'https://contososhoes.sharepoint.com/sites/intranet')],
  ['sharepoint host', 'contososhoes.sharepoint.com', { url: 'https://contososhoes.sharepoint.com:443/' }],
  ['sharepoint host', 'contososhoes-admin.sharepoint.com', powershell(`Connect-SPOService -Url https://contososhoes-admin.sharepoint.com`)],
  ['onedrive host', 'contososhoes-my.sharepoint.com', list('device_vendor_msft_policy_config_networkisolation_enterprisecloudresources', 'contososhoes-my.sharepoint.com|x.example')],
  ['onedrive host', 'contososhoes-my.sharepoint.com', { largeText: 'https%3A%2F%2Fcontososhoes-my.sharepoint.com%2Fpersonal' }],
  ['sharepoint host', 'northwind.sharepoint.com', setting('device_vendor_msft_policy_config_microsoft_edge~policy~microsoft_edge_managedfavorites_managedfavorites', JSON.stringify([{ name: 'Partner', url: 'https://northwind.sharepoint.com' }]))],
  ['sharepoint host', 'contososhoes.sharepoint.com', { ipAddressOrFQDN: 'contososhoes.sharepoint.com' }],
  ['tenant host', 'contososhoes.crm4.dynamics.com', { trusted: 'https://contososhoes.crm4.dynamics.com' }],
  ['tenant host', 'contososhoes-vpn.msappproxy.net', { link: 'https://contososhoes-vpn.msappproxy.net/app' }],
  ['sharepoint library', library, setting(`${onedrive}_automountteamsites_automountteamsiteslistbox_value`, library)],
  ['sharepoint library', libraryEncoded, setting(`${onedrive}_automountteamsites_automountteamsiteslistbox_value`, libraryEncoded)],
  ['sharepoint library', library, oma('./User/Vendor/MSFT/Policy/Config/OneDriveNGSC~Policy~OneDriveNGSC/AutoMountTeamSites', `<enabled/><data id="AutoMountTeamSitesListBox" value="${library.replaceAll('&', '&amp;')}"/>`)],
  // keys, tokens, onboarding
  ['association key', associationKey, setting(`${onedrive}_syncadminreports_syncadminreports_textbox`, associationKey)],
  ['association key', associationKey, oma('./Device/Vendor/MSFT/Policy/Config/OneDriveNGSC~Policy~OneDriveNGSC/SyncAdminReports', `<enabled/><data id="SyncAdminReports_TextBox" value="${associationKey}"/>`)],
  ['defender onboarding', onboarding, { '@odata.type': '#microsoft.graph.windowsDefenderAdvancedThreatProtectionConfiguration', advancedThreatProtectionOnboardingBlob: onboarding }],
  ['defender onboarding', onboarding, oma('./Device/Vendor/MSFT/WindowsAdvancedThreatProtection/Onboarding', onboarding)],
  ['defender onboarding', onboarding, mobileconfig(['PayloadType', 'com.microsoft.wdav.atp'], ['OnboardingInfo', onboarding.replaceAll('&', '&amp;')])],
  ['defender org id', '0a9b8c7d-6e5f-4a3b-8c1d-0e9f8a7b6c5d', mobileconfig(['PayloadType', 'com.microsoft.wdav.atp'], ['OrgId', '0a9b8c7d-6e5f-4a3b-8c1d-0e9f8a7b6c5d'])],
  ['defender org id', '0a9b8c7d-6e5f-4a3b-8c1d-0e9f8a7b6c5d', { managedConfiguration: JSON.stringify({ orgId: '0a9b8c7d-6e5f-4a3b-8c1d-0e9f8a7b6c5d' }) }],
  ['connector token', '1a2b3c4d-5e6f-4071-8293-a4b5c6d7e8f9', choice('device_vendor_msft_windowsadvancedthreatprotection_configurationtype', 'autofromconnector', { settingInstance: { settingDefinitionId: 'device_vendor_msft_windowsadvancedthreatprotection_onboarding_fromconnector', simpleSettingValue: { '@odata.type': '#microsoft.graph.deviceManagementConfigurationSecretSettingValue', value: '1a2b3c4d-5e6f-4071-8293-a4b5c6d7e8f9', valueState: 'encryptedValueToken' } } })],
  ['connector token', 'LgAAAEXampleTokenOfTheEdgeManagementService0001', setting('device_vendor_msft_policy_config_microsoft_edgev115~policy~microsoft_edge~manageability_edgemanagementenrollmenttoken_edgemanagementenrollmenttoken', 'LgAAAEXampleTokenOfTheEdgeManagementService0001')],
  ['connector token', 'c9d8e7f6-a5b4-4c3d-8e2f-1a0b9c8d7e6f', setting('device_vendor_msft_policy_config_chromeintunev1~policy~googlechrome_cloudmanagementenrollmenttoken_cloudmanagementenrollmenttoken', 'c9d8e7f6-a5b4-4c3d-8e2f-1a0b9c8d7e6f')],
  ['connector token', 'k7Jq2Lm9Np4Rs6Tv8Wx0Yz', appConfig('com.vendor.registration_token', 'k7Jq2Lm9Np4Rs6Tv8Wx0Yz')],
  ['connector token', 'abcDEF123456ghiJKL789', mobileconfig(['PayloadType', 'com.vendor.agent'], ['CustomerToken', 'abcDEF123456ghiJKL789'])],
  ['token', token, powershell(`$bearer = "${token}"`)],
  ['token', token, appConfig('vendor.config', token)],
  ['token', token, { body: JSON.stringify({ authorization: `Bearer ${token}` }) }],
  ['workspace id', 'd1c2b3a4-9586-4776-8958-473625140302', oma('./Vendor/MSFT/DMClient/Provider/MS DM Server/WorkspaceId', 'd1c2b3a4-9586-4776-8958-473625140302')],
  ['workspace id', 'd1c2b3a4-9586-4776-8958-473625140302', list('externalintelligencesettings_allowedworkspaceids', 'd1c2b3a4-9586-4776-8958-473625140302')],
  ['workspace id', 'd1c2b3a4-9586-4776-8958-473625140302', mobileconfig(['WorkspaceID', 'd1c2b3a4-9586-4776-8958-473625140302'])],
  ['commercial id', 'f6e5d4c3-b2a1-4099-8877-665544332211', oma('./Vendor/MSFT/DMClient/Provider/MS DM Server/CommercialID', 'f6e5d4c3-b2a1-4099-8877-665544332211')],
  ['commercial id', 'f6e5d4c3-b2a1-4099-8877-665544332211', setting('device_vendor_msft_policy_config_datacollection~policy~datacollection_commercialidpolicy_commercialidvalue', 'f6e5d4c3-b2a1-4099-8877-665544332211')],
  ['license key', 'W269N-WFGWX-YVC9B-4J6C9-T83GX', { '@odata.type': '#microsoft.graph.editionUpgradeConfiguration', productKey: 'W269N-WFGWX-YVC9B-4J6C9-T83GX', targetEdition: 'windows10Enterprise' }],
  ['license key', 'AB12-CD34-EF56-GH78', appConfig('LicenseKey', 'AB12-CD34-EF56-GH78')],
  ['license key', 'e7b1c2d3f4a5968778695a4b3c2d1e0f', mobileconfig(['PayloadType', 'com.vendor.app'], ['license_key', 'e7b1c2d3f4a5968778695a4b3c2d1e0f'])],
  ['activation key', 'ACT-9988-7766-5544', appConfig('activationKey', 'ACT-9988-7766-5544')],
  ['activation key', 'Q1W2E3R4T5', mobileconfig(['ActivationCode', 'Q1W2E3R4T5'])],
  ['printer', '6c5b4a39-2817-4605-94f3-e2d1c0bfae9d', setting('user_vendor_msft_printerprovisioning_upprinterinstalls_{printersharedid}_printersharedid', '6c5b4a39-2817-4605-94f3-e2d1c0bfae9d')],
  ['printer', '7d6c5b4a-3928-4716-85a4-f3e2d1c0bfae', setting('user_vendor_msft_printerprovisioning_upprinterinstalls_{printersharedid}_clouddeviceid', '7d6c5b4a-3928-4716-85a4-f3e2d1c0bfae')],
  ['printer', 'HQ 3rd floor color', setting('user_vendor_msft_printerprovisioning_upprinterinstalls_{printersharedid}_printersharedname', 'HQ 3rd floor color')],
  // servers
  ['ndes host', 'ndes.contoso-shoes.example', { '@odata.type': '#microsoft.graph.windows81SCEPCertificateProfile', scepServerUrls: ['https://ndes.contoso-shoes.example/certsrv/mscep/mscep.dll'] }],
  ['ndes host', 'scep-7dyqx.vendor-scep.example', { scepServerUrls: ['https://scep-7dyqx.vendor-scep.example/certsrv/mscep/mscep.dll'] }],
  ['ndes host', 'ndes01.corp.internal', { scepServerUrls: ['http://ndes01.corp.internal/certsrv/mscep/mscep.dll'] }],
  ['pki host', 'ca01.corp.internal', { '@odata.type': '#microsoft.graph.windows10PkcsCertificateProfile', certificationAuthority: 'ca01.corp.internal\\Contoso Issuing CA', certificationAuthorityName: null }],
  ['pki host', 'Contoso Issuing CA 2', { certificationAuthorityName: 'Contoso Issuing CA 2' }],
  ['pki host', 'ocsp.corp.internal', setting('com.vendor.pki_ocsp_url', 'http://ocsp.corp.internal/ocsp')],
  ['vpn host', 'vpn.contoso-shoes.example', { '@odata.type': '#microsoft.graph.windows10VpnConfiguration', servers: [{ description: 'Main', address: 'vpn.contoso-shoes.example', isDefaultServer: true }] }],
  ['vpn host', '203.0.113.7', { '@odata.type': '#microsoft.graph.iosVpnConfiguration', server: { address: '203.0.113.7' } }],
  ['vpn host', 'gw.corp.internal', { server: { address: 'gw.corp.internal', description: 'VPN' } }],
  ['vpn host', 'tunnel.corp.internal', appConfig('com.microsoft.tunnel.server_address', 'tunnel.corp.internal')],
  ['vpn host', 'pac.corp.internal', appConfig('com.microsoft.tunnel.proxy_pacurl', 'http://pac.corp.internal/proxy.pac')],
  ['vpn host', 'vpn2.corp.internal', setting('com.apple.vpn.managed_ikev2_remoteaddress', 'vpn2.corp.internal')],
  ['vpn host', 'rras.corp.internal', oma('./User/Vendor/MSFT/VPNv2/Corp/ProfileXML', '<VPNProfile><NativeProfile><Servers>rras.corp.internal</Servers></NativeProfile></VPNProfile>')],
  ['radius name', 'radius.corp.internal', { '@odata.type': '#microsoft.graph.iosEnterpriseWiFiConfiguration', trustedServerCertificateNames: ['radius.corp.internal'] }],
  ['radius name', 'nps1.contoso-shoes.example', { trustedServerCertificateNames: ['nps1.contoso-shoes.example;nps2.contoso-shoes.example'] }],
  ['radius name', 'nps2.contoso-shoes.example', { trustedServerCertificateNames: ['nps1.contoso-shoes.example;nps2.contoso-shoes.example'] }],
  ['radius name', 'nps.corp.internal', oma('./Vendor/MSFT/WiFi/Profile/Corp/WlanXml', '<WLANProfile><EAPConfig><ServerNames>nps.corp.internal</ServerNames></EAPConfig></WLANProfile>')],
  ['kerberos realm', 'CORP.INTERNAL', setting('com.apple.extensiblesso_realm_kerberos', 'CORP.INTERNAL')],
  ['kerberos realm', 'CONTOSO.LOCAL', { '@odata.type': '#microsoft.graph.iosDeviceFeaturesConfiguration', singleSignOnSettings: { kerberosRealm: 'CONTOSO.LOCAL' } }],
  ['kerberos realm', 'ad.contoso.internal', { '@odata.type': '#microsoft.graph.windowsDomainJoinConfiguration', activeDirectoryDomainName: 'ad.contoso.internal' }],
  ['network host', 'wsus.contoso-shoes.example', setting('device_vendor_msft_policy_config_x_wsus', 'wsus.contoso-shoes.example:8531')],
  ['network host', 'proxy.contoso-shoes.example', { networkProxyServer: { address: 'proxy.contoso-shoes.example:8080' } }],
  ['network host', 'time.schuhe.contoso.example', setting('com.apple.mcx_timeserver', 'time.schuhe.contoso.example')],
  ['url', 'www.contoso-shoes.example', { desktopImageUrl: 'https://www.contoso-shoes.example/wallpaper.jpg' }],
  ['url', 'intranet.contoso-shoes.example', setting('device_vendor_msft_policy_config_chromeintunev1~policy~googlechrome~startup_homepagelocation_homepagelocation', 'https://intranet.contoso-shoes.example/start?x=1')],
  ['url', 'support.contoso-retail.example', { supportUrl: 'https://support.contoso-retail.example' }],
  ['url', 'apps.contoso-shoes.example', setting('user_vendor_msft_policy_config_edge_webappforcelist', JSON.stringify([{ url: 'https://apps.contoso-shoes.example/hr', create_desktop_shortcut: true }]))],
  ['azure resource', '/subscriptions/7a6b5c4d-3e2f-4100-9f8e-7d6c5b4a3928/resourceGroups/cpc/providers/Microsoft.Network/virtualNetworks/vnet1', { virtualNetworkId: '/subscriptions/7a6b5c4d-3e2f-4100-9f8e-7d6c5b4a3928/resourceGroups/cpc/providers/Microsoft.Network/virtualNetworks/vnet1' }],
  ['app registration', '4a5b6c7d-8e9f-4a0b-9c1d-2e3f4a5b6c7d', appConfig('clientId', '4a5b6c7d-8e9f-4a0b-9c1d-2e3f4a5b6c7d')],
  ['app registration', '4a5b6c7d-8e9f-4a0b-9c1d-2e3f4a5b6c7d', mobileconfig(['application_id', '4a5b6c7d-8e9f-4a0b-9c1d-2e3f4a5b6c7d'])],
  // names that act as keys
  ['profile name', 'Kiosk Autopilot', { '@odata.type': '#microsoft.graph.deviceAndAppManagementAssignmentFilter', rule: '(device.enrollmentProfileName -eq "Kiosk Autopilot")' }],
  ['profile name', 'ADE Sales', { membershipRule: `(device.enrollmentProfileName -eq 'ADE Sales') and (device.deviceOSType -eq "iPad")` }],
  ['profile name', 'ADE Two', { rule: '(device.enrollmentProfileName -in ["ADE One","ADE Two"])' }],
  ['profile name', 'ADE One', { rule: '(device.enrollmentProfileName -in ["ADE One","ADE Two"])' }],
  ['profile name', 'Shared', { rule: '(device.enrollmentProfileName -startsWith "Shared")' }],
  ['device tag', 'Contoso-Servers', oma('./Device/Vendor/MSFT/WindowsAdvancedThreatProtection/DeviceTagging/Group', 'Contoso-Servers')],
  ['device tag', 'EU-Mobile', appConfig('DefenderDeviceTag', 'EU-Mobile')],
  // place holders
  ['place holder', '%OrganizationId%', setting(`${onedrive}_kfmoptinnowizard_kfmoptinnowizard_textbox`, '%OrganizationId%')],
  ['place holder', '%TenantId%', setting('com.apple.managedclient.preferences_kfmsilentoptin', '%TenantId%')],
  ['place holder', '{TenantId}', oma('./Device/Vendor/MSFT/PassportForWork/{TenantId}/Policies/UsePassportForWork', 'true')],
  ['place holder', '{TenantID}', oma('./Device/Vendor/MSFT/PassportForWork/{TenantID}/Policies/PINComplexity', '6')],
  ['place holder', '<Tenant ID>', setting('com.apple.managedclient.preferences_kfmoptinwithwizard', '<Tenant ID>')],
  ['place holder', '%PrimaryTenantDomain%', setting('device_vendor_msft_policy_config_authentication_preferredaadtenantdomainname', '%PrimaryTenantDomain%')],
  ['place holder', '%PrimaryTenantDomainName%', setting('device_vendor_msft_policy_config_authentication_preferredaadtenantdomainname', '%PrimaryTenantDomainName%')],
  ['place holder', '%TenantAssociationKey%', setting(`${onedrive}_syncadminreports_syncadminreports_textbox`, '%TenantAssociationKey%')],
  ['place holder', '%GsaPrivateAccessAppId%', { conditions: { applications: { includeApplications: ['%GsaPrivateAccessAppId%'] } } }],
  ['place holder', '%SvcCountryLocationId%', { conditions: { locations: { includeLocations: ['%SvcCountryLocationId%'] } } }],
  ['place holder', '<YOURTENANTID>', list('user_vendor_msft_policy_config_teamsv3~policy~l_teams_restrictteamssignintoaccountsfromtenantlist', '<YOURTENANTID>')],
  ['place holder', 'YourTenantID', list('user_vendor_msft_policy_config_teamsv3~policy~l_teams_restrictteamssignintoaccountsfromtenantlist', 'YourTenantID')],
  ['place holder', 'YOURREALM', setting('com.apple.extensiblesso_realm_kerberos', 'YOURREALM')],
  ['place holder', '<YOURID>', setting('settings_item_defaultapplications_calling', '<YOURID>')],
  ['place holder', 'REPLACE-ME', setting('com.apple.managedclient.preferences_kfmsilentoptin', 'REPLACE-ME')],
  ['place holder', 'REPLACE:your-entra-tenant-guid', setting('com.apple.managedclient.preferences_kfmsilentoptin', 'REPLACE:your-entra-tenant-guid')],
  ['place holder', 'xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx', mobileconfig(['TenantId', 'xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx'])],
  ['place holder', 'FolderID', setting('com.vendor.drive_folder', 'FolderID')],
  ['place holder', '<YOUR WIFI NETWORK>', setting('device_vendor_msft_remoteremediation_networkcredentials_networkssid', '<YOUR WIFI NETWORK>')],
  // patterns, geographies, command lines and scripts that name what they hold
  ['domain', 'contoso-shoes.example', setting('device_vendor_msft_policy_config_microsoft_edge~policy~microsoft_edge_restrictsignintopattern', '.*@contoso-shoes\\.example')],
  ['domain', 'contoso-shoes.example', { membershipRule: '(user.userPrincipalName -match "^[a-z.]+@contoso-shoes\\.example$")' }],
  ['sharepoint host', 'contososhoeseur.sharepoint.com', { link: 'https://contososhoeseur.sharepoint.com/sites/x' }],
  ['workspace id', '13579bdf-0246-48ac-9e13-579bdf024681', powershell('$WorkspaceId = "13579bdf-0246-48ac-9e13-579bdf024681"\r\n$x = 1')],
  ['app registration', '2468ace0-1357-49bd-8f24-68ace0135792', powershell("Connect-MgGraph -ClientId '2468ace0-1357-49bd-8f24-68ace0135792'")],
  ['tenant id', '3579bdf1-2468-4ace-9135-79bdf1246803', powershell("$TenantID='3579bdf1-2468-4ace-9135-79bdf1246803'")],
  ['connector token', 'eu12-0123456789abcdef0123456789abcdef', appConfig('SiteToken', 'eu12-0123456789abcdef0123456789abcdef')],
  ['connector token', '0123456789ABCDEF0123456789ABCDEF-12', mobileconfig(['ccid', '0123456789ABCDEF0123456789ABCDEF-12'])],
  ['token', 'Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MA', { uploadUrl: 'https://store.example/logs?sp=rw&sig=Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MA' }],
  ['mail address', 'noreply@contoso-shoes.example', powershell("Send-MailMessage -From 'noreply@contoso-shoes.example' -SmtpServer smtp.fabrikam.example")],
  ['account', 'jo@contososhoes.onmicrosoft.com', { json: JSON.stringify({ a: base64(JSON.stringify({ user: 'jo@contososhoes.onmicrosoft.com' })) }) }],
  ['vpn host', 'gw2.partner.internal', appConfig('vpn_connection_host', 'gw2.partner.internal')],
  // nobody knows
  ['unknown guid', 'ba9f8e7d-6c5b-4a39-8271-605f4e3d2c1b', { exclude: ['ba9f8e7d-6c5b-4a39-8271-605f4e3d2c1b'] }],
  ['unknown guid', 'ba9f8e7d-6c5b-4a39-8271-605f4e3d2c1b', setting('com.vendor.site_identifier', 'ba9f8e7d-6c5b-4a39-8271-605f4e3d2c1b')],
];

const scid = 'device_vendor_msft_policy_config_defender_allowarchivescanning';

/** Value and the place where it stands; none of them may be found. */
const traps: readonly [string, Json][] = [
  // template parts, definitions, options
  ['7c5c9cde-f74d-4d11-904f-de4c27f72d89', { settingInstance: { settingDefinitionId: scid, settingInstanceTemplateReference: { settingInstanceTemplateId: '7c5c9cde-f74d-4d11-904f-de4c27f72d89' }, choiceSettingValue: { value: `${scid}_1` } } }],
  ['9ead75d4-6f30-4bc5-8cc5-ab0f999d79f0', { choiceSettingValue: { settingValueTemplateReference: { settingValueTemplateId: '9ead75d4-6f30-4bc5-8cc5-ab0f999d79f0', useTemplateDefault: false } } }],
  ['66df8dce-0166-4b82-92f7-1f74e3ca17a3_4', { templateReference: { templateId: '66df8dce-0166-4b82-92f7-1f74e3ca17a3_4', templateFamily: 'baseline' } }],
  ['d1174162-1dd2-4976-affc-6667049ab0ae', { '@odata.type': '#microsoft.graph.deviceManagementIntent', templateId: 'd1174162-1dd2-4976-affc-6667049ab0ae' }],
  ['804339ad-1553-4478-a742-138fb5807418', { creationSource: '804339ad-1553-4478-a742-138fb5807418' }],
  ['f974758d-1fab-42fe-ad36-3a6cd25c49c1', { 'definition@odata.bind': "https://graph.microsoft.com/beta/deviceManagement/groupPolicyDefinitions('f974758d-1fab-42fe-ad36-3a6cd25c49c1')" }],
  ['4875d227-e4c3-4bf3-a1e2-a7f41591fdb8', { 'presentation@odata.bind': "https://graph.microsoft.com/beta/deviceManagement/groupPolicyDefinitions('f974758d-1fab-42fe-ad36-3a6cd25c49c1')/presentations('4875d227-e4c3-4bf3-a1e2-a7f41591fdb8')" }],
  ['2a31ece5-2838-4ccb-9d15-b77ffe0f0ac0', { '#Definition_Id': '2a31ece5-2838-4ccb-9d15-b77ffe0f0ac0', '#Definition_displayName': 'A setting' }],
  ['device_vendor_msft_passportforwork_{tenantid}_policies_requiresecuritydevice_true', choice('device_vendor_msft_passportforwork_{tenantid}_policies_requiresecuritydevice', 'true')],
  ['{tenantid}', { settingInstance: { settingDefinitionId: 'device_vendor_msft_passportforwork_{tenantid}' } }],
  ['{policyguid}', { settingInstance: { settingDefinitionId: 'device_vendor_msft_policy_config_applicationcontrol_policies_{policyguid}_policiesoptions' } }],
  ['autofromconnector', choice('device_vendor_msft_windowsadvancedthreatprotection_configurationtype', 'autofromconnector')],
  [`${onedrive}_syncadminreports_1`, choice(`${onedrive}_syncadminreports`, '1')],
  // ids of the object and its parts, the protocol
  ['5f1d3b79-8a6c-4e20-9f5b-7d9c1e3a5b7d', { id: '5f1d3b79-8a6c-4e20-9f5b-7d9c1e3a5b7d', displayName: 'Policy' }],
  ['6a2e4c8a-9b7d-4f31-8a6c-8e0d2f4b6c8e', { definitionValues: [{ id: '6a2e4c8a-9b7d-4f31-8a6c-8e0d2f4b6c8e', enabled: true }] }],
  ['7b3f5d9b-ac8e-4042-9b7d-9f1e3a5c7d9f', { '@odata.context': "https://graph.microsoft.com/beta/$metadata#deviceManagement/configurationPolicies('7b3f5d9b-ac8e-4042-9b7d-9f1e3a5c7d9f')" }],
  ['8c406eac-bd9f-4153-8c8e-a02f4b6d8ea0', { 'assignments@odata.navigationLink': "https://graph.microsoft.com/beta/x('8c406eac-bd9f-4153-8c8e-a02f4b6d8ea0')/assignments" }],
  ['9d517fbd-cea0-4264-9d9f-b13a5c7e9fb1', { '#microsoft.graph.assign': { target: "https://graph.microsoft.com/beta/x('9d517fbd-cea0-4264-9d9f-b13a5c7e9fb1')/microsoft.graph.assign" } }],
  ['fe87b283-0d0d-4c8d-bbe0-555902471c5f', { '@odata.': 'fe87b283-0d0d-4c8d-bbe0-555902471c5f', value: 'x' }],
  ['"4900bdbc-0000-0d00-0000-61d4e8d70000"', { version: '"4900bdbc-0000-0d00-0000-61d4e8d70000"' }],
  ['14d82eec-204b-4c2f-b7e8-296a70dab67e', { createdByAppId: '14d82eec-204b-4c2f-b7e8-296a70dab67e' }],
  ['3c21a0b9-8f7e-4d6c-9b5a-493827160504', { '@odata.type': '#microsoft.graph.omaSettingString', value: '****', isEncrypted: true, secretReferenceValueId: '3c21a0b9-8f7e-4d6c-9b5a-493827160504' }],
  ['****', oma('./Vendor/MSFT/WiFi/Profile/Corp/WlanXml', '****')],
  ['2b1c0d9e-8f7a-4b6c-8d5e-4f3a2b1c0d9e', { settingInstance: { settingDefinitionId: 'com.apple.profileremovalpassword_removalpassword', simpleSettingValue: { value: '2b1c0d9e-8f7a-4b6c-8d5e-4f3a2b1c0d9e', valueState: 'encryptedValueToken' } } }],
  // ASR, setup classes, credential providers, channels
  ['be9ba2d9-53ea-4cdc-84e5-9b1eeee46550', oma('./Vendor/MSFT/Policy/Config/Defender/AttackSurfaceReductionRules', 'be9ba2d9-53ea-4cdc-84e5-9b1eeee46550=1|d4f940ab-401b-4efc-aadc-ad5f3c50688a=1')],
  ['c1db55ab-c21a-4637-bb3f-a12568109d35', powershell('Add-MpPreference -AttackSurfaceReductionRules_Ids c1db55ab-c21a-4637-bb3f-a12568109d35')],
  ['01443614-cd74-433a-b99e-2ecdc07bfc25', { note: 'rule 01443614-cd74-433a-b99e-2ecdc07bfc25 in audit mode' }],
  ['d48179be-ec20-11d1-b6b8-00c04fa372a7', list('device_vendor_msft_policy_config_deviceinstallation_preventinstallationofmatchingdevicesetupclasses_deviceinstall_classes_deny_list', '{d48179be-ec20-11d1-b6b8-00c04fa372a7}')],
  ['0a1b2c3d-4e5f-11d2-93a4-b5c6d7e8f901', list('device_vendor_msft_policy_config_deviceinstallation_preventinstallationofmatchingdevicesetupclasses_deviceinstall_classes_deny_list', '{0a1b2c3d-4e5f-11d2-93a4-b5c6d7e8f901}')],
  ['36fc9e60-c465-11cf-8056-444553540000', { note: 'USB {36fc9e60-c465-11cf-8056-444553540000}' }],
  ['d6886603-9d2f-4eb2-b667-1971041fa96b', setting('device_vendor_msft_passportforwork_deviceunlock_groupa', '{d6886603-9d2f-4eb2-b667-1971041fa96b},{8af662bf-65a0-4d0a-a540-a338a999d36f}')],
  ['1c2d3e4f-5a6b-4c7d-8e9f-0a1b2c3d4e5f', setting('device_vendor_msft_policy_config_credentialproviders_defaultcredentialprovider', '{1c2d3e4f-5a6b-4c7d-8e9f-0a1b2c3d4e5f}')],
  ['492350f6-3a01-4f97-b9c0-c7c6ddf67d60', setting('user_vendor_msft_policy_config_office16v2~policy~l_updatepath', 'http://officecdn.microsoft.com/pr/492350f6-3a01-4f97-b9c0-c7c6ddf67d60')],
  ['86752282-5841-4120-ac80-db03ae6b5fdb', setting('user_vendor_msft_policy_config_office16v2~policy~l_updatepath', 'http://officecdn.microsoft.com/pr/86752282-5841-4120-ac80-db03ae6b5fdb')],
  // AppLocker, application control, device control, kiosk, start menu, Office
  ['a9e18c21-ff8f-43cf-b9fc-db40eed693ba', oma('./Vendor/MSFT/AppLocker/ApplicationLaunchRestrictions/Native/EXE/Policy', base64('<RuleCollection Type="Exe" EnforcementMode="Enabled"><FilePathRule Id="a9e18c21-ff8f-43cf-b9fc-db40eed693ba" Name="(Default Rule)" UserOrGroupSid="S-1-1-0" Action="Allow"><Conditions><FilePathCondition Path="%PROGRAMFILES%\\*"/></Conditions></FilePathRule></RuleCollection>'))],
  ['fd686d83-a829-4351-8ff4-27c7de5755d2', { policyXml: '<RuleCollection Type="Exe"><FilePathRule Id="fd686d83-a829-4351-8ff4-27c7de5755d2" Name="All" UserOrGroupSid="S-1-5-32-544" Action="Allow"/></RuleCollection>' }],
  ['a244370e-44c9-4c06-b551-f6016e563076', { policy: '<SiPolicy><PolicyID>{a244370e-44c9-4c06-b551-f6016e563076}</PolicyID><BasePolicyID>{a244370e-44c9-4c06-b551-f6016e563076}</BasePolicyID></SiPolicy>' }],
  ['2e07f7e4-194c-4d20-b7c9-6f44a6c5a234', { policy: '<SiPolicy><PlatformID>{2e07f7e4-194c-4d20-b7c9-6f44a6c5a234}</PlatformID></SiPolicy>' }],
  ['9b28fae8-72f7-4267-a1a5-685f747a7146', { xml: '<Group Id="{9b28fae8-72f7-4267-a1a5-685f747a7146}"><MatchType>MatchAny</MatchType></Group>' }],
  ['d8819b0f-4f2a-4c1b-9a1e-2c3d4e5f6071', oma('./Vendor/MSFT/Defender/Configuration/DeviceControl/PolicyGroups/%7bd8819b0f-4f2a-4c1b-9a1e-2c3d4e5f6071%7d/GroupData', '<Group Id="{d8819b0f-4f2a-4c1b-9a1e-2c3d4e5f6071}"><MatchType>MatchAny</MatchType></Group>')],
  ['c544a991-5786-4402-949e-a032cb790d0e', { xml: '<PolicyRule Id="{c544a991-5786-4402-949e-a032cb790d0e}"><IncludedIdList><GroupId>{9b28fae8-72f7-4267-a1a5-685f747a7146}</GroupId></IncludedIdList></PolicyRule>' }],
  ['5b328104-bd89-4863-ab27-4ed6ee355485', { '@odata.type': '#microsoft.graph.windowsKioskConfiguration', kioskProfiles: [{ profileId: '5b328104-bd89-4863-ab27-4ed6ee355485', profileName: 'Kiosk' }] }],
  ['ae9f0b1c-2d3e-4f5a-8b6c-7d8e9f0a1b2c', oma('./Device/Vendor/MSFT/AssignedAccess/Configuration', '<AssignedAccessConfiguration><Profiles><Profile Id="{ae9f0b1c-2d3e-4f5a-8b6c-7d8e9f0a1b2c}"/></Profiles></AssignedAccessConfiguration>')],
  ['bfa01c2d-3e4f-4a6b-9c7d-8e9fa0b1c2d3', { '@odata.type': '#microsoft.graph.officeSuiteApp', officeConfigurationXml: base64('<Configuration ID="bfa01c2d-3e4f-4a6b-9c7d-8e9fa0b1c2d3"><Add OfficeClientEdition="64"/></Configuration>') }],
  ['c0b12d3e-4f5a-4b7c-8d8e-9fa0b1c2d3e4', setting('device_vendor_msft_policy_config_start_startlayout', '<LayoutModificationTemplate><start:Tile ID="{c0b12d3e-4f5a-4b7c-8d8e-9fa0b1c2d3e4}"/></LayoutModificationTemplate>')],
  // roles, licences, service plans, first-party apps, built-in ids
  ['62e90394-69f5-4237-9190-012177145e10', { conditions: { users: { includeRoles: ['62e90394-69f5-4237-9190-012177145e10'] } } }],
  ['9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3', { note: 'role 9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3' }],
  ['194ae4cb-b126-40b2-bd5b-6091b380977d', { text: '194ae4cb-b126-40b2-bd5b-6091b380977d' }],
  ['0d1e2f3a-4b5c-4d6e-8f7a-8b9c0d1e2f3a', { conditions: { users: { excludeRoles: ['0d1e2f3a-4b5c-4d6e-8f7a-8b9c0d1e2f3a'] } } }],
  ['9e0cc482-82df-4ab2-a24c-0c23a3f52e1e', { 'roleDefinition@odata.bind': "https://graph.microsoft.com/beta/deviceManagement/roleDefinitions('9e0cc482-82df-4ab2-a24c-0c23a3f52e1e')" }],
  ['c1ec4a95-1f05-45b3-a911-aa3fa01094f5', { membershipRule: '(user.assignedPlans -any (assignedPlan.servicePlanId -eq "c1ec4a95-1f05-45b3-a911-aa3fa01094f5" -and assignedPlan.capabilityStatus -eq "Enabled"))' }],
  ['1d2c3b4a-5968-4776-8584-93a2b1c0dfe1', { membershipRule: '(user.assignedPlans -any (assignedPlan.servicePlanId -eq "1d2c3b4a-5968-4776-8584-93a2b1c0dfe1"))' }],
  ['05e9a617-0261-4cee-bb44-138d3ef5d965', { skuId: '05e9a617-0261-4cee-bb44-138d3ef5d965' }],
  ['2e3d4c5b-6a79-4887-9695-a4b3c2d1e0f2', { disabledPlans: ['2e3d4c5b-6a79-4887-9695-a4b3c2d1e0f2'] }],
  ['0000000a-0000-0000-c000-000000000000', { conditions: { devices: { deviceFilter: { mode: 'include', rule: 'device.mdmAppId -eq "0000000a-0000-0000-c000-000000000000"' } } } }],
  ['54b943f8-d761-4f8d-951e-9cea1846db5a', { membershipRule: '(device.deviceManagementAppId -eq "54b943f8-d761-4f8d-951e-9cea1846db5a")' }],
  ['00000002-0000-0ff1-ce00-000000000000', { conditions: { applications: { includeApplications: ['00000002-0000-0ff1-ce00-000000000000'] } } }],
  ['797f4846-ba00-4fd7-ba43-dac1f8f63013', { conditions: { applications: { includeApplications: ['797f4846-ba00-4fd7-ba43-dac1f8f63013'] } } }],
  ['d4ebce55-015a-49b5-a083-c84d1797ae8c', { conditions: { applications: { excludeApplications: ['d4ebce55-015a-49b5-a083-c84d1797ae8c'] } } }],
  ['d3590ed6-52b3-4102-aeff-aad2292ab01c', appConfig('client_id', 'd3590ed6-52b3-4102-aeff-aad2292ab01c')],
  ['72f988bf-86f1-41af-91ab-2d7cd011db47', powershell("$microsoft = '72f988bf-86f1-41af-91ab-2d7cd011db47'")],
  ['f1346770-5b25-470b-88bd-d5744ab7952c', { managementServiceAppId: 'f1346770-5b25-470b-88bd-d5744ab7952c' }],
  ['acacacac-9df4-4c7d-9d50-4ef0226f57a9', { groupId: 'acacacac-9df4-4c7d-9d50-4ef0226f57a9' }],
  ['adadadad-808e-44e2-905a-0b7873a8a531', { groupId: 'adadadad-808e-44e2-905a-0b7873a8a531' }],
  ['00000000-0000-0000-0000-000000000000', { notificationTemplateId: '00000000-0000-0000-0000-000000000000' }],
  ['00000000-0000-0000-0000-000000000004', { grantControls: { authenticationStrength: { id: '00000000-0000-0000-0000-000000000004' } } }],
  ['90a3ccdf-635c-4729-a248-9b709135078f', { '@odata.type': '#microsoft.graph.fido2CombinationConfiguration', allowedAAGUIDs: ['90a3ccdf-635c-4729-a248-9b709135078f'] }],
  ['ffffffff-ffff-ffff-ffff-ffffffffffff', { none: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }],
  // product codes and classes of Windows
  ['23170f69-40c1-2702-2301-000001000000', { '@odata.type': '#microsoft.graph.win32LobApp', msiInformation: { productCode: '{23170f69-40c1-2702-2301-000001000000}', upgradeCode: '{23170f69-40c1-2702-0000-000004000000}' } }],
  ['23170f69-40c1-2702-2201-000001000000', { uninstallCommandLine: 'msiexec /x {23170f69-40c1-2702-2201-000001000000} /qn' }],
  ['ac76ba86-1033-1033-7760-bc15014ea700', { uninstallCommandLine: 'MsiExec.exe /X{ac76ba86-1033-1033-7760-bc15014ea700} /quiet' }],
  ['3fb0d5a2-6d3f-4d0c-8a27-5e0c5a7e1b11', { detectionRules: [{ '@odata.type': '#microsoft.graph.win32LobAppRegistryDetection', keyPath: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\{3fb0d5a2-6d3f-4d0c-8a27-5e0c5a7e1b11}' }] }],
  ['4ac1e6b3-7e40-4e1d-9b38-6f1d6b8f2c22', oma('./Device/Vendor/MSFT/EnterpriseDesktopAppManagement/MSI/{4ac1e6b3-7e40-4e1d-9b38-6f1d6b8f2c22}/DownloadInstall', '<MsiInstallJob id="{4ac1e6b3-7e40-4e1d-9b38-6f1d6b8f2c22}"/>')],
  ['5bd2f7c4-8f51-4f2e-8c49-702e7c903d33', { detectionRules: [{ '@odata.type': '#microsoft.graph.win32LobAppProductCodeDetection', productCode: '{5bd2f7c4-8f51-4f2e-8c49-702e7c903d33}' }] }],
  ['645ff040-5081-101b-9f08-00aa002f954e', powershell("$bin = 'shell:::{645ff040-5081-101b-9f08-00aa002f954e}'")],
  ['6ce308d5-9062-403f-9d5a-813f8da14e44', powershell("New-Item 'HKCR:\\CLSID\\{6ce308d5-9062-403f-9d5a-813f8da14e44}'")],
  ['7df419e6-a173-4140-8e6b-92409eb25f55', powershell("Set-ItemProperty 'HKLM:\\SYSTEM\\CurrentControlSet\\Control\\Class\\{7df419e6-a173-4140-8e6b-92409eb25f55}' -Name x -Value 1")],
  ['8e052af7-b284-4251-9f7c-a3510fc36066', powershell("$p = 'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Explorer\\MyComputer\\NameSpace\\{8e052af7-b284-4251-9f7c-a3510fc36066}'")],
  // Apple payloads and names the service gave
  ['1a0c6b5e-7d2f-4b8a-9e31-4c5d6e7f8a90', mobileconfig(['PayloadUUID', '1a0c6b5e-7d2f-4b8a-9e31-4c5d6e7f8a90'], ['PayloadType', 'Configuration'])],
  ['com.example.profile.2b1d7c6f-8e30-4c9b-8f42-5d6e7f8a9b01', mobileconfig(['PayloadIdentifier', 'com.example.profile.2b1d7c6f-8e30-4c9b-8f42-5d6e7f8a9b01'])],
  ['3c2e8d70-9f41-4dac-9053-6e7f8a9b0c12', { '@odata.type': '#microsoft.graph.macOSCustomAppConfiguration', configurationXml: base64('<key>PayloadUUID</key>\n<string>3c2e8d70-9f41-4dac-9053-6e7f8a9b0c12</string>\n') }],
  ['0c62cdc3-8312-4cfd-92b1-f17268655270', { '@odata.type': '#microsoft.graph.iosWiFiConfiguration', networkName: '0c62cdc3-8312-4cfd-92b1-f17268655270', ssid: 'Corp' }],
  ['UBF8T346G9', setting('com.apple.extensiblesso_teamidentifier', 'UBF8T346G9')],
  ['com.microsoft.CompanyPortalMac.ssoextension', setting('com.apple.extensiblesso_extensionidentifier', 'com.microsoft.CompanyPortalMac.ssoextension')],
  ['odfafepnkmbhccpbejgmiehpchacaeak', list('device_vendor_msft_policy_config_microsoft_edge~policy~microsoft_edge~extensions_extensioninstallforcelist_extensioninstallforcelistdesc', 'odfafepnkmbhccpbejgmiehpchacaeak;https://edge.microsoft.com/extensionwebstorebase/v1/crx')],
  ['identifier "com.microsoft.wdav" and anchor apple generic', mobileconfig(['CodeRequirement', 'identifier "com.microsoft.wdav" and anchor apple generic and certificate leaf[subject.OU] = UBF8T346G9'])],
  // well-known SIDs and local names
  ['S-1-5-32-544', list('device_vendor_msft_policy_config_userrights_allowlocallogon', '*S-1-5-32-544', '*S-1-5-32-545')],
  ['S-1-1-0', oma('./x', '<FilePathRule Id="a" UserOrGroupSid="S-1-1-0"/>')],
  ['S-1-5-113', list('device_vendor_msft_policy_config_userrights_denyremotedesktopserviceslogon', '*S-1-5-113')],
  ['S-1-12-1-1234', { text: 'S-1-12-1-1234' }],
  ['Administrators', list('device_vendor_msft_policy_config_userrights_allowlocallogon', 'Administrators')],
  ['lapsadmin', setting('device_vendor_msft_laps_policies_administratoraccountname', 'lapsadmin')],
  ['AzureAD\\', list('device_vendor_msft_policy_config_localusersandgroups_configure_groupconfiguration_accessgroup_users', 'AzureAD\\')],
  // macros and variables
  ['{{userprincipalname}}', appConfig('com.microsoft.outlook.EmailProfile.EmailUPN', '{{userprincipalname}}')],
  ['{{mail}}', appConfig('com.microsoft.outlook.EmailProfile.EmailAddress', '{{mail}}')],
  ['{{AAD_Device_ID}}', { subjectNameFormatString: 'CN={{AAD_Device_ID}}' }],
  ['{{DEVICEREGISTRATION}}', setting('com.apple.extensiblesso_registrationtoken', '{{DEVICEREGISTRATION}}')],
  ['{{SERIAL}}', { deviceNameTemplate: 'MAC-{{SERIAL}}' }],
  ['{{DeviceName}}', { messageTemplate: 'Your device {{DeviceName}} is not compliant.' }],
  ['{UserName}', { messageTemplate: 'Hello {UserName}, {DeviceName} needs you.' }],
  ['%SERIAL%', { deviceNameTemplate: 'PC-%SERIAL%' }],
  ['%RAND:5%', { deviceNameTemplate: 'PC%RAND:5%' }],
  ['%ProgramData%\\Vendor', list('device_vendor_msft_policy_config_defender_excludedpaths', '%ProgramData%\\Vendor', '%windir%\\ccm')],
  ['%PROGRAMFILES%', oma('./x', '<FilePathCondition Path="%PROGRAMFILES%\\*"/>')],
  ['%SystemRoot%\\x', { filePath: '%SystemRoot%\\x' }],
  ['%USERPROFILE%', powershell('$p = "%USERPROFILE%\\Desktop"')],
  ['${env:TenantFolder}', powershell('Copy-Item x ${env:TenantFolder}')],
  // other people's hosts, and dotted names that are no hosts
  ['login.microsoftonline.com', list('com.apple.extensiblesso_urls', 'https://login.microsoftonline.com', 'https://login.microsoft.com', 'https://sts.windows.net')],
  ['graph.microsoft.com', powershell("$u = 'https://graph.microsoft.com/v1.0/me'")],
  ['www.example.org', { informationUrl: 'https://www.example.org/help' }],
  ['devspaces.skype.com', { managedUniversalLinks: ['http://devspaces.skype.com/*'] }],
  ['winatp-gw-weu.microsoft.com', setting('com.vendor.allowlist', 'winatp-gw-weu.microsoft.com')],
  ['time.apple.com', setting('com.apple.mcx_timeserver', 'time.apple.com')],
  ['contoso.example', { link: 'https://contoso.example/' }],
  ['mycontoso-shoes.example', { link: 'https://mycontoso-shoes.example/' }],
  ['contoso-shoes.example.net', { link: 'https://contoso-shoes.example.net/' }],
  ['contososhoesfans.sharepoint.example', { link: 'https://contososhoesfans.sharepoint.example/' }],
  ['*.sharepoint.com', setting('com.vendor.allow', '*.sharepoint.com')],
  ['sharepoint.com', setting('com.vendor.allow', 'sharepoint.com')],
  ['onmicrosoft.com', setting('com.vendor.allow', 'onmicrosoft.com')],
  ['setup.exe', { setupFilePath: 'setup.exe' }],
  ['com.microsoft.skydrive', { apps: [{ mobileAppIdentifier: { '@odata.type': '#microsoft.graph.androidMobileAppIdentifier', packageId: 'com.microsoft.skydrive' } }] }],
  ['10.0.22631.3296', { osMinimumVersion: '10.0.22631.3296' }],
  ['someone@example.org', { vendorContact: 'someone@example.org' }],
  ['root@localhost', powershell('ssh root@localhost')],
  ['@odata.type', { text: 'the member @odata.type is kept' }],
  ['i.imgur.example', { personalizationDesktopImageUrl: 'https://i.imgur.example/wall.png' }],
  ['tunnel connection', appConfig('com.microsoft.tunnel.connection_name', 'tunnel connection')],
  // words that sound like a place holder, a key, a token
  ['your tenant', { description: 'Signs users in to your tenant and your organization.' }],
  ["your organization's data", { messageTemplate: "Please protect your organization's data." }],
  ['YOUR', { description: 'IT IS YOUR DEVICE' }],
  ['<dict>', { configurationXml: base64('<dict><key>a</key><true/></dict>') }],
  ['<string>', oma('./x', '<a><string>x</string></a>')],
  ['replace', { description: 'Replace the battery' }],
  ['REPLACEMENT', { displayName: 'REPLACEMENT DEVICES' }],
  ['change password', { note: 'change password' }],
  ['notConfigured', { '@odata.type': '#microsoft.graph.windows10GeneralConfiguration', activationKeyState: 'notConfigured' }],
  ['digitalSignature,keyEncipherment', { keyUsage: 'digitalSignature,keyEncipherment' }],
  ['size2048', { keySize: 'size2048' }],
  ['eyJust a word', { note: 'eyJust a word. nothing else. at all' }],
  ['licenseType', { vppTokenAccountType: 'business', licenseType: 'device' }],
  ['useDeviceLicense', { assignments: [{ settings: { useDeviceLicensing: true, licenseMode: 'useDeviceLicense' } }] }],
  ['basic', setting('com.vendor.authentication_tokentype', 'basic')],
  ['Allow', choice('device_vendor_msft_policy_config_kerberos_pkinithashalgorithmsha256', '1')],
  ['device.deviceCategory', { rule: '(device.deviceCategory -eq "Sales")' }],
  ['device.model', { rule: '(device.model -startsWith "Surface")' }],
  ['group tag', { membershipRule: '(device.devicePhysicalIds -any (_ -eq "[OrderID]:Sales"))' }],
  // hashes, thumbprints, keys of other kinds
  ['69f299b4-e4aa-48d1-8c6a-49600133d832', { fileHash: '69f299b4-e4aa-48d1-8c6a-49600133d832' }],
  ['d41d8cd98f00b204e9800998ecf8427e', { md5: 'd41d8cd98f00b204e9800998ecf8427e' }],
  ['9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08', { sha256: '9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08' }],
  ['0x9F86D081884C7D65', oma('./x', '<FileHash Type="SHA256" Data="0x9F86D081884C7D65"/>')],
  ['2024-05-06T07:08:09Z', { validFrom: '2024-05-06T07:08:09Z' }],
  ['P30D', { offlineGracePeriod: 'P30D' }],
  ['AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', { largeIcon: { type: 'image/png', value: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' } }],
  ['9WZDNCRFJ3PZ', { '@odata.type': '#microsoft.graph.winGetApp', packageIdentifier: '9WZDNCRFJ3PZ' }],
  ['https://learn.microsoft.com/windows/client-management/mdm/policy-csp-defender', { description: 'See https://learn.microsoft.com/windows/client-management/mdm/policy-csp-defender' }],
  ['ec0844f7-aebd-0583-67fe-601ecf5d774f', { MoreInfoUrl: 'https://support.vendor.example/article/ec0844f7-aebd-0583-67fe-601ecf5d774f' }],
  ['{8fa1c3e5-07b9-4d2f-9e6a-1b3d5f7a9c0e}', oma('./Vendor/MSFT/DiagnosticLog/EtwLog/Collectors/x/Providers/8fa1c3e5-07b9-4d2f-9e6a-1b3d5f7a9c0e', '{8fa1c3e5-07b9-4d2f-9e6a-1b3d5f7a9c0e}')],
  ['9ab2d4f6-18ca-4e30-8f7b-2c4e6a8b0d1f', powershell("Start-Process msiexec.exe -ArgumentList '/x', '{9ab2d4f6-18ca-4e30-8f7b-2c4e6a8b0d1f}', '/qn'")],
  ['abc3e507-29db-4f41-908c-3d5f7b9c1e20', { baselineId: 'abc3e507-29db-4f41-908c-3d5f7b9c1e20_2' }],
  ['bcd4f618-3aec-4052-a19d-4e608cad2f31', { valueJson: '"bcd4f618-3aec-4052-a19d-4e608cad2f31=block"', definitionId: 'deviceConfiguration--windows10EndpointProtectionConfiguration_defenderAttackSurfaceReductionRules' }],
  ['cde50729-4bfd-4163-b2ae-5f719dbe3042', mobileconfig(['PayloadUUID', 'cde50729-4bfd-4163-b2ae-5f719dbe3042'])],
  ['def6183a-5c0e-4274-83bf-6082aecf4153', oma('./Vendor/MSFT/ApplicationControl/Policies/def6183a-5c0e-4274-83bf-6082aecf4153/Policy', 'eA==')],
  ['ef07294b-6d1f-4385-94c0-7193bfd05264', oma('./Vendor/MSFT/AppLocker/ApplicationLaunchRestrictions/ef07294b-6d1f-4385-94c0-7193bfd05264/EXE/Policy', 'x')],
  ['5d6e7f80-9a1b-4c2d-8e3f-405162738495', { mobileAppCategories: [{ id: '5d6e7f80-9a1b-4c2d-8e3f-405162738495', displayName: 'Productivity' }] }],
  ['SELECT * FROM Win32_OperatingSystem', powershell("Get-CimInstance -Query 'SELECT * FROM Win32_OperatingSystem'")],
  ['System.Net.WebClient', powershell('$c = New-Object System.Net.WebClient; $c.DownloadString("https://aka.ms/x")')],
  ['com.apple.TCC.configuration-profile-policy', mobileconfig(['PayloadType', 'com.apple.TCC.configuration-profile-policy'])],
  ['TenantId', powershell('param([string]$TenantId, [string]$ClientId)')],
  ['$env:USERDNSDOMAIN', powershell('$d = $env:USERDNSDOMAIN')],
  ['ann@{{domain}}', { emailFormat: 'ann@{{domain}}' }],
  ['tenantid', { '@odata.type': '#microsoft.graph.x', settingDefinitionId: 'device_vendor_msft_passportforwork_{tenantid}_policies' }],
  ['6d809377-6af0-444b-8957-a3773f02200e', { layout: '{6D809377-6AF0-444B-8957-A3773F02200E}\\Vendor\\app.exe' }],
  ['381b4222-f694-41f0-9685-ff5bb260df2e', powershell('powercfg /setactive 381b4222-f694-41f0-9685-ff5bb260df2e')],
  ['bd39d1d2-ba2f-486a-89b0-b4b0cb466891', powershell('Add-Type \'[ComImport, Guid("bd39d1d2-ba2f-486a-89b0-b4b0cb466891")] class X {}\'')],
  ['7971f918-a847-4430-9279-4a52d1efe18d', powershell("$m.AddService2('7971f918-a847-4430-9279-4a52d1efe18d', 7, '')")],
  ['e0f1a2b3-c4d5-4e6f-8a7b-9c0d1e2f3a4b', mobileconfig(['PayloadCertificateUUID', 'e0f1a2b3-c4d5-4e6f-8a7b-9c0d1e2f3a4b'])],
  ['required', appConfig('activationCode', 'required')],
  ['C:\\Program Files\\.vendor\\x.exe', { path: 'C:\\Program Files\\.vendor\\x.exe' }],
  ['^[0-9]{4}\\.[0-9]+$', { pattern: '^[0-9]{4}\\.[0-9]+$' }],
  ['Domain\\User', { note: 'Write Domain\\User or user@domain' }],
  ['f2a3b4c5-d6e7-4f80-9a1b-2c3d4e5f6a7b', powershell("$clsid = 'HKLM:\\SOFTWARE\\Classes\\CLSID\\{f2a3b4c5-d6e7-4f80-9a1b-2c3d4e5f6a7b}\\InprocServer32'")],
  ['03b4c5d6-e7f8-4091-ab2c-3d4e5f6a7b8c', { registry: 'HKLM\\SOFTWARE\\Microsoft\\Active Setup\\Installed Components\\{03b4c5d6-e7f8-4091-ab2c-3d4e5f6a7b8c}' }],
  ['sp=rw', { url: 'https://store.example/logs?sp=rw&code=en' }],
  ['Contoso Shoes baseline', { displayName: 'Contoso Shoes baseline', description: 'For all of Contoso' }],
];

export const sample: readonly Labelled[] = [...bound.map(([name, value, json]) => ({ class: name, value, json })), ...traps.map(([value, json]) => ({ value, json }))];
