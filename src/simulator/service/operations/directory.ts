import { textsAt, type JsonObject } from '../../../model/json.js';
import { okWith } from '../answer.js';
import type { Operation } from '../operation.js';
import { badRequest } from '../refusal.js';
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
];
