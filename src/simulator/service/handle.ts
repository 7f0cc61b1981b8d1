import { isObject, type Json, type JsonObject } from '../../model/json.js';
import { parsePath } from '../odata/path.js';
import { parseQuery, type Query } from '../odata/query.js';
import type { Tenant } from '../tenant/tenant.js';
import { View } from '../tenant/view.js';
import { noContent, okWith, type Answer } from './answer.js';
import { answerContent } from './contents.js';
import { checkQuery } from './check-query.js';
import { badRequest, noSegment, notFound, Refusal } from './refusal.js';
import { matching, readSet, skipToken } from './read.js';
import { resolve, type Place } from './resolve.js';
import { answerPointer } from './pointers.js';
import { factsOf, inVersionOne } from './sets.js';
import { show } from './show.js';
import type { Wish } from './wish.js';
import { change, create, remove } from './write.js';

/** One request below the host, as the service sees it. */
export interface ServiceRequest {
  readonly method: string;
  readonly version: 'beta' | 'v1.0';
  /** Below the version, as it was sent. */
  readonly path: string;
  /** Behind the question mark, as it was sent. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body?: Json;
  /** `http://127.0.0.1:1234`: what links in answers begin with. */
  readonly origin: string;
}

/** Answers one request, faults and throttling apart. @throws Refusal */
export function handle(tenant: Tenant, request: ServiceRequest): Answer {
  const query = parseQuery(request.query);
  const wish: Wish = {
    everyMember: (request.headers['prefer'] ?? '').includes('include-unknown-enum-members'),
    fullMetadata: /odata\.metadata=full/iu.test(request.headers['accept'] ?? ''),
    root: `${request.origin}/${request.version}`,
    eventual: (request.headers['consistencylevel'] ?? '').toLowerCase() === 'eventual',
  };
  const made = request.method === 'PATCH' ? madeByPatch(tenant, request) : undefined;
  if (made !== undefined) return made;
  const content = answerContent(tenant, request);
  if (content !== undefined) return content;
  const place = resolve(tenant, parsePath(request.path));
  const path = place.collection.path;
  if (request.version === 'v1.0' && !knownToVersionOne(path)) throw noSegment(path.split('/').at(-1) ?? path);
  switch (request.method) {
    case 'GET': return read(tenant, place, request, query, wish);
    case 'POST': return post(tenant, place, request, wish);
    case 'PATCH':
    case 'PUT':
    case 'DELETE': return changeAt(tenant, place, request, wish);
    default: throw new Refusal(405, 'MethodNotAllowed', `The HTTP method '${request.method}' is not supported for this resource.`, { dress: 'Graph' });
  }
}

