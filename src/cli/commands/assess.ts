import { basename, dirname, join } from 'node:path';
import type { Mapping, ValueMapping } from '../../model/mapping.js';
import type { Plan } from '../../model/plan.js';
import type { TenantFacts } from '../../model/policy.js';
import type { Assessment } from '../../stages/assess.js';
import type { Command } from '../command.js';
import { openBundleOf } from '../keys.js';
import { conditionsOf, type Conditions } from '../conditions.js';
import { destinationPlan } from '../destination-plan.js';
import { failsOn, formatsOf, kindFacts, reportExtras, reportOptions, reportSummary, writeReport } from '../report-files.js';
import { maxWaitOption } from '../stopped.js';
import { loadConfig, openDestinationTenant, pathOf, tool } from '../world.js';

export const assessCommand: Command = {
  name: 'assess',
  describe: 'The gap report: what moves, what does not, what must be decided',
  positionals: [{ name: 'bundle', describe: 'Folder that export or convert wrote', demand: true }],
  options: {
    destination: { type: 'string', describe: 'Look at this tenant too: twins, open questions, what exists there', value: 'NAME' },
    mappings: { type: 'string', describe: 'Folder of mapping files', value: 'DIR' },
    out: { type: 'string', describe: 'Folder of the report (default: beside the bundle)', value: 'DIR', alias: 'o' },
    format: { type: 'list', describe: 'html, md, csv, json, xlsx, sarif, junit; the first four unless said', value: 'html,md,…' },
    ...reportOptions,
    'fail-on': { type: 'string', describe: 'Exit with 3 where such a finding is open', choices: ['blocker', 'warning'] },
    'max-wait': maxWaitOption,
  },
  examples: [
    ['tenantferry assess exports/contoso', 'Report on the bundle alone'],
    ['tenantferry assess exports/contoso --destination fabrikam --fail-on blocker --format html,json', 'With the destination, for a pipeline'],
  ],
  async run(args, world) {
    const [{ catalog }, { assessBundle }, { makeGapReport }, { assessText }, { readMappings }, { defaultMappingsFolder }, { entriesOf }, { decisionsOf }, { appleReadiness }] = await Promise.all([
      import('../../catalog/index.js'),
      import('../../stages/assess.js'),
      import('../../report/gap-report.js'),
      import('../../report/text.js'),
      import('../../store/mappings.js'),
      import('../../store/config.js'),
      import('../../engine/mapping-words.js'),
      import('../../engine/values/decisions.js'),
      import('../../engine/apple/readiness.js'),
    ]);
    const formats = formatsOf(args.list('format'));
    const bundle = await openBundleOf(world, pathOf(world, args.need('bundle')));
    const source = bundle.manifest.tenant.name;
    const name = args.text('destination');
    let objects: readonly Mapping[] = [];
    let values: ValueMapping | undefined;
    let plan: Omit<Plan, 'fingerprint'> | undefined;
    let facts: TenantFacts | undefined;
    let look: ((about: Assessment) => Promise<Conditions>) | undefined;
    if (name !== undefined) {
      const config = await loadConfig(world);
      const given = args.text('mappings');
      const folder = given === undefined ? defaultMappingsFolder(world.configFile, source, name) : pathOf(world, given);
      const { writer, facts: known, settings } = await openDestinationTenant(world, config, name);
      const made = await destinationPlan(world, { bundle, catalog, destination: writer, facts: known, settings, folder, name });
      ({ objects, values, plan } = made);
      look = ({ needs, apple, objects: all }) => conditionsOf(world, config, { manifest: bundle.manifest, destination: writer, cloud: settings.cloud, needs, apple, kinds: new Set(all.map((one) => one.kind)), limits: made.limits, plan: made.plan });
      facts = known;
    } else if (args.text('mappings') !== undefined) {
      const read = await readMappings(pathOf(world, args.need('mappings')));
      objects = read.objects;
      values = read.values;
    }
    const time = new Date(world.clock.now()).toISOString();
    const assessment = await assessBundle({ bundle, catalog, say: world.say, time }, entriesOf(catalog, objects), decisionsOf(values?.entries ?? []));
    const conditions = await look?.(assessment);
    const findings = [...assessment.findings, ...(conditions?.findings ?? []), ...(plan?.findings ?? assessment.ofMappings(objects)), ...assessment.aboutMatches(objects)];
    const report = makeGapReport({
      tool,
      time,
      manifest: bundle.manifest,
      objects: assessment.objects,
      findings,
      kinds: kindFacts(catalog),
      ...(await reportExtras(args, world)),
      ...(facts === undefined ? {} : { destination: facts }),
      ...(conditions === undefined ? {} : { checks: conditions.checks }),
      apple: appleReadiness(assessment.apple, conditions?.apple),
      ...(objects.length === 0 ? {} : { mappings: objects }),
      ...(values === undefined ? {} : { values }),
      integrity: [{ what: 'bundle (manifest less its time)', sha256: bundle.fingerprint() }],
    });
    const out = args.text('out');
    const folder = out === undefined ? join(dirname(bundle.folder), `${basename(bundle.folder)}-report`) : pathOf(world, out);
    const files = await writeReport(folder, report, formats);
    const failed = failsOn(report, args.text('fail-on'));
    return {
      exitCode: failed ? 3 : 0,
      summary: reportSummary(report),
      findings,
      files,
      text: `${assessText(report, { width: world.width, color: world.color })}\n${files['report'] ?? folder}${failed ? `\nOpen findings hold this up (--fail-on ${args.text('fail-on') ?? ''}).` : ''}`,
    };
  },
};

