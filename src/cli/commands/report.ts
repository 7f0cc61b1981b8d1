import { basename, dirname, join, resolve } from 'node:path';
import type { Plan } from '../../model/plan.js';
import type { ReportInputs } from '../../report/inputs.js';
import type { Command } from '../command.js';
import { journalOf, openPlan } from '../plan-inputs.js';
import { formatsOf, kindFacts, reportExtras, reportOptions, reportSummary, writeReport } from '../report-files.js';
import type { Bundle } from '../../model/bundle.js';
import type { Config } from '../../model/config.js';
import type { CheckLine } from '../../model/gap-report.js';
import { codes } from '../../model/rules.js';
import type { Assessment } from '../../stages/assess.js';
import { conditionsOf, type Conditions } from '../conditions.js';
import { loadConfig, openDestinationTenant, pathOf, tool, type World } from '../world.js';

export const reportCommand: Command = {
  name: 'report',
  describe: 'Gap report, plan, outcomes and verdicts in one evidence pack',
  positionals: [{ name: 'plan', describe: 'File that plan wrote', demand: true }],
  options: {
    out: { type: 'string', describe: 'Folder of the pack (default: beside the plan)', value: 'DIR', alias: 'o' },
    format: { type: 'list', describe: 'html, md, csv, json, xlsx, sarif, junit; the first four unless said', value: 'html,md,…' },
    look: { type: 'boolean', describe: 'Sign in and look at both tenants too: licenses, connectors, tokens' },
    ...reportOptions,
  },
  examples: [
    ['tenantferry report plan.json', 'Write plan-report/ beside the plan'],
    ['tenantferry report plan.json --out evidence', 'Write it into evidence/'],
    ['tenantferry report plan.json --look', 'With licenses, connectors and tokens of both tenants as they are now'],
  ],
  async run(args, world) {
    const formats = formatsOf(args.list('format'));
    const config = await loadConfig(world);
    const { plan, file, bundle } = await openPlan(world, args.need('plan'), config);
    const [{ catalog }, { assessBundle }, { makeGapReport }, { assessText }, { readJournal }, { endingsOf }, { runFindings, proofFindings }, { JournalState }, { readVerdicts }, { copyEvidence }, { decisionsOfPlan }, { appleReadiness }] = await Promise.all([
      import('../../catalog/index.js'),
      import('../../stages/assess.js'),
      import('../../report/gap-report.js'),
      import('../../report/text.js'),
      import('../../store/journal-file.js'),
      import('../../engine/balance.js'),
      import('../../engine/run-findings.js'),
      import('../../engine/journal-state.js'),
      import('../verdict-file.js'),
      import('../evidence.js'),
      import('../../engine/values/decisions.js'),
      import('../../engine/apple/readiness.js'),
    ]);
    const lines = await readJournal(journalOf(file));
    const state = new JournalState(lines);
    const { endings } = endingsOf(plan, state);
    const verdicts = await readVerdicts(file, plan);
    const time = new Date(world.clock.now()).toISOString();
    const assessment = await assessBundle({ bundle, catalog, say: world.say, time }, () => undefined, decisionsOfPlan(plan.values));
    const conditions = args.flag('look') ? await lookAt(world, config, plan, bundle, assessment) : undefined;
    const decided = await mappingsOf(file, plan);
    const out = args.text('out');
    const folder = out === undefined ? join(dirname(file), `${basename(file).replace(/\.json$/u, '')}-report`) : pathOf(world, out);
    const evidence = await copyEvidence(folder, file, bundle.folder);
    const report = makeGapReport({
      tool,
      time,
      manifest: bundle.manifest,
      objects: assessment.objects,
      findings: [...assessment.findings, ...plan.findings, ...(lines.length === 0 ? [] : runFindings(endings)), ...proofFindings(verdicts ?? []), ...(conditions?.findings ?? []), ...assessment.aboutMatches(decided.mappings ?? [])],
      kinds: kindFacts(catalog),
      ...(await reportExtras(args, world)),
      ...decided,
      destination: plan.destination,
      apple: appleReadiness(assessment.apple, conditions?.apple),
      checks: [...(conditions?.checks ?? []), limitsLine(plan)],
      plan,
      ...(lines.length === 0
        ? {}
        : {
            ends: endings.map((one) => {
              const id = state.idOf(one.address);
              return { address: one.address, state: one.state, because: one.because, ...(id === undefined ? {} : { id }), ...(one.failure?.requestId === undefined ? {} : { requestId: one.failure.requestId }) };
            }),
          }),
      ...(verdicts === undefined ? {} : { verdicts }),
      integrity: [{ what: 'bundle (manifest less its time)', sha256: bundle.fingerprint() }, { what: 'plan (its own fingerprint)', sha256: plan.fingerprint }, ...evidence.hashes],
    });
    const files = await writeReport(folder, report, formats);
    return {
      exitCode: 0,
      summary: { ...reportSummary(report), outcomes: lines.length === 0 ? 0 : endings.length, verdicts: verdicts?.length ?? 0 },
      findings: plan.findings,
      files: { ...files, ...evidence.files },
      text: `${assessText(report, { width: world.width, color: world.color })}\n${files['report'] ?? folder}`,
    };
  },
};

async function lookAt(world: World, config: Config, plan: Plan, bundle: Bundle, assessment: Assessment): Promise<Conditions> {
  const { writer, settings } = await openDestinationTenant(world, config, plan.destination.name);
  return conditionsOf(world, config, { manifest: bundle.manifest, destination: writer, cloud: settings.cloud, needs: assessment.needs, apple: assessment.apple, kinds: new Set(assessment.objects.map((one) => one.kind)), plan });
}

/** The plan counted against the limits when it was made; what is near or over one is among its findings. */
function limitsLine(plan: Plan): CheckLine {
  const found = plan.findings.some((one) => one.code === codes.limitReached || one.code === codes.limitNear);
  return { area: 'limit', what: 'Limits of the service', state: 'pass', detail: found ? 'Counted when the plan was made, but for the ones named beside.' : 'Counted when the plan was made: none is near.' };
}

/** The decisions that the plan was made with, for the reference map; nothing where the files have changed since or are gone. */
async function mappingsOf(file: string, plan: Plan): Promise<Pick<ReportInputs, 'mappings' | 'values'>> {
  const [{ readMappings }, { exists }] = await Promise.all([import('../../store/mappings.js'), import('../../store/write-file.js')]);
  const folder = resolve(dirname(file), plan.mappings.path);
  if (!(await exists(folder))) return {};
  const { objects, values, fingerprint } = await readMappings(folder, { source: plan.source.name, destination: plan.destination.name });
  return fingerprint === plan.mappings.fingerprint ? { mappings: objects, ...(values === undefined ? {} : { values }) } : {};
}
