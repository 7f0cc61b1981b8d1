import { codes, makeFinding } from '../../model/rules.js';
import type { Finding } from '../../model/finding.js';
import { stat } from 'node:fs/promises';
import { Stop } from '../../model/failure.js';
import type { Neighbor } from '../../model/policy.js';
import type { ForeignFile, ForeignObject, ForeignOptions, Layout } from './foreign.js';
import { makeObject, type Made } from './make-object.js';
import { NeighborBook } from './neighbor-book.js';
import { decide, type Claim, type Decided } from './one-of-several.js';
import { openFile } from './open-file.js';
import { partsOf, type PartIndex } from './parts.js';
import { recognize } from './recognize.js';
import { idOfSeen, noteName, placeOf, surveyOf, type NameIndex, type Seen, type Survey } from './survey.js';
import { tenantOf, tenantOfFile, type ForeignTenant } from './tenant.js';
import type { Entry, Part } from './unpack.js';
import { filesBelow } from './walk.js';
import { expandTenant } from './place-holders.js';
import { objectsAt, textAt } from '../../model/json.js';

/** An export that another tool wrote, after a first look at all of it. */
export interface ForeignFolder {
  readonly tenant: ForeignTenant;
  /** Every file of the folder, once, in the order of their paths. */
  files(): AsyncIterable<ForeignFile>;
  /** What the folder tells about groups, users, filters, apps … that are no policies of it. Whole once `files` has ended. */
  neighbors(): readonly Neighbor[];
  /** What is to be said about the folder as a whole. Whole once `files` has ended. */
  findings(): readonly Finding[];
}

/**
 * Opens a folder that another tool exported to. The first pass reads every file for names, ids and tenants; `files` reads
 * them again, one at a time, so that the largest export needs the memory of its largest file.
 * @throws Stop (exit code 2) when the folder is not there or is no folder.
 */
export async function openForeignFolder(root: string, options: ForeignOptions): Promise<ForeignFolder> {
  const there = await stat(root).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return undefined;
    throw error;
  });
  if (there === undefined) throw new Stop(2, `there is no folder ${root}`, 'Name the folder that the other tool exported to.');
  if (!there.isDirectory()) throw new Stop(2, `${root} is a file, and a folder is expected`, 'Name the folder that the file lies in.');
  const survey = await surveyOf(root, options.catalog);
  const manifest = survey.paths.has('manifest.json') ? await openFile(root, { path: 'manifest.json', size: 0 }) : undefined;
  if (manifest?.as === 'entries' && manifest.entries.some(({ object }) => 'format' in object && 'kinds' in object && 'tenant' in object)) {
    throw new Stop(2, `${root} is a bundle already`, 'Give it to assess, map or plan as it is; convert reads what other tools exported.');
  }
  const reading = new Reading(root, options, survey);
  await reading.settle();
  return reading;
}

/** Counts of what is said once for the whole folder instead of once per object. */
interface Tally {
  madeIds: number;
  byName: number;
  readonly unassigned: string[];
}

class Reading implements ForeignFolder {
  readonly tenant: ForeignTenant;
  private readonly book: NeighborBook;
  private index: NameIndex = new Map();
  private readonly seen = new Map<string, Seen>();
  private readonly claims = new Map<string, Seen[]>();
  private readonly decisions = new Map<string, ReadonlyMap<string, { decided: Decided; claim: Claim }>>();
  private readonly parts: PartIndex;
  private readonly policies = new Set<string>();
  private readonly tally: Tally = { madeIds: 0, byName: 0, unassigned: [] };

