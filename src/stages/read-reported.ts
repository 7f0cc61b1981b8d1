import type { Failure } from '../model/failure.js';
import type { JsonObject } from '../model/json.js';
import type { PolicyType } from '../model/policy-type.js';
import type { TenantReader } from '../model/ports.js';
import type { KindSight, Neighbor } from '../model/policy.js';
import { reportedOf } from '../engine/reported.js';
import { listCalls } from '../engine/reading.js';
import { licenseOf } from './read-kinds.js';

/** What was seen of one kind that nobody carries over. */
export interface Told {
  readonly row: PolicyType;
  readonly found: readonly Neighbor[];
  readonly sight: KindSight;
}

/** Lists the kinds that are only reported; what the tenant refuses ends in the sight of the kind. */
export async function readReported(reader: TenantReader, rows: readonly PolicyType[]): Promise<Told[]> {
  return Promise.all(rows.map((row) => readOne(reader, row)));
}

async function readOne(reader: TenantReader, row: PolicyType): Promise<Told> {
  const [call] = listCalls([row]);
  const objects: JsonObject[] = [];
  let broken: Failure | undefined;
  if (call === undefined) throw new Error(`${row.kind} has no list call`);
  if (row.reported?.single === true) {
    const [answer] = await reader.getMany([call.get]);
    if (answer?.ok === true) objects.push(answer.value);
    else broken = answer?.failure;
  } else {
    for await (const page of reader.pages(call.get)) {
      if (page.ok) objects.push(...page.value.items);
      else broken = page.failure;
    }
  }
  const found = reportedOf(row, objects);
  return { row, found, sight: sightOf(row, found.length, broken) };
}

/** 404 for one object means that the tenant has none; for a collection, that the service does not offer it here. */
function sightOf(row: PolicyType, count: number, broken: Failure | undefined): KindSight {
  if (broken === undefined || (broken.kind === 'missing' && row.reported?.single === true)) return { state: count === 0 ? 'empty' : 'complete', count };
  const facts = { count, why: broken.message, ...(broken.requestId === undefined ? {} : { requestId: broken.requestId }) };
  if (count > 0) return { state: 'partial', ...facts };
  if (broken.kind === 'forbidden' || broken.kind === 'signed out') return { state: 'not seen', ...facts, scopes: row.scopes.read };
  return broken.kind === 'not available' || broken.kind === 'missing' ? { state: 'not available', ...facts, ...licenseOf(row) } : { state: 'not seen', ...facts };
}
