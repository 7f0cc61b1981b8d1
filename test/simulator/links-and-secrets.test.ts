import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { isList, isObject, textAt, type JsonObject } from '../../src/model/json.js';
import { choice, idIn, message, startBench, type Bench } from './client.js';

let bench: Bench;
before(async () => {
  bench = await startBench();
});
after(() => bench.stop());

const path = 'deviceManagement/deviceConfigurations';
const url = (id: string, host = 'https://graph.microsoft.com'): string => `${host}/beta/${path}('${id}')`;
const root = (displayName: string, type = 'windows81TrustedRootCertificate'): Promise<string> => bench.call('POST', path, { '@odata.type': `#microsoft.graph.${type}`, displayName, trustedRootCertificate: 'MIIB', certFileName: 'r.cer' }).then(idIn);

test('a certificate link is bound on create, invisible in the body, and read through the cast alone', async () => {
  const [one, two] = [await root('one'), await root('two')];
  const scep = await bench.call('POST', path, { '@odata.type': '#microsoft.graph.windows81SCEPCertificateProfile', displayName: 's', 'rootCertificate@odata.bind': url(one) });
  assert.equal(scep.status, 201);
  const wifi = idIn(await bench.call('POST', path, { '@odata.type': '#microsoft.graph.windowsWifiEnterpriseEAPConfiguration', displayName: 'w', 'identityCertificateForClientAuthentication@odata.bind': url(idIn(scep)), 'rootCertificatesForServerValidation@odata.bind': [url(one), url(two)] }));
  const body = await bench.call('GET', `${path}/${wifi}`);
  assert.doesNotMatch(JSON.stringify(body.body), /identityCertificate|rootCertificates/u);
  assert.equal((await bench.call('GET', `${path}/${wifi}?$expand=identityCertificateForClientAuthentication`)).status, 400);
  assert.equal((await bench.call('GET', `${path}/${wifi}/identityCertificateForClientAuthentication`)).status, 400, 'the cast is required');
  const cast = `${path}('${wifi}')/microsoft.graph.windowsWifiEnterpriseEAPConfiguration`;
  assert.equal((await bench.call('GET', `${cast}/identityCertificateForClientAuthentication`)).body['displayName'], 's');
  assert.deepEqual((await bench.items(`${cast}/rootCertificatesForServerValidation`)).map((item) => item['displayName']), ['one', 'two']);
  assert.equal((await bench.call('GET', `${cast}/rootCertificateForClientValidation`)).status, 404, 'nothing is linked');
  const full = await bench.call('GET', `${path}/${wifi}`, undefined, { accept: 'application/json;odata.metadata=full' });
  assert.equal(typeof full.body['rootCertificateForClientValidation@odata.navigationLink'], 'string', 'linked or not');
});

test('a link to another family, to nothing or to another host is refused; $ref takes PUT for one and POST for many', async () => {
  const ios = await root('ios', 'iosTrustedRootCertificate');
  const mine = await root('mine');
  const make = (bound: string): Promise<{ status: number }> => bench.call('POST', path, { '@odata.type': '#microsoft.graph.windows81SCEPCertificateProfile', displayName: 's', 'rootCertificate@odata.bind': bound });
  assert.deepEqual([(await make(url(ios))).status, (await make(url('22222222-2222-4222-8222-222222222222'))).status, (await make(url(mine, 'https://evil.example'))).status], [400, 400, 400]);
  const wifi = idIn(await bench.call('POST', path, { '@odata.type': '#microsoft.graph.windowsWifiEnterpriseEAPConfiguration', displayName: 'w' }));
  const cast = `${path}('${wifi}')/microsoft.graph.windowsWifiEnterpriseEAPConfiguration`;
  const ref = { '@odata.id': url(mine) };
  assert.equal((await bench.call('PUT', `${cast}/rootCertificatesForServerValidation/$ref`, ref)).status, 400);
  assert.equal((await bench.call('POST', `${cast}/rootCertificatesForServerValidation/$ref`, ref)).status, 204);
  assert.equal((await bench.call('PUT', `${cast}/rootCertificateForClientValidation/$ref`, ref)).status, 204);
  assert.deepEqual(bench.tenant.linked(path, wifi, 'rootCertificatesForServerValidation'), [mine]);
  assert.equal((await bench.call('DELETE', `${path}/${mine}`)).status, 400, 'a linked certificate stays');
  assert.equal((await bench.call('DELETE', `${cast}/rootCertificatesForServerValidation/${mine}/$ref`)).status, 204);
});

