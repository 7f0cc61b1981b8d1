import type { Finding } from '../model/finding.js';
import type { Plan, Reliance } from '../model/plan.js';
import type { Catalog, PolicyType } from '../model/policy-type.js';
import type { TenantReader } from '../model/ports.js';
import { codes, makeFinding } from '../model/rules.js';
import { fingerprintOf } from '../engine/fingerprint.js';
import type { JournalState } from '../engine/journal-state.js';
import { nameOf } from '../engine/intake.js';
import { byKey, keysAgree, naturalKeyOfRaw } from '../engine/keys.js';
import { findGet } from '../engine/reading.js';
import { readPointedAt } from './read-kinds.js';
import { isFailure, readInventory, readWhole } from './read-destination.js';

/**
 * Reads again what a plan relies on (promise 3). What this plan's own journal began is ours and no drift.
 * @returns what has moved; empty where the plan still stands
 */
export async function driftOf(reader: TenantReader, catalog: Catalog, plan: Plan, journal: JournalState): Promise<Finding[]> {
  const moved: Finding[] = [];
  const absent = plan.reliesOn.filter((one) => one.what === 'absent');
  const present = plan.reliesOn.filter((one) => one.what === 'exists');
  const begun = new Set(plan.waves.flat().flatMap((action) => (action.do === 'create' && journal.touched(action.address) ? [`${action.kind}\n${action.as ?? action.name}`] : [])));

  // what a person chose to stand for something is among those that are pointed at
  const kept = plan.waves.flat().flatMap((action) => (action.do === 'keep' && !action.reason.startsWith('stands for it') ? [action] : []));
  const listed = [...new Set([...absent, ...kept].map((one) => one.kind))].map((kind) => catalog.row(kind)).filter((row) => row.find === undefined);
  const inventory = await readInventory(reader, catalog, listed);
  const standing = byKey([...inventory.existing.values()].flat());
  for (const one of absent) {
    if (begun.has(`${one.kind}\n${one.name}`)) continue;
    const unseen = inventory.unseen.get(one.kind);
    if (unseen !== undefined) {
      moved.push(makeFinding(codes.destinationMoved, `${one.kind} could not be listed again in the destination: ${unseen.message}`, { kind: one.kind, requestId: unseen.requestId }));
      continue;
    }
    const [found] = standing(one.key);
    if (found !== undefined) moved.push(makeFinding(codes.destinationMoved, `${catalog.row(one.kind).title} "${one.name}" has appeared in the destination since the plan was made.`, { kind: one.kind, related: [found.id] }));
  }
  moved.push(...(await foundByName(reader, catalog, absent.filter((one) => !begun.has(`${one.kind}\n${one.name}`)))));

  for (const { kind, destination } of kept) {
    const there = inventory.existing.get(kind);
    if (there === undefined || inventory.unseen.has(kind)) continue;
    const found = there.find((one) => one.id === destination.id);
    const what = `${catalog.row(kind).title} "${destination.name ?? destination.id}" (${destination.id}), which the plan leaves as it is,`;
    if (found === undefined) moved.push(makeFinding(codes.destinationMoved, `${what} is no longer in the destination.`, { kind, related: [destination.id] }));
    else if (destination.name !== undefined && found.name !== destination.name) moved.push(makeFinding(codes.destinationMoved, `${what} is now called "${found.name}".`, { kind, related: [destination.id] }));
  }

  const plain = present.filter((one) => one.fingerprint === undefined);
  const answers = await readPointedAt(reader, plain.map((one) => ({ row: catalog.row(one.kind), id: one.id })));
  plain.forEach((one, index) => {
    const answer = answers[index];
    const row = catalog.row(one.kind);
    if (answer?.ok === false) {
      moved.push(makeFinding(codes.destinationMoved, `${row.title} "${one.name ?? one.id}" (${one.id}), which the plan points at, ${answer.failure.kind === 'missing' ? 'is no longer in the destination' : `could not be read again: ${answer.failure.message}`}.`, { kind: one.kind, requestId: answer.failure.requestId, related: [one.id] }));
    } else if (answer?.ok === true && one.name !== undefined && nameOf(row, answer.value) !== one.name) {
      moved.push(makeFinding(codes.destinationMoved, `${row.title} "${one.name}" (${one.id}), which the plan points at, is now called "${nameOf(row, answer.value)}".`, { kind: one.kind, related: [one.id] }));
    }
  });
  moved.push(...(await changedSince(reader, catalog, plan, journal, present)));
  return moved;
}

