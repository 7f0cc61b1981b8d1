import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addressOf } from '../../src/model/address.js';
import type { SecretPlace } from '../../src/model/policy.js';
import { secretNames } from '../../src/model/secret-names.js';
import { Unsaid } from '../../src/stages/unsaid.js';

const place = fc.record({ at: fc.string({ unit: 'binary', maxLength: 40 }).map((text) => `/body/${text}`), setting: fc.option(fc.string({ unit: 'binary', maxLength: 120 }), { nil: undefined }) }, { noNullPrototype: true });

function placesOf(list: readonly { readonly at: string; readonly setting: string | undefined }[]): SecretPlace[] {
  const unique = new Map(list.map((one) => [one.at, one]));
  return [...unique.values()].map(({ at, setting }) => ({ at, what: 'secret', without: 'left out', drops: 'value', ...(setting === undefined ? {} : { setting }) }));
}

test('every secret of an object has one name that is its own, and that a file and an environment can hold', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.array(place, { maxLength: 12 }), (name, list) => {
      const secrets = placesOf(list);
      const names = secretNames({ address: addressOf('wifi', name, '3f2a91bc'), kind: 'wifi', name, secrets });
      assert.equal(names.size, secrets.length);
      assert.equal(new Set(names.values()).size, secrets.length);
      for (const one of names.values()) assert.match(one, /^WIFI_[A-Z0-9_]{1,130}$/u);
    }),
    { numRuns: 300 },
  );
});

test('settings of one name are counted, and none takes the name of another', () => {
  const secrets = placesOf(['a', 'a', 'a 2', 'a'].map((setting, index) => ({ at: `/body/${String(index)}`, setting })));
  const names = secretNames({ address: addressOf('oma', 'X', '3f2a91bc'), kind: 'oma', name: 'X', secrets });
  assert.deepEqual([...names.values()], ['OMA_X_3F2A91BC_A', 'OMA_X_3F2A91BC_A_2', 'OMA_X_3F2A91BC_A_2_2', 'OMA_X_3F2A91BC_A_3']);
});

test('a name says what it is the name of, and does not change when another object comes', () => {
  const secrets = placesOf([{ at: '/body/preSharedKey', setting: undefined }]);
  const names = secretNames({ address: addressOf('wifi', 'Büro Berlin (5. OG)', '3f2a91bc'), kind: 'wifi', name: 'Büro Berlin (5. OG)', secrets });
  assert.deepEqual([...names.values()], ['WIFI_BURO_BERLIN_5_OG_3F2A91BC_PRE_SHARED_KEY']);
});

test('what a service quotes of a secret in its refusal is taken out of the sentence', async () => {
  const unsaid = new Unsaid();
  unsaid.add(['kan4rie "x"\nsecond line', 'abc']);
  const failure = { kind: 'refused', side: 'destination', message: "The value 'kan4rie \\\"x\\\"\\nsecond line' is too long; second line; abc" } as const;
  const never = async (): Promise<never> => assert.fail();
  const tenant = unsaid.around({
    side: 'destination', name: 'fabrikam', tenantId: '', bindRoot: '', get: never, getMany: async () => [{ ok: false, failure }],
    async *pages() {
      yield { ok: false, failure } as const;
    },
    write: async () => ({ ok: false, failure }),
  });
  const answer = await tenant.write({ api: 'beta', service: 'others', method: 'POST', path: 'x', repeatable: false });
  assert.deepEqual(answer, { ok: false, failure: { ...failure, message: "The value '(secret)' is too long; (secret); abc" } });
  assert.deepEqual(await tenant.getMany([]), [answer]);
  for await (const page of tenant.pages({ api: 'beta', service: 'others', path: 'x' })) assert.deepEqual(page, answer);
});