/** Sets whose ids are the client's choice take a PATCH of one that is not there yet as a create (graph-intune.md 13.5). */
function madeByPatch(tenant: Tenant, request: ServiceRequest): Answer | undefined {
  const [, path = '', id = ''] = /^(.+)\/([^/]+)$/u.exec(request.path.replace(/\('([^']+)'\)$/u, '/$1')) ?? [];
  const ids = factsOf(path).patchMakes;
  if (ids === undefined || !isObject(request.body)) return undefined;
  if (!ids.test(id)) throw badRequest(`'${id}' is no id of ${path}.`);
  const collection = tenant.set(path);
  if (collection.get(id) !== undefined) return undefined;
  create(tenant, collection, { ...request.body, id });
  return noContent;
}

function knownToVersionOne(path: string): boolean {
  if (inVersionOne.has(path) || !path.includes('/')) return true;
  const parts = path.split('/');
  for (let length = parts.length - 1; length > 0; length -= 1) if (inVersionOne.has(parts.slice(0, length).join('/'))) return true;
  return path === 'identity/conditionalAccess';
}

function read(tenant: Tenant, place: Place, request: ServiceRequest, query: Query, wish: Wish): Answer {
  const { path } = place.collection;
  switch (place.is) {
    case 'collection': {
      checkQuery(tenant, path, place.cast ?? place.collection.type, query, true);
      if (place.count === true) return { status: 200, body: matching(tenant, place.collection, query, wish, place.cast).length, headers: { 'content-type': 'text/plain' } };
      return okWith(setAnswer(tenant, place, request, query, wish));
    }
    case 'entity': {
      if (query.filter !== undefined || query.top !== undefined) throw badRequest('The query specified in the URI is not valid: it cannot be applied to a single object.', 'Graph');
      checkQuery(tenant, path, place.cast ?? place.collection.type, query, false);
      const context = `${wish.root}/$metadata#${path}/$entity`;
      return okWith({ '@odata.context': context, ...show(tenant, place.collection, place.entity, query, wish, false) });
    }
    case 'pointer': return answerPointer(tenant, place, 'GET', undefined, query, wish);
    case 'property': {
      const whole = factsOf(path).byPath?.includes(place.property.name) === true ? place.entity.body : show(tenant, place.collection, place.entity, {}, wish, false);
      const member = whole[place.property.name] ?? null;
      const value = place.inner === undefined ? member : isObject(member) ? (member[place.inner] ?? null) : null;
      if (value === null) return noContent;
      if (place.raw) return { status: 200, body: typeof value === 'string' ? value : JSON.stringify(value), headers: { 'content-type': 'text/plain' } };
      const context = { '@odata.context': `${wish.root}/$metadata#${place.collection.path}('${place.entity.id}')/${place.property.name}${place.inner === undefined ? '' : `/${place.inner}`}` };
      return okWith(isObject(value) ? { ...context, ...value } : { ...context, value });
    }
    case 'operation':
      if (place.operation.method !== 'GET') throw new Refusal(405, 'BadRequest', `The action '${place.operation.name}' takes POST.`);
      return place.operation.run({ tenant, collection: place.collection, entity: place.entity, cast: place.cast, args: place.args, body: {}, asked: { query, wish } });
  }
}

function setAnswer(tenant: Tenant, place: Extract<Place, { is: 'collection' }>, request: ServiceRequest, query: Query, wish: Wish): JsonObject {
  const { collection } = place;
  const facts = factsOf(collection.path);
  const page = readSet(tenant, collection, query, wish, undefined, place.cast);
  const body: JsonObject = { '@odata.context': `${wish.root}/$metadata#${collection.path}` };
  if (facts.counted === true) body['@odata.count'] = page.items.length;
  else if (query.count === true) body['@odata.count'] = page.total;
  if (page.next !== undefined) {
    const kept = request.query.split('&').filter((part) => part !== '' && !/^(\$|%24)skip(token)?=/iu.test(part));
    body['@odata.nextLink'] = `${wish.root}/${request.path}?${[...kept, `$skiptoken=${encodeURIComponent(skipToken(page.next))}`].join('&')}`;
  }
  body['value'] = page.items;
  return body;
}

function post(tenant: Tenant, place: Place, request: ServiceRequest, wish: Wish): Answer {
  switch (place.is) {
    case 'collection': {
      const { collection } = place;
      if (place.count === true || collection instanceof View || !verbs(collection.path).includes('P')) throw refusedVerb('POST');
      const entity = create(tenant, collection, request.body);
      return {
        status: 201,
        body: { '@odata.context': `${wish.root}/$metadata#${collection.path}/$entity`, ...show(tenant, collection, entity, {}, wish, false) },
        headers: { location: `${wish.root}/${collection.path}('${entity.id}')` },
      };
    }
    case 'operation': {
      if (place.operation.method !== 'POST') throw new Refusal(405, 'BadRequest', `The function '${place.operation.name}' takes GET.`);
      return place.operation.run({ tenant, collection: place.collection, entity: place.entity, cast: place.cast, args: place.args, body: isObject(request.body) ? request.body : {} });
    }
    case 'pointer': return answerPointer(tenant, place, 'POST', request.body, {}, wish);
    case 'entity':
    case 'property': throw refusedVerb('POST');
  }
}

function changeAt(tenant: Tenant, place: Place, request: ServiceRequest, wish: Wish): Answer {
  if (place.is === 'pointer') return answerPointer(tenant, place, request.method, request.body, {}, wish);
  if (place.is !== 'entity') throw refusedVerb(request.method);
  const { collection, entity } = place;
  const home = collection instanceof View ? collection.home(entity.id) : collection;
  if (home === undefined) throw notFound(`${entity.id} was not found.`);
  const facts = factsOf(home.path);
  const letter = { PATCH: 'A', PUT: 'U', DELETE: 'D' }[request.method] ?? '';
  if (!verbs(home.path).includes(letter)) throw refusedVerb(request.method);
  if (request.method === 'DELETE') {
    remove(tenant, home, entity);
    return noContent;
  }
  change(tenant, home, entity, request.body, request.method === 'PUT');
  if (request.method === 'PUT' || facts.patchAnswers === 204) return noContent;
  return okWith({ '@odata.context': `${wish.root}/$metadata#${home.path}/$entity`, ...show(tenant, home, entity, {}, wish, false) });
}

function verbs(path: string): string {
  return factsOf(path).verbs ?? 'GPAD';
}

function refusedVerb(method: string): Refusal {
  return new Refusal(405, 'BadRequest', `The requested resource does not support the HTTP method '${method}'.`, { dress: 'Graph' });
}

