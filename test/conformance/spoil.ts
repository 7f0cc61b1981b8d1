import { isList, isObject, type Json, type JsonObject } from '../../src/model/json.js';
import { pathSteps } from '../../src/engine/paths.js';
import { typeNamed } from '../../src/simulator/schema/model.js';
import type { Collection, Entity } from '../../src/simulator/tenant/entity.js';
import type { SimulatedTenant } from '../../src/simulator/simulated-tenant.js';
import type { Sample } from './sample.js';

/** Members that nobody can change, or by which the object is known. */
function fixed({ row, type }: Sample): ReadonlySet<string> {
  const facts = typeNamed(type);
  const paths = [...(row.updateDrop ?? []), ...(row.key ?? []), ...(row.drop ?? []), ...(row.twins ?? []).flatMap((twin) => twin.by), ...(row.companions === undefined ? [] : [row.companions.at]), row.name, 'id'];
  return new Set([...paths.map((path) => pathSteps(path)[0] ?? path), ...(facts?.readOnly ?? []), ...(facts?.createOnly ?? []), ...(facts?.hidden ?? [])]);
}

/** The object of the destination that a sample became. */
function twinOf(tenant: SimulatedTenant, sample: Sample): Entity | undefined {
  return tenant.data.set(sample.row.collection).list().find((one) => one.type === sample.type && one.body[sample.row.name] === sample.name);
}

/**
 * Does to an object of the destination what a careless person could: empties it, or changes every value, takes children
 * away and adds strange ones. False where there is no such object, or nothing of it but its name.
 */
export function spoil(tenant: SimulatedTenant, sample: Sample, how: 'emptied' | 'changed'): boolean {
  const entity = twinOf(tenant, sample);
  // nobody can put right what nobody can change
  if (entity === undefined || sample.row.update === 'never') return false;
  const kept = fixed(sample);
  const before = JSON.stringify([entity.body, [...entity.pointers.values()], [...entity.children.values()].map((children) => children.size)]);
  const body: JsonObject = {};
  for (const [name, value] of Object.entries(entity.body)) {
    if (kept.has(name)) body[name] = value;
    else if (how === 'changed') body[name] = other(value);
  }
  entity.body = body;
  const fast = new Set((sample.row.apart ?? []).flatMap((apart) => (apart.update === 'never' ? [apart.field, pathSteps(apart.sendAs ?? apart.field)[0]] : [])));
  for (const [field, children] of entity.children) {
    if (fast.has(field)) continue;
    if (how === 'emptied') children.clear();
    else change(tenant, children);
    if (field === 'settings' && 'settingCount' in body) body['settingCount'] = children.size;
  }
  for (const [name, pointers] of entity.pointers) entity.pointers.set(name, how === 'emptied' ? [] : pointers.slice(1));
  return JSON.stringify([entity.body, [...entity.pointers.values()], [...entity.children.values()].map((children) => children.size)]) !== before;
}

/** The first child changed, the second gone, a strange one there. */
function change(tenant: SimulatedTenant, children: Collection): void {
  const [first, second] = children.list();
  if (first === undefined) return;
  const strange = structuredClone(first.body);
  for (const [name, value] of Object.entries(first.body)) if (!['locale', 'displayName', 'target', 'definitionId'].includes(name)) first.body = { ...first.body, [name]: other(value) };
  if (second !== undefined) children.remove(second.id, 0);
  if (children.path.endsWith('localizedNotificationMessages')) put(tenant, children, first, { ...strange, locale: 'fr-fr', isDefault: false });
  else if (children.path.endsWith('AppLockerFiles')) put(tenant, children, first, { ...strange, displayName: 'a strange file' });
}

function put(tenant: SimulatedTenant, children: Collection, like: Entity, body: JsonObject): void {
  children.add(tenant.data.make({ id: tenant.data.chance.guid('strange'), type: like.type, body }));
}

/** A value of the same kind that is another one. Nobody checks it: it is written past the service. */
function other(value: Json): Json {
  if (typeof value === 'string') return `${value} changed`;
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  if (isList(value)) return value.slice(1).map(other);
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, name === '@odata.type' ? member : other(member)]));
  return value;
}

