import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Stop } from '../../model/failure.js';
import { Args } from '../args.js';
import type { Answer, Command } from '../command.js';
import { answerOpenQuestions } from '../demo-decisions.js';
import { simulatedConfig, tokensOf } from '../simulated.js';
import { pathOf, type World } from '../world.js';
import { assessCommand } from './assess.js';
import { exportCommand } from './export.js';
import { importCommand } from './import.js';
import { mapCommand } from './map.js';
import { planCommand } from './plan.js';
import { reportCommand } from './report.js';
import { verifyCommand } from './verify.js';

const marker = 'demo.json';

/** Makes the folder empty for a new run; one that holds anything but an earlier demo is left alone. */
async function prepareFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const names = await readdir(folder);
  if (names.length > 0 && !names.includes(marker)) throw new Stop(2, `${folder} is not empty and holds no earlier demo.`, 'Name another folder with --dir.');
  for (const name of names) await rm(join(folder, name), { recursive: true, force: true });
  await writeFile(join(folder, marker), '{ "what": "a run of tenantferry demo; the next one replaces it" }\n', { mode: 0o600 });
}

interface StepOfDemo {
  readonly what: string;
  readonly command: Command;
  readonly words: Readonly<Record<string, unknown>>;
  readonly said: (answer: Answer) => string;
}

function count(answer: Answer, name: string): string {
  const value = answer.summary[name];
  return typeof value === 'number' || typeof value === 'string' ? String(value) : '0';
}

export const demoCommand: Command = {
  name: 'demo',
  describe: 'The whole move between two simulated tenants, with everything it leaves behind',
  positionals: [],
  options: {
    dir: { type: 'string', describe: 'Folder for bundle, mappings, plan, journal and report', value: 'DIR', default: 'demo-run' },
  },
  examples: [
    ['tenantferry demo', 'Run it and open the report it names'],
    ['tenantferry demo --dir /tmp/tenantferry-demo --json', 'Elsewhere, with one JSON document'],
  ],
  async run(args, world) {
    const [{ catalog }, { startDemoTenants }, { addSimulatedApple, runDemoWave }] = await Promise.all([import('../../catalog/index.js'), import('../../simulator/demo/tenants.js'), import('../apple/demo-wave.js')]);
    const dir = pathOf(world, args.need('dir'));
    await prepareFolder(dir);
    const simulator = await startDemoTenants({ catalog });
    world.onEnd(() => simulator.stop());
    const configFile = join(dir, 'tenantferry.json');
    const apple = await addSimulatedApple(simulator, world, join(dir, 'apple-key.pem'));
    world.onEnd(apple.close);
    await writeFile(configFile, `${JSON.stringify({ ...simulatedConfig(simulator), apple: { ...apple.config, privateKeyPath: 'apple-key.pem' } }, undefined, 2)}\n`, { mode: 0o600 });
    const closers: (() => Promise<void>)[] = [];
    const inside: World = {
      ...world,
      onEnd: (close) => {
        closers.push(close);
      },
      cwd: dir,
      configFile,
      interactive: false,
      env: { ...world.env, ...tokensOf(simulator), XDG_CACHE_HOME: join(dir, '.cache') },
    };
    const mappings = join(dir, 'mappings', 'contoso-to-fabrikam');
    const text: string[] = [];
    const run = async (step: StepOfDemo): Promise<Answer> => {
      const answer = await step.command.run(new Args(step.words), inside).finally(async () => {
        for (const close of closers.splice(0).reverse()) await close();
      });
      const line = `${step.what.padEnd(10)} ${step.said(answer)}`;
      text.push(line);
      world.say.note(line);
      if (answer.exitCode === 1 || answer.exitCode === 2) throw new Stop(1, `The demo stopped at ${step.command.name}.`, answer.text);
      return answer;
    };
    await run({ what: 'export', command: exportCommand, words: { tenant: 'contoso' }, said: (answer) => `${count(answer, 'objects')} objects of contoso read, ${count(answer, 'orphans')} reference to something that no longer exists` });
    await run({ what: 'assess', command: assessCommand, words: { bundle: 'exports/contoso', destination: 'fabrikam', out: 'assessment' }, said: (answer) => `${count(answer, 'verdict')}: ${count(answer, 'decisions')} decisions needed, ${count(answer, 'blocker')} blockers` });
    await run({ what: 'map', command: mapCommand, words: { bundle: 'exports/contoso', destination: 'fabrikam' }, said: (answer) => `${count(answer, 'map')} mapped, ${count(answer, 'create')} to create, ${count(answer, 'open')} open` });
    const decisions = await answerOpenQuestions(mappings, [simulator.tenant('contoso').identity.tenantId, simulator.tenant('fabrikam').identity.tenantId]);
    const decided = `decide     ${String(decisions.length)} open questions answered as a consultant might: ${decisions.slice(0, 3).join('; ')}${decisions.length > 3 ? ' …' : ''}`;
    text.push(decided);
    world.say.note(decided);
    const plan = { bundle: 'exports/contoso', destination: 'fabrikam', out: 'plan.json', assignments: 'now', 'on-existing': 'skip' };
    await run({ what: 'plan', command: planCommand, words: plan, said: (answer) => `${count(answer, 'create')} to create, ${count(answer, 'same')} the same, ${count(answer, 'notPortable')} not portable, ${count(answer, 'leftOut')} left out; ${count(answer, 'writes')} writes` });
    const imported = await run({ what: 'import', command: importCommand, words: { plan: 'plan.json', yes: true }, said: (answer) => `${count(answer, 'created')} created, ${count(answer, 'failed')} failed; the states sum to ${count(answer, 'exported')}, the export` });
    const verified = await run({ what: 'verify', command: verifyCommand, words: { plan: 'plan.json' }, said: (answer) => `${count(answer, 'equal')} equal, ${count(answer, 'tidied')} tidied by the service, ${count(answer, 'different')} different, ${count(answer, 'missing')} missing` });
    await run({ what: 'again', command: importCommand, words: { plan: 'plan.json', yes: true }, said: (answer) => `the same plan once more: ${count(answer, 'done')} actions` });
    await runDemoWave(inside, run);
    const report = await run({ what: 'report', command: reportCommand, words: { plan: 'plan.json', out: 'report' }, said: () => 'gap report, plan, outcomes and verdicts' });
    const file = report.files['report'] ?? join(dir, 'report');
    return {
      exitCode: imported.exitCode === 0 ? verified.exitCode : imported.exitCode,
      summary: { ...imported.summary, verified: verified.summary, decisions: decisions.length },
      findings: report.findings,
      files: { dir, config: configFile, bundle: join(dir, 'exports', 'contoso'), mappings, plan: join(dir, 'plan.json'), ...report.files },
      text: `${[...text, '', file].join('\n')}\n`,
    };
  },
};
