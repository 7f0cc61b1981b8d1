import { dirname, relative, resolve } from 'node:path';
import { notSeen, seen, type Seen } from '../../engine/apple/facts.js';
import type { ProofFacts } from '../../engine/apple/gates.js';
import type { WaveFile } from '../../model/apple/wave.js';
import type { Config } from '../../model/config.js';
import { Stop } from '../../model/failure.js';
import { isObject, textAt } from '../../model/json.js';
import type { Args } from '../args.js';
import { configFolder, pathOf, type World } from '../world.js';
import { sidesOf } from './open.js';

export interface OpenWave {
  readonly place: string;
  readonly file: WaveFile;
  /** Writes the file back, unless somebody has edited it meanwhile. */
  readonly save: (file: WaveFile) => Promise<void>;
}

/** Reads the wave file of a command. @throws Stop (2) where it is none, or made for other tenants */
export async function openWave(args: Args, world: World, config: Config): Promise<OpenWave> {
  const { readWaveFile, replaceWaveFile } = await import('../../store/wave-file.js');
  const place = pathOf(world, args.need('file'));
  const read = await readWaveFile(place);
  const names = sidesOf(config, world);
  if (read.file.source !== names.source || read.file.destination !== names.destination) {
    throw new Stop(2, `${place} moves devices from ${read.file.source} to ${read.file.destination}, ${world.configFile} says ${names.source} to ${names.destination}.`, 'Use the configuration the file was made with, or plan the waves again.');
  }
  let hash = read.hash;
  return { place, file: read.file, async save(file) {
    if (file === read.file) return;
    const written = await replaceWaveFile(place, file, hash, configFolder(world));
    if (written === undefined) world.say.warn(`${place} was edited meanwhile and is left as it is; the journal holds what has happened.`);
    else hash = written;
  } };
}

/** A path as it stands in a wave file: relative to it. */
export function relativePlan(waveFile: string, plan: string): string {
  return relative(dirname(waveFile), plan).replaceAll('\\', '/');
}

/** The verdicts of the last verify of the plan that a wave file relies on, counted. */
export async function proofOf(place: string, file: WaveFile): Promise<Seen<ProofFacts>> {
  if (file.plan === undefined) return notSeen('the wave file names no plan of policies');
  const [{ readPlan }, { readVerdicts, verdictsOf }, { readJson }] = await Promise.all([import('../../store/plan-file.js'), import('../verdict-file.js'), import('../../store/parse-json.js')]);
  const planFile = resolve(dirname(place), file.plan);
  const plan = await readPlan(planFile);
  if (plan.destination.name !== file.destination) return notSeen(`${file.plan} moves policies to ${plan.destination.name}, not to ${file.destination}`);
  const verdicts = await readVerdicts(planFile, plan);
  if (verdicts === undefined) return notSeen(`${file.plan} has not been verified`);
  const content = await readJson(verdictsOf(planFile));
  const count = (...as: readonly string[]): number => verdicts.filter((verdict) => as.includes(verdict.as)).length;
  return seen({ at: (isObject(content) ? textAt(content, 'time') : undefined) ?? 'an unknown time', proven: count('equal', 'tidied'), missing: count('missing'), different: count('different'), unchecked: count('not checked') });
}

/**
 * Who stands in the destination for a user of the source, as the mapping files of the plan say that a wave file relies on: user
 * principal names, those of the source in lower case. Empty where it names no plan.
 */
export async function usersOf(place: string, file: WaveFile, world: Pick<World, 'say'>): Promise<ReadonlyMap<string, string>> {
  const users = new Map<string, string>();
  if (file.plan === undefined) return users;
  const [{ readPlan }, { readMappings }] = await Promise.all([import('../../store/plan-file.js'), import('../../store/mappings.js')]);
  try {
    const planFile = resolve(dirname(place), file.plan);
    const plan = await readPlan(planFile);
    const { objects } = await readMappings(resolve(dirname(planFile), plan.mappings.path), { source: file.source, destination: file.destination });
    for (const entry of objects.filter((mapping) => mapping.kind === 'user').flatMap(({ entries }) => entries)) {
      if (entry.decision === 'map' && entry.source.name !== undefined && entry.destination.name !== undefined) users.set(entry.source.name.toLowerCase(), entry.destination.name);
    }
  } catch (cause) {
    // what has arrived can be proven without it
    if (!(cause instanceof Stop)) throw cause;
    world.say.warn(`Whether devices enrolled for the right users is not checked: ${cause.message}`);
  }
  return users;
}

/** Asks for the yes that a deed at Apple needs. @throws Stop (2) where nobody can be asked, (3) where the answer is another */
export async function confirmed(args: Args, world: World, deed: string, name: string): Promise<void> {
  if (args.flag('yes')) return;
  if (!world.interactive) throw new Stop(2, `${deed} needs a yes.`, 'Nobody can be asked here: add --yes.');
  const typed = await world.ask(`${deed}. Type ${name} to go on:`);
  if (typed !== name) throw new Stop(3, `"${typed}" is not ${name}, so nothing was done.`, `Type ${name}, or call it with --yes.`);
}

export const yesOption = { type: 'boolean', alias: 'y', describe: 'Do not ask' } as const;
export const fileArgument = { name: 'file', describe: 'Wave file that apple wave plan wrote', demand: true } as const;
export const waveOption = { type: 'number', describe: 'Only this wave', value: 'N' } as const;

/** The number after --wave. @throws Stop (2) where it is none */
export function waveNumber(args: Args): number | undefined {
  const number = args.number('wave');
  if (number !== undefined && (!Number.isInteger(number) || number < 1)) throw new Stop(2, `${String(number)} is no number of a wave.`, 'Give a whole number from 1 on.');
  return number;
}
