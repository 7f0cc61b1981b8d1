import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { catalog } from '../../src/catalog/index.js';
import { textsAt, type JsonObject } from '../../src/model/json.js';
import { seed } from '../../src/simulator/service/write.js';
import type { SimulatedTenant } from '../../src/simulator/simulated-tenant.js';
import { memoryJournal } from './memory.js';
import { startPair, type Pair } from './pair.js';

/* Enrollment notifications: their messages lie in hidden templates that the service makes and names. */

const path = 'deviceManagement/deviceEnrollmentConfigurations';
const templates = 'deviceManagement/notificationMessageTemplates';
const empty = '00000000-0000-0000-0000-000000000000';
const rows = [catalog.row('enrollmentNotification'), catalog.row('notificationTemplate')];
let pair: Pair;

before(async () => {
  pair = await startPair(rows);
});
after(() => pair.stop());

/** Everything that a notification says, by the word of its templates. */
function said(tenant: SimulatedTenant, name: string): JsonObject {
  const found = tenant.data.set(path).list().find((one) => one.body['displayName'] === name);
  return Object.fromEntries(
    textsAt(found?.body ?? {}, 'notificationTemplates').map((text) => {
      const [word = '', id = ''] = text.split('_');
      const template = tenant.data.set(templates).get(id);
      const messages = (template?.children.get('localizedNotificationMessages')?.list() ?? []).map(({ body }) => [body['locale'] ?? null, body['subject'] ?? null, body['messageTemplate'] ?? null, body['isDefault'] ?? null]);
      return [word, [template?.body['brandingOptions'] ?? null, ...messages.sort()]];
    }),
  );
}

function message(tenant: SimulatedTenant, name: string, word: string, body: JsonObject): void {
  const found = tenant.data.set(path).list().find((one) => one.body['displayName'] === name);
  const id = textsAt(found?.body ?? {}, 'notificationTemplates').find((text) => text.startsWith(word))?.split('_')[1] ?? '';
  const template = tenant.data.set(templates).get(id);
  const nav = tenant.data.navigation('notificationMessageTemplate', 'localizedNotificationMessages');
  assert.ok(template !== undefined && nav !== undefined);
  seed(tenant.data, tenant.data.below(template, templates, nav), { subject: `${word} subject`, messageTemplate: `${word} text`, isDefault: false, ...body });
}

test('An enrollment notification arrives with the messages and the branding of both its templates, which nobody takes for templates of people; an update brings them in line again', async () => {
  pair.source.put(path, { '@odata.type': '#microsoft.graph.deviceEnrollmentNotificationConfiguration', displayName: 'Welcome', priority: 1, platformType: 'ios', notificationTemplates: [`email_${empty}`, `push_${empty}`], roleScopeTagIds: ['0'] });
  message(pair.source, 'Welcome', 'Email', { locale: 'de-de' });
  message(pair.source, 'Welcome', 'Email', { locale: 'en-us', isDefault: true });
  message(pair.source, 'Welcome', 'Push', { locale: 'en-us', isDefault: true, subject: 'Hello' });
  const mail = pair.source.data.set(templates).list().find((one) => one.body['displayName'] === 'EnrollmentNotificationInternalMEO');
  if (mail !== undefined) mail.body = { ...mail.body, brandingOptions: 'includeCompanyLogo,includeDeviceDetails' };

  const bundle = await pair.export('source');
  const { whole, stops } = await pair.plan(bundle);
  assert.deepEqual(stops, []);
  assert.deepEqual(whole.asides.map(({ name, state }) => `${name}: ${state}`), ['EnrollmentNotificationInternalMEO: not portable', 'EnrollmentNotificationInternalMPN: not portable']);
  const journal = memoryJournal();
  const result = await pair.import(bundle, whole, journal);
  assert.deepEqual(result.endings.map(({ state, because }) => (state === 'failed' ? because : state)).sort(), ['created', 'not portable', 'not portable']);
  assert.deepEqual(said(pair.destination, 'Welcome'), said(pair.source, 'Welcome'));
  assert.equal(JSON.stringify(said(pair.destination, 'Welcome')).includes('includeDeviceDetails'), true);
  assert.deepEqual((await pair.verify(bundle, whole, journal)).verdicts.filter(({ as }) => as === 'different' || as === 'missing'), []);

  const there = pair.destination.data.set(templates).list().find((one) => one.body['displayName'] === 'EnrollmentNotificationInternalMEO');
  assert.ok(there !== undefined);
  there.body = { ...there.body, brandingOptions: 'none' };
  const messages = there.children.get('localizedNotificationMessages');
  const german = messages?.list().find((one) => one.body['locale'] === 'de-de');
  if (german !== undefined) german.body = { ...german.body, subject: 'changed' };
  message(pair.destination, 'Welcome', 'Email', { locale: 'fr-fr' });
  const again = await pair.plan(bundle, { onExisting: 'update' });
  assert.deepEqual(again.whole.waves.flat().map((action) => action.do), ['update']);
  const updated = memoryJournal();
  await pair.import(bundle, again.whole, updated);
  assert.deepEqual(said(pair.destination, 'Welcome'), said(pair.source, 'Welcome'));

  const { ends } = await pair.rollback(bundle, whole, journal);
  assert.deepEqual(ends.map((end) => end.end), ['deleted']);
  assert.equal(pair.destination.data.set(templates).size, 0, 'its templates go with it');
});