  constructor(
    private readonly root: string,
    private readonly options: ForeignOptions,
    private readonly survey: Survey,
  ) {
    this.tenant = tenantOf(survey, options.tenantId);
    this.book = new NeighborBook(options.catalog, options.intake);
    const tag = options.catalog.ofType('roleScopeTag');
    // the built-in tag has one name and one id in every tenant
    if (tag !== undefined) noteName(survey.told, tag.kind, 'Default', '0');
    this.parts = partsOf(survey, options.catalog);
    for (const table of survey.tables) {
      for (const { kind, id, name } of table.objects) {
        this.book.note(kind, id, name, {});
      }
    }
    for (const seen of survey.objects) {
      if (this.parts.owner.has(seen.path)) continue;
      this.seen.set(placeOf(seen), seen);
      const key = this.keyOf(seen);
      this.claims.set(key, [...(this.claims.get(key) ?? []), seen]);
    }
    this.index = this.names();
  }

  /** Decides first which claims of one id are one object: only then a name leads to one id or to several. */
  async settle(): Promise<void> {
    for (const [key, claims] of this.claims) for (const seen of claims.length > 1 ? claims : []) await this.decided(key, claims, seen);
    this.index = this.names();
  }

  /** Name → ids, from everything the folder tells. */
  private names(): NameIndex {
    const index: NameIndex = new Map([...this.survey.told].map(([kind, names]) => [kind, new Map([...names].map(([name, ids]) => [name, new Set(ids)]))]));
    for (const table of this.survey.tables) for (const { kind, id, name } of table.objects) noteName(index, kind, name, id);
    for (const seen of this.seen.values()) {
      const decided = this.decisions.get(this.keyOf(seen))?.get(placeOf(seen))?.decided;
      if (decided?.as !== 'twin') noteName(index, seen.kind, seen.name, decided?.id ?? this.idOf(seen));
    }
    return index;
  }

  private idOf(seen: Seen): string {
    const { id } = idOfSeen(seen, this.survey.told);
    const tenant = tenantOfFile(seen.path, this.survey, this.tenant);
    return textAt(expandTenant({ id }, tenant), 'id') ?? id;
  }

  private keyOf(seen: Seen): string {
    return `${seen.kind}\n${this.idOf(seen)}`;
  }

  async *files(): AsyncGenerator<ForeignFile> {
    for await (const found of filesBelow(this.root)) {
      const { path } = found;
      const opened = await openFile(this.root, found);
      if (opened.as === 'not readable') {
        const { because } = opened;
        yield { path, as: 'not readable', because, findings: [makeFinding(codes.convertUnreadable, `${path} cannot be read: ${because}`, { remedy: 'Repair the file, or export the object again.' })] };
      } else if (opened.as === 'other') yield { path, as: 'not a policy', what: opened.what, objects: [], findings: [] };
      else if (opened.as === 'table') yield { path, as: 'not a policy', what: 'migration table', objects: [], findings: [] };
      else if (opened.as === 'part' || this.parts.owner.has(path)) yield partFile(path, opened.as === 'part' ? opened.part.field : 'definitionValues', this.parts.owner.get(path));
      else yield await this.fileOf(path, opened.entries, opened.cut);
    }
  }

  private async fileOf(path: string, entries: readonly Entry[], cut: boolean): Promise<ForeignFile> {
    const objects: ForeignObject[] = [];
    const findings: Finding[] = cut ? [makeFinding(codes.convertListCut, `${path} is one page of a list whose next page is not in the folder`)] : [];
    let part = false;
    for (const entry of entries) {
      const recognized = recognize(entry, path, this.options.catalog);
      if (recognized.as === 'no row') {
        const name = textAt(entry.object, 'displayName') ?? textAt(entry.object, 'name');
        objects.push({ at: entry.at, as: 'no row', type: recognized.type, ...(name === undefined ? {} : { name }) });
      } else if (recognized.as === 'row') {
        const made = await this.objectOf(path, entry, recognized.row.kind);
        objects.push(made.object);
        findings.push(...made.findings);
        if (recognized.by === 'folder' && made.object.as === 'policy') findings.push(makeFinding(codes.convertRepaired, `${path} does not say what it is; its folder does`, { address: made.object.policy.address }));
      } else if (recognized.as === 'part') part = true;
    }
    findings.push(...this.heads(path, objects));
    const layout: Layout = entries[0]?.layout ?? 'Graph body';
    const has = (...as: readonly ForeignObject['as'][]): boolean => objects.some((object) => as.includes(object.as));
    if (has('policy', 'twin')) return { path, as: 'policies', layout, objects, findings };
    if (has('neighbor')) return { path, as: 'neighbors', layout, objects, findings };
    if (has('no row')) return { path, as: 'no row', layout, objects, findings: [...findings, ...unknownTypes(path, objects)] };
    if (has('not whole')) return { path, as: 'not a policy', what: 'head of an object', objects, findings };
    return { path, as: 'not a policy', what: part ? 'part of a policy' : 'other data', objects, findings };
  }

