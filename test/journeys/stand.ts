import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalog } from '../../src/catalog/index.js';
import { consentFor } from '../../src/catalog/permissions.js';
import { isObject, type Json, type JsonObject } from '../../src/model/json.js';
import type { TenantConfig } from '../../src/model/config.js';
import { startSimulator, tokenFor, type Simulator } from '../../src/simulator/simulator.js';
import { parseJson } from '../../src/store/parse-json.js';
import type { SimulatedTenant, TenantOptions } from '../../src/simulator/simulated-tenant.js';
import { callHere, callProcess, type Ran } from './call.js';

export type { Ran } from './call.js';

/** Two simulated tenants, a folder with a configuration for them, and the command line. */
export interface Stand {
  readonly folder: string;
  readonly source: SimulatedTenant;
  readonly destination: SimulatedTenant;
  readonly simulator: Simulator;
  /** Runs `tenantferry …words` in the folder. */
  run(...words: string[]): Promise<Ran>;
  /** The same with --json: the parsed document, which must be there whatever the exit code. */
  json(...words: string[]): Promise<{ exitCode: number; document: JsonObject }>;
  /** What a tenant answers to a GET below /beta. */
  ask(tenant: 'contoso' | 'fabrikam', path: string): Promise<JsonObject>;
  read(path: string): Promise<string>;
  readJson(path: string): Promise<Json>;
  write(path: string, content: string | Uint8Array): Promise<void>;
  /** What the environment variable of a tenant holds from now on; undefined takes it away. */
  signIn(name: 'contoso' | 'fabrikam', token: string | undefined): void;
  /** Changes what the configuration says of a tenant. */
  configure(name: 'contoso' | 'fabrikam', change: Partial<TenantConfig>): Promise<void>;
}

const tenants = {
  contoso: {
    tenantId: '0c0a0000-5a1e-4c0d-9e0f-000000000c01',
    displayName: 'Contoso',
    initialDomain: 'contoso.onmicrosoft.com',
    domains: ['contoso.onmicrosoft.com', 'contoso.example'],
    intuneAccountId: '0c0a0000-acc0-4acc-8acc-00000000c0a1',
    seed: 'contoso',
  },
  fabrikam: {
    tenantId: '0fab0000-5a1e-4fab-8fab-000000000f02',
    displayName: 'Fabrikam',
    initialDomain: 'fabrikam.onmicrosoft.com',
    domains: ['fabrikam.onmicrosoft.com', 'fabrikam.example'],
    intuneAccountId: '0fab0000-acc0-4acc-8acc-00000000f0b2',
    seed: 'fabrikam',
  },
} as const;

export interface StandOptions {
  readonly source?: TenantOptions;
  readonly destination?: TenantOptions;
  /** Every call is a process of its own, as people start it. */
  readonly process?: true;
}

/** Sets everything up, and takes it down when the test is over. */
export async function makeStand(context: { after(end: () => Promise<void>): void }, options: StandOptions = {}): Promise<Stand> {
  const simulator = await startSimulator({
    catalog,
    tenants: {
      contoso: { ...tenants.contoso, ...(options.source === undefined ? {} : { options: options.source }) },
      fabrikam: { ...tenants.fabrikam, ...(options.destination === undefined ? {} : { options: options.destination }) },
    },
  });
  const folder = await mkdtemp(join(tmpdir(), 'tenantferry-'));
  context.after(async () => {
    await simulator.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const source = simulator.tenant('contoso');
  const destination = simulator.tenant('fabrikam');
  const config = {
    tenants: {
      contoso: configOf(simulator, 'contoso', tenants.contoso.tenantId),
      fabrikam: configOf(simulator, 'fabrikam', tenants.fabrikam.tenantId),
    },
    source: 'contoso',
    destination: 'fabrikam',
  };
  const configFile = join(folder, 'tenantferry.json');
  await writeFile(configFile, JSON.stringify(config));
  const env: Record<string, string | undefined> = { ...process.env, CONTOSO_TOKEN: tokenFor(source, consentFor(catalog.rows, 'read')), FABRIKAM_TOKEN: tokenFor(destination, consentFor(catalog.rows, 'write')), NO_COLOR: '1' };
  const run = (...words: string[]): Promise<Ran> => (options.process === true ? callProcess : callHere)(words, { cwd: folder, env });
  return {
    folder,
    source,
    destination,
    simulator,
    run,
    async json(...words) {
      const ran = await run(...words, '--json', '--quiet');
      const document: unknown = JSON.parse(ran.stdout === '' ? `{"stderr":${JSON.stringify(ran.stderr)}}` : ran.stdout);
      if (!isObject(document)) throw new Error(`no JSON document: ${ran.stdout}`);
      return { exitCode: ran.exitCode, document };
    },
    async ask(name, path) {
      const answer = await fetch(`${simulator.urls[name] ?? ''}/beta/${path}`, { headers: { authorization: `Bearer ${tokenFor(simulator.tenant(name))}` } });
      const body: unknown = await answer.json();
      if (!answer.ok || !isObject(body)) throw new Error(`${path} answered ${String(answer.status)}: ${JSON.stringify(body)}`);
      return body;
    },
    read: (path) => readFile(join(folder, path), 'utf8'),
    readJson: async (path) => parseJson(await readFile(join(folder, path), 'utf8'), path),
    write: (path, content) => writeFile(join(folder, path), content),
    signIn(name, token) {
      env[`${name.toUpperCase()}_TOKEN`] = token;
    },
    async configure(name, change) {
      config.tenants[name] = { ...config.tenants[name], ...change };
      await writeFile(configFile, JSON.stringify(config));
    },
  };
}

function configOf(simulator: Simulator, name: string, tenantId: string): TenantConfig {
  const graphUrl = simulator.urls[name];
  if (graphUrl === undefined) throw new Error(`the simulator has no tenant ${name}`);
  return { tenantId, cloud: 'global', graphUrl, auth: { method: 'token', tokenEnv: `${name.toUpperCase()}_TOKEN` }, visibility: 2, pacing: 'off' };
}

/** A member of a summary as a number. */
export function counted(document: JsonObject, name: string): number {
  const summary = document['summary'];
  const value = isObject(summary) ? summary[name] : undefined;
  if (typeof value !== 'number') throw new Error(`the summary has no number ${name}: ${JSON.stringify(summary)}`);
  return value;
}
