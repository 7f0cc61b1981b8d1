import type { MdmServer } from '../../model/apple.js';
import type { AppleSettings } from './ports.js';
import { stop } from './stop.js';

export interface ServerPair {
  readonly source: MdmServer;
  readonly destination: MdmServer;
}

/**
 * The two servers that the configuration names, by id or by name.
 * @throws Stop (2) where one is not named, not there, named twice, or both are one
 */
export function pairOf(servers: readonly MdmServer[], settings: AppleSettings): ServerPair {
  const source = serverOf(servers, 'source', settings.servers.source);
  const destination = serverOf(servers, 'destination', settings.servers.destination);
  if (source.id === destination.id) throw stop(2, `apple.servers names ${source.name} for both sides`, 'name two different servers of the organization');
  return { source, destination };
}

function serverOf(servers: readonly MdmServer[], side: 'source' | 'destination', name: string | undefined): MdmServer {
  const names = servers.map(({ name: one }) => (one.length > 100 ? `${one.slice(0, 100)}…` : one)).slice(0, 20).join(', ') || 'none';
  if (name === undefined) throw stop(2, `apple.servers.${side} is not set`, `name the server of the ${side}; this organization has ${names}`);
  const byId = servers.filter((server) => server.id === name);
  const found = byId.length > 0 ? byId : servers.filter((server) => server.name.toLowerCase() === name.toLowerCase());
  const [server, ...others] = found;
  if (server === undefined) {
    throw stop(2, `this Apple organization has no server "${name}" (apple.servers.${side}); it has ${names}`,
      'correct the name. Devices move only between servers of one organization: if the other server belongs to a second one, its devices must be released there and added here');
  }
  if (others.length > 0) throw stop(2, `${found.length} servers are called "${name}" (apple.servers.${side})`, `name it by its id: ${found.map(({ id }) => id).join(', ')}`);
  return server;
}
