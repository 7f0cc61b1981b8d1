import { parseAddress } from './address.js';
import type { Policy, SecretPlace } from './policy.js';

/** What names are made of: enough of an object's name to know it by, and of a setting's to tell it from its neighbors. */
const longest = { object: 40, setting: 60 };

/**
 * The names under which the secrets of one object are supplied, by their place: `WIFI_BERLIN_OFFICE_3F2A91BC_PRE_SHARED_KEY`.
 * Made of the object alone, so that they stay when others come and go, and good as names of environment variables.
 */
export function secretNames(policy: Pick<Policy, 'address' | 'kind' | 'name'> & { readonly secrets: readonly SecretPlace[] }): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const short = parseAddress(policy.address)?.short ?? '';
  const object = [word(policy.kind), shortened(word(policy.name), longest.object, 'front'), word(short)].filter((part) => part !== '').join('_');
  for (const place of policy.secrets) {
    const label = word(place.setting ?? place.at.slice(place.at.lastIndexOf('/') + 1));
    const name = `${object}_${shortened(label === '' ? 'VALUE' : label, longest.setting, 'back')}`;
    let own = name;
    for (let count = 2; taken.has(own); count += 1) own = `${name}_${String(count)}`;
    taken.add(own);
    names.set(place.at, own);
  }
  return names;
}

/** What stands for a secret in requests that are only planned or compared. Never sent, never filled in. */
export function secretToken(name: string): string {
  return `{{secret:${name}}}`;
}

/** Capital letters, digits and underscores: `preSharedKey` → `PRE_SHARED_KEY`. */
function word(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z0-9])([A-Z])/gu, '$1_$2')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/gu, '_')
    .replace(/^_+|_+$/gu, '');
}

/** Cut between words where that leaves something; of a long definition id the end says which it is. */
function shortened(text: string, most: number, keep: 'front' | 'back'): string {
  if (text.length <= most) return text;
  const cut = keep === 'front' ? text.slice(0, most).replace(/_[^_]*$/u, '') : text.slice(-most).replace(/^[^_]*_/u, '');
  return cut === '' ? text.slice(0, most) : cut;
}

/** A secret that somebody can supply, as lists and templates name it. */
export interface SecretToSupply {
  readonly name: string;
  /** What people call the kind. */
  readonly title: string;
  readonly object: string;
  readonly what: string;
  readonly setting?: string;
  readonly readable: boolean;
}

/**
 * The secrets of one object that the bundle does not hold.
 * @param needed false of those that the destination fills in by itself
 */
export function secretsOf(policy: Pick<Policy, 'address' | 'kind' | 'name' | 'owned'> & { readonly secrets: readonly SecretPlace[] }, title: string, needed: (place: SecretPlace) => boolean): SecretToSupply[] {
  if (policy.owned !== undefined || policy.secrets.length === 0) return [];
  const names = secretNames(policy);
  return policy.secrets
    .filter((place) => place.held !== true && needed(place))
    .map((place) => ({ name: names.get(place.at) ?? '', title, object: policy.name, what: place.what, ...(place.setting === undefined ? {} : { setting: place.setting }), readable: place.readable === true }));
}
