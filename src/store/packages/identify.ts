import { isList, isObject, type JsonObject } from '../../model/json.js';
import type { SuppliedFile } from '../../model/app-files.js';
import { manifestAttributes } from './android-manifest.js';
import { readDetection } from './intunewin.js';
import { topTexts } from './property-list.js';
import { xmlOf, xmlText } from './xml.js';
import { openZip, type Zip } from './zip.js';

/** What a package says of itself. */
export type Identity = Pick<SuppliedFile, 'identity' | 'version' | 'setupFile'>;

/** More than any manifest has. */
const mostBytes = 16 * 1024 * 1024;

type Reader = (zip: Zip) => Promise<Identity>;

/** Packages that are archives and tell who they are. MSI, PKG and DMG are told by their names alone. */
const readers: Readonly<Record<string, Reader>> = { '.intunewin': intunewin, '.ipa': ipa, '.apk': apk, '.appx': appx, '.msix': appx, '.appxbundle': appxBundle, '.msixbundle': appxBundle };

/** Reads what a package says of itself; nothing where its kind does not say. @throws Error where it is damaged */
export async function identify(file: string, ending: string): Promise<Identity> {
  const reader = readers[ending];
  if (reader === undefined) return {};
  const zip = await openZip(file);
  try {
    return await reader(zip);
  } finally {
    zip.close();
  }
}

async function intunewin(zip: Zip): Promise<Identity> {
  const { setupFile, productCode, productVersion } = await readDetection(zip);
  return facts(productCode, productVersion, setupFile);
}

async function ipa(zip: Zip): Promise<Identity> {
  const name = zip.names.find((one) => /^Payload\/[^/]+\.app\/Info\.plist$/u.test(one));
  if (name === undefined) throw new Error('there is no Info.plist of an app inside');
  const texts = topTexts(await zip.bytes(name, mostBytes));
  return facts(texts.get('CFBundleIdentifier'), texts.get('CFBundleShortVersionString') ?? texts.get('CFBundleVersion'));
}

async function apk(zip: Zip): Promise<Identity> {
  const attributes = manifestAttributes(await zip.bytes('AndroidManifest.xml', mostBytes));
  return facts(attributes.get('package'), attributes.get('versionName'));
}

async function appx(zip: Zip): Promise<Identity> {
  return ofManifest(xmlOf((await zip.bytes('AppxManifest.xml', mostBytes)).toString('utf8'))['Package']);
}

async function appxBundle(zip: Zip): Promise<Identity> {
  return ofManifest(xmlOf((await zip.bytes('AppxMetadata/AppxBundleManifest.xml', mostBytes)).toString('utf8'))['Bundle']);
}

function ofManifest(root: unknown): Identity {
  const whole: JsonObject = isObject(root) ? root : {};
  const identity = isList(whole['Identity']) ? whole['Identity'][0] : whole['Identity'];
  if (!isObject(identity)) throw new Error('its manifest has no identity');
  return facts(xmlText(identity, '@Name'), xmlText(identity, '@Version'));
}

function facts(identity: string | undefined, version: string | undefined, setupFile?: string): Identity {
  const said = (value: string | undefined): value is string => value !== undefined && value.trim() !== '';
  return { ...(said(identity) ? { identity } : {}), ...(said(version) ? { version } : {}), ...(said(setupFile) ? { setupFile } : {}) };
}
