import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { hashOf } from '../store/text.js';
import { makeFolder, writeFileWhole } from '../store/write-file.js';
import { journalOf } from './plan-inputs.js';
import { verdictsOf } from './verdict-file.js';

/** Copies plan, journal, verdicts and the bundle's manifest into the pack, and says their sha256, so that anybody can check them. */
export async function copyEvidence(folder: string, planFile: string, bundleFolder: string): Promise<{ readonly files: Record<string, string>; readonly hashes: { readonly what: string; readonly sha256: string }[] }> {
  await makeFolder(folder);
  const files: Record<string, string> = {};
  const hashes: { what: string; sha256: string }[] = [];
  const wanted = [
    ['plan', planFile],
    ['journal', journalOf(planFile)],
    ['verdicts', verdictsOf(planFile)],
    ['manifest', join(bundleFolder, 'manifest.json')],
    // of an encrypted bundle, encrypted as it is
    ['manifest', join(bundleFolder, 'manifest.json.age')],
  ] as const;
  for (const [role, from] of wanted) {
    const content = await contentOf(from);
    if (content === undefined) continue;
    const name = role === 'manifest' ? `bundle-${basename(from)}` : basename(from);
    const to = join(folder, name);
    await writeFileWhole(to, content);
    files[role] = to;
    hashes.push({ what: name, sha256: hashOf(content) });
  }
  const sums = join(folder, 'SHA256SUMS');
  await writeFileWhole(sums, hashes.map((one) => `${one.sha256}  ${one.what}\n`).join(''));
  files['sums'] = sums;
  return { files, hashes };
}

/** undefined where there is no such file: a plan that was not imported has no journal. */
async function contentOf(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
