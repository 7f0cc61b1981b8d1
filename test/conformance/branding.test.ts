import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { catalog } from '../../src/catalog/index.js';
import { memoryJournal, type MemoryBundle } from './memory.js';
import { startPair, type Pair } from './pair.js';

const profiles = 'deviceManagement/intuneBrandingProfiles';
const image = (text: string): { type: string; value: string } => ({ type: 'image/png', value: Buffer.from(`\x89PNG\r\n${text}`, 'latin1').toString('base64') });

let pair: Pair;
let bundle: MemoryBundle;

before(async () => {
  pair = await startPair([catalog.row('branding')]);
  pair.source.put(profiles, { profileName: 'Shops', displayName: 'Contoso shops', showLogo: true, themeColorLogo: image('dark'), landingPageCustomizedImage: image('landing'), customPrivacyMessage: null });
  for (const [tenant, displayName] of [[pair.source, 'Contoso'], [pair.destination, 'Fabrikam']] as const) {
    const own = tenant.data.set(profiles).list().find((one) => one.body['isDefaultProfile'] === true);
    assert.ok(own !== undefined);
    own.body = { ...own.body, displayName, profileName: `Default of ${displayName}`, ...(displayName === 'Contoso' ? { lightBackgroundLogo: image('light'), landingPageCustomizedImage: image('home') } : {}) };
  }
  bundle = await pair.export('source');
});

after(() => pair.stop());

function held(name: string): Record<string, unknown> {
  return pair.destination.data.set(profiles).list().find((one) => one.body['profileName'] === name)?.body ?? {};
}

test('A Company Portal profile arrives with its images, though a create takes its name alone and no list shows them', async () => {
  const { whole } = await pair.plan(bundle);
  const journal = memoryJournal();
  const result = await pair.import(bundle, whole, journal);
  assert.deepEqual(result.endings.map((one) => `${one.state} ${one.name}`).sort(), ['created Shops', 'left out Default of Contoso']);
  const { themeColorLogo, landingPageCustomizedImage, lightBackgroundLogo, displayName, showLogo } = held('Shops');
  assert.deepEqual({ themeColorLogo, landingPageCustomizedImage, lightBackgroundLogo: lightBackgroundLogo ?? null, displayName, showLogo }, { themeColorLogo: image('dark'), landingPageCustomizedImage: image('landing'), lightBackgroundLogo: null, displayName: 'Contoso shops', showLogo: true });
  const { verdicts } = await pair.verify(bundle, whole, journal);
  assert.deepEqual(verdicts.filter((one) => one.as === 'different' || one.as === 'missing'), []);
  assert.equal(held('Default of Fabrikam')['displayName'], 'Fabrikam', 'the default profile is left alone');
});

test('The default profile of the tenant is updated on request under its own id and name, and a rollback gives it back what it had', async () => {
  const { whole } = await pair.plan(bundle, { onExisting: 'update' });
  assert.deepEqual(whole.waves.flat().filter((one) => one.do !== 'keep').map((one) => `${one.do} ${one.name}`), ['update Default of Contoso']);
  const journal = memoryJournal();
  const result = await pair.import(bundle, whole, journal);
  assert.deepEqual(result.endings.flatMap((one) => (one.state === 'failed' ? [one.because] : [])), []);
  const { displayName, lightBackgroundLogo, landingPageCustomizedImage } = held('Default of Fabrikam');
  assert.deepEqual({ displayName, lightBackgroundLogo, landingPageCustomizedImage }, { displayName: 'Contoso', lightBackgroundLogo: image('light'), landingPageCustomizedImage: image('home') });
  await pair.rollback(bundle, whole, journal);
  const before = held('Default of Fabrikam');
  assert.deepEqual([before['displayName'], before['lightBackgroundLogo'] ?? null, before['landingPageCustomizedImage'] ?? null], ['Fabrikam', null, null]);
});
