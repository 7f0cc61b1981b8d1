import { join } from 'node:path';
import { Stop } from '../../model/failure.js';
import { waveSize } from '../../engine/apple/waves.js';
import type { Command } from '../command.js';
import { configFolder, loadConfig, pathOf, tool } from '../world.js';
import { openSight } from './open.js';
import { chosenSerials, serialOptions } from './serials.js';
import { spent, spentText } from './spending.js';
import { relativePlan } from './waves.js';
import { maxWaitOption } from '../stopped.js';

export const appleWavePlanCommand: Command = {
  name: 'apple wave plan',
  describe: 'Cut devices into waves, the pilot first, and write the file that people read and edit; changes nothing',
  positionals: [],
  options: {
    'max-wait': maxWaitOption,
    ...serialOptions,
    deadline: { type: 'string', describe: 'Nothing is due later: date, time and zone, at most 90 days ahead', value: '2026-10-15T09:00:00+02:00', demand: true },
    out: { type: 'string', describe: 'The wave file', value: 'WAVE.json', demand: true, alias: 'o' },
    size: { type: 'number', describe: 'Devices in a wave', value: 'N', default: waveSize },
    spread: { type: 'number', describe: 'Spread the deadlines of the waves evenly over so many hours before the deadline', value: 'HOURS', default: 0 },
    plan: { type: 'string', describe: 'The plan of the policies that these devices will meet', value: 'PLAN.json' },
    force: { type: 'boolean', describe: 'Replace a wave file that is there; refused where something was sent for it' },
  },
  examples: [
    ['tenantferry apple wave plan --serials pilot.txt --deadline 2026-10-15T07:00:00Z --plan plan.json --out wave.json', 'Waves for the devices of a list'],
    ['tenantferry apple wave plan --all --size 100 --spread 72 --deadline 2026-10-15T07:00:00Z --out wave.json', 'All devices, a hundred a wave, due over three days'],
  ],
  async run(args, world) {
    const config = await loadConfig(world);
    const out = pathOf(world, args.need('out'));
    const [{ planWaveFile, possibleDeadline }, { writeWaveFile }, { waveJournalOf }, { exists, writeFileWhole }, { recipientsOf, userTexts }, { deviceText, stepText }, { renderRecipientCsv }, { textTable }] = await Promise.all([
      import('../../stages/apple/plan-wave.js'), import('../../store/wave-file.js'), import('../../store/wave-journal.js'), import('../../store/write-file.js'), import('../../engine/apple/user-texts.js'), import('../../report/devices/text.js'), import('../../report/devices/csv.js'), import('../../report/text-table.js'),
    ]);
    // what needs no network is refused before anything is asked
    possibleDeadline(args.need('deadline'), world.clock.now());
    if (await exists(waveJournalOf(out))) throw new Stop(2, `Something was sent for ${out} already: ${waveJournalOf(out)} holds it.`, 'Give the new waves another name.');
    if ((await exists(out)) && !args.flag('force')) throw new Stop(2, `${out} is there already.`, 'Give another name, or --force to replace it; sign-offs and edits in it would be lost.');
    const plan = args.text('plan');
    if (plan !== undefined) await import('../../store/plan-file.js').then(({ readPlan }) => readPlan(pathOf(world, plan)));
    const sight = await openSight(world, config);
    const serials = await chosenSerials(args, world, sight);
    const { file, assessment } = await planWaveFile(sight, {
      ...(serials === undefined ? {} : { serials }), size: args.number('size') ?? waveSize, deadline: args.need('deadline'), spreadHours: args.number('spread') ?? 0, tool, ...(plan === undefined ? {} : { plan: relativePlan(out, pathOf(world, plan)) }),
    });
    await writeWaveFile(out, file, configFolder(world));
    const texts = userTexts([...new Set(assessment.devices.map((device) => device.class))]);
    const folder = `${out}.texts`;
    for (const text of texts) await writeFileWhole(join(folder, text.file), text.text);
    if (texts.length > 0) await writeFileWhole(join(folder, 'recipients.csv'), renderRecipientCsv(recipientsOf(file.waves, new Map(assessment.devices.map((device) => [device.facts.serial, device])))));
    const devices = file.waves.flatMap((wave) => wave.devices.map((device) => ({ ...device, wave: wave.number })));
    const spending = sight.apple.spending();
    return {
      exitCode: 0,
      summary: { devices: devices.length, waves: file.waves.length, ...assessment.counts, ...spent(spending) },
      findings: assessment.findings,
      files: { wave: out, ...(texts.length === 0 ? {} : { texts: folder }) },
      text: [
        textTable([{ label: 'Wave', right: true }, { label: '' }, { label: 'Due' }, { label: 'Devices', right: true }, { label: 'Classes', grows: true, wraps: true }], file.waves.map((wave) => [String(wave.number), wave.pilot ? 'pilot' : '', wave.deadline, String(wave.devices.length), classesOf(wave.devices)]), world).trimEnd(), '',
        deviceText(devices.filter((device) => device.class !== 'NATIVE'), world).trimEnd(), '', stepText(assessment.steps, world).trimEnd(), '',
        `Read and edit ${out}; texts for users are in ${folder}. Then: tenantferry apple wave check ${args.need('out')}`, spentText(spending),
      ].join('\n'),
      more: { waves: file.waves, devices, manualSteps: assessment.steps },
    };
  },
};

function classesOf(devices: readonly { readonly class: string }[]): string {
  const names = [...new Set(devices.map((device) => device.class))];
  return names.map((name) => `${String(devices.filter((device) => device.class === name).length)} ${name}`).join(', ');
}
