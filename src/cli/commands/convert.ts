import { basename, isAbsolute, relative, sep } from 'node:path';
import { Stop } from '../../model/failure.js';
import { isGuid } from '../../model/ids.js';
import type { TenantFacts } from '../../model/policy.js';
import type { Command } from '../command.js';
import { encryptOptions, locksOf } from '../keys.js';
import { kindFacts } from '../report-files.js';
import { pathOf, tool } from '../world.js';

/** Whether one path is another or lies below it. */
function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

export const convertCommand: Command = {
  name: 'convert',
  describe: 'Turn an export that another tool wrote into a bundle; the layout is recognized per file',
  positionals: [{ name: 'folder', describe: 'Folder of IntuneManagement, the portal, IntuneCD, CIPP or raw Graph files', demand: true }],
  options: {
    out: { type: 'string', describe: 'Folder of the bundle', value: 'DIR', alias: 'o', demand: true },
    tenant: { type: 'string', describe: 'What the source is called in mapping files (default: name of the folder)', value: 'NAME' },
    'tenant-id': { type: 'string', describe: 'Id of the tenant the files came from, where they do not say', value: 'GUID' },
    ...encryptOptions,
    domain: { type: 'list', describe: 'Domains of that tenant, its initial domain first', value: 'DOMAIN,…' },
  },
  examples: [
    ['tenantferry convert IntuneBackup --out exports/contoso --tenant contoso', 'Convert a backup folder'],
    ['tenantferry convert portal-exports --out exports/portal --tenant-id 11111111-2222-3333-4444-555555555555 --domain contoso.onmicrosoft.com', 'Say what the files do not'],
  ],
  async run(args, world) {
    const [{ catalog }, { createBundle }, { convertFolder }, { policyOf }, { neighborOf }, { tableText }, { exportText }] = await Promise.all([
      import('../../catalog/index.js'),
      import('../../store/bundle-writer.js'),
      import('../../store/foreign/convert-folder.js'),
      import('../../engine/intake.js'),
      import('../../engine/neighbors.js'),
      import('../../store/foreign/table.js'),
      import('../../report/export-text.js'),
    ]);
    const folder = pathOf(world, args.need('folder'));
    const out = pathOf(world, args.need('out'));
    const tenantId = args.text('tenant-id');
    if (tenantId !== undefined && !isGuid(tenantId)) throw new Stop(2, `"${tenantId}" is no tenant id.`, 'Give the GUID that Entra shows as the directory id of the source.');
    if (isWithin(out, folder)) throw new Stop(2, `The bundle ${out} would lie inside the folder that is converted.`, 'Give --out a folder beside it: the next run would convert its own bundle.');
    const bundle = await createBundle(out, await locksOf(world, args));
    world.onEnd(() => bundle.abandon());
    world.say.begin('Converting');
    const converted = await convertFolder(folder, {
      catalog,
      intake: { policyOf: (row, raw) => policyOf('source', row, raw), neighborOf },
      ...(tenantId === undefined ? {} : { tenantId }),
      put: async (policy) => {
        await bundle.put(policy);
        world.say.step();
      },
    });
    world.say.end();
    const { table } = converted;
    if (table.byOutcome.policies + table.byOutcome.neighbors + table.byOutcome['not readable'] === 0) {
      throw new Stop(2, `There is nothing to convert in ${folder}: none of its ${String(table.files)} files holds a policy that this tool knows.`, 'Name the folder that the other tool exported to.');
    }
    bundle.putNeighbors(converted.neighbors);
    bundle.putFindings(converted.findings);
    const domains = args.list('domain').map((domain) => domain.toLowerCase());
    const [initialDomain] = domains;
    const tenant: TenantFacts = {
      name: args.text('tenant') ?? basename(folder),
      id: tenantId ?? converted.tenant.id ?? 'unknown',
      ...(converted.tenant.displayName === undefined ? {} : { displayName: converted.tenant.displayName }),
      ...(converted.tenant.intuneAccountId === undefined ? {} : { intuneAccountId: converted.tenant.intuneAccountId }),
      ...(initialDomain === undefined ? {} : { initialDomain }),
      domains,
    };
    const manifest = await bundle.finish({ tool, tenant, cloud: 'global', time: new Date(world.clock.now()).toISOString(), origin: 'converted', kinds: converted.kinds });
    const objects = Object.values(manifest.kinds).reduce((sum, sight) => sum + sight.count, 0);
    const unread = table.byOutcome['not readable'];
    return {
      exitCode: unread > 0 ? 4 : 0,
      summary: { objects, files: table.files, policyFiles: table.byOutcome.policies, neighborFiles: table.byOutcome.neighbors, noRow: table.byOutcome['no row'], notPolicy: table.byOutcome['not a policy'], notReadable: unread },
      findings: converted.findings,
      files: { bundle: out },
      text: [exportText(manifest, kindFacts(catalog), { width: world.width, color: world.color }), tableText(table), '', `${String(objects)} objects are in ${out}.`, ...(tenant.id === 'unknown' ? ['! The files do not say which tenant they come from. Ids and domains of the source cannot be recognized in settings: convert again with --tenant-id and --domain.'] : []), ...table.notReadable.map((one) => `! ${one.path}: ${one.because}`)].join('\n'),
    };
  },
};
