import type { Server } from 'node:http';
import type { Catalog } from '../model/policy-type.js';
import { serve } from './http/tenant-server.js';
import { SimulatedTenant, type TenantSpec } from './simulated-tenant.js';
import { Cloud } from './tenant/cloud.js';

export interface SimulatorOptions {
  readonly catalog: Catalog;
  /** By the name tests and the configuration know it. */
  readonly tenants: Readonly<Record<string, TenantSpec>>;
  /** Port of the first tenant, the next ones follow; any free ports unless said. */
  readonly port?: number;
}

export interface Simulator {
  /** `graphUrl` of each tenant: `http://127.0.0.1:<port>`. */
  readonly urls: Readonly<Record<string, string>>;
  /** The tenant of a name. @throws Error where there is none. */
  tenant(name: string): SimulatedTenant;
  /** Closes the servers and the connections that are still open. */
  stop(): Promise<void>;
}

/** Starts one server on loopback for each tenant. @throws Error where a port is taken. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const tenants = new Map<string, SimulatedTenant>();
  const servers: Server[] = [];
  const urls: Record<string, string> = {};
  const cloud = new Cloud();
  for (const [index, [name, spec]] of Object.entries(options.tenants).entries()) {
    const tenant = new SimulatedTenant(spec, options.catalog, cloud);
    const { url, server } = await serve(tenant, options.port === undefined || options.port === 0 ? 0 : options.port + index);
    tenants.set(name, tenant);
    servers.push(server);
    urls[name] = url;
  }
  return {
    urls,
    tenant(name) {
      const found = tenants.get(name);
      if (found === undefined) throw new Error(`the simulator has no tenant ${name}; it has ${[...tenants.keys()].join(', ')}`);
      return found;
    },
    async stop() {
      await Promise.all(
        servers.map(
          (server) =>
            new Promise<void>((resolve) => {
              server.close(() => resolve());
              server.closeAllConnections();
            }),
        ),
      );
    },
  };
}

/** A bearer token that the tenant accepts. */
export function tokenFor(tenant: SimulatedTenant, scopes?: readonly string[]): string {
  return tenant.token(scopes);
}
