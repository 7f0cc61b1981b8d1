import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { catalog } from '../../src/catalog/index.js';
import { isObject } from '../../src/model/json.js';
import { startSimulator, tokenFor } from '../../src/simulator/simulator.js';
import { makeGapReport } from '../../src/report/gap-report.js';
import { renderHtml } from '../../src/report/html.js';
import { renderJson } from '../../src/report/json.js';
import { renderJunit } from '../../src/report/junit.js';
import { renderMarkdown } from '../../src/report/markdown.js';
import { renderSarif } from '../../src/report/sarif.js';
import { renderXlsx } from '../../src/report/xlsx.js';
import { largeInputs } from '../report/sample.js';
import { fill, type Mix } from './mix.js';
import { measurePacing } from './pacing.js';

/**
 * `npm run bench`: every figure of docs/performance.md. `npm run bench -- OBJECTS LATENCY…`: one size alone; `-- pacing`: how an import keeps to the service's budgets. Export of a
 * tenant, and import of all of it into an empty one, through the command line and over HTTP. Prints JSON. The floor of a
 * stage is the requests it made ÷ the in-flight limit × the latency.
 */
const inFlight = 8;
const [given, ...latencies] = process.argv.slice(2).map(Number);
const cli = resolve(import.meta.dirname, 'measured-cli.js');

interface Stage {
  readonly stage: string;
  readonly seconds: number;
  readonly requests: number;
  readonly peakMiB: number;
  /** Of the command's own process: what the wall time would be on a machine that does nothing else, without latency. */
  readonly cpuSeconds: number;
  /** Wall time ÷ floor; null without latency. */
  readonly overFloor: number | null;
}

