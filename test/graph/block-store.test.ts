import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blockStore } from '../../src/graph/block-store.js';
import type { Answer, NoAnswer } from '../../src/graph/call.js';
import type { Sending } from '../../src/graph/transport.js';
import { endpointOf } from '../../src/graph/endpoint.js';

const place = 'https://mmdprod.blob.core.windows.net/container/file.bin?sv=2019&sig=top%2Fsecret%3D';

function store(answers: readonly (Answer | NoAnswer)[], graphUrl?: string): { readonly sent: Sending[]; readonly blocks: ReturnType<typeof blockStore> } {
  const sent: Sending[] = [];
  const left = [...answers];
  const endpoint = endpointOf({ name: 'fabrikam', tenantId: 'x', cloud: 'global', auth: { method: 'token', tokenEnv: 'X' }, ...(graphUrl === undefined ? {} : { graphUrl }) });
  const transport = {
    async send(sending: Sending): Promise<Answer | NoAnswer> {
      sent.push(sending);
      return left.shift() ?? { as: 'answer', status: 201, headers: {} };
    },
    async close() {},
  };
  return { sent, blocks: blockStore({ name: 'fabrikam', endpoint, transport, clock: { now: () => 0, sleep: async () => {} }, userAgent: 'test' }) };
}

const bytes = new Uint8Array([1, 2, 3]);

test('a block goes to the place as the service signed it, with PUT and without the token', async () => {
  const { sent, blocks } = store([]);
  assert.ok((await blocks.put(place, 'MDAwMDAx', bytes)).ok);
  assert.ok((await blocks.join(place, ['MDAwMDAw', 'MDAwMDAx'])).ok);
  assert.deepEqual(sent.map((one) => [one.method, one.url]), [
    ['PUT', `${place}&comp=block&blockid=MDAwMDAx`],
    ['PUT', `${place}&comp=blocklist`],
  ]);
  for (const one of sent) assert.ok(!Object.keys(one.headers).some((name) => name.toLowerCase() === 'authorization'));
  assert.match(Buffer.from(sent[1]?.body ?? '').toString(), /<Latest>MDAwMDAw<\/Latest><Latest>MDAwMDAx<\/Latest>/u);
});

for (const [what, elsewhere, graphUrl] of [
  ['another host', 'https://blob.core.windows.net.example.org/x?sig=a', undefined],
  ['a host that only ends alike', 'https://evilblob.core.windows.net/x?sig=a', undefined],
  ['plain http', 'http://mmdprod.blob.core.windows.net/x?sig=a', undefined],
  ['this machine, where the tenant is not', 'http://127.0.0.1:9/x?sig=a', undefined],
  ['another machine over plain http, where the tenant is this one', 'http://10.0.0.1/x?sig=a', 'http://127.0.0.1:9'],
  ['a place with a user name', 'https://user:word@mmdprod.blob.core.windows.net/x?sig=a', undefined],
  ['no address at all', '', undefined],
] as const) {
  test(`nothing is sent to ${what}`, async () => {
    const { sent, blocks } = store([], graphUrl);
    const answer = await blocks.put(elsewhere, 'MDAwMDAx', bytes);
    assert.ok(!answer.ok && answer.failure.kind === 'untrusted');
    assert.deepEqual(sent, []);
  });
}

test('a tenant on this machine has its storage there', async () => {
  const { blocks } = store([], 'http://127.0.0.1:9001');
  assert.ok((await blocks.put('http://127.0.0.1:9001/storage/x?sig=a', 'MDAwMDAx', bytes)).ok);
});

test('what passes is sent again, what does not is a failure that says nothing of the place', async () => {
  const lost: NoAnswer = { as: 'no answer', why: 'cut', detail: `${place} was cut` };
  const busy: Answer = { as: 'answer', status: 503, headers: {} };
  assert.ok((await store([lost, busy]).blocks.put(place, 'MDAwMDAx', bytes)).ok);
  for (const answers of [[{ as: 'answer', status: 403, headers: {}, text: `<Code>AuthenticationFailed</Code> ${place}` }], Array.from({ length: 9 }, () => lost)] satisfies (Answer | NoAnswer)[][]) {
    const answer = await store(answers).blocks.put(place, 'MDAwMDAx', bytes);
    assert.ok(!answer.ok);
    assert.doesNotMatch(JSON.stringify(answer.failure), /sig=|blob\.core|secret/u);
  }
});
