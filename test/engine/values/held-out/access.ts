import { agency, base64, entraSid, guid, northwind, shanghai, type HeldOut } from './marks.js';

export const accessDocuments: HeldOut[] = [
  {
    name: 'conditional access: what is the same everywhere',
    tenant: northwind,
    body: ({ bound, trap }) => ({
      '@odata.type': '#microsoft.graph.conditionalAccessPolicy',
      conditions: {
        users: { includeRoles: [trap('62e90394-69f5-4237-9190-012177145e10'), trap('194ae4cb-b126-40b2-bd5b-6091b380977d'), trap('f28a1f50-f6e7-4571-818b-6a12f2af6b6c'), trap('29232cdf-9323-42fd-ade2-1d097af3e4de')], includeUsers: [trap('All')], excludeUsers: [trap('GuestsOrExternalUsers')] },
        applications: { includeApplications: [trap('00000002-0000-0ff1-ce00-000000000000'), trap('797f4846-ba00-4fd7-ba43-dac1f8f63013'), trap('d4ebce55-015a-49b5-a083-c84d1797ae8c'), trap('0000000a-0000-0000-c000-000000000000'), trap('Office365')] },
        devices: { deviceFilter: { mode: 'exclude', rule: `device.mdmAppId -eq "${trap('0000000a-0000-0000-c000-000000000000')}" -and device.trustType -eq "ServerAD"` } },
        clientApplications: null,
      },
      grantControls: { authenticationStrength: { id: trap('00000000-0000-0000-0000-000000000004') }, builtInControls: ['mfa'] },
      sessionControls: null,
      description: `Owner ${bound('secops@northwindtraders.com', 'account', 'mail address')}; first-party client ${trap('04b07795-8ddb-461a-bbee-02f9e1bf7b46')}; home of consumers ${trap('9188040d-6c67-4c5b-b112-36a304b66dad')}`,
    }),
  },
  {
    name: 'authentication methods and keys',
    tenant: northwind,
    body: ({ trap }) => ({
      keyRestrictions: { aaGuids: [trap('de1e552d-db1d-4423-a619-566b625cdc84'), trap('90a3ccdf-635c-4729-a248-9b709135078f'), trap('cb69481e-8ff7-4039-93ec-0a2729a154a8')], isEnforced: true },
      includeTargets: [{ id: trap('all_users'), targetType: 'group' }],
    }),
  },
  {
    name: 'licenses and names of plans',
    tenant: northwind,
    body: ({ trap }) => ({ assignedLicenses: [{ skuId: trap('05e9a617-0261-4cee-bb44-138d3ef5d965'), disabledPlans: [trap('882e1d05-acd1-4ccb-8708-6ee03664b117')] }], createdByAppId: trap('74658136-14ec-4630-ad9b-26e160ff0fc6'), servicePlanId: trap('41781fb2-bc02-4b7c-bd55-b576c07bb09d') }),
  },
  {
    name: 'cloud PC, logs and Azure resources',
    tenant: northwind,
    body: ({ bound, trap }) => ({
      value: [
        { '@odata.type': '#microsoft.graph.cloudPcOnPremisesConnection', subnetId: bound(`/subscriptions/${guid('subscription')}/resourceGroups/rg-cloudpc/providers/Microsoft.Network/virtualNetworks/vnet-nwt/subnets/cpc`, 'azure resource'), adDomainName: bound('corp.northwindtraders.com', 'domain', 'network host', 'tenant host'), organizationalUnit: bound('OU=CloudPC,DC=corp,DC=northwindtraders,DC=com', 'domain') },
        { '@odata.type': '#microsoft.graph.cloudPcProvisioningPolicy', imageId: trap('microsoftwindowsdesktop_windows-ent-cpc_win11-24h2-ent-cpc-m365'), imageType: 'gallery', sourceImageResourceId: bound(`/subscriptions/${guid('subscription')}/resourceGroups/rg-images/providers/Microsoft.Compute/images/nwt-11`, 'azure resource') },
        { name: 'script to workspace', scriptContent: base64(`$WorkspaceId = "${bound(guid('log workspace'), 'workspace id')}"\n$vault = "${bound(`/subscriptions/${guid('subscription')}/resourceGroups/rg-kv/providers/Microsoft.KeyVault/vaults/nwt`, 'azure resource')}"`) },
      ],
    }),
  },
  {
    name: 'wrappings around wrappings',
    tenant: northwind,
    body: ({ bound, trap, either }) => ({
      '@odata.type': '#microsoft.graph.windows10CustomConfiguration',
      omaSettings: [
        { omaUri: './Vendor/MSFT/Policy/Config/Northwind/Twice', value: base64(base64(`tenant=${bound(northwind.id, 'tenant id')}`)) },
        { omaUri: './Vendor/MSFT/Policy/Config/Northwind/JsonInXmlInJson', value: JSON.stringify({ doc: `<config><item data='${JSON.stringify({ upn: bound('lee.gu@northwindtraders.com', 'account', 'mail address') })}'/></config>` }) },
        { omaUri: './Vendor/MSFT/Policy/Config/Northwind/Cdata', value: `<a><![CDATA[{"site":"${bound('https://northwind.sharepoint.com', 'sharepoint host')}"}]]></a>` },
        { omaUri: './Vendor/MSFT/Policy/Config/Northwind/Entity', value: `<a mail="${bound('debra&#64;northwindtraders.com', 'account', 'mail address', 'domain')}"/>` },
        { omaUri: './Vendor/MSFT/Policy/Config/Northwind/Percent', value: `https://login.microsoftonline.com/common/oauth2/authorize?login_hint=${bound('grady%40northwindtraders.com', 'account', 'mail address', 'domain')}&domain_hint=${bound('nwt.co.uk', 'domain')}&client_id=${trap('1fec8e78-bce4-4aaf-ab1b-5451cc387264')}` },
        { omaUri: './Vendor/MSFT/Policy/Config/Northwind/Csv', value: `name,upn,tenant\r\nAdele,${bound('adele@nwt.co.uk', 'account', 'mail address')},${bound(northwind.id, 'tenant id')}\r\n"Vance, Joni",${bound('joni@nwt.co.uk', 'account', 'mail address')},\r\nPartner,${trap('p@fabrikam.com')},${trap('f8cdef31-a31e-4b4a-93e4-5f571e91255a')}` },
        { omaUri: './Vendor/MSFT/Policy/Config/Northwind/Url64', value: Buffer.from(`{"tid":"${bound(northwind.id, 'tenant id')}","upn":"${bound('pradeep@northwindtraders.com', 'account', 'mail address')}"}`).toString('base64url') },
        { omaUri: './Vendor/MSFT/Policy/Config/Northwind/BigEndian', value: Buffer.from(`\uFEFF<t>${bound(northwind.id, 'tenant id')}</t>`, 'utf16le').swap16().toString('base64') },
        { omaUri: './Vendor/MSFT/Policy/Config/Northwind/Pairs', value: `Server=${bound('sql.corp.northwindtraders.com', 'domain', 'network host', 'tenant host')};Tenant=${bound(northwind.id.replaceAll('-', ''), 'tenant id')};Sid=${bound(entraSid(guid('user:adele')), 'sid')};Location=${bound(guid('namedLocation:office'), 'object id')}` },
        { omaUri: './Vendor/MSFT/Policy/Config/Northwind/Subject', value: `CN=Device,OU=HQ,${bound('DC=nwt,DC=co,DC=uk', 'domain')}` },
        { omaUri: './Vendor/MSFT/Policy/Config/Northwind/Digest', value: trap('sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08') },
        { omaUri: './Vendor/MSFT/Policy/Config/Northwind/NotReady', value: either(Buffer.from('no text at all \u0000\u0001').toString('base64')) },
      ],
    }),
  },
  {
    name: 'place holders of templates',
    tenant: northwind,
    body: ({ bound, trap }) => ({
      value: [
        { omaUri: `./Device/Vendor/MSFT/PassportForWork/${bound('<YOURTENANTID>', 'place holder')}/Policies/EnablePinRecovery`, value: 'true' },
        { settingDefinitionId: 'com.apple.managedclient.preferences_kfmsilentoptin', simpleSettingValue: { value: bound('<Tenant ID>', 'place holder') } },
        { settingDefinitionId: 'device_vendor_msft_policy_config_onedrivengscv2~policy~onedrivengsc_kfmoptinnowizard_kfmoptinnowizard_textbox', simpleSettingValue: { value: bound('REPLACE-ME', 'place holder') } },
        { settingDefinitionId: 'device_vendor_msft_policy_config_authentication_preferredaadtenantdomainname', simpleSettingValue: { value: bound('%PrimaryTenantDomain%', 'place holder') } },
        { settingDefinitionId: 'device_vendor_msft_policy_config_onedrivengscv2~policy~onedrivengsc_syncadminreports_syncadminreports_textbox', simpleSettingValue: { value: bound('%TenantAssociationKey%', 'place holder') } },
        { realm: bound('YOURREALM', 'place holder') },
        { conditions: { applications: { includeApplications: [bound('%GsaPrivateAccessAppId%', 'place holder')] } } },
        { variables: [trap('%ProgramData%\\Northwind'), trap('%APPDATA%'), trap('%SystemRoot%\\System32'), trap('%RAND:5%'), trap('%SERIAL%'), trap('%USERNAME%'), trap('%LOCALAPPDATA%\\Temp'), trap('{{AAD_Device_ID}}'), trap('{{DEVICEREGISTRATION}}'), trap('{{mail}}'), trap('{{partialupn}}'), trap('{{FullyQualifiedDomainName}}')] },
      ],
    }),
  },
  {
    name: 'a token left in a setting',
    tenant: northwind,
    body: ({ bound, trap }) => {
      const token = [{ alg: 'RS256', typ: 'JWT' }, { iss: 'https://example.org/', sub: 'connector', exp: 1924988400, scope: 'register everything of this site' }].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
      return {
        settings: [
          { key: 'registrationToken', value: bound(`${token.join('.')}.c2lnbmF0dXJlIG9mIHRoZSBpc3N1ZXIgb3ZlciBhbGwgb2YgaXQ`, 'token', 'connector token') },
          { key: 'icon', value: trap('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==') },
          { key: 'etag', value: trap('W/"JzEtVXNlcjs0M2IwMzZjZi0wMDAwJw=="') },
        ],
      };
    },
  },
  {
    name: 'Kerberos, shares and directories of the agency',
    tenant: agency,
    body: ({ bound, trap }) => ({
      value: [
        { settingDefinitionId: 'com.apple.extensiblesso_realm', simpleSettingValue: { value: bound('AD.FABRIKAM-AGENCY.US', 'kerberos realm', 'domain', 'tenant host') } },
        { settingDefinitionId: 'com.apple.managedclient.preferences_allowedtenants', simpleSettingCollectionValue: [{ value: bound('fabrikamgov.onmicrosoft.us', 'initial domain') }, { value: trap('fabrikamgov2.onmicrosoft.us') }] },
        { path: bound('\\\\files.fabrikam-agency.us\\dfs', 'domain', 'tenant host', 'network host') },
        { authority: `https://sts.windows.net/${bound(agency.id, 'tenant id')}/` },
      ],
    }),
  },
  {
    name: 'what is near to a name of the Chinese tenant',
    tenant: shanghai,
    body: ({ bound, trap }) => ({ list: [trap('contoso-trade.cn.example.com'), trap('my-contoso-trade.cn'), trap('contosocn.onmicrosoft.com'), bound('www.contoso-trade.cn', 'domain', 'tenant host'), bound(`https://graph.chinacloudapi.cn/${shanghai.id}/users`, 'tenant id'), trap('https://microsoftgraph.chinacloudapi.cn')] }),
  },
];
