import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { logIn } from '../../src/apple/activity-log.js';
import { addressesOf } from '../../src/apple/address.js';
import { makeAppleClient } from '../../src/apple/client.js';
import { signingKeyOf } from '../../src/apple/key.js';
import { makePace } from '../../src/apple/pace.js';
import { cacheDirectory, privateFilesInMemory } from '../../src/apple/private-files.js';
import { account, accountKey, activityId, all, good, virtualClock } from './rig.js';

const ec = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey;
const sec1 = ec.export({ type: 'sec1', format: 'pem' }).toString();

test('a private key is read as SEC1, as PKCS#8, and with a parameters block before it', () => {
  const parameters = '-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n';
  for (const pem of [sec1, ec.export({ type: 'pkcs8', format: 'pem' }).toString(), parameters + sec1, sec1.replaceAll('\n', '\r\n')]) {
    assert.equal(signingKeyOf(pem, 'apple.pem').asymmetricKeyType, 'ec');
  }
});

test('a key of another kind is refused with a sentence that holds nothing of it', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const encrypted = { cipher: 'aes-256-cbc', passphrase: 'secret', format: 'pem' } as const;
  const cases: readonly (readonly [string, RegExp])[] = [
    [rsa.export({ type: 'pkcs1', format: 'pem' }).toString(), /is RSA; Apple takes EC P-256 only/],
    [rsa.export({ type: 'pkcs8', format: 'pem' }).toString(), /is RSA; Apple takes EC P-256 only/],
    [ec.export({ type: 'pkcs8', ...encrypted }).toString(), /is encrypted/],
    [ec.export({ type: 'sec1', ...encrypted }).toString(), /is encrypted/],
    [generateKeyPairSync('ec', { namedCurve: 'secp384r1' }).privateKey.export({ type: 'sec1', format: 'pem' }).toString(), /the curve secp384r1; Apple takes P-256/],
    [generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).publicKey.export({ type: 'spki', format: 'pem' }).toString(), /holds public key and no private key/],
    [sec1.slice(0, 60) + sec1.slice(90), /damaged or cut off/],
    ['nothing', /holds no PEM block/],
  ];
  for (const [pem, sentence] of cases) assert.throws(() => signingKeyOf(pem, 'apple.pem'), (error) => error instanceof Error && sentence.test(error.message) && !error.message.includes('MI'));
});

test('plain http is for this machine only, and a client id of the other kind is refused', () => {
  assert.throws(() => addressesOf({ type: 'business', apiUrl: 'http://api.example.com/v1' }), /must not travel unencrypted/);
  assert.throws(() => addressesOf({ type: 'school', tokenUrl: 'nonsense' }), /is no address/);
  assert.equal(addressesOf({ type: 'school' }).api.href, 'https://api-school.apple.com/v1');
  assert.equal(addressesOf({ type: 'business', apiUrl: 'http://127.0.0.1:9002/v1/' }).api.href, 'http://127.0.0.1:9002/v1');
  assert.throws(() => makeAppleClient({ config: { type: 'school', clientId: account.clientId, keyId: 'k', privateKeyPath: 'p' }, key: accountKey }), /account of the type business/);
});

test('the token never goes to another host: not by a next link, not by a redirect, not to the log\'s address', async () => {
  const asked: string[] = [];
  const json = (body: object): Response => new Response(JSON.stringify(body), { headers: { 'Content-Type': 'application/json' } });
  const client = makeAppleClient({
    config: { type: 'business', clientId: account.clientId, keyId: 'k', privateKeyPath: 'p' }, key: accountKey, clock: virtualClock(),
    fetch: async (url, init) => {
      const bearer = new Headers(init.headers).has('authorization');
      asked.push(`${url.host}${bearer ? ' with token' : ''} ${init.redirect ?? ''}`);
      if (url.pathname.endsWith('/token')) return json({ access_token: 't', expires_in: 3600 });
      if (url.pathname.endsWith('/orgDevices')) return json({ data: [{ type: 'orgDevices', id: 'F4EXAMPLE01' }], links: { next: 'https://evil.example.com/v1/orgDevices?cursor=2' } });
      if (url.pathname.endsWith('/mdmServers')) return new Response('', { status: 302, headers: { Location: 'https://evil.example.com/' } });
      return new Response('serial_number,operation_status\nF4EXAMPLE01,SUCCESS\n');
    },
  });
  const pages = [];
  for await (const page of client.devices()) pages.push(page.ok ? 'page' : page.failure.kind);
  assert.deepEqual(pages, ['page', 'untrusted']);
  const servers = await client.servers();
  assert.match(servers.ok ? '' : servers.failure.message, /A redirect is not followed/);
  const activity = { id: activityId('a'), status: 'COMPLETED', logUrl: 'https://blob.example.com/log.csv?sig=1', attributes: {} };
  assert.equal(good(await client.activityLog(activity)).rows.length, 1);
  const plain = await client.activityLog({ ...activity, logUrl: 'http://blob.example.com/log.csv' });
  assert.equal(plain.ok ? '' : plain.failure.kind, 'untrusted');
  assert.deepEqual(asked, ['account.apple.com manual', 'api-business.apple.com with token manual', 'api-business.apple.com with token manual', 'blob.example.com manual']);
});

