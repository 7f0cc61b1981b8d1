import { isList, textAt } from '../../../model/json.js';
import { enumNamed } from '../../schema/model.js';
import { noContent, type Answer } from '../answer.js';
import { mustSay, readBody } from '../check-body.js';
import type { Call, Operation } from '../operation.js';
import { badRequest, notFound } from '../refusal.js';
import { store } from '../write.js';

const protections = ['iosManagedAppProtections', 'androidManagedAppProtections', 'windowsManagedAppProtections', 'targetedManagedAppConfigurations'].map((name) => `deviceAppManagement/${name}`);

/** Apps of a managed app policy, settings of an app configuration, relations of apps (graph-intune.md 7.17, 7.19). */
export const appOperations: readonly Operation[] = [
  { name: 'targetApps', method: 'POST', on: protections, entity: true, run: targetApps },
  { name: 'changeSettings', method: 'POST', on: ['deviceAppManagement/targetedManagedAppConfigurations'], entity: true, run: (call) => replaceChildren(call, 'settings', 'settings') },
  { name: 'updateRelationships', method: 'POST', on: ['deviceAppManagement/mobileApps'], entity: true, run: updateRelationships },
];

function targetApps(call: Call): Answer {
  const { collection, entity, body } = call;
  if (entity === undefined) throw badRequest('There is no policy to target apps with.');
  const isWindows = collection.path.endsWith('/windowsManagedAppProtections');
  const group = body['appGroupType'];
  if (group !== undefined && (isWindows || typeof group !== 'string' || enumNamed('targetedManagedAppGroupType')?.members.has(group) !== true)) throw badRequest("'appGroupType' is not valid.");
  const apps = body['apps'];
  if (!isList(apps)) throw badRequest("'apps' must be a list.");
  // a group of apps that Microsoft keeps takes no apps of its own; without the group the list is frozen (intune-objects.md 2.14)
  const picked = group === undefined || group === 'selectedPublicApps';
  if (!picked && apps.length > 0) throw badRequest(`'${typeof group === 'string' ? group : ''}' takes no apps.`);
  const answer = replaceChildren({ ...call, body: { apps } }, 'apps', 'apps');
  if (!isWindows) entity.body = { ...entity.body, appGroupType: group ?? 'selectedPublicApps' };
  entity.body = { ...entity.body, deployedAppCount: apps.length };
  return answer;
}

function replaceChildren({ tenant, collection, entity, body }: Call, member: string, field: string): Answer {
  const nav = entity === undefined ? undefined : tenant.navigation(entity.type, field);
  const items = body[member];
  if (entity === undefined || nav === undefined || !isList(items)) throw badRequest(`'${member}' must be a list.`);
  const incoming = items.map((item) => readBody(item, nav.type, { mode: 'create', mustSay: mustSay(nav.type), inline: () => undefined }, member));
  const child = tenant.below(entity, collection.path, nav);
  child.clear();
  for (const item of incoming) store(tenant, child, item, false);
  return noContent;
}

function updateRelationships({ tenant, collection, entity, body }: Call): Answer {
  const nav = entity === undefined ? undefined : tenant.navigation(entity.type, 'relationships');
  const items = body['relationships'];
  if (entity === undefined || nav === undefined || !isList(items)) throw badRequest("'relationships' must be a list.");
  const incoming = items.map((item) => {
    const read = readBody(item, nav.type, { mode: 'seed', mustSay: true, inline: () => undefined }, 'relationships');
    const target = textAt(read.body, 'targetId') ?? '';
    const app = collection.get(target);
    if (app === undefined) throw notFound(`Mobile app with id '${target}' does not exist.`);
    if (target === entity.id) throw badRequest('An app cannot depend on itself.');
    return { ...read, body: { ...read.body, targetDisplayName: app.body['displayName'] ?? null, targetType: 'child', sourceId: entity.id } };
  });
  const child = tenant.below(entity, collection.path, nav);
  child.clear();
  for (const item of incoming) store(tenant, child, item, false);
  const count = (type: string): number => incoming.filter((item) => item.type.name === type).length;
  entity.body = { ...entity.body, dependentAppCount: count('mobileAppDependency'), supersededAppCount: count('mobileAppSupersedence') };
  return noContent;
}
