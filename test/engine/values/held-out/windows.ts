import type { Json } from '../../../../src/model/json.js';
import { agency, base64, base64Utf16, entraSid, guid, northwind, type HeldOut } from './marks.js';

interface Oma {
  readonly uri: string;
  readonly value: string;
  readonly type?: string;
}

const custom = (settings: Oma[]): Json => ({
  '@odata.type': '#microsoft.graph.windows10CustomConfiguration',
  displayName: 'Custom',
  omaSettings: settings.map(({ uri, value, type = 'omaSettingString' }, index) => ({ '@odata.type': `#microsoft.graph.${type}`, displayName: `Setting ${String(index + 1)}`, omaUri: uri, value })),
});

const tunnel = (words: { servers: string; suffix: string; trusted: string; eap: string; pac: string; dns: string; servers10: string }): string => `<VPNProfile>
  <DnsSuffix>${words.suffix}</DnsSuffix>
  <NativeProfile>
    <Servers>${words.servers}</Servers>
    <NativeProtocolType>IKEv2</NativeProtocolType>
    <Authentication><UserMethod>Eap</UserMethod><Eap><Configuration>${words.eap}</Configuration></Eap></Authentication>
    <RoutingPolicyType>SplitTunnel</RoutingPolicyType>
  </NativeProfile>
  <TrustedNetworkDetection>${words.trusted}</TrustedNetworkDetection>
  <Proxy><AutoConfigUrl>${words.pac}</AutoConfigUrl></Proxy>
  <DomainNameInformation><DomainName>${words.dns}</DomainName><DnsServers>${words.servers10}</DnsServers></DomainNameInformation>
</VPNProfile>`;

const eap = (server: string, thumb: string): string =>
  `<EapHostConfig xmlns="http://www.microsoft.com/provisioning/EapHostConfig"><EapMethod><Type xmlns="http://www.microsoft.com/provisioning/EapCommon">25</Type></EapMethod><Config><Eap><EapType><ServerValidation><DisableUserPromptForServerValidation>true</DisableUserPromptForServerValidation><ServerNames>${server}</ServerNames><TrustedRootCA>${thumb}</TrustedRootCA></ServerValidation></EapType></Eap></Config></EapHostConfig>`;

