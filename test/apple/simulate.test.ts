import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { access, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { isObject, objectAt, textAt } from '../../src/model/json.js';

const cli = resolve(import.meta.dirname, '../../src/cli.js');

test('simulate prints a configuration with which an Apple wave can be tried by hand, and takes its key with it when it ends', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ferry-simulate-'));
  const env = { ...process.env, XDG_CACHE_HOME: join(folder, 'cache') };
  const simulation = spawn(process.execPath, [cli, 'simulate', '--port', '0', '--json'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((done) => simulation.on('close', done));
  try {
    const printed = await new Promise<unknown>((done, failed) => {
      let text = '';
      simulation.stdout.on('data', (piece: Buffer) => {
        text += piece.toString();
        if (text.endsWith('}\n')) done(JSON.parse(text));
      });
      simulation.on('close', () => failed(new Error(`it ended: ${text}`)));
    });
    assert.ok(isObject(printed));
    const tokens = objectAt(printed, 'tokens') ?? {};
    const keyFile = textAt(objectAt(printed, 'files') ?? {}, 'key') ?? '';
    assert.equal((await stat(keyFile)).mode & 0o777, 0o600);
    await writeFile(join(folder, 'tenantferry.json'), JSON.stringify(printed['config']));
    const run = (...words: string[]): Promise<{ code: number | null; out: string }> => new Promise((done) => {
      const child = spawn(process.execPath, [cli, ...words, '--json'], { cwd: folder, env: { ...env, CONTOSO_TOKEN: textAt(tokens, 'CONTOSO_TOKEN'), FABRIKAM_TOKEN: textAt(tokens, 'FABRIKAM_TOKEN') }, stdio: ['ignore', 'pipe', 'ignore'] });
      let out = '';
      child.stdout.on('data', (piece: Buffer) => { out += piece.toString(); });
      child.on('close', (code) => done({ code, out }));
    });
    await writeFile(join(folder, 'serials.txt'), 'DEMOPHONE1\nDEMOPHONE3\n');
    const planned = await run('apple', 'wave', 'plan', '--serials', 'serials.txt', '--deadline', new Date(Date.now() + 86_400_000).toISOString(), '--out', 'wave.json');
    assert.equal(planned.code, 0, planned.out);
    const overrides = ['policies', 'identifiers', 'appParity', 'signOff'].flatMap((gate) => ['--override', `${gate}=tried by hand`]);
    const sent = await run('apple', 'reassign', '--yes', ...overrides, 'wave.json');
    assert.equal(sent.code, 0, sent.out);
    const document: unknown = JSON.parse(sent.out);
    assert.equal(isObject(document) ? objectAt(document, 'summary')?.['sent'] : undefined, 2);
    simulation.kill('SIGINT');
    assert.equal(await ended, 0);
    await assert.rejects(access(keyFile));
  } finally {
    simulation.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  }
});
