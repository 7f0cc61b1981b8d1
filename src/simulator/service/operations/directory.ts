import { textsAt, type JsonObject } from '../../../model/json.js';
import { okWith } from '../answer.js';
import type { Operation } from '../operation.js';
import type { Collection, Entity } from '../../tenant/entity.js';
import type { Tenant } from '../../tenant/tenant.js';
import { badRequest, SimulatorLacks } from '../refusal.js';
import { show } from '../show.js';
import { plainWish } from '../wish.js';

/** Lookups of the directory (graph-intune.md 13.2). */
export const directoryOperations: readonly Operation[] = [
  {
    name: 'getByIds',
    method: 'POST',
    on: ['directoryObjects'],
    entity: false,
    run({ tenant, collection, body }) {
      const ids = textsAt(body, 'ids');
      const types = new Set(textsAt(body, 'types').map((type) => type.toLowerCase()));
      if (ids.length > 1000) throw badRequest("The maximum number of 'ids' is 1000.", 'Graph');
      const value: JsonObject[] = [];
      for (const id of ids) {
        const entity = collection.get(id);
        if (entity === undefined || !tenant.sees(entity) || (types.size > 0 && !types.has(entity.type.toLowerCase()) && !types.has('directoryobject'))) continue;
        value.push(show(tenant, collection, entity, {}, plainWish, false));
      }
      return okWith({ '@odata.context': 'https://graph.microsoft.com/beta/$metadata#directoryObjects', value });
    },
  },
  {
    // members of groups inside the group too; a navigation property in the schema, computed by the directory
    name: 'transitiveMembers',
    method: 'GET',
    on: ['groups'],
    entity: true,
    run({ tenant, collection, entity, asked }) {
      const { query = {}, wish = plainWish } = asked ?? {};
      if (query.filter !== undefined || query.orderBy !== undefined || query.search !== undefined || query.expand !== undefined) throw new SimulatorLacks('a filter, order, search or expansion of transitiveMembers', 'src/simulator/service/operations/directory.ts');
      const found = entity === undefined ? [] : membersOf(tenant, entity);
      const from = query.skipToken === undefined ? 0 : Number(Buffer.from(query.skipToken, 'base64url').toString());
      const many = query.top ?? 100;
      const next = [...(query.select === undefined ? [] : [`$select=${query.select.join(',')}`]), `$top=${String(many)}`, `$skiptoken=${Buffer.from(String(from + many)).toString('base64url')}`].join('&');
      return okWith({
        '@odata.context': `${wish.root}/$metadata#directoryObjects`,
        value: found.slice(from, from + many).map((target) => ({ '@odata.type': `#microsoft.graph.${target.entity.type}`, ...show(tenant, target.collection, target.entity, { ...(query.select === undefined ? {} : { select: query.select }) }, wish, true) })),
        ...(from + many < found.length ? { '@odata.nextLink': `${wish.root}/${collection.path}/${entity?.id ?? ''}/transitiveMembers?${next}` } : {}),
      });
    },
  },
];

interface Target {
  readonly collection: Collection;
  readonly entity: Entity;
}

/** Everybody and everything in a group, each once, however deep; groups may contain each other. */
function membersOf(tenant: Tenant, group: Entity, seen = new Map<string, Target>()): readonly Target[] {
  for (const pointer of group.pointers.get('members') ?? []) {
    const target = tenant.follow(pointer);
    if (target === undefined || seen.has(target.entity.id)) continue;
    seen.set(target.entity.id, target);
    if (target.entity.type === 'group') membersOf(tenant, target.entity, seen);
  }
  return [...seen.values()];
}
