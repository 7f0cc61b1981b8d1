import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { makeAppleClient } from '../../src/apple/client.js';
import type { Fetch } from '../../src/apple/wire.js';
import { openLedger } from '../../src/stages/apple/ledger.js';
import { settleOrders } from '../../src/stages/apple/settle.js';
import type { AppleWriter } from '../../src/model/apple/ports.js';
import { account, accountKey, activityId, all, day, fabrikamServer, good, serial, start, virtualClock, withOrganization } from './rig.js';
import { withStage } from './stage.js';

/** Servers that keep closer to the letter, or farther from it, than the simulated organization. */

const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } });

function clientOf(answer: (url: URL, init: Parameters<Fetch>[1]) => Response, clock = virtualClock()): AppleWriter {
  return makeAppleClient({
    config: { type: 'business', clientId: account.clientId, keyId: 'k', privateKeyPath: 'p' }, key: accountKey, clock, random: () => 0,
    fetch: async (url, init) => (url.pathname.endsWith('/token') ? json({ access_token: 't', token_type: 'Bearer', expires_in: 3600 }) : answer(url, init)),
  });
}

test('the assertion lies a minute in the past and lives for minutes, so that clocks may differ; it says everything that a strict service asks for', async () => {
  let assertion = '';
  const client = makeAppleClient({
    config: { type: 'business', clientId: account.clientId, keyId: 'key-1', privateKeyPath: 'p' }, key: accountKey, clock: virtualClock(),
    fetch: async (url, init) => {
      if (!url.pathname.endsWith('/token')) return json({ data: [] });
      const form = new URLSearchParams(init.body);
      assertion = form.get('client_assertion') ?? '';
      assert.deepEqual([form.get('grant_type'), form.get('client_id'), form.get('client_assertion_type'), form.get('scope')], ['client_credentials', account.clientId, 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', 'business.api']);
      return json({ access_token: 't', expires_in: 3600 });
    },
  });
  good(await client.servers());
  const { iss, sub, aud, iat = 0, exp = 0, jti } = decodeJwt(assertion);
  assert.deepEqual([iss, sub, aud], [account.clientId, account.clientId, 'https://account.apple.com/auth/oauth2/v2/token']);
  assert.deepEqual([iat, exp], [start / 1000 - 60, start / 1000 + 15 * 60]);
  assert.match(jti ?? '', /^[0-9a-f-]{36}$/u);
  assert.deepEqual(decodeProtectedHeader(assertion), { alg: 'ES256', typ: 'JWT', kid: 'key-1' });
  assert.equal(Buffer.from(assertion.split('.')[2] ?? '', 'base64url').length, 64, 'the signature is R and S, not DER');
});

test('a service whose clock is ten minutes off is signed in to, one that is an hour off refuses, and the clock is named', async () => {
  await withOrganization({}, async ({ another, clock }) => {
    const at = (skew: number) => another({}, { clock: { ...clock, now: () => clock.now() + skew } });
    for (const minutes of [-10, 10]) good(await at(minutes * 60_000).servers());
    const refused = await at(-3_600_000).servers();
    assert.match(refused.ok ? '' : refused.failure.message, /invalid_client.*this machine's clock/u);
  });
});

test('links to the next page may be relative, empty or null; the list is read to its end and stays on its host', async () => {
  const next: Record<string, unknown> = { '': '/v1/orgDevices?cursor=2', 2: 'orgDevices?cursor=3', 3: 'https://api-business.apple.com:443/v1/orgDevices?cursor=4', 4: '' };
  const client = clientOf((url) => {
    const cursor = url.searchParams.get('cursor') ?? '';
    return json({ data: [{ type: 'orgDevices', id: `F4PAGE${cursor}` }], links: { next: next[cursor] ?? null }, meta: { paging: { total: null, nextCursor: '' } } });
  });
  assert.deepEqual((await all(client.devices())).map((device) => device.serial), ['F4PAGE', 'F4PAGE2', 'F4PAGE3', 'F4PAGE4']);
  for (const strange of ['http://api-business.apple.com/v1/orgDevices?cursor=2', '//evil.example.com/v1/orgDevices', 'https://api-business.apple.com.evil.example.com/v1/orgDevices', 'https://api-business.apple.com@evil.example.com/']) {
    const asked: string[] = [];
    const pinned = clientOf((url) => {
      asked.push(url.host);
      return json({ data: [], links: { next: strange } });
    });
    await assert.rejects(all(pinned.devices()), /points to another host|not complete/u, strange);
    assert.deepEqual(asked, ['api-business.apple.com'], strange);
  }
});

test('a 429 that names a date is waited out until that date', async () => {
  const clock = virtualClock();
  let calls = 0;
  const client = clientOf(() => (++calls === 1 ? json({ errors: [] }, 429, { 'Retry-After': new Date(clock.now() + 90_000).toUTCString() }) : json({ data: [] })), clock);
  good(await client.servers());
  assert.deepEqual([calls, clock.now() - start], [2, 90_000]);
});

test('an organization that knows fewer members is asked again without naming them', async () => {
  const asked: string[] = [];
  const client = clientOf((url) => {
    asked.push(url.search);
    return url.searchParams.has('fields[orgDevices]') ? json({ errors: [{ status: '400', code: 'PARAMETER_ERROR.INVALID', source: { parameter: 'fields[orgDevices]' } }] }, 400) : json({ data: [{ type: 'orgDevices', id: 'F4EXAMPLE01', attributes: { wifiMacAddress: ['A', 'B'], imei: '350000000000001' } }] });
  });
  const [device] = await all(client.devices());
  assert.deepEqual([device?.imei, device?.migrationCapable, device?.status], [['350000000000001'], undefined, 'UNASSIGNED']);
  assert.equal(asked.length, 2);
});

test('an order that is answered with a web page, with nothing, or with a resource without an id is a lost answer: it may have happened', async () => {
  for (const answer of [() => new Response('<html><body>proxy</body></html>', { status: 200 }), () => new Response('', { status: 201 }), () => json({ data: { type: 'orgDeviceActivities' } }, 201), () => new Response('<html>', { status: 504 })]) {
    let calls = 0;
    const client = clientOf(() => {
      calls += 1;
      return answer();
    });
    const result = await client.submit({ type: 'ASSIGN_DEVICES', server: fabrikamServer, serials: [serial('F4EXAMPLE01')] });
    assert.deepEqual([result.ok ? '' : result.failure.kind, calls], ['lost answer', 1]);
  }
});

test('errors are read in every shape: nested sources, several at once, OAuth words, nothing at all', async () => {
  const message = async (body: unknown, status: number): Promise<string> => {
    const result = await clientOf(() => json(body, status)).submit({ type: 'CANCEL_MDM_MIGRATION', serials: [serial('F4EXAMPLE01')] });
    return result.ok ? '' : `${result.failure.kind} ${result.failure.at ?? '-'}: ${result.failure.message}`;
  };
  assert.equal(await message({ errors: [{ code: 'A.B', detail: 'No.', source: { jsonPointer: { pointer: '/data/relationships/devices/data/0/id' } } }, { detail: 'x' }] }, 409), 'refused /data/relationships/devices/data/0/id: POST /v1/orgDeviceActivities answered 409 A.B: No. (and 1 more)');
  assert.match(await message({ errors: [{ title: 'Unprocessable' }] }, 422), /refused -: .* answered 422: Unprocessable/u);
  assert.match(await message({ error: 'weird' }, 400), /answered 400: weird/u);
  assert.match(await message({}, 403), /forbidden -: .* answered 403 without a reason\. The API account lacks this permission/u);
});

test('an activity in a state that is not documented is not taken for done, and one that names strangers in its log proves nothing about ours', async () => {
  await withStage({ devices: [{ serial: 'PHONE001' }] }, async (stage) => {
    const { destination, source } = stage.scene.servers;
    const ledger = openLedger(stage.hands().journal, stage.clock);
    await ledger.write({ event: 'intent', order: 1, wave: 1, type: 'ASSIGN_DEVICES_WITH_MDM_MIGRATION_DEADLINE', serials: [serial('PHONE001')], server: destination, deadline: new Date(start + day).toISOString(), from: source });
    await ledger.write({ event: 'accepted', order: 1, activity: activityId('a-1') });
    const hands = stage.hands();
    let status = 'QUEUED_FOR_REVIEW';
    const odd = { ...hands, apple: { ...hands.apple,
      activity: async () => ({ ok: true, value: { id: activityId('a-1'), status, attributes: {}, ...(status === 'COMPLETED' ? { completed: new Date(start).toISOString() } : {}) } }) as const,
      activityLog: async () => ({ ok: true, value: { rows: [{ serial: serial('STRANGER'), status: 'SUCCESS', succeeded: true }], preamble: {}, text: 'x' } }) as const,
    } };
    assert.equal(await settleOrders(odd, ledger, { wait: false }), 1, 'still under way');
    status = 'COMPLETED';
    assert.equal(await settleOrders(odd, ledger, { wait: false }), 0);
    assert.deepEqual([...(ledger.story().orders[0]?.rows ?? [])], []);
  });
});
