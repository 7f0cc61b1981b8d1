import { Stop } from '../../model/failure.js';
import type { Command, ExitCode } from '../command.js';
import { confirmWrites } from '../confirm.js';
import { journalOf, openPlan } from '../plan-inputs.js';
import { signer, signOption } from '../sign.js';
import { gaveUpText, maxWaitOption, stopExitCode, stoppedText, type Progress } from '../stopped.js';
import { undoSummary, undoText } from '../undo-text.js';
import { loadConfig, openDestinationTenant, tool, usual } from '../world.js';

export const rollbackCommand: Command = {
  name: 'rollback',
  describe: 'Undo what the journal says was made and changed; what somebody has changed since, or uses, is left',
  positionals: [{ name: 'plan', describe: 'File that plan wrote', demand: true }],
  options: {
    yes: { type: 'boolean', alias: 'y', describe: 'Do not ask' },
    'max-wait': maxWaitOption,
    sign: { ...signOption, describe: 'Sign the journal when the rollback ends: an Ed25519 private key in PEM' },
    'dry-run': { type: 'boolean', describe: 'Say what would be undone, and change nothing' },
  },
  examples: [
    ['tenantferry rollback plan.json --dry-run', 'What would be deleted, given back its old form, or left'],
    ['tenantferry rollback plan.json --yes', 'Do it; once more goes on where it stopped'],
  ],
  async run(args, world) {
    const sign = await signer(args, world);
    const config = await loadConfig(world);
    const { plan, file, bundle } = await openPlan(world, args.need('plan'), config);
    const [{ catalog }, { rollbackPlan }, { openJournal, readJournal }, { sourceFactsOf, valueRewriter }] = await Promise.all([
      import('../../catalog/index.js'),
      import('../../stages/rollback.js'),
      import('../../store/journal-file.js'),
      import('../../stages/tenant-values.js'),
    ]);
    const dryRun = args.flag('dry-run');
    const journalFile = journalOf(file);
    const past = await readJournal(journalFile);
    if (past.length === 0) throw new Stop(2, `${journalFile} does not exist or is empty: this plan was never imported.`, 'Name the plan whose import is to be undone; its journal lies beside it.');
    const begun = past.find((line) => line.event === 'begin');
    if (begun?.event === 'begin' && begun.plan !== plan.fingerprint) throw new Stop(2, `${journalFile} belongs to another plan.`, 'Name the plan whose import is to be undone.');
    const { writer, settings, signal } = await openDestinationTenant(world, config, plan.destination.name);
    const journal = dryRun ? { past, append: () => Promise.reject(new Error('a dry run writes nothing')) } : await openJournal(journalFile, world);
    if ('close' in journal) world.onEnd(() => journal.close());
    const rewrite = valueRewriter(catalog, await sourceFactsOf(bundle), plan.values);
    const maxWait = settings.maxWait ?? usual.maxWait;
    const ports = { bundle, destination: writer, catalog, journal, clock: world.clock, say: world.say, rewrite, visibility: (settings.visibility ?? usual.visibility) * 1000, maxWait: maxWait * 1000, signal };
    const result = await rollbackPlan(ports, plan, `${tool.name} ${tool.version}`, {
      dryRun,
      async confirm(ends) {
        const count = (end: string): number => ends.filter((one) => one.end === end).length;
        if (count('deleted') + count('restored') > 0) await confirmWrites(world, plan.destination, `This deletes ${String(count('deleted'))} objects and gives ${String(count('restored'))} their old form back in`, args.flag('yes'));
      },
    });
    if ('close' in journal) await journal.close();
    const signature = dryRun || (result.ends.length === 0 && args.text('sign') === undefined) ? {} : await sign('signature', journalFile);
    const kept = result.ends.some((one) => one.end === 'left' || one.end === 'failed');
    const gaveUp = result.ends.find((one) => one.end === 'not reached' && one.failure !== undefined)?.failure;
    const exitCode: ExitCode = result.stopped ? stopExitCode(signal) : gaveUp !== undefined ? 1 : kept && !dryRun ? 4 : 0;
    const open = result.ends.filter((one) => one.end === 'not reached').length;
    const progress: Progress = { done: result.ends.length - open, of: result.ends.length, what: 'objects', again: `tenantferry rollback ${args.need('plan')}` };
    const stopped = result.stopped ? stoppedText(signal, progress) : gaveUp !== undefined ? gaveUpText(gaveUp, maxWait, progress) : undefined;
    return {
      exitCode,
      summary: undoSummary(result.ends),
      findings: result.findings,
      files: { plan: file, ...(dryRun ? {} : { journal: journalFile }), ...signature },
      text: [undoText(result.ends, dryRun), ...(stopped === undefined ? [] : ['', stopped])].join('\n'),
      more: { ...(stopped === undefined ? {} : { stopped }), ends: result.ends.map(({ address, kind, was, end, because, id, differences }) => ({ address, kind, was, end, because, id: id ?? null, differences: differences.map((one) => ({ path: one.at, wanted: one.wanted ?? null, found: one.found ?? null })) })) },
    };
  },
};
