import type { Fault } from '../../src/simulator/http/faults.js';
import type { SimulatedTenant } from '../../src/simulator/simulated-tenant.js';
import { cameraPolicy, include } from '../journeys/seeds.js';
import { canonical } from './canonical.js';
import { linesBeyond } from './crash-point.js';
import { stage, type Staged, type StageOptions } from './staged.js';

const writes = ['POST', 'PATCH', 'PUT', 'DELETE'];
const share = 0.05;

/** What goes wrong in a run, each with its own five of a hundred requests. */
export const mixes: Readonly<Record<string, readonly Fault[]>> = {
  'lost, turned away, reset': [
    { what: { deed: 'drop answer' }, method: writes, share },
    { what: { deed: 'status', status: 503 }, share },
    { what: { deed: 'status', status: 504 }, share },
    { what: { deed: 'throttle' }, share },
    { what: { deed: 'close before' }, share },
  ],
  'cut, or refused after the deed': [
    { what: { deed: 'reset mid-body' }, share },
    { what: { deed: 'truncate' }, share },
    { what: { deed: 'empty 200' }, share },
    { what: { deed: 'status', status: 500, executed: true }, share },
    { what: { deed: 'status', status: 503, executed: true }, share },
    { what: { deed: 'status', status: 504, executed: true }, share },
    { what: { deed: 'html', status: 502 }, share },
  ],
};

/** How a destination looks at the stations of a move and its way back. */
export interface Stations {
  readonly before: string;
  readonly imported: string;
  /** After a rollback that leaves what somebody has changed, or uses, meanwhile; and what it left. */
  readonly kept: string;
  readonly left: readonly string[];
  /** After one more, once that reason is gone. */
  readonly after: string;
}

export interface FaultResult extends Stations {
  readonly struck: number;
  readonly requests: number;
  /** How often a run was stopped and gone on with. */
  readonly stops: number;
  /** What a run did not bring to its end, although the service would have taken it later. */
  readonly unrecovered: readonly string[];
  /** Seconds on the destination's clock. */
  readonly seconds: number;
}

/** Somebody edits an object that was made, and uses a group and a filter that were made. @returns what takes that back */
function interfere(destination: SimulatedTenant): () => void {
  const made = destination.data.set('deviceManagement/groupPolicyConfigurations').list().find((one) => one.body['displayName'] === 'Template' || one.body['displayName'] === 'Template 1');
  const idOf = (path: string, name: string): string => destination.data.set(path).list().find((one) => one.body['displayName'] === name)?.id ?? '';
  if (made === undefined) throw new Error('nothing was made that could be edited');
  const { body } = made;
  made.body = { ...body, description: 'edited by a colleague' };
  const own = destination.put('deviceManagement/configurationPolicies', cameraPolicy('A colleague', [include(idOf('groups', 'Pilot'), idOf('deviceManagement/assignmentFilters', 'Laptops'))]));
  return () => {
    made.body = body;
    destination.take('deviceManagement/configurationPolicies', own);
  };
}

/** Runs something that may be stopped after some requests, until it comes to its end. */
async function throughStops<T extends { readonly stopped: boolean }>(stops: readonly number[], run: (stopAfter?: number) => Promise<T | undefined>): Promise<{ result: T; stopped: number }> {
  let stopped = 0;
  for (const stopAfter of stops) {
    const result = await run(stopAfter);
    if (result?.stopped === false) return { result, stopped };
    stopped += 1;
  }
  const result = await run();
  if (result === undefined) throw new Error('nobody stopped the last run');
  return { result, stopped };
}

/**
 * An import and its rollback while things go wrong: the way there, a colleague's deeds, the way back, the way back once more
 * without them. `faults` none and `stops` none is the undisturbed run that the others are held against.
 */
export async function faultRun(options: StageOptions, seed: string, faults: readonly Fault[], stops: readonly number[]): Promise<FaultResult> {
  const staged: Staged = await stage(options, seed, faults.length === 0 ? 0 : 1);
  const { destination, clock } = staged;
  const begun = clock.now();
  try {
    const unrecovered: string[] = [];
    let stopped = 0;
    const before = canonical(destination);
    destination.faults.add(...faults);

    const there = await throughStops(stops, (stopAfter) => staged.import(stopAfter));
    stopped += there.stopped;
    unrecovered.push(...there.result.drift.map((one) => `import: ${one.message}`));
    for (const one of [...there.result.endings, ...there.result.beside]) if (one.state === 'failed' || (one.state === 'skipped' && one.after !== undefined)) unrecovered.push(`import: ${one.address} ${one.because}`);
    const imported = canonical(destination);

    const back = async (): Promise<string[]> => {
      const { result, stopped: more } = await throughStops(stops, (stopAfter) => staged.rollback(stopAfter));
      stopped += more;
      for (const one of result.ends) if (one.end === 'failed' || one.end === 'not reached') unrecovered.push(`rollback: ${one.address} ${one.end}: ${one.because}`);
      return result.ends.filter((one) => one.end === 'left').map((one) => `${one.address}: ${one.because.replaceAll(/[0-9a-f-]{36}/gu, '…')} ${one.differences.map((difference) => difference.at).join(' ')}`).sort();
    };
    const takeBack = interfere(destination);
    const left = await back();
    const kept = canonical(destination);
    takeBack();
    const leftOver = await back();
    unrecovered.push(...leftOver.map((one) => `rollback left ${one}`));
    return { before, imported, kept, left, after: canonical(destination), struck: destination.faults.struck, requests: destination.counters.exchanges, stops: stopped, unrecovered, seconds: Math.round((clock.now() - begun) / 1000) };
  } finally {
    await staged.stop();
  }
}

/** What one run has more, and less, than the undisturbed one: doubled or lost objects, foreign deeds that were touched. */
export function againstCalm(run: Stations, calm: Stations): { readonly beyond: string[]; readonly missing: string[] } {
  const texts = (stations: Stations): [string, string][] => [['before', stations.before], ['imported', stations.imported], ['kept', stations.kept], ['left', stations.left.join('\n')], ['after', stations.after]];
  const beyond: string[] = [];
  const missing: string[] = [];
  for (const [index, [name, text]] of texts(run).entries()) {
    const expected = texts(calm)[index]?.[1] ?? '';
    beyond.push(...linesBeyond(text, expected).map((line) => `${name}: ${line}`));
    missing.push(...linesBeyond(expected, text).map((line) => `${name}: ${line}`));
  }
  return { beyond, missing };
}
