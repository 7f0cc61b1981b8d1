import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readOne } from '../../src/graph/read.js';
import { wireOf } from '../../src/graph/wire.js';
import { writeOne } from '../../src/graph/write.js';
import type { Write } from '../../src/model/ports.js';
import { VirtualClock } from './clock.js';
import { ask, cut, failureIn, goodToken, onStage, type Script, tenantId, valueIn } from './server.js';

const faults = ['429', '429 at once', '423', '503', '500', '504', 'cut', 'half', 'garbled', 'empty', 'html'] as const;

interface Bad {
  readonly what: (typeof faults)[number];
  /** Whether the service does what was asked all the same; it never does with 429 and 423, and has done with a whole 200. */
  readonly executes: boolean;
}

const scripts = fc.array(fc.record({ what: fc.constantFrom(...faults), executes: fc.boolean() }), { maxLength: 6 });

/** A service on which each path has its own list of faults, and works when the list is used up. */
function service(): { readonly script: Script; readonly plan: (path: string, list: readonly Bad[]) => void; readonly executed: (path: string) => number } {
  const plans = new Map<string, Bad[]>();
  const executions = new Map<string, number>();
  const execute = (path: string): void => void executions.set(path, (executions.get(path) ?? 0) + 1);
  return {
    plan: (path, list) => void plans.set(path, [...list]),
    executed: (path) => executions.get(path) ?? 0,
    script: ({ url, method }, _index, response) => {
      const path = url.replace('/beta/', '');
      const bad = plans.get(path)?.shift();
      const turnedAway = bad?.what === '429' || bad?.what === '429 at once' || bad?.what === '423';
      if (method !== 'GET' && !turnedAway && (bad?.executes !== false || bad.what === 'empty')) execute(path);
      switch (bad?.what) {
        case '429':
          return { status: 429, body: {} };
        case '429 at once':
          return { status: 429, headers: { 'retry-after': '0.2' }, body: {} };
        case '423':
        case '503':
        case '500':
        case '504':
          return { status: Number(bad.what), body: { error: { code: 'X', message: 'x' } } };
        case 'cut':
          return cut(response);
        case 'half':
          response.writeHead(200, { 'content-type': 'application/json', 'content-length': '99' });
          response.write('{"id"');
          setTimeout(() => response.socket?.destroy(), 1);
          return undefined;
        case 'garbled':
          return { body: '{"id":"1","na' };
        case 'empty':
          return { headers: { 'content-type': 'application/json' } };
        case 'html':
          return { status: 502, headers: { 'content-type': 'text/html' }, body: '<title>Bad Gateway</title>' };
        case undefined:
          return { status: method === 'POST' ? 201 : 200, body: { id: '1' } };
      }
    },
  };
}

test('whatever goes wrong, a create happens at most once, a success happened, and only a lost answer leaves it open', async () => {
  const { script, plan, executed } = service();
  let run = 0;
  await onStage(script, async ({ destination }) => {
    await fc.assert(
      fc.asyncProperty(scripts, async (list) => {
        const path = `things/${(run += 1)}`;
        plan(path, list);
        const result = await destination.write({ ...ask, method: 'POST', path, body: { displayName: 'x' }, repeatable: false });
        if (result.ok) assert.equal(executed(path), 1);
        else if (result.failure.kind === 'lost answer') assert.ok(executed(path) <= 1);
        else assert.equal(executed(path), 0, result.failure.message);
      }),
      { numRuns: 100 },
    );
  });
});

test('whatever goes wrong for a while, a write that may be repeated and a read arrive', async () => {
  const { script, plan, executed } = service();
  let run = 0;
  await onStage(script, async ({ destination }) => {
    await fc.assert(
      fc.asyncProperty(scripts, fc.boolean(), async (list, write) => {
        const path = `things/${(run += 1)}`;
        // a 500 or a success without JSON again and again is taken for permanent after a few tries
        const passing = list.filter(({ what }, index) => !['500', 'garbled', 'empty'].includes(what) || index < 2).slice(0, 5);
        plan(path, passing);
        if (!write) return void valueIn(await destination.get({ ...ask, path }));
        valueIn(await destination.write({ ...ask, method: 'PATCH', path, body: { displayName: 'x' }, repeatable: true }));
        assert.ok(executed(path) >= 1);
      }),
      { numRuns: 100 },
    );
  });
});

test('a write that finds its way to the source in spite of the types is stopped in the chain', async () => {
  await onStage(
    () => ({ body: { id: '1' } }),
    async ({ seen, url }) => {
      const wire = wireOf({ name: 'contoso', tenantId, cloud: 'global', graphUrl: url, auth: { method: 'token', tokenEnv: 'T' } }, { clock: new VirtualClock(), log: { debug() {}, warn() {} }, env: { T: goodToken } }, 'source');
      for (const method of ['POST', 'PATCH', 'PUT', 'DELETE'] as const) {
        const write: Write = { ...ask, method, path: 'things/1', body: {}, repeatable: true };
        const failure = failureIn(await writeOne(wire, write));
        assert.equal(failure.kind, 'refused');
        assert.equal(failure.message, `contoso: ${method} things/1 was not sent: contoso is the source and is only ever read; nothing was sent`);
      }
      assert.equal(seen.length, 0);
      valueIn(await readOne(wire, { ...ask, path: 'things/1' }));
      await wire.transport.close();
    },
  );
});
