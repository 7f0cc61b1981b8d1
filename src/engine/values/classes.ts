import type { ValueClass } from '../../model/rules.js';

/**
 * What a class of tenant-bound value asks for. `map`: the text must become another one, or somebody must say it may stay.
 * `supply`: nothing can be derived, a person brings the new value. `check`: it may well stay as it is; it is said.
 */
export type Need = 'map' | 'supply' | 'check';

export interface ClassFacts {
  readonly need: Need;
  /** What will be put in its place, or what a person should do, in one sentence. */
  readonly hint: string;
  /** The text is a secret or as good as one: no report or mapping file shows it. */
  readonly secret?: true;
}

const classes: Readonly<Record<ValueClass, ClassFacts>> = {
  'tenant id': { need: 'map', hint: 'becomes the tenant id of the destination' },
  'account id': { need: 'map', hint: 'becomes the Intune account id of the destination' },
  'initial domain': { need: 'map', hint: 'becomes the initial domain of the destination' },
  domain: { need: 'map', hint: 'say which domain of the destination takes its place, or that it moves along' },
  'tenant host': { need: 'map', hint: 'a host that bears the tenant\'s name; say which one takes its place' },
  account: { need: 'map', hint: 'say who it is in the destination' },
  'mail address': { need: 'map', hint: 'say which address takes its place' },
  sid: { need: 'map', hint: 'follows the object it stands for' },
  'object id': { need: 'map', hint: 'follows the object it names' },
  'app registration': { need: 'check', hint: 'an app of one tenant has another id in the next; a multi-tenant app keeps it' },
  'azure resource': { need: 'supply', hint: 'subscriptions belong to one tenant; name the resource that takes its place' },
  'sharepoint host': { need: 'map', hint: 'say where the sites are in the destination' },
  'onedrive host': { need: 'map', hint: 'say which OneDrive host takes its place' },
  'sharepoint library': { need: 'supply', hint: 'copy the library\'s new string from the site ("Sync")' },
  'association key': { need: 'supply', hint: 'copy the key of the destination', secret: true },
  'defender onboarding': { need: 'supply', hint: 'take the package of the destination, or let its connector fill it in', secret: true },
  'defender org id': { need: 'supply', hint: 'take the id from the Defender tenant of the destination' },
  'workspace id': { need: 'supply', hint: 'say which workspace takes its place' },
  'commercial id': { need: 'supply', hint: 'say which commercial id takes its place' },
  'ndes host': { need: 'check', hint: 'ask whether the server will serve the destination' },
  'pki host': { need: 'check', hint: 'ask whether the authority will serve the destination' },
  'vpn host': { need: 'check', hint: 'ask whether the gateway stays' },
  'network host': { need: 'check', hint: 'ask whether the server stays' },
  'kerberos realm': { need: 'check', hint: 'ask whether the devices keep this Active Directory' },
  'radius name': { need: 'check', hint: 'compare with the certificates of the servers that serve the destination' },
  url: { need: 'check', hint: 'ask whether the address stays' },
  printer: { need: 'supply', hint: 'share the printer in the destination and take its new ids' },
  'license key': { need: 'check', hint: 'ask whether the contract covers the destination', secret: true },
  'activation key': { need: 'check', hint: 'ask whether the contract covers the destination', secret: true },
  'connector token': { need: 'supply', hint: 'set up the connector in the destination', secret: true },
  token: { need: 'supply', hint: 'a token in clear text; it works in one tenant, and nobody should have it', secret: true },
  'profile name': { need: 'check', hint: 'holds as long as the profile keeps its name' },
  'device tag': { need: 'check', hint: 'create the same device group in Defender of the destination' },
  'place holder': { need: 'supply', hint: 'was never filled in; say what belongs here' },
  'unknown guid': { need: 'check', hint: 'nobody knows what it names; look once' },
};

export function classFacts(name: ValueClass): ClassFacts {
  return classes[name];
}
