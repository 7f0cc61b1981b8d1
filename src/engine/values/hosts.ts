import type { TenantFacts } from '../../model/policy.js';

/** Calls `visit` with the span of every dotted name (`vpn.contoso.com`, also file names and setting ids), in order. Linear, whatever the text. */
export function eachDotted(text: string, visit: (from: number, to: number) => void): void {
  let done = 0;
  for (let dot = text.indexOf('.'); dot !== -1; dot = text.indexOf('.', done)) {
    let from = dot;
    while (from > done && isLabel(text.charCodeAt(from - 1))) from--;
    done = dot + 1;
    // a dot with nothing before it begins no name, but may stand before one: `*.contoso.com`
    if (from === dot) continue;
    let to = dot;
    while (to < text.length && (isLabel(text.charCodeAt(to)) || (text.charCodeAt(to) === 46 && isLabel(text.charCodeAt(to + 1))))) to++;
    done = Math.max(to, done);
    if (to > dot + 1) visit(from, to);
  }
}

/**
 * The beginning of the mail address or user name whose domain begins at a place; the place itself where no `@` stands before it
 * or nothing that could be a name before that (`*@contoso.com`, `{{username}}@contoso.com`).
 */
export function addressStart(text: string, domainFrom: number): number {
  if (text.charCodeAt(domainFrom - 1) !== 64) return domainFrom;
  let from = domainFrom - 1;
  const least = Math.max(0, from - 128);
  while (from > least && /[\p{L}\p{N}._%+'#-]/u.test(text.charAt(from - 1))) from--;
  while (from < domainFrom - 1 && !/[\p{L}\p{N}_]/u.test(text.charAt(from))) from++;
  return from === domainFrom - 1 ? domainFrom : from;
}

/** Letters of a host label, of any script: internationalized domains are written both ways. */
function isLabel(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 45 || code === 95 || (code > 0xa0 && code < 0x2000) || (code >= 0x3040 && code < 0xfe00);
}

/** Where Microsoft's clouds hang the hosts that bear a tenant's own name. */
const cloudSuffixes =
  /(?:^|\.)(?:onmicrosoft\.(?:com|us|de|cn)|partner\.onmschina\.cn|sharepoint\.(?:com|us|cn|de)|sharepoint-mil\.us|b2clogin\.com|ciamlogin\.com|dynamics\.(?:com|cn)|msappproxy\.net|core\.windows\.net|vault\.azure\.net|azurewebsites\.net|microsoftonline\.com|mail\.protection\.outlook\.com|webpubsub\.azure\.com|cloudapp\.azure\.com)$/;

const longestHost = 253;

export type HostClass = 'domain' | 'sharepoint host' | 'onedrive host' | 'tenant host';

/** What the tenant's own names are, ready for asking about many hosts. */
export interface OwnNames {
  /**
   * What makes a dotted name one of the tenant's: a verified domain or a name below one, or a host of Microsoft's cloud that
   * begins with the tenant's name. `name` is the part that would have to change; undefined for everybody else's.
   */
  of(host: string): { readonly class: HostClass; readonly name: string } | undefined;
  /** `contoso`, of `contoso.onmicrosoft.com`; undefined where the initial domain is not known. */
  readonly label: string | undefined;
}

export function ownNames(tenant: TenantFacts): OwnNames {
  const domains = new Set([...tenant.domains, tenant.initialDomain, tenant.defaultDomain].flatMap((domain) => (domain === undefined || domain === '' ? [] : [domain.toLowerCase()])));
  const initial = tenant.initialDomain ?? [...domains].find((domain) => /^[^.]+\.(?:partner\.)?onm(?:icrosoft|schina)\./.test(domain));
  const label = initial?.split('.')[0]?.toLowerCase();
  return {
    label,
    of(written) {
      // a host is no longer than this; what stands before it changes nothing about whose it is
      const host = (written.length <= longestHost ? written : written.slice(written.indexOf('.', written.length - longestHost) + 1)).toLowerCase();
      for (let from = 0; from !== -1; ) {
        const name = host.slice(from);
        if (domains.has(name)) return { class: 'domain', name };
        const dot = host.indexOf('.', from);
        from = dot === -1 ? -1 : dot + 1;
      }
      if (label === undefined || !cloudSuffixes.test(host)) return undefined;
      const first = host.slice(0, host.indexOf('.'));
      // such names are whole domains: another one is another tenant's, however alike
      if (initial !== undefined && /\.onm(?:icrosoft|schina)\.[a-z]+$/.test(host) && !host.endsWith(initial.slice(label.length).toLowerCase())) return undefined;
      const isSharePoint = /\.sharepoint(?:-mil)?\./.test(host);
      // a tenant with several geographies has hosts like contosoeur-my
      const geo = isSharePoint && first.startsWith(label) && /^[a-z]{3}(?:-my)?$/.test(first.slice(label.length));
      if (first !== label && !first.startsWith(`${label}-`) && !geo) return undefined;
      if (!isSharePoint) return { class: 'tenant host', name: host };
      return { class: first.endsWith('-my') ? 'onedrive host' : 'sharepoint host', name: host };
    },
  };
}

/** Services that everybody reaches under the same name, whatever the tenant. */
const publicServices =
  /(?:^|\.)(?:microsoft\.(?:com|us)|microsoftonline\.(?:com|us)|windows\.(?:com|net)|windowsupdate\.com|office(?:365)?\.(?:com|us)|live\.com|bing\.com|aka\.ms|apple\.com|icloud\.com|mzstatic\.com|google(?:apis)?\.com|gstatic\.com|ntp\.org)$/i;

/** Services of Microsoft, and of those whom everybody asks about certificates, that no customer has a name in; they stand in the proxy exceptions of ordinary tenants. */
const everybodys =
  /(?:^|\.)(?:msft(?:auth|authimages|static|connecttest)?\.(?:net|com)|msauth(?:images)?\.net|microsoftonline-p\.(?:net|com)|microsoftonline\.cn|sharepointonline\.com|msecnd\.net|msocdn\.com|aspnetcdn\.com|s-microsoft\.com|windows-int\.net|windowsphone\.com|onestore\.ms|office\.net|passport\.net|phonefactor\.net|loganalytics\.io|applicationinsights\.io|vsassets\.io|nuget\.org|powershellgallery\.com|digicert\.com|w3\.org)$/i;

/** Services in which every customer has a host of its own: bare they are everybody's, with a name in front they are somebody's. */
const hosting = /^(?:azure\.(?:com|net|cn)|windowsazure\.(?:com|cn)|azure(?:edge|websites|fd|datalakestore|-automation|-api|-devices)\.net|visualstudio\.com|cloudapp\.net|trafficmanager\.net)$/i;

/** An address of the machine itself. */
const loopback = /^(?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|localhost)$/i;

/** Whether a host is nobody's own. Hosts of Azure that customers name (`x.blob.core.windows.net`) are somebody's. */
export function isPublicHost(host: string): boolean {
  if (everybodys.test(host) || hosting.test(host) || loopback.test(host)) return true;
  return publicServices.test(host) && !/\.(?:core|servicebus|database|vault|trafficmanager)\.(?:windows|azure|usgovcloudapi)\.net$/i.test(host);
}
