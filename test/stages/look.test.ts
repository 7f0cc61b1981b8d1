import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalog } from '../../src/catalog/index.js';
import { policyOf } from '../../src/engine/intake.js';
import { JournalState } from '../../src/engine/journal-state.js';
import { prepare } from '../../src/engine/prepare.js';
import { tokenFor } from '../../src/engine/resolve.js';
import { failed, ok } from '../../src/model/failure.js';
import type { JsonObject } from '../../src/model/json.js';
import type { TenantReader } from '../../src/model/ports.js';
import { lookForCreated, SharedLists } from '../../src/stages/look.js';

const row = catalog.row('settingsCatalog');
const setting = { settingInstance: { '@odata.type': '#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance', settingDefinitionId: 'x', simpleSettingValue: { '@odata.type': '#microsoft.graph.deviceManagementConfigurationStringSettingValue', value: 'v' } } };
const sent = { name: 'Baseline', description: '', platforms: 'windows10', technologies: 'mdm', roleScopeTagIds: ['0'], templateReference: { templateId: 't_1' } };

/** A tenant that lists one policy just as it was sent, with nothing filled in. */
function tenantWith(listed: JsonObject): TenantReader {
  return {
    side: 'destination',
    name: 'fabrikam',
    tenantId: '',
    bindRoot: '',
    get: () => Promise.resolve(ok(listed)),
    pages: async function* () { yield await Promise.resolve(ok({ items: [listed], envelope: {} })); },
    getMany: (gets) => Promise.resolve(gets.map(({ path }) => (path.includes('/settings?') ? ok({ value: [{ id: '0', ...setting }] }) : path.includes('/x') ? ok(listed) : failed({ kind: 'missing', side: 'destination', message: path })))),
  };
}

test('after a lost answer an object is found also where the service fills in nothing beside what was sent: it is not made twice', async () => {
  const policy = policyOf('source', row, { object: { id: '00000000-0000-4000-8000-000000000001', ...sent, templateReference: { templateId: 't_1', templateFamily: 'baseline' } }, children: { settings: [setting] }, assignments: [] });
  const { resolved } = prepare({ catalog, spellings: {}, lookup: () => undefined, addressOfMade: () => undefined, options: { assignments: 'now', onExisting: 'skip', prefix: '', keepState: false, allowOpen: false }, bindRoot: '', rewrite: (_policy, plain) => plain }, row, policy, tokenFor);
  const look = (listed: JsonObject): ReturnType<typeof lookForCreated> => {
    const reader = tenantWith(listed);
    return lookForCreated(reader, new SharedLists(reader), new JournalState(), { row, policy, resolved, name: 'Baseline' });
  };
  assert.deepEqual(await look({ id: 'x1', ...sent }), { as: 'found', id: 'x1' });
  assert.equal((await look({ id: 'x1', ...sent, platforms: 'macOS' })).as, 'not found');
  assert.equal((await look({ id: 'x1', ...sent, description: 'by somebody else' })).as, 'unclear');
});
