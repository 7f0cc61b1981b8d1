import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join, relative, sep } from 'node:path';
import type { AdmxFiles, SuppliedAdmx } from '../../model/admx-files.js';
import { Stop } from '../../model/failure.js';
import { isList, isObject, type Json, type JsonObject } from '../../model/json.js';
import { decodeText } from '../decode-text.js';
import { xmlOf, xmlText } from './xml.js';

/** The language of ADML files that lie in no folder of a language. */
const usual = 'en-US';
const languageFolder = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})+$/u;

/**
 * The folder with ADMX files, each with its ADML files beside it or in folders called like their language (`en-US`), as
 * Windows keeps them.
 * @throws Stop (2) where there is no such folder
 */
export async function openAdmxFiles(folder: string): Promise<AdmxFiles> {
  const facts = await stat(folder).catch(() => undefined);
  if (facts?.isDirectory() !== true) throw new Stop(2, `${folder} is no folder.`, 'Name the folder with the ADMX and ADML files: --admx-files DIR.');
  return {
    folder,
    list: () => listed(folder),
    async digest(path) {
      const bytes = await readFile(join(folder, path)).catch(() => undefined);
      return bytes === undefined ? undefined : { file: path, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
    },
    async base64(path) {
      try {
        return (await readFile(join(folder, path))).toString('base64');
      } catch (error) {
        throw new Stop(2, `${join(folder, path)} cannot be read: ${error instanceof Error ? error.message : String(error)}.`, 'Bring the file back, or plan again without it.');
      }
    },
  };
}

async function listed(folder: string): Promise<SuppliedAdmx[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')).sort();
  const texts = paths.filter((path) => extname(path).toLowerCase() === '.adml');
  const found: SuppliedAdmx[] = [];
  for (const path of paths.filter((one) => extname(one).toLowerCase() === '.admx')) {
    const languages = texts.flatMap((text) => languageOf(path, text));
    try {
      found.push({ path, languages, ...namespacesOf(xmlOf(decodeText(await readFile(join(folder, path)), path))) });
    } catch (error) {
      found.push({ path, languages, uses: [], broken: error instanceof Error ? error.message : String(error) });
    }
  }
  return found;
}

/** The language that an ADML file is of an ADMX file; none where it belongs to another one. */
function languageOf(admx: string, adml: string): { readonly path: string; readonly code: string }[] {
  if (basename(admx, extname(admx)).toLowerCase() !== basename(adml, extname(adml)).toLowerCase()) return [];
  const home = admx.split('/').slice(0, -1);
  const folders = adml.split('/').slice(0, -1);
  if (folders.join('/') === home.join('/')) return [{ path: adml, code: usual }];
  const [code = ''] = folders.slice(home.length);
  return folders.length === home.length + 1 && folders.slice(0, -1).join('/') === home.join('/') && languageFolder.test(code) ? [{ path: adml, code }] : [];
}

/** What an ADMX file defines, and what it builds on. @throws Error where it is none */
function namespacesOf(document: JsonObject): Pick<SuppliedAdmx, 'namespace' | 'uses'> {
  const root = document['policyDefinitions'];
  const spaces = isObject(root) ? root['policyNamespaces'] : undefined;
  if (!isObject(spaces)) throw new Error('it is no ADMX file: it has no policyNamespaces');
  const [target] = objects(spaces['target']);
  const namespace = target === undefined ? undefined : xmlText(target, '@namespace');
  return { ...(namespace === undefined ? {} : { namespace }), uses: objects(spaces['using']).flatMap((one) => xmlText(one, '@namespace') ?? []) };
}

function objects(value: Json | undefined): JsonObject[] {
  return (isList(value) ? value : [value]).filter(isObject);
}
