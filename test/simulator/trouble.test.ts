import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { isList, isObject, textAt, type JsonObject } from '../../src/model/json.js';
import type { Fault } from '../../src/simulator/http/faults.js';
import { serviceOf, Throttle } from '../../src/simulator/http/throttle.js';
import { choice, contosoId, idIn, message, startBench, type Bench } from './client.js';

let bench: Bench | undefined;
afterEach(async () => {
  await bench?.stop();
  bench = undefined;
});

const tags = 'deviceManagement/roleScopeTags';

test('an answer can be lost after the write, or the connection before it', async () => {
  bench = await startBench();
  bench.tenant.faults.add({ what: { deed: 'drop answer' }, method: 'POST', path: tags, nth: 1 }, { what: { deed: 'close before' }, method: 'POST', path: tags, nth: 2 });
  await assert.rejects(bench.call('POST', tags, { displayName: 'a' }));
  await assert.rejects(bench.call('POST', tags, { displayName: 'b' }));
  assert.equal((await bench.call('POST', tags, { displayName: 'c' })).status, 201);
  assert.deepEqual(bench.tenant.list(tags).map((tag) => tag['displayName']), ['Default', 'a', 'c']);
  bench.tenant.resetFaults();
});

test('every scripted fault looks on the wire as it says', async () => {
  bench = await startBench();
  const { faults } = bench.tenant;
  const strike = async (fault: Fault, method = 'GET', body?: JsonObject): Promise<Response> => {
    faults.reset();
    faults.add(fault);
    return fetch(`${bench?.simulator.urls['contoso'] ?? ''}/beta/${tags}`, { method, headers: { authorization: `Bearer ${bench?.tenant.token() ?? ''}` }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  };
  const throttled = await strike({ what: { deed: 'throttle', retryAfter: '2.128' } });
  assert.deepEqual([throttled.status, throttled.headers.get('retry-after')], [429, '2.128']);
  assert.equal((await strike({ what: { deed: 'throttle' } })).headers.get('retry-after'), null);
  assert.equal((await strike({ what: { deed: 'status', status: 500, executed: true } }, 'POST', { displayName: 'executed' })).status, 500);
  assert.equal((await strike({ what: { deed: 'status', status: 503 } }, 'POST', { displayName: 'not executed' })).status, 503);
  assert.deepEqual(bench.tenant.list(tags).map((tag) => tag['displayName']), ['Default', 'executed']);
  assert.match((await strike({ what: { deed: 'html', status: 502 } })).headers.get('content-type') ?? '', /html/u);
  const empty = await strike({ what: { deed: 'empty 200' } });
  assert.deepEqual([empty.status, await empty.text(), empty.headers.get('content-type')?.includes('json')], [200, '', true]);
  await assert.rejects((await strike({ what: { deed: 'truncate' } })).json());
  await assert.rejects((await strike({ what: { deed: 'reset mid-body' } })).text());
  assert.equal((await strike({ what: { deed: 'forbidden' } })).status, 403);
  assert.match(await (await strike({ what: { deed: 'not licensed' } })).text(), /not applicable to target tenant/u);
  assert.match(await (await strike({ what: { deed: 'no segment' } })).text(), /Resource not found for the segment 'roleScopeTags'/u);
  assert.match(await (await strike({ what: { deed: 'noise' } })).text(), /microsoft\.graph\.tips/u);
  assert.equal(bench.tenant.log.filter((line) => line.fault !== undefined).length, 12);
});

test('a share of the requests fails by the seed: the same ones in every run', async () => {
  const run = async (): Promise<number[]> => {
    bench = await startBench({}, { spec: { seed: 'dice' } });
    bench.tenant.faults.add({ what: { deed: 'status', status: 503 }, share: 0.3 });
    const statuses: number[] = [];
    for (let index = 0; index < 30; index += 1) statuses.push((await bench.call('GET', tags)).status);
    await bench.stop();
    bench = undefined;
    return statuses;
  };
  const first = await run();
  assert.deepEqual(await run(), first);
  assert.ok(first.includes(503) && first.includes(200));
});

test('a new object is not seen at once where visibility is delayed, and a stale list lacks the young and shows the gone', async () => {
  let now = 1_000_000;
  bench = await startBench({ visibility: { seconds: 5 } }, { clock: () => now });
  const id = idIn(await bench.call('POST', 'groups', { displayName: 'g', mailEnabled: false, mailNickname: 'g', securityEnabled: true }));
  const policy = bench.tenant.put('deviceManagement/configurationPolicies', { name: 'p', platforms: 'windows10', technologies: 'mdm', settings: [choice('x')] });
  const assign = () => bench?.call('POST', `deviceManagement/configurationPolicies('${policy}')/assign`, { assignments: [{ target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: id } }] });
  assert.deepEqual([(await bench.call('GET', `groups/${id}`)).status, (await bench.items('groups')).length, (await assign())?.status], [404, 0, 404]);
  now += 5_000;
  assert.deepEqual([(await bench.call('GET', `groups/${id}`)).status, (await bench.items('groups')).length, (await assign())?.status], [200, 1, 200]);
  bench.tenant.options.visibility = { requests: 2 };
  const tag = idIn(await bench.call('POST', tags, { displayName: 'by requests' }));
  assert.deepEqual([(await bench.call('GET', `${tags}/${tag}`)).status, (await bench.call('GET', `${tags}/${tag}`)).status], [404, 200]);
  delete bench.tenant.options.visibility;
  now += 60_000;
  await bench.call('DELETE', `${tags}/${tag}`);
  await bench.call('POST', tags, { displayName: 'young' });
  bench.tenant.faults.add({ what: { deed: 'stale', seconds: 30 }, path: tags, times: 1 });
  assert.deepEqual((await bench.items(tags)).map((item) => item['displayName']), ['Default', 'by requests']);
  assert.deepEqual((await bench.items(tags)).map((item) => item['displayName']), ['Default', 'young']);
});

test('every category has a budget of its own, conditional access one request a second and no word when to come back', async () => {
  let now = 0;
  bench = await startBench({ throttling: { scale: 0.03 } }, { clock: () => now });
  const statuses: number[] = [];
  for (let index = 0; index < 5; index += 1) statuses.push((await bench.call('POST', tags, { displayName: `t${index}` })).status);
  assert.deepEqual(statuses, [201, 201, 201, 429, 429], '3 writes in 20 seconds');
  const refused = await bench.call('POST', tags, { displayName: 'x' });
  assert.deepEqual([refused.headers.get('retry-after'), refused.body['error'] !== undefined], ['20.000', true]);
  assert.equal((await bench.call('POST', 'deviceManagement/deviceCategories', { displayName: 'another category' })).status, 201);
  now += 20_001;
  assert.equal((await bench.call('POST', tags, { displayName: 'x' })).status, 201);
  assert.equal((await bench.call('GET', 'identity/conditionalAccess/policies')).status, 200);
  const access = await bench.call('GET', 'identity/conditionalAccess/namedLocations');
  assert.deepEqual([access.status, access.headers.get('retry-after')], [429, null]);
  assert.equal(bench.tenant.counters.throttled, 4);
});

test('budgets shrink by the scale and by what other applications use', () => {
  const throttle = new Throttle({ scale: 0.5, others: 0.5, windowScale: 0.1 }, () => 0);
  assert.deepEqual(throttle.budget('rbac'), { requests: 250, writes: 25, seconds: 2, retryAfter: true });
  assert.equal(serviceOf('deviceManagement/deviceConfigurations/x'), 'device-configuration');
  assert.equal(serviceOf('groups'), 'directory');
});

test('a batch takes twenty, answers in its own order, lets each item fail alone and dependents with it', async () => {
  bench = await startBench();
  const item = (id: string, url: string, more: JsonObject = {}): JsonObject => ({ id, method: 'GET', url, ...more });
  const statuses = async (requests: JsonObject[]): Promise<Record<string, unknown>> => {
    const { body } = await (bench ?? assert.fail()).call('POST', '$batch', { requests });
    return Object.fromEntries((isList(body['responses']) ? body['responses'] : []).filter(isObject).map((one) => [textAt(one, 'id') ?? '', one['status']]));
  };
  assert.deepEqual(await statuses([item('a', '/groups/none'), item('b', '/organization', { dependsOn: ['a'] }), item('c', 'organization')]), { a: 404, b: 424, c: 200 });
  assert.deepEqual(await statuses([item('w', tags, { method: 'POST', body: { displayName: 'x' } })]), { w: 400 }, 'a body needs its content type');
  assert.deepEqual(await statuses([item('w', tags, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: { displayName: 'x' } })]), { w: 201 });
  bench.tenant.faults.add({ what: { deed: 'throttle', retryAfter: '7' }, path: 'organization', nth: 1 });
  const { body } = await bench.call('POST', '$batch', { requests: [item('t', 'organization')] });
  assert.match(JSON.stringify(body), /"status":429.*"Retry-After":"7"|"Retry-After":"7".*"status":429/u);
  bench.tenant.resetFaults();
  bench.tenant.faults.add({ what: { deed: 'drop answer' }, path: tags, nth: 1 }, { what: { deed: 'close before' }, path: tags, nth: 2 });
  const write = (id: string): JsonObject => item(id, tags, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: { displayName: id } });
  assert.deepEqual(await statuses([write('lost'), write('never')]), { lost: 504, never: 504 });
  assert.deepEqual(bench.tenant.list(tags).map((tag) => tag['displayName']), ['Default', 'x', 'lost']);
  bench.tenant.resetFaults();
  const many = Array.from({ length: 21 }, (_, index) => item(String(index), 'organization'));
  for (const wrong of [many, [item('1', 'organization'), item('1', 'organization')], [item('1', 'https://graph.microsoft.com/beta/organization')]]) assert.equal((await bench.call('POST', '$batch', { requests: wrong })).status, 400);
});

