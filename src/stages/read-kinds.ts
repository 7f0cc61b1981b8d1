import pLimit from 'p-limit';
import type { Failure, FailureKind, Result } from '../model/failure.js';
import { failed, ok } from '../model/failure.js';
import { idAt, idOf, type Side } from '../model/ids.js';
import { isList, isObject, objectsAt, textAt, typeOf, type JsonObject } from '../model/json.js';
import type { Catalog, PolicyType } from '../model/policy-type.js';
import type { Get, Page, TenantReader } from '../model/ports.js';
import type { KindSight, Link, Policy } from '../model/policy.js';
import { cleanObject } from '../engine/annotations.js';
import { nameOf, policyOf } from '../engine/intake.js';
import { partGets, partItems } from '../engine/companions.js';
import { unseenOf } from '../engine/draft.js';
import { withBytes } from '../engine/item-bytes.js';
import { objectPath } from '../engine/object-path.js';
import { answered, answerGets, aroundList, assignmentsGet, byteGets, childGets, detailGet, expectedCount, grandchildGets, isClaimed, linkGets, listBelow, listCalls, memberGets, shownGets, neighborGet, plainLinks, rowFor, type ListCall } from '../engine/reading.js';

/** An object that was listed and could not be read whole: it fails alone, the run goes on. */
export interface Unread {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  readonly failure: Failure;
}

export interface ReadSink<S extends Side> {
  policy(row: PolicyType, policy: Policy<S>, object: JsonObject): Promise<void>;
  unread(unread: Unread): void;
  /** How one kind was seen, once all of its objects were handed over. */
  sight(kind: string, sight: KindSight): void;
  /** Some objects of a kind that could not be claimed by any row asked for are passed over; `wanted` can narrow further. */
  wanted?(row: PolicyType, object: JsonObject): boolean;
  /** An object of a type that no row of the catalog claims: it is in the tenant and in no bundle. */
  unclaimed?(collection: string, object: JsonObject): void;
  /** Called with the number of objects that a list added and with each one done. */
  progress?(listed: number, done: number): void;
}

/** How many objects of one list are read in detail at a time, and how many such groups side by side: bounds the memory. */
const group = 100;
const groups = 4;

/** Reads some kinds of a tenant whole: list, detail, children, links, assignments. Never throws for what a tenant answers. */
export async function readKinds<S extends Side>(reader: TenantReader, side: S, catalog: Catalog, rows: readonly PolicyType[], sink: ReadSink<S>): Promise<void> {
  const putOff = await Promise.all(listCalls(rows).map((call) => readList(reader, side, catalog, call, sink, 'first')));
  // what was merely put off is asked for once more when everything else is read
  for (const call of putOff) if (call !== undefined) await readList(reader, side, catalog, call, sink, 'last');
}

/** Says nothing about the kind: the service was busy, or down. */
const passing: readonly FailureKind[] = ['throttled', 'unavailable'];

/** A singleton under the id it has here: that of its kind. */
export function onlyOne(row: PolicyType, object: JsonObject): JsonObject {
  return { ...object, id: row.kind };
}

/** The pages of a list call; a singleton is a list of one. */
export async function* pagesOf(reader: TenantReader, call: ListCall): AsyncGenerator<Result<Page>, void, undefined> {
  const [row] = call.rows;
  if (row?.below !== undefined) {
    yield* pagesBelow(reader, row);
    return;
  }
  if (row?.singleton === undefined) {
    yield* reader.pages(call.get);
    return;
  }
  const answer = await reader.get(call.get);
  yield answer.ok ? ok({ items: [onlyOne(row, answer.value)], envelope: {} }) : answer;
}

/** The pages of what lives below the objects of another kind, one of those after the other, without what is only shown there. */
async function* pagesBelow(reader: TenantReader, row: PolicyType): AsyncGenerator<Result<Page>, void, undefined> {
  const list = aroundList(row);
  const around = list === undefined ? ok([]) : await allPages(reader, list);
  if (!around.ok) {
    yield around;
    return;
  }
  for (const one of around.value) {
    for await (const page of reader.pages(listBelow(row, textAt(one, 'id') ?? ''))) {
      // gone since it was listed, or a holder that can have none: nothing is below it
      if (!page.ok && page.failure.kind === 'missing') break;
      yield page.ok ? await withoutShown(reader, row, page.value) : page;
      if (!page.ok) return;
    }
  }
}

