import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { catalog } from '../../src/catalog/index.js';
import { consentFor } from '../../src/catalog/permissions.js';
import { objectsAt, textAt, type JsonObject } from '../../src/model/json.js';
import { codes } from '../../src/model/rules.js';
import { cameraPolicy, dynamicGroup, include } from './seeds.js';
import { counted, makeStand, type Stand } from './stand.js';

const read = consentFor(catalog.rows, 'read');
const write = consentFor(catalog.rows, 'write');

/** Two tenants whose sign-ins have just what the move needs. */
async function healthy(context: TestContext): Promise<Stand> {
  const stand = await makeStand(context);
  stand.signIn('contoso', stand.source.token(read));
  stand.signIn('fabrikam', stand.destination.token(write));
  return stand;
}

function checksOf(document: JsonObject, tenant: string): JsonObject[] {
  return objectsAt(document, 'tenants').filter((one) => one['name'] === tenant).flatMap((one) => objectsAt(one, 'checks'));
}

function notOk(document: JsonObject, tenant: string): string[] {
  return checksOf(document, tenant).filter((check) => check['state'] !== 'ok').map((check) => `${textAt(check, 'state') ?? ''} ${textAt(check, 'what') ?? ''}: ${textAt(check, 'says') ?? ''}`);
}

function codesIn(document: JsonObject): string[] {
  return objectsAt(document, 'findings').map((finding) => textAt(finding, 'code') ?? '');
}

const long = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

test('two tenants with what a move needs are well: exit code 0, and nothing was written anywhere', async (context) => {
  const stand = await healthy(context);
  const { exitCode, document } = await stand.json('doctor');
  assert.deepEqual([notOk(document, 'contoso'), notOk(document, 'fabrikam')], [[], []]);
  assert.equal(exitCode, 0);
  assert.equal(counted(document, 'tenants'), 2);
  for (const what of ['token', 'reachability', 'clock', 'batches', 'permissions', 'Intune', 'Entra ID P1', 'management authority', 'Apple push certificate']) {
    assert.ok(checksOf(document, 'fabrikam').some((check) => check['what'] === what), what);
  }
  assert.equal(stand.source.counters.writes + stand.destination.counters.writes, 0);
  const tokens = [stand.source.token(read), stand.destination.token(write)].map((token) => token.split('.')[1] ?? '');
  const { stdout, stderr } = await stand.run('doctor', '--verbose');
  for (const token of tokens) assert.ok(!`${stdout}${stderr}${JSON.stringify(document)}`.includes(token), 'the token itself is never shown');
  assert.match(stdout, /^contoso: Contoso, 0c0a0000-\S+ the source, only read$/mu);
});

test('a missing permission is named with the kinds that need it, and ends with exit code 3', async (context) => {
  const stand = await healthy(context);
  stand.signIn('contoso', stand.source.token(read.filter((scope) => scope !== 'DeviceManagementScripts.Read.All')));
  stand.signIn('fabrikam', stand.destination.token([...write.filter((scope) => scope !== 'DeviceManagementConfiguration.ReadWrite.All'), 'DeviceManagementConfiguration.Read.All']));
  const { exitCode, document } = await stand.json('doctor');
  assert.equal(exitCode, 3);
  assert.match(notOk(document, 'contoso').join('\n'), /^missing DeviceManagementScripts\.Read\.All: for (?:\w+, )*remediation\b/u);
  assert.match(notOk(document, 'fabrikam').join('\n'), /^missing DeviceManagementConfiguration\.ReadWrite\.All: for settingsCatalog/u);
  assert.deepEqual(codesIn(document), [codes.sourceScopeMissing, codes.destinationScopeMissing]);
});

