import type { Serial } from '../../model/apple.js';
import { typeOf } from '../../model/json.js';
import type { TenantReader } from '../../model/ports.js';
import { encoded, filled, listOf } from './graph/ask.js';
import { readManaged } from './graph/records.js';
import { needTenant, stop } from './stop.js';

const scopes = ['GroupMember.Read.All', 'Group.Read.All', 'Directory.Read.All'];

/**
 * The Apple devices of a group of the source: its devices, and the devices of its users.
 * @throws Stop (2) where there is no such group, or two of one name
 */
export async function serialsOfGroup(source: TenantReader, name: string): Promise<readonly Serial[]> {
  const ask = { api: 'v1.0', service: 'directory', scopes } as const;
  const groups = needTenant(await listOf(source, { ...ask, path: `groups?$filter=${encoded(`displayName eq '${name.replaceAll("'", "''")}'`)}&$select=id,displayName` }), `the group "${name}"`);
  const [group, ...others] = groups;
  const id = group === undefined ? undefined : filled(group, 'id');
  if (id === undefined) throw stop(2, `there is no group "${name}" in ${source.name}`, 'check the spelling, or name the devices with --serials');
  if (others.length > 0) throw stop(2, `there are ${groups.length} groups called "${name}" in ${source.name}`, 'name the devices with --serials: which of the groups is meant cannot be guessed');
  const members = needTenant(await listOf(source, { ...ask, path: `groups/${id}/transitiveMembers?$select=id,deviceId,userPrincipalName` }), `the members of "${name}"`);
  const veiled = members.filter((member) => (typeOf(member) === 'device' && filled(member, 'deviceId') === undefined) || (typeOf(member) === 'user' && filled(member, 'userPrincipalName') === undefined)).length;
  // without these rights the directory answers, and leaves out what members are called
  if (veiled > 0) throw stop(1, `the directory of ${source.name} does not say who ${veiled} members of "${name}" are`, 'grant Device.Read.All and User.ReadBasic.All to the account of the source, or name the devices with --serials');
  const devices = new Set(members.filter((member) => typeOf(member) === 'device').map((member) => filled(member, 'deviceId')?.toLowerCase()));
  const users = new Set(members.filter((member) => typeOf(member) === 'user').map((member) => filled(member, 'userPrincipalName')?.toLowerCase()));
  const managed = await readManaged(source, 'source');
  if (!managed.seen) throw stop(1, `the devices of ${source.name} could not be read: ${managed.because}`, 'grant DeviceManagementManagedDevices.Read.All and run the command again');
  const serials = managed.value.filter((device) => (device.entraId !== undefined && devices.has(device.entraId.toLowerCase())) || (device.user !== undefined && users.has(device.user.toLowerCase()))).map((device) => device.serial);
  const chosen = [...new Set(serials)];
  if (chosen.length === 0) throw stop(2, `the group "${name}" of ${source.name} has no Apple device`, 'choose another group, or name the devices with --serials');
  return chosen;
}
