import { relative, dirname } from 'node:path';
import type { Plan, PlanOptions } from '../../model/plan.js';
import { codes } from '../../model/rules.js';
import { allowedShare, allowUpdatesOption, tooManyUpdates } from '../allow-updates.js';
import type { Command } from '../command.js';
import { openBundleOf } from '../keys.js';
import { planSummary } from '../plan-counts.js';
import { signer, signOption } from '../sign.js';
import { maxWaitOption } from '../stopped.js';
import { loadConfig, openDestinationTenant, pathOf, tool } from '../world.js';
import { refuseOneTenant } from '../plan-inputs.js';
import { openSecrets, secretsFrom } from '../secrets.js';
import { secretsTemplate } from '../secrets-template.js';

function oneOf<T extends string>(value: string | undefined, values: readonly T[], standard: T): T {
  return values.find((one) => one === value) ?? standard;
}

/** Which secrets are sent, which are not, and how to change that. */
function secretsText(plan: Plan, template: { readonly file?: string }): string[] {
  const sent = (plan.secrets ?? []).length;
  const without = new Set(plan.findings.filter((one) => one.code === codes.secretLeftOut || one.code === codes.secretNotCreated).map((one) => `${one.address ?? ''}${one.at ?? ''}`)).size;
  return [
    ...(sent === 0 ? [] : [`${sent === 1 ? 'One secret is' : `${String(sent)} secrets are`} sent; the plan holds their names and no value.`]),
    ...(without === 0 || template.file === undefined ? [] : [`${without === 1 ? 'One secret is' : `${String(without)} secrets are`} not supplied: copy ${template.file}, fill it in, and plan again with --secrets-from.`]),
    ...(sent + without === 0 ? [] : ['']),
  ];
}

