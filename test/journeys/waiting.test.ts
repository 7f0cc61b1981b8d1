import assert from 'node:assert/strict';
import { test } from 'node:test';
import { secondsOf, durationText } from '../../src/cli/duration.js';
import { canonical } from '../long/canonical.js';
import { fillDestination, fillFew } from '../long/mixed-tenant.js';
import { prepareMove, startMove } from '../long/move.js';

test('--max-wait ends an import that the service does not take, says what is done, and the next run goes on; the rest arrived', async (context) => {
  const plain = { fillSource: fillFew, fillDestination };
  const from = await prepareMove(plain, '--on-existing', 'update');
  context.after(() => from.remove());
  const move = await startMove({ ...plain, from });
  context.after(() => move.stop());
  const { faults } = move.destination;
  faults.add({ what: { deed: 'throttle' }, method: 'POST', path: 'configurationPolicies' }, { what: { deed: 'status', status: 503 }, method: 'POST', path: 'termsAndConditions' }, { what: { deed: 'status', status: 503 }, method: 'POST', path: 'namedLocations' });
  const ended = await move.run('import', 'plan.json', '--yes', '--max-wait', '3s');
  assert.equal(ended.code, 1, ended.stdout + ended.stderr);
  assert.match(ended.stdout, /Nothing is put off for longer than 3 s \(--max-wait\), and the service has not taken some calls for that long: fabrikam: /u);
  const [, done = '', of = ''] = /(\d+) of (\d+) actions are done/u.exec(ended.stdout) ?? [];
  assert.ok(Number(done) >= 10 && Number(done) < Number(of), 'what the service took is done');
  assert.match(ended.stdout, /Go on: `tenantferry import plan\.json`/u);
  faults.reset();
  const resumed = await move.run('import', 'plan.json', '--yes');
  assert.equal(resumed.code, 0, resumed.stdout + resumed.stderr);
  const calm = await startMove({ ...plain, from });
  context.after(() => calm.stop());
  assert.equal((await calm.run('import', 'plan.json', '--yes')).code, 0);
  assert.equal(canonical(move.destination), canonical(calm.destination));
});

test('a duration is said in the ways people say it, and anything else is refused with an example', () => {
  for (const [text, seconds] of [['90s', 90], ['30m', 1800], ['1.5h', 5400], ['1h30m', 5400], ['2d', 172_800], ['600', 600], ['0', 0], [' 2 H ', 7200]] as const) assert.equal(secondsOf(text, 'max-wait'), seconds, text);
  for (const text of ['', 'soon', '-5m', '5 parsecs', '8d', '10 20', 'h', '1h 5']) assert.throws(() => secondsOf(text, 'max-wait'), { name: 'Stop', exitCode: 2, remedy: /90s, 30m, 2h/u }, text);
  assert.equal(durationText(5400), '1 h 30 min');
  assert.equal(durationText(0), '0 s');
});
