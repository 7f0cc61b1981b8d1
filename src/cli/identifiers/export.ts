import type { Command } from '../command.js';
import { loadConfig, openSourceTenant, pathOf } from '../world.js';
import { rowsOf, writeIdentifiers } from './inputs.js';
import { maxWaitOption } from '../stopped.js';

export const identifiersExportCommand: Command = {
  name: 'identifiers export',
  describe: 'The corporate device identifiers of a tenant, as a CSV file that identifiers import reads',
  positionals: [],
  options: {
    'max-wait': maxWaitOption,
    tenant: { type: 'string', describe: 'Tenant of the configuration', value: 'NAME', demand: true },
    out: { type: 'string', describe: 'The file (default: identifiers-NAME.csv)', value: 'FILE.csv', alias: 'o' },
  },
  examples: [
    ['tenantferry identifiers export --tenant contoso', 'To identifiers-contoso.csv'],
    ['tenantferry identifiers export --tenant contoso --out all.csv --json', 'To a file of your own, and as JSON'],
  ],
  permissions: 'Asks for DeviceManagementServiceConfig.Read.All.',
  async run(args, world) {
    const config = await loadConfig(world);
    const name = args.need('tenant');
    const { reader } = await openSourceTenant(world, config, name);
    const { exportIdentities } = await import('../../stages/apple/identifiers/gather.js');
    const identities = await exportIdentities(reader);
    const rows = rowsOf(identities);
    const file = await writeIdentifiers(world, pathOf(world, args.text('out') ?? `identifiers-${name}.csv`), rows);
    const left = identities.length - rows.length;
    return {
      exitCode: 0,
      summary: { identifiers: rows.length, leftOut: left },
      findings: [],
      files: { identifiers: file },
      text: `${String(rows.length)} identifiers of ${name} are in ${file}.${left > 0 ? ` ${String(left)} of an unknown type are left out.` : ''}`,
      more: { identifiers: identities },
    };
  },
};
