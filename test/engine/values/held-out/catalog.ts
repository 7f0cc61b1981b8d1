import type { Json } from '../../../../src/model/json.js';
import { agency, base64, command, entraSid, guid, northwind, shanghai, type HeldOut } from './marks.js';

const catalogPolicy = (name: string, settings: Json[]): Json => ({
  '@odata.type': '#microsoft.graph.deviceManagementConfigurationPolicy',
  name,
  platforms: 'windows10',
  technologies: 'mdm',
  templateReference: { templateId: '', templateFamily: 'none' },
  settings,
});

function simple(id: string, value: Json, template?: string): Json {
  return {
    '@odata.type': '#microsoft.graph.deviceManagementConfigurationSetting',
    settingInstance: {
      '@odata.type': '#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance',
      settingDefinitionId: id,
      settingInstanceTemplateReference: template === undefined ? null : { settingInstanceTemplateId: template },
      simpleSettingValue: { '@odata.type': '#microsoft.graph.deviceManagementConfigurationStringSettingValue', value },
    },
  };
}

function list(id: string, values: string[]): Json {
  return {
    settingInstance: {
      '@odata.type': '#microsoft.graph.deviceManagementConfigurationSimpleSettingCollectionInstance',
      settingDefinitionId: id,
      simpleSettingCollectionValue: values.map((value) => ({ '@odata.type': '#microsoft.graph.deviceManagementConfigurationStringSettingValue', value })),
    },
  };
}

/** A choice with children, as administrative templates look in the catalog. */
function enabled(id: string, children: Json[]): Json {
  return {
    settingInstance: {
      '@odata.type': '#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance',
      settingDefinitionId: id,
      choiceSettingValue: { value: `${id}_1`, children: children.map((child) => (typeof child === 'object' && child !== null && !Array.isArray(child) ? (child['settingInstance'] ?? null) : null)) },
    },
  };
}

function pairs(id: string, entries: readonly (readonly [string, string])[]): Json {
  return {
    settingInstance: {
      '@odata.type': '#microsoft.graph.deviceManagementConfigurationGroupSettingCollectionInstance',
      settingDefinitionId: id,
      groupSettingCollectionValue: entries.map(([key, value]) => ({ children: [simple(`${id}_key`, key), simple(`${id}_value`, value)].map((each) => (typeof each === 'object' && each !== null && !Array.isArray(each) ? (each['settingInstance'] ?? null) : null)) })),
    },
  };
}

const oneDrive = 'device_vendor_msft_policy_config_onedrivengscv2~policy~onedrivengsc';
const edge = 'device_vendor_msft_policy_config_microsoft_edge~policy~microsoft_edge';

