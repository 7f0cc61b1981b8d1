import { createHash } from 'node:crypto';
import type { Address } from '../../src/model/address.js';
import type { Bundle, BundleWriter } from '../../src/model/bundle.js';
import type { Finding } from '../../src/model/finding.js';
import type { Journal, JournalLine } from '../../src/model/journal.js';
import type { Manifest, Neighbor, Policy } from '../../src/model/policy.js';

/** A bundle in memory: written once, then read. The store's own tests prove that files keep what is put into them. */
export class MemoryBundle implements BundleWriter, Bundle {
  readonly folder = '/memory';
  private readonly objects = new Map<Address, Policy>();
  private readonly pointedAt = new Map<string, Neighbor>();
  private readonly said: Finding[] = [];
  private written: Manifest | undefined;

  async put(policy: Policy): Promise<boolean> {
    const fresh = !this.objects.has(policy.address);
    this.objects.set(policy.address, structuredClone(policy));
    return fresh;
  }

  putNeighbors(neighbors: readonly Neighbor[]): void {
    for (const neighbor of neighbors) this.pointedAt.set(`${neighbor.kind}\n${neighbor.id}`, neighbor);
  }

  putFindings(findings: readonly Finding[]): void {
    this.said.push(...findings);
  }

  async finish(facts: Parameters<BundleWriter['finish']>[0]): Promise<Manifest> {
    this.written = { ...facts, format: 1, files: {} };
    return this.written;
  }

  async secrets(): Promise<ReadonlyMap<string, string>> {
    return new Map();
  }

  async abandon(): Promise<void> {
    this.objects.clear();
  }

  get manifest(): Manifest {
    if (this.written === undefined) throw new Error('the bundle is not finished');
    return this.written;
  }

  get neighborKinds(): readonly string[] {
    return [...new Set([...this.pointedAt.values()].map((neighbor) => neighbor.kind))].sort();
  }

  fingerprint(): string {
    return createHash('sha256').update(JSON.stringify([...this.objects].sort(([a], [b]) => (a < b ? -1 : 1)))).digest('hex');
  }

  async *policies(): AsyncIterable<Policy> {
    for (const [, policy] of [...this.objects].sort(([a], [b]) => (a < b ? -1 : 1))) yield structuredClone(policy);
  }

  async policy(address: Address): Promise<Policy | undefined> {
    return structuredClone(this.objects.get(address));
  }

  async neighbors(kind: string): Promise<readonly Neighbor[]> {
    return [...this.pointedAt.values()].filter((neighbor) => neighbor.kind === kind);
  }

  async findings(): Promise<readonly Finding[]> {
    return this.said;
  }

  /** Every object at once, by address. */
  all(): readonly Policy[] {
    return [...this.objects].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, policy]) => policy);
  }
}

/** A journal in memory; `lines` is what a run after it would find. */
export function memoryJournal(past: readonly JournalLine[] = [], now: () => number = Date.now): Journal & { readonly lines: JournalLine[] } {
  const lines = [...past];
  return {
    past: [...past],
    lines,
    async append(event) {
      const n = lines.length + 1;
      lines.push({ ...event, n, at: new Date(now()).toISOString(), prev: '', hash: String(n) });
    },
  };
}
