import { isList, isObject, textAt, textsAt, type Json, type JsonObject } from '../../../model/json.js';
import { noContent, type Answer } from '../answer.js';
import { readBody, type Incoming } from '../check-body.js';
import type { Call, Operation } from '../operation.js';
import { badRequest, noSegment } from '../refusal.js';
import { show } from '../show.js';
import { store } from '../write.js';
import { plainWish } from '../wish.js';

/** Endpoint security of the old kind: made from a template, settings by an action (graph-intune.md 7.8). */
export const intentOperations: readonly Operation[] = [
  { name: 'createInstance', method: 'POST', on: ['deviceManagement/templates'], entity: true, run: createInstance },
  { name: 'updateSettings', method: 'POST', on: ['deviceManagement/intents'], entity: true, run: updateSettings },
];

function createInstance({ tenant, entity, body }: Call): Answer {
  if (entity === undefined) throw noSegment('createInstance');
  if (entity.body['isDeprecated'] === true) throw badRequest('The template is deprecated: no new instance can be made of it.');
  const unknown = Object.keys(body).find((name) => !['displayName', 'description', 'settingsDelta', 'roleScopeTagIds'].includes(name));
  if (unknown !== undefined) throw badRequest(`The parameter '${unknown}' is not valid for 'createInstance'.`);
  if (textAt(body, 'displayName') === undefined) throw badRequest("'displayName' is required.");
  const intents = tenant.set('deviceManagement/intents');
  const facts: JsonObject = { displayName: body['displayName'] ?? '', description: body['description'] ?? '', templateId: entity.id, roleScopeTagIds: textsAt(body, 'roleScopeTagIds') };
  const incoming = readBody(facts, 'deviceManagementIntent', { mode: 'create', mustSay: false, inline: () => undefined });
  const settings = readSettings(body['settingsDelta']);
  const intent = store(tenant, intents, incoming, false);
  const nav = tenant.navigation(intent.type, 'settings');
  if (nav !== undefined) for (const setting of settings) store(tenant, tenant.below(intent, intents.path, nav), setting, false);
  return { status: 201, body: { '@odata.type': '#microsoft.graph.deviceManagementIntent', ...show(tenant, intents, intent, {}, plainWish, false) } };
}

function updateSettings({ tenant, collection, entity, body }: Call): Answer {
  const nav = entity === undefined ? undefined : tenant.navigation(entity.type, 'settings');
  if (entity === undefined || nav === undefined) throw noSegment('updateSettings');
  const settings = tenant.below(entity, collection.path, nav);
  for (const setting of readSettings(body['settings'])) {
    const definition = textAt(setting.body, 'definitionId') ?? '';
    const known = settings.list().find((other) => textAt(other.body, 'definitionId') === definition);
    if (known === undefined) store(tenant, settings, setting, false);
    else known.body = { ...known.body, ...setting.body };
  }
  return noContent;
}

function readSettings(value: Json | undefined): Incoming[] {
  if (value === undefined || value === null) return [];
  if (!isList(value)) throw badRequest('Settings must be a list.');
  return value.map((item) => {
    if (isObject(item) && typeof item['valueJson'] === 'string') {
      try {
        JSON.parse(item['valueJson']);
      } catch {
        throw badRequest(`'valueJson' of ${textAt(item, 'definitionId') ?? 'a setting'} is no JSON.`);
      }
    }
    return readBody(item, 'deviceManagementSettingInstance', { mode: 'seed', mustSay: true, inline: () => undefined }, 'settings');
  });
}
