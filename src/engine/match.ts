import { idOf } from '../model/ids.js';
import { typeOf, type Json, type JsonObject } from '../model/json.js';
import type { MappingEntry, Named } from '../model/mapping.js';
import type { PolicyType } from '../model/policy-type.js';
import { inSentence } from '../model/title.js';
import type { Neighbor } from '../model/policy.js';
import { nameOf } from './intake.js';
import { keysAgree, naturalKeyOfRaw, twinValue } from './keys.js';
import { allHold } from './paths.js';

/** What is to be matched: an object of the source with its facts, and how it is used. */
export interface Wanted {
  readonly neighbor: Neighbor;
  readonly usedBy: number;
  /** Whether somewhere it keeps people or devices out: an empty stand-in would let them in. */
  readonly excludes: boolean;
  /** How many of the source have its name and type, itself among them: of several nobody knows which one a twin stands for. */
  readonly namesakes?: number;
}

/** Adds to each how many of them share its natural key. */
export function withNamesakes(row: PolicyType, list: readonly Wanted[]): Wanted[] {
  const keyOf = ({ neighbor }: Wanted): string | undefined => (neighbor.name === undefined || neighbor.state === 'gone' ? undefined : naturalKeyOfRaw(row, factsOf(row, neighbor)));
  const counts = new Map<string, number>();
  for (const one of list) {
    const key = keyOf(one);
    if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return list.map((one) => ({ ...one, namesakes: counts.get(keyOf(one) ?? '') ?? 1 }));
}

/** What the destination holds that may be its twin. */
export interface Candidates {
  /** The object of the very same id, where there is one: then it is one of those that are the same in every tenant. */
  readonly sameId?: JsonObject;
  readonly objects: readonly JsonObject[];
  /** Objects of nearly the same name: shown with the question, never taken. */
  readonly near?: readonly JsonObject[];
  /** Why the destination could not be searched. */
  readonly unseen?: string;
}

/** An entry before the store marks it as the tool's own. */
export type Proposal = MappingEntry;

function named(row: PolicyType, object: JsonObject): Named<'destination'> {
  const id = row.idAt === undefined ? object['id'] : object[row.idAt];
  return { id: idOf('destination', typeof id === 'string' ? id : ''), name: nameOf(row, object) };
}

/** The object whose keys are compared: the neighbor's facts under the names that Graph has for them. */
export function factsOf(row: PolicyType, neighbor: Neighbor): JsonObject {
  const facts: Record<string, Json> = { ...neighbor.facts };
  if (neighbor.name !== undefined) facts[row.name] = neighbor.name;
  return facts;
}

/**
 * Decides what becomes of one object of the source, by strong keys only (promise 1): the same id in both tenants, a twin
 * key that exactly one object has, or a name that exactly one object of its type has. Two are a question.
 */
export function propose(row: PolicyType, wanted: Wanted, candidates: Candidates): Proposal {
  const { neighbor, usedBy } = wanted;
  const source: Named<'source'> = { id: neighbor.id, ...(neighbor.name === undefined ? {} : { name: neighbor.name }) };
  const facts = { source, usedBy };
  if (neighbor.state === 'gone') return { ...facts, decision: 'drop', because: 'it no longer exists in the source: whatever points at it reaches nobody' };
  const open = (because: string, objects: readonly JsonObject[] = []): Proposal => ({ ...facts, decision: 'open', because, candidates: objects.map((object) => named(row, object)) });
  if (candidates.sameId !== undefined) return { ...facts, decision: 'keep', because: 'the same id in both tenants' };
  const few = row.reported !== undefined && row.reported.counted !== true;
  const there = candidates.objects.filter((object) => row.reported?.none?.some((none) => allHold(none, [object])) !== true);
  if (neighbor.state === 'not seen') return open('it could not be read in the source, so nobody knows what it is called', few ? there : []);
  if (candidates.unseen !== undefined) return open(`the destination could not be searched: ${candidates.unseen}`);

  const own = factsOf(row, neighbor);
  const alike = there.filter((object) => row.types === undefined || typeOf(object) === undefined || typeOf(object) === typeOf(own));
  for (const key of row.twins ?? []) {
    const value = twinValue(key, own);
    if (value === undefined) continue;
    const found = alike.filter((object) => twinValue(key, object) === value);
    const [only] = found;
    if (only !== undefined && found.length === 1) return { ...facts, decision: 'map', destination: named(row, only), because: key.because };
    if (found.length > 1) return open(`${String(found.length)} objects have the ${key.because}`, found);
  }
  const key = naturalKeyOfRaw(row, own);
  const found = alike.filter((object) => naturalKeyOfRaw(row, object) === key);
  const [only] = found;
  if (found.length > 0 && (wanted.namesakes ?? 1) > 1) return open(`${String(wanted.namesakes)} of that name in the source`, found);
  if (only !== undefined && found.length === 1) return { ...facts, decision: 'map', destination: named(row, only), because: 'same name' };
  if (found.length > 1) return open(`${String(found.length)} of that name`, found);
  const likely = alike.filter((object) => keysAgree(naturalKeyOfRaw(row, object), key));
  if (likely.length > 0) return open('the name is the same, but not all that would tell them apart is known', likely);
  const near = alike.filter((object) => nameOf(row, object).trim().toLowerCase() === neighbor.name?.trim().toLowerCase());
  if (near.length > 0) return open('the names differ only in upper and lower case', near);
  if (candidates.near !== undefined && candidates.near.length > 0) return open(`no ${inSentence(row.title)} of that name; these come near`, candidates.near);
  return unmatched(row, wanted, own, alike, open);
}

function unmatched(row: PolicyType, wanted: Wanted, own: JsonObject, alike: readonly JsonObject[], open: (because: string, objects?: readonly JsonObject[]) => Proposal): Proposal {
  const { neighbor, usedBy } = wanted;
  const source: Named<'source'> = { id: neighbor.id, ...(neighbor.name === undefined ? {} : { name: neighbor.name }) };
  const what = inSentence(row.title);
  if (row.reported !== undefined && row.reported.counted !== true) {
    // a tenant has a few of these, each with a name of its own: all of them are shown, none is taken
    if (alike.length === 0) return open(`the destination has no ${what}: ${row.reported.then}`);
    return open(alike.length === 1 ? `no ${what} of that name; the destination has this one` : `no ${what} of that name; the destination has these`, alike);
  }
  if (row.makes === undefined) return open(`no ${what} of that name in the destination`);
  const stays = row.stays?.find((one) => allHold(one.when, [own]));
  if (stays !== undefined) return open(stays.because);
  const rule = own['membershipRule'];
  if (typeof rule === 'string' && rule !== '') {
    // an id or a name of the source in the rule would make a group that never fills
    if (/[0-9a-f]{8}-[0-9a-f]{4}-/iu.test(rule)) return open('its rule holds an id of the source: create it with a rule of the destination, or map it');
    return { source, usedBy, decision: 'create', because: `no ${what} of that name; dynamic rule is portable` };
  }
  if (row.makesElse !== undefined && Object.keys(row.makesElse).every((member) => own[member] === undefined)) {
    return open(`no ${what} of that name, and its name is all that the export tells: whether it fills itself by a rule is not known`);
  }
  if (wanted.excludes) return open(`no ${what} of that name, and it keeps members out of something: created empty it would let them in`);
  return { source, usedBy, decision: 'create', because: `no ${what} of that name; it is created without members` };
}