async function measure(objects: number, latency: number, mix: Mix = 'mixed'): Promise<object> {
  const folder = await mkdtemp(join(tmpdir(), 'tenantferry-bench-'));
  const spec = (name: string, id: string): { tenantId: string; displayName: string; initialDomain: string; domains: string[]; intuneAccountId: string; seed: string; options: { latency: number; keepLog: number } } => ({
    tenantId: id, displayName: name, initialDomain: `${name}.onmicrosoft.com`, domains: [`${name}.onmicrosoft.com`], intuneAccountId: id.replace(/^../u, 'ac'), seed: name, options: { latency, keepLog: 0 },
  });
  const simulator = await startSimulator({ catalog, tenants: { contoso: spec('contoso', '0c0a0000-5a1e-4c0d-9e0f-000000000c01'), fabrikam: spec('fabrikam', '0fab0000-5a1e-4fab-8fab-000000000f02') } });
  try {
    const source = simulator.tenant('contoso');
    const destination = simulator.tenant('fabrikam');
    fill(source, objects, mix);
    const tenant = (name: string, tenantId: string): object => ({ tenantId, cloud: 'global', graphUrl: simulator.urls[name], auth: { method: 'token', tokenEnv: `${name.toUpperCase()}_TOKEN` }, inFlight, pacing: 'off' });
    await writeFile(join(folder, 'tenantferry.json'), JSON.stringify({ tenants: { contoso: tenant('contoso', source.identity.tenantId), fabrikam: tenant('fabrikam', destination.identity.tenantId) }, source: 'contoso', destination: 'fabrikam' }));
    const env = { ...process.env, CONTOSO_TOKEN: tokenFor(source), FABRIKAM_TOKEN: tokenFor(destination), MEASURED: join(folder, 'peak') };
    const stages: Stage[] = [];
    const stage = async (name: string, ...words: string[]): Promise<void> => {
      const before = source.counters.exchanges + destination.counters.exchanges;
      const start = performance.now();
      await new Promise<void>((done, failed) => {
        execFile(process.execPath, [cli, ...words, '--json', '--quiet'], { cwd: folder, env, maxBuffer: 256 * 1024 * 1024 }, (error, stdout, stderr) => {
          if (error === null) done();
          else failed(new Error(`${words.join(' ')}: ${stderr}${stdout.slice(0, 2000)}`));
        });
      });
      const seconds = (performance.now() - start) / 1000;
      const requests = source.counters.exchanges + destination.counters.exchanges - before;
      const floor = (requests / inFlight) * (latency / 1000);
      stages.push({ stage: name, seconds: round(seconds), requests, ...(await measured(join(folder, 'peak'))), overFloor: floor === 0 ? null : round(seconds / floor) });
    };
    await stage('export', 'export', '--tenant', 'contoso', '--out', 'bundle');
    await stage('map', 'map', 'bundle', '--destination', 'fabrikam');
    await allowCreate(join(folder, 'mappings', 'contoso-to-fabrikam', 'groups.json'));
    await stage('plan', 'plan', 'bundle', '--destination', 'fabrikam', '--out', 'plan.json');
    await stage('import', 'import', 'plan.json', '--yes');
    await stage('verify', 'verify', 'plan.json');
    return { mix, objects, latencyMs: latency, inFlight, stages };
  } finally {
    await simulator.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Groups that keep somebody out are a question; here they are created. */
async function allowCreate(file: string): Promise<void> {
  const mapping: unknown = JSON.parse(await readFile(file, 'utf8'));
  if (!isObject(mapping) || !Array.isArray(mapping['entries'])) throw new Error(`${file} has no entries`);
  const entries = mapping['entries'].filter(isObject).map((entry) => (entry['decision'] === 'open' ? { source: entry['source'], decision: 'create', because: 'empty at first' } : entry));
  await writeFile(file, JSON.stringify({ ...mapping, entries }));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

async function measured(file: string): Promise<{ peakMiB: number; cpuSeconds: number }> {
  const found: unknown = JSON.parse(await readFile(file, 'utf8'));
  if (!isObject(found)) throw new Error(`${file} holds no measurement`);
  return { peakMiB: Math.round(Number(found['peakMiB'])), cpuSeconds: round(Number(found['cpuSeconds'])) };
}

/** Seconds from the start of a process to the end of `--help`: the median of several. */
async function helpSeconds(): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 9; run += 1) {
    const start = performance.now();
    await new Promise<void>((done, failed) => execFile(process.execPath, [resolve(import.meta.dirname, '../../src/cli.js'), '--help'], (error) => (error === null ? done() : failed(new Error('--help failed', { cause: error })))));
    times.push((performance.now() - start) / 1000);
  }
  return round(times.sort((one, other) => one - other)[4] ?? 0);
}

/** Seconds and bytes of the gap report over a thousand findings with hostile names, in every format; the median of several. */
function reportFigures(): Readonly<Record<string, number>> {
  const inputs = largeInputs(1000);
  const formats = { html: renderHtml, md: renderMarkdown, json: renderJson, xlsx: renderXlsx, sarif: renderSarif, junit: renderJunit } as const;
  const report = makeGapReport(inputs);
  const times = [renderHtml, renderHtml, renderHtml, renderHtml, renderHtml].map((render) => {
    const start = performance.now();
    render(makeGapReport(inputs));
    return (performance.now() - start) / 1000;
  });
  return { findings: report.findings.length, htmlSeconds: round(times.sort((one, other) => one - other)[2] ?? 0), ...Object.fromEntries(Object.entries(formats).map(([name, render]) => [`${name}Bytes`, Buffer.from(render(report)).length])) };
}

const results: object[] = [];
let pacing: object | undefined;
if (process.argv[2] === 'pacing') pacing = await measurePacing(600);
else if (given !== undefined) for (const latency of latencies.length === 0 ? [0, 50] : latencies) results.push(await measure(given, latency));
else {
  for (const latency of [0, 50]) results.push(await measure(1000, latency));
  // the sizes that a peer was timed on: an export of 1,053 objects, an import of 850, most of them settings catalog
  results.push(await measure(1053, 50, 'settings catalog'), await measure(850, 50, 'settings catalog'));
  results.push(await measure(10_000, 0));
  pacing = await measurePacing(600);
}
process.stdout.write(`${JSON.stringify({ node: process.version, processors: availableParallelism(), helpSeconds: await helpSeconds(), report: reportFigures(), results, ...(pacing === undefined ? {} : { pacing }) }, undefined, 2)}\n`);