export const catalogDocuments: HeldOut[] = [
  {
    name: 'OneDrive with known folders, tenants and libraries',
    tenant: northwind,
    body: ({ bound, trap }) => {
      const library = `tenantId=${northwind.id}&siteId=%7B${guid('site')}%7D&webId=%7B${guid('web')}%7D&listId=%7B${guid('list').toUpperCase()}%7D&webUrl=https%3A%2F%2Fnorthwind%2Esharepoint%2Ecom%2Fsites%2FSales&version=1`;
      return catalogPolicy('OneDrive', [
        enabled(`${oneDrive}_kfmoptinnowizard`, [simple(`${oneDrive}_kfmoptinnowizard_kfmoptinnowizard_textbox`, bound(northwind.id.toUpperCase(), 'tenant id'), trap(guid('instance template 1')))]),
        enabled(`${oneDrive}.updates_kfmoptinwithwizard`, [simple(`${oneDrive}.updates_kfmoptinwithwizard_kfmoptinwithwizard_textbox`, bound(`{${northwind.id}}`, 'tenant id'))]),
        enabled(`${oneDrive}_allowtenantlist`, [pairs(`${oneDrive}_allowtenantlist_allowtenantlistbox`, [[bound(northwind.id, 'tenant id'), bound(northwind.id, 'tenant id')]])]),
        enabled(`${oneDrive}_disablecustomroot`, [pairs(`${oneDrive}_disablecustomroot_disablecustomrootlist`, [[bound(northwind.id, 'tenant id'), '1']])]),
        enabled(`${oneDrive}_defaultrootdir`, [pairs(`${oneDrive}_defaultrootdir_defaultrootdirlist`, [[bound(northwind.id, 'tenant id'), trap('%USERPROFILE%\\OneDrive')]])]),
        enabled(`${oneDrive}_syncadminreports`, [simple(`${oneDrive}_syncadminreports_syncadminreports_textbox`, bound(Buffer.from('association key of the reports page, opaque '.repeat(5)).toString('base64'), 'association key', 'token'))]),
        enabled(`${oneDrive}_automountteamsites`, [pairs(`${oneDrive}_automountteamsites_automountteamsiteslistbox`, [['Sales documents', bound(library, 'sharepoint library')], ['Handbook', bound(library.replace(guid('site'), guid('other site')).replace('Sales', 'Handbook'), 'sharepoint library')]])]),
        enabled(`${oneDrive}_tenantautomount`, [simple(`${oneDrive}_sharepointonpremprioritizationpolicy`, trap('PrioritizeSPO'))]),
        enabled(`${oneDrive}_gpoenablehydrationlimit`, [simple(`${oneDrive}_odignorelistfromgpo_odignorelistfromgpolistbox`, trap('*.pst'))]),
      ]);
    },
  },
  {
    name: 'sign-in helpers, Teams and search',
    tenant: northwind,
    body: ({ bound, trap, either }) =>
      catalogPolicy('Sign-in', [
        simple('device_vendor_msft_policy_config_authentication_preferredaadtenantdomainname', bound('northwindtraders.com', 'domain')),
        simple('user_vendor_msft_policy_config_teamsv3~policy~l_teams_string_teams_signinrestriction_policy_restrictteamssignintoaccountsfromtenantlist', bound(northwind.id, 'tenant id')),
        simple('device_vendor_msft_policy_config_deliveryoptimization_docachehost', bound('mcc01.corp.northwindtraders.com,mcc02.corp.northwindtraders.com', 'domain', 'network host', 'tenant host')),
        simple('device_vendor_msft_policy_config_deliveryoptimization_dogroupid', either(guid('delivery group'))),
        simple('device_vendor_msft_policy_config_update_updateserviceurl', bound('http://wsus.nwt.co.uk:8530', 'domain', 'network host', 'url', 'tenant host')),
        simple('device_vendor_msft_policy_config_kerberos_setmaximumcontexttokensize', trap('48000')),
        simple('device_vendor_msft_laps_policies_administratoraccountname', trap('lapsadmin')),
        simple('device_vendor_msft_policy_config_timelanguagesettings_configuretimezone', trap('GMT Standard Time')),
        simple('device_vendor_msft_passportforwork_{tenantid}_policies_usepassportforwork', trap('true')),
        simple('device_vendor_msft_policy_config_devicelock_screentimeoutwhilelocked', trap('300'), trap(guid('instance template 2'))),
        list('device_vendor_msft_policy_config_networkisolation_enterprisenetworkdomainnames', [bound('corp.northwindtraders.com', 'domain', 'network host', 'tenant host')]),
        list('device_vendor_msft_policy_config_networkisolation_enterprisecloudresources', [bound('northwind.sharepoint.com', 'sharepoint host'), bound('northwind-my.sharepoint.com', 'onedrive host', 'sharepoint host'), trap('outlook.office365.com'), trap('graph.microsoft.com')]),
      ]),
  },
  {
    name: 'local groups and user rights',
    tenant: northwind,
    body: ({ bound, trap }) =>
      catalogPolicy('Local groups', [
        {
          settingInstance: {
            '@odata.type': '#microsoft.graph.deviceManagementConfigurationGroupSettingCollectionInstance',
            settingDefinitionId: 'device_vendor_msft_policy_config_localusersandgroups_configure',
            groupSettingCollectionValue: [
              {
                children: [
                  {
                    '@odata.type': '#microsoft.graph.deviceManagementConfigurationSimpleSettingCollectionInstance',
                    settingDefinitionId: 'device_vendor_msft_policy_config_localusersandgroups_configure_groupconfiguration_accessgroup_users',
                    simpleSettingCollectionValue: [
                      { value: bound('AzureAD\\adele.vance@northwindtraders.com', 'account') },
                      { value: bound('AzureAD\\svc_intune@northwind.onmicrosoft.com', 'account') },
                      { value: bound(entraSid(guid('group:admins')), 'sid') },
                      { value: bound(entraSid(guid('a role of this tenant')), 'sid') },
                      { value: trap('S-1-5-21-1004336348-1177238915-682003330-512') },
                      { value: trap('Administrator') },
                    ],
                  },
                ],
              },
            ],
          },
        },
        list('device_vendor_msft_policy_config_userrights_denylocallogon', [trap('*S-1-5-32-546'), bound(`*${entraSid(guid('group:kiosk'))}`, 'sid'), trap('*S-1-5-113')]),
        list('device_vendor_msft_policy_config_userrights_debugprograms', [trap('*S-1-5-32-544'), trap('*S-1-5-80-3139157870-2983391045-3678747466-658725712-1809340420')]),
        list('device_vendor_msft_policy_config_userrights_accessfromnetwork', [trap('*S-1-5-32-544,*S-1-5-32-555'), trap('*S-1-15-2-1')]),
      ]),
  },
  {
    name: 'Edge: favorites, home, certificates, lists',
    tenant: northwind,
    body: ({ bound, trap }) => {
      const favorites = JSON.stringify([
        { toplevel_name: 'Northwind' },
        { name: 'Intranet', url: bound('https://northwind.sharepoint.com/sites/intranet', 'sharepoint host') },
        { name: 'Tickets', url: bound('https://helpdesk.northwindtraders.com/new?from=edge', 'domain', 'url', 'tenant host') },
        { name: 'My apps', url: bound('https://myapps.microsoft.com/northwindtraders.com', 'domain') },
        { name: 'News', url: trap('https://www.bbc.co.uk/news') },
        { name: 'Office', url: trap('https://www.office.com/apps?auth=2') },
      ]);
      return catalogPolicy('Edge', [
        simple(`${edge}_managedfavorites_managedfavorites`, favorites),
        simple(`${edge}~startup_homepagelocation_homepagelocation`, bound('https://northwind.sharepoint.com/_layouts/15/sharepoint.aspx', 'sharepoint host', 'url')),
        simple(`${edge}~httpauthentication_authserverallowlist_authserverallowlist`, bound('*.corp.northwindtraders.com', 'domain', 'network host', 'tenant host')),
        list(`${edge}~contentsettings_autoselectcertificateforurls_autoselectcertificateforurlsdesc`, [JSON.stringify({ pattern: bound('https://[*.]northwind-handel.de', 'domain', 'tenant host', 'url'), filter: { ISSUER: { CN: 'NWT Issuing' } } })]),
        list(`${edge}~extensions_extensioninstallforcelist_extensioninstallforcelistdesc`, [trap('odfafepnkmbhccpbejgmiehpchacaeak;https://edge.microsoft.com/extensionwebstorebase/v1/crx'), trap('cjpalhdlnbpafiamejdnhcphjbkeiagm')]),
        list(`${edge}_allowtrackingforurls_allowtrackingforurlsdesc`, [trap('https://[*.]notnorthwindtraders.com'), trap('northwindtraders.community'), trap('northwindtraders.com.example.org')]),
        simple(`${edge}~identity_restrictsignintopattern`, bound('.*@northwindtraders\\.com', 'domain')),
        simple(`${edge}_enterprisemodesitelist`, bound('https://intranet.nwt.co.uk/ie/sites.xml', 'domain', 'url', 'tenant host')),
        simple(`${edge}_proxysettings_proxysettings`, JSON.stringify({ ProxyMode: 'pac_script', ProxyPacUrl: bound('http://pac.corp.northwindtraders.com/proxy.pac', 'domain', 'url', 'network host', 'tenant host'), ProxyBypassList: `localhost;127.0.0.1;${trap('*.windowsupdate.com')}` })),
        simple(`${edge}_newtabpagelocation`, trap('https://www.bing.com')),
      ]);
    },
  },
  {
    name: 'attack surface reduction, device installation, credential providers, Office',
    tenant: northwind,
    body: ({ trap }) =>
      catalogPolicy('Hardening', [
        simple('device_vendor_msft_policy_config_defender_attacksurfacereductionrules_rule', `${trap('be9ba2d9-53ea-4cdc-84e5-9b1eeee46550')}=1|${trap('75668c1f-73b5-4cf0-bb93-3ecf5cb7cc84')}=1|${trap('d4f940ab-401b-4efc-aadc-ad5f3c50688a')}=2`),
        simple('device_vendor_msft_policy_config_defender_attacksurfacereductiononlyexclusions', `${trap('%ProgramFiles%\\Northwind\\agent.exe')}|${trap('C:\\Temp')}`),
        list('device_vendor_msft_policy_config_deviceinstallation_preventinstallationofmatchingdevicesetupclasses_list', [trap('{d48179be-ec20-11d1-b6b8-00c04fa372a7}'), trap('{4d36e967-e325-11ce-bfc1-08002be10318}'), trap('{eec5ad98-8080-425f-922a-dabf3de3f69a}')]),
        list('device_vendor_msft_policy_config_deviceinstallation_allowinstallationofmatchingdeviceids_list', [trap('USB\\VID_0951&PID_1666'), trap('PCI\\CC_0C0A')]),
        simple('device_vendor_msft_passportforwork_{tenantid}_policies_deviceunlock_groupa', `${trap('{D6886603-9D2F-4EB2-B667-1971041FA96B}')},${trap('{8AF662BF-65A0-4D0A-A540-A338A999D36F}')}`),
        simple('device_vendor_msft_passportforwork_biometrics_groupb', trap('{27FBDB57-B613-4AF2-9D7E-4FA7A66C21AD}')),
        simple('device_vendor_msft_policy_config_office16v2~policy~l_microsoftofficemachine~l_updates_l_updatepath_l_updatepathid', trap('http://officecdn.microsoft.com/pr/492350f6-3a01-4f97-b9c0-c7c6ddf67d60')),
        simple('device_vendor_msft_policy_config_office16v2~policy~l_microsoftofficemachine~l_updates_l_updatebranch', trap('MonthlyEnterprise')),
        simple('device_vendor_msft_policy_config_windowslogon_excludedcredentialproviders', `${trap('{60b78e88-ead8-445c-9cfd-0b87f74ea6cd}')},${trap('{2135f72a-90b5-4ed3-a7f1-8bb705ac276a}')}`),
        list('device_vendor_msft_policy_config_applicationmanagement_launchappafterlogon', [trap('Microsoft.CompanyPortal_8wekyb3d8bbwe!App'), trap('{7C5A40EF-A0FB-4BFC-874A-C0F2E0B9FA8E}\\Agent\\agent.exe')]),
        simple('device_vendor_msft_policy_config_internetexplorer_allowedobjects', `${trap('{D27CDB6E-AE6D-11CF-96B8-444553540000}')}`),
      ]),
  },
  {
    name: 'printers and endpoint detection',
    tenant: northwind,
    body: ({ bound, trap }) =>
      catalogPolicy('Printers', [
        simple('user_vendor_msft_printerprovisioning_upprinterinstalls_{printersharedid}_printersharedid', bound(guid('printer share'), 'printer')),
        simple('user_vendor_msft_printerprovisioning_upprinterinstalls_{printersharedid}_clouddeviceid', bound(guid('printer device'), 'printer')),
        simple('user_vendor_msft_printerprovisioning_upprinterinstalls_{printersharedid}_printersharedname', bound('HQ-2-Follow me', 'printer')),
        {
          settingInstance: {
            '@odata.type': '#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance',
            settingDefinitionId: 'device_vendor_msft_windowsadvancedthreatprotection_configurationtype',
            choiceSettingValue: {
              value: trap('device_vendor_msft_windowsadvancedthreatprotection_configurationtype_onboard'),
              settingValueTemplateReference: { settingValueTemplateId: trap(guid('value template 1')), useTemplateDefault: false },
              children: [
                {
                  '@odata.type': '#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance',
                  settingDefinitionId: 'device_vendor_msft_windowsadvancedthreatprotection_onboarding',
                  simpleSettingValue: {
                    value: JSON.stringify({
                      body: JSON.stringify({ previousOrgIds: [], orgId: bound(guid('defender organization'), 'defender org id', 'defender onboarding'), geoLocationUrl: 'https://winatp-gw-weu.microsoft.com/', datacenter: 'WestEurope', vortexGeoLocation: 'EU', version: '1.41' }),
                      sig: 'p2xw+VqX9V1F3cQGgkU2Zb0zS1Q==',
                      sha256sig: 'aGVsbG8gdGhlcmU=',
                    }),
                  },
                },
              ],
            },
          },
        },
        simple('device_vendor_msft_defender_configuration_devicecontrol_policygroups_{groupid}_groupdata', `<Group Id="${trap('{9b28fae8-72f7-4267-a1a5-685f747a7146}')}"><MatchType>MatchAny</MatchType><DescriptorIdList><PrimaryId>RemovableMediaDevices</PrimaryId></DescriptorIdList></Group>`),
      ]),
  },
  {
    name: 'catalog policy with what the service stamps',
    tenant: northwind,
    body: ({ trap }) => ({
      '@odata.type': '#microsoft.graph.deviceManagementConfigurationPolicy',
      name: trap('Northwind Traders baseline'),
      creationSource: trap(guid('baseline template')),
      templateReference: { templateId: trap('66df8dce-0166-4b82-92f7-1f74e3ca17a3_4'), templateFamily: 'endpointSecurityAttackSurfaceReduction', templateDisplayName: 'Attack surface reduction' },
      settings: [simple('device_vendor_msft_policy_config_camera_allowcamera', '1', trap(guid('instance template 3')))],
    }),
  },
  {
    name: 'government cloud: OneDrive and Edge',
    tenant: agency,
    body: ({ bound, trap }) =>
      catalogPolicy('OneDrive GCC High', [
        enabled(`${oneDrive}_kfmoptinnowizard`, [simple(`${oneDrive}_kfmoptinnowizard_kfmoptinnowizard_textbox`, bound(agency.id, 'tenant id'))]),
        simple('device_vendor_msft_policy_config_authentication_preferredaadtenantdomainname', bound('fabrikamgov.onmicrosoft.us', 'initial domain')),
        list(`${edge}_popupsallowedforurls`, [bound('https://fabrikamgov.sharepoint.us', 'sharepoint host'), bound('https://fabrikamgov-my.sharepoint.us/personal', 'onedrive host', 'sharepoint host'), trap('https://portal.azure.us'), trap('https://login.microsoftonline.us'), trap('https://[*.]office365.us')]),
        simple(`${edge}~startup_homepagelocation_homepagelocation`, bound('https://portal.fabrikam-agency.us/', 'domain', 'url', 'tenant host')),
        simple('device_vendor_msft_policy_config_x_signinurl', bound(`https://login.microsoftonline.us/${agency.id}/oauth2/v2.0/authorize`, 'tenant id')),
      ]),
  },
  {
    name: 'defense cloud: sites',
    tenant: command,
    body: ({ bound, trap }) =>
      catalogPolicy('Sites DoD', [
        list(`${edge}_popupsallowedforurls`, [bound('https://fabrikammil.sharepoint-mil.us', 'sharepoint host'), bound('https://fabrikammil-my.sharepoint-mil.us', 'onedrive host', 'sharepoint host'), trap('https://webmail.apps.mil'), trap('https://dod-graph.microsoft.us/v1.0')]),
        simple('device_vendor_msft_policy_config_authentication_preferredaadtenantdomainname', bound('fabrikam-command.us', 'domain')),
      ]),
  },
  {
    name: 'Chinese cloud: sites and accounts',
    tenant: shanghai,
    body: ({ bound, trap }) =>
      catalogPolicy('Sites 21Vianet', [
        list(`${edge}_popupsallowedforurls`, [bound('https://contosocn.sharepoint.cn/sites/hr', 'sharepoint host'), bound('https://contosocn-my.sharepoint.cn', 'onedrive host', 'sharepoint host'), trap('https://portal.azure.cn'), trap('https://login.partner.microsoftonline.cn/common')]),
        simple('device_vendor_msft_policy_config_localusersandgroups_configure_groupconfiguration_accessgroup_users', bound('AzureAD\\li.wei@contosocn.partner.onmschina.cn', 'account')),
        simple('device_vendor_msft_policy_config_x_authority', bound(`https://login.chinacloudapi.cn/${shanghai.id}`, 'tenant id')),
        simple('device_vendor_msft_policy_config_x_mail', bound('it@contoso-trade.cn', 'account', 'mail address')),
      ]),
  },
  {
    name: 'default associations and start layout in base64',
    tenant: northwind,
    body: ({ bound, trap }) =>
      catalogPolicy('Associations', [
        simple('device_vendor_msft_policy_config_applicationdefaults_defaultassociationsconfiguration', base64(`<?xml version="1.0" encoding="UTF-8"?>\r\n<DefaultAssociations>\r\n  <Association Identifier=".pdf" ProgId="${trap('AppXd4nrz8ff68srnhf9t5a8sbjyar1cr723')}" ApplicationName="Edge" />\r\n</DefaultAssociations>`)),
        simple('user_vendor_msft_policy_config_start_startlayout', `<LayoutModificationTemplate xmlns="${trap('http://schemas.microsoft.com/Start/2014/LayoutModification')}"><CustomTaskbarLayoutCollection><start:SecondaryTile AppUserModelID="${trap('Microsoft.MicrosoftEdge_8wekyb3d8bbwe!MicrosoftEdge')}" TileID="-9513911450" Arguments="${bound('https://northwind.sharepoint.com/sites/start?a=1&amp;b=2', 'sharepoint host')}" /></CustomTaskbarLayoutCollection></LayoutModificationTemplate>`),
      ]),
  },
];