/** Mapped objects that the destination does not have: a mapping file was written for another time or another tenant. */
export async function mappedGone(reader: TenantReader, catalog: Catalog, reliesOn: Plan['reliesOn']): Promise<Finding[]> {
  const mapped = reliesOn.filter((one) => one.what === 'exists' && one.fingerprint === undefined);
  const answers = await readPointedAt(reader, mapped.flatMap((one) => (one.what === 'exists' ? [{ row: catalog.row(one.kind), id: one.id }] : [])));
  return mapped.flatMap((one, index): Finding[] => {
    const answer = answers[index];
    if (one.what !== 'exists' || answer?.ok !== false || answer.failure.kind !== 'missing') return [];
    return [makeFinding(codes.mappedIdMissing, `${catalog.row(one.kind).title} "${one.name ?? one.id}" (${one.id}), which a mapping names, is not in the destination.`, { kind: one.kind, requestId: answer.failure.requestId, related: [one.id] })];
  });
}

async function foundByName(reader: TenantReader, catalog: Catalog, absent: readonly Extract<Reliance, { readonly what: 'absent' }>[]): Promise<Finding[]> {
  const asked = absent.flatMap((one) => {
    const row = catalog.row(one.kind);
    const get = findGet(row, one.name);
    return get === undefined ? [] : [{ one, row, get }];
  });
  const answers = await reader.getMany(asked.map(({ get }) => get));
  return asked.flatMap(({ one, row }, index): Finding[] => {
    const answer = answers[index];
    if (answer?.ok !== true) return [makeFinding(codes.destinationMoved, `${row.title} "${one.name}" could not be looked for again: ${answer?.failure.message ?? 'no answer'}`, { kind: one.kind })];
    const { value } = answer.value;
    const twin = Array.isArray(value) && value.some((object) => typeof object === 'object' && object !== null && !Array.isArray(object) && keysAgree(naturalKeyOfRaw(row, object), one.key));
    return twin ? [makeFinding(codes.destinationMoved, `${row.title} "${one.name}" has appeared in the destination since the plan was made.`, { kind: one.kind })] : [];
  });
}

async function changedSince(reader: TenantReader, catalog: Catalog, plan: Plan, journal: JournalState, present: readonly Extract<Reliance, { readonly what: 'exists' }>[]): Promise<Finding[]> {
  const touched = new Set(plan.waves.flat().flatMap((action) => (action.do === 'update' && journal.touched(action.address) ? [action.destination.id] : [])));
  const byRow = new Map<PolicyType, Extract<Reliance, { readonly what: 'exists' }>[]>();
  for (const one of present) {
    if (one.fingerprint === undefined || touched.has(one.id)) continue;
    const row = catalog.row(one.kind);
    byRow.set(row, [...(byRow.get(row) ?? []), one]);
  }
  const moved: Finding[] = [];
  for (const [row, list] of byRow) {
    const found = await readWhole(reader, row, list.map((one) => one.id));
    list.forEach((one, index) => {
      const existing = found[index];
      if (existing === undefined) return;
      const name = `${row.title} "${one.name ?? one.id}"`;
      if (isFailure(existing)) moved.push(makeFinding(codes.destinationMoved, `${name}, which the plan updates, could not be read again: ${existing.message}`, { kind: one.kind, related: [one.id] }));
      else if (fingerprintOf(existing) !== one.fingerprint) moved.push(makeFinding(codes.destinationMoved, `${name}, which the plan updates, was changed since the plan was made.`, { kind: one.kind, related: [one.id] }));
    });
  }
  return moved;
}