async function withoutShown(reader: TenantReader, row: PolicyType, page: Page): Promise<Result<Page>> {
  const gets = shownGets(row, page.items.map((item) => textAt(item, 'id') ?? ''));
  if (gets.length === 0) return ok(page);
  const answers = await reader.getMany(gets);
  // nobody could tell what is only shown here from what lives here: the kind is not seen
  const unknown = answers.find((answer) => !answer.ok && answer.failure.kind !== 'missing');
  if (unknown?.ok === false) return unknown;
  return ok({ ...page, items: page.items.filter((_, index) => answers[index]?.ok !== true) });
}

/** @returns the call itself where it is to be asked again, because nothing was seen of it and that may pass */
async function readList<S extends Side>(reader: TenantReader, side: S, catalog: Catalog, call: ListCall, sink: ReadSink<S>, time: 'first' | 'last'): Promise<ListCall | undefined> {
  const counts = new Map<string, { seen: number; unread: Failure[] }>(call.rows.map((row) => [row.kind, { seen: 0, unread: [] }]));
  const limit = pLimit(groups);
  const running: Promise<void>[] = [];
  let broken: Failure | undefined;
  for await (const page of pagesOf(reader, call)) {
    if (!page.ok) {
      broken = page.failure;
      break;
    }
    const byRow = new Map<PolicyType, JsonObject[]>();
    for (const object of page.value.items) {
      const row = rowFor(catalog, call.rows, object);
      if (row === undefined && !isClaimed(catalog, call.rows, object)) sink.unclaimed?.(call.rows[0]?.collection ?? '', object);
      if (row === undefined || sink.wanted?.(row, object) === false) continue;
      const list = byRow.get(row) ?? [];
      list.push(object);
      byRow.set(row, list);
    }
    for (const [row, objects] of byRow) {
      sink.progress?.(objects.length, 0);
      for (let start = 0; start < objects.length; start += group) {
        const part = objects.slice(start, start + group);
        running.push(
          limit(async () => {
            const results = await readObjects(reader, side, row, part);
            for (const [index, result] of results.entries()) {
              const object = part[index] ?? {};
              const count = counts.get(row.kind);
              if (result.ok) {
                if (count !== undefined) count.seen += 1;
                await sink.policy(row, result.value, object);
              } else {
                count?.unread.push(result.failure);
                sink.unread({ kind: row.kind, id: textAt(object, 'id') ?? '', name: nameOf(row, object), failure: result.failure });
              }
            }
            sink.progress?.(0, part.length);
          }),
        );
      }
    }
  }
  await Promise.all(running);
  if (time === 'first' && broken !== undefined && running.length === 0 && passing.includes(broken.kind)) return call;
  for (const row of call.rows) {
    const count = counts.get(row.kind) ?? { seen: 0, unread: [] };
    sink.sight(row.kind, sightOf(row, count.seen, count.unread, broken));
  }
  return undefined;
}

/** What a tenant lacks where the service does not answer for a kind. */
export function licenseOf(row: PolicyType): Pick<KindSight, 'license'> {
  return row.license === undefined ? {} : { license: row.license };
}

/** How a kind was seen: complete, or why not. */
function sightOf(row: PolicyType, seen: number, unread: readonly Failure[], broken: Failure | undefined): KindSight {
  if (broken !== undefined) {
    const facts = { count: seen, why: broken.message, ...(broken.requestId === undefined ? {} : { requestId: broken.requestId }) };
    if (seen > 0) return { state: 'partial', ...facts };
    if (broken.kind === 'forbidden' || broken.kind === 'signed out') return { state: 'not seen', ...facts, scopes: row.scopes.read };
    if (broken.kind === 'not available' || broken.kind === 'missing') return { state: 'not available', ...facts, ...licenseOf(row) };
    return { state: 'not seen', ...facts, ...(passing.includes(broken.kind) ? { why: `the service did not answer, also when it was asked again at the end: ${broken.message}` } : {}) };
  }
  const [first] = unread;
  if (first !== undefined) return { state: 'partial', count: seen, why: `${String(unread.length)} could not be read whole: ${first.message}` };
  return seen === 0 ? { state: 'empty', count: 0 } : { state: 'complete', count: seen };
}

