import { Stop } from '../model/failure.js';
import type { TenantFacts } from '../model/policy.js';
import type { World } from './world.js';

/**
 * Asks before the first write: on a terminal the destination's name is typed, elsewhere --yes stands for it.
 * @param what what will be done, up to the tenant's name: `This sends 12 writes to`
 * @throws Stop (2) where nobody can be asked; (3) where the answer is another one
 */
export async function confirmWrites(world: Pick<World, 'interactive' | 'ask'>, destination: TenantFacts, what: string, yes: boolean): Promise<void> {
  if (yes) return;
  const { name } = destination;
  if (!world.interactive) throw new Stop(2, `Writing to ${name} needs a yes.`, 'Nobody can be asked here: add --yes.');
  const typed = await world.ask(`${what} ${destination.displayName ?? name} (${destination.id}). Type ${name} to go on:`);
  if (typed !== name) throw new Stop(3, `"${typed}" is not ${name}, so nothing was done.`, `Type ${name}, or call it with --yes.`);
}