test('kinds that are left out need no permission', async (context) => {
  const stand = await healthy(context);
  stand.signIn('contoso', stand.source.token(read.filter((scope) => !scope.startsWith('Policy.') && !scope.startsWith('Agreement.'))));
  assert.equal((await stand.json('doctor', '--tenant', 'contoso')).exitCode, 3);
  const { exitCode, document } = await stand.json('doctor', '--tenant', 'contoso', '--except', 'conditionalAccess,namedLocation,authenticationStrength,authenticationContext,agreement');
  assert.deepEqual(notOk(document, 'contoso'), []);
  assert.equal(exitCode, 0);
});

test('creating groups is asked for by mappings alone, so lacking it is a warning', async (context) => {
  const stand = await healthy(context);
  stand.signIn('fabrikam', stand.destination.token([...write.filter((scope) => scope !== 'Group.ReadWrite.All'), 'Group.Read.All']));
  const { exitCode, document } = await stand.json('doctor', '--tenant', 'fabrikam');
  assert.equal(exitCode, 0);
  assert.match(notOk(document, 'fabrikam').join('\n'), /^warning Group\.ReadWrite\.All: for group, to create what a mapping says is created; they can be read$/u);
});

test('a source sign-in that may write, and a destination sign-in that may do more, are warned about', async (context) => {
  const stand = await healthy(context);
  stand.signIn('contoso', stand.source.token([...read, 'DeviceManagementConfiguration.ReadWrite.All']));
  stand.signIn('fabrikam', stand.destination.token([...write, 'RoleManagement.ReadWrite.Directory']));
  const { exitCode, document } = await stand.json('doctor');
  assert.equal(exitCode, 0);
  assert.deepEqual(notOk(document, 'contoso'), ['warning more than needed: may write, and the source is only read: DeviceManagementConfiguration.ReadWrite.All']);
  assert.deepEqual(notOk(document, 'fabrikam'), ['warning more than needed: may do more than the import needs: RoleManagement.ReadWrite.Directory']);
  assert.deepEqual(codesIn(document), [codes.accessTooWide, codes.accessTooWide]);
});

test('a sign-in of another tenant, an expired token and a missing variable end with exit code 2, and the other tenant is examined all the same', async (context) => {
  const stand = await healthy(context);
  stand.signIn('contoso', stand.destination.token(read));
  const other = await stand.json('doctor');
  assert.equal(other.exitCode, 2);
  assert.match(notOk(other.document, 'contoso').join(), /^wrong tenant: .*belongs to tenant 0fab0000/u);
  assert.deepEqual(notOk(other.document, 'fabrikam'), []);
  assert.deepEqual(codesIn(other.document), [codes.wrongTenant]);
  stand.signIn('contoso', stand.source.token(read, { expires: Date.now() - 60_000 }));
  const expired = await stand.json('doctor', '--tenant', 'contoso');
  assert.equal(expired.exitCode, 2);
  assert.match(notOk(expired.document, 'contoso').join(), /^wrong token: .*CONTOSO_TOKEN ended at/u);
  stand.signIn('contoso', undefined);
  const missing = await stand.json('doctor', '--tenant', 'contoso');
  assert.equal(missing.exitCode, 2);
  assert.match(notOk(missing.document, 'contoso').join(), /CONTOSO_TOKEN/u);
  assert.deepEqual(codesIn(missing.document), [codes.signInFails]);
});

test('a tenant that does not answer ends with exit code 1', async (context) => {
  const stand = await healthy(context);
  await stand.configure('contoso', { graphUrl: 'http://127.0.0.1:9', maxWait: 1 });
  const { exitCode, document } = await stand.json('doctor');
  assert.equal(exitCode, 1);
  assert.match(notOk(document, 'contoso').join(), /^unreachable reachability: /u);
  assert.deepEqual(notOk(document, 'fabrikam'), []);
});

test('a token that ends soon, and one of a person, are said', async (context) => {
  const stand = await healthy(context);
  stand.signIn('contoso', stand.source.token(read, { expires: Date.now() + 10 * 60_000, delegated: true }));
  const { exitCode, document } = await stand.json('doctor', '--tenant', 'contoso');
  assert.equal(exitCode, 0);
  assert.deepEqual(codesIn(document), [codes.roleTooNarrow, codes.signInEndsSoon]);
});

