import type { Followed } from '../../stages/apple/follow.js';
import { Stop } from '../../model/failure.js';
import type { Command } from '../command.js';
import { stateFindings } from '../../engine/apple/state-findings.js';
import { loadConfig } from '../world.js';
import { openHands } from './open.js';
import { spent, spentText } from './spending.js';
import { fileArgument, openWave } from './waves.js';
import { maxWaitOption } from '../stopped.js';

/** Between two looks of --watch: seconds. Each look costs Apple's reads. */
const usual = 300;

export const appleStatusCommand: Command = {
  name: 'apple status',
  describe: 'Where every device of a wave file stands; takes the next steps that are due (sync, profile)',
  positionals: [fileArgument],
  options: {
    'max-wait': maxWaitOption,
    watch: { type: 'boolean', describe: 'Look again and again until nothing more can happen, or Ctrl-C' },
    every: { type: 'number', describe: 'Seconds between two looks of --watch; each costs some of Apple\'s few reads', value: 'SECONDS', default: usual },
    devices: { type: 'boolean', describe: 'List every device and not only the counts' },
  },
  examples: [
    ['tenantferry apple status wave.json', 'Counts by state'],
    ['tenantferry apple status wave.json --json', 'Every serial with class, state and reason'],
    ['tenantferry apple status wave.json --watch --every 900', 'Look every quarter of an hour until all have arrived'],
  ],
  async run(args, world) {
    const config = await loadConfig(world);
    const { place, file, save } = await openWave(args, world, config);
    const [{ status, isOver }, { withStates }, { deviceText, stateText }, { countsOf }, { deviceStates }] = await Promise.all([
      import('../../stages/apple/status.js'), import('../../stages/apple/observe.js'), import('../../report/devices/text.js'), import('../../engine/apple/state.js'), import('../../model/apple/wave.js'),
    ]);
    const every = args.number('every') ?? usual;
    if (!(every > 0)) throw new Stop(2, `--every ${String(every)} is no time to wait.`, 'Give seconds, more than 0.');
    const hands = await openHands(world, config, place);
    let followed: Followed = await status(hands, file);
    let seen = withStates(file, followed.observation.devices);
    while (args.flag('watch') && !isOver(followed)) {
      const counts = countsOf(followed.observation.devices.map(({ standing }) => standing), deviceStates);
      world.say.note(Object.entries(counts).map(([state, count]) => `${state} ${String(count)}`).join(', '));
      await save(seen);
      await world.clock.sleep(every * 1000, world.signal);
      followed = await status({ ...hands, journal: { ...hands.journal, past: hands.journal.lines() } }, file);
      seen = withStates(seen, followed.observation.devices);
    }
    await save(seen);
    const devices = followed.observation.devices.map(({ wave, device, standing }) => ({ serial: device.serial, wave: wave.number, class: device.class, ...standing }));
    const counts = countsOf(devices, deviceStates);
    const spending = hands.apple.spending();
    const shown = args.flag('devices') ? devices : devices.filter((device) => ['FAILED', 'STUCK', 'SPLIT', 'OVERDUE', 'ATTENTION', 'APPLE_REFUSED', 'CHECK_BACK', 'NOT_SYNCED'].includes(device.state));
    return {
      exitCode: 0,
      summary: { devices: devices.length, ...counts, ...spent(spending) },
      findings: stateFindings(devices),
      files: { wave: place, journal: `${place}.journal.jsonl` },
      text: [stateText(counts, world), ...(shown.length === 0 ? [] : [deviceText(shown, world)]), ...followed.next, spentText(spending)].join('\n'),
      more: { devices, next: followed.next },
    };
  },
};
