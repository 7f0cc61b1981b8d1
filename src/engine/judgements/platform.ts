import { textAt } from '../../model/json.js';
import type { Policy } from '../../model/policy.js';

/** Families of devices, as coarse as a filter's platform and a policy's can be compared. */
export type Platform = 'Windows' | 'iOS' | 'macOS' | 'Android' | 'Linux';

const words: readonly (readonly [RegExp, Platform])[] = [
  [/^(?:windows|win32|winget|microsoftStore|officeSuite)/iu, 'Windows'],
  [/^(?:iOS|iphone|ipad)/iu, 'iOS'],
  [/^macOS/iu, 'macOS'],
  [/^(?:android|aosp|managedAndroid|managedGooglePlay)/iu, 'Android'],
  [/^linux/iu, 'Linux'],
];

/** The platform a word of the service names: `windows10AndLater`, `androidForWork`, the `@odata.type` `iosWiFiConfiguration`. */
export function platformNamed(word: string): Platform | undefined {
  return words.find(([pattern]) => pattern.test(word))?.[1];
}

/** The platform of an object, by its own member or by its type; undefined where it has none or several. */
export function platformOf(policy: Policy): Platform | undefined {
  const own = textAt(policy.body, 'platform') ?? textAt(policy.body, 'platforms');
  if (own !== undefined) {
    const named = new Set(own.split(',').map((word) => platformNamed(word.trim())));
    const [only] = named;
    return named.size === 1 ? only : undefined;
  }
  return policy.type === undefined ? undefined : platformNamed(policy.type);
}