/** The service does not know the address: another version of it, or one that was never switched on for the tenant. */
const unknownThere: readonly FailureKind[] = ['not available', 'missing', 'refused'];

/** Reads a few objects of one row whole; answers in their order. */
export async function readObjects<S extends Side>(reader: TenantReader, side: S, row: PolicyType, listed: readonly JsonObject[]): Promise<Result<Policy<S>>[]> {
  const details = listed.map((object) => (idAt(object) === undefined ? undefined : detailGet(row, idAt(object) ?? '')));
  const answers = await gather(reader, details);
  const detailed = listed.map((object, index): Result<JsonObject> => {
    const answer = answers[index];
    if (idAt(object) === undefined || (answer?.ok === true && idAt(answer.value) === undefined)) return failed(nameless(reader, row));
    if (answer === undefined) return ok(object);
    // a detail of a concrete collection can lack the type that the list gave
    return answer.ok ? ok('@odata.type' in answer.value || !('@odata.type' in object) ? answer.value : { ...answer.value, '@odata.type': object['@odata.type'] ?? null }) : answer;
  });
  const whole = row.byPath === undefined ? detailed : await withMembers(reader, row, detailed);
  const objects = whole.map((one) => (one.ok ? one.value : undefined));

  const childPlans = objects.map((object) => (object === undefined ? [] : childGets(row, object)));
  const linkPlans = objects.map((object) => (object === undefined ? [] : linkGets(row, object)));
  const assignPlans = objects.map((object) => (object === undefined ? undefined : assignmentsGet(row, object)));
  const answerPlans = objects.map((object) => (object === undefined ? [] : answerGets(row, object)));
  const partPlans = objects.map((object) => (object === undefined ? [] : partGets(row, object)));
  const [children, links, assignments, answersApart, partAnswers] = await Promise.all([
    collections(reader, childPlans.flat().map((plan) => plan.get)),
    reader.getMany(linkPlans.flat().map((plan) => plan.get)),
    collections(reader, assignPlans.filter((plan) => plan !== undefined)),
    gather(reader, answerPlans.flat().map((plan) => plan.get)),
    gather(reader, partPlans.flat()),
  ]);
  let partAt = 0;
  let answerAt = 0;
  let childAt = 0;
  let linkAt = 0;
  let assignAt = 0;
  const results: Promise<Result<Policy<S>>>[] = whole.map((one, index) => {
    const mine = (childPlans[index] ?? []).map((plan) => ({ plan, answer: children[childAt++] }));
    const linked = (linkPlans[index] ?? []).map((plan) => ({ plan, answer: links[linkAt++] }));
    const assigned = assignPlans[index] === undefined ? undefined : assignments[assignAt++];
    const told = (answerPlans[index] ?? []).map((plan) => ({ plan, answer: answersApart[answerAt++] }));
    const beside = (partPlans[index] ?? []).map(() => partAnswers[partAt++]);
    return one.ok ? assemble(one.value, mine, linked, assigned, told, beside) : Promise.resolve(one);
  });
  return Promise.all(results);

  async function assemble(
    object: JsonObject,
    mine: readonly { plan: ReturnType<typeof childGets>[number]; answer: Result<JsonObject[]> | undefined }[],
    linked: readonly { plan: ReturnType<typeof linkGets>[number]; answer: Result<JsonObject> | undefined }[],
    assigned: Result<JsonObject[]> | undefined,
    told: readonly { plan: ReturnType<typeof answerGets>[number]; answer: Result<JsonObject> | undefined }[],
    beside: readonly (Result<JsonObject> | undefined)[],
  ): Promise<Result<Policy<S>>> {
    const fields: Record<string, JsonObject[]> = {};
    const unseen: string[] = [];
    for (const { plan, answer } of mine) {
      if (answer === undefined) continue;
      if (!answer.ok) {
        if (unseenOf(plan.apart) === undefined || !unknownThere.includes(answer.failure.kind)) return answer;
        unseen.push(plan.apart.field);
        continue;
      }
      const expected = expectedCount(plan.apart, object);
      if (expected !== undefined && answer.value.length < expected) return failed(cutShort(reader, plan.get, answer.value.length, expected));
      fields[plan.apart.field] = answer.value;
      const { within, bytes } = plan.apart;
      if (bytes !== undefined) {
        const files = await reader.getMany(byteGets(row, object, plan.apart, answer.value));
        for (const [at, child] of answer.value.entries()) {
          const file = files[at];
          // a file that is not given leaves its place empty: the object is matched, not created
          withBytes(child, bytes.at, file?.ok === true ? file.value : undefined);
        }
      }
      if (within === undefined) continue;
      const below = await collections(reader, grandchildGets(row, object, plan.apart, answer.value));
      for (const [at, child] of answer.value.entries()) {
        const result = below[at];
        if (result === undefined) continue;
        if (!result.ok) return result;
        child[within.field] = result.value;
      }
    }
    if (row.companions !== undefined) {
      const parts: JsonObject[] = [];
      for (const answer of beside) {
        if (answer?.ok === false) return answer;
        parts.push(answer?.value ?? {});
      }
      fields[row.companions.field] = partItems(row.companions, object, parts);
    }
    for (const { plan, answer } of told) {
      // a function that does not answer leaves it unknown, which is not nothing: the object is said to go without it
      const items = answer?.ok === true ? answered(plan.apart, answer.value) : undefined;
      if (items !== undefined) fields[plan.apart.field] = items;
    }
    for (const apart of row.apart ?? []) {
      // an expanded list that was cut has a nextLink of its own beside it
      if (apart.read !== 'expand' || object[`${apart.field}@odata.nextLink`] === undefined) continue;
      const [rest] = await collections(reader, [{ api: row.api, service: row.service, scopes: row.scopes.read, path: `${objectPath(row, textAt(object, 'id') ?? '')}/${apart.field}` }]);
      if (rest?.ok === false) return rest;
      if (rest?.ok === true) fields[apart.field] = rest.value;
    }
    const found: Record<string, Link<S>[]> = {};
    for (const property of plainLinks(row, object)) {
      if (object[property] === undefined) continue;
      const targets = linksTo(side, [object[property]].flat().filter(isObject));
      if (targets === undefined) return failed(nameless(reader, row));
      found[property] = targets;
    }
    for (const { plan, answer } of linked) {
      if (answer === undefined) continue;
      if (!answer.ok) {
        // nothing linked: 404 or an empty answer, both mean none (graph-intune.md 10)
        if (answer.failure.kind !== 'missing') return answer;
        found[plan.property] = [];
        continue;
      }
      // a service may answer a list also where there can be only one
      const targets = linksTo(side, plan.many || isList(answer.value['value']) ? objectsAt(answer.value, 'value') : [answer.value]);
      if (targets === undefined) return failed(nameless(reader, row));
      found[plan.property] = targets;
    }
    if (assigned?.ok === false) return assigned;
    return ok(policyOf(side, row, { object, children: fields, unseen, links: found, ...(assigned === undefined ? {} : { assignments: assigned.value }) }));
  }
}

