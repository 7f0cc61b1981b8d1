import type { Command } from '../command.js';
import { openApple, sidesOf } from '../apple/open.js';
import { loadConfig, openSourceTenant, pathOf } from '../world.js';
import { writeIdentifiers } from './inputs.js';
import { maxWaitOption } from '../stopped.js';

export const identifiersFromDevicesCommand: Command = {
  name: 'identifiers from-devices',
  describe: 'A file of corporate identifiers from the Apple devices that the source manages, or from Apple\'s own list',
  positionals: [],
  options: {
    'max-wait': maxWaitOption,
    tenant: { type: 'string', describe: 'Tenant whose devices are taken (default: the source)', value: 'NAME' },
    apple: { type: 'boolean', describe: 'Take the devices of the Apple organization instead' },
    imei: { type: 'boolean', describe: 'Add a row with the IMEI; a serial alone is safer' },
    'include-personal': { type: 'boolean', describe: 'Also devices whose owner is not the company' },
    out: { type: 'string', describe: 'The file', value: 'FILE.csv', alias: 'o', default: 'identifiers.csv' },
  },
  examples: [
    ['tenantferry identifiers from-devices --out identifiers.csv', 'Every company device of the source'],
    ['tenantferry identifiers from-devices --apple --out apple.csv --json', 'Every device of the Apple organization'],
  ],
  permissions: 'Asks for DeviceManagementManagedDevices.Read.All.',
  async run(args, world) {
    const config = await loadConfig(world);
    const { identitiesAtApple, identitiesOfDevices } = await import('../../stages/apple/identifiers/gather.js');
    const wish = { imei: args.flag('imei'), personal: args.flag('include-personal') };
    const name = args.text('tenant') ?? sidesOf(config, world).source;
    const rows = args.flag('apple') ? await identitiesAtApple(await openApple(world, config), wish) : await identitiesOfDevices((await openSourceTenant(world, config, name)).reader, wish);
    const file = await writeIdentifiers(world, pathOf(world, args.need('out')), rows);
    return {
      exitCode: 0,
      summary: { identifiers: rows.length },
      findings: [],
      files: { identifiers: file },
      text: `${String(rows.length)} identifiers are in ${file}. Then: tenantferry identifiers import ${args.need('out')} --tenant ${config.destination ?? 'DESTINATION'}`,
      more: { identifiers: rows.map(({ type, identifier, platform, details }) => ({ type, identifier, platform: platform ?? null, details })) },
    };
  },
};
