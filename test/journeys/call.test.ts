import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { callHere, callProcess } from './call.js';

test('a call without a process of its own ends, prints and complains as the process that people start', async (context) => {
  const cwd = await mkdtemp(join(tmpdir(), 'tenantferry-'));
  context.after(() => rm(cwd, { recursive: true, force: true }));
  await writeFile(join(cwd, 'tenantferry.json'), JSON.stringify({ tenants: {}, source: 'nobody' }));
  const env = { ...process.env, NO_COLOR: '1' };
  const calls: readonly (readonly [code: number, ...words: string[]])[] = [[0, 'types', 'compliancePolicy'], [2, 'explain', 'GAP-NONE'], [2, 'export', '--tenant', 'contoso', '--json'], [2, 'plan', 'bundle', '--tennant', 'x']];
  await Promise.all(
    calls.map(async ([code, ...words]) => {
      const [here, there] = await Promise.all([callHere(words, { cwd, env }), callProcess(words, { cwd, env })]);
      assert.deepEqual(here, there, words.join(' '));
      assert.equal(there.exitCode, code, words.join(' '));
      assert.ok(there.stdout.length + there.stderr.length > 40, 'something was said');
    }),
  );
});
