import { escrows } from '../../../engine/apple/escrow.js';
import { notSeen, seen, type Seen } from '../../../engine/apple/facts.js';
import { isList, type JsonObject } from '../../../model/json.js';
import type { TenantReader } from '../../../model/ports.js';
import { filled, listOf, scopes, whyNot } from './ask.js';

/**
 * Assigned policies of a tenant that bring FileVault's recovery key into it: settings-catalog policies with an escrow setting and
 * endpoint protection configurations that switch FileVault on (apple.md 1.1 rules 28 and 29).
 */
export async function readEscrow(tenant: TenantReader): Promise<Seen<readonly string[]>> {
  const [policies, configurations] = await Promise.all([
    listOf(tenant, { api: 'beta', service: 'device-config-v2', path: 'deviceManagement/configurationPolicies', scopes: scopes.readConfiguration }),
    listOf(tenant, { api: 'beta', service: 'device-configuration', path: 'deviceManagement/deviceConfigurations?$expand=assignments', scopes: scopes.readConfiguration }),
  ]);
  if (!policies.ok) return notSeen(whyNot(policies.failure));
  if (!configurations.ok) return notSeen(whyNot(configurations.failure));
  const old = configurations.value.filter((item) => item['fileVaultEnabled'] === true && isList(item['assignments']) && item['assignments'].length > 0);
  const mac = policies.value.filter((item) => /macos/i.test(filled(item, 'platforms') ?? '') && item['isAssigned'] !== false);
  const found = await withEscrow(tenant, mac);
  return found.ok ? seen([...found.value, ...old].map((item) => filled(item, 'displayName') ?? filled(item, 'name') ?? 'a policy without a name')) : notSeen(whyNot(found.failure));
}

async function withEscrow(tenant: TenantReader, policies: readonly JsonObject[]) {
  const path = (item: JsonObject, part: string) => ({ api: 'beta', service: 'device-config-v2', path: `deviceManagement/configurationPolicies/${encodeURIComponent(filled(item, 'id') ?? '')}/${part}`, scopes: scopes.readConfiguration }) as const;
  const settings = await Promise.all(policies.map((item) => listOf(tenant, path(item, 'settings'))));
  const unread = settings.find((answer) => !answer.ok);
  if (unread !== undefined && !unread.ok) return unread;
  const escrowing = policies.filter((_, index) => settings[index]?.ok === true && settings[index].value.some(escrows));
  const kept: JsonObject[] = [];
  for (const item of escrowing) {
    const assignments = await listOf(tenant, path(item, 'assignments'));
    if (!assignments.ok) return assignments;
    if (assignments.value.length > 0) kept.push(item);
  }
  return { ok: true, value: kept } as const;
}
