import { checkPlatform, identityTypeIn } from '../../engine/apple/identifiers/check.js';
import { Stop } from '../../model/failure.js';
import type { Command } from '../command.js';
import { loadConfig, openDestinationTenant, pathOf } from '../world.js';
import { maxWaitOption } from '../stopped.js';

const most = 100;

export const identifiersImportCommand: Command = {
  name: 'identifiers import',
  describe: 'Import corporate device identifiers, row by row; without --yes it shows what would happen and sends nothing',
  positionals: [{ name: 'file', describe: 'CSV or text file: identifier, serial, imei, manufacturer, model, platform, details; with a header or without', demand: true }],
  options: {
    'max-wait': maxWaitOption,
    tenant: { type: 'string', describe: 'Tenant that gets them', value: 'NAME', demand: true },
    overwrite: { type: 'boolean', describe: 'Replace the details of identifiers that the tenant has with other details' },
    type: { type: 'string', describe: 'What the identifiers are where the file does not say', choices: ['serial', 'imei', 'manufacturerModelSerial'] },
    platform: { type: 'string', describe: 'Platform where the file does not say', choices: ['ios', 'macOS', 'android', 'windows'] },
    yes: { type: 'boolean', alias: 'y', describe: 'Send them' },
  },
  examples: [
    ['tenantferry identifiers import identifiers.csv --tenant fabrikam', 'The dry run: the outcome of every row, nothing sent'],
    ['tenantferry identifiers import identifiers.csv --tenant fabrikam --yes --json', 'Import, with the outcome of every row as JSON'],
  ],
  permissions: 'Asks for DeviceManagementServiceConfig.ReadWrite.All, and DeviceManagementManagedDevices.ReadWrite.All to make enrolled devices the company\'s.',
  async run(args, world) {
    const config = await loadConfig(world);
    const name = args.need('tenant');
    if (name === config.source) throw new Stop(2, `${name} plays the source, and the source is only read.`, 'Name the destination with --tenant.');
    const [{ readLooseRows }, { readIdentifiers }, { importIdentities }, { countOutcomes, identifierFindings }, { textTable }] = await Promise.all([
      import('../../store/loose-rows.js'), import('../../engine/apple/identifiers/read.js'), import('../../stages/apple/identifiers/import.js'), import('../../engine/apple/identifiers/compare.js'), import('../../report/text-table.js'),
    ]);
    const place = pathOf(world, args.need('file'));
    const type = identityTypeIn(args.text('type') ?? '');
    const platform = args.text('platform') === undefined ? undefined : checkPlatform(args.need('platform'));
    const file = readIdentifiers(await readLooseRows(place), { ...(type === undefined ? {} : { type }), ...(platform?.ok === true ? { platform: platform.value } : {}) });
    if (file === undefined) throw new Stop(2, `${place} has no column that holds identifiers.`, 'Name a column identifier, serial or imei (for Windows: manufacturer, model and serial), or write one identifier a line.');
    if (file.good.length + file.bad.length === 0) throw new Stop(2, `${place} holds no identifier.`, 'Write one identifier a line.');
    const send = args.flag('yes');
    const { writer } = await openDestinationTenant(world, config, name);
    const result = await importIdentities(writer, world.say, { file, overwrite: args.flag('overwrite'), send });
    const counts = countOutcomes(result.rows);
    const failed = result.rows.filter((row) => row.as === 'bad' || row.as === 'refused' || row.as === 'unknown' || (row.as === 'conflict' && !args.flag('overwrite'))).length + result.ownershipProblems.length;
    const told = result.rows.filter((row) => row.as !== 'imported' && row.as !== 'new' && row.as !== 'same');
    const shown = (told.length > 0 ? told : result.rows).slice(0, most);
    return {
      exitCode: failed > 0 ? 4 : 0,
      summary: { rows: result.rows.length, ...counts, personal: result.personal.length, madeCompany: result.madeCompany, sent: send },
      findings: identifierFindings(result.rows, file, result.personal.map((device) => device.serial)),
      files: {},
      text: [
        textTable([{ label: 'Line', right: true }, { label: 'Identifier' }, { label: 'Outcome' }, { label: 'Why', grows: true, wraps: true }], shown.map((row) => [String(row.line), row.identifier, row.as, row.because]), world).trimEnd(), '',
        `${String(result.rows.length)} rows: ${Object.entries(counts).map(([as, count]) => `${String(count)} ${as}`).join(', ')}.`,
        ...(result.personal.length > 0 ? [send ? `${String(result.madeCompany)} of ${String(result.personal.length)} enrolled personal devices are the company's now.` : `${String(result.personal.length)} enrolled personal devices would become the company's.`] : []),
        ...(send ? [] : ['Nothing was sent: this was the dry run. --yes imports.']),
      ].join('\n'),
      more: { rows: result.rows, ownershipProblems: result.ownershipProblems },
    };
  },
};
