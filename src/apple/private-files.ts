import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir, platform } from 'node:os';
import { join } from 'node:path';
import { isObject, type JsonObject } from '../model/json.js';

/** Small JSON files that only their owner can read. */
export interface PrivateFiles {
  /** Undefined where there is none, it is unreadable, or others could have read or changed it. */
  read(name: string): Promise<JsonObject | undefined>;
  /** Replaces the whole file; where it cannot be written the run goes on without. */
  write(name: string, value: JsonObject): Promise<void>;
  remove(name: string): Promise<void>;
}

/** The user's cache directory for this tool, as the XDG rules name it. */
export function cacheDirectory(env: Readonly<Record<string, string | undefined>>, home: string = homedir()): string {
  const set = env['XDG_CACHE_HOME'];
  return join(set !== undefined && set.startsWith('/') ? set : join(home, '.cache'), 'tenantferry');
}

/** Files of mode 0600 in a directory of mode 0700; a file is replaced whole, so a reader never meets half of one. */
export function privateFilesIn(directory: string): PrivateFiles {
  return {
    async read(name) {
      const path = join(directory, name);
      try {
        const { mode } = await stat(path);
        if (platform() !== 'win32' && (mode & 0o077) !== 0) return undefined;
        const value: unknown = JSON.parse(await readFile(path, 'utf8'));
        return isObject(value) ? value : undefined;
      } catch {
        // a cache that cannot be read is an empty cache
        return undefined;
      }
    },
    async write(name, value) {
      const path = join(directory, name);
      const fresh = `${path}.${randomUUID()}.tmp`;
      try {
        await mkdir(directory, { recursive: true, mode: 0o700 });
        await writeFile(fresh, JSON.stringify(value), { mode: 0o600, flag: 'wx' });
        await rename(fresh, path);
      } catch {
        // a cache that cannot be kept costs the next run a sign-in, and this one nothing
        await rm(fresh, { force: true });
      }
    },
    remove: (name) => rm(join(directory, name), { force: true }),
  };
}

/** For runs that must leave nothing behind. */
export function privateFilesInMemory(): PrivateFiles {
  const files = new Map<string, JsonObject>();
  return {
    read: async (name) => files.get(name),
    write: async (name, value) => void files.set(name, value),
    remove: async (name) => void files.delete(name),
  };
}
