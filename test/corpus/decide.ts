import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { catalog } from '../../src/catalog/index.js';
import { copyOf, isObject, objectAt, objectsAt, textAt, type Json, type JsonObject } from '../../src/model/json.js';
import type { PolicyType } from '../../src/model/policy-type.js';
import type { SimulatedTenant } from '../../src/simulator/simulated-tenant.js';
import { guidOf } from '../../src/simulator/tenant/chance.js';
import type { Entity } from '../../src/simulator/tenant/entity.js';
import { parseJson } from '../../src/store/parse-json.js';

/** How what `map` had left open was answered, counted. */
export interface Decisions {
  created: number;
  twins: number;
  dropped: number;
  valuesMapped: number;
  valuesKept: number;
}

/**
 * Answers everything that `map` left open, as a person would who wants all of it to move: a group is created empty, what
 * the service lets nobody create is made by hand in the destination and mapped, a text becomes what the tool offers first
 * and stays where it offers nothing. The answers are written into the mapping files.
 * @param byHand makes the twin of an object of the source in the destination and says its id; undefined where there is nothing to be like
 */
export async function decideAll(folder: string, byHand: (rows: readonly PolicyType[], id: string, name: string) => string | undefined): Promise<Decisions> {
  const counts: Decisions = { created: 0, twins: 0, dropped: 0, valuesMapped: 0, valuesKept: 0 };
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.json')) continue;
    const file = join(folder, name);
    const mapping = parseJson(await readFile(file, 'utf8'), file);
    if (!isObject(mapping)) throw new Error(`${file} is no mapping`);
    const rows = catalog.rows.filter((row) => `${row.mapping}.json` === name);
    const entries = objectsAt(mapping, 'entries').map((entry) => (entry['decision'] !== 'open' ? entry : mapping['kind'] === 'value' ? answerValue(entry, counts) : answerObject(entry, rows, byHand, counts)));
    await writeFile(file, JSON.stringify({ ...mapping, entries }));
  }
  return counts;
}

function answerValue(entry: JsonObject, counts: Decisions): JsonObject {
  const { source = null, usedBy = 0 } = entry;
  const [offered] = objectsAt(entry, 'candidates');
  if (offered === undefined) counts.valuesKept += 1;
  else counts.valuesMapped += 1;
  const answer: JsonObject = offered === undefined ? { decision: 'keep', because: 'it means the same there' } : { decision: 'map', destination: offered, because: 'as offered' };
  return { source, usedBy, ...answer };
}

function answerObject(entry: JsonObject, rows: readonly PolicyType[], byHand: (rows: readonly PolicyType[], id: string, name: string) => string | undefined, counts: Decisions): JsonObject {
  const source = objectAt(entry, 'source') ?? {};
  const { usedBy = 0 } = entry;
  if (/^no group of that name/u.test(textAt(entry, 'because') ?? '')) {
    counts.created += 1;
    return { source, usedBy, decision: 'create', because: 'it may be empty' };
  }
  const id = byHand(rows, textAt(source, 'id') ?? '', textAt(source, 'name') ?? '');
  if (id === undefined) {
    counts.dropped += 1;
    return { source, usedBy, decision: 'drop', because: 'nobody knows what it was' };
  }
  counts.twins += 1;
  return { source, usedBy, decision: 'map', destination: { id }, because: 'made by hand' };
}

/** Makes twins by hand: the object as the source has it under an id of the destination, and nothing that points anywhere. */
export function handOf(source: SimulatedTenant, destination: SimulatedTenant): (rows: readonly PolicyType[], id: string, name: string) => string | undefined {
  const made = new Map<string, string>();
  return (rows, id, name) => {
    for (const row of rows) {
      const entity = entityOf(source, row, id);
      if (entity === undefined) continue;
      const known = made.get(`${row.collection}\n${entity.id}`);
      if (known !== undefined) return known;
      const own = guidOf(`made by hand: ${row.kind} ${id}`);
      // the parts of a definition that an uploaded file brings come with it, under ids of their own
      const parts = entity.children.get('presentations')?.list().map((part): JsonObject => ({ '@odata.type': `#microsoft.graph.${part.type}`, ...copyOf(plainBody(part)), id: guidOf(`made by hand: ${part.id}`) })) ?? [];
      const answer = row.idAt === undefined ? own : guidOf(`${own} ${row.idAt}`);
      destination.put(row.collection, { '@odata.type': `#microsoft.graph.${entity.type}`, ...copyOf(plainBody(entity)), [row.name]: name, ...(parts.length === 0 ? {} : { presentations: parts }), id: own, ...(row.idAt === undefined ? {} : { [row.idAt]: answer }) });
      made.set(`${row.collection}\n${entity.id}`, answer);
      return answer;
    }
    return undefined;
  };
}

function entityOf(tenant: SimulatedTenant, row: PolicyType, id: string): Entity | undefined {
  const { idAt } = row;
  const set = tenant.data.set(row.collection);
  return idAt === undefined ? set.get(id) : set.list().find((entity) => entity.body[idAt] === id);
}

/** What a person would make again: rules that hold ids are written anew, who made it is another. */
function plainBody(entity: Entity): JsonObject {
  const body: JsonObject = {};
  for (const [name, value] of Object.entries(entity.body)) if (!holdsGuid(value)) body[name] = value;
  return body;
}

function holdsGuid(value: Json): boolean {
  return /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-/iu.test(JSON.stringify(value));
}