export const windowsDocuments: HeldOut[] = [
  {
    name: 'Proxy exceptions of an ordinary tenant: whose hosts they are',
    tenant: northwind,
    body: ({ bound, trap }) => ({
      '@odata.type': '#microsoft.graph.windows10GeneralConfiguration',
      displayName: 'Proxy',
      networkProxyAutomaticConfigurationUrl: `http://${bound('proxy.northwind.example', 'network host')}/proxy.pac`,
      networkProxyServer: {
        address: trap('127.0.0.1'),
        exceptions: [trap('*.azure.com'), trap('*.azurewebsites.net'), trap('*.msauth.net'), trap('aadcdn.msftauth.net'), trap('*.visualstudio.com'), trap('www.msftconnecttest.com'), trap('*.trafficmanager.net'), trap('ocsp.digicert.com'), bound('northwind-shop.azurewebsites.net', 'network host', 'tenant host'), bound('files.northwind.example', 'network host')],
        useForLocalAddresses: false,
      },
    }),
  },
  {
    name: 'OMA-URI: paths, onboarding, tags, groups',
    tenant: northwind,
    body: ({ bound, trap }) =>
      custom([
        { uri: `./Device/Vendor/MSFT/PassportForWork/${bound(northwind.id, 'tenant id')}/Policies/UsePassportForWork`, value: 'true' },
        { uri: `./Vendor/MSFT/PassportForWork/${bound(northwind.id, 'tenant id')}/Policies/PINComplexity/MinimumPINLength`, value: '6' },
        { uri: `./Device/Vendor/MSFT/PassportForWork/${bound('{TenantId}', 'place holder')}/Policies/UseCloudTrustForOnPremAuth`, value: 'true' },
        { uri: './Vendor/MSFT/DMClient/Provider/MS DM Server/CommercialID', value: bound(guid('workspace'), 'commercial id', 'workspace id') },
        { uri: './Device/Vendor/MSFT/WindowsAdvancedThreatProtection/DeviceTagging/Group', value: bound('NWT-Stores', 'device tag') },
        {
          uri: './Device/Vendor/MSFT/WindowsAdvancedThreatProtection/Onboarding',
          value: JSON.stringify({ body: JSON.stringify({ previousOrgIds: [], orgId: bound(guid('second defender organization'), 'defender org id', 'defender onboarding'), geoLocationUrl: 'https://winatp-gw-cus.microsoft.com/', version: '1.42' }), sig: 'QUJDREVGRw==' }),
        },
        {
          uri: './Device/Vendor/MSFT/Policy/Config/LocalUsersAndGroups/Configure',
          type: 'omaSettingStringXml',
          value: base64(`<GroupConfiguration>\n <accessgroup desc="${trap('S-1-5-32-544')}">\n  <group action="U" />\n  <add member="${bound('AzureAD\\megan.bowen@northwindtraders.com', 'account')}"/>\n  <add member="${bound(entraSid(guid('group:sales')), 'sid')}"/>\n  <add member="${bound(entraSid(guid('device administrators of this tenant')), 'sid')}"/>\n  <remove member="${trap('S-1-5-21-3623811015-3361044348-30300820-1013')}"/>\n </accessgroup>\n</GroupConfiguration>`),
        },
        { uri: './Device/Vendor/MSFT/Policy/Config/Kerberos/PKInitHashAlgorithmConfiguration', value: trap('1') },
        { uri: './Vendor/MSFT/WindowsLicensing/UpgradeEditionWithProductKey', value: bound('BC7PN-3GQVX-9RTMK-WD2JF-H84YP', 'license key') },
        { uri: './Vendor/MSFT/WindowsLicensing/ChangeProductKey', value: trap('NPPR9-FWDCX-D2C8J-H872K-2YT43') },
        { uri: './Device/Vendor/MSFT/RemoteWipe/LocalWipe', value: trap('doWipe') },
        { uri: './Device/Vendor/MSFT/EnterpriseDesktopAppManagement/MSI/%7B1D8E6291-B0D5-35EC-8441-6616F567A0F7%7D/DownloadInstall', value: `<MsiInstallJob id="${trap('{1D8E6291-B0D5-35EC-8441-6616F567A0F7}')}"><Product Version="10.0.40219"><Download><ContentURLList><ContentURL>${bound('https://deploy.corp.northwindtraders.com/vc.msi', 'domain', 'url', 'tenant host')}</ContentURL></ContentURLList></Download></Product></MsiInstallJob>` },
      ]),
  },
  {
    name: 'AppLocker rules in base64',
    tenant: northwind,
    body: ({ trap }) =>
      custom([
        {
          uri: './Vendor/MSFT/AppLocker/ApplicationLaunchRestrictions/Northwind/EXE/Policy',
          type: 'omaSettingStringXml',
          value: base64(`<RuleCollection Type="Exe" EnforcementMode="Enabled"><FilePathRule Id="${trap('921cc481-6e17-4653-8f75-050b80acca20')}" Name="Program Files" UserOrGroupSid="${trap('S-1-1-0')}" Action="Allow"><Conditions><FilePathCondition Path="${trap('%PROGRAMFILES%\\*')}" /></Conditions></FilePathRule><FilePublisherRule Id="${trap(guid('applocker rule'))}" Name="Signed" UserOrGroupSid="${trap('S-1-5-32-544')}" Action="Allow"><Conditions><FilePublisherCondition PublisherName="${trap('O=MICROSOFT CORPORATION, L=REDMOND, S=WASHINGTON, C=US')}" ProductName="*" BinaryName="*" /></Conditions></FilePublisherRule></RuleCollection>`),
        },
        { uri: './Vendor/MSFT/ApplicationControl/Policies/%7Ba244370e-44c9-4c06-b551-f6016e563076%7D/Policy', value: `<SiPolicy xmlns="urn:schemas-microsoft-com:sipolicy"><PolicyTypeID>${trap('{A244370E-44C9-4C06-B551-F6016E563076}')}</PolicyTypeID><PlatformID>${trap('{2E07F7E4-194C-4D20-B7C9-6F44A6C5A234}')}</PlatformID></SiPolicy>` },
      ]),
  },
  {
    name: 'Always On VPN as ProfileXML',
    tenant: northwind,
    body: ({ bound, trap, either }) =>
      custom([
        {
          uri: './User/Vendor/MSFT/VPNv2/Northwind%20VPN/ProfileXML',
          type: 'omaSettingStringXml',
          value: base64(
            tunnel({
              servers: bound('vpn.northwindtraders.com', 'domain', 'vpn host', 'tenant host'),
              suffix: bound('corp.northwindtraders.com', 'domain', 'network host', 'tenant host'),
              trusted: bound('corp.northwindtraders.com', 'domain', 'network host', 'tenant host'),
              eap: eap(bound('nps01.corp.northwindtraders.com;nps02.corp.northwindtraders.com', 'radius name', 'domain', 'tenant host'), trap('5a 89 fe cb 5b 49 a7 0b 1a 52 63 b7 35 ee d7 1c c2 68 be 4b')),
              pac: bound('http://wpad.nwt.co.uk/wpad.dat', 'domain', 'url', 'network host', 'tenant host'),
              servers10: `${either('10.20.0.4')},${either('10.20.0.5')}`,
              dns: bound('.corp.northwindtraders.com', 'domain', 'network host', 'tenant host'),
            }),
          ),
        },
      ]),
  },
  {
    name: 'VPN, Wi-Fi and certificate profiles',
    tenant: northwind,
    body: ({ bound, trap, either }) => ({
      value: [
        {
          '@odata.type': '#microsoft.graph.windows10VpnConfiguration',
          connectionName: trap('Northwind VPN'),
          servers: [{ description: 'Amsterdam', address: bound('ams-vpn.internal.example.net', 'vpn host'), isDefaultServer: true }],
          customXml: null,
          dnsSuffixes: [bound('ad.internal.example.net', 'network host', 'vpn host')],
          proxyServer: { automaticConfigurationScriptUrl: bound('http://proxy.internal.example.net/pac', 'url', 'network host'), address: null, port: null },
          trustedNetworkDomains: [bound('nwt.co.uk', 'domain', 'network host')],
          associatedApps: [{ appType: 'desktop', identifier: trap('C:\\Program Files\\Northwind\\crm.exe') }],
        },
        {
          '@odata.type': '#microsoft.graph.iosVpnConfiguration',
          server: { address: bound('vpn-ios.internal.example.net', 'vpn host'), isDefaultServer: true },
          customData: [{ key: 'tenantid', value: bound(northwind.id, 'tenant id') }],
          identifier: trap('com.cisco.anyconnect'),
          safariDomains: [bound('corp.northwindtraders.com', 'domain', 'network host', 'tenant host')],
        },
        {
          '@odata.type': '#microsoft.graph.windowsWifiEnterpriseEAPConfiguration',
          networkName: trap(guid('network name')),
          ssid: trap('NWT-Corp'),
          trustedServerCertificateNames: [bound('radius.internal.example.net', 'radius name'), bound('nps.nwt.co.uk', 'radius name', 'domain', 'tenant host')],
          proxyAutomaticConfigurationUrl: bound('http://wpad.internal.example.net/wpad.dat', 'url', 'network host'),
          eapType: 'eapTls',
        },
        {
          '@odata.type': '#microsoft.graph.windows81SCEPCertificateProfile',
          scepServerUrls: [bound('https://ndes-northwind.msappproxy.net/certsrv/mscep/mscep.dll', 'ndes host', 'domain', 'tenant host', 'url'), bound('https://pki.internal.example.net/certsrv/mscep/mscep.dll', 'ndes host')],
          subjectNameFormatString: trap('CN={{UserName}},E={{EmailAddress}}'),
          extendedKeyUsages: [{ name: 'Client Authentication', objectIdentifier: trap('1.3.6.1.5.5.7.3.2') }],
        },
        {
          '@odata.type': '#microsoft.graph.windows81PkcsCertificateProfile',
          certificationAuthority: bound('ca01.internal.example.net', 'pki host'),
          certificationAuthorityName: either('NWT Issuing CA 1'),
          certificateTemplateName: either('NWTUser'),
          subjectAlternativeNameFormatString: trap('{{UserPrincipalName}}'),
        },
        {
          '@odata.type': '#microsoft.graph.windows81SCEPCertificateProfile',
          scepServerUrls: [bound('https://app-scepman-nwt01.azurewebsites.net/certsrv/mscep/mscep.dll', 'ndes host')],
          subjectNameFormatString: `CN={{DeviceId}},OU=Devices,${bound('DC=northwindtraders,DC=com', 'domain')}`,
          customSubjectAlternativeNames: [{ sanType: 'userPrincipalName', name: bound('{{DeviceName}}@nwt.co.uk', 'domain', 'account', 'mail address') }],
        },
      ],
    }),
  },
  {
    name: 'PowerShell scripts, in UTF-8 and UTF-16',
    tenant: northwind,
    body: ({ bound, trap, either }) => {
      const first = `# Registers the device\r\n$tenant = '${bound(northwind.id, 'tenant id')}'\r\n$group = "${bound(guid('group:sales'), 'object id')}"\r\nAdd-LocalGroupMember -Group 'Administrators' -Member '${bound('AzureAD\\alex.wilber@nwt.co.uk', 'account')}'\r\nInvoke-RestMethod "https://login.microsoftonline.com/${bound('northwind.onmicrosoft.com', 'initial domain')}/oauth2/v2.0/token"\r\nStart-Process msiexec -ArgumentList '/x ${trap('{23170F69-40C1-2702-2301-000001000000}')} /qn'\r\nConnect-MgGraph -ClientId ${trap('14d82eec-204b-4c2f-b7e8-296a70dab67e')}\r\nNew-PSDrive -Name HKU -Root HKEY_USERS # ${trap('S-1-5-18')}\r\nSend-MailMessage -To ${bound('alerts@northwindtraders.com', 'account', 'mail address')} -From ${trap('noreply@contoso.com')}\r\n`;
      const encoded = base64Utf16(`Set-ItemProperty HKLM:\\SOFTWARE\\Policies\\Microsoft\\OneDrive\\AllowTenantList -Name '${bound(northwind.id, 'tenant id')}' -Value 1; net use \\\\fs01.corp.${bound('northwindtraders.com', 'domain', 'tenant host')}\\share`);
      const second = `powershell.exe -NoProfile -EncodedCommand ${encoded}\r\nreg add "HKLM\\SOFTWARE\\Classes\\CLSID\\${trap('{018D5C66-4533-4307-9B53-224DE2ED1FE6}')}" /v System.IsPinnedToNameSpaceTree /d 0 /f\r\nset APPID=${trap('{6D809377-6AF0-444B-8957-A3773F02200E}')}`;
      const utf16 = `$mail = "${bound('servicedesk@northwind-handel.de', 'account', 'mail address')}"\r\n$folder = "${trap('{374DE290-123F-4565-9164-39C4925E467B}')}"\r\n$url = "${bound('https://northwind-my.sharepoint.com/personal/adele', 'onedrive host', 'sharepoint host')}"`;
      return {
        value: [
          { '@odata.type': '#microsoft.graph.deviceManagementScript', fileName: 'register.ps1', scriptContent: base64(first) },
          { '@odata.type': '#microsoft.graph.deviceManagementScript', fileName: 'onedrive.ps1', scriptContent: base64(second) },
          { '@odata.type': '#microsoft.graph.deviceHealthScript', detectionScriptContent: base64Utf16(utf16, '\uFEFF'), remediationScriptContent: base64('exit 0') },
          {
            '@odata.type': '#microsoft.graph.deviceManagementScript',
            fileName: 'WindowsDefenderATPLocalOnboardingScript.cmd',
            scriptContent: base64(`@echo off\r\nreg add "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection" /v OnboardingInfo /t REG_SZ /f /d "{\\"body\\":\\"{\\\\\\"previousOrgIds\\\\\\":[],\\\\\\"orgId\\\\\\":\\\\\\"${bound(guid('third defender organization'), 'defender org id', 'defender onboarding')}\\\\\\",\\\\\\"geoLocationUrl\\\\\\":\\\\\\"https://winatp-gw-eus.microsoft.com/\\\\\\"}\\",\\"sig\\":\\"AAAA\\"}"\r\n`),
          },
          { '@odata.type': '#microsoft.graph.deviceManagementScript', fileName: 'run.ps1', scriptContent: base64(`$id = '${either(guid('unknown object'))}'`) },
        ],
      };
    },
  },
  {
    name: 'administrative templates',
    tenant: northwind,
    body: ({ bound, trap }) => ({
      definitionValues: [
        { enabled: true, 'definition@odata.bind': `https://graph.microsoft.com/beta/deviceManagement/groupPolicyDefinitions('${trap('39147fa2-6c5e-437b-8264-19b50b891709')}')`, presentationValues: [{ '@odata.type': '#microsoft.graph.groupPolicyPresentationValueText', 'presentation@odata.bind': `https://graph.microsoft.com/beta/deviceManagement/groupPolicyDefinitions('${trap('39147fa2-6c5e-437b-8264-19b50b891709')}')/presentations('${trap('fbefbbdf-5382-477c-8b6c-71f4a06e2805')}')`, value: bound(northwind.id, 'tenant id') }] },
        { enabled: true, presentationValues: [{ '@odata.type': '#microsoft.graph.groupPolicyPresentationValueList', values: [{ name: 'Teams files', value: bound(`tenantId=${northwind.id}&siteId=${guid('s2')}&webId=${guid('w2')}&listId=${guid('l2')}&webUrl=https://northwind.sharepoint.com/teams/it&version=1`, 'sharepoint library') }] }] },
        { enabled: true, presentationValues: [{ '@odata.type': '#microsoft.graph.groupPolicyPresentationValueList', values: [{ name: bound(northwind.id, 'tenant id'), value: trap('C:\\Users\\Public\\OneDrive') }] }] },
        { enabled: true, presentationValues: [{ '@odata.type': '#microsoft.graph.groupPolicyPresentationValueMultiText', values: [bound('https://autodiscover.northwindtraders.com', 'domain', 'url', 'tenant host'), trap('https://autodiscover-s.outlook.com')] }] },
        { enabled: true, presentationValues: [{ '@odata.type': '#microsoft.graph.groupPolicyPresentationValueText', value: bound('%OrganizationId%', 'place holder') }] },
      ],
    }),
  },
  {
    name: 'enrollment, Autopilot and status page',
    tenant: northwind,
    body: ({ bound, trap }) => ({
      value: [
        { '@odata.type': '#microsoft.graph.deviceEnrollmentPlatformRestrictionsConfiguration', parentOf: bound(`${northwind.intuneAccountId ?? ''}_DefaultPlatformRestrictions`, 'account id') },
        { '@odata.type': '#microsoft.graph.depEnrollmentBaseProfile', configurationEndpointUrl: bound(`https://appleconfigurator2.manage.microsoft.com/MDMServiceConfig?id=${northwind.intuneAccountId ?? ''}&AADTenantId=${northwind.id}`, 'tenant id', 'account id', 'url'), configurationWebUrl: trap('https://portal.manage.microsoft.com/enrollment/webenrollment/apple') },
        { '@odata.type': '#microsoft.graph.azureADWindowsAutopilotDeploymentProfile', deviceNameTemplate: trap('NWT-%SERIAL%'), managementServiceAppId: trap('00000012-0000-0000-c000-000000000000'), displayName: trap('Autopilot user driven') },
        { '@odata.type': '#microsoft.graph.windows10EnrollmentCompletionPageConfiguration', customErrorMessage: `Call the service desk or write to ${bound('servicedesk@northwindtraders.com', 'account', 'mail address')}.` },
        { '@odata.type': '#microsoft.graph.assignmentFilter', rule: `(device.enrollmentProfileName -eq "${bound('Autopilot user driven', 'profile name')}") and (device.manufacturer -eq "${trap('LENOVO')}")` },
        { '@odata.type': '#microsoft.graph.assignmentFilter', rule: `(device.enrollmentProfileName -in ["${bound('Kiosk self deploying', 'profile name')}","${bound('Corporate iPads', 'profile name')}"])` },
        { '@odata.type': '#microsoft.graph.group', membershipRule: `(device.enrollmentProfileName -startsWith "${bound('Corporate', 'profile name')}") -and (device.devicePhysicalIds -any (_ -startsWith "${trap('[ZTDId]')}"))` },
        { '@odata.type': '#microsoft.graph.group', membershipRule: `user.assignedPlans -any (assignedPlan.servicePlanId -eq "${trap('c1ec4a95-1f05-45b3-a911-aa3fa01094f5')}" -and assignedPlan.capabilityStatus -eq "Enabled")` },
        { '@odata.type': '#microsoft.graph.group', membershipRule: `(user.userPrincipalName -match "${bound('@northwindtraders.com', 'domain')}") and (user.memberof -any (group.objectId -in ['${bound(guid('group:kiosk'), 'object id')}']))` },
        { '@odata.type': '#microsoft.graph.assignmentFilter', rule: `(device.deviceName -startsWith "${trap('NWT-')}") and (device.operatingSystemSKU -eq "${trap('Enterprise')}")` },
      ],
    }),
  },
  {
    name: 'apps and Office',
    tenant: northwind,
    body: ({ bound, trap }) => ({
      value: [
        { '@odata.type': '#microsoft.graph.win32LobApp', installCommandLine: `setup.exe /S /TENANT=${bound(northwind.id, 'tenant id')} /SERVER=${bound('gateway.corp.northwindtraders.com', 'domain', 'tenant host', 'network host')}`, uninstallCommandLine: `msiexec /x "${trap('{AC76BA86-7AD7-1033-7B44-AC0F074E4100}')}" /qn`, msiInformation: { productCode: trap('{AC76BA86-7AD7-1033-7B44-AC0F074E4100}'), upgradeCode: trap('{AC76BA86-0000-0000-7760-7E8A45000000}') }, detectionRules: [{ productCode: trap('{90160000-008C-0000-1000-0000000FF1CE}') }], privacyInformationUrl: trap('https://privacy.microsoft.com'), contentVersion: '1' },
        { '@odata.type': '#microsoft.graph.officeSuiteApp', officeConfigurationXml: base64(`<Configuration ID="${trap(guid('office configuration'))}"><Add OfficeClientEdition="64" Channel="MonthlyEnterprise" OfficeMgmtCOM="TRUE"><Product ID="O365ProPlusRetail" PIDKEY="${trap('XXKQF-N8F2J-4WMTC-PB9VD-7YTRG')}"><Language ID="en-us" /></Product></Add><Property Name="TenantId" Value="${bound(northwind.id, 'tenant id')}" /><AppSettings><Setup Name="Company" Value="${trap('Northwind Traders')}" /></AppSettings></Configuration>`) },
        { '@odata.type': '#microsoft.graph.webApp', appUrl: bound('https://northwind.sharepoint.com/sites/intranet/SitePages/Home.aspx', 'sharepoint host', 'url'), publisher: trap('Northwind Traders'), informationUrl: null },
        { '@odata.type': '#microsoft.graph.microsoftStoreForBusinessApp', packageIdentityName: trap('Microsoft.WindowsTerminal'), productKey: trap('9N0DX20HK701') },
        { '@odata.type': '#microsoft.graph.winGetApp', packageIdentifier: trap('XP89DCGQ3K6VLD') },
      ],
    }),
  },
  {
    name: 'government scripts and hosts',
    tenant: agency,
    body: ({ bound, trap }) => ({
      '@odata.type': '#microsoft.graph.deviceShellScript',
      fileName: 'setup.sh',
      scriptContent: base64(`#!/bin/bash\n# endpoints: ${trap('https://graph.microsoft.us')} ${trap('https://enterpriseregistration.windows.net')}\nTENANT="${bound(agency.id, 'tenant id')}"\ncurl -s "https://graph.microsoft.us/v1.0/users/${bound('j.doe@fabrikam-agency.us', 'account', 'mail address')}"\nopen "${bound('https://fabrikamgov.sharepoint.us/sites/ops', 'sharepoint host')}"\nexport UUID=${trap('00000000-0000-0000-0000-000000000000')}\n`),
    }),
  },
];
