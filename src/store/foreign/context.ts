/** What an `@odata.context` tells. */
export interface Context {
  /** `deviceManagement/configurationPolicies` */
  readonly collection: string;
  /** The answer holds only selected members: names stand in parentheses behind the collection. */
  readonly selected: boolean;
  /** What lies below one object: `assignments`; with the object's id. */
  readonly below?: string;
  readonly parent?: string;
}

/**
 * Reads a context URL: `…$metadata#deviceManagement/configurationPolicies('<id>')/settings`,
 * `…#deviceManagement/deviceConfigurations(id,displayName)`, `…#groups/$entity`. undefined where it names no collection.
 */
export function contextOf(url: string | undefined): Context | undefined {
  // no annotation of a service is as long as what somebody may write into one
  const fragment = url === undefined || url.length > 4000 ? undefined : /\$metadata#(.+)$/u.exec(url)?.[1];
  if (fragment === undefined || /^(?:Edm\.|Collection\()/u.test(fragment)) return undefined;
  const parents = /^([A-Za-z/]+)\((?:'([^']+)'|([0-9a-f-]{36}))\)\/(.+)$/u.exec(fragment);
  if (parents !== null) {
    const [, collection = '', quoted, bare, rest = ''] = parents;
    const below = rest.replace(/\/\$entity$/u, '').replace(/\(.*\)$/u, '').replace(/microsoft\.graph\.\w+\//gu, '');
    const parent = quoted ?? bare;
    return { collection, selected: false, below, ...(parent === undefined ? {} : { parent }) };
  }
  const [, collection = '', expanded = ''] = /^([A-Za-z0-9./]+?)(?:\/microsoft\.graph\.\w+)?(?:\((.*)\))?(?:\/\$entity)?$/u.exec(fragment) ?? [];
  if (collection === '') return undefined;
  return { collection, selected: selects(expanded) };
}

/** `name()` is an expanded member, a name alone a selected one; expanded ones nest: `a(b(),c()),d()`. */
function selects(members: string): boolean {
  let rest = members;
  for (let before = ''; before !== rest; ) {
    before = rest;
    rest = rest.replaceAll(/[\w./]+\([^()]*\)/gu, '');
  }
  return rest.split(',').some((name) => name.trim() !== '');
}
