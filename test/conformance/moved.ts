import { isList, isObject, stableText, textAt, type Json } from '../../src/model/json.js';
import type { Plan } from '../../src/model/plan.js';
import type { SecretSupply } from '../../src/model/ports.js';
import type { Verdict } from '../../src/model/verdict.js';
import type { ImportResult } from '../../src/stages/import.js';
import type { PlanResult } from '../../src/stages/plan.js';
import { Holdings, type Holding } from './holdings.js';
import { memoryJournal, type MemoryBundle } from './memory.js';
import { putNeighbors } from './neighbors.js';
import { startPair, type Pair } from './pair.js';
import { SampleMaker, type Sample } from './sample.js';

/** What is left after one object of every type has moved. */
export interface Moved {
  readonly pair: Pair;
  readonly samples: readonly Sample[];
  readonly bundle: MemoryBundle;
  readonly planned: PlanResult & { readonly whole: Plan };
  readonly imported: ImportResult;
  readonly verdicts: readonly Verdict[];
  readonly journal: ReturnType<typeof memoryJournal>;
}

/**
 * One object of every type that a row can create, every member set, moved from one simulated tenant to another through the
 * stages as a user's commands run them: list, read, strip, resolve, create, assign, read back.
 * @param supply secrets that somebody supplies
 */
export async function moveEverything(supply?: SecretSupply): Promise<Moved> {
  const pair = await startPair();
  const maker = new SampleMaker(pair.catalog, pair.source, putNeighbors(pair.source, pair.destination));
  for (const row of pair.catalog.rows) if (row.neighbor !== true) maker.fill(row);
  const bundle = await pair.export('source');
  const planned = await pair.plan(bundle, {}, supply);
  const journal = memoryJournal();
  const imported = await pair.import(bundle, planned.whole, journal, supply);
  const { verdicts } = await pair.verify(bundle, planned.whole, journal);
  return { pair, samples: maker.samples, bundle, planned, imported, verdicts, journal };
}

/** Samples that no tenant takes, with their row's reason. */
export function stays({ row, type }: Pick<Sample, 'row' | 'type'>): boolean {
  return row.kind === 'windowsRestore' || type === 'enrollmentProfile' || type === 'depEnrollmentProfile' || (row.kind === 'platformRestriction' && type === 'deviceEnrollmentPlatformRestrictionsConfiguration');
}

/** What the service does to every object of a kind. */
const tidied: Readonly<Record<string, string>> = {
  'group /body/renewedDateTime': 'set by the directory',
  'group /body/securityIdentifier': 'made of the id',
  'notificationTemplate /children/localizedNotificationMessages': 'the default message goes first, and the order means nothing',
  'endpointSecurityIntent /children/settings': 'the order of settings means nothing',
  'policySet /children/items': 'the order of items means nothing',
  'administrativeTemplate /children/definitionValues': 'the order of settings means nothing',
};

/** Verdicts that nothing explains. */
export function wrongVerdicts(verdicts: readonly Verdict[]): string[] {
  return verdicts.flatMap((verdict) => {
    if (verdict.as === 'different') return verdict.differences.map((one) => `${verdict.address} ${one.at}: ${JSON.stringify(one.wanted)} → ${JSON.stringify(one.found)}`);
    if (verdict.as === 'tidied') return verdict.tidied.map((one) => `${verdict.address.split('/')[0] ?? ''} ${one.at}`).filter((key) => tidied[key] === undefined);
    return verdict.as === 'missing' ? [`${verdict.address}: ${verdict.because}`] : [];
  });
}

/** Items whose secret the service does not give back leave whole. */
function isSecret(item: Json): boolean {
  if (!isObject(item)) return false;
  const setting = isObject(item['settingInstance']) ? item['settingInstance'] : item;
  const value = setting['simpleSettingValue'];
  return item['isEncrypted'] === true || (isObject(value) && textAt(value, '@odata.type')?.endsWith('SecretSettingValue') === true);
}

/** The places at which two holdings differ; items of lists have no number. */
function differences(wanted: Json | undefined, found: Json | undefined, at: string, into: Set<string>): void {
  if (wanted === found || stableText(wanted ?? null) === stableText(found ?? null)) return;
  if (isList(wanted) && isList(found)) {
    const open = wanted.filter((item) => !isSecret(item));
    if (open.length === found.length) {
      if (open.length < wanted.length) into.add(`${at}[] secret`);
      open.forEach((item, index) => differences(item, found[index], `${at}[]`, into));
      return;
    }
  } else if (isObject(wanted) && isObject(found)) {
    for (const name of new Set([...Object.keys(wanted), ...Object.keys(found)])) differences(wanted[name], found[name], `${at}.${name}`, into);
    return;
  }
  into.add(at);
}

function compared(sample: Sample, source: Holdings, destination: Holdings): Set<string> {
  const places = new Set<string>();
  const plain = (holding: Holding | undefined): Json => (holding === undefined ? null : { body: holding.body, children: { ...holding.children }, pointers: { ...holding.pointers } });
  differences(plain(source.find(sample.row.collection, sample.type, sample.name)), plain(destination.find(sample.row.collection, sample.type, sample.name)), '', places);
  return new Set([...places].map((place) => `${sample.row.kind} ${place.slice(1)}`));
}

/** The places at which the two tenants differ, by kind; looked up in their own data, past everything that is under test. */
export function differencesOf({ pair, samples }: Pick<Moved, 'pair' | 'samples'>): string[] {
  const source = new Holdings(pair.source);
  const destination = new Holdings(pair.destination);
  return [...new Set(samples.filter((sample) => !stays(sample)).flatMap((sample) => [...compared(sample, source, destination)]))].sort();
}