test('connectors are shown with state and end, and what the source alone has is said of the destination', async (context) => {
  const stand = await healthy(context);
  const { source, destination } = stand;
  source.put('deviceManagement/applePushNotificationCertificate', { id: 'push', appleIdentifier: 'mdm@contoso.example', topicIdentifier: 'com.apple.mgmt.External.1', expirationDateTime: long(10) });
  source.put('deviceAppManagement/vppTokens', { displayName: 'Contoso apps', state: 'assignedToExternalMDM', expirationDateTime: long(200) });
  source.put('deviceManagement/depOnboardingSettings', { tokenName: 'Contoso ADE', tokenType: 'dep', lastSyncErrorCode: 3, tokenExpirationDateTime: long(200) });
  source.put('deviceManagement/ndesConnectors', { displayName: 'NDES01', state: 'inactive', lastConnectionDateTime: long(-90) });
  destination.put('deviceManagement/ndesConnectors', { displayName: 'NDES02', state: 'active', lastConnectionDateTime: long(-1) });
  destination.put('deviceAppManagement/vppTokens', { displayName: 'Fabrikam apps', state: 'expired', expirationDateTime: long(-3) });
  const { exitCode, document } = await stand.json('doctor');
  assert.equal(exitCode, 0, 'a connector holds no import up');
  const source10 = notOk(document, 'contoso').join('\n');
  assert.match(source10, /^warning Apple push certificate: mdm@contoso\.example ends on \d{4}-\d\d-\d\d, in (?:9|10) days$/mu);
  assert.match(source10, /^warning Apple content token: Contoso apps is assignedToExternalMDM$/mu);
  assert.match(source10, /^warning Apple enrollment token: Contoso ADE waits for Apple terms to be accepted$/mu);
  assert.match(source10, /^warning certificate connector: NDES01 is inactive$/mu);
  const there = notOk(document, 'fabrikam').join('\n');
  assert.match(there, /^warning Apple content token: Fabrikam apps ended on \d{4}-\d\d-\d\d$/mu);
  assert.match(there, /^warning Apple push certificate: contoso has one and this tenant has none; it does not move$/mu);
  assert.match(there, /^warning Apple enrollment token: contoso has one and this tenant has none/mu);
  assert.doesNotMatch(there, /certificate connector/u);
  assert.deepEqual(codesIn(document).sort(), [codes.connectorDown, codes.connectorDown, codes.enrollmentTokenStays, codes.pushCertificateExpiring, codes.pushCertificateStays, codes.termsNotAccepted, codes.tokenExpired].sort());
});

test('whatever the tenant does not let the doctor see is unknown, and the doctor goes on', async (context) => {
  const stand = await healthy(context);
  stand.source.faults.add({ what: { deed: 'forbidden' }, path: /vppTokens|subscribedSkus|ndesConnectors|applePush/u }, { what: { deed: 'status', status: 501 }, path: /\$batch/u });
  const { exitCode, document } = await stand.json('doctor', '--tenant', 'contoso');
  assert.equal(exitCode, 0);
  const found = notOk(document, 'contoso');
  assert.deepEqual(found.filter((one) => one.startsWith('unknown')).map((one) => one.split(':')[0]), ['unknown subscriptions', 'unknown Apple push certificate', 'unknown Apple content token', 'unknown certificate connector']);
  assert.match(found.join('\n'), /needs DeviceManagementServiceConfig\.Read\.All/u);
  assert.match(found.join('\n'), /^warning batches: the server takes none/mu);
});

