import { deviceClasses } from '../../model/apple/wave.js';
import { rule } from '../../model/rules.js';
import type { Command } from '../command.js';
import { loadConfig } from '../world.js';
import { openSight } from './open.js';
import { chosenSerials, serialOptions } from './serials.js';
import { spent, spentText } from './spending.js';
import { maxWaitOption } from '../stopped.js';

export const appleAssessCommand: Command = {
  name: 'apple assess',
  describe: 'How each Apple device can move: NATIVE, WIPE, MANUAL, UPDATE-FIRST or HOLD, with the reason; changes nothing',
  positionals: [],
  options: {
    'max-wait': maxWaitOption,
    ...serialOptions,
    'activation-lock': { type: 'boolean', describe: 'Ask Apple for the Activation Lock of every device: one more call each' },
  },
  examples: [
    ['tenantferry apple assess --all', 'Every device of the source'],
    ['tenantferry apple assess --serials pilot.txt --json', 'The devices of a list, as one JSON document'],
  ],
  permissions: 'Asks for read permissions on devices, enrollment, configuration, apps and conditional access in both tenants.',
  async run(args, world) {
    const config = await loadConfig(world);
    const sight = await openSight(world, config);
    const serials = await chosenSerials(args, world, sight);
    const [{ assess }, { deviceText, stepText }, { textTable, toned }] = await Promise.all([import('../../stages/apple/assess.js'), import('../../report/devices/text.js'), import('../../report/text-table.js')]);
    const result = await assess(sight, { locks: args.flag('activation-lock'), ...(serials === undefined ? {} : { serials }) });
    const devices = result.devices.map((device) => ({ serial: device.facts.serial, class: device.class, state: device.state, reason: device.reason, family: device.family, remarks: device.remarks.map((remark) => remark.text) }));
    const spending = sight.apple.spending();
    const shown = devices.map((device) => ({ ...device, reason: [device.reason, ...device.remarks].join('; ') }));
    const findings = result.findings.map((finding) => [finding.severity, finding.code, finding.message, finding.remedy ?? rule(finding.code).remedy[0] ?? '']);
    return {
      exitCode: 0,
      summary: { devices: devices.length, ...result.counts, alreadyThere: devices.filter((device) => device.state === 'ALREADY_THERE').length, findings: result.findings.length, ...spent(spending) },
      findings: result.findings,
      files: {},
      text: [
        deviceText(shown, world).trimEnd(), '',
        textTable([{ label: 'Class' }, { label: 'Devices', right: true }], deviceClasses.map((name) => [name, String(result.counts[name])]), world).trimEnd(), '',
        findings.length === 0 ? 'No finding.' : `${toned('Findings', 'bold', world)}; "explain CODE" tells more\n${textTable([{ label: '' }, { label: 'Code' }, { label: 'What', grows: true, wraps: true }, { label: 'What to do', grows: true, wraps: true }], findings, world, 2).trimEnd()}`, '',
        stepText(result.steps, world).trimEnd(), '', spentText(spending),
      ].join('\n'),
      more: { devices, manualSteps: result.steps },
    };
  },
};
