import type { JsonObject } from '../../model/json.js';
import type { Decision, ValueEntry } from '../../model/mapping.js';
import { anyText, count, draft, kind, listOf, loose, named, only, text, union } from './words.js';

/** What the tool adds to a decision; a person who writes an entry need not. */
const facts: Readonly<Record<string, JsonObject>> = {
  because: { ...anyText, description: 'why, in words' },
  usedBy: { ...count, description: 'how many objects of the bundle point at it' },
  auto: { ...anyText, description: 'set by the tool on what it decided itself; an entry that you change is yours from then on' },
};

const target: JsonObject = { ...named, description: 'the object of the destination' };
const from: JsonObject = { ...named, description: 'the object of the source' };
const candidates: JsonObject = { ...listOf(target), description: 'what it may be; take one as "destination" and set "decision" to "map"' };

function decided(decision: Decision, description: string): Readonly<Record<string, JsonObject>> {
  return { source: from, decision: { ...only(decision), description } };
}

function file(kindOfIt: JsonObject, entry: JsonObject, title: string): JsonObject {
  return { $schema: draft, title, ...loose({ kind: kindOfIt, source: text, destination: text, entries: listOf(entry) }, { $schema: anyText }) };
}

/** Members of another decision may be left over from an edit and are let pass. */
export const mappingSchema: JsonObject = file(
  kind,
  union<Decision>('decision', {
    map: loose({ ...decided('map', 'this object of the destination stands for it'), destination: target }, facts),
    create: loose(decided('create', 'the import creates it'), facts),
    drop: loose(decided('drop', 'left out wherever it is used'), facts),
    keep: loose(decided('keep', 'the same id in every tenant'), facts),
    open: loose(decided('open', 'a question: nothing that uses it is imported before it is answered'), { ...facts, candidates }),
  }),
  'TenantFerry mapping file: what stands for an object of the source at the destination',
);

const value: JsonObject = loose({ value: text });
const valueFacts: Readonly<Record<string, JsonObject>> = { ...facts, where: listOf(anyText) };

function decidedValue(decision: ValueEntry['decision'], description: string): Readonly<Record<string, JsonObject>> {
  return { source: loose({ value: text, class: text }), decision: { ...only(decision), description } };
}

export const valuesSchema: JsonObject = file(
  only('value'),
  union<ValueEntry['decision']>('decision', {
    map: loose({ ...decidedValue('map', 'this text stands for it'), destination: value }, valueFacts),
    keep: loose(decidedValue('keep', 'it stays as it is'), valueFacts),
    open: loose(decidedValue('open', 'a question: nothing that holds it is imported before it is answered'), { ...valueFacts, candidates: listOf(value) }),
  }),
  'TenantFerry values.json: text that belongs to the source tenant and what stands for it at the destination',
);
