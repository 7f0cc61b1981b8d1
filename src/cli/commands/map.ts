import type { Mapping, ValueMapping } from '../../model/mapping.js';
import type { Command } from '../command.js';
import { openBundleOf } from '../keys.js';
import { maxWaitOption } from '../stopped.js';
import { configFolder, loadConfig, openDestinationTenant, pathOf } from '../world.js';
import { refuseOneTenant } from '../plan-inputs.js';
import { secretsTemplate } from '../secrets-template.js';

export const mapCommand: Command = {
  name: 'map',
  describe: 'Write or refresh the mapping files; a decision made by a person is never overwritten',
  positionals: [{ name: 'bundle', describe: 'Folder that export or convert wrote', demand: true }],
  options: {
    destination: { type: 'string', describe: 'Tenant of the configuration', value: 'NAME' },
    mappings: { type: 'string', describe: 'Folder (default mappings/<source>-to-<destination> beside the configuration)', value: 'DIR' },
    'mapping-format': { type: 'string', describe: 'What new files are written as', choices: ['json', 'csv'] },
    'max-wait': maxWaitOption,
  },
  examples: [
    ['tenantferry map exports/contoso --destination fabrikam', 'Write mappings/contoso-to-fabrikam'],
    ['tenantferry map exports/contoso --destination fabrikam --mapping-format csv', 'The same for spreadsheets'],
  ],
  async run(args, world) {
    const [{ catalog }, { proposeMappings }, { refreshMappings }, { defaultMappingsFolder, tenantOf }, { proposeBundleValues }, { mapText }] = await Promise.all([
      import('../../catalog/index.js'),
      import('../../stages/map.js'),
      import('../../store/mappings.js'),
      import('../../store/config.js'),
      import('../../stages/tenant-values.js'),
      import('../../report/text.js'),
    ]);
    const config = await loadConfig(world);
    const bundle = await openBundleOf(world, pathOf(world, args.need('bundle')));
    const name = args.text('destination') ?? config.destination ?? args.need('destination');
    const source = bundle.manifest.tenant.name;
    refuseOneTenant(bundle.manifest.tenant, name, tenantOf(config, name, world.configFile), world.configFile);
    const { writer, facts } = await openDestinationTenant(world, config, name);
    const given = args.text('mappings');
    const folder = given === undefined ? defaultMappingsFolder(world.configFile, source, name) : pathOf(world, given);
    const objects = await proposeMappings({ bundle, destination: writer, catalog, say: world.say }, { source, destination: name });
    const values = await proposeBundleValues(bundle, catalog, facts, { source, destination: name });
    const format = args.text('mapping-format');
    const result = await refreshMappings(folder, { objects, values }, { home: configFolder(world), ...(format === 'csv' || format === 'json' ? { format } : {}) });
    const template = await secretsTemplate(bundle, catalog, folder, name);
    const all: readonly (Mapping | ValueMapping)[] = [...result.objects, ...(result.values === undefined ? [] : [result.values])];
    const count = (mapping: Mapping | ValueMapping, decision: string): number => mapping.entries.filter((entry) => entry.decision === decision).length;
    const total = (decision: string): number => all.reduce((sum, mapping) => sum + count(mapping, decision), 0);
    const open = total('open');
    return {
      exitCode: 0,
      summary: { files: all.length, map: total('map'), create: total('create'), drop: total('drop'), keep: total('keep'), open, secrets: template.count },
      findings: [],
      files: { mappings: folder, ...(template.file === undefined ? {} : { secretsTemplate: template.file }), ...Object.fromEntries(result.written.map((file, index) => [`written${String(index + 1)}`, file])) },
      text: [
        mapText(result.objects, result.values, { width: world.width, color: world.color }),
        ...result.remarks.map((remark) => `! ${remark.message}`),
        '',
        open === 0 ? `Nothing is open in ${folder}.` : `${open === 1 ? 'One decision is' : `${String(open)} decisions are`} open in ${folder}: change "open" to map, create, drop or keep, then plan.`,
        ...(template.file === undefined ? [] : [`${template.count === 1 ? 'One secret is' : `${String(template.count)} secrets are`} not in the bundle: ${template.file} lists what can be supplied.`]),
      ].join('\n'),
    };
  },
};