/** Puts into each object the members that have addresses of their own; null where nothing is set. */
async function withMembers(reader: TenantReader, row: PolicyType, objects: readonly Result<JsonObject>[]): Promise<Result<JsonObject>[]> {
  const plans = objects.map((one) => (one.ok ? memberGets(row, one.value) : []));
  const answers = await reader.getMany(plans.flat().map((plan) => plan.get));
  let at = 0;
  return objects.map((one, index): Result<JsonObject> => {
    const members: JsonObject = {};
    let failure: Failure | undefined;
    for (const { member } of plans[index] ?? []) {
      const answer = answers[at++];
      if (answer?.ok === true) members[member] = textAt(answer.value, 'value') === undefined ? null : cleanObject(answer.value);
      else if (answer?.failure.kind === 'missing') members[member] = null;
      else failure ??= answer?.failure;
    }
    if (failure !== undefined) return failed(failure);
    return one.ok ? ok({ ...one.value, ...members }) : one;
  });
}

/** What links lead to; undefined where one leads to something that has no id, which is not the same as to nothing. */
function linksTo<S extends Side>(side: S, targets: readonly JsonObject[]): Link<S>[] | undefined {
  const links: Link<S>[] = [];
  for (const target of targets) {
    const id = idAt(target);
    if (id === undefined) return undefined;
    const name = textAt(target, 'displayName');
    const type = typeOf(target);
    links.push({ id: idOf(side, id), ...(name === undefined ? {} : { name }), ...(type === undefined ? {} : { type }) });
  }
  return links;
}

