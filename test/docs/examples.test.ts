import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { commands } from '../../src/cli/commands.js';
import { callAlone } from '../journeys/alone.js';
import { makeStand } from '../journeys/stand.js';
import { wordsOf } from './pages.js';
import { whyRefused } from './refused.js';

test('the help of every command shows two examples or more, each of it and each one it takes', () => {
  for (const { name, examples, positionals } of commands) {
    assert.ok(examples.length >= 2, `${name} has ${String(examples.length)} examples`);
    assert.equal(new Set(examples.map(([line]) => line)).size, examples.length, `${name}: no example twice`);
    for (const [line, what] of examples) {
      const [tool, ...words] = wordsOf(line);
      assert.equal(tool, 'tenantferry', line);
      assert.equal(words.slice(0, name.split(' ').length).join(' '), name, line);
      assert.equal(whyRefused(words), undefined, line);
      assert.ok(what.length > 5, line);
      const needed = positionals.filter((one) => one.demand).length;
      assert.ok(words.slice(name.split(' ').length).filter((word) => !word.startsWith('-')).length >= needed, `${line} leaves something out`);
    }
  }
});

test('the examples of a move run as they stand beside a configuration, one after the other', async (context) => {
  const stand = await makeStand(context);
  await mkdir(join(stand.folder, 'installers'));
  for (const name of ['export', 'assess', 'map', 'plan', 'doctor', 'import', 'verify', 'report']) {
    const command = commands.find((one) => one.name === name);
    assert.ok(command !== undefined, name);
    for (const [line] of command.examples) {
      const ran = await stand.run(...wordsOf(line).slice(1), '--quiet');
      const known = name === 'doctor' ? [0, 3] : name === 'assess' ? [0, 3] : [0];
      assert.ok(known.includes(ran.exitCode), `${line} ended with ${String(ran.exitCode)}: ${ran.stderr}${ran.stdout.slice(-500)}`);
      assert.notEqual(ran.stdout, '', line);
    }
  }
});

test('the examples that need no tenant run in an empty folder', async (context) => {
  for (const name of ['types', 'explain']) {
    const { run } = await callAlone(context, {}, 'process');
    for (const [line] of commands.find((one) => one.name === name)?.examples ?? []) {
      const ran = await run(...wordsOf(line).slice(1));
      assert.equal(ran.exitCode, 0, `${line}: ${ran.stderr}`);
      assert.ok(ran.stdout.length > 100, line);
    }
  }
  const { run } = await callAlone(context, { CONTOSO_TOKEN: 'set' }, 'process');
  const line = commands.find((one) => one.name === 'init')?.examples.find(([example]) => example.includes('--source-tenant-id'))?.[0] ?? '';
  const ran = await run(...wordsOf(line).slice(1), '--non-interactive');
  assert.equal(ran.exitCode, 0, `${line}: ${ran.stderr}`);
});
