import type { Finding } from '../../model/finding.js';
import type { KindSight, Neighbor, Policy } from '../../model/policy.js';
import type { ForeignFile, ForeignOptions } from './foreign.js';
import { openForeignFolder } from './read-folder.js';
import { tableOf, type ForeignTable } from './table.js';
import type { ForeignTenant } from './tenant.js';

export interface Converted {
  readonly tenant: ForeignTenant;
  readonly neighbors: readonly Neighbor[];
  readonly findings: readonly Finding[];
  /** Per kind of the catalog that is no neighbor: an export by files says what it has, never that there is nothing else. */
  readonly kinds: Readonly<Record<string, KindSight>>;
  readonly table: ForeignTable;
  /** What became of each file, without the policies themselves. */
  readonly files: readonly ForeignFile[];
}

/**
 * Reads a folder that another tool exported to and hands every policy to `put`, one at a time.
 * @param put takes a policy; the next one waits for it
 * @throws Stop (exit code 2) when the folder is not there
 */
export async function convertFolder(root: string, options: ForeignOptions & { readonly put: (policy: Policy) => Promise<unknown> }): Promise<Converted> {
  const folder = await openForeignFolder(root, options);
  const files: ForeignFile[] = [];
  const findings: Finding[] = [];
  for await (const file of folder.files()) {
    findings.push(...file.findings);
    if (file.as === 'not readable') files.push(file);
    else {
      for (const object of file.objects) if (object.as === 'policy') await options.put(object.policy);
      files.push({ ...file, objects: file.objects.map((object) => (object.as === 'policy' ? { ...object, policy: withoutContent(object.policy) } : object)) });
    }
  }
  const table = tableOf(files);
  const unread = table.byOutcome['not readable'];
  const kinds = Object.fromEntries(
    options.catalog.rows.filter((row) => row.neighbor !== true).map((row): [string, KindSight] => [row.kind, sightOf(table.kinds[row.kind]?.made ?? 0, unread)]),
  );
  return { tenant: folder.tenant, neighbors: folder.neighbors(), findings: [...folder.findings(), ...findings], kinds, table, files };
}

function sightOf(count: number, unread: number): KindSight {
  const more = unread === 0 ? '' : `; ${String(unread)} files could not be read`;
  if (count === 0) return { state: 'not seen', count, why: `no file of the folder holds one, which does not mean that the tenant had none${more}` };
  return { state: 'partial', count, why: `converted from files; what the other tool left out is not known${more}` };
}

/** Keeps ten thousand results small: name and address are enough once the policy is written. */
function withoutContent(policy: Policy): Policy {
  return { ...policy, body: {}, children: {}, links: {} };
}