export const planCommand: Command = {
  name: 'plan',
  describe: 'Decide what will be done, print it and write it to a file; nothing is changed anywhere',
  positionals: [{ name: 'bundle', describe: 'Folder that export or convert wrote', demand: true }],
  options: {
    destination: { type: 'string', describe: 'Tenant of the configuration', value: 'NAME' },
    mappings: { type: 'string', describe: 'Folder of mapping files', value: 'DIR' },
    out: { type: 'string', describe: 'Plan file to write', value: 'FILE', alias: 'o', default: 'plan.json' },
    assignments: { type: 'string', describe: 'now: created first, assigned in the last wave; later, none: created unassigned', choices: ['now', 'later', 'none'], default: 'now' },
    'on-existing': { type: 'string', describe: 'What to do with objects that are there already', choices: ['skip', 'update', 'fail'], default: 'skip' },
    'allow-updates': allowUpdatesOption,
    prefix: { type: 'string', describe: 'Put in front of every name', value: 'TEXT' },
    'admx-files': { type: 'string', describe: 'Folder with the original ADMX files and their ADML files: uploaded ADMX files are made of them', value: 'DIR' },
    'app-files': { type: 'string', describe: 'Folder with the original installers: apps whose file is in it are created', value: 'DIR' },
    'keep-state': { type: 'boolean', describe: 'Conditional access keeps its state instead of arriving report-only' },
    'allow-open': { type: 'boolean', describe: 'Go on without what is still open, and say so' },
    'secrets-from': secretsFrom,
    'max-wait': maxWaitOption,
    sign: signOption,
    'detailed-exit-code': { type: 'boolean', describe: 'Exit with 5 where the plan would change something' },
  },
  examples: [
    ['tenantferry plan exports/contoso --destination fabrikam --out plan.json', 'Plan the whole bundle'],
    ['tenantferry plan exports/contoso --destination fabrikam --secrets-from env --out plan.json', 'With the secrets that environment variables hold'],
    ['tenantferry plan exports/contoso --destination fabrikam --app-files installers --out plan.json', 'Create Win32 and line-of-business apps whose installer is in a folder'],
    ['tenantferry plan exports/contoso --destination fabrikam --assignments later --prefix "[CT] " --out plan.json', 'Create everything unassigned, under new names'],
  ],
  async run(args, world) {
    const [{ catalog }, { makePlan }, { readMappings }, { defaultMappingsFolder, tenantOf }, { planFingerprint, writePlan }, { entriesOf }, { secondNet, sourceFactsOf, valueRewriter }, { planValues }, { secondsFor }, { planText }] = await Promise.all([
      import('../../catalog/index.js'),
      import('../../stages/plan.js'),
      import('../../store/mappings.js'),
      import('../../store/config.js'),
      import('../../store/plan-file.js'),
      import('../../engine/mapping-words.js'),
      import('../../stages/tenant-values.js'),
      import('../../engine/values/decisions.js'),
      import('../../model/budgets.js'),
      import('../../report/plan-text.js'),
    ]);
    const allowed = allowedShare(args.text('allow-updates'));
    const sign = await signer(args, world);
    const config = await loadConfig(world);
    const bundle = await openBundleOf(world, pathOf(world, args.need('bundle')));
    const name = args.text('destination') ?? config.destination ?? args.need('destination');
    const source = bundle.manifest.tenant.name;
    refuseOneTenant(bundle.manifest.tenant, name, tenantOf(config, name, world.configFile), world.configFile);
    const given = args.text('mappings');
    const folder = given === undefined ? defaultMappingsFolder(world.configFile, source, name) : pathOf(world, given);
    const mappings = await readMappings(folder, { source, destination: name });
    const { writer, facts, settings } = await openDestinationTenant(world, config, name);
    const options: PlanOptions = {
      assignments: oneOf(args.text('assignments'), ['now', 'later', 'none'], 'now'),
      onExisting: oneOf(args.text('on-existing'), ['skip', 'update', 'fail'], 'skip'),
      prefix: args.text('prefix') ?? '',
      keepState: args.flag('keep-state'),
      allowOpen: args.flag('allow-open'),
      ...(allowed === undefined ? {} : { allowUpdates: allowed }),
    };
    const out = pathOf(world, args.need('out'));
    const secrets = await openSecrets(world, args);
    const appFiles = args.text('app-files');
    const files = appFiles === undefined ? undefined : await (await import('../../store/packages/app-files.js')).openAppFiles(pathOf(world, appFiles));
    const admxFolder = args.text('admx-files');
    const admx = admxFolder === undefined ? undefined : await (await import('../../store/packages/admx-files.js')).openAdmxFiles(pathOf(world, admxFolder));
    const values = planValues(mappings.values?.entries ?? []);
    const known = await sourceFactsOf(bundle);
    const share = typeof settings.pacing === 'number' ? settings.pacing : 1;
    const { plan, stops, existing } = await makePlan(
      {
        bundle,
        ...(files === undefined ? {} : { files }),
        ...(admx === undefined ? {} : { admx }),
        destination: writer,
        catalog,
        say: world.say,
        rewrite: valueRewriter(catalog, known, values),
        strays: secondNet(known, values),
        supply: secrets.supply,
        seconds: (service, writes, reads) => Math.ceil(secondsFor({ [service]: { writes, reads } }, share).seconds),
      },
      {
        tool,
        time: new Date(world.clock.now()).toISOString(),
        destination: facts,
        bundlePath: relative(dirname(out), bundle.folder) || '.',
        mappings: { path: relative(dirname(out), folder) || '.', fingerprint: mappings.fingerprint, entryOf: entriesOf(catalog, mappings.objects) },
        values,
        valueFindings: [],
        options,
        ...(admx === undefined ? {} : { admxFilesPath: relative(dirname(out), admx.folder) || '.' }),
        ...(files === undefined ? {} : { appFilesPath: relative(dirname(out), files.folder) || '.' }),
      },
    );
    const template = await secretsTemplate(bundle, catalog, folder, name);
    const summary = { ...planSummary(plan), secrets: (plan.secrets ?? []).length };
    const shown = { width: world.width, color: world.color, titles: (kind: string) => catalog.find(kind)?.title ?? kind };
    if (stops.length > 0) {
      return {
        exitCode: 3,
        summary: { ...summary, open: stops.length },
        findings: plan.findings,
        files: { mappings: folder, ...(template.file === undefined ? {} : { secretsTemplate: template.file }) },
        text: [planText({ ...plan, fingerprint: planFingerprint(plan) }, shown), '', ...stops.map((stop) => `? ${stop.message}`), '', `${stops.length === 1 ? 'One place waits' : `${String(stops.length)} places wait`} for a decision, so no plan was written. Answer what is "open" in ${folder} (one answer often settles many places), or go on without with --allow-open.`].join('\n'),
      };
    }
    const asks = tooManyUpdates(plan.waves.flat().filter((action) => action.do === 'update').length, existing, allowed);
    if (asks !== undefined) {
      return {
        exitCode: 3,
        summary: { ...summary, existing },
        findings: plan.findings,
        files: { mappings: folder },
        text: [planText({ ...plan, fingerprint: planFingerprint(plan) }, shown), '', `${asks} No plan was written.`].join('\n'),
        more: { asks },
      };
    }
    const written = await writePlan(out, plan);
    const signature = await sign('signature', out);
    const changes = written.waves.flat().some((action) => action.do !== 'keep');
    return {
      exitCode: args.flag('detailed-exit-code') && changes ? 5 : 0,
      summary,
      findings: written.findings,
      files: { plan: out, ...signature, ...(template.file === undefined ? {} : { secretsTemplate: template.file }) },
      text: [planText(written, shown), '', ...secretsText(written, template), `The plan is in ${out}. Nothing was changed yet: \`tenantferry import ${args.need('out')}${secrets.said.map((word) => ` --secrets-from ${word}`).join('')}\` executes it.`].join('\n'),
    };
  },
};
