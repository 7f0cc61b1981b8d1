import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { catalog } from '../../src/catalog/index.js';
import { memoryJournal } from './memory.js';
import { putNeighbors } from './neighbors.js';
import { startPair, type Pair } from './pair.js';

const helpDesk = '9e0cc482-82df-4ab2-a24c-0c23a3f52e1e';
const root = 'https://graph.microsoft.com/beta/deviceManagement';
const role = (displayName: string) => ({
  '@odata.type': '#microsoft.graph.deviceAndAppManagementRoleDefinition',
  displayName,
  rolePermissions: [{ resourceActions: [{ allowedResourceActions: ['Microsoft.Intune_Roles_Read'], notAllowedResourceActions: [] }] }],
});

let pair: Pair;
let pilot: string;

before(async () => {
  pair = await startPair(['roleDefinition', 'roleAssignment', 'scopeTag'].map((kind) => catalog.row(kind)));
  pilot = putNeighbors(pair.source, pair.destination).group('Pilot');
  const custom = pair.source.put('deviceManagement/roleDefinitions', role('Readers'));
  const newer = pair.source.put('deviceManagement/roleDefinitions', { ...role('Newer built-in role'), isBuiltIn: true });
  pair.destination.put('deviceManagement/roleDefinitions', { ...role('Newer built-in role'), isBuiltIn: true });
  const lonely = pair.source.put('deviceManagement/roleDefinitions', { ...role('Preview role'), isBuiltIn: true });
  for (const [displayName, id] of [['On a custom role', custom], ['On a built-in role', helpDesk], ['On a newer built-in role', newer], ['On a role that is not there', lonely]] as const) {
    pair.source.put('deviceManagement/roleAssignments', {
      '@odata.type': '#microsoft.graph.deviceAndAppManagementRoleAssignment', displayName, members: [pilot], resourceScopes: [pilot], scopeMembers: [pilot], scopeType: 'resourceScope',
      'roleDefinition@odata.bind': `${root}/roleDefinitions('${id}')`, 'roleScopeTags@odata.bind': [`${root}/roleScopeTags('0')`],
    });
  }
});

after(() => pair.stop());

test('Assignments find their role: a custom one by its new id, a built-in one by its id or, where that is another, by its name; the Default tag stays', async () => {
  const bundle = await pair.export('source');
  const { whole, stops } = await pair.plan(bundle, { allowOpen: true });
  assert.deepEqual(stops, []);
  const result = await pair.import(bundle, whole, memoryJournal());
  assert.deepEqual(result.endings.filter((one) => one.state === 'failed').map((one) => one.because), []);
  const idOf = (name: string): string => pair.destination.data.set('deviceManagement/roleDefinitions').list().find((one) => one.body['displayName'] === name)?.id ?? '';
  const made = pair.destination.data.set('deviceManagement/roleAssignments').list().map((one) => [one.body['displayName'], one.pointers.get('roleDefinition')?.[0]?.id, one.pointers.get('roleScopeTags')?.map(({ id }) => id)]);
  assert.deepEqual(made.sort(), [
    ['On a built-in role', helpDesk, ['0']],
    ['On a custom role', idOf('Readers'), ['0']],
    ['On a newer built-in role', idOf('Newer built-in role'), ['0']],
  ]);
  const members = pair.destination.data.set('deviceManagement/roleAssignments').list().flatMap((one) => [one.body['members'], one.body['resourceScopes'], one.body['scopeMembers']].flat());
  assert.deepEqual([...new Set(members)], [pair.destination.data.set('groups').list().find((one) => one.body['displayName'] === 'Pilot')?.id]);
});

test('Built-in roles are listed and never created; an assignment whose role the destination does not have is a question that names the role', async () => {
  const bundle = await pair.export('source');
  const { plan, stops } = await pair.plan(bundle);
  assert.deepEqual(pair.sent.filter((one) => one.path === 'deviceManagement/roleDefinitions').map((one) => one.body?.['displayName']), ['Readers']);
  assert.equal(plan.asides.filter((one) => one.kind === 'roleDefinition' && one.state === 'not portable').length, 8);
  assert.deepEqual(stops.map((one) => one.message), ['Intune role assignment "On a role that is not there" points at Intune role "Preview role": "Preview role" stays behind: built in: Microsoft gives every tenant the same roles.']);
});
