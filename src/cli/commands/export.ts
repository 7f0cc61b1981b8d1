import { join } from 'node:path';
import { codes } from '../../model/rules.js';
import type { Command } from '../command.js';
import { chosenReported, chosenRows, globTest } from '../kinds.js';
import { kindFacts } from '../report-files.js';
import { signer, signOption } from '../sign.js';
import { loadConfig, openSourceTenant, pathOf, tool } from '../world.js';

export const exportCommand: Command = {
  name: 'export',
  describe: 'Read a tenant into a bundle; the tenant is only ever read',
  positionals: [],
  options: {
    tenant: { type: 'string', describe: 'Tenant of the configuration', value: 'NAME' },
    out: { type: 'string', describe: 'Folder of the bundle (default exports/<tenant> beside the configuration)', value: 'DIR', alias: 'o' },
    only: { type: 'list', describe: 'Only these kinds', value: 'KIND,…' },
    except: { type: 'list', describe: 'All but these kinds', value: 'KIND,…' },
    name: { type: 'string', describe: 'Only objects of such names', value: 'GLOB' },
    sign: signOption,
  },
  examples: [
    ['tenantferry export --tenant contoso', 'Everything, into exports/contoso'],
    ['tenantferry export --tenant contoso --only compliancePolicy,settingsCatalog --name "Windows*" --out win', 'Some kinds, some names'],
  ],
  async run(args, world) {
    const [{ catalog }, { createBundle }, { manifestName }, { exportTenant }, { defaultBundleFolder }, { exportText }] = await Promise.all([
      import('../../catalog/index.js'),
      import('../../store/bundle-writer.js'),
      import('../../store/bundle-files.js'),
      import('../../stages/export.js'),
      import('../../store/config.js'),
      import('../../report/export-text.js'),
    ]);
    const rows = chosenRows(catalog, args.list('only'), args.list('except'));
    const glob = args.text('name');
    const sign = await signer(args, world);
    const config = await loadConfig(world);
    const name = args.text('tenant') ?? config.source ?? args.need('tenant');
    const { reader, facts, settings } = await openSourceTenant(world, config, name);
    const out = args.text('out');
    const folder = out === undefined ? defaultBundleFolder(world.configFile, name) : pathOf(world, out);
    const bundle = await createBundle(folder);
    world.onEnd(() => bundle.abandon());
    const { manifest, findings, unread } = await exportTenant(
      { reader, catalog, bundle, clock: world.clock, say: world.say },
      { tenant: facts, cloud: settings.cloud, tool },
      { rows, reported: chosenReported(catalog, args.list('only'), args.list('except')), ...(glob === undefined ? {} : { named: globTest(glob) }) },
    );
    const signature = await sign('signature', join(folder, manifestName));
    const sights = Object.values(manifest.kinds);
    const count = (state: string): number => sights.filter((sight) => sight.state === state).length;
    const objects = sights.reduce((sum, sight) => sum + sight.count, 0);
    const summary = { objects, kinds: sights.length, complete: count('complete'), empty: count('empty'), partial: count('partial'), notSeen: count('not seen'), notAvailable: count('not available'), notAsked: count('not asked'), unread: unread.length, orphans: findings.filter((one) => one.code === codes.orphanGroup || one.code === codes.orphanReference).length };
    const failed = unread.length > 0 || count('partial') > 0;
    return {
      exitCode: failed ? 4 : 0,
      summary,
      findings,
      files: { bundle: folder, ...signature },
      text: [exportText(manifest, kindFacts(catalog), { width: world.width, color: world.color }), '', `${String(objects)} objects of ${facts.displayName ?? name} are in ${folder}.`, ...(findings.length === 0 ? [] : [`${findings.length === 1 ? 'One finding' : `${String(findings.length)} findings`}: \`tenantferry assess ${folder}\` explains.`])].join('\n'),
      more: { kinds: { ...manifest.kinds } },
    };
  },
};

