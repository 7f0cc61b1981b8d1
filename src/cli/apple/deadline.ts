import { plural } from '../../report/scales.js';
import type { Command } from '../command.js';
import { loadConfig } from '../world.js';
import { openHands } from './open.js';
import { spent, spentText } from './spending.js';
import { confirmed, fileArgument, openWave, waveNumber, waveOption, yesOption } from './waves.js';
import { maxWaitOption } from '../stopped.js';

export const appleDeadlineCommand: Command = {
  name: 'apple deadline',
  describe: 'Move the deadline of waves, in the file and at Apple; an earlier one is enforced without another delay',
  positionals: [fileArgument],
  options: {
    'max-wait': maxWaitOption,
    to: { type: 'string', describe: 'Date, time and zone, at most 90 days ahead', value: '2026-10-20T09:00:00+02:00', demand: true },
    wave: waveOption,
    yes: yesOption,
  },
  examples: [
    ['tenantferry apple deadline wave.json --to 2026-10-20T07:00:00Z --yes', 'All waves of the file'],
    ['tenantferry apple deadline wave.json --to 2026-10-20T07:00:00Z --wave 1 --yes', 'The pilot only'],
  ],
  async run(args, world) {
    const config = await loadConfig(world);
    const { place, file, save } = await openWave(args, world, config);
    const [{ changeDeadline }, { possibleDeadline }, { withStates }, { deviceText }] = await Promise.all([import('../../stages/apple/change-deadline.js'), import('../../stages/apple/plan-wave.js'), import('../../stages/apple/observe.js'), import('../../report/devices/text.js')]);
    const to = possibleDeadline(args.need('to'), world.clock.now());
    await confirmed(args, world, `Setting the deadline to ${to}`, file.destination);
    const hands = await openHands(world, config, place);
    const wave = waveNumber(args);
    const result = await changeDeadline(hands, file, { to, ...(wave === undefined ? {} : { wave }) });
    await save(withStates(result.file, result.devices));
    const spending = hands.apple.spending();
    const exitCode = result.next.length > 0 ? 1 : result.refused.length > 0 ? 4 : 0;
    await hands.journal.append({ event: 'end', exitCode });
    const devices = result.devices.map(({ wave: { number }, device, standing }) => ({ serial: device.serial, wave: number, class: device.class, ...standing }));
    const refused = result.refused.map(({ serial, because }) => ({ serial, class: 'NATIVE' as const, state: 'ATTENTION' as const, reason: `Apple did not take the deadline: ${because}` }));
    return {
      exitCode,
      summary: { changed: result.changed.length, refused: result.refused.length, ...spent(spending) },
      findings: [],
      files: { wave: place, journal: `${place}.journal.jsonl` },
      text: [`The deadline is ${to} in ${place}; Apple has taken it for ${plural(result.changed.length, 'device')} sent before and not started. The help desk must sign off again for waves that are not sent.`, ...(refused.length === 0 ? [] : [deviceText(refused, world)]), ...result.next, spentText(spending)].join('\n'),
      more: { devices, changed: result.changed, refused: result.refused },
    };
  },
};
