import type { BundleWriter, ManifestFacts } from '../model/bundle.js';
import type { Finding } from '../model/finding.js';
import type { Failure } from '../model/failure.js';
import { idOf } from '../model/ids.js';
import { isList, textAt, type JsonObject } from '../model/json.js';
import type { Catalog, PolicyType } from '../model/policy-type.js';
import type { Clock, Say, TenantReader } from '../model/ports.js';
import type { KindSight, Manifest, Neighbor, TenantFacts } from '../model/policy.js';
import { codes, makeFinding } from '../model/rules.js';
import { Pointed, neighborOf, nobodyIn } from '../engine/neighbors.js';
import { objectPath } from '../engine/object-path.js';
import { referencesOf } from '../engine/references.js';
import { reportedFindings } from '../engine/reported.js';
import { readKinds, readPointedAt, type Unread } from './read-kinds.js';
import { readSecrets } from './read-secrets.js';
import { readReported } from './read-reported.js';

export interface ExportOptions {
  /** Kinds to read, in the order of the catalog; neighbors come along by themselves. */
  readonly rows: readonly PolicyType[];
  /** Kinds of which nothing moves, to be listed and reported. */
  readonly reported?: readonly PolicyType[];
  /** Narrows by name; a policy it refuses is not in the bundle. */
  readonly named?: (name: string) => boolean;
  /** Reads the secrets that the source gives to who asks; the bundle must be an encrypted one. */
  readonly withSecrets?: boolean;
}

export interface ExportResult {
  readonly manifest: Manifest;
  readonly findings: readonly Finding[];
  readonly unread: readonly Unread[];
  /** Secrets that were read into the bundle, and those that were asked for and not given. */
  readonly secrets: { readonly read: number; readonly unread: number };
}

/**
 * Reads a tenant into a bundle. The old bundle stays until the new one is whole.
 * @throws whatever the bundle's store throws; what the tenant answers ends in the manifest and the findings
 */
export async function exportTenant(
  world: { readonly reader: TenantReader; readonly catalog: Catalog; readonly bundle: BundleWriter; readonly clock: Clock; readonly say: Say },
  facts: { readonly tenant: TenantFacts; readonly cloud: string; readonly tool: Manifest['tool'] },
  options: ExportOptions,
): Promise<ExportResult> {
  const { reader, catalog, bundle, say } = world;
  const pointed = new Pointed();
  const sights: Record<string, KindSight> = {};
  const findings: Finding[] = [];
  const unread: Unread[] = [];
  const secrets = { read: 0, unread: 0 };
  say.begin('Reading policies');
  await readKinds(reader, 'source', catalog, options.rows, {
    async policy(row, policy) {
      if (options.named?.(policy.name) === false) return;
      pointed.exportedOne(row.kind, policy.id);
      const references = referencesOf(row, policy);
      pointed.note(references);
      if (options.withSecrets !== true) {
        await bundle.put(policy);
        return;
      }
      const revealed = await readSecrets(reader, row, policy);
      findings.push(...revealed.findings);
      secrets.read += revealed.values.size;
      secrets.unread += revealed.unread;
      await bundle.put(revealed.policy, revealed.values);
    },
    unread(one) {
      unread.push(one);
      findings.push(
        makeFinding(codes.objectIncomplete, `${one.kind} "${one.name}" could not be read whole and is not in the export: ${one.failure.message}`, {
          kind: one.kind,
          requestId: one.failure.requestId,
          related: [one.id],
        }),
      );
    },
    unclaimed(collection, object) {
      findings.push(unknownObject(collection, object));
    },
    sight(kind, sight) {
      sights[kind] = sight;
    },
    progress(_listed, done) {
      say.step(done);
    },
  });
  say.end();
  for (const row of catalog.rows) {
    if (row.neighbor !== true) sights[row.kind] ??= { state: 'not asked', count: 0, why: 'left out by --only or --except' };
  }
  findings.push(...sightFindings(catalog, sights));

  const told = await readReported(reader, options.reported ?? []);
  const reported = Object.fromEntries(told.map(({ row, sight }): [string, KindSight] => [row.kind, sight]));
  for (const { row, found } of told) findings.push(...reportedFindings(row, found));
  // a service that a tenant does not use is no gap of its own; a read that was refused is
  findings.push(...sightFindings(catalog, reported).filter((finding) => finding.code !== codes.kindNotAvailable));

  const known = new Set(told.flatMap(({ found }) => found.map((one) => `${one.kind}\n${one.id}`)));
  const missing = pointed.missing().filter((one) => !one.to.some((kind) => known.has(`${kind}\n${one.id}`)));
  say.begin('Reading what they point at', missing.length);
  const neighbors = await withEmptiness(reader, catalog, await readNeighbors(reader, catalog, missing, say));
  say.end();
  for (const neighbor of neighbors) {
    if (neighbor.state === 'gone') {
      const group = neighbor.kind === 'group';
      findings.push(
        makeFinding(group ? codes.orphanGroup : codes.orphanReference, `${title(catalog, neighbor.kind)} ${neighbor.id} no longer exists in the source, and something still points at it.`, {
          kind: neighbor.kind,
          related: [neighbor.id],
        }),
      );
    } else if (neighbor.state === 'not seen') {
      findings.push(makeFinding(codes.neighborNotSeen, `${title(catalog, neighbor.kind)} ${neighbor.id} is pointed at and could not be read.`, { kind: neighbor.kind, related: [neighbor.id] }));
    }
  }
  bundle.putNeighbors([...told.flatMap(({ found }) => found), ...neighbors]);
  findings.sort((a, b) => (findingKey(a) < findingKey(b) ? -1 : 1));
  bundle.putFindings(findings);
  const manifestFacts: ManifestFacts = {
    tool: facts.tool,
    tenant: facts.tenant,
    cloud: facts.cloud,
    time: new Date(world.clock.now()).toISOString(),
    origin: 'graph',
    kinds: Object.fromEntries(Object.entries(sights).sort(([a], [b]) => (a < b ? -1 : 1))),
    ...(told.length === 0 ? {} : { reported: Object.fromEntries(Object.entries(reported).sort(([a], [b]) => (a < b ? -1 : 1))) }),
  };
  const manifest = await bundle.finish(manifestFacts);
  return { manifest, findings, unread, secrets };
}

