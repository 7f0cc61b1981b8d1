import type { Finding } from '../model/finding.js';
import type { Plan } from '../model/plan.js';
import type { Catalog } from '../model/policy-type.js';
import type { TenantReader } from '../model/ports.js';
import { codes, makeFinding } from '../model/rules.js';
import type { JournalState } from '../engine/journal-state.js';
import { readInventory } from './read-destination.js';

/** Why so many updates of what exists must be asked for; undefined where they need not. */
export type TooMany = (updates: number, existing: number) => string | undefined;

/**
 * Looks once more, right before the first write, whether a plan changes more of the destination than somebody allowed: what was a
 * tenth when it was made can be a half by now, and a plan is a file. An import that has begun is not asked again.
 * @returns one finding where it does
 */
export async function shareMoved(reader: TenantReader, catalog: Catalog, plan: Plan, journal: JournalState, tooMany: TooMany): Promise<Finding[]> {
  const actions = plan.waves.flat();
  const updates = actions.filter((action) => action.do === 'update');
  const begun = actions.some((action) => journal.touched(action.address));
  // where a share of everything would do, nothing needs to be counted
  if (begun || tooMany(updates.length, updates.length) === undefined) return [];
  const kinds = new Set([...actions, ...plan.asides].map((one) => one.kind));
  const rows = [...kinds].map((kind) => catalog.row(kind)).filter((row) => row.neighbor !== true && row.find === undefined);
  const { existing } = await readInventory(reader, catalog, rows);
  const asks = tooMany(updates.length, [...existing.values()].reduce((sum, list) => sum + list.length, 0));
  return asks === undefined ? [] : [makeFinding(codes.destinationMoved, asks)];
}
