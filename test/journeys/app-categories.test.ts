import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isObject, objectsAt, textAt } from '../../src/model/json.js';
import { counted, makeStand } from './stand.js';

const apps = 'deviceAppManagement/mobileApps';
const categories = 'deviceAppManagement/mobileAppCategories';
const productivity = 'ed899483-3019-425e-a470-28e901b9790e';
const link = (id: string): string => `https://graph.microsoft.com/beta/${categories}('${id}')`;

test('an app arrives in its categories: built-in ones as they are, own ones created or found by name, once each', async (context) => {
  const stand = await makeStand(context);
  const { source, destination } = stand;
  const tools = source.put(categories, { displayName: 'Contoso tools' });
  const field = source.put(categories, { displayName: 'Field work' });
  const fieldThere = destination.put(categories, { displayName: 'Field work' });
  source.put(apps, {
    '@odata.type': '#microsoft.graph.webApp',
    displayName: 'Intranet',
    publisher: 'Contoso',
    appUrl: 'https://intranet.example.net',
    largeIcon: { type: 'image/png', value: 'iVBORw0KGgo=' },
    'categories@odata.bind': [link(productivity), link(tools), link(field)],
  });
  assert.equal((await stand.run('export', '--tenant', 'contoso', '--only', 'mobileApp,appCategory')).exitCode, 0);
  assert.equal((await stand.run('map', 'exports/contoso', '--destination', 'fabrikam')).exitCode, 0);
  const planned = await stand.json('plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'plan.json');
  assert.equal(planned.exitCode, 0, JSON.stringify(planned.document));
  assert.equal(counted(planned.document, 'create'), 2, 'the app and the category that the destination lacks');
  const imported = await stand.json('import', 'plan.json', '--yes');
  assert.equal(imported.exitCode, 0, JSON.stringify(imported.document));

  const toolsThere = textAt(destination.list(categories).find((one) => one['displayName'] === 'Contoso tools') ?? {}, 'id') ?? '';
  const app = destination.list(apps).find((one) => one['displayName'] === 'Intranet');
  assert.deepEqual(destination.linked(apps, textAt(app ?? {}, 'id') ?? '', 'categories').sort(), [productivity, toolsThere, fieldThere].sort());
  assert.ok(isObject(app?.['largeIcon']), 'the icon travels with the app');

  const verified = await stand.json('verify', 'plan.json');
  assert.equal(verified.exitCode, 0, JSON.stringify(verified.document));
  assert.equal(counted(verified.document, 'different'), 0);

  // somebody takes the app out of a category: an update puts it back
  destination.data.set(apps).get(textAt(app ?? {}, 'id') ?? '')?.pointers.set('categories', []);
  const again = await stand.json('plan', 'exports/contoso', '--destination', 'fabrikam', '--on-existing', 'update', '--out', 'again.json');
  assert.equal(counted(again.document, 'update'), 1, JSON.stringify(objectsAt(again.document, 'findings')));
  assert.equal((await stand.run('import', 'again.json', '--yes')).exitCode, 0);
  assert.deepEqual(destination.linked(apps, textAt(app ?? {}, 'id') ?? '', 'categories').sort(), [productivity, toolsThere, fieldThere].sort());

  assert.equal((await stand.run('rollback', 'plan.json', '--yes')).exitCode, 0);
  assert.deepEqual([...destination.list(apps), ...destination.list(categories)].filter((one) => one['displayName'] === 'Intranet' || one['displayName'] === 'Contoso tools'), [], 'both are gone');
  assert.ok(destination.list(categories).some((one) => one['displayName'] === 'Field work'), 'what was there before stays');
});
