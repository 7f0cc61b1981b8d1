import assert from 'node:assert/strict';
import { after, before, test, type TestContext } from 'node:test';
import type { ChildProcess } from 'node:child_process';
import { isObject } from '../../src/model/json.js';
import type { JournalLine } from '../../src/model/journal.js';
import type { Deed } from '../../src/simulator/http/faults.js';
import { readJournal } from '../../src/store/journal-lines.js';
import { canonical } from '../long/canonical.js';
import { linesBeyond } from '../long/crash-point.js';
import { fillDestination, fillFew } from '../long/mixed-tenant.js';
import { prepareMove, startMove, type Ended, type Move, type MoveOptions, type Prepared } from '../long/move.js';

const plain: MoveOptions = { fillSource: fillFew, fillDestination, destination: { latency: 15 } };
const words = ['import', 'plan.json', '--yes'];
let from: Prepared;
let expected: string;

before(async () => {
  from = await prepareMove(plain, '--on-existing', 'update');
  const calm = await startMove({ ...plain, from });
  assert.equal((await calm.run(...words)).code, 0);
  expected = canonical(calm.destination);
  await calm.stop();
});
after(() => from.remove());

async function begin(context: TestContext): Promise<Move> {
  const move = await startMove({ ...plain, from });
  context.after(() => move.stop());
  return move;
}

/** Runs a command while something happens at its nth write, which may decide on this and all later requests. */
async function disturbed(move: Move, atWrite: number, happens: (child: ChildProcess, method: string) => Deed | undefined, command: readonly string[] = words): Promise<Ended> {
  const { child, over } = move.start(command);
  const { faults } = move.destination;
  const strike = faults.strike.bind(faults);
  let writes = 0;
  faults.strike = (method, path) => {
    if (method !== 'GET') writes += 1;
    return writes >= atWrite ? happens(child, method) : strike(method, path);
  };
  const ended = await over;
  faults.strike = strike;
  return ended;
}

/** Does something the first time only. */
function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (!done) act();
    done = true;
  };
}

async function journalOf(move: Move): Promise<readonly JournalLine[]> {
  return readJournal(`${move.folder}/plan.json.journal.jsonl`);
}

/** Steps whose outcome nobody wrote down. */
function openSteps(lines: readonly JournalLine[]): string[] {
  const open = new Set<string>();
  for (const line of lines) {
    if (line.event === 'intent') open.add(`${line.address} ${line.step}`);
    if (line.event === 'outcome') open.delete(`${line.address} ${line.step}`);
  }
  return [...open];
}

async function assertGoesOn(move: Move): Promise<void> {
  const resumed = await move.run(...words);
  assert.equal(resumed.code, 0, resumed.stdout + resumed.stderr);
  const found = canonical(move.destination);
  assert.deepEqual({ extra: linesBeyond(found, expected), lost: linesBeyond(expected, found) }, { extra: [], lost: [] });
}

test('Ctrl-C finishes the calls in flight, says what is done and how to go on, and ends with 130; the next run ends in the same destination', async (context) => {
  const move = await begin(context);
  let interrupt: (() => void) | undefined;
  const ended = await disturbed(move, 6, (child) => {
    interrupt ??= once(() => child.kill('SIGINT'));
    interrupt();
    return undefined;
  });
  assert.equal(ended.code, 130, ended.stdout + ended.stderr);
  assert.match(ended.stderr, /Stopping after the requests that are under way; once more stops at once\./u);
  assert.match(ended.stdout, /Stopped; what was under way was finished\.\n\d+ of \d+ actions are done and in the journal, \d+ are left\.\nGo on: `tenantferry import plan\.json`; nothing is done twice\. Take it back: `tenantferry rollback plan\.json`\./u);
  const lines = await journalOf(move);
  assert.deepEqual(openSteps(lines), [], 'every call that was sent has its outcome in the journal');
  const [, done = '', of = ''] = /(\d+) of (\d+) actions/u.exec(ended.stdout) ?? [];
  assert.equal(lines.filter((line) => line.event === 'settled').length, Number(done), 'what it says is done is what the journal holds');
  assert.ok(Number(done) < Number(of));
  await assertGoesOn(move);
});

