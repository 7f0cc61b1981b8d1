import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { catalog } from '../../src/catalog/index.js';
import { objectAt, textsAt, type JsonObject } from '../../src/model/json.js';
import { memoryJournal, type MemoryBundle } from './memory.js';
import { startPair, type Pair } from './pair.js';

const agreements = 'identityGovernance/termsOfUse/agreements';
const policies = 'identity/conditionalAccess/policies';
const pdf = Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3 the terms', 'latin1').toString('base64');

let pair: Pair;
let bundle: MemoryBundle;

function terms(displayName: string, data: string | null): JsonObject {
  return { displayName, isViewingBeforeAcceptanceRequired: true, file: { localizations: [{ fileName: 'terms.pdf', displayName, language: 'en-US', isDefault: true, fileData: data === null ? null : { data } }] } };
}

before(async () => {
  pair = await startPair(['conditionalAccess', 'agreement'].map((kind) => catalog.row(kind)));
  const guests = pair.source.put(agreements, terms('Guests', pdf));
  pair.source.put(agreements, terms('Staff', null));
  pair.source.put(agreements, terms('Cut short', pdf.slice(0, 10)));
  pair.source.put(policies, { displayName: 'Guests accept', state: 'disabled', conditions: { users: { includeUsers: ['GuestsOrExternalUsers'] }, applications: { includeApplications: ['All'] } }, grantControls: { operator: 'OR', termsOfUse: [guests] } });
  bundle = await pair.export('source');
});

after(() => pair.stop());

test('Terms of use arrive with the bytes of their document, the policy asks for those of the destination, and a rollback takes both away', async () => {
  const { whole, stops } = await pair.plan(bundle);
  assert.deepEqual(stops, []);
  const journal = memoryJournal();
  const result = await pair.import(bundle, whole, journal);
  assert.deepEqual(result.endings.map((one) => `${one.state} ${one.name}`).sort(), ['created Guests', 'created Guests accept', 'not portable Cut short', 'not portable Staff']);
  const [made] = pair.destination.data.set(agreements).list();
  const [document] = made?.children.get('file')?.list()[0]?.children.get('localizations')?.list() ?? [];
  assert.deepEqual(document?.body['fileData'], { data: pdf });
  const [policy] = pair.destination.data.set(policies).list().filter((one) => one.body['displayName'] === 'Guests accept');
  assert.deepEqual(textsAt(objectAt(policy?.body ?? {}, 'grantControls') ?? {}, 'termsOfUse'), [made?.id]);
  const { verdicts } = await pair.verify(bundle, whole, journal);
  assert.deepEqual(verdicts.flatMap((one) => (one.as === 'different' || one.as === 'missing' ? [one] : [])), []);
  const undone = await pair.rollback(bundle, whole, journal);
  assert.deepEqual(undone.findings.filter((one) => one.severity === 'blocker').map((one) => one.message), []);
  assert.equal(pair.destination.data.set(agreements).size, 0);
});

test('Terms of use whose document the source did not give are never made without it: they are matched, or reported with what to do', async () => {
  const first = await pair.plan(bundle);
  for (const name of ['Staff', 'Cut short']) {
    const aside = first.plan.asides.find((one) => one.name === name);
    assert.equal(aside?.state, 'not portable');
    assert.match(aside?.because ?? '', /did not give its PDF: make the terms of use in the destination/u);
  }
  const id = pair.destination.put(agreements, terms('Staff', pdf));
  const { plan } = await pair.plan(bundle);
  assert.deepEqual(plan.waves.flat().flatMap((one) => (one.do === 'keep' && one.name === 'Staff' ? [one.destination.id] : [])), [id]);
});
