import type { Command } from '../command.js';
import { loadConfig } from '../world.js';
import { appleOf, openApple } from './open.js';
import { spent } from './spending.js';
import { maxWaitOption } from '../stopped.js';

export const appleServersCommand: Command = {
  name: 'apple servers',
  describe: 'The device management services of the Apple organization, and which are the two of the move',
  positionals: [],
  options: { 'max-wait': maxWaitOption },
  examples: [
    ['tenantferry apple servers', 'Names and ids for apple.servers in tenantferry.json'],
    ['tenantferry apple servers --json', 'The same as one JSON document'],
  ],
  async run(_args, world) {
    const config = await loadConfig(world);
    const apple = await openApple(world, config);
    const [{ needApple }, { textTable }] = await Promise.all([import('../../stages/apple/stop.js'), import('../../report/text-table.js')]);
    const servers = needApple(await apple.servers());
    const sides = appleOf(config, world).servers ?? {};
    const roleOf = (server: (typeof servers)[number]): string => (['source', 'destination'] as const).filter((side) => sides[side] === server.id || sides[side]?.toLowerCase() === server.name.toLowerCase()).join(', ');
    const rows = servers.map((server) => ({ id: server.id, name: server.name, type: server.type, status: server.status, devices: server.deviceCount ?? null, lastConnected: server.lastConnected ?? null, families: [...server.families], role: roleOf(server) }));
    return {
      exitCode: 0,
      summary: { servers: servers.length, ...spent(apple.spending()) },
      findings: [],
      files: {},
      // ids are copied from here: the other columns give way before they are cut
      text: textTable(
        [{ label: 'Name', grows: true, wraps: true }, { label: 'Id' }, { label: 'Sort', grows: true, wraps: true }, { label: 'Devices', right: true }, { label: 'Last called' }, { label: 'Of the move' }],
        rows.map((row) => [row.name, row.id, sortOf(row), row.devices === null ? '' : String(row.devices), row.lastConnected?.slice(0, 10) ?? 'never', row.role]), world,
      ),
      more: { servers: rows },
    };
  },
};

/** What is particular about a server; nothing for an ordinary one. */
function sortOf({ type, status }: { readonly type: string; readonly status: string }): string {
  return [type === 'MDM' ? '' : type, status === 'ACTIVE' ? '' : status].filter((word) => word !== '').join(', ');
}