test('a list that goes on by cursor alone is read to its end, and one that runs in a circle ends with a failure', async () => {
  const json = (body: object): Response => new Response(JSON.stringify(body));
  let circle = false;
  const client = makeAppleClient({
    config: { type: 'business', clientId: account.clientId, keyId: 'k', privateKeyPath: 'p' }, key: accountKey, clock: virtualClock(),
    fetch: async (url) => {
      if (url.pathname.endsWith('/token')) return json({ access_token: 't', expires_in: 3600 });
      const cursor = url.searchParams.get('cursor');
      const next = circle ? { links: { next: url.href } } : cursor === null ? { meta: { paging: { nextCursor: 'two' } } } : {};
      return json({ data: [{ type: 'orgDevices', id: cursor === null ? 'F4ONE' : 'F4TWO' }], ...next });
    },
  });
  assert.deepEqual((await all(client.devices())).map((device) => device.serial), ['F4ONE', 'F4TWO']);
  circle = true;
  await assert.rejects(all(client.devices()), /points back to a page that was read already/);
});

test('an activity log is read by its header names, whatever surrounds them', () => {
  const log = logIn('\uFEFFOPERATION,X\r\nSTATUS,COMPLETED\r\n\r\nTimestamp,Operation_SubStatus,extra,SERIAL_NUMBER,operation_status\r\nt,,,"f4example01 ",SUCCESS\r\nt,NOT_ELIGIBLE,more,F4EXAMPLE02,ISSUE,too,many\r\nshort\r\n');
  assert.deepEqual(log?.rows, [{ serial: 'F4EXAMPLE01', status: 'SUCCESS', succeeded: true }, { serial: 'F4EXAMPLE02', status: 'ISSUE', succeeded: false, reason: 'NOT_ELIGIBLE' }]);
  assert.deepEqual(log?.preamble, { OPERATION: 'X', STATUS: 'COMPLETED' });
  assert.deepEqual(logIn('')?.rows, []);
  assert.equal(logIn('STATUS,"a quote that nobody closes\n'), undefined);
});

test('in no minute and in no hour are there more calls than the pace allows', async () => {
  await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 6 }), fc.array(fc.record({ pause: fc.integer({ min: 0, max: 70_000 }), read: fc.boolean() }), { maxLength: 40 }), async (limit, calls) => {
    const clock = virtualClock();
    const pace = makePace({ readsPerMinute: limit, writesPerHour: limit }, clock, privateFilesInMemory(), 'p');
    const times = { read: new Array<number>(), write: new Array<number>() };
    for (const { pause, read } of calls) {
      clock.advance(pause);
      await pace.take(read ? 'read' : 'write');
      times[read ? 'read' : 'write'].push(clock.now());
    }
    for (const [of, window] of [['read', 60_000], ['write', 3_600_000]] as const) {
      for (const [index, time] of times[of].entries()) assert.ok((times[of][index + limit] ?? Infinity) - time >= window);
    }
  }), { numRuns: 100 });
});

test('the cache lies in the user\'s cache directory, as XDG names it', () => {
  assert.equal(cacheDirectory({}, '/home/someone'), '/home/someone/.cache/tenantferry');
  assert.equal(cacheDirectory({ XDG_CACHE_HOME: '/var/cache/someone' }, '/home/someone'), '/var/cache/someone/tenantferry');
  assert.equal(cacheDirectory({ XDG_CACHE_HOME: 'relative' }, '/home/someone'), '/home/someone/.cache/tenantferry');
});
