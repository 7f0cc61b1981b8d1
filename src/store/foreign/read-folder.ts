import { stat } from 'node:fs/promises';
import { Stop } from '../../model/failure.js';
import type { Finding } from '../../model/finding.js';
import { objectsAt, textAt } from '../../model/json.js';
import type { PolicyType } from '../../model/policy-type.js';
import type { Neighbor } from '../../model/policy.js';
import { codes, makeFinding } from '../../model/rules.js';
import { codeOf } from '../write-file.js';
import type { ForeignFile, ForeignObject, ForeignOptions } from './foreign.js';
import { Identities } from './identities.js';
import { makeObject, type Made } from './make-object.js';
import { NeighborBook } from './neighbor-book.js';
import { openFile } from './open-file.js';
import { partsOf, type PartIndex } from './parts.js';
import { expandTenant } from './place-holders.js';
import { recognize } from './recognize.js';
import { headFindings, Tally, unknownTypes } from './sum-up.js';
import { idOfSeen, noteName, placeOf, surveyOf, type Seen, type Survey } from './survey.js';
import { tenantOf, tenantOfFile, type ForeignTenant } from './tenant.js';
import type { Entry, Part } from './unpack.js';
import { filesBelow } from './walk.js';

/** An export that another tool wrote, after a first look at all of it. */
export interface ForeignFolder {
  readonly tenant: ForeignTenant;
  /** Every file of the folder, once, in the order of their paths. */
  files(): AsyncIterable<ForeignFile>;
  /**
   * What the folder tells about groups, users, filters, apps … that are no policies of it, whether or not something
   * points at them. Whole once `files` has ended.
   */
  neighbors(): readonly Neighbor[];
  /** What is to be said about the folder as a whole. Whole once `files` has ended. */
  findings(): readonly Finding[];
}

/**
 * Opens a folder that another tool exported to. The first pass reads every file for names, ids and tenants; `files` reads
 * them again, one at a time, so that the largest export needs the memory of its largest file.
 * @throws Stop (exit code 2) when the folder is not there, is no folder, or is a bundle of our own.
 */
export async function openForeignFolder(root: string, options: ForeignOptions): Promise<ForeignFolder> {
  const there = await stat(root).catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) return undefined;
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

class Reading implements ForeignFolder {
  readonly tenant: ForeignTenant;
  private readonly book: NeighborBook;
  private readonly parts: PartIndex;
  private readonly identities: Identities;
  private readonly policies = new Set<string>();
  private readonly tally = new Tally();

  constructor(
    private readonly root: string,
    private readonly options: ForeignOptions,
    private readonly survey: Survey,
  ) {
    this.tenant = tenantOf(survey, options.tenantId);
    this.book = new NeighborBook(options.catalog, options.intake);
    this.parts = partsOf(survey, options.catalog);
    const tag = options.catalog.ofType('roleScopeTag');
    // the built-in tag has one name and one id in every tenant
    if (tag !== undefined) noteName(survey.told, tag.kind, 'Default', '0');
    for (const table of survey.tables) for (const { kind, id, name } of table.objects) this.book.note(kind, id, name, {});
    this.identities = new Identities(survey, this.tenant, this.parts.owner);
  }

  async settle(): Promise<void> {
    await this.identities.settle(async (seen, id) => {
      const opened = await openFile(this.root, { path: seen.path, size: 0 });
      const entry = opened.as === 'entries' ? opened.entries.find((one) => one.at === seen.at) : undefined;
      return entry === undefined ? undefined : this.make(seen, entry, id);
    });
  }

