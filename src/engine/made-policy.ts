import { addressOf, shortId, type Address } from '../model/address.js';
import { copyOf, type Json, type JsonObject } from '../model/json.js';
import type { PolicyType } from '../model/policy-type.js';
import type { Neighbor, Policy } from '../model/policy.js';

/** The address under which a neighbor is created: `group/Kiosk (1a2b3c4d)`. */
export function addressOfNeighbor(neighbor: Neighbor): Address {
  return addressOf(neighbor.kind, neighbor.name ?? neighbor.id, shortId(neighbor.id));
}

/** ASCII, no blanks, at most 64 characters: what Graph takes for a mail nickname (graph-intune.md 13.1). */
export function mailNicknameFor(name: string, id: string): string {
  const plain = name.normalize('NFKD').replace(/[^A-Za-z0-9._-]/gu, '').slice(0, 50);
  return plain === '' ? `group-${shortId(id)}` : plain;
}

/** The policy by which a neighbor is created when the mapping says so: the members that its row sends. */
export function policyOfNeighbor(row: PolicyType, neighbor: Neighbor): Policy {
  const name = neighbor.name ?? neighbor.id;
  const body: JsonObject = {};
  for (const member of row.makes ?? []) {
    const value: Json | undefined = member === row.name ? name : (neighbor.facts[member]);
    if (value !== undefined && value !== null) body[member] = copyOf(value);
  }
  // some tools save a rule and not the words that make the service follow it (real-exports.md 1.3)
  if (typeof body['membershipRule'] === 'string' && body['membershipRule'] !== '') {
    body['groupTypes'] ??= ['DynamicMembership'];
    body['membershipRuleProcessingState'] ??= 'On';
  }
  for (const [member, value] of Object.entries(row.makesElse ?? {})) body[member] ??= copyOf(value);
  if (row.makes?.includes('mailNickname') === true) {
    const known = body['mailNickname'];
    body['mailNickname'] = typeof known === 'string' && /^[A-Za-z0-9._-]{1,64}$/u.test(known) ? known : mailNicknameFor(name, neighbor.id);
  }
  // its type is what the collection implies, so that it is known again in the destination by the same key
  const type = row.implied === undefined ? {} : { type: row.implied };
  return { address: addressOfNeighbor(neighbor), kind: row.kind, id: neighbor.id, name, ...type, body, children: {}, links: {}, assignments: [], secrets: [] };
}
