import type { Identifier } from '../../engine/apple/identifiers/read.js';
import type { ImportedIdentity } from '../../model/apple/enrollment.js';
import type { World } from '../world.js';

/** Writes identifiers as a file that `identifiers import` reads. @returns the path */
export async function writeIdentifiers(world: World, file: string, rows: readonly Pick<Identifier, 'type' | 'identifier' | 'platform' | 'details'>[]): Promise<string> {
  const [{ writeTable }, { writeFileWhole }] = await Promise.all([import('../../store/csv-table.js'), import('../../store/write-file.js')]);
  await writeFileWhole(file, writeTable(['identifier', 'type', 'platform', 'details'], rows.map((row) => ({ identifier: row.identifier, type: row.type, platform: row.platform ?? '', details: row.details }))));
  world.say.note(`${String(rows.length)} identifiers are in ${file}.`);
  return file;
}

/** What a tenant holds, as rows of a file; identifiers of a type nobody can import again are left out. */
export function rowsOf(identities: readonly ImportedIdentity[]): Pick<Identifier, 'type' | 'identifier' | 'platform' | 'details'>[] {
  return identities.flatMap(({ type, identifier, platform, description }) => (type === 'unknown' ? [] : [{ type, identifier, details: description ?? '', ...(platform === undefined || platform === 'unknown' ? {} : { platform }) }]));
}