  async *files(): AsyncGenerator<ForeignFile> {
    for await (const found of filesBelow(this.root)) {
      const { path } = found;
      const opened = await openFile(this.root, found);
      const owner = this.parts.owner.get(path);
      if (opened.as === 'not readable') {
        const { because } = opened;
        yield { path, as: 'not readable', because, findings: [makeFinding(codes.convertUnreadable, `${path} cannot be read: ${because}`, { remedy: 'Repair the file, or export the object again.' })] };
      } else if (opened.as === 'other') yield { path, as: 'not a policy', what: opened.what, objects: [], findings: [] };
      else if (opened.as === 'table') yield { path, as: 'not a policy', what: 'migration table', objects: [], findings: [] };
      else if (opened.as === 'part') yield partFile(path, opened.part.field, owner);
      else yield owner === undefined ? await this.fileOf(path, opened.entries, opened.cut) : partFile(path, 'definitionValues', owner);
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
        const made = await this.objectOf(path, entry, recognized.row);
        objects.push(made.object);
        findings.push(...made.findings);
        if (recognized.by === 'folder' && made.object.as === 'policy') findings.push(makeFinding(codes.convertRepaired, `${path} does not say what it is; its folder does`, { address: made.object.policy.address }));
      } else if (recognized.as === 'part') part = true;
    }
    findings.push(...headFindings(path, objects, this.options.catalog));
    const layout = entries[0]?.layout ?? 'Graph body';
    const has = (...as: readonly ForeignObject['as'][]): boolean => objects.some((object) => as.includes(object.as));
    if (has('policy', 'twin')) return { path, as: 'policies', layout, objects, findings };
    if (has('neighbor')) return { path, as: 'neighbors', layout, objects, findings };
    if (has('no row')) return { path, as: 'no row', layout, objects, findings: [...findings, ...unknownTypes(path, objects)] };
    if (has('not whole')) return { path, as: 'not a policy', what: 'head of an object', objects, findings };
    return { path, as: 'not a policy', what: part ? 'part of a policy' : 'other data', objects, findings };
  }

  private async objectOf(path: string, entry: Entry, row: PolicyType): Promise<{ readonly object: ForeignObject; readonly findings: readonly Finding[] }> {
    const { at } = entry;
    const { kind } = row;
    const seen = this.identities.at(path, at);
    if (seen === undefined) return { object: { at, as: 'not whole', kind, name: '', because: 'it changed while it was read' }, findings: [] };
    const { name } = seen;
    const id = this.identities.idOf(seen);
    if (row.neighbor === true) {
      const facts = expandTenant(entry.object, tenantOfFile(path, this.survey, this.tenant));
      return { object: { at, as: 'neighbor', neighbor: this.book.note(kind, id, name, facts) }, findings: [] };
    }
    const decided = this.identities.decided(seen);
    if (decided?.as === 'twin') return { object: { at, as: 'twin', kind, name, of: decided.of.path, same: decided.same }, findings: [] };
    const made = await this.make(seen, entry, decided?.id ?? id);
    if ('head' in made) return { object: { at, as: 'not whole', kind, name: made.name, because: made.head }, findings: [] };
    this.policies.add(`${kind}\n${made.policy.id}`);
    this.tally.add(made, idOfSeen(seen, this.survey.told).made);
    return { object: { at, as: 'policy', policy: made.policy }, findings: [...aboutClaims(row, seen, made, decided?.id !== undefined, decided?.instead ?? []), ...made.findings] };
  }

  private async make(seen: Seen, entry: Entry, id: string): Promise<ReturnType<typeof makeObject>> {
    const parts: Part[] = [];
    for (const part of this.parts.of.get(placeOf(seen)) ?? []) {
      const opened = await openFile(this.root, { path: part.path, size: 0 });
      if (opened.as === 'part') parts.push(opened.part);
      else if (opened.as === 'entries') parts.push({ field: part.field, items: opened.entries.flatMap((one) => objectsAt(one.object, part.field)) });
    }
    return makeObject(this.options.catalog.row(seen.kind), entry, {
      path: seen.path,
      id,
      parts,
      tenantId: tenantOfFile(seen.path, this.survey, this.tenant),
      known: { index: this.identities.names(), book: this.book },
      intake: this.options.intake,
    });
  }

  neighbors(): readonly Neighbor[] {
    return this.book.all(this.policies);
  }

  findings(): readonly Finding[] {
    return this.tally.findings(this.tenant);
  }
}

function partFile(path: string, field: Part['field'], of: string | undefined): ForeignFile {
  const what = field === 'assignments' ? 'assignments of a policy' : field === 'localizedNotificationMessages' ? 'part of a policy' : 'settings of a policy';
  return { path, as: 'not a policy', what, objects: [], findings: [], ...(of === undefined ? {} : { of }) };
}

/** What is to be said where several files claimed the id. */
function aboutClaims(row: PolicyType, seen: Seen, made: Made, renamed: boolean, instead: readonly string[]): Finding[] {
  const { address } = made.policy;
  const who = `${row.title} "${seen.name}"`;
  return [
    ...(renamed ? [makeFinding(codes.convertIdShared, `${who} in ${seen.path} has an id that another object of the folder has too; it got one of its own`, { address })] : []),
    ...(instead.length === 0 ? [] : [makeFinding(codes.convertDuplicate, `${who}: ${seen.path} counts, because it is newer or says more than ${instead.join(', ')}`, { address })]),
  ];
}
