import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Other } from './foreign.js';
import { parseForeign } from './parse.js';
import { unpack, type Unpacked } from './unpack.js';
import type { Found } from './walk.js';
import { whyNot } from './why-not.js';

export type Opened = Unpacked | { readonly as: 'not readable'; readonly because: string };

/** What the end of a file name says about files that hold no Graph object. */
const byEnding: readonly (readonly [what: Other, endings: string])[] = [
  ['XML', '.xml .admx .adml .plist .xsd'],
  ['configuration profile', '.mobileconfig'],
  ['script', '.ps1 .psm1 .psd1 .sh .zsh .py .bat .cmd .vbs .js .mjs .ts .tf .bicep'],
  ['table', '.csv .tsv .xlsx .xls'],
  ['text', '.md .txt .log .html .htm .pdf .docx .rtf .gitignore .gitattributes'],
  ['picture', '.png .jpg .jpeg .gif .svg .ico .bmp'],
  ['package', '.zip .7z .intunewin .msi .msix .appx .exe .pkg .dmg .ipa .apk .cer .crt .pem .p7b .pfx .reg .bin'],
];

/** Reads one file and takes its objects out. Only `.json` files can hold policies, whatever is in front of the dot. */
export async function openFile(root: string, found: Found): Promise<Opened> {
  if ('because' in found) return { as: 'not readable', because: found.because };
  // a file that is called ".json" has no ending for the path module
  const ending = (extname(found.path) || `.${found.path.split('.').at(-1) ?? ''}`).toLowerCase();
  if (ending === '.yaml' || ending === '.yml') return { as: 'not readable', because: 'it is YAML; let IntuneCD write its backup as JSON' };
  if (ending !== '.json') return { as: 'other', what: byEnding.find(([, endings]) => endings.split(' ').includes(ending))?.[0] ?? 'other data' };
  const bytes = await readFile(join(root, found.path)).catch(whyNot);
  if (typeof bytes === 'string') return { as: 'not readable', because: bytes };
  const parsed = parseForeign(bytes);
  if ('because' in parsed) return { as: 'not readable', because: parsed.because };
  return unpack(parsed.value, /^[[{]\r?\n {5}[^ ]/u.test(parsed.text));
}
