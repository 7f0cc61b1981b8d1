import type { Address } from './address.js';
import type { Finding } from './finding.js';
import type { Manifest, Neighbor, Policy } from './policy.js';

/** What the caller of a bundle knows for its manifest; format and files are the store's. */
export type ManifestFacts = Omit<Manifest, 'format' | 'files'>;

/** A bundle that is being written. Nothing of it is seen at its place before `finish`; the bundle that was there stays whole until then. */
export interface BundleWriter {
  /** Writes one object at once and forgets its body. False where an object of this kind and id had been put before: the later one counts. Its secrets, by place, go into encrypted bundles only. */
  put(policy: Policy, secrets?: ReadonlyMap<string, string>): Promise<boolean>;
  /** Any kinds, any order, any number of calls; of two with one kind and id the later one counts. */
  putNeighbors(neighbors: readonly Neighbor[]): void;
  putFindings(findings: readonly Finding[]): void;
  /** Writes the manifest last and puts the bundle in its place. */
  finish(facts: ManifestFacts): Promise<Manifest>;
  /** Removes what was written; the bundle that was there stays. */
  abandon(): Promise<void>;
}

/** A bundle to read from. Every file is checked against its hash and its schema when it is read. */
export interface Bundle {
  /** Where it lies, absolute. */
  readonly folder: string;
  readonly manifest: Manifest;
  /** Kinds that have a file of neighbors, in order. */
  readonly neighborKinds: readonly string[];
  /** sha256 of the manifest less its time: equal for two exports of an unchanged tenant. */
  fingerprint(): string;
  /** Every object once, in stable order, a few in memory at a time. */
  policies(): AsyncIterable<Policy>;
  /** One object; undefined where the bundle has none of that address. */
  policy(address: Address): Promise<Policy | undefined>;
  /** What is pointed at of one kind; empty where nothing is. */
  neighbors(kind: string): Promise<readonly Neighbor[]>;
  findings(): Promise<readonly Finding[]>;
  /** The secrets of one object that were read from the source, by place; none where the bundle was exported without. */
  secrets(address: Address): Promise<ReadonlyMap<string, string>>;
}
