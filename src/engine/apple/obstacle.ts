import type { DeviceFacts, Surroundings } from './facts.js';
import type { Standing } from './standing.js';

/**
 * What forbids sending a device now, whatever its class in the file says: a person may decide against our reading of the facts,
 * but not against Apple's.
 */
export function obstacle(facts: DeviceFacts | undefined, around: Surroundings, how: 'migrate' | 'assign'): Standing | undefined {
  const apple = facts?.apple;
  if (facts === undefined || apple === undefined) return { state: 'HOLD', reason: 'is not in this Apple organization' };
  if (facts.server === around.destination.id) return { state: 'ALREADY_THERE', reason: `is on ${around.destination.name} already` };
  if (how === 'assign') return undefined;
  const server = around.servers.find(({ id }) => id === facts.server);
  if (facts.server === undefined) return { state: 'HOLD', reason: apple.status === 'ASSIGNED' ? 'Apple calls it assigned, and no server\'s list holds it: look again in a few minutes' : 'is on no server at Apple, so it cannot migrate' };
  if (facts.server !== around.source.id && server?.type !== 'APPLE_CONFIGURATOR') return { state: 'HOLD', reason: `is on ${server?.name ?? 'another server'} and no longer on ${around.source.name}` };
  return apple.migrationCapable === false ? { state: 'HOLD', reason: 'Apple says it cannot migrate (any more): assess it again' } : undefined;
}
