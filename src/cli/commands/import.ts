import { Stop } from '../../model/failure.js';
import type { Command, ExitCode } from '../command.js';
import { confirmWrites } from '../confirm.js';
import { tooManyUpdates } from '../allow-updates.js';
import { effortText } from '../effort.js';
import { endingsText, endingSummary } from '../endings-text.js';
import { admxOf, installersOf, journalOf, mappingsChanged, openPlan } from '../plan-inputs.js';
import { collectSecrets, openSecrets, secretsFrom } from '../secrets.js';
import { signer, signOption } from '../sign.js';
import { gaveUpText, maxWaitOption, stopExitCode, stoppedText, type Progress } from '../stopped.js';
import { loadConfig, openDestinationTenant, tool, usual } from '../world.js';

export const importCommand: Command = {
  name: 'import',
  describe: 'Execute a plan and write its journal beside it; goes on where a journal stands',
  positionals: [{ name: 'plan', describe: 'File that plan wrote', demand: true }],
  options: {
    'admx-files': { type: 'string', describe: 'Folder with the original ADMX and ADML files; the one that the plan names unless said', value: 'DIR' },
    'app-files': { type: 'string', describe: 'Folder with the original installers; the one that the plan names unless said', value: 'DIR' },
    yes: { type: 'boolean', alias: 'y', describe: 'Do not ask' },
    'secrets-from': secretsFrom,
    justification: { type: 'string', describe: 'Why the writes are made, for the administrator who must approve them where multi admin approval is on; what waits is sent by a later import' },
    'max-wait': maxWaitOption,
    sign: { ...signOption, describe: 'Sign the journal when the import ends: an Ed25519 private key in PEM' },
  },
  examples: [
    ['tenantferry import plan.json --yes', 'Execute the plan'],
    ['tenantferry import plan.json --yes --json', 'The same, with one JSON document at the end'],
    ['tenantferry import plan.json --yes --secrets-from env', 'With the secrets that the plan names, from environment variables'],
  ],
  async run(args, world) {
    const sign = await signer(args, world);
    const config = await loadConfig(world);
    const { plan, file, bundle } = await openPlan(world, args.need('plan'), config);
    const sources = await openSecrets(world, args);
    const [{ catalog }, { importPlan, secretsToSupply }, { openJournal }, { readJournal }, { secondNet, sourceFactsOf, valueRewriter }] = await Promise.all([
      import('../../catalog/index.js'),
      import('../../stages/import.js'),
      import('../../store/journal-file.js'),
      import('../../store/journal-lines.js'),
      import('../../stages/tenant-values.js'),
    ]);
    const justification = args.text('justification');
    if (justification !== undefined && !/^[ -~]+$/u.test(justification)) throw new Stop(2, 'The justification travels in a header, which takes the letters of ASCII only.', 'Write it without accents and line breaks.');
    const { writer, settings, signal } = await openDestinationTenant(world, config, plan.destination.name);
    const changed = await mappingsChanged(file, plan);
    if (changed !== undefined) world.say.warn(`The mapping files in ${changed} were changed after the plan was made: they count from the next plan on.`);
    const todo = effortText(plan, await readJournal(journalOf(file)));
    if (args.flag('yes')) world.say.note(`This sends ${todo}.`);
    await confirmWrites(world, plan.destination, `This sends ${todo} to`, args.flag('yes'));
    const journal = await openJournal(journalOf(file), world);
    world.onEnd(() => journal.close());
    const begun = journal.past.find((line) => line.event === 'begin');
    if (begun?.event === 'begin' && begun.plan !== plan.fingerprint) {
      throw new Stop(2, `${journalOf(file)} belongs to another plan.`, 'Give the new plan a name of its own, or move the old journal away once you are sure that it is not needed.');
    }
    if (journal.past.some((line) => line.event === 'begin' && line.deed === 'rollback')) {
      throw new Stop(3, `${file} was rolled back, so it is not imported again.`, `Finish the rollback if it was interrupted: \`tenantferry rollback ${args.need('plan')}\`. Then plan again under another name.`);
    }
    const files = await installersOf(world, file, plan, args.text('app-files'));
    const admx = await admxOf(world, file, plan, args.text('admx-files'));
    const maxWait = settings.maxWait ?? usual.maxWait;
    const supply = await collectSecrets(world, sources, plan.secrets ?? [], secretsToSupply(plan, journal.past));
    const known = await sourceFactsOf(bundle);
    const rewrite = valueRewriter(catalog, known, plan.values);
    const result = await importPlan({ bundle, destination: writer, catalog, journal, clock: world.clock, say: world.say, rewrite, secrets: { supply, strays: secondNet(known, plan.values) }, visibility: (settings.visibility ?? usual.visibility) * 1000, maxWait: maxWait * 1000, signal, tooMany: (updates, existing) => tooManyUpdates(updates, existing, plan.options.allowUpdates), ...(justification === undefined ? {} : { justification }), ...(admx === undefined ? {} : { admx }), ...(files === undefined ? {} : { content: { files, blocks: writer.blocks } }) }, plan, `${tool.name} ${tool.version}`);
    if (result.drift.length > 0) {
      return {
        exitCode: 3,
        summary: { moved: result.drift.length, done: 0 },
        findings: result.drift,
        files: {},
        text: [...result.drift.map((one) => `! ${one.message}`), '', `The destination has moved since the plan was made, so nothing was written. Plan again: \`tenantferry plan … --out ${args.need('plan')}\`.`].join('\n'),
      };
    }
    const bad = result.endings.some((one) => one.state === 'failed' || one.state === 'skipped') || result.beside.some((one) => one.state === 'failed');
    // whoever signs has the last word: nothing is appended after it
    await journal.close();
    const signature = result.done > 0 || bad || result.stopped || args.text('sign') !== undefined ? await sign('signature', journalOf(file)) : {};
    const summary = endingSummary(result.endings, result.beside);
    const exitCode: ExitCode = result.stopped ? stopExitCode(signal) : result.gaveUp !== undefined ? 1 : bad ? 4 : 0;
    const again = args.need('plan');
    const parked = result.endings.filter((one) => one.parked === true).length;
    const waiting = parked === 0 ? [] : [`${String(parked)} ${parked === 1 ? 'object waits' : 'objects wait'} for approval by another administrator; import again once that is given.`];
    const progress: Progress = { done: result.settled, of: result.of, what: 'actions', again: `tenantferry import ${again}`, undo: `tenantferry rollback ${again}` };
    const stopped = result.stopped ? stoppedText(signal, progress) : result.gaveUp !== undefined ? gaveUpText(result.gaveUp, maxWait, progress) : undefined;
    return {
      exitCode,
      summary: { ...summary, done: result.done, left: result.of - result.settled },
      findings: plan.findings,
      files: { journal: journalOf(file), plan: file, ...signature },
      text: [endingsText(result.endings, result.beside, { width: world.width, color: world.color }), '', ...waiting, stopped ?? `The journal is ${journalOf(file)}. Prove it: \`tenantferry verify ${again}\`.`].join('\n'),
      more: { ...(stopped === undefined ? {} : { stopped }), endings: result.endings.map((one) => ({ address: one.address, kind: one.kind, name: one.name, state: one.state, because: one.because, ...(one.failure === undefined ? {} : { requestId: one.failure.requestId ?? null }) })) },
    };
  },
};

