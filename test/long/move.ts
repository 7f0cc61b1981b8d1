import { spawn, type ChildProcess } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalog } from '../../src/catalog/index.js';
import type { TenantConfig } from '../../src/model/config.js';
import { isObject, type JsonObject } from '../../src/model/json.js';
import type { SimulatedTenant, TenantOptions } from '../../src/simulator/simulated-tenant.js';
import { startSimulator, tokenFor, type Simulator } from '../../src/simulator/simulator.js';
import { callHere, cli } from '../journeys/call.js';

export const identities = {
  contoso: { tenantId: '0c0a0000-5a1e-4c0d-9e0f-000000000c01', displayName: 'Contoso', initialDomain: 'contoso.onmicrosoft.com', domains: ['contoso.onmicrosoft.com', 'contoso.example'], intuneAccountId: '0c0a0000-acc0-4acc-8acc-00000000c0a1', seed: 'contoso' },
  fabrikam: { tenantId: '0fab0000-5a1e-4fab-8fab-000000000f02', displayName: 'Fabrikam', initialDomain: 'fabrikam.onmicrosoft.com', domains: ['fabrikam.onmicrosoft.com', 'fabrikam.example'], intuneAccountId: '0fab0000-acc0-4acc-8acc-00000000f0b2', seed: 'fabrikam' },
} as const;

/** How one call of the command line ended. */
export interface Ended {
  /** null where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Two tenants, a folder with configuration and bundle, and the command line as a child that may be killed. */
export interface Move {
  readonly folder: string;
  readonly source: SimulatedTenant;
  readonly destination: SimulatedTenant;
  /** Where the destination answers. */
  readonly destinationUrl: string;
  /** Starts `tenantferry …words`; `node` are words for node itself. */
  start(words: readonly string[], more?: { readonly node?: readonly string[]; readonly env?: Readonly<Record<string, string>> }): { readonly child: ChildProcess; readonly over: Promise<Ended> };
  /** Calls it without a process of its own. */
  run(...words: string[]): Promise<Ended>;
  /** The same with --json; the document. @throws Error where none came */
  json(...words: string[]): Promise<{ readonly code: number | null; readonly document: JsonObject }>;
  stop(): Promise<void>;
}

export interface MoveOptions {
  readonly fillSource: (tenant: SimulatedTenant) => void;
  readonly fillDestination: (tenant: SimulatedTenant) => void;
  readonly destination?: TenantOptions;
  readonly config?: Partial<TenantConfig>;
  /** Begins with the files of another move: bundle, mappings, plan. */
  readonly from?: Prepared;
}

/** Files that any number of moves can begin with. */
export interface Prepared {
  readonly folder: string;
  remove(): Promise<void>;
}

/** Two tenants made anew, always the same ones: ids come from seeds. */
export async function startMove(options: MoveOptions): Promise<Move> {
  const simulator = await startSimulator({ catalog, tenants: { contoso: identities.contoso, fabrikam: { ...identities.fabrikam, ...(options.destination === undefined ? {} : { options: options.destination }) } } });
  const folder = await mkdtemp(join(tmpdir(), 'tenantferry-move-'));
  const source = simulator.tenant('contoso');
  const destination = simulator.tenant('fabrikam');
  options.fillSource(source);
  options.fillDestination(destination);
  if (options.from !== undefined) await cp(options.from.folder, folder, { recursive: true });
  const config = { tenants: { contoso: configOf(simulator, 'contoso', {}), fabrikam: configOf(simulator, 'fabrikam', options.config ?? {}) }, source: 'contoso', destination: 'fabrikam' };
  await writeFile(join(folder, 'tenantferry.json'), JSON.stringify(config));
  const around = { ...process.env, NODE_V8_COVERAGE: '', CONTOSO_TOKEN: tokenFor(source), FABRIKAM_TOKEN: tokenFor(destination), NO_COLOR: '1' };
  const start: Move['start'] = (words, more = {}) => {
    const env = { ...around, ...more.env };
    const child = spawn(process.execPath, [...(more.node ?? []), cli, ...words], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    return { child, over: new Promise((done) => child.on('close', (code) => done({ code, stdout, stderr }))) };
  };
  const run = async (...words: string[]): Promise<Ended> => {
    const { exitCode, stdout, stderr } = await callHere(words, { cwd: folder, env: around });
    return { code: exitCode, stdout, stderr };
  };
  return {
    folder,
    source,
    destination,
    destinationUrl: simulator.urls['fabrikam'] ?? '',
    start,
    run,
    async json(...words) {
      const ended = await run(...words, '--json', '--quiet');
      const document: unknown = ended.stdout === '' ? undefined : JSON.parse(ended.stdout);
      if (!isObject(document)) throw new Error(`${words.join(' ')} gave no document (${String(ended.code)}): ${ended.stderr}`);
      return { code: ended.code, document };
    },
    async stop() {
      await simulator.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function configOf(simulator: Simulator, name: string, more: Partial<TenantConfig>): TenantConfig {
  const graphUrl = simulator.urls[name];
  if (graphUrl === undefined) throw new Error(`the simulator has no tenant ${name}`);
  return { tenantId: simulator.tenant(name).identity.tenantId, cloud: 'global', graphUrl, auth: { method: 'token', tokenEnv: `${name.toUpperCase()}_TOKEN` }, visibility: 0.3, pacing: 'off', ...more };
}

/** Exports, maps (whatever is open is created) and plans once. @throws Error where that does not succeed */
export async function prepareMove(options: MoveOptions, ...planWords: string[]): Promise<Prepared> {
  const move = await startMove(options);
  const must = async (...words: string[]): Promise<void> => {
    const ended = await move.run(...words);
    if (ended.code !== 0) throw new Error(`${words.join(' ')} ended with ${String(ended.code)}: ${ended.stdout}${ended.stderr}`);
  };
  await must('export', '--tenant', 'contoso', '--out', 'bundle');
  await must('map', 'bundle', '--destination', 'fabrikam');
  await answerOpen(join(move.folder, 'mappings', 'contoso-to-fabrikam', 'groups.json'));
  await must('plan', 'bundle', '--destination', 'fabrikam', '--out', 'plan.json', ...planWords);
  const folder = await mkdtemp(join(tmpdir(), 'tenantferry-prepared-'));
  await mkdir(folder, { recursive: true });
  await cp(move.folder, folder, { recursive: true });
  await move.stop();
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Groups that keep somebody out are a question; here they are created. */
async function answerOpen(file: string): Promise<void> {
  const mapping: unknown = JSON.parse(await readFile(file, 'utf8'));
  if (!isObject(mapping) || !Array.isArray(mapping['entries'])) throw new Error(`${file} has no entries`);
  const entries = mapping['entries'].filter(isObject).map((entry) => (entry['decision'] === 'open' ? { source: entry['source'], decision: 'create', because: 'empty at first' } : entry));
  await writeFile(file, JSON.stringify({ ...mapping, entries }));
}