test('a second Ctrl-C stops at once and loses nothing, also where the service does what was asked after that', async (context) => {
  const move = await begin(context);
  const begun = performance.now();
  let died = 0;
  const ended = await disturbed(move, 5, (child, method) => {
    if (method === 'GET') return undefined;
    child.kill('SIGINT');
    setTimeout(() => child.kill('SIGINT'), 150);
    child.once('exit', () => (died = performance.now()));
    return { deed: 'delay', milliseconds: 1500 };
  });
  assert.equal(ended.code, 130, ended.stdout + ended.stderr);
  assert.match(ended.stderr, /Stopped at once\..* nothing is lost, nothing is done twice\./u);
  assert.ok(died - begun < 20_000);
  assert.notDeepEqual(openSteps(await journalOf(move)), [], 'something was under way');
  // the service carries out what it was asked
  const { writes } = move.destination.counters;
  while (move.destination.counters.writes === writes) await new Promise((done) => setTimeout(done, 50));
  await new Promise((done) => setTimeout(done, 100));
  await assertGoesOn(move);
});

test('a sign-in that ends in the middle of an import stops it once, with one sentence; the next run goes on', async (context) => {
  const move = await begin(context);
  const ended = await disturbed(move, 8, () => ({ deed: 'status', status: 401, code: 'InvalidAuthenticationToken', message: 'Lifetime validation failed, the token is expired.' }));
  assert.equal(ended.code, 1, ended.stdout + ended.stderr);
  assert.match(ended.stdout, /^The sign-in to fabrikam has ended: the service did not take the token in FABRIKAM_TOKEN; put a new one there\. Then run the same command again: it signs in anew, and what is done is not done again\.$/mu);
  assert.match(ended.stdout, /\d+ of \d+ actions are done and in the journal, \d+ are left\.\nGo on: `tenantferry import plan\.json`/u);
  assert.doesNotMatch(ended.stdout + ended.stderr, /failed: |! failed|[?] skipped/u, 'nothing that is left counts as failed');
  assert.equal(ended.stdout.match(/has ended/gu)?.length, 1);
  const turnedAway = (await journalOf(move)).filter((line) => line.event === 'outcome' && line.outcome.as !== 'done').length;
  assert.ok(turnedAway >= 1 && turnedAway <= 8, `${String(turnedAway)} calls heard of it: those in flight`);
  await assertGoesOn(move);
});

test('one 401 about one object is that object\'s failure, not the end of the sign-in', async (context) => {
  const move = await begin(context);
  const refuse = move.destination.faults;
  refuse.add({ what: { deed: 'status', status: 401, code: 'Unauthorized', message: 'No.' }, method: 'POST', path: 'termsAndConditions' }, { what: { deed: 'status', status: 401, code: 'Unauthorized', message: 'No.' }, method: 'POST', path: 'namedLocations' });
  const ended = await move.json(...words);
  assert.equal(ended.code, 4, JSON.stringify(ended.document));
  assert.ok(isObject(ended.document['summary']));
  assert.ok(Number(ended.document['summary']['created']) > 5, 'everything else arrived');
});

test('a sign-in that ends while something is read ends the command with 1, and an old bundle stays', async (context) => {
  const move = await begin(context);
  assert.equal((await move.run('export', '--tenant', 'contoso', '--out', 'mine')).code, 0);
  const { child, over } = move.start(['export', '--tenant', 'contoso', '--out', 'mine']);
  let reads = 0;
  const { faults } = move.source;
  faults.strike = () => {
    reads += 1;
    return reads < 30 ? undefined : { deed: 'status', status: 401, code: 'InvalidAuthenticationToken', message: 'expired' };
  };
  const ended = await over;
  assert.equal(child.exitCode, 1, ended.stdout);
  assert.match(ended.stderr, /^The sign-in to contoso has ended/mu);
  assert.equal((await move.run('plan', 'mine', '--destination', 'fabrikam', '--out', 'other.json', '--allow-open')).code, 0, 'the bundle of before is whole');
});
