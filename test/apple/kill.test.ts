import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { objectsAt, textAt } from '../../src/model/json.js';
import { cliStand, until, type CliStand } from './cli-stand.js';
import { day } from './rig.js';

const devices = Array.from({ length: 6 }, (_, index) => ({ serial: `PHONE00${String(index + 1)}` }));
const overrides = ['policies', 'identifiers', 'signOff'].flatMap((gate) => ['--override', `${gate}=a test`]);
const words = ['apple', 'reassign', 'wave.json', '--yes', '--all', ...overrides];

/** Whether the journal of the wave holds an event. */
const holds = (stand: CliStand, event: string) => async (): Promise<boolean> => (await stand.exists('wave.json.journal.jsonl')) && (await stand.read('wave.json.journal.jsonl')).includes(`"event":"${event}"`);
const written = (stand: CliStand): number => stand.apple.scene.organization.activities.size;

/** Moments at which the process is killed: what must be true of the world then, and what is arranged so that it stays there for a while. */
const moments: readonly (readonly [string, (stand: CliStand) => void, (stand: CliStand) => () => boolean | Promise<boolean>])[] = [
  ['before the first order, with its intent on disk', ({ apple }) => { apple.scene.organization.faults.push({ on: /^POST .*orgDeviceActivities/u, times: 1, play: { as: 'slow', milliseconds: 60_000 } }); }, (stand) => holds(stand, 'intent')],
  ['after the first order was carried out, before its answer came', ({ apple }) => { apple.scene.organization.faults.push({ on: /^GET .*orgDeviceActivities\/./u, times: 50, play: { as: 'slow', milliseconds: 60_000 } }); }, (stand) => () => written(stand) === 1],
  ['while the activity runs', ({ apple }) => { apple.scene.organization.switches.activitySeconds = 2; }, (stand) => holds(stand, 'accepted')],
  ['after the first activity has ended', () => undefined, (stand) => holds(stand, 'finished')],
  ['between the sync and the profiles', ({ apple }) => { apple.scene.destination.switches.syncSeconds = 2; }, (stand) => holds(stand, 'sync')],
];

for (const [name, arrange, so] of moments) {
  test(`a reassignment whose process is killed ${name} goes on, and no serial is in a second activity`, async (context) => {
    const stand = await cliStand(context, { devices });
    assert.equal((await stand.run('apple', 'wave', 'plan', '--all', '--size', '3', '--deadline', new Date(Date.now() + 3 * day).toISOString(), '--out', 'wave.json')).exitCode, 0);
    arrange(stand);
    const child = stand.start(...words);
    const ended = once(child, 'close');
    await until(so(stand), name);
    assert.equal(child.exitCode, null, 'it is still running');
    child.kill('SIGKILL');
    await ended;
    stand.apple.scene.organization.faults.length = 0;
    const { exitCode, document } = await stand.json(...words);
    assert.equal(exitCode, 0, JSON.stringify(document));
    await until(async () => objectsAt((await stand.json('apple', 'status', 'wave.json')).document, 'devices').every((device) => textAt(device, 'state') === 'PENDING'), 'all are pending');
    const counts = new Map<string, number>();
    for (const { serials } of stand.apple.scene.organization.activities.values()) for (const each of serials) counts.set(each, (counts.get(each) ?? 0) + 1);
    assert.deepEqual(Object.fromEntries([...counts].sort()), Object.fromEntries(devices.map(({ serial }) => [serial, 1])));
  });
}
