/** Shapes of tenant-bound text that need no setting to be known by. Every pattern is linear in the length of the text. */

/**
 * Place holders of other tools and of authors of templates (real-exports.md 4). Macros of the service (`{{mail}}`, `%SERIAL%`)
 * and variables of Windows (`%ProgramData%`) are none.
 */
const placeHolders: readonly RegExp[] = [
  /%(?:Organi[sz]ation|Tenant|Directory)_?(?:Id|Name|Domain|AssociationKey)%/gi,
  /%(?:PrimaryTenantDomain(?:Name)?|[A-Z][A-Za-z]{2,30}(?:AppId|StrengthId|LocationId|GroupId|TenantId|PolicyId|DomainName)|CreatedDateTime)%/g,
  /(?<!\{)\{(?:tenant|organi[sz]ation|directory|customer)[-_ ]?(?:id|name|domain|guid)\}(?!\})/gi,
  /<(?=[^<>]{2,60}>)(?:(?:your|insert|enter|replace|put)\b[^<>]*|your[A-Z_-][^<>]*|(?:tenant|organi[sz]ation|site|domain|company|customer|workspace|group|user|server)[ _-]?(?:id|name|code|guid|url|host|domain)|CloudManagementGateway(?:URL)?|SiteCode|ManagementPoint)>/gi,
  /<YOUR[^<>]{1,60}>/g,
  /\bYOUR[A-Z][A-Z_-]{2,40}\b/g,
  /\byour[-_]?(?:tenant|realm|domain|organi[sz]ation|company|workspace)[-_]?(?:id|name|guid|here)?\b(?![.'’]s|\s)/gi,
  /\bREPLACE(?:[-_ ]?ME\b|[-_:][\w-]{2,60})/g,
  /\bx{8}-x{4}-x{4}-x{4}-x{12}\b/gi,
  /^\s*(?:FolderID|change[-_ ]?me|TBD|todo|insert[-_ ]here)\s*$/gi,
];

/** Which of them stand for the tenant id: those can be filled in without asking. */
const tenantIdHolder = /^(?:%(?:OrganizationId|TenantId)%|\{tenant[-_ ]?id\}|<\s*(?:your\s?)?tenant ?id\s*>|your[-_]?tenant[-_]?id|YOURTENANTID)$/i;
const tenantDomainHolder = /^%PrimaryTenantDomain(?:Name)?%$/i;

/** What a place holder stands for, where that is plain. */
export function meaningOfHolder(text: string): 'tenant id' | 'default domain' | undefined {
  return tenantIdHolder.test(text) ? 'tenant id' : tenantDomainHolder.test(text) ? 'default domain' : undefined;
}

export function placeHoldersIn(text: string): { readonly from: number; readonly to: number }[] {
  if (!/[%<{]|your|replace|x{8}|folderid|change|tbd|todo|insert/i.test(text)) return [];
  // a tag that is closed somewhere is markup in the middle of a script
  const tags = new Map<string, boolean>();
  const isTag = (holder: string): boolean => {
    const known = tags.get(holder) ?? text.includes(`</${holder.slice(1)}`);
    tags.set(holder, known);
    return known;
  };
  return placeHolders.flatMap((shape) => [...text.matchAll(shape)].flatMap(({ 0: holder, index }) => (holder.startsWith('<') && isTag(holder) ? [] : [{ from: index, to: index + holder.length }])));
}

/** Tokens in clear: three dotted parts, the first of which is the base64 of `{"`. */
export const jwtPattern = /\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]*/g;

/** A resource of an Azure subscription. */
export const azurePattern = /\/subscriptions\/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?:\/[\w.()-]+)*/gi;

/** Names of enrollment profiles in rules of filters and dynamic groups; the names are in the second step. */
const profileRule = /enrollmentProfileName\s{0,4}-(?:eq|ne|in|notin|startswith|notstartswith|contains|notcontains|match|notmatch)\s{0,4}(\[[^\]]{0,4000}\]|"[^"]{0,400}"|'[^']{0,400}')/gi;

export function profileNamesIn(text: string): { readonly from: number; readonly to: number }[] {
  if (!/enrollmentprofilename/i.test(text)) return [];
  return [...text.matchAll(profileRule)].flatMap((rule) => {
    const written = rule[1] ?? '';
    const start = rule.index + rule[0].length - written.length;
    return [...written.matchAll(/"([^"]+)"|'([^']+)'/g)].map((name) => ({ from: start + name.index + 1, to: start + name.index + name[0].length - 1 }));
  });
}

/** The string by which OneDrive mounts a library: five ids and an address of one tenant. */
export function isLibraryString(text: string): boolean {
  return /siteid=/i.test(text) && /(?:webid|listid)=/i.test(text);
}

/** Nothing is said by an empty text, a mask, a macro of the service or a switch. */
export function saysNothing(text: string): boolean {
  return /^[\s*#•]*$/u.test(text) || /^(?:true|false|null|none|n\/a|not ?configured|enabled?|disabled?|\d{1,5}|\{\{[^{}]{1,60}\}\}|%[A-Za-z()]{2,40}%)$/i.test(text.trim()) || /^(?:[X*#]{4,6}-){2,}[X*#\w]{4,6}$/.test(text);
}

/** A key of Windows or Office. */
export const productKeyPattern = /(?<![A-Z0-9-])(?:[BCDFGHJKMNPQRTVWXY2346789]{5}-){4}[BCDFGHJKMNPQRTVWXY2346789]{5}(?![A-Z0-9-])/g;

// learn.microsoft.com/windows-server/get-started/kms-client-activation-keys and /office/volume-license-activation/gvlks
const publishedKeys = new Set(
  `W269N-WFGWX-YVC9B-4J6C9-T83GX NPPR9-FWDCX-D2C8J-H872K-2YT43 NW6C2-QMPVW-D7KKK-3GKT6-VCFB2 MH37W-N47XK-V7XM9-C7227-GCQG9 DPH2V-TTNVB-4X9Q3-TJR4H-KHJW4 2WH4N-8QGBV-H22JP-CT43Q-MDWWJ
NRG8B-VKK3Q-CXVCJ-9G2XF-6Q84J YYVX9-NTFWV-6MDM3-9PT4T-4M68B M7XTQ-FN8P6-TTKYV-9D4CC-J462D XQNVK-8JYDB-WJ9W3-YJ8YR-WFG99 NMMKJ-6RK4F-KMJVX-8D9MJ-6MWKP FXYTK-NJJ8C-GB6DW-3DYQT-6F7TH XJ2XN-FW8RK-P4HMP-DKDBV-GCVGB
XXKQF-N8F2J-4WMTC-PB9VD-7YTRG`.split(/\s+/),
);

/** Whether a key is one of those that Microsoft publishes for activation against a server of one's own. */
export function isPublishedKey(key: string): boolean {
  return publishedKeys.has(key.trim().toUpperCase());
}
