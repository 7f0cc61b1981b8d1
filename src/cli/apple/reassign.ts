import type { WaveFile } from '../../model/apple/wave.js';
import { plural } from '../../report/scales.js';
import type { Args } from '../args.js';
import type { Command, ExitCode } from '../command.js';
import { stateFindings } from '../../engine/apple/state-findings.js';
import { loadConfig } from '../world.js';
import { openHands } from './open.js';
import { spent, spentText } from './spending.js';
import { confirmed, fileArgument, openWave, proofOf, waveNumber, waveOption, yesOption } from './waves.js';
import { maxWaitOption } from '../stopped.js';

export const appleReassignCommand: Command = {
  name: 'apple reassign',
  describe: 'Send the first unfinished wave whose gates are green to the destination\'s server, sync and give profiles; goes on where a run stopped',
  positionals: [fileArgument],
  options: {
    'max-wait': maxWaitOption,
    yes: yesOption,
    wave: waveOption,
    all: { type: 'boolean', describe: 'All waves, one after the other, up to the first red gate' },
    override: { type: 'list', describe: 'Go on past a red gate; name and reason are recorded', value: 'GATE=REASON' },
    'include-wipe': { type: 'boolean', describe: 'Assign devices of the class WIPE too, plainly and without a deadline' },
    retry: { type: 'boolean', describe: 'Send devices again that Apple refused or that were canceled' },
  },
  examples: [
    ['tenantferry apple reassign wave.json --yes', 'The next wave'],
    ['tenantferry apple reassign wave.json --yes --wave 2 --override "appParity=the app is retired"', 'Wave 2, past a red gate'],
  ],
  async run(args, world) {
    const config = await loadConfig(world);
    const { place, file, save } = await openWave(args, world, config);
    const [{ reassign, readOverrides, refuseFaults }, { withStates }, { deviceText, gateText, stateText }, { countsOf }, { deviceStates }] = await Promise.all([
      import('../../stages/apple/reassign.js'), import('../../stages/apple/observe.js'), import('../../report/devices/text.js'), import('../../engine/apple/state.js'), import('../../model/apple/wave.js'),
    ]);
    refuseFaults(file);
    const overrides = readOverrides(overridesIn(args));
    const wave = waveNumber(args);
    await confirmed(args, world, deedOf(file, wave), file.destination);
    const hands = await openHands(world, config, place);
    const result = await reassign(hands, file, { all: args.flag('all'), includeWipe: args.flag('include-wipe'), retry: args.flag('retry'), overrides, proof: await proofOf(place, file), ...(wave === undefined ? {} : { wave }) });
    await save(withStates(file, result.devices));
    const sent = new Set(result.sent);
    const refused = result.devices.filter(({ device, standing }) => sent.has(device.serial) && standing.state === 'APPLE_REFUSED').length + result.refused.length;
    const exitCode: ExitCode = result.stopped === 'portal' || result.red !== undefined ? 3 : result.stopped === 'failure' ? 1 : refused > 0 ? 4 : 0;
    const spending = hands.apple.spending();
    await hands.journal.append({ event: 'end', exitCode });
    const devices = result.devices.map(({ wave: { number }, device, standing }) => ({ serial: device.serial, wave: number, class: device.class, ...standing }));
    const troubled = devices.filter(({ state }) => state === 'APPLE_REFUSED' || state === 'CHECK_BACK' || state === 'NOT_SYNCED' || state === 'HOLD');
    return {
      exitCode,
      summary: { sent: result.sent.length, waves: result.sentWaves.length, refused, ...countsOf(devices, deviceStates), ...spent(spending) },
      findings: stateFindings(devices),
      files: { wave: place, journal: `${place}.journal.jsonl`, ...Object.fromEntries(result.portalFiles.map((name, index) => [`portal${String(index + 1)}`, name])) },
      text: [
        ...(result.red === undefined ? [] : [gateText(`Wave ${String(result.red.wave.number)} is red, so ${result.sent.length === 0 ? 'nothing was sent' : 'it was not sent'}`, result.red.gates, world)]),
        ...(result.sentWaves.length === 0 && result.red === undefined ? ['Nothing waits to be sent.', ''] : [`Sent ${plural(result.sent.length, 'device')} of ${result.sentWaves.length === 1 ? `wave ${String(result.sentWaves[0])}` : `${String(result.sentWaves.length)} waves`}.`, '']),
        ...(devices.length === 0 ? [] : [stateText(countsOf(devices, deviceStates), world)]),
        ...(troubled.length === 0 ? [] : [deviceText(troubled, world)]),
        ...result.next, ...(result.sentWaves.length === 0 ? [] : [`Then: tenantferry apple status ${args.need('file')}, until all have arrived, and tenantferry apple verify ${args.need('file')}`]), spentText(spending),
      ].join('\n'),
      more: { devices, next: result.next, ...(result.red === undefined ? {} : { red: { wave: result.red.wave.number, gates: result.red.gates } }) },
    };
  },
};

function deedOf(file: WaveFile, number: number | undefined): string {
  const waves = number === undefined ? file.waves : file.waves.filter((wave) => wave.number === number);
  const devices = waves.flatMap((wave) => wave.devices).filter((device) => device.class === 'NATIVE').length;
  return `Reassigning up to ${String(devices)} devices to ${file.servers.destination.name} with a deadline`;
}

/** A reason may hold commas: what has no name of a gate belongs to the reason before it. */
function overridesIn(args: Args): string[] {
  const parts: string[] = [];
  for (const piece of args.list('override')) {
    if (piece.includes('=') || parts.length === 0) parts.push(piece);
    else parts.push(`${parts.pop() ?? ''}, ${piece}`);
  }
  return parts;
}
