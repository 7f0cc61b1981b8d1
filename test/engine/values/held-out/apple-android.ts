import { base64, guid, northwind, plistData, type HeldOut } from './marks.js';

const plist = (inner: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n<plist version="1.0">\n<dict>\n${inner}\n</dict>\n</plist>\n`;
const text = (key: string, value: string): string => `\t<key>${key}</key>\n\t<string>${value}</string>`;

export const mobileDocuments: HeldOut[] = [
  {
    name: 'macOS profile: wifi, certificate preference, web clips',
    tenant: northwind,
    body: ({ bound, trap }) => ({
      '@odata.type': '#microsoft.graph.macOSCustomConfiguration',
      payloadName: 'Northwind network',
      payloadFileName: 'network.mobileconfig',
      payload: base64(
        plist(`	<key>PayloadContent</key>
	<array><dict>
${text('PayloadType', 'com.apple.wifi.managed')}
${text('PayloadIdentifier', trap('com.northwindtraders.wifi.8D1F'))}
${text('PayloadUUID', trap(guid('payload wifi').toUpperCase()))}
${text('SSID_STR', trap('NWT-Corp'))}
	<key>EAPClientConfiguration</key><dict><key>TLSTrustedServerNames</key><array><string>${bound('radius01.corp.northwindtraders.com', 'radius name', 'domain', 'tenant host')}</string><string>${bound('radius.internal.example.net', 'radius name')}</string></array><key>PayloadCertificateAnchorUUID</key><array><string>${trap(guid('anchor').toUpperCase())}</string></array></dict>
${text('ProxyPACURL', bound('http://pac.nwt.co.uk/proxy.pac', 'domain', 'url', 'network host', 'tenant host'))}
	</dict><dict>
${text('PayloadType', 'com.apple.webClip.managed')}
${text('URL', bound('https://northwind.sharepoint.com/sites/helpdesk', 'sharepoint host', 'url'))}
${text('PayloadUUID', trap(guid('payload clip').toUpperCase()))}
	</dict></array>
${text('PayloadOrganization', trap('Northwind Traders'))}
${text('PayloadUUID', trap(guid('payload outer').toUpperCase()))}`),
      ),
    }),
  },
  {
    name: 'macOS: OneDrive, Defender, single sign-on',
    tenant: northwind,
    body: ({ bound, trap }) => ({
      value: [
        { '@odata.type': '#microsoft.graph.macOSCustomAppConfiguration', bundleId: trap('com.microsoft.OneDrive'), configurationXml: base64(`${text('KFMSilentOptIn', bound(northwind.id, 'tenant id'))}\n<key>AllowTenantList</key><dict><key>${bound(northwind.id, 'tenant id')}</key><true/></dict>\n${text('SharePointOnPremFrontDoorUrl', bound('https://sharepoint.corp.northwindtraders.com', 'domain', 'url', 'tenant host', 'sharepoint host'))}`) },
        {
          '@odata.type': '#microsoft.graph.macOSCustomConfiguration',
          payload: base64(
            plist(`${text('PayloadType', 'com.microsoft.wdav.atp')}
	<key>OnboardingInfo</key>
	<string>{"body":"{\\"previousOrgIds\\":[],\\"orgId\\":\\"${bound(guid('defender for mac'), 'defender org id', 'defender onboarding')}\\",\\"geoLocationUrl\\":\\"https://edr-weu3.eu.endpoint.security.microsoft.com/edr/\\",\\"version\\":\\"1.10\\"}","sig":"AbCd"}</string>
${text('PayloadUUID', trap(guid('payload defender').toUpperCase()))}`),
          ),
        },
        {
          '@odata.type': '#microsoft.graph.macOSCustomAppConfiguration',
          bundleId: 'com.microsoft.wdav',
          configurationXml: base64(`<key>edr</key><dict><key>tags</key><array><dict><key>key</key><string>GROUP</string><key>value</key><string>${bound('NWT-Mac-Stores', 'device tag')}</string></dict></array></dict>\n<key>allowedThreats</key><array><string>${trap('EICAR-Test-File (not a virus)')}</string></array>`),
        },
        {
          '@odata.type': '#microsoft.graph.macOSDeviceFeaturesConfiguration',
          macOSSingleSignOnExtension: { '@odata.type': '#microsoft.graph.macOSKerberosSingleSignOnExtension', realm: bound('CORP.NORTHWINDTRADERS.COM', 'kerberos realm', 'domain', 'tenant host'), domains: [bound('.corp.northwindtraders.com', 'domain', 'network host', 'tenant host'), bound('nwt.co.uk', 'domain')], activeDirectorySiteCode: trap('AMS'), credentialBundleIdAccessControlList: [trap('com.northwindtraders.crm')] },
          contentCachingParents: [],
        },
        { '@odata.type': '#microsoft.graph.macOSKerberosSingleSignOnExtension', realm: bound('AD.INTERNAL.EXAMPLE.NET', 'kerberos realm') },
        { '@odata.type': '#microsoft.graph.macOSCustomConfiguration', payload: base64(plist(`<key>inner</key>\n\t<data>${plistData(`{"authority":"https://login.microsoftonline.com/${bound(northwind.id, 'tenant id')}","scopes":["User.Read"]}`)}</data>\n${text('TeamIdentifier', trap('UBF8T346G9'))}\n${text('CodeRequirement', trap('identifier "com.microsoft.wdav" and anchor apple generic and certificate leaf[subject.OU] = UBF8T346G9'))}`)) },
      ],
    }),
  },
  {
    name: 'iOS app configuration',
    tenant: northwind,
    body: ({ bound, trap }) => ({
      value: [
        {
          '@odata.type': '#microsoft.graph.iosMobileAppConfiguration',
          encodedSettingXml: base64(`<dict>\n\t<key>IntuneMAMAllowedAccountsOnly</key>\n\t<string>Enabled</string>\n\t<key>IntuneMAMUPN</key>\n\t<string>${trap('{{userprincipalname}}')}</string>\n\t<key>com.microsoft.sharepoint.allowedTenantID</key>\n\t<string>${bound(northwind.id, 'tenant id')}</string>\n\t<key>com.microsoft.intune.mam.AllowedAccountUPNs</key>\n\t<string>${bound('adele.vance@northwindtraders.com', 'account')};${bound('megan@nwt.co.uk', 'account')}</string>\n</dict>`),
        },
        {
          '@odata.type': '#microsoft.graph.iosMobileAppConfiguration',
          settings: [
            { appConfigKey: 'com.microsoft.outlook.EmailProfile.EmailUPN', appConfigKeyType: 'stringType', appConfigKeyValue: trap('{{userprincipalname}}') },
            { appConfigKey: 'com.microsoft.outlook.EmailProfile.ServerHostName', appConfigKeyType: 'stringType', appConfigKeyValue: bound('mail.northwindtraders.com', 'domain', 'tenant host', 'network host') },
            { appConfigKey: 'com.microsoft.teams.account.AllowedAccounts', appConfigKeyType: 'stringType', appConfigKeyValue: bound('store17@northwind.onmicrosoft.com', 'account') },
            { appConfigKey: 'com.microsoft.tunnel.connection_name', appConfigKeyType: 'stringType', appConfigKeyValue: trap('Tunnel') },
            { appConfigKey: 'com.microsoft.tunnel.proxy_pacurl', appConfigKeyType: 'stringType', appConfigKeyValue: bound('http://pac.internal.example.net/tunnel.pac', 'url', 'network host') },
            { appConfigKey: 'DefenderDeviceTag', appConfigKeyType: 'stringType', appConfigKeyValue: bound('NWT-iPads', 'device tag') },
            { appConfigKey: 'license_key', appConfigKeyType: 'stringType', appConfigKeyValue: bound('7F3D-99AB-41CC-E0D2', 'license key') },
            { appConfigKey: 'ActivationCode', appConfigKeyType: 'stringType', appConfigKeyValue: bound('NWT-558-201-774', 'activation key', 'license key') },
            { appConfigKey: 'issupervised', appConfigKeyType: 'stringType', appConfigKeyValue: trap('{{issupervised}}') },
            { appConfigKey: 'serial', appConfigKeyType: 'stringType', appConfigKeyValue: trap('{{SERIALNUMBER}}') },
            { appConfigKey: 'theme', appConfigKeyType: 'stringType', appConfigKeyValue: trap('northwind') },
          ],
        },
        { '@odata.type': '#microsoft.graph.targetedManagedAppConfiguration', customSettings: [{ name: 'com.microsoft.intune.mam.managedbrowser.bookmarks', value: `${bound('Intranet|https://northwind.sharepoint.com/||Tickets', 'sharepoint host')}|${bound('https://tickets.nwt.co.uk', 'domain', 'url', 'tenant host')}||Maps|${trap('https://maps.example.org')}` }, { name: 'com.microsoft.intune.mam.managedbrowser.homepage', value: bound('https%3A%2F%2Fintranet.northwindtraders.com%2Fmobile', 'domain', 'url', 'tenant host') }], version: trap('"4f00e3c1-0000-0d00-0000-65a1b2c30000"') },
        { '@odata.type': '#microsoft.graph.iosManagedAppProtection', version: trap('"9b01f6aa-0000-0d00-0000-661234560000"'), customBrowserProtocol: trap('microsoft-edge-https'), exemptedAppProtocols: [{ name: 'Default', value: trap('tel;telprompt;skype;app-settings;calshow') }], apps: [{ id: trap('com.microsoft.office.outlook.ios'), version: trap('-518090279') }], managedUniversalLinks: [trap('https://*.microsoftstream.com/*'), bound('https://northwind.sharepoint.com/*', 'sharepoint host')] },
      ],
    }),
  },
  {
    name: 'Android managed configuration',
    tenant: northwind,
    body: ({ bound, trap }) => ({
      value: [
        {
          '@odata.type': '#microsoft.graph.androidManagedStoreAppConfiguration',
          packageId: trap('app:com.microsoft.scmx'),
          payloadJson: base64(
            JSON.stringify({
              kind: 'androidenterprise#managedConfiguration',
              productId: 'app:com.microsoft.scmx',
              managedProperty: [
                { key: 'tenantId', valueString: bound(northwind.id, 'tenant id') },
                { key: 'DefenderDeviceTag', valueString: bound('NWT-Android', 'device tag') },
                { key: 'com.microsoft.intune.mam.AllowedAccountUPNs', valueString: bound('kiosk.one@northwindtraders.com', 'account') },
                { key: 'UserUPN', valueString: trap('{{userprincipalname}}') },
                { key: 'DeviceId', valueString: trap('{{deviceid}}') },
                { key: 'proxy', valueBundle: { managedProperty: [{ key: 'host', valueString: bound('proxy.corp.northwindtraders.com', 'domain', 'network host', 'tenant host') }, { key: 'port', valueInteger: 8080 }] } },
              ],
            }),
          ),
        },
        {
          '@odata.type': '#microsoft.graph.androidManagedStoreAppConfiguration',
          packageId: 'app:com.android.chrome',
          payloadJson: base64(JSON.stringify({ managedProperty: [{ key: 'ManagedBookmarks', valueString: JSON.stringify([{ toplevel_name: 'Work' }, { name: 'Portal', url: bound('https://portal.northwind-handel.de/start', 'domain', 'url', 'tenant host') }, { name: 'Learn', url: trap('https://learn.microsoft.com/intune') }]) }, { key: 'URLAllowlist', valueStringArray: [bound('*.northwindtraders.com', 'domain', 'tenant host'), trap('play.google.com')] }, { key: 'EnterpriseId', valueString: trap('LC0123') }] })),
        },
        { '@odata.type': '#microsoft.graph.androidDeviceOwnerGeneralDeviceConfiguration', kioskModeApps: [{ appId: trap('com.microsoft.launcher.enterprise'), appStoreUrl: trap('https://play.google.com/store/apps/details?id=com.microsoft.teams') }], networkName: trap(guid('android network')), kioskModeWallpaperUrl: bound('https://nwtassets.blob.core.windows.net/intune/wall.png', 'url'), detailedHelpText: { defaultMessage: `Write to ${bound('mobile@nwt.co.uk', 'account', 'mail address')}` } },
        { '@odata.type': '#microsoft.graph.androidForWorkGmailEasConfiguration', hostName: trap('outlook.office365.com'), usernameSource: 'userPrincipalName' },
      ],
    }),
  },
  {
    name: 'texts for people',
    tenant: northwind,
    body: ({ bound, trap }) => ({
      value: [
        { '@odata.type': '#microsoft.graph.localizedNotificationMessage', subject: trap('{{DeviceName}} needs attention'), messageTemplate: `<p>Dear {{UserName}},</p><p>See <a href="${bound('https://northwind.sharepoint.com/sites/it', 'sharepoint host')}">the help pages</a> or write to <a href="mailto:${bound('it@northwindtraders.com', 'account', 'mail address')}">us</a>. Northwind Traders, <a href="${trap('https://aka.ms/devicecompliance')}">aka.ms</a></p>` },
        { '@odata.type': '#microsoft.graph.intuneBrand', contactITEmailAddress: bound('hilfe@northwind-handel.de', 'account', 'mail address'), onlineSupportSiteUrl: bound('https://support.northwindtraders.com', 'domain', 'url', 'tenant host'), contactITPhoneNumber: '+31 20 555 01 23', displayName: trap('Northwind Traders'), privacyUrl: bound('https://www.northwindtraders.com/privacy', 'domain', 'url', 'tenant host') },
        { '@odata.type': '#microsoft.graph.termsAndConditions', bodyText: `Ask ${bound('legal@nwt.co.uk', 'account', 'mail address')}; partners ask ${trap('legal@adatum.com')}. Our address is not ${trap('someone@northwindtraders.com.au')}.` },
      ],
    }),
  },
];
