import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from '../command.js';
import { simulatedConfig, tokensOf } from '../simulated.js';

/** These users do not wait for a deadline: what comes after a migration can be seen within a minute. */
const eager = ['ada', 'grace'] as const;

export const simulateCommand: Command = {
  name: 'simulate',
  describe: 'Two simulated tenants and an Apple organization as servers on loopback, for trying commands by hand; prints a ready configuration',
  positionals: [],
  options: {
    port: { type: 'number', describe: 'Port of the first tenant; the second and the Apple organization take the next two', value: 'N', default: 9001 },
  },
  examples: [
    ['tenantferry simulate', 'Ports 9001, 9002 and 9003, until Ctrl-C'],
    ['tenantferry simulate --port 9100 --json', 'Elsewhere, with configuration and tokens as JSON'],
  ],
  async run(args, world) {
    const [{ catalog }, { startDemoTenants }, { addSimulatedApple }, { cacheDirectory }] = await Promise.all([import('../../catalog/index.js'), import('../../simulator/demo/tenants.js'), import('../apple/demo-wave.js'), import('../../apple/private-files.js')]);
    const port = args.number('port') ?? 9001;
    const simulator = await startDemoTenants({ catalog, port });
    world.onEnd(() => simulator.stop());
    const folder = cacheDirectory(world.env);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const keyFile = join(folder, `simulated-apple-key-${String(process.pid)}.pem`);
    world.onEnd(() => rm(keyFile, { force: true }));
    const apple = await addSimulatedApple(simulator, world, keyFile, { users: eager, port: port === 0 ? 0 : port + 2 });
    world.onEnd(apple.close);
    const config = { ...simulatedConfig(simulator), apple: apple.config };
    const tokens = tokensOf(simulator);
    if (args.flag('json')) process.stdout.write(`${JSON.stringify({ command: 'simulate', ok: true, exitCode: 0, summary: { tenants: 2, organizations: 1 }, findings: [], files: { key: keyFile }, config, tokens }, undefined, 2)}\n`);
    else {
      const lines = [
        'Write this to tenantferry.json:', '', JSON.stringify(config, undefined, 2), '', 'and give these tokens to the shell that runs the commands:', '', ...Object.entries(tokens).map(([name, token]) => `export ${name}=${token}`), '',
        `The tenants and the Apple organization answer until Ctrl-C. The devices of ${eager.join(' and ')} migrate as soon as they are given their profile, the others at their deadline.`,
      ];
      process.stdout.write(`${lines.join('\n')}\n`);
    }
    if (!world.signal.aborted) await new Promise<void>((done) => world.signal.addEventListener('abort', () => done(), { once: true }));
    return { exitCode: 0, summary: { tenants: 2, organizations: 1 }, findings: [], files: {}, text: '', silent: true };
  },
};
