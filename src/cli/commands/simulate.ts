import type { Command } from '../command.js';
import { simulatedConfig, tokensOf } from '../simulated.js';

export const simulateCommand: Command = {
  name: 'simulate',
  describe: 'Two simulated tenants as servers on loopback, for trying commands by hand; prints a ready configuration',
  positionals: [],
  options: {
    port: { type: 'number', describe: 'Port of the first tenant; the second takes the next one', value: 'N', default: 9001 },
  },
  examples: [
    ['tenantferry simulate', 'Ports 9001 and 9002, until Ctrl-C'],
    ['tenantferry simulate --port 9100 --json', 'Elsewhere, with configuration and tokens as JSON'],
  ],
  async run(args, world) {
    const [{ catalog }, { startDemoTenants }] = await Promise.all([import('../../catalog/index.js'), import('../../simulator/demo/tenants.js')]);
    const simulator = await startDemoTenants({ catalog, port: args.number('port') ?? 9001 });
    world.onEnd(() => simulator.stop());
    const config = simulatedConfig(simulator);
    const tokens = tokensOf(simulator);
    if (args.flag('json')) process.stdout.write(`${JSON.stringify({ command: 'simulate', ok: true, exitCode: 0, summary: { tenants: 2 }, findings: [], files: {}, config, tokens }, undefined, 2)}\n`);
    else {
      const lines = ['Write this to tenantferry.json:', '', JSON.stringify(config, undefined, 2), '', 'and give these tokens to the shell that runs the commands:', '', ...Object.entries(tokens).map(([name, token]) => `export ${name}=${token}`), '', 'The tenants answer until Ctrl-C.'];
      process.stdout.write(`${lines.join('\n')}\n`);
    }
    if (!world.signal.aborted) await new Promise<void>((done) => world.signal.addEventListener('abort', () => done(), { once: true }));
    return { exitCode: 0, summary: { tenants: 2 }, findings: [], files: {}, text: '', silent: true };
  },
};