  /** One finding per kind and reason, whatever the length of the list. */
  private heads(path: string, objects: readonly ForeignObject[]): Finding[] {
    const groups = new Map<string, { kind: string; because: string; names: string[] }>();
    for (const object of objects) {
      if (object.as !== 'not whole') continue;
      const key = `${object.kind}\n${object.because}`;
      const group = groups.get(key) ?? { kind: object.kind, because: object.because, names: [] };
      groups.set(key, group);
      group.names.push(object.name);
    }
    return [...groups.values()].map(({ kind, because, names }) => {
      const [first = '', ...more] = names;
      const which = more.length === 0 ? `"${first}"` : `"${first}" and ${String(more.length)} more`;
      return makeFinding(codes.convertNotWhole, `${path} holds no whole object of ${this.options.catalog.row(kind).title} ${which}: ${because}`, { kind });
    });
  }

  private async objectOf(path: string, entry: Entry, kind: string): Promise<{ readonly object: ForeignObject; readonly findings: readonly Finding[] }> {
    const { at } = entry;
    const seen = this.seen.get(placeOf({ path, at }));
    const row = this.options.catalog.row(kind);
    if (seen === undefined) return { object: { at, as: 'not whole', kind, name: '', because: 'it changed while it was read' }, findings: [] };
    const id = this.idOf(seen);
    if (row.neighbor === true) {
      const facts = expandTenant(entry.object, tenantOfFile(path, this.survey, this.tenant));
      return { object: { at, as: 'neighbor', neighbor: this.book.note(kind, id, seen.name, facts) }, findings: [] };
    }
    const made = await this.made(seen, entry, id);
    if ('head' in made) {
      return { object: { at, as: 'not whole', kind, name: made.name, because: made.head }, findings: [] };
    }
    const claims = this.claims.get(this.keyOf(seen)) ?? [];
    const decided = claims.length < 2 ? undefined : await this.decided(this.keyOf(seen), claims, seen);
    if (decided?.as === 'twin') return { object: { at, as: 'twin', kind, name: seen.name, of: decided.of.path, same: decided.same }, findings: [] };
    let kept: Made = made;
    const findings: Finding[] = [];
    if (decided?.id !== undefined) {
      const again = await this.made(seen, entry, decided.id);
      if (!('head' in again)) kept = again;
      findings.push(makeFinding(codes.convertIdShared, `${row.title} "${seen.name}" in ${path} has an id that another object of the folder has too; it got one of its own`, { address: kept.policy.address }));
    }
    const { address } = kept.policy;
    if (decided !== undefined && decided.instead.length > 0) findings.push(makeFinding(codes.convertDuplicate, `${row.title} "${seen.name}": ${path} counts, because it is newer or says more than ${decided.instead.join(', ')}`, { address }));
    this.policies.add(`${kind}\n${kept.policy.id}`);
    if (idOfSeen(seen, this.survey.told).made) this.tally.madeIds += 1;
    this.tally.byName += kept.byName;
    if (kept.policy.assignments === null) this.tally.unassigned.push(address);
    return { object: { at, as: 'policy', policy: kept.policy }, findings: [...findings, ...kept.findings] };
  }

