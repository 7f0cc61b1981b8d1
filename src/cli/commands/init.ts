import { Stop } from '../../model/failure.js';
import type { Cloud } from '../../model/config.js';
import type { Command } from '../command.js';
import { isSaid, missingVariables, nameOfSide, optionsOf, tenantOfSide, type WrittenTenant } from '../init-tenant.js';

const clouds: readonly Cloud[] = ['global', 'usgov', 'dod', 'china'];

export const initCommand: Command = {
  name: 'init',
  describe: 'Ask, or take flags, and write tenantferry.json; it never takes a secret, only where one is found',
  positionals: [],
  options: {
    ...optionsOf('source'),
    ...optionsOf('destination'),
    cloud: { type: 'string', describe: 'Cloud of both tenants', choices: clouds, value: 'CLOUD', default: 'global' },
    force: { type: 'boolean', describe: 'Write over a configuration that is there' },
  },
  examples: [
    ['tenantferry init', 'Ask everything'],
    ['tenantferry init --source contoso --source-tenant-id 11111111-2222-3333-4444-555555555555 --source-auth token --source-token-env CONTOSO_TOKEN', 'A source alone, for an export'],
  ],
  async run(args, world) {
    const [{ refuseSameTenant, writeConfig }, { exists }, { safeName }] = await Promise.all([import('../../store/config.js'), import('../../store/write-file.js'), import('../../store/policy-file-names.js')]);
    const there = await exists(world.configFile);
    if (there && !args.flag('force')) throw new Stop(2, `${world.configFile} is there already and was not touched.`, 'Edit it, write another with --config FILE, or write over it with --force.');
    const tenants: Record<string, WrittenTenant> = {};
    const sides: { source?: string; destination?: string } = {};
    for (const side of ['source', 'destination'] as const) {
      const name = await nameOfSide(side, args, world);
      if (name === undefined) continue;
      if (safeName(name, 64) !== name) throw new Stop(2, `"${name}" cannot be the name of a folder on every system.`, `Give --${side} another name.`);
      if (tenants[name] !== undefined) throw new Stop(2, `Source and destination are both called "${name}".`, 'A move needs two tenants: give --destination another name.');
      tenants[name] = await tenantOfSide(side, args, world);
      sides[side] = name;
    }
    const { source, destination } = sides;
    const config = { ...sides, tenants };
    if (source !== undefined && destination !== undefined) {
      refuseSameTenant({ ...sides, tenants: Object.fromEntries(Object.entries(tenants).map(([name, tenant]) => [name, { ...tenant, cloud: tenant.cloud ?? 'global' }])) }, source, destination, world.configFile);
    }
    await writeConfig(world.configFile, config);
    const unset = [...new Set(Object.values(tenants).flatMap((tenant) => missingVariables(tenant, world.env)))];
    const next = [
      ...unset.map((variable) => `Set the environment variable ${variable}: it holds a secret, which is never in the file.`),
      ...(destination === undefined && !isSaid('destination', args) ? ['No destination was named: that is enough for export and assess; add one to the file for map, plan and import.'] : []),
      'Consent to the permissions of docs/permissions.md, then let `tenantferry doctor` check both tenants.',
    ];
    return {
      exitCode: 0,
      summary: { tenants: Object.keys(tenants).length },
      findings: [],
      files: { config: world.configFile },
      text: [`${world.configFile} is written.`, ...next.map((step, index) => `${String(index + 1)}. ${step}`)].join('\n'),
      more: { next, unset },
    };
  },
};
