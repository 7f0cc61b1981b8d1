import type { ValueClass } from '../../model/rules.js';

/**
 * How much of the text a setting's value is: `whole` text, each `item` of a list in it, its `hosts` (the whole text where it has
 * none), its `guids`.
 */
export type Take = 'whole' | 'items' | 'hosts' | 'guids';

export interface KeyedRule {
  readonly class: ValueClass;
  readonly take: Take;
  /** Matched against the lines of a place's label: setting, path of members, names inside the wrapping. */
  readonly label: RegExp;
  /** Texts of another form are not this value. */
  readonly only?: RegExp;
}

/** Settings whose values are known to be bound, whatever they look like (real-exports.md 3). The first that fits counts. */
const rules: readonly KeyedRule[] = [
  { class: 'association key', take: 'whole', label: /syncadminreports/i },
  {
    class: 'defender onboarding',
    take: 'whole',
    label: /(?:on|off)boarding_?blob|onboarding_fromconnector|WindowsAdvancedThreatProtection\/(?:On|Off)boarding|(?:^|[/.])OnboardingInfo$|(?:on|off)boarding(?:_fromfile|_onboard|_offboard)?(?:_blob)?$/im,
    only: /.{40}/s,
  },
  { class: 'connector token', take: 'whole', label: /onboarding_fromconnector/i },
  {
    class: 'connector token',
    take: 'whole',
    label: /(?:enroll?ment|registration|connector|provisioning|customer|management|site|group|org(?:anization)?)_?-?token(?:_|$)|(?:^|[/.])(?:token|cid|ccid|company_?code|org_?key)$/im,
    only: /^(?=\S*\d)[^\s{}]{12,}$/,
  },
  { class: 'token', take: 'whole', label: /(?:^|[/._-])(?:sig|sas_?token|client_?secret|api_?key|access_?key|shared_?key|(?:workspace|primary)_?key)$/im, only: /^(?=\S*\d)[^\s{}]{16,}$/ },
  { class: 'defender org id', take: 'whole', label: /(?:^|[/.])orgid$/im, only: /^[0-9a-f-]{32,36}$/i },
  { class: 'commercial id', take: 'whole', label: /commercial_?id(?:policy_commercialidvalue|_|$)/im, only: /^[0-9a-f-]{32,36}$/i },
  { class: 'account id', take: 'guids', label: /intuneAccountId$|configurationEndpointUrl\nid$/im },
  { class: 'workspace id', take: 'guids', label: /workspace_?ids?(?:_|$)/im },
  {
    class: 'tenant id',
    take: 'guids',
    label: /kfm(?:optin|silentoptin)|(?:allow|block)tenantlist|disablecustomroot|restrictteamssignin|fromtenantlist|tenant_?ids?(?:_|$)|(?:^|[/.@])tid$|(?:^|[/.])externalTenants\.members$|PassportForWork\//im,
  },
  { class: 'domain', take: 'hosts', label: /preferred(?:azure|a)ad_?tenantdomainname|preferredaadtenantdomain|enterpriseDomain$|(?:^|[/.])tenantdomain(?:name)?$/im, only: /\./ },
  { class: 'ndes host', take: 'hosts', label: /scep_?server_?ur[li]s?|(?:^|[/._])ndes|scep.*(?:_|\/)(?:url|serverurl)s?$/im, only: /\./ },
  { class: 'pki host', take: 'hosts', label: /certificationAuthority(?:Name)?$|certificate_?authority_?(?:name|server|host)|(?:ocsp|crl|aia)_?(?:responder|distribution|url|server)|pkiserver/im },
  { class: 'vpn host', take: 'hosts', label: /(?:^|\.)servers?\.(?:0\.)?address$|vpn.*(?:remoteaddress|serveraddress|_server|servers?$|_host$|hostname|gateway)|VPNv2\/[^]*(?:Servers|NativeProfile)$|microsoft\.tunnel\.(?:proxy|server|site)/im },
  {
    class: 'network host',
    take: 'hosts',
    label: /proxy_?(?:server|address|host(?:name)?|auto\w{0,30}ur[li]|pac_?ur[li])(?:\.address)?$|proxyServer\.\w{1,40}$|(?:pac|autoconfig)_?ur[li]$|proxyautoconfigurl|dns_?suffix(?:es|searchlist)?$|trustednetwork(?:detection|domains?)$|updateserviceurl(?:alternate)?$|docachehost(?:source)?$/im,
    only: /\./,
  },
  { class: 'url', take: 'whole', label: /(?:wallpaper|lock_?screen_?image|desktop_?image|background_?image)_?(?:image)?_?ur[li]$/im, only: /^https?:\/\/[\w-]+\.(?:blob|web|file)\.core\.\S+$/i },
  { class: 'radius name', take: 'items', label: /trustedServerCertificateNames|tls_?trusted_?server_?names|(?:^|[/_.])ServerNames$|radius/im, only: /[A-Za-z]/ },
  { class: 'printer', take: 'whole', label: /printerprovisioning|upprinterinstalls|PrinterProvisioning\//i },
  { class: 'activation key', take: 'whole', label: /activation_?(?:key|code|id)(?:_|$)/im, only: /^(?=\S*\d)\S{6,}$/ },
  { class: 'license key', take: 'whole', label: /(?:^|[/._])productkey(?:_|$)|licen[sc]e_?-?(?:key|code|string)(?:_|$)/im, only: /^(?=\S*\d)(?!(?:9[A-Z0-9]{11}|XP[A-Z0-9]{12})$)\S{6,}$/ },
  { class: 'kerberos realm', take: 'whole', label: /extensiblesso_realm|kerberos_?realm|(?:^|[/._])realm$|activeDirectoryDomainName$|(?:^|[._])liveshare_domainname/im, only: /^[\p{L}\p{N}._-]{2,}$/u },
  { class: 'device tag', take: 'whole', label: /DeviceTagging\/Group|devicetagging_group|DefenderDeviceTag|(?:^|[/.])DeviceTag(?:ging)?$|(?:^|\/)value\nGROUP$/im },
  { class: 'app registration', take: 'guids', label: /(?:^|[/._-])(?:client|application)_?id(?:_|$)/im },
];

/** Rules by label, remembered: the same settings come back in every policy. */
const remembered = new Map<string, readonly KeyedRule[]>();

/** The rules that fit a place, the strongest first. */
export function keyedRules(label: string): readonly KeyedRule[] {
  const known = remembered.get(label);
  if (known !== undefined) return known;
  const fitting = rules.filter((rule) => rule.label.test(label));
  if (remembered.size >= 50_000) remembered.clear();
  remembered.set(label, fitting);
  return fitting;
}
