import { catalog } from '../../src/catalog/index.js';
import { policyOf } from '../../src/engine/intake.js';
import { neighborOf } from '../../src/engine/neighbors.js';
import type { PolicyType } from '../../src/model/policy-type.js';
import type { Policy } from '../../src/model/policy.js';
import { convertFolder, type Converted } from '../../src/store/foreign/convert-folder.js';
import type { RawObject } from '../../src/store/foreign/foreign.js';

/** One object of the corpus: the policy that was made of it, and what the file said, repaired and joined, before it became one. */
export interface CorpusObject {
  readonly row: PolicyType;
  readonly policy: Policy;
  readonly raw: RawObject;
}

export interface CorpusFolder {
  readonly converted: Converted;
  /** In the order of the files. */
  readonly objects: readonly CorpusObject[];
}

/** Converts a folder and keeps, beside each policy, the object as the file had it: with ids, dates and everything the service would stamp. */
export async function readCorpus(folder: string, tenantId: string): Promise<CorpusFolder> {
  const raws = new WeakMap<Policy, RawObject>();
  const objects: CorpusObject[] = [];
  const converted = await convertFolder(folder, {
    catalog,
    tenantId,
    intake: {
      policyOf(row, raw) {
        const policy = policyOf('source', row, raw);
        raws.set(policy, structuredClone(raw));
        return policy;
      },
      neighborOf,
    },
    put: async (policy) => {
      const raw = raws.get(policy);
      if (raw === undefined) throw new Error(`${policy.address} was not made by the intake`);
      objects.push({ row: catalog.row(policy.kind), policy, raw });
    },
  });
  return { converted, objects };
}
