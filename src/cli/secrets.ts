import { Stop } from '../model/failure.js';
import type { PlannedSecret } from '../model/plan.js';
import type { SecretSupply } from '../model/ports.js';
import type { Args } from './args.js';
import type { Option } from './command.js';
import { keysOf } from './keys.js';
import { pathOf, type World } from './world.js';

export const secretsFrom: Option = { type: 'list', describe: 'Where secrets come from: env, prompt or a file; the first that has a name counts', value: 'env|FILE|prompt' };

/** Where secrets come from, in the order they were named. */
export interface SecretSources {
  readonly supply: SecretSupply;
  /** Somebody types what no other source has. */
  readonly prompt: boolean;
  /** Names that files hold. */
  readonly names: ReadonlySet<string>;
  /** As it was said on the command line; empty where nothing was. */
  readonly said: readonly string[];
}

/**
 * Opens what `--secrets-from` names. Values stay in memory and go nowhere but into requests to the destination.
 * @throws Stop (2) where a file cannot be read, or where nobody sits in front of it and a prompt is asked for
 */
export async function openSecrets(world: World, args: Args): Promise<SecretSources> {
  const said = args.list('secrets-from');
  const lookups: ((name: string) => string | undefined)[] = [];
  const names = new Set<string>();
  for (const word of said) {
    if (word === 'prompt') continue;
    if (word === 'env') {
      lookups.push((name) => (world.env[name] === '' ? undefined : world.env[name]));
      continue;
    }
    const { readSecretsFile } = await import('../store/secrets-file.js');
    const { values, remarks } = await readSecretsFile(pathOf(world, word), await keysOf(world));
    for (const remark of remarks) world.say.warn(remark);
    for (const name of values.keys()) names.add(name);
    lookups.push((name) => values.get(name));
  }
  const prompt = said.includes('prompt');
  const value = (name: string): string | undefined => {
    for (const look of lookups) {
      const found = look(name);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return { supply: { has: (name) => prompt || value(name) !== undefined, value }, prompt, names, said };
}

/**
 * Everything that a plan needs, from its sources; what nobody has is asked for.
 * @throws Stop (2) where the plan sends no secrets and a file holds some; (3) where one is missing
 */
export async function collectSecrets(world: World, sources: SecretSources, planned: readonly PlannedSecret[], needed: readonly PlannedSecret[]): Promise<SecretSupply> {
  if (sources.names.size > 0 && planned.every((one) => one.from !== 'supplied')) {
    throw new Stop(2, 'This plan was made without secrets, so it sends none.', 'Plan again with the same --secrets-from: the plan then says which of them it sends.');
  }
  const unplanned = [...sources.names].filter((name) => !planned.some((one) => one.name === name));
  if (unplanned.length > 0) world.say.warn(`${unplanned.length === 1 ? 'One name' : `${String(unplanned.length)} names`} in the file ${unplanned.length === 1 ? 'is' : 'are'} not in the plan, so not sent: ${unplanned.slice(0, 5).join(', ')}${unplanned.length > 5 ? ' …' : ''}. Plan again to send them.`);
  const values = new Map<string, string>();
  const missing: PlannedSecret[] = [];
  for (const one of needed) {
    const value = sources.supply.value(one.name) ?? (sources.prompt ? await askFor(world, one) : undefined);
    if (value === undefined) missing.push(one);
    else values.set(one.name, value);
  }
  if (missing.length > 0) {
    const shown = missing.slice(0, 10).map((one) => one.name).join(', ');
    const remedy =
      sources.said.length === 0
        ? 'Import with --secrets-from, as the plan was made: env, prompt, or the file that holds them.'
        : 'Add them where --secrets-from says, or plan again without them: then they are left out.';
    throw new Stop(3, `The plan sends ${missing.length === 1 ? 'a secret that was' : `${String(missing.length)} secrets that were`} not supplied: ${shown}${missing.length > 10 ? ' …' : ''}. Nothing was done.`, remedy);
  }
  return { has: (name) => values.has(name), value: (name) => values.get(name) };
}

async function askFor(world: World, secret: PlannedSecret): Promise<string | undefined> {
  if (!world.interactive) throw new Stop(2, `${secret.name} would be asked for, and nobody can be asked here.`, 'Use --secrets-from env or a file.');
  const typed = await world.ask(`${secret.name} (${secret.what}${secret.setting === undefined ? '' : ` of ${secret.setting}`}):`, 'hidden');
  return typed === '' ? undefined : typed;
}
