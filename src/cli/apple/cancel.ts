import { plural } from '../../report/scales.js';
import type { Command } from '../command.js';
import { loadConfig } from '../world.js';
import { openHands } from './open.js';
import { serialsIn } from './serials.js';
import { spent, spentText } from './spending.js';
import { confirmed, fileArgument, openWave, waveNumber, waveOption, yesOption } from './waves.js';
import { maxWaitOption } from '../stopped.js';

export const appleCancelCommand: Command = {
  name: 'apple cancel',
  describe: 'Take back what was sent and has not started; reads back where the devices are and puts them there where Apple did not',
  positionals: [fileArgument],
  options: {
    'max-wait': maxWaitOption,
    yes: yesOption,
    wave: waveOption,
    serials: { type: 'string', describe: 'Only the serials of this file; failed devices among them are put back too, when their lock is cleared', value: 'FILE' },
  },
  examples: [
    ['tenantferry apple cancel wave.json --yes', 'Everything that has not started'],
    ['tenantferry apple cancel wave.json --wave 2 --yes', 'One wave'],
  ],
  async run(args, world) {
    const config = await loadConfig(world);
    const { place, file, save } = await openWave(args, world, config);
    const [{ cancel }, { withStates }, { deviceText }] = await Promise.all([import('../../stages/apple/cancel.js'), import('../../stages/apple/observe.js'), import('../../report/devices/text.js')]);
    const wave = waveNumber(args);
    const list = args.text('serials');
    const serials = list === undefined ? undefined : await serialsIn(world, list);
    await confirmed(args, world, `Taking devices back to ${file.servers.source.name}`, file.destination);
    const hands = await openHands(world, config, place);
    const result = await cancel(hands, file, { ...(wave === undefined ? {} : { wave }), ...(serials === undefined ? {} : { serials }) });
    await save(withStates(file, result.devices));
    const exitCode = result.failed ? 1 : result.stranded.length > 0 ? 4 : 0;
    await hands.journal.append({ event: 'end', exitCode });
    const spending = hands.apple.spending();
    const devices = result.devices.map(({ wave: { number }, device, standing }) => ({ serial: device.serial, wave: number, class: device.class, ...standing }));
    return {
      exitCode,
      summary: { canceled: result.canceled.length, left: result.left.length, stranded: result.stranded.length, ...spent(spending) },
      findings: [],
      files: { wave: place, journal: `${place}.journal.jsonl` },
      text: [
        `${plural(result.canceled.length, 'device')} taken back.`,
        ...(result.left.length === 0 ? [] : [deviceText(result.left.map(({ serial, state, because }) => ({ serial, class: 'NATIVE', state, reason: because })), world)]),
        ...(result.stranded.length === 0 ? [] : [`Still on the destination's server: ${result.stranded.slice(0, 20).join(', ')}. Run the command again in a few minutes.`]), ...result.next, spentText(spending),
      ].join('\n'),
      more: { devices, canceled: result.canceled, left: result.left, stranded: result.stranded, next: result.next },
    };
  },
};
