import { isObject, textAt, type Json } from '../../model/json.js';
import type { Query } from '../odata/query.js';
import type { Tenant } from '../tenant/tenant.js';
import { checkQuery } from './check-query.js';
import { noContent, okWith, type Answer } from './answer.js';
import { badRequest, notFound, Refusal } from './refusal.js';
import type { Place } from './resolve.js';
import { show } from './show.js';
import type { Wish } from './wish.js';
import { pointerTo } from './write.js';

type PointerPlace = Extract<Place, { is: 'pointer' }>;

/** Reads, sets and removes what a navigation property points at, with and without `$ref` (graph-intune.md 10, 13.1). */
export function answerPointer(tenant: Tenant, place: PointerPlace, method: string, body: Json | undefined, query: Query, wish: Wish): Answer {
  const { owner, nav } = place;
  const pointers = owner.pointers.get(nav.name) ?? [];
  if (method === 'GET') {
    checkQuery(tenant, tenant.targets(owner.type, nav)?.[0] ?? '', nav.type, query, false);
    const targets = pointers.flatMap((pointer) => tenant.follow(pointer) ?? []);
    if (place.count === true) return { status: 200, body: targets.length, headers: { 'content-type': 'text/plain' } };
    const wanted = place.key === undefined ? targets : targets.filter((target) => target.entity.id.toLowerCase() === place.key?.toLowerCase());
    if (place.ref) {
      const refs = wanted.map((target) => ({ '@odata.id': `${wish.root}/${target.collection.path}('${target.entity.id}')` }));
      if (nav.many && place.key === undefined) return okWith({ '@odata.context': `${wish.root}/$metadata#Collection($ref)`, value: refs });
      return refs[0] === undefined ? missing(nav.name) : okWith(refs[0]);
    }
    const shown = wanted.map((target) => ({ ...(target.collection.path.startsWith('device') ? {} : { '@odata.type': `#microsoft.graph.${target.entity.type}` }), ...show(tenant, target.collection, target.entity, query, wish, false) }));
    if (nav.many && place.key === undefined) return okWith({ '@odata.context': `${wish.root}/$metadata#${place.collection.path}('${owner.id}')/${nav.name}`, value: shown });
    return shown[0] === undefined ? missing(nav.name) : okWith({ '@odata.context': `${wish.root}/$metadata#${place.collection.path}('${owner.id}')/${nav.name}/$entity`, ...shown[0] });
  }
  if (!place.ref) throw new Refusal(405, 'BadRequest', `'${nav.name}' is changed through '${nav.name}/$ref'.`, { dress: 'Graph' });
  if (method === 'DELETE') {
    const left = place.key === undefined ? [] : pointers.filter((pointer) => pointer.id.toLowerCase() !== place.key?.toLowerCase());
    if (left.length === pointers.length && pointers.length > 0) missing(nav.name);
    owner.pointers.set(nav.name, left);
    return noContent;
  }
  const url = isObject(body) ? textAt(body, '@odata.id') : undefined;
  if (url === undefined) throw badRequest("The request payload needs an '@odata.id'.", 'Graph');
  // PUT replaces a single link, POST adds to a list; the other way round is refused (intune-objects.md 2.3)
  if (nav.many !== (method === 'POST')) throw badRequest(`'${nav.name}/$ref' takes ${nav.many ? 'POST' : 'PUT'}.`);
  const pointer = pointerTo(tenant, owner, nav, url, false);
  if (nav.many && pointers.some((known) => known.id === pointer.id)) {
    throw new Refusal(400, 'Request_BadRequest', `One or more added object references already exist for the following modified properties: '${nav.name}'.`, { dress: 'Graph' });
  }
  owner.pointers.set(nav.name, nav.many ? [...pointers, pointer] : [pointer]);
  return noContent;
}

function missing(name: string): never {
  throw notFound(`No object is linked by '${name}'.`);
}
