import { Stop } from '../../model/failure.js';
import { codes, makeFinding } from '../../model/rules.js';
import type { Command } from '../command.js';
import { loadConfig } from '../world.js';
import { openSight } from './open.js';
import { spent, spentText } from './spending.js';
import { fileArgument, openWave, proofOf, waveNumber, waveOption } from './waves.js';
import { maxWaitOption } from '../stopped.js';

export const appleWaveCheckCommand: Command = {
  name: 'apple wave check',
  describe: 'The gates of the waves, green or red with what to do; --sign-off records the help desk\'s yes',
  positionals: [fileArgument],
  options: {
    'max-wait': maxWaitOption,
    wave: waveOption,
    'sign-off': { type: 'string', describe: 'Who signs for the help desk; holds until deadline or devices of the wave change', value: 'NAME' },
  },
  examples: [
    ['tenantferry apple wave check wave.json', 'Exit code 0 where every gate is green, 3 where one is red'],
    ['tenantferry apple wave check wave.json --wave 1 --sign-off "Ada Lovelace"', 'The help desk is ready for the pilot'],
  ],
  async run(args, world) {
    const config = await loadConfig(world);
    const { place, file, save } = await openWave(args, world, config);
    const [{ checkWaves, signedOff, waveOf }, { refuseFaults }, { gateText, stepText }] = await Promise.all([import('../../stages/apple/check-wave.js'), import('../../stages/apple/reassign.js'), import('../../report/devices/text.js')]);
    refuseFaults(file);
    const number = waveNumber(args);
    const name = args.text('sign-off')?.trim();
    if (name === '') throw new Stop(2, '--sign-off names nobody.', 'Give the name of whoever signs for the help desk.');
    const waves = number === undefined ? file.waves : [waveOf(file, number)];
    const signed = name === undefined ? file : signedOff(file, waves, name, new Date(world.clock.now()).toISOString());
    const sight = await openSight(world, config);
    const checked = await checkWaves(sight, signed, waves, { proof: await proofOf(place, file), overrides: {} });
    await save(signed);
    const green = checked.waves.every((check) => check.green);
    const spending = sight.apple.spending();
    return {
      exitCode: green ? 0 : 3,
      summary: { waves: checked.waves.length, green: checked.waves.filter((check) => check.green).length, red: checked.waves.filter((check) => !check.green).length, ...spent(spending) },
      findings: checked.waves.flatMap(({ wave, gates }) => gates.filter(({ name: gate, green: ok }) => gate === 'signOff' && !ok).map(() => makeFinding(codes.appleHelpDesk, `No help desk has signed off wave ${String(wave.number)} as it stands.`))),
      files: { wave: place },
      text: [...checked.waves.map((check) => gateText(`Wave ${String(check.wave.number)}${check.wave.pilot ? ' (pilot)' : ''}: ${check.green ? 'green' : 'red'}`, check.gates, world)), stepText(checked.steps, world).trimEnd(), '', spentText(spending)].join('\n'),
      more: { waves: checked.waves.map(({ wave, gates, green: all }) => ({ number: wave.number, green: all, gates })), manualSteps: checked.steps },
    };
  },
};
