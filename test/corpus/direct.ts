import type { Stand } from '../journeys/stand.js';
import { moveBundle, type Moved } from './move.js';
import { readCorpus } from './objects.js';
import { furnishSource } from './source.js';

/**
 * The direct road: a folder of files becomes a bundle by `convert`, and the bundle is moved. The source tenant is furnished
 * from the same files only so that its ids are known and twins can be made by hand; nobody asks it.
 */
export async function moveFolder(stand: Stand, folder: string): Promise<Moved> {
  const { tenantId, initialDomain, domains } = stand.source.identity;
  furnishSource(stand.source, await readCorpus(folder, tenantId));
  const converted = await stand.json('convert', folder, '--out', 'exports/contoso', '--tenant', 'contoso', '--tenant-id', tenantId, '--domain', [initialDomain, ...(domains ?? [])].join(','));
  const moved = await moveBundle(stand, 'exports/contoso', stand.source);
  const { requests } = stand.source.counters;
  return { ...moved, wrong: [...(converted.exitCode === 0 ? [] : [`convert ended with ${String(converted.exitCode)}`]), ...(requests === 0 ? [] : ['the source was asked']), ...moved.wrong] };
}
