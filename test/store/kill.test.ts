import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { test } from 'node:test';
import { openBundle } from '../../src/store/bundle-reader.js';
import { openJournal } from '../../src/store/journal-file.js';
import { readJournal } from '../../src/store/journal-lines.js';
import { readPlan } from '../../src/store/plan-file.js';
import { makeFolderFor } from './folder.js';

const built = resolve(import.meta.dirname, '../..');

function moduleAt(path: string): string {
  return JSON.stringify(pathToFileURL(join(built, path)).href);
}

/** Runs a program that prints numbers, kills it (SIGKILL) as soon as it has printed so many, and gives the last number. */
async function killedAfter(program: string, lines: number): Promise<number> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const over = new Promise<void>((done) => child.on('exit', () => done()));
  let last = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line);
    if (last === lines) child.kill('SIGKILL');
  }
  await over;
  assert.equal(child.signalCode, 'SIGKILL');
  return last;
}

test('killed while it appends, a journal keeps every line whose promise had resolved, and the next run takes it over', async (t) => {
  const file = join(await makeFolderFor(t), 'j.jsonl');
  let least = 0;
  for (const lines of [1, 7, 40]) {
    const told = await killedAfter(
      `import { openJournal } from ${moduleAt('src/store/journal-file.js')};
       const journal = await openJournal(${JSON.stringify(file)}, { clock: Date, say: { note() {} } });
       let told = 0;
       for (;;) await Promise.all([1, 2, 3].map(() => journal.append({ event: 'end', exitCode: 0 }).then(() => console.log(++told))));`,
      lines,
    );
    least += told;
    const found = (await readJournal(file)).length;
    assert.ok(found >= least, `${found} lines of at least ${least}`);
    const notes: string[] = [];
    const next = await openJournal(file, { clock: Date, say: { note: (sentence) => void notes.push(sentence) } });
    assert.equal(next.past.length, found);
    assert.ok(notes.some((note) => note.includes('died without closing')));
    await next.close();
    least = found;
  }
});

test('killed while it exports again and again, there is always one whole bundle, old or new, and the plan beside it is whole', async (t) => {
  const folder = await makeFolderFor(t);
  const program = `import { createBundle } from ${moduleAt('src/store/bundle-writer.js')};
    import { writePlan } from ${moduleAt('src/store/plan-file.js')};
    import { factsAt, guid, planOf, policyOf } from ${moduleAt('test/store/samples.js')};
    for (let run = 1; ; run++) {
      const bundle = await createBundle(${JSON.stringify(join(folder, 'contoso'))});
      for (let n = 1; n <= 20; n++) await bundle.put(policyOf('filter', guid(n), 'Filter ' + n, { run }));
      await bundle.finish(factsAt(new Date(run * 1000).toISOString()));
      await writePlan(${JSON.stringify(join(folder, 'plan.json'))}, planOf(['run ' + run]));
      console.log(run);
    }`;
  for (const runs of [2, 5, 9, 3, 7, 4]) {
    await killedAfter(program, runs);
    const runsSeen = new Set<unknown>();
    let count = 0;
    for await (const { body } of (await openBundle(join(folder, 'contoso'))).policies()) {
      runsSeen.add(body['run']);
      count++;
    }
    assert.deepEqual([count, runsSeen.size], [20, 1]);
    assert.equal((await readPlan(join(folder, 'plan.json'))).waves[0]?.length, 1);
  }
});
