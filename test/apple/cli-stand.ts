import { spawn, type ChildProcess } from 'node:child_process';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { catalog } from '../../src/catalog/index.js';
import { isObject, type JsonObject } from '../../src/model/json.js';
import { startDemoApple, type DemoApple } from '../../src/simulator/apple/demo.js';
import type { TenantSwitches } from '../../src/simulator/apple/intune.js';
import type { Switches } from '../../src/simulator/apple/organization.js';
import type { SceneDevice } from '../../src/simulator/apple/scene.js';
import type { SimulatedTenant } from '../../src/simulator/simulated-tenant.js';
import { startSimulator, tokenFor } from '../../src/simulator/simulator.js';
import { callHere, callProcess, cli, type Ran } from '../journeys/call.js';

export type { Ran } from '../journeys/call.js';

/** The command line in a folder of its own, between two simulated tenants and an Apple organization. */
export interface CliStand {
  readonly folder: string;
  readonly apple: DemoApple;
  readonly source: SimulatedTenant;
  readonly destination: SimulatedTenant;
  run(...words: string[]): Promise<Ran>;
  /** The same with --json: the document, which must be there whatever the exit code. */
  json(...words: string[]): Promise<{ exitCode: number; document: JsonObject }>;
  /** The same as a process of its own, as people start it. */
  process(...words: string[]): Promise<{ exitCode: number; document: JsonObject }>;
  /** A process that the test may kill. */
  start(...words: string[]): ChildProcess;
  read(path: string): Promise<string>;
  write(path: string, content: string): Promise<void>;
  exists(path: string): Promise<boolean>;
  /** Changes the section `apple` of the configuration. */
  configure(change: Record<string, unknown>): Promise<void>;
}

const tenantIds = { contoso: '11111111-1111-4111-8111-111111111111', fabrikam: '22222222-2222-4222-8222-222222222222' };

/** Activities, syncs and migrations take moments here, so that nobody waits for them. */
const quick: Partial<Switches> = { activitySeconds: 0.05, lag: 0, migrationSeconds: 0.05, readsPerMinute: 0, writesPerHour: 0 };

/** Sets everything up, and takes it down when the test is over. */
export async function cliStand(context: Pick<TestContext, 'after'>, use: { readonly devices?: readonly SceneDevice[]; readonly switches?: Partial<Switches>; readonly tenantSwitches?: Partial<TenantSwitches>; readonly config?: Record<string, unknown> } = {}): Promise<CliStand> {
  const folder = await mkdtemp(join(tmpdir(), 'ferry-apple-cli-'));
  const spec = (name: 'contoso' | 'fabrikam') => ({ tenantId: tenantIds[name], name, displayName: name, initialDomain: `${name}.onmicrosoft.com`, domains: [`${name}.onmicrosoft.com`] });
  const simulator = await startSimulator({ catalog, tenants: { contoso: spec('contoso'), fabrikam: spec('fabrikam') } });
  const source = simulator.tenant('contoso');
  const destination = simulator.tenant('fabrikam');
  const apple = await startDemoApple({
    clock: { now: () => Date.now() }, contoso: source, fabrikam: destination, switches: { ...quick, ...use.switches }, tenantSwitches: { syncSeconds: 0.05, ...use.tenantSwitches }, ...(use.devices === undefined ? {} : { devices: use.devices }),
  });
  context.after(async () => {
    await apple.running.close();
    await simulator.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const tenant = (name: 'contoso' | 'fabrikam') => ({ tenantId: tenantIds[name], cloud: 'global', graphUrl: simulator.urls[name], auth: { method: 'token', tokenEnv: `${name.toUpperCase()}_TOKEN` }, visibility: 0.3, pacing: 'off' });
  const config = {
    source: 'contoso', destination: 'fabrikam', tenants: { contoso: tenant('contoso'), fabrikam: tenant('fabrikam') },
    apple: { ...apple.config, privateKeyPath: 'key.pem', readsPerMinute: 60_000, writesPerHour: 60_000, pollSeconds: 0.05, readBackSeconds: 1, ...use.config },
  };
  await writeFile(join(folder, 'key.pem'), apple.privateKey, { mode: 0o600 });
  await writeFile(join(folder, 'tenantferry.json'), JSON.stringify(config));
  const env = { ...process.env, CONTOSO_TOKEN: tokenFor(source), FABRIKAM_TOKEN: tokenFor(destination), XDG_CACHE_HOME: join(folder, 'cache'), NO_COLOR: '1' };
  const start = (...words: string[]): ChildProcess => spawn(process.execPath, [cli, ...words], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const run = (...words: string[]): Promise<Ran> => callHere(words, { cwd: folder, env });
  return {
    folder, apple, source, destination, run, start,
    json: async (...words) => documentOf(await run(...words, '--json', '--quiet')),
    process: async (...words) => documentOf(await callProcess([...words, '--json', '--quiet'], { cwd: folder, env })),
    read: (path) => readFile(join(folder, path), 'utf8'),
    write: (path, content) => writeFile(join(folder, path), content),
    exists: (path) => access(join(folder, path)).then(() => true, () => false),
    async configure(change) {
      Object.assign(config.apple, change);
      await writeFile(join(folder, 'tenantferry.json'), JSON.stringify(config));
    },
  };
}

function documentOf({ exitCode, stdout, stderr }: Ran): { exitCode: number; document: JsonObject } {
  const document: unknown = JSON.parse(stdout === '' ? JSON.stringify({ stderr }) : stdout);
  if (!isObject(document)) throw new Error(`no JSON document: ${stdout}`);
  return { exitCode, document };
}

/** Resolves when it is so; looks again every few milliseconds. */
export async function until(so: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let tries = 0; tries < 3000; tries += 1) {
    if (await so()) return;
    await new Promise((done) => { setTimeout(done, 10); });
  }
  throw new Error(`it never came to this: ${what}`);
}
