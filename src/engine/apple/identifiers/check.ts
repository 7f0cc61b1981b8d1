import type { IdentityType } from '../../../model/apple/enrollment.js';

/** Checks of single values (apple.md 3.7): the value in its clean form, or a sentence about what is wrong with it. */
export type Checked = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly problem: string };

const good = (value: string): Checked => ({ ok: true, value });
const bad = (problem: string): Checked => ({ ok: false, problem });

const inflated = /^\d([.,]\d+)?e\+?\d+$/i;

/** 15 digits, the last of which proves the others. */
export function checkImei(text: string): Checked {
  const digits = text.replace(/[\s-]/g, '');
  if (inflated.test(digits)) return bad(`"${text}" is an IMEI that a spreadsheet has rounded: format the column as text and export again`);
  if (!/^\d+$/.test(digits)) return bad(`"${text}" is no IMEI: it has other characters than digits`);
  if (digits.length === 14) return bad(`"${text}" has 14 digits: the check digit at the end of the IMEI is missing`);
  if (digits.length === 16) return bad(`"${text}" has 16 digits: it is an IMEI with software version; use the 15 digits of the IMEI`);
  if (digits.length !== 15) return bad(`"${text}" has ${digits.length} digits, an IMEI has 15`);
  return luhn(digits) ? good(digits) : bad(`"${text}" is no IMEI: its check digit does not fit, so a digit is wrong or two are swapped`);
}

/** The check of Luhn: doubled from the right, every second digit, the sum is a multiple of ten. */
export function luhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** Letters and digits; periods and blanks around and inside are taken out, as Intune wants it. */
export function checkSerial(text: string, platform: string | undefined): Checked {
  const plain = text.replace(/[.\s]/g, '');
  if (inflated.test(text.trim())) return bad(`"${text}" is a serial number that a spreadsheet took for a number: format the column as text and export again`);
  if (plain === '') return bad('the serial number is empty');
  if (!/^[A-Za-z0-9]+$/.test(plain)) return bad(`"${text}" is no serial number: it has other characters than letters and digits`);
  if (plain.length > 64) return bad(`"${text.slice(0, 20)}…" is too long for a serial number`);
  return good(platform === 'ios' || platform === 'macOS' ? plain.toUpperCase() : plain);
}

/** Manufacturer, model and serial in one text, the way Windows devices are identified. */
export function checkTriple(manufacturer: string, model: string, serial: string): Checked {
  const parts = [manufacturer.trim(), model.trim(), serial.trim()];
  const missing = ['manufacturer', 'model', 'serial number'].filter((_, index) => parts[index] === '');
  if (missing.length > 0) return bad(`a Windows device needs manufacturer, model and serial number; ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing`);
  const comma = parts.find((part) => part.includes(','));
  return comma === undefined ? good(parts.join(',')) : bad(`"${comma}" holds a comma, which separates manufacturer, model and serial number`);
}

const platforms: Readonly<Record<string, string>> = { ios: 'ios', ipados: 'ios', iphone: 'ios', ipad: 'ios', macos: 'macOS', mac: 'macOS', osx: 'macOS', android: 'android', windows: 'windows', unknown: 'unknown', tvos: 'tvOS', visionos: 'visionOS' };

export function checkPlatform(text: string): Checked {
  const known = platforms[text.toLowerCase().replace(/[^a-z]/g, '')];
  return known === undefined ? bad(`"${text}" is no platform: use ios, macOS, android or windows`) : good(known);
}

const types: Readonly<Record<string, IdentityType>> = { serial: 'serialNumber', serialnumber: 'serialNumber', imei: 'imei', manufacturermodelserial: 'manufacturerModelSerial' };

/** The type of identifier a word means; undefined for words that mean none. */
export function identityTypeIn(text: string): IdentityType | undefined {
  return types[text.toLowerCase().replace(/[^a-z]/g, '')];
}

/** What the platform does not take (apple.md 3.7). */
export function platformProblem(type: IdentityType, platform: string | undefined): string | undefined {
  if (platform === 'macOS' && type === 'imei') return 'a Mac is identified by its serial number, never by an IMEI';
  if (platform === 'windows' && type !== 'manufacturerModelSerial') return 'a Windows device is identified by manufacturer, model and serial number together';
  if (platform !== undefined && platform !== 'windows' && platform !== 'unknown' && type === 'manufacturerModelSerial') return `manufacturer, model and serial number identify Windows devices only, not ${platform}`;
  return undefined;
}
