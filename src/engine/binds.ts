import { isObject, textAt, type Json, type JsonObject } from '../model/json.js';
import type { Apart } from '../model/policy-type.js';
import { placesOf, valuesAt } from './paths.js';

/** `deviceManagement/groupPolicyDefinitions('{definition.id}')/presentations('{id}')` with ids from the item; undefined where one is not there. */
function filled(template: string, bound: JsonObject, item: JsonObject): string | undefined {
  let whole = true;
  const text = template.replaceAll(/\{([^}]+)\}/gu, (_all, path: string) => {
    const value: Json | undefined = path === 'id' ? bound['id'] : valuesAt(item, path)[0];
    if (typeof value === 'string') return value;
    whole = false;
    return '';
  });
  return whole ? text : undefined;
}

/**
 * Turns expanded objects of an item into `<member>@odata.bind` links, and gives links that are there already today's root.
 * @param root bind root and API version: `https://graph.microsoft.com/beta`
 */
export function bindMembers(item: JsonObject, apart: Apart, root: string): void {
  // deepest first, because a presentation's link needs the id of the definition that its item expands
  for (const { at, to } of [...(apart.binds ?? [])].sort((a, b) => b.at.length - a.at.length)) {
    const member = at.split('.').at(-1) ?? at;
    for (const place of placesOf(item, at).reverse()) {
      if (!isObject(place.value)) continue;
      const link = filled(to, place.value, item);
      const { holder } = place;
      place.remove();
      if (link !== undefined) holder[`${member}@odata.bind`] = `${root}/${link}`;
    }
    for (const place of placesOf(item, `${at}@odata.bind`)) {
      const known = textAt(place.holder, `${member}@odata.bind`);
      const below = known === undefined ? undefined : /^https?:\/\/[^/]+\/(?:beta|v1\.0)\/(.+)$/u.exec(known)?.[1];
      if (below !== undefined) place.set(`${root}/${below}`);
    }
  }
}
