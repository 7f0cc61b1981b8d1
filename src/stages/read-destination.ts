import type { Failure } from '../model/failure.js';
import { idAt, idOf, type Id } from '../model/ids.js';
import { textAt, type JsonObject } from '../model/json.js';
import type { Catalog, PolicyType } from '../model/policy-type.js';
import type { TenantReader } from '../model/ports.js';
import type { Policy } from '../model/policy.js';
import { defaultName, nameOf } from '../engine/intake.js';
import type { Existing } from '../engine/fates.js';
import { naturalKeyOfRaw } from '../engine/keys.js';
import { underId } from '../engine/object-path.js';
import { allHold } from '../engine/paths.js';
import { listCalls, listedGet, rowFor } from '../engine/reading.js';
import { onlyOne, pagesOf, readObjects } from './read-kinds.js';

export interface Inventory {
  /** By kind: what the destination has, as far as names and keys go. */
  readonly existing: ReadonlyMap<string, readonly Existing[]>;
  /** Kinds that could not be listed. */
  readonly unseen: ReadonlyMap<string, Failure>;
  /** Kinds that the tenant does not offer. */
  readonly absent: ReadonlyMap<string, Failure>;
  readonly reads: number;
}

/** The planner's view of one listed object. */
export function existingOf(row: PolicyType, object: JsonObject): Existing | undefined {
  const id = idAt(object);
  if (id === undefined) return undefined;
  const type = textAt(object, '@odata.type')?.replace(/^#?microsoft\.graph\./u, '') ?? row.implied;
  const isDefault = row.singleton !== undefined || (row.defaults !== undefined && allHold(row.defaults.when, [object]));
  return {
    id: idOf('destination', id),
    name: nameOf(row, object),
    key: naturalKeyOfRaw(row, object),
    ...(type === undefined ? {} : { type }),
    ...underOf(row, object),
    ...(isDefault ? { defaultObject: defaultName(row, id) } : {}),
  };
}

function underOf(row: PolicyType, object: JsonObject): { under?: string } {
  const under = underId(row, object);
  return under === undefined ? {} : { under };
}

/** Lists some kinds of the destination by name and key; bodies are not kept. */
export async function readInventory(reader: TenantReader, catalog: Catalog, rows: readonly PolicyType[]): Promise<Inventory> {
  const existing = new Map<string, Existing[]>(rows.map((row) => [row.kind, []]));
  const unseen = new Map<string, Failure>();
  const absent = new Map<string, Failure>();
  let reads = 0;
  await Promise.all(
    listCalls(rows.filter((row) => row.find === undefined)).map(async (call) => {
      for await (const page of pagesOf(reader, call)) {
        reads += 1;
        if (!page.ok) {
          // a collection that this tenant does not have holds nothing
          for (const row of call.rows) (page.failure.kind === 'not available' ? absent : unseen).set(row.kind, page.failure);
          break;
        }
        for (const object of page.value.items) {
          const row = rowFor(catalog, call.rows, object);
          const one = row === undefined ? undefined : existingOf(row, object);
          if (row !== undefined && one !== undefined) existing.get(row.kind)?.push(one);
        }
      }
    }),
  );
  return { existing, unseen, absent, reads };
}

/** Reads objects of the destination whole, by id; one that could not be read is undefined. */
export async function readWhole(reader: TenantReader, row: PolicyType, ids: readonly Id<'destination'>[]): Promise<(Policy<'destination'> | Failure)[]> {
  const listed = await reader.getMany(ids.map((id) => listedGet(row, id)));
  const found = listed.flatMap((answer) => (answer.ok ? [row.singleton === undefined ? answer.value : onlyOne(row, answer.value)] : []));
  const whole = await readObjects(reader, 'destination', row, found);
  let at = 0;
  return listed.map((answer): Policy<'destination'> | Failure => {
    if (!answer.ok) return answer.failure;
    const one = whole[at++];
    if (one === undefined) throw new Error('readObjects answered fewer objects than it was given');
    return one.ok ? one.value : one.failure;
  });
}

export function isFailure(value: Policy<'destination'> | Failure): value is Failure {
  return !('address' in value);
}
