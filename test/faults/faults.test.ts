import assert from 'node:assert/strict';
import { after, before, test, type TestContext } from 'node:test';
import type { Fault } from '../../src/simulator/http/faults.js';
import { canonical } from '../long/canonical.js';
import { againstCalm, faultRun, mixes, type FaultResult } from '../long/fault-run.js';
import { fillDestination, fillFew } from '../long/mixed-tenant.js';
import { prepareMove } from '../long/move.js';
import { stage, type Staged, type StageOptions } from '../long/staged.js';

const plain = { fillSource: fillFew, fillDestination };
let options: StageOptions;
let calm: FaultResult;
let close: () => Promise<void>;

before(async () => {
  const from = await prepareMove(plain, '--on-existing', 'update');
  close = () => from.remove();
  options = { ...plain, from };
  calm = await faultRun(options, 'calm', [], []);
});
after(() => close());

test('a move that nothing happens to comes back byte for byte, and leaves what a colleague edited and uses', () => {
  assert.deepEqual(calm.unrecovered, []);
  assert.equal(calm.after, calm.before);
  assert.notEqual(calm.imported, calm.before);
  assert.match(calm.left.join('\n'), /administrativeTemplate\/Template .*somebody has changed it/u);
  assert.match(calm.left.join('\n'), /assignmentFilter\/Laptops .*used by .*"A colleague"/u);
});

// twenty seeds of 120 objects are for `npm run test:long`
for (const [name, faults] of Object.entries(mixes)) {
  test(`import and rollback end as if nothing had happened when requests are ${name}: nothing twice, nothing lost, nothing given up`, async () => {
    for (let seed = 1; seed <= 3; seed += 1) {
      const run = await faultRun(options, `${name} ${String(seed)}`, faults, seed === 2 ? [30, 20, 10] : []);
      assert.ok(run.struck > 20, `${String(run.struck)} faults`);
      assert.deepEqual({ ...againstCalm(run, calm), unrecovered: run.unrecovered }, { beyond: [], missing: [], unrecovered: [] });
      assert.equal(run.after, run.before);
    }
  });
}

async function begin(context: TestContext, visibility: number, ...faults: Fault[]): Promise<Staged> {
  const staged = await stage(options, 'single', visibility);
  context.after(() => staged.stop());
  staged.destination.faults.add(...faults);
  return staged;
}

const troubles = ({ endings = [] }: { readonly endings?: readonly { readonly state: string; readonly address: string; readonly because: string; readonly after?: unknown }[] } = {}): string[] =>
  endings.flatMap((one) => (one.state === 'failed' || (one.state === 'skipped' && one.after !== undefined) ? [`${one.address}: ${one.because}`] : []));

test('an import that is rolled back the moment it ends, while the service does not show yet what was made, leaves nothing', async (context) => {
  const staged = await begin(context, 8);
  await staged.import();
  const back = await staged.rollback();
  assert.deepEqual(back?.ends.filter((one) => one.end !== 'deleted' && one.end !== 'restored'), []);
  assert.equal(canonical(staged.destination), calm.before);
});

test('a create that is answered 503 a dozen times is still made, once', async (context) => {
  const staged = await begin(context, 0, { what: { deed: 'status', status: 503 }, method: 'POST', path: /^deviceManagement\/groupPolicyConfigurations$/u, times: 12 });
  assert.deepEqual(troubles(await staged.import()), []);
  assert.equal(staged.destination.faults.struck, 12);
  assert.equal(canonical(staged.destination), calm.imported);
});

test('a create that the service stumbles over every time is given up, and said', async (context) => {
  const staged = await begin(context, 0, { what: { deed: 'status', status: 500 }, method: 'POST', path: /^deviceManagement\/groupPolicyConfigurations$/u });
  assert.match(troubles(await staged.import()).join('\n'), /administrativeTemplate\/Template .*500/u);
  assert.ok(staged.destination.faults.struck <= 4);
});

test('an object whose answer was lost is found although the tenant does not show its lists for a while', async (context) => {
  const path = /^deviceManagement\/groupPolicyConfigurations$/u;
  const staged = await begin(context, 0, { what: { deed: 'drop answer' }, method: 'POST', path, times: 1 });
  const { faults } = staged.destination;
  const strike = faults.strike.bind(faults);
  let refused = 0;
  faults.strike = (method, asked) => {
    if (faults.struck > 0 && method === 'GET' && path.test(asked) && refused < 12) {
      refused += 1;
      return { deed: 'status', status: 500 };
    }
    return strike(method, asked);
  };
  assert.deepEqual(troubles(await staged.import()), []);
  assert.equal(refused, 12);
  assert.equal(canonical(staged.destination), calm.imported);
});

test('an object that points at what was just made is sent again until the service knows what that is', async (context) => {
  const staged = await begin(context, 12);
  assert.deepEqual(troubles(await staged.import()), []);
  assert.equal(canonical(staged.destination), calm.imported);
});