  private async made(seen: Seen, entry: Entry, id: string): Promise<ReturnType<typeof makeObject>> {
    const row = this.options.catalog.row(seen.kind);
    const parts: Part[] = [];
    for (const part of this.parts.of.get(placeOf(seen)) ?? []) {
      const opened = await openFile(this.root, { path: part.path, size: 0 });
      if (opened.as === 'part') parts.push(opened.part);
      else if (opened.as === 'entries') parts.push({ field: part.field, items: opened.entries.flatMap((one) => objectsAt(one.object, part.field)) });
    }
    return makeObject(row, entry, { path: seen.path, id, parts, tenantId: tenantOfFile(seen.path, this.survey, this.tenant), known: { index: this.index, book: this.book }, intake: this.options.intake });
  }

  /** The verdict on one of several claims; found once for all of them. */
  private async decided(key: string, claims: readonly Seen[], seen: Seen): Promise<Decided | undefined> {
    let verdicts = this.decisions.get(key);
    if (verdicts === undefined) {
      const made: Claim[] = [];
      for (const claim of claims) {
        const opened = await openFile(this.root, { path: claim.path, size: 0 });
        const entry = opened.as === 'entries' ? opened.entries.find((one) => one.at === claim.at) : undefined;
        const result = entry === undefined ? undefined : await this.made(claim, entry, this.idOf(claim));
        if (result !== undefined && !('head' in result)) made.push({ path: claim.path, at: claim.at, policy: result.policy, modified: result.modified });
      }
      verdicts = new Map([...decide(made)].map(([claim, decided]) => [placeOf(claim), { decided, claim }]));
      this.decisions.set(key, verdicts);
    }
    return verdicts.get(placeOf(seen))?.decided;
  }

  neighbors(): readonly Neighbor[] {
    return this.book.all(this.policies);
  }

  findings(): readonly Finding[] {
    const { madeIds, byName, unassigned } = this.tally;
    const count = (number: number, one: string, several: string): string => (number === 1 ? `1 ${one}` : `${String(number)} ${several}`);
    return [
      ...(this.tenant.ids.length > 1 ? [makeFinding(codes.convertTenantsMixed, `The folder holds exports of ${String(this.tenant.ids.length)} tenants: ${this.tenant.ids.join(', ')}`)] : []),
      ...(this.tenant.ids.length === 0 ? [makeFinding(codes.convertTenantUnknown, 'Nothing in the folder says which tenant it was exported from')] : []),
      ...(madeIds === 0 ? [] : [makeFinding(codes.convertNoId, `${count(madeIds, 'object has', 'objects have')} no id in the files and got one made of kind, type and name`)]),
      ...(byName === 0 ? [] : [makeFinding(codes.convertGroupsByName, `${count(byName, 'reference names', 'references name')} the other object and not its id`)]),
      ...(unassigned.length === 0 ? [] : [makeFinding(codes.convertNoAssignments, `${count(unassigned.length, 'policy comes', 'policies come')} without assignments; whether there were any is not known`, { related: unassigned })]),
    ];
  }
}

function partFile(path: string, field: Part['field'], of: string | undefined): ForeignFile {
  const what = field === 'assignments' ? 'assignments of a policy' : field === 'localizedNotificationMessages' ? 'part of a policy' : 'settings of a policy';
  return { path, as: 'not a policy', what, objects: [], findings: [], ...(of === undefined ? {} : { of }) };
}

function unknownTypes(path: string, objects: readonly ForeignObject[]): Finding[] {
  const types = new Set(objects.flatMap((object) => (object.as === 'no row' ? [object.type] : [])));
  return [makeFinding(codes.convertUnknownType, `${path} holds what no row of the catalog carries: ${[...types].join(', ')}`)];
}
