import { isList, isObject, type Json, type JsonObject } from '../../../model/json.js';
import type { Collection, Entity } from '../../tenant/entity.js';
import type { Tenant } from '../../tenant/tenant.js';
import { noContent, type Answer } from '../answer.js';
import { readBody } from '../check-body.js';
import type { Call, Operation } from '../operation.js';
import { badRequest, notFound } from '../refusal.js';
import { removeUploaded } from '../rules/uploaded-admx.js';
import { change, store } from '../write.js';

/** Administrative templates: all values in one call (graph-intune.md 7.9). */
export const groupPolicyOperations: readonly Operation[] = [
  { name: 'updateDefinitionValues', method: 'POST', on: ['deviceManagement/groupPolicyConfigurations'], entity: true, run: updateDefinitionValues },
  {
    name: 'remove',
    method: 'POST',
    on: ['deviceManagement/groupPolicyUploadedDefinitionFiles'],
    entity: true,
    run({ entity, tenant }) {
      if (entity !== undefined) removeUploaded(tenant, entity);
      return noContent;
    },
  },
];

function updateDefinitionValues({ tenant, collection, entity, body }: Call): Answer {
  const nav = entity === undefined ? undefined : tenant.navigation(entity.type, 'definitionValues');
  if (entity === undefined || nav === undefined) throw badRequest('There is no administrative template to change.');
  const unknown = Object.keys(body).find((name) => !['added', 'updated', 'deletedIds'].includes(name));
  if (unknown !== undefined) throw badRequest(`The parameter '${unknown}' is not valid for 'updateDefinitionValues'.`);
  const values = tenant.below(entity, collection.path, nav);
  const added = list(body['added'], 'added').map((item) => readBody(item, nav.type, { mode: 'create', mustSay: false, inline: (inner) => (inner.name === 'presentationValues' ? [] : undefined) }, 'added'));
  for (const item of added) if (!item.binds.has('definition')) throw badRequest("Every added value needs 'definition@odata.bind'.");
  const deleted = list(body['deletedIds'], 'deletedIds').map((id) => {
    if (typeof id !== 'string' || values.get(id) === undefined) throw notFound(`The definition value '${JSON.stringify(id)}' does not exist.`);
    return id;
  });
  for (const item of list(body['updated'], 'updated')) {
    const id = typeof item === 'object' && item !== null && !isList(item) ? item['id'] : undefined;
    const known = typeof id === 'string' ? values.get(id) : undefined;
    if (known === undefined || !isObject(item)) throw notFound(`The definition value '${JSON.stringify(id)}' does not exist.`);
    changeValue(tenant, values, known, item);
  }
  for (const item of added) store(tenant, values, item, false);
  for (const id of deleted) values.remove(id, tenant.now());
  return noContent;
}

/** A changed value comes with its presentation values, each under its id; those that are not named stay as they are. */
function changeValue(tenant: Tenant, values: Collection, known: Entity, item: JsonObject): void {
  const { presentationValues, ...rest } = item;
  change(tenant, values, known, rest, false);
  const nav = tenant.navigation(known.type, 'presentationValues');
  if (nav === undefined) return;
  const parts = tenant.below(known, values.path, nav);
  for (const part of list(presentationValues, 'presentationValues')) {
    const id = isObject(part) ? part['id'] : undefined;
    const there = typeof id === 'string' ? parts.get(id) : undefined;
    if (there === undefined) throw notFound(`The presentation value '${JSON.stringify(id)}' does not exist.`);
    change(tenant, parts, there, part, false);
  }
}

function list(value: Json | undefined, name: string): Json[] {
  if (value === undefined || value === null) return [];
  if (!isList(value)) throw badRequest(`'${name}' must be a list.`);
  return value;
}