test('a tenant without Intune, or whose devices another service manages, lacks something that is needed', async (context) => {
  const stand = await healthy(context);
  stand.destination.faults.add({ what: { deed: 'not licensed' }, path: /^device(?:App)?Management/u });
  const [sku] = stand.destination.list('subscribedSkus');
  assert.ok(sku !== undefined);
  stand.destination.data.set('subscribedSkus').remove(textAt(sku, 'id') ?? '');
  const { exitCode, document } = await stand.json('doctor', '--tenant', 'fabrikam');
  assert.equal(exitCode, 3);
  const found = notOk(document, 'fabrikam').join('\n');
  assert.match(found, /^missing Intune: no active subscription holds/mu);
  assert.match(found, /^missing Intune subscription: Intune is not set up in this tenant/mu);
  assert.match(found, /^warning Entra ID P1: /mu);
});

test('a mistyped tenant answers with the nearest name', async (context) => {
  const stand = await healthy(context);
  const { exitCode, stderr } = await stand.run('doctor', '--tenant', 'contso');
  assert.equal(exitCode, 2);
  assert.match(stderr, /Did you mean "contoso"\?/u);
});

test('for a plan, exactly the permissions that it needs are printed, read and write apart; a sign-in with these imports and verifies it', async (context) => {
  const stand = await makeStand(context, { destination: { checkScopes: true } });
  stand.signIn('fabrikam', stand.destination.token(write));
  const group = dynamicGroup(stand.source, 'Kiosk', '(device.deviceOSType -eq "Windows")');
  stand.source.put('deviceManagement/configurationPolicies', cameraPolicy('No camera', [include(group)]));
  await stand.run('export', '--tenant', 'contoso', '--only', 'settingsCatalog');
  await stand.run('map', 'exports/contoso', '--destination', 'fabrikam');
  assert.equal((await stand.run('plan', 'exports/contoso', '--destination', 'fabrikam', '--out', 'plan.json')).exitCode, 0);
  const { document } = await stand.json('doctor', '--plan', 'plan.json');
  const needs = (tenant: string): unknown => objectsAt(document, 'tenants').find((one) => one['name'] === tenant)?.['needs'];
  assert.deepEqual(needs('fabrikam'), { read: ['Organization.Read.All'], write: ['DeviceManagementConfiguration.ReadWrite.All', 'Group.ReadWrite.All'] });
  assert.deepEqual(needs('contoso'), { read: ['DeviceManagementConfiguration.Read.All', 'Group.Read.All', 'Organization.Read.All'], write: [] });
  const { stdout } = await stand.run('doctor', '--plan', 'plan.json', '--tenant', 'fabrikam');
  assert.match(stdout, /What plan\.json needs here, and nothing more:\n +to read: Organization\.Read\.All\n +to write: DeviceManagementConfiguration\.ReadWrite\.All Group\.ReadWrite\.All/u);

  const just = ['Organization.Read.All', 'DeviceManagementConfiguration.ReadWrite.All', 'Group.ReadWrite.All'];
  stand.signIn('fabrikam', stand.destination.token(just));
  const examined = await stand.json('doctor', '--plan', 'plan.json', '--tenant', 'fabrikam');
  assert.deepEqual(checksOf(examined.document, 'fabrikam').filter((check) => check['area'] === 'permissions').map((check) => check['state']), ['ok']);
  for (const words of [['import', 'plan.json', '--yes'], ['verify', 'plan.json']]) {
    const ran = await stand.run(...words);
    assert.equal(ran.exitCode, 0, `${words.join(' ')}: ${ran.stdout}${ran.stderr}`);
  }
  stand.signIn('fabrikam', stand.destination.token([...just, 'DeviceManagementApps.ReadWrite.All']));
  const wide = await stand.json('doctor', '--plan', 'plan.json', '--tenant', 'fabrikam');
  assert.deepEqual(notOk(wide.document, 'fabrikam').filter((line) => line.includes('more than needed')), ['warning more than needed: may do more than the import needs: DeviceManagementApps.ReadWrite.All']);
});
