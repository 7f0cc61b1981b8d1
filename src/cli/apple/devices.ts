import type { Command } from '../command.js';
import { loadConfig } from '../world.js';
import { openSight } from './open.js';
import { serialsIn } from './serials.js';
import { spent, spentText } from './spending.js';
import { maxWaitOption } from '../stopped.js';

const most = 200;

export const appleDevicesCommand: Command = {
  name: 'apple devices',
  describe: 'One table of where each Apple device is: at Apple and in both tenants, and what disagrees',
  positionals: [],
  options: {
    'max-wait': maxWaitOption,
    serials: { type: 'string', describe: 'Only the serials of this file', value: 'FILE' },
    disagreeing: { type: 'boolean', describe: 'Only devices on which the sides disagree' },
  },
  examples: [
    ['tenantferry apple devices', 'Every device that one of the three sides knows'],
    ['tenantferry apple devices --disagreeing --json', 'What to look at before a move'],
  ],
  permissions: 'Asks for DeviceManagementManagedDevices.Read.All and DeviceManagementServiceConfig.Read.All in both tenants.',
  async run(args, world) {
    const config = await loadConfig(world);
    const file = args.text('serials');
    const serials = file === undefined ? undefined : await serialsIn(world, file);
    const sight = await openSight(world, config);
    const [{ takeInventory }, { lineOf }, { textTable }] = await Promise.all([import('../../stages/apple/inventory.js'), import('../../engine/apple/join.js'), import('../../report/text-table.js')]);
    const inventory = await takeInventory(sight, { servers: 'all', ...(serials === undefined ? {} : { serials }) });
    const wanted = serials === undefined ? undefined : new Set(serials);
    const all = [...inventory.facts.values()].filter((facts) => wanted?.has(facts.serial) ?? true).map((facts) => lineOf(facts, inventory.around));
    const unknown = (serials ?? []).filter((serial) => !inventory.facts.has(serial));
    const lines = args.flag('disagreeing') ? all.filter((line) => line.disagrees.length > 0) : all;
    const rest = lines.length - most;
    const table = textTable(
      [{ label: 'Serial' }, { label: 'Family' }, { label: 'Server at Apple' }, { label: 'Migration' }, { label: 'Source', grows: true, wraps: true }, { label: 'Destination', grows: true, wraps: true }, { label: 'Disagrees', grows: true, wraps: true }],
      lines.slice(0, most).map((line) => [line.serial, line.family, line.appleServer, line.migration, line.source, line.destination, line.disagrees.join('; ')]), world,
    );
    const spending = sight.apple.spending();
    return {
      exitCode: 0,
      summary: { devices: all.length, disagreeing: all.filter((line) => line.disagrees.length > 0).length, unknown: unknown.length, ...spent(spending) },
      findings: [],
      files: {},
      text: [lines.length > 0 ? table.trimEnd() : all.length === 0 ? 'There are no devices.' : `The sides agree on all ${String(all.length)} devices.`, ...(rest > 0 ? [`… and ${String(rest)} more: --json lists all`] : []), ...(unknown.length > 0 ? [`Known to nobody: ${unknown.slice(0, 20).join(', ')}`] : []), '', spentText(spending)].join('\n'),
      more: { devices: lines, unknown },
    };
  },
};
