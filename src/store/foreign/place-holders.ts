import { isList, isObject, type Json, type JsonObject } from '../../model/json.js';

/** IntuneManagement's word for the tenant id, written into every text of its exports (real-exports.md 1.2). */
const tenantToken = /%OrganizationId%/giu;

/**
 * What authors and other tools leave for the next person to fill in (real-exports.md 4). Macros of the service
 * (`{{mail}}`, `%SERIAL%`) and Windows variables (`%ProgramData%`) are none.
 */
const patterns: readonly RegExp[] = [
  /%(?:OrganizationId|[A-Za-z]*(?:Tenant|Organization|PrimaryTenant)[A-Za-z]*|[A-Z][A-Za-z]+(?:Id|DateTime|AssociationKey))%/u,
  /<(?:your|tenant|org|replace|insert|enter)[^<>]{0,40}>/iu,
  // in a path only: catalog settings have `{tenantid}` in their ids, and there it is the service's own
  /(?<=\/)\{Tenant-?ID\}(?=\/)/iu,
  /\bREPLACE[-_:](?:ME\b|your|[A-Z]{2,})[\w-]*/u,
  /\bYOUR(?:TENANT|REALM|ORG|DOMAIN|ID)[A-Z_-]*\b|\bYour(?:Tenant|Organization|Domain)(?:ID|Id|Name)\b/u,
  /^FolderID$/u,
];

/** Members whose text people read: "your tenant" there is a sentence, not a gap. */
const prose: ReadonlySet<string> = new Set(['description', 'displayName', 'name', 'messageTemplate', 'bodyText', 'acceptanceStatement', 'title', 'notes']);

export interface PlaceHolder {
  /** JSON pointer within the object. */
  readonly at: string;
  readonly text: string;
}

/** The object with IntuneManagement's token turned into the tenant's id; as it is while the id is not known. */
export function expandTenant(object: JsonObject, tenantId: string | undefined): JsonObject {
  return tenantId === undefined ? object : expandedMembers(object, tenantId);
}

function expandedMembers(object: JsonObject, tenantId: string): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, member]) => [name, expanded(member, tenantId)]));
}

function expanded(value: Json, tenantId: string): Json {
  if (typeof value === 'string') return value.replace(tenantToken, tenantId);
  if (isList(value)) return value.map((item) => expanded(item, tenantId));
  return isObject(value) ? expandedMembers(value, tenantId) : value;
}

/** Every place holder in an object, with its place. */
export function placeHoldersIn(object: JsonObject): PlaceHolder[] {
  const found: PlaceHolder[] = [];
  const look = (value: Json, at: string, name: string): void => {
    if (typeof value === 'string') {
      if (prose.has(name)) return;
      for (const pattern of patterns) {
        const text = pattern.exec(value)?.[0];
        if (text !== undefined) {
          found.push({ at, text });
          return;
        }
      }
    } else if (isList(value)) value.forEach((item, index) => look(item, `${at}/${String(index)}`, name));
    else if (isObject(value)) for (const [inner, member] of Object.entries(value)) look(member, `${at}/${inner.replaceAll('~', '~0').replaceAll('/', '~1')}`, inner);
  };
  look(object, '', '');
  return found;
}

/** Whether a text that stands where an id is due is a place holder and no name. */
export function isPlaceHolder(text: string): boolean {
  return /^%[^%]+%$/u.test(text) || /^<[^<>]+>$/u.test(text) || patterns.some((pattern) => pattern.test(text));
}
