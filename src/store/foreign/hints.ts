import { isObject, textAt, type JsonObject } from '../../model/json.js';

/** A related object as IntuneManagement writes it beside the data: by name, for apps also by id. */
export interface Told {
  readonly name: string;
  readonly id?: string;
  /** `@odata.type` without prefix. */
  readonly type?: string;
}

/** What hint members tell that the data does not (intune-objects.md Appendix B). */
export interface Hints {
  /** Navigation property → related objects: from `#CustomRef_<property>` or `<property>@odata.bind`. */
  readonly links: ReadonlyMap<string, readonly Told[]>;
  /** Apps of an app configuration: `#CustomRefTargetedApps`. */
  readonly apps: readonly Told[];
  /** Other apps that an app waits for or replaces; nothing carries them, they are reported. */
  readonly relations: readonly Told[];
  /** Properties whose joined names may hide a comma, so that one name may be two. */
  readonly doubtful: readonly string[];
}

/** Reads the hint members of one object; the object is left as it is. */
export function hintsOf(object: JsonObject): Hints {
  const links = new Map<string, Told[]>();
  const doubtful: string[] = [];
  for (const [member, value] of Object.entries(object)) {
    const property = /^#CustomRef_(.+)$/u.exec(member)?.[1];
    if (property !== undefined && typeof value === 'string' && value !== '') {
      const [names = '', type] = value.split('|:|');
      const told = names.split(',').map((name) => named(name.trim(), undefined, type));
      if (told.length > 1) doubtful.push(property);
      links.set(property, told);
    }
    const bound = /^(.+)@odata\.bind$/u.exec(member)?.[1];
    const ids = (Array.isArray(value) ? value : [value]).flatMap((url) => boundId(url) ?? []);
    if (bound !== undefined && ids.length > 0) links.set(bound, ids.map((id) => ({ name: '', id })));
  }
  return {
    links,
    doubtful,
    apps: entries(textAt(object, '#CustomRefTargetedApps')).map(([name = '', id, type]) => named(name, id, type)),
    relations: ['#CustomRefDependency', '#CustomRefSupersedence'].flatMap((member) => entries(textAt(object, member)).map(([name = '', , id]) => named(name, id, undefined))),
  };
}

function entries(text: string | undefined): string[][] {
  if (text === undefined || text === '') return [];
  return text.split('|*|').map((entry) => entry.split('|!|').map((part) => part.trim()));
}

function named(name: string, id: string | undefined, type: string | undefined): Told {
  const bare = type?.trim().replace(/^#?(?:microsoft\.graph\.)?/u, '');
  return { name, ...(id === undefined || id === '' ? {} : { id }), ...(bare === undefined || bare === '' ? {} : { type: bare }) };
}

/** The id at the end of a link: `…/deviceConfigurations('<id>')` or `…/deviceConfigurations/<id>`. */
export function boundId(url: unknown): string | undefined {
  if (typeof url !== 'string') return undefined;
  return /\('([^']+)'\)\/?$/u.exec(url)?.[1] ?? /\/([^/()']+)\/?$/u.exec(url)?.[1];
}

/**
 * The id of an object that the tool took out of the body and left in an annotation: `@odata.id`, or the context of a
 * child collection (`notificationMessageTemplates('<id>')/localizedNotificationMessages`).
 */
export function annotatedId(object: JsonObject): string | undefined {
  for (const [name, value] of Object.entries(object)) {
    if (typeof value !== 'string' || isObject(value)) continue;
    if (name === '@odata.id' || name === '@odata.editLink') {
      const own = /\('([^']+)'\)(?:\/microsoft\.graph\.\w+)?$/u.exec(value)?.[1];
      if (own !== undefined) return own;
    }
    if (/.@odata\.(?:context|navigationLink|associationLink)$/u.test(name)) {
      const parent = /\('([^']+)'\)\/[^('"]*$/u.exec(value)?.[1];
      if (parent !== undefined) return parent;
    }
  }
  return undefined;
}