test('OMA values are masked, their clear text comes by a function, and a foreign reference is refused', async () => {
  const oma = (type: string, value: string | number, more: JsonObject = {}): JsonObject => ({ '@odata.type': `#microsoft.graph.${type}`, displayName: type, omaUri: './x', value, ...more });
  const made = await bench.call('POST', path, { '@odata.type': '#microsoft.graph.windows10CustomConfiguration', displayName: 'c', omaSettings: [oma('omaSettingString', 'geheim'), oma('omaSettingStringXml', Buffer.from('<a/>').toString('base64'), { fileName: 'a.xml' }), oma('omaSettingInteger', 5)] });
  const settings = (isList(made.body['omaSettings']) ? made.body['omaSettings'] : []).filter(isObject);
  assert.deepEqual(settings.map((setting) => [setting['value'], setting['isEncrypted']]), [['****', true], ['****', true], [5, false]]);
  const plain = async (index: number): Promise<unknown> => (await bench.call('GET', `${path}/${idIn(made)}/getOmaSettingPlainTextValue(secretReferenceValueId='${textAt(settings[index] ?? {}, 'secretReferenceValueId') ?? ''}')`)).body['value'];
  assert.deepEqual([await plain(0), await plain(1)], ['geheim', '<a/>']);
  const foreign = await bench.call('POST', path, { '@odata.type': '#microsoft.graph.windows10CustomConfiguration', displayName: 'd', omaSettings: [oma('omaSettingString', '****', { isEncrypted: true, secretReferenceValueId: 'a_b_c' })] });
  assert.match(JSON.stringify(foreign.body), /SecretReferenceValueId invalid for create/u);
  const again = await bench.call('PATCH', `${path}/${idIn(made)}`, { '@odata.type': '#microsoft.graph.windows10CustomConfiguration', omaSettings: settings });
  assert.equal(again.status, 200, "the policy's own references stay good");
});

test('a pre-shared key goes in and never comes back, a secret setting becomes a token of this tenant', async () => {
  const wifi = await bench.call('POST', path, { '@odata.type': '#microsoft.graph.androidDeviceOwnerWiFiConfiguration', displayName: 'w', ssid: 's', networkName: 'n', wiFiSecurityType: 'wpaPersonal', preSharedKey: 'top secret' });
  assert.deepEqual([wifi.body['preSharedKey'], wifi.body['preSharedKeyIsSet']], [null, true]);
  const secret = (value: string, valueState: string): JsonObject => ({ settingInstance: { '@odata.type': '#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance', settingDefinitionId: 'password', simpleSettingValue: { '@odata.type': '#microsoft.graph.deviceManagementConfigurationSecretSettingValue', value, valueState } } });
  const create = (setting: JsonObject): Promise<{ status: number; body: JsonObject; headers: Headers }> => bench.call('POST', 'deviceManagement/configurationPolicies', { name: 'p', platforms: 'windows10', technologies: 'mdm', settings: [setting] });
  const made = await create(secret('top secret', 'notEncrypted'));
  const read = JSON.stringify((await bench.call('GET', `deviceManagement/configurationPolicies('${idIn(made)}')?$expand=settings`)).body);
  assert.doesNotMatch(read, /top secret/u);
  assert.match(read, /"valueState":"encryptedValueToken"/u);
  assert.equal((await create(secret('66666666-6666-4666-8666-666666666666', 'encryptedValueToken'))).status, 400, 'a token of another tenant is useless');
});

test('a reusable setting that a policy points at must exist and then stays', async () => {
  const reference = (value: string): JsonObject => ({ settingInstance: { '@odata.type': '#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance', settingDefinitionId: 'r', simpleSettingValue: { '@odata.type': '#microsoft.graph.deviceManagementConfigurationReferenceSettingValue', value } } });
  const policy = (value: string): Promise<{ status: number; body: JsonObject; headers: Headers }> => bench.call('POST', 'deviceManagement/configurationPolicies', { name: 'p', platforms: 'windows10', technologies: 'mdm', settings: [reference(value)] });
  assert.match(message(await policy('66666666-6666-4666-8666-666666666666')), /does not exist/u);
  const id = idIn(await bench.call('POST', 'deviceManagement/reusablePolicySettings', { displayName: 'r', settingDefinitionId: 'd', settingInstance: choice('x')['settingInstance'] ?? null }));
  assert.equal((await policy(id)).status, 201);
  assert.equal((await bench.call('DELETE', `deviceManagement/reusablePolicySettings/${id}`)).status, 400);
});
