import { notSeen, seen, type Seen } from '../../../engine/apple/facts.js';
import type { JsonObject } from '../../../model/json.js';
import type { Failure, Get, Result, TenantReader } from '../../../model/ports.js';

/** The scopes that the Apple side of Intune asks for (apple.md 3.1). */
export const scopes = {
  readService: ['DeviceManagementServiceConfig.Read.All', 'DeviceManagementServiceConfig.ReadWrite.All'],
  writeService: ['DeviceManagementServiceConfig.ReadWrite.All'],
  readDevices: ['DeviceManagementManagedDevices.Read.All', 'DeviceManagementManagedDevices.ReadWrite.All'],
  writeDevices: ['DeviceManagementManagedDevices.ReadWrite.All'],
  readKeys: ['DeviceManagementManagedDevices.PrivilegedOperations.All', 'DeviceManagementManagedDevices.ReadWrite.All'],
  readConfiguration: ['DeviceManagementConfiguration.Read.All', 'DeviceManagementConfiguration.ReadWrite.All'],
  readApps: ['DeviceManagementApps.Read.All', 'DeviceManagementApps.ReadWrite.All'],
} as const;

export function enrollment(path: string): Get {
  return { api: 'beta', service: 'device-enrollment', path, scopes: scopes.readService };
}

export function devices(path: string): Get {
  return { api: 'beta', service: 'devices', path, scopes: scopes.readDevices };
}

/** Every item of a collection, or the failure that ended it: a list that was not read to its end is not a list. */
export async function listOf(tenant: TenantReader, request: Get): Promise<Result<JsonObject[]>> {
  const items: JsonObject[] = [];
  for await (const page of tenant.pages(request)) {
    if (!page.ok) return page;
    items.push(...page.value.items);
  }
  return { ok: true, value: items };
}

/** A fact from a list, or why it is not seen. */
export async function seenList<T>(tenant: TenantReader, request: Get, of: (items: JsonObject[]) => T): Promise<Seen<T>> {
  const items = await listOf(tenant, request);
  return items.ok ? seen(of(items.value)) : notSeen(whyNot(items.failure));
}

export function whyNot(failure: Failure): string {
  return failure.kind === 'forbidden' && failure.scopes !== undefined ? `${failure.message} (needs ${failure.scopes.join(' or ')})` : failure.message;
}

/** A text that says something. */
export function filled(object: JsonObject, name: string): string | undefined {
  const value = object[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function truth(object: JsonObject, name: string): boolean | undefined {
  const value = object[name];
  return typeof value === 'boolean' ? value : undefined;
}

/** A query value, encoded as paths want it. */
export function encoded(text: string): string {
  return encodeURIComponent(text);
}

/** A member that is there only where it has a value: what exactOptionalPropertyTypes asks for. */
export function some<N extends string, T>(name: N, value: T | undefined): { readonly [name in N]?: T } {
  if (value === undefined) return {};
  const member: { [name in N]?: T } = {};
  member[name] = value;
  return member;
}
