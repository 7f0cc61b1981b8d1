import type { Family } from './facts.js';

/**
 * Whether the hardware runs version 26 of its system, by Apple's published lists for iOS 26, iPadOS 26 and macOS 26: iPhone 11 and
 * SE (2nd generation) on; iPad (8th), Air (3rd), mini (5th), Pro 11" (1st) and 12.9" (3rd) on; every Mac with Apple silicon
 * and four Intel models of 2019 and 2020. Undefined where the model is not named or not known.
 */
export function runs26(family: Family, productType: string | undefined): boolean | undefined {
  const [, line = '', major = '', minor = ''] = /^([A-Za-z]+)(\d+),(\d+)$/.exec(productType ?? '') ?? [];
  const generation = Number(major);
  if (line === '') return undefined;
  if (family === 'iPhone') return line === 'iPhone' ? generation >= 12 : undefined;
  if (family === 'iPad') return line === 'iPad' ? generation >= 8 : undefined;
  if (family !== 'Mac') return undefined;
  const silicon: Readonly<Record<string, number>> = { MacBookAir: 10, MacBookPro: 17, Macmini: 9, iMac: 21, Mac: 13 };
  const first = silicon[line];
  if (first !== undefined && generation >= first) return true;
  if (intel.has(`${line}${major},${minor}`)) return true;
  return first !== undefined || line === 'MacPro' || line === 'iMacPro' || line === 'MacBook' ? false : undefined;
}

const intel: ReadonlySet<string> = new Set(['MacBookPro16,1', 'MacBookPro16,2', 'MacBookPro16,4', 'iMac20,1', 'iMac20,2', 'MacPro7,1']);