/** The service, or something in its place, answered what nobody can ask for again. */
function nameless(reader: TenantReader, row: PolicyType): Failure {
  return { kind: 'untrusted', side: reader.side, message: `${reader.name}: GET ${row.collection} was answered with an object without an id that can be used`, call: `GET ${row.collection}` };
}

function cutShort(reader: TenantReader, get: Get, found: number, expected: number): Failure {
  return { kind: 'unavailable', side: reader.side, message: `${get.path.split('?')[0] ?? ''} answered ${String(found)} of ${String(expected)} items`, call: `GET ${get.path.split('?')[0] ?? ''}` };
}

/** Sparse reads: undefined stays undefined. */
async function gather(reader: TenantReader, gets: readonly (Get | undefined)[]): Promise<(Result<JsonObject> | undefined)[]> {
  const present = gets.filter((get) => get !== undefined);
  const answers = present.length === 0 ? [] : await reader.getMany(present);
  let at = 0;
  return gets.map((get) => (get === undefined ? undefined : answers[at++]));
}

/** Whole collections, batched; one that does not fit on its first page is read again page by page to its end. */
async function collections(reader: TenantReader, gets: readonly Get[]): Promise<Result<JsonObject[]>[]> {
  if (gets.length === 0) return [];
  const answers = await reader.getMany(gets);
  return Promise.all(
    gets.map(async (get, index): Promise<Result<JsonObject[]>> => {
      const answer = answers[index];
      if (answer === undefined) throw new Error('getMany answered fewer results than it was asked for');
      if (!answer.ok) return answer;
      if (answer.value['@odata.nextLink'] === undefined) {
        const value = answer.value['value'];
        return ok(isList(value) ? value.filter(isObject) : []);
      }
      return allPages(reader, get);
    }),
  );
}

/** All items of a collection, or the failure that cut it short. */
export async function allPages(reader: TenantReader, get: Get): Promise<Result<JsonObject[]>> {
  const items: JsonObject[] = [];
  for await (const page of reader.pages(get)) {
    if (!page.ok) return page;
    items.push(...page.value.items);
  }
  return ok(items);
}

/** Reads what references point at, each by the id that the reference holds; a list of none is a missing object. */
export async function readPointedAt(reader: TenantReader, wanted: readonly { readonly row: PolicyType; readonly id: string }[]): Promise<Result<JsonObject>[]> {
  const answers = await reader.getMany(wanted.map(({ row, id }) => neighborGet(row, id)));
  return answers.map((answer, index): Result<JsonObject> => {
    const one = wanted[index];
    if (!answer.ok || one === undefined || one.row.idAt === undefined) return answer;
    const [found] = objectsAt(answer.value, 'value');
    return found === undefined ? failed({ kind: 'missing', side: reader.side, message: `${one.row.title} ${one.id} is not in ${reader.name}`, call: `GET ${one.row.collection}` }) : ok(found);
  });
}