function findingKey(finding: Finding): string {
  return [finding.code, finding.address ?? '', finding.at ?? '', finding.message].join('\n');
}

function title(catalog: Catalog, kind: string): string {
  return catalog.find(kind)?.title ?? kind;
}

function sightFindings(catalog: Catalog, sights: Readonly<Record<string, KindSight>>): Finding[] {
  const notAsked = Object.entries(sights).flatMap(([kind, sight]) => (sight.state === 'not asked' ? [title(catalog, kind)] : []));
  const left = notAsked.length === 0 ? [] : [makeFinding(codes.kindNotAsked, `Left out of the export on request: ${notAsked.sort().join(', ')}.`)];
  return [...left, ...Object.entries(sights).flatMap(([kind, sight]): Finding[] => {
    const name = title(catalog, kind);
    const facts = { kind, requestId: sight.requestId };
    switch (sight.state) {
      case 'not seen':
        return [makeFinding(codes.kindNotSeen, `${name} was not seen: ${sight.why ?? 'no reason given'}${sight.scopes === undefined ? '' : ` Scope that opens it: ${sight.scopes.join(' or ')}.`}`, { ...facts, ...(sight.scopes === undefined ? { remedy: 'No permission is missing as far as the answer tells: export again, and give the request id to Microsoft support where it stays.' } : {}) })];
      case 'not available':
        return [makeFinding(codes.kindNotAvailable, `${name} is not available in this tenant: ${sight.why ?? 'no reason given'}${sight.license === undefined ? '' : ` It needs ${sight.license}.`}`, facts)];
      case 'partial':
        return [makeFinding(codes.kindPartial, `${name} was seen in part: ${sight.why ?? 'no reason given'}`, facts)];
      case 'complete':
      case 'empty':
      case 'not asked':
        return [];
    }
  })];
}

/** Looks up what is pointed at; one that answers 404 under every kind it may be is gone. */
async function readNeighbors(reader: TenantReader, catalog: Catalog, wanted: readonly { readonly to: readonly string[]; readonly id: string; readonly name?: string }[], say: Say): Promise<Neighbor[]> {
  const firstRow = (to: readonly string[]): PolicyType | undefined => to.map((kind) => catalog.find(kind)).find((row) => row !== undefined);
  const asked = wanted.flatMap((one) => {
    const row = firstRow(one.to);
    return row === undefined ? [] : [{ ...one, row }];
  });
  const answers = await readPointedAt(reader, asked);
  return asked.map((one, index): Neighbor => {
    say.step();
    const answer = answers[index];
    if (answer?.ok === true) {
      const claimed = catalog.claims(one.row.collection, textAt(answer.value, '@odata.type')?.replace(/^#?microsoft\.graph\./u, ''));
      const row = one.to.includes(claimed?.kind ?? '') ? (claimed ?? one.row) : one.row;
      return neighborOf(row, one.id, answer.value);
    }
    return { kind: one.row.kind, id: idOf('source', one.id), ...(one.name === undefined ? {} : { name: one.name }), state: isGone(answer?.failure) ? 'gone' : 'not seen', facts: {} };
  });
}

/** Groups that are used and have nobody in them, told by one item of their members; where nobody may look, nothing is said. */
async function withEmptiness(reader: TenantReader, catalog: Catalog, neighbors: readonly Neighbor[]): Promise<Neighbor[]> {
  const asked = neighbors.flatMap((neighbor) => {
    const row = catalog.find(neighbor.kind);
    return row?.filledBy === undefined || neighbor.state !== 'found' ? [] : [{ neighbor, get: { api: row.api, service: row.service, scopes: row.scopes.read, path: `${objectPath(row, neighbor.id)}/${row.filledBy}` } }];
  });
  const answers = await reader.getMany(asked.map(({ get }) => get));
  const empty = new Set(asked.flatMap(({ neighbor }, index) => {
    const answer = answers[index];
    return answer?.ok === true && isList(answer.value['value']) && answer.value['value'].length === 0 ? [neighbor] : [];
  }));
  return neighbors.map((neighbor) => (empty.has(neighbor) ? { ...neighbor, facts: { ...neighbor.facts, [nobodyIn]: true } } : neighbor));
}

function isGone(failure: Failure | undefined): boolean {
  return failure?.kind === 'missing';
}

/** An object that no row of the catalog takes: the catalog has a row for the rest of every collection, and this says so where one has not. */
export function unknownObject(collection: string, object: JsonObject): Finding {
  const type = textAt(object, '@odata.type')?.replace(/^#?microsoft\.graph\./u, '') ?? 'no type';
  const name = textAt(object, 'displayName') ?? textAt(object, 'name') ?? textAt(object, 'id') ?? '';
  return makeFinding(codes.unknownType, `"${name}" in ${collection} is of the type ${type}, which this version does not know; it is not in the export.`, { related: [textAt(object, 'id') ?? ''] });
}
