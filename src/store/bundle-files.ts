import { makeCheck } from './check.js';
import { cipherFolder, keyNames } from './cipher.js';
import { findingsSchema, manifestSchema, neighborsSchema, policySchema, secretsSchema } from './schemas/bundle.js';
import type { Finding } from '../model/finding.js';
import type { Manifest, Neighbor, Policy } from '../model/policy.js';

/** The layout of a bundle (DESIGN: Bundle), and the guards of its files. */
export const manifestName = 'manifest.json';
/** The manifest's signature, where somebody signed it (store/signature.ts). */
export const manifestSignature = `${manifestName}.sig`;
export const findingsName = 'findings.json';
export const policiesFolder = 'policies';
export const neighborsFolder = 'neighbors';
/** Of an encrypted bundle only: what was read of secrets, a file for each policy that has any. */
export const secretsFolder = 'secrets';

/** An encrypted bundle holds its manifest under this name, its key, and one folder of files without telling names. */
export const encryptedManifest = `${manifestName}.age`;
export const encryptedSignature = `${encryptedManifest}.sig`;

/** What stands at the top of a bundle's folder. */
export const topNames: ReadonlySet<string> = new Set([manifestName, manifestSignature, findingsName, policiesFolder, neighborsFolder, encryptedManifest, encryptedSignature, cipherFolder, ...keyNames]);

const again = 'Export again, or take an undamaged copy of the bundle.';

export const checkManifest = makeCheck<Manifest>({ what: 'the manifest of a bundle', schema: manifestSchema, remedy: again });
export const checkPolicy = makeCheck<Policy>({ what: 'a policy file', schema: policySchema, remedy: again });
export const checkNeighbors = makeCheck<Neighbor[]>({ what: 'a file of neighbors', schema: neighborsSchema, remedy: again });
export const checkFindings = makeCheck<Finding[]>({ what: 'a file of findings', schema: findingsSchema, remedy: again });
export const checkSecrets = makeCheck<Record<string, string>>({ what: 'a file of secrets', schema: secretsSchema, remedy: again });

/** Compares texts by their UTF-16 units: the same order on every machine. */
export function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
