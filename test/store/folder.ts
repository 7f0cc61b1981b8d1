import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { TestContext } from 'node:test';

/** A folder of its own for a test, gone when the test is over. */
export async function makeFolderFor(test: Pick<TestContext, 'after'>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tenantferry-store-'));
  test.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Every file below a folder with its content, by path with forward slashes, in order. */
export async function contentOf(folder: string): Promise<Record<string, string>> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => !entry.isDirectory());
  const content: Record<string, string> = {};
  for (const path of files.map((entry) => join(entry.parentPath, entry.name)).sort()) content[relative(folder, path).replaceAll('\\', '/')] = await readFile(path, 'utf8');
  return content;
}
