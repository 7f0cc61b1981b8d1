import type { PolicyType } from '../model/policy-type.js';
import { writing, type Step } from './steps.js';
import { objectPath } from './object-path.js';

/** Answers the row of a kind; undefined for unknown ones. */
export type LinkRow = (kind: string) => PolicyType | undefined;

/** Root of the links in a body: `https://graph.microsoft.com/beta`; a bind must name the cloud's own host (graph-intune.md 14). */
function linkTo(root: string, row: PolicyType, id: string): string {
  return `${root}/${row.api}/${row.collection}('${id}')`;
}

/** The members of a create that bind links: `<navigation>@odata.bind`. */
export function boundLinks(row: PolicyType, type: string | undefined, links: Readonly<Record<string, readonly string[]>>, bindRoot: string, linkRow: LinkRow): Record<string, string | string[]> {
  const members: Record<string, string | string[]> = {};
  for (const [property, ids] of Object.entries(links)) {
    const rule = type === undefined ? undefined : row.links?.[type]?.[property];
    if (rule?.plain === true) continue;
    const target = rule?.to.map(linkRow).find((one) => one !== undefined) ?? row;
    const bound = ids.map((id) => linkTo(bindRoot, target, id));
    const [first] = bound;
    if (first !== undefined) members[`${property}@odata.bind`] = rule?.many === true ? bound : first;
  }
  return members;
}

/**
 * Requests that bring the links of an object that is there to the wanted ones: PUT replaces a single link, POST adds to a
 * list, DELETE takes out of it (graph-intune.md 10). Properties that nobody knows anything about are left alone.
 */
export function linkSteps(
  row: PolicyType,
  type: string | undefined,
  wanted: Readonly<Record<string, readonly string[]>>,
  there: Readonly<Record<string, readonly string[]>>,
  bindRoot: string,
  linkRow: LinkRow,
): Step[] {
  return Object.entries(wanted).flatMap(([property, ids]): Step[] => {
    const rule = type === undefined ? undefined : row.links?.[type]?.[property];
    if (rule === undefined) return [];
    const target = rule.to.map(linkRow).find((one) => one !== undefined) ?? row;
    const path = rule.plain === true ? `${objectPath(row)}/${property}` : `${objectPath(row)}/microsoft.graph.${type ?? ''}/${property}`;
    const known = there[property] ?? [];
    const added = ids
      .filter((id) => !known.includes(id))
      .map(
        (id): Step => ({
          ...writing(row),
          // named after its target: what is still missing is other on every run
          name: `link:${property}:${id}`,
          method: rule.many ? 'POST' : 'PUT',
          path: `${path}/$ref`,
          body: { '@odata.id': linkTo(bindRoot, target, id) },
          repeatable: !rule.many,
          ...(rule.many ? { childOf: { list: path, key: 'id', value: id } } : {}),
        }),
      );
    const gone = rule.many || ids.length === 0 ? known.filter((id) => !ids.includes(id)) : [];
    const removed = gone.map((id): Step => ({ ...writing(row), name: `unlink:${property}:${id}`, method: 'DELETE', path: rule.many ? `${path}/${id}/$ref` : `${path}/$ref`, repeatable: true }));
    return [...added, ...removed];
  });
}
