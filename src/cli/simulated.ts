import { consentFor } from '../catalog/permissions.js';
import type { Simulator } from '../simulator/simulator.js';

const names = ['contoso', 'fabrikam'] as const;

/** A configuration for the simulated tenants. */
export function simulatedConfig(simulator: Simulator): object {
  return {
    source: 'contoso',
    destination: 'fabrikam',
    tenants: Object.fromEntries(
      names.map((name) => [name, { tenantId: simulator.tenant(name).identity.tenantId, cloud: 'global', graphUrl: simulator.urls[name], auth: { method: 'token', tokenEnv: variableOf(name) }, pacing: 'off', visibility: 2 }]),
    ),
  };
}

function variableOf(name: string): string {
  return `${name.toUpperCase()}_TOKEN`;
}

/** The tokens that the configuration names, by variable: each with the permissions of its part in the move. */
export function tokensOf(simulator: Simulator): Record<string, string> {
  return Object.fromEntries(names.map((name) => [variableOf(name), simulator.tenant(name).token(consentFor(simulator.tenant(name).catalog.rows, name === 'contoso' ? 'read' : 'write'))]));
}
