import { failed, type Result } from '../model/failure.js';
import { isObject, type Json, type JsonObject, objectsAt, textAt } from '../model/json.js';
import type { Get } from '../model/ports.js';
import { type Answer, Call, type CallFacts, type Reply } from './call.js';
import { failureOf } from './failures.js';
import { nextStep } from './patience.js';
import { askedOf, callOfGet, objectOf, readOne } from './read.js';
import { waitAskedFor } from './retry-after.js';
import type { Wire } from './wire.js';

/** What Graph takes in one batch (graph-intune.md 5). */
const most = 20;

interface Item {
  readonly get: Get;
  readonly facts: CallFacts;
  readonly settle: (result: Result<JsonObject> | Promise<Result<JsonObject>>) => void;
}

/** Whether this server has `$batch` is learned once. */
export interface BatchSense {
  state: 'unknown' | 'works' | 'missing';
}

/** Reads many objects, up to twenty in one request; answers in the order of the requests. */
export async function readMany(wire: Wire, sense: BatchSense, gets: readonly Get[]): Promise<Result<JsonObject>[]> {
  const groups = new Map<string, Item[]>();
  const results = gets.map((get) => {
    const call = callOfGet(wire, get);
    if (!call.ok) return Promise.resolve<Result<JsonObject>>(call);
    return new Promise<Result<JsonObject>>((settle) => {
      const key = `${get.api} ${get.service}`;
      const group = groups.get(key) ?? [];
      group.push({ get, facts: call.value, settle });
      groups.set(key, group);
    });
  });
  const work: Promise<void>[] = [];
  for (const group of groups.values()) {
    const size = sizeFor(wire, group);
    for (let at = 0; at < group.length; at += size) work.push(readTogether(wire, sense, group.slice(at, at + size)));
  }
  // first the work, so that a stopped run is heard of
  await Promise.all(work);
  return Promise.all(results);
}

/** A batch never asks for more at once than the category's budget holds: each item counts. */
function sizeFor({ budgetOf }: Wire, group: readonly Item[]): number {
  const service = group[0]?.get.service;
  return service === undefined || budgetOf(service).any.calls < 2 * most ? 1 : most;
}

async function apart(wire: Wire, items: readonly Item[]): Promise<void> {
  await Promise.all(
    items.map(async (item) => {
      item.settle(await readOne(wire, item.get));
    }),
  );
}

async function readTogether(wire: Wire, sense: BatchSense, items: readonly Item[]): Promise<void> {
  const [first] = items;
  if (first === undefined || items.length === 1 || sense.state === 'missing') return apart(wire, items);
  const facts = batchOf(wire, first, items);
  // the retries of items that were turned away inside a batch that itself was taken
  const call = new Call(facts);
  for (let pending = items; ; ) {
    const { reply } = await wire.exchange(batchOf(wire, first, pending));
    const answers = answersIn(reply);
    if (answers === undefined) {
      if (holdsForAll(reply)) return settleAll(wire, pending, reply);
      if (sense.state === 'unknown' && reply.as === 'answer' && [400, 404, 405, 501].includes(reply.status)) sense.state = 'missing';
      return apart(wire, pending);
    }
    sense.state = 'works';
    const alone: Item[] = [];
    const again: { readonly item: Item; readonly answer: Answer }[] = [];
    pending.forEach((item, index) => {
      const answer = answers.get(String(index));
      if (answer === undefined || needsOwnCall(answer)) alone.push(item);
      else if (answer.status === 429) again.push({ item, answer });
      else item.settle(objectOf(askedOf(wire, item.get), answer));
    });
    const separately = apart(wire, alone);
    const waiting = again.length > 0 && putOff(wire, call, again.map(({ answer }) => answer));
    if (!waiting) for (const { item, answer } of again) item.settle(failed(failureOf(askedOf(wire, item.get), answer)));
    await separately;
    if (!waiting) return;
    pending = again.map(({ item }) => item);
  }
}

function batchOf(wire: Wire, { facts }: Item, items: readonly Item[]): CallFacts {
  const root = `${wire.endpoint.base}/${facts.api}`;
  const requests = items.map((item, index) => ({ id: String(index), method: 'GET', url: item.facts.url.slice(root.length), headers: item.facts.headers }));
  return {
    method: 'POST',
    api: facts.api,
    url: `${root}/$batch`,
    service: facts.service,
    headers: { accept: 'application/json' },
    body: JSON.stringify({ requests }),
    cost: items.reduce((sum, item) => sum + item.facts.cost, 0),
    write: false,
    repeatable: true,
    // an item that the service cannot manage in time must not hold up the other nineteen
    impatient: true,
  };
}

/** The answers of a batch by id, or undefined where it is no batch answer. */
function answersIn(reply: Reply): Map<string, Answer> | undefined {
  if (reply.as !== 'answer' || reply.status < 200 || reply.status >= 300 || !isObject(reply.body) || !Array.isArray(reply.body['responses'])) return undefined;
  const answers = new Map<string, Answer>();
  for (const response of objectsAt(reply.body, 'responses')) {
    const id = textAt(response, 'id');
    const { status } = response;
    if (id === undefined || typeof status !== 'number' || answers.has(id)) continue;
    const body = response['body'];
    answers.set(id, { as: 'answer', status, headers: lowered(response['headers']), ...(body === undefined || body === null ? {} : { body }) });
  }
  return answers;
}

function lowered(headers: Json | undefined): Record<string, string> {
  const result: Record<string, string> = {};
  if (isObject(headers)) for (const [name, value] of Object.entries(headers)) if (typeof value === 'string' || typeof value === 'number') result[name.toLowerCase()] = String(value);
  return result;
}

/** Late, broken or too large inside a batch, a redirect, a token that ended meanwhile: a call of its own knows how to deal with it. */
function needsOwnCall({ status, body }: Answer): boolean {
  return status >= 500 || status === 408 || status === 413 || status === 424 || status === 401 || (status >= 300 && status < 400) || (status === 200 && !isObject(body));
}

/** Lets the category wait as long as the most patient item asks; false when the call has been put off for too long. */
function putOff(wire: Wire, call: Call, answers: readonly Answer[]): boolean {
  const now = wire.clock.now();
  const category = wire.gate.category(call.facts.service);
  const asked = answers.map(({ headers, body }) => waitAskedFor(headers, body, now)).filter((wait) => wait !== undefined);
  call.tries += 1;
  call.putOffAt ??= now;
  const trouble = { what: 'throttled', executed: 'no', ...(asked.length === 0 ? {} : { wait: Math.max(...asked) }) } as const;
  const troubleSince = category.refused(now, 'throttled');
  const step = nextStep(call, trouble, { now, maxWait: wire.maxWait, troubleSince, servedAt: category.servedAt, anyServedAt: wire.gate.servedAt, random: wire.random() });
  if (step.as === 'over') {
    if (step.hopeless === true) wire.gate.giveUp(call.facts.service);
    return false;
  }
  category.pause(now + step.after);
  return true;
}

/** Whether each item alone would fare no better than the batch did after all its retries. */
function holdsForAll(reply: Reply): boolean {
  if (reply.as === 'not called') return true;
  return reply.as === 'answer' ? [401, 429, 502, 503].includes(reply.status) : reply.why === 'not sent' || reply.why === 'no trust';
}

function settleAll(wire: Wire, items: readonly Item[], reply: Reply): void {
  for (const item of items) item.settle(failed(failureOf(askedOf(wire, item.get), reply)));
}
