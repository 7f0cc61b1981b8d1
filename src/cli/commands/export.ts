import { join } from 'node:path';
import { Stop } from '../../model/failure.js';
import { codes } from '../../model/rules.js';
import type { Command } from '../command.js';
import { chosenReported, chosenRows, globTest } from '../kinds.js';
import { encryptOptions, locksOf } from '../keys.js';
import { kindFacts } from '../report-files.js';
import { signer, signOption } from '../sign.js';
import { maxWaitOption } from '../stopped.js';
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
    ...encryptOptions,
    'with-secrets': { type: 'boolean', describe: 'Read the secrets that the source gives to who asks (OMA-URI values); needs --encrypt or --encrypt-to' },
    'max-wait': maxWaitOption,
    sign: signOption,
  },
  examples: [
    ['tenantferry export --tenant contoso', 'Everything, into exports/contoso'],
    ['tenantferry export --tenant contoso --with-secrets --encrypt-to age1me7yvsql5qmnhz0plcwsm0j5wgwez2s55jmxug45augyv0keterqu432w4 --out sealed', 'With the secrets that can be read, encrypted for the holder of an age identity'],
    ['tenantferry export --tenant contoso --only compliancePolicy,settingsCatalog --name "Windows*" --out win', 'Some kinds, some names'],
  ],
  async run(args, world) {
    const [{ catalog }, { createBundle }, { encryptedManifest, manifestName }, { exportTenant }, { defaultBundleFolder }, { exportText }] = await Promise.all([
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
    const locks = await locksOf(world, args);
    const withSecrets = args.flag('with-secrets');
    if (withSecrets && locks === undefined) {
      throw new Stop(2, '--with-secrets brings secrets into the bundle, and a bundle with secrets is never written in clear.', 'Add --encrypt-to with an age recipient, or --encrypt for a passphrase. Or supply the secrets at the import with --secrets-from.');
    }
    const config = await loadConfig(world);
    const name = args.text('tenant') ?? config.source ?? args.need('tenant');
    const { reader, facts, settings } = await openSourceTenant(world, config, name);
    const out = args.text('out');
    const folder = out === undefined ? defaultBundleFolder(world.configFile, name) : pathOf(world, out);
    const bundle = await createBundle(folder, locks);
    world.onEnd(() => bundle.abandon());
    const { manifest, findings, unread, secrets } = await exportTenant(
      { reader, catalog, bundle, clock: world.clock, say: world.say },
      { tenant: facts, cloud: settings.cloud, tool },
      { rows, reported: chosenReported(catalog, args.list('only'), args.list('except')), ...(glob === undefined ? {} : { named: globTest(glob) }), ...(withSecrets ? { withSecrets } : {}) },
    );
    const signature = await sign('signature', join(folder, locks === undefined ? manifestName : encryptedManifest));
    const sights = Object.values(manifest.kinds);
    const count = (state: string): number => sights.filter((sight) => sight.state === state).length;
    const objects = sights.reduce((sum, sight) => sum + sight.count, 0);
    const summary = { objects, kinds: sights.length, complete: count('complete'), empty: count('empty'), partial: count('partial'), notSeen: count('not seen'), notAvailable: count('not available'), notAsked: count('not asked'), unread: unread.length, ...(withSecrets ? { secrets: secrets.read, secretsUnread: secrets.unread } : {}), orphans: findings.filter((one) => one.code === codes.orphanGroup || one.code === codes.orphanReference).length };
    const failed = unread.length > 0 || secrets.unread > 0 || count('partial') > 0;
    return {
      exitCode: failed ? 4 : 0,
      summary,
      findings,
      files: { bundle: folder, ...signature },
      text: [exportText(manifest, kindFacts(catalog), { width: world.width, color: world.color }), '', `${String(objects)} objects of ${facts.displayName ?? name} are in ${folder}${locks === undefined ? '' : ', encrypted'}.${withSecrets ? ` ${String(secrets.read)} secrets were read with them${secrets.unread === 0 ? '' : `; ${String(secrets.unread)} were not given`}.` : ''}`, ...(findings.length === 0 ? [] : [`${findings.length === 1 ? 'One finding' : `${String(findings.length)} findings`}: \`tenantferry assess ${folder}\` explains.`])].join('\n'),
      more: { kinds: { ...manifest.kinds } },
    };
  },
};