test('multi admin approval holds a write back until another admin agrees and the same request comes again', async () => {
  bench = await startBench({ approval: ['deviceManagement/deviceManagementScripts'] });
  const path = 'deviceManagement/deviceManagementScripts';
  const body = { displayName: 's', fileName: 's.ps1', scriptContent: '' };
  assert.match(message(await bench.call('POST', path, body)), /Header 'x-msft-approval-justification' is required to request approval/u);
  const asked = await bench.call('POST', path, body, { 'x-msft-approval-justification': 'migration' });
  const code = asked.headers.get('x-msft-approval-code') ?? '';
  assert.equal((await bench.call('GET', `deviceManagement/operationApprovalRequests/${code}`)).body['status'], 'needsApproval');
  assert.equal((await bench.items(path)).length, 0);
  assert.equal((await bench.call('POST', path, body, { 'x-msft-approval-code': code })).status, 400);
  bench.tenant.approvals.decide(code, 'approved');
  assert.equal((await bench.call('POST', path, { ...body, displayName: 'other' }, { 'x-msft-approval-code': code })).status, 400, 'only the identical request');
  assert.equal((await bench.call('POST', path, body, { 'x-msft-approval-code': code })).status, 201);
});

test('scopes of the token decide where the switch is on, and the endpoint for tokens grants what the tenant says', async () => {
  bench = await startBench({ checkScopes: true, grants: ['DeviceManagementRBAC.Read.All'] });
  const url = bench.simulator.urls['contoso'] ?? '';
  const answer: unknown = await (await fetch(`${url}/${contosoId}/oauth2/v2.0/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials', client_id: 'c', client_secret: 's', scope: 'https://graph.microsoft.com/.default' }) })).json();
  const token = isObject(answer) && typeof answer['access_token'] === 'string' ? answer['access_token'] : '';
  const status = async (path: string, method = 'GET'): Promise<number> => (await fetch(`${url}/beta/${path}`, { method, headers: { authorization: `Bearer ${token}` }, ...(method === 'POST' ? { body: '{}' } : {}) })).status;
  assert.deepEqual([await status(tags), await status(tags, 'POST'), await status('groups'), await status('deviceManagement/deviceConfigurations')], [200, 403, 403, 403]);
  const wrong = await fetch(`${url}/${contosoId}/oauth2/v2.0/token`, { method: 'POST', body: new URLSearchParams({ client_secret: 'wrong' }) });
  assert.deepEqual([wrong.status, /AADSTS7000215/u.test(await wrong.text())], [401, true]);
});

test('pages may end with an empty one, and a link may lead astray', async () => {
  bench = await startBench({ emptyLastPage: true });
  for (let index = 0; index < 24; index += 1) bench.tenant.put('deviceManagement/configurationPolicies', { name: `p${index}`, platforms: 'windows10', technologies: 'mdm' });
  bench.tenant.put('deviceManagement/configurationPolicies', { name: 'last', platforms: 'windows10', technologies: 'mdm' });
  bench.tenant.faults.add({ what: { deed: 'foreign link', origin: 'https://evil.example' }, times: 1 });
  const foreign = await bench.call('GET', 'deviceManagement/configurationPolicies');
  assert.match(JSON.stringify(foreign.body['@odata.nextLink']), /^"https:\/\/evil\.example\/beta/u);
  const first = await bench.call('GET', 'deviceManagement/configurationPolicies');
  const next = first.body['@odata.nextLink'];
  const second = await bench.call('GET', typeof next === 'string' ? next.slice(next.indexOf('/beta/') + 6) : '');
  assert.deepEqual([second.body['value'], second.body['@odata.nextLink']], [[], undefined]);
});
