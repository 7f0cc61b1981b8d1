import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { TestContext } from 'node:test';
import { catalog } from '../../../src/catalog/index.js';
import { policyOf } from '../../../src/engine/intake.js';
import { neighborOf } from '../../../src/engine/neighbors.js';
import type { Finding } from '../../../src/model/finding.js';
import type { Policy } from '../../../src/model/policy.js';
import { convertFolder, type Converted } from '../../../src/store/foreign/convert-folder.js';
import type { Intake } from '../../../src/store/foreign/foreign.js';

/** The engine's intake as the convert command wires it. */
export const intake: Intake = { policyOf: (row, raw) => policyOf('source', row, raw), neighborOf };

export interface Outcome extends Converted {
  readonly policies: readonly Policy[];
}

/** Writes files into a folder of their own and converts it. A value that is no text or bytes is written as JSON. */
export async function convert(t: TestContext, files: Readonly<Record<string, unknown>>, tenantId?: string): Promise<Outcome> {
  const root = await mkdtemp(join(tmpdir(), 'tenantferry-foreign-'));
  t.after(() => rm(root, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content, undefined, 2));
  }
  return convertAt(root, tenantId);
}

export async function convertAt(root: string, tenantId?: string): Promise<Outcome> {
  const policies: Policy[] = [];
  const converted = await convertFolder(root, { catalog, intake, put: async (policy) => policies.push(policy), ...(tenantId === undefined ? {} : { tenantId }) });
  return { ...converted, policies };
}

/** The one policy of an outcome. */
export function only(outcome: Outcome): Policy {
  const [policy, second] = outcome.policies;
  if (policy === undefined || second !== undefined) throw new Error(`${String(outcome.policies.length)} policies where one is expected: ${JSON.stringify(outcome.files)}`);
  return policy;
}

export function codesOf(findings: readonly Finding[]): string[] {
  return findings.map((finding) => finding.code).sort();
}

/** The public corpus beside the checkout; undefined where it is not there. */
export const corpus = [resolve(import.meta.dirname, '../../../../../shared/corpus')].find((folder) => existsSync(folder));
export const withoutCorpus = corpus === undefined ? 'the corpus of real exports is not beside this checkout' : false;
