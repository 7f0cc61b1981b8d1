import type { Json } from '../../model/json.js';
import type { Verdict } from '../../model/verdict.js';
import type { Command } from '../command.js';
import { journalOf, openPlan } from '../plan-inputs.js';
import { maxWaitOption } from '../stopped.js';
import { loadConfig, openDestinationTenant, usual } from '../world.js';

export const verifyCommand: Command = {
  name: 'verify',
  describe: 'Read the destination back and give a verdict per object: equal, tidied by the service, different, missing',
  positionals: [{ name: 'plan', describe: 'File that plan wrote', demand: true }],
  options: {
    'max-wait': maxWaitOption,
  },
  examples: [
    ['tenantferry verify plan.json', 'Exit code 5 where something is different or missing, 4 where something could not be read'],
    ['tenantferry verify plan.json --json', 'Every verdict with path, wanted and found'],
  ],
  async run(args, world) {
    const config = await loadConfig(world);
    const { plan, file, bundle } = await openPlan(world, args.need('plan'), config);
    const [{ catalog }, { verifyPlan }, { readJournal }, { sourceFactsOf, valueRewriter }, { writeVerdicts }, { verifyText }] = await Promise.all([
      import('../../catalog/index.js'),
      import('../../stages/verify.js'),
      import('../../store/journal-file.js'),
      import('../../stages/tenant-values.js'),
      import('../verdict-file.js'),
      import('../../report/text.js'),
    ]);
    const { writer, settings, signal } = await openDestinationTenant(world, config, plan.destination.name);
    const rewrite = valueRewriter(catalog, await sourceFactsOf(bundle), plan.values);
    const { verdicts, findings, unread } = await verifyPlan({ bundle, destination: writer, catalog, say: world.say, rewrite, patience: { clock: world.clock, visibility: (settings.visibility ?? usual.visibility) * 1000, signal } }, plan, await readJournal(journalOf(file)));
    const count = (state: Verdict['as']): number => verdicts.filter((one) => one.as === state).length;
    const written = await writeVerdicts(file, plan, verdicts, new Date(world.clock.now()).toISOString());
    const bad = count('different') + count('missing');
    return {
      exitCode: bad > 0 ? 5 : unread > 0 ? 4 : 0,
      summary: { objects: verdicts.length, equal: count('equal'), tidied: count('tidied'), different: count('different'), missing: count('missing'), notChecked: count('not checked'), unread },
      findings,
      files: { verdicts: written },
      text: [verifyText(verdicts, { width: world.width, color: world.color }), ...(unread === 0 ? [] : [`${unread === 1 ? 'One object' : `${String(unread)} objects`} could not be read back, so this proves nothing about ${unread === 1 ? 'it' : 'them'}: verify again.`])].join('\n'),
      more: { verdicts: verdicts.map((verdict) => plainVerdict(verdict)) },
    };
  },
};

function plainVerdict(verdict: Verdict): Json {
  const { address, as } = verdict;
  const differences = verdict.as === 'different' ? verdict.differences : verdict.as === 'tidied' ? verdict.tidied : [];
  return {
    address,
    verdict: as,
    ...('id' in verdict ? { id: verdict.id } : {}),
    ...('because' in verdict ? { because: verdict.because } : {}),
    differences: differences.map((one) => ({ path: one.at, wanted: one.wanted ?? null, found: one.found ?? null })),
  };
}
