import assert from 'node:assert/strict';
import { after, before, test, type TestContext } from 'node:test';
import { isObject, objectsAt, textAt } from '../../src/model/json.js';
import { include, cameraPolicy } from '../journeys/seeds.js';
import { canonical } from '../long/canonical.js';
import { linesBeyond, requestTimes, runAndKill, writeTimes, type CrashPoint } from '../long/crash-point.js';
import { fillDestination, fillFew } from '../long/mixed-tenant.js';
import { prepareMove, startMove, type Move, type MoveOptions, type Prepared } from '../long/move.js';

const plain: MoveOptions = { fillSource: fillFew, fillDestination };
const importWords = ['import', 'plan.json', '--yes', '--json', '--quiet'];
const rollbackWords = ['rollback', 'plan.json', '--yes', '--json', '--quiet'];
let from: Prepared;

before(async () => {
  from = await prepareMove(plain, '--on-existing', 'update');
});
after(() => from.remove());

async function begin(context: TestContext): Promise<{ move: Move; untouched: string }> {
  const move = await startMove({ ...plain, from });
  context.after(() => move.stop());
  return { move, untouched: canonical(move.destination) };
}

function assertSame(found: string, expected: string): void {
  assert.deepEqual({ extra: linesBeyond(found, expected), lost: linesBeyond(expected, found) }, { extra: [], lost: [] });
}

test('rollback gives the destination back as it was, says so beforehand, does it once, and the plan is not imported again', async (context) => {
  const { move, untouched } = await begin(context);
  assert.equal((await move.run(...importWords)).code, 0);
  const imported = canonical(move.destination);
  const { writes } = move.destination.counters;
  const dry = await move.json('rollback', 'plan.json', '--dry-run');
  assert.equal(dry.code, 0);
  assert.equal(move.destination.counters.writes, writes, 'a dry run changes nothing');
  assertSame(canonical(move.destination), imported);

  const done = await move.json('rollback', 'plan.json', '--yes');
  assert.equal(done.code, 0, JSON.stringify(done.document));
  assert.deepEqual(done.document['summary'], dry.document['summary'], 'the preview is the deed');
  assertSame(canonical(move.destination), untouched);

  const after = move.destination.counters.writes;
  const again = await move.json('rollback', 'plan.json', '--yes');
  assert.equal(again.code, 0);
  assert.deepEqual(again.document['summary'], { objects: 0, deleted: 0, restored: 0, gone: 0, left: 0, failed: 0, notReached: 0 });
  const refused = await move.run('import', 'plan.json', '--yes');
  assert.equal(refused.code, 3);
  assert.match(refused.stderr, /was rolled back/u);
  assert.equal(move.destination.counters.writes, after);
});

test('what somebody has changed or uses since the import is shown and left, and goes when the reason is gone', async (context) => {
  const { move, untouched } = await begin(context);
  assert.equal((await move.run(...importWords)).code, 0);
  const { destination } = move;
  const idOf = (path: string, name: string): string => textAt(destination.list(path).find((one) => one['displayName'] === name || one['name'] === name) ?? {}, 'id') ?? '';
  const script = idOf('deviceManagement/groupPolicyConfigurations', 'Template');
  const general = idOf('deviceManagement/deviceConfigurations', 'General 1');
  const entity = (path: string, id: string): { body: Record<string, unknown> } => {
    const found = destination.data.set(path).get(id);
    assert.ok(found !== undefined);
    return found;
  };
  const template = entity('deviceManagement/groupPolicyConfigurations', script);
  const asMade = template.body;
  template.body = { ...asMade, description: 'edited by a colleague' };
  const updated = entity('deviceManagement/deviceConfigurations', general);
  const asUpdated = updated.body;
  updated.body = { ...updated.body, cameraBlocked: false, description: 'ours now' };
  const filter = idOf('deviceManagement/assignmentFilters', 'Laptops');
  const kiosks = idOf('groups', 'Kiosks');
  const own = destination.put('deviceManagement/configurationPolicies', cameraPolicy('A colleague', [include(kiosks, filter)]));
  const edited = canonical(destination);

  const done = await move.json('rollback', 'plan.json', '--yes');
  assert.equal(done.code, 4);
  const left = objectsAt(done.document, 'ends').filter((one) => one['end'] === 'left');
  const because = (name: string): string => textAt(left.find((one) => textAt(one, 'address')?.includes(name) === true) ?? {}, 'because') ?? 'not left';
  assert.match(because('Template'), /somebody has changed it since it was made/u);
  assert.match(because('General 1'), /somebody has changed it since it was updated/u);
  assert.match(because('Laptops'), /used by .*"A colleague"/u);
  assert.match(because('Kiosks'), /used by .*"A colleague"/u);
  assert.match(because('Pilot'), /used by (administrativeTemplate|deviceConfiguration)\/|used by .*"(Template|General 1)"/u, 'what is left keeps what it needs');
  assert.equal(left.length, 5, JSON.stringify(left));
  const kept = canonical(destination);
  assert.deepEqual(linesBeyond(kept, edited).filter((line) => !untouched.includes(line.slice(0, 200))), [], 'nothing is there that was not there');
  for (const line of edited.split('\n').filter((one) => one.includes('A colleague') || one.includes('edited by a colleague') || one.includes('ours now'))) assert.ok(kept.includes(line), `${line.slice(0, 120)} is untouched`);

  destination.take('deviceManagement/configurationPolicies', own);
  Object.assign(template, { body: asMade });
  Object.assign(updated, { body: asUpdated });
  const rest = await move.json('rollback', 'plan.json', '--yes');
  assert.equal(rest.code, 0, JSON.stringify(rest.document));
  assertSame(canonical(destination), untouched);
});

test('a group that has members, or is in another group, is left', async (context) => {
  const { move } = await begin(context);
  assert.equal((await move.run(...importWords)).code, 0);
  const groups = move.destination.data.set('groups');
  const pilot = groups.list().find((one) => one.body['displayName'] === 'Pilot');
  const staff = groups.list().find((one) => one.body['displayName'] === 'Staff');
  assert.ok(pilot !== undefined && staff !== undefined);
  pilot.pointers.set('members', [{ path: 'groups', id: staff.id }]);
  const done = await move.json('rollback', 'plan.json', '--yes');
  assert.equal(done.code, 4);
  assert.deepEqual(objectsAt(done.document, 'ends').filter((one) => one['end'] === 'left').map((one) => [textAt(one, 'address')?.replace(/ \(.*/u, ''), one['because']]), [['group/Pilot', 'it has members']]);
  assert.ok(groups.get(pilot.id) !== undefined);
});

test('an import that was killed half-way is rolled back whole, and a rollback that is killed goes on', async (context) => {
  const { move, untouched } = await begin(context);
  assert.ok(await runAndKill(move, { at: 'write', n: 21, when: 'before its answer' }, importWords));
  const point = (turn: number): CrashPoint => (turn % 2 === 0 ? { at: 'write', n: 4, when: requestTimes[(turn / 2) % 3] ?? 'before its answer' } : { at: 'journal write', n: 5, when: writeTimes[((turn - 1) / 2) % 4] ?? 'half' });
  let kills = 0;
  for (; kills < 40 && (await runAndKill(move, point(kills), rollbackWords)); kills += 1);
  assert.ok(kills >= 4, `${String(kills)} kills`);
  const last = await move.json('rollback', 'plan.json', '--yes');
  assert.equal(last.code, 0, JSON.stringify(last.document));
  assert.ok(isObject(last.document['summary']));
  assertSame(canonical(move.destination), untouched);
});
