import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { idOf } from '../../src/model/ids.js';
import type { Mapping, MappingEntry, Named, ValueEntry, ValueMapping } from '../../src/model/mapping.js';
import { catalog } from '../../src/catalog/index.js';
import { mappingWord } from '../../src/engine/mapping-words.js';
import { mappingContent, type MappingContent } from '../../src/store/mapping-content.js';
import { mappingTable, tableContent } from '../../src/store/mapping-csv.js';
import { mappingJson } from '../../src/store/mapping-json.js';
import { mappingFileName, readMappings, refreshMappings } from '../../src/store/mappings.js';
import { mergeMapping, mergeValues } from '../../src/store/merge-mapping.js';
import { parseJson } from '../../src/store/parse-json.js';
import { makeFolderFor } from './folder.js';
import { guid } from './samples.js';

const from = (id: string, name?: string): Named<'source'> => ({ id: idOf('source', id), ...(name === undefined ? {} : { name }) });
const to = (id: string, name?: string): Named<'destination'> => ({ id: idOf('destination', id), ...(name === undefined ? {} : { name }) });

function groups(...entries: MappingEntry[]): Mapping {
  return { kind: 'group', source: 'contoso', destination: 'fabrikam', entries };
}

const sales: MappingEntry = { source: from(guid(1), 'Sales'), decision: 'map', destination: to(guid(101), 'Sales'), because: 'same name', usedBy: 12 };
const kiosk: MappingEntry = { source: from(guid(2), 'Kiosk'), decision: 'create', because: 'no group of that name; dynamic rule is portable', usedBy: 1 };
const it: MappingEntry = { source: from(guid(3), 'IT'), decision: 'open', because: 'two groups of that name', usedBy: 3, candidates: [to(guid(103), 'IT'), to(guid(104), 'IT')] };
const values: ValueMapping = {
  kind: 'value',
  source: 'contoso',
  destination: 'fabrikam',
  entries: [
    { source: { value: 'contoso.com', class: 'domain' }, decision: 'map', destination: { value: 'fabrikam.com' }, because: 'default domain', usedBy: 4, where: ['wifi/Office (00000001)#/body/x'] },
    { source: { value: 'https://pki.contoso.com', class: 'url' }, decision: 'open', because: 'nobody knows', usedBy: 1, candidates: [] },
  ],
};

test('mapping files have the promised names and shape, one entry a line, and name their schema', async (t) => {
  const home = await makeFolderFor(t);
  const folder = join(home, 'mappings', 'contoso-to-fabrikam');
  const { written } = await refreshMappings(folder, { objects: [groups(sales, kiosk, it)], values }, { home });
  assert.deepEqual(written, [join(folder, 'groups.json'), join(folder, 'values.json')]);
  assert.equal(
    await readFile(join(folder, 'groups.json'), 'utf8'),
    `{
  "$schema": "../../.tenantferry/schemas/mapping.schema.json",
  "kind": "group",
  "source": "contoso",
  "destination": "fabrikam",
  "entries": [
    { "source": { "id": "${guid(1)}", "name": "Sales" }, "decision": "map", "destination": { "id": "${guid(101)}", "name": "Sales" }, "because": "same name", "usedBy": 12, "auto": "a502ea2b1a37" },
    { "source": { "id": "${guid(2)}", "name": "Kiosk" }, "decision": "create", "because": "no group of that name; dynamic rule is portable", "usedBy": 1, "auto": "1371bfe1b9dd" },
    { "source": { "id": "${guid(3)}", "name": "IT" }, "decision": "open", "because": "two groups of that name", "usedBy": 3, "candidates": [ { "id": "${guid(103)}", "name": "IT" }, { "id": "${guid(104)}", "name": "IT" } ], "auto": "1b9c11c3b5ec" }
  ]
}
`,
  );
  assert.deepEqual((await readdir(join(home, '.tenantferry/schemas'))).sort(), ['config.schema.json', 'mapping.schema.json', 'values.schema.json', 'waivers.schema.json', 'wave.schema.json']);
  const read = await readMappings(folder, { source: 'contoso', destination: 'fabrikam' });
  assert.deepEqual(read.objects[0]?.entries.map(({ decision }) => decision), ['map', 'create', 'open']);
  assert.equal(read.values?.entries.length, 2);
  assert.deepEqual(read.remarks, []);
  assert.deepEqual(['group', 'certificate', 'app', 'filter', 'scopeTag', 'user', 'namedLocation', 'notificationTemplate', 'value', 'deviceCategory', 'termsAndConditions', 'enrollmentStatusPage'].map(mappingFileName), [
    'groups', 'certificates', 'apps', 'filters', 'scope-tags', 'users', 'named-locations', 'notification-templates', 'values', 'device-categories', 'terms-and-conditions', 'enrollment-status-pages',
  ]);
});

test('every mapping file has the name that the rows of the catalog give it, also on the next refresh', async (t) => {
  const folder = await makeFolderFor(t);
  const objects = new Map(catalog.rows.map((row) => [row.mapping, { ...groups(sales), kind: mappingWord(row.mapping) }]));
  await refreshMappings(folder, { objects });
  assert.deepEqual(await readdir(folder), [...objects.keys()].map((name) => `${name}.json`).sort());
  assert.deepEqual((await refreshMappings(folder, { objects })).written, []);
});

test('a second refresh with the same findings writes nothing; a folder that is not there has no decisions', async (t) => {
  const folder = join(await makeFolderFor(t), 'none yet');
  assert.deepEqual((await readMappings(folder)).objects, []);
  const first = await refreshMappings(folder, { objects: [groups(sales, it)], values });
  const second = await refreshMappings(folder, { objects: [groups(sales, it)], values });
  assert.deepEqual(second.written, []);
  assert.equal(second.fingerprint, first.fingerprint);
});

test('what a person decided survives every refresh, also their own members and a change of format', async (t) => {
  const folder = await makeFolderFor(t);
  const file = join(folder, 'groups.json');
  await refreshMappings(folder, { objects: [groups(sales, it)], values });
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace(/"decision": "open".*\]/u, `"decision": "map", "destination": { "id": "${guid(104)}" }, "note": "asked Anna", "because": "it's the new one"`));
  const fresh = { objects: [groups({ ...sales, destination: to(guid(999), 'Sales'), usedBy: 5 }, { ...it, usedBy: 9 }, kiosk)], values };
  for (const format of [undefined, 'csv', 'json', 'csv', undefined] as const) {
    const { objects, remarks } = await refreshMappings(folder, fresh, format === undefined ? {} : { format });
    assert.deepEqual(
      objects[0]?.entries.map((entry) => [entry.source.name, entry.decision, entry.decision === 'map' ? entry.destination.id : '', entry.usedBy, entry.because]),
      [
        ['Sales', 'map', guid(999), 5, 'same name'],
        ['IT', 'map', guid(104), 9, "it's the new one"],
        ['Kiosk', 'create', '', 1, 'no group of that name; dynamic rule is portable'],
      ],
      format,
    );
    assert.equal(remarks.filter(({ message }) => message.includes('"note"')).length, 1);
  }
  assert.deepEqual(await readdir(folder), ['groups.csv', 'values.csv']);
  assert.match(await readFile(join(folder, 'groups.csv'), 'utf8'), /"asked Anna"/u);
});

test('decisions about a kind that the bundle no longer uses are kept, at no use', async (t) => {
  const folder = await makeFolderFor(t);
  await refreshMappings(folder, { objects: [groups(sales)] });
  const { objects } = await refreshMappings(folder, { objects: [{ ...groups(), kind: 'user' }] });
  assert.deepEqual(objects.map(({ kind, entries }) => [kind, entries.map(({ usedBy, decision }) => [usedBy, decision])]), [['group', [[0, 'map']]], ['user', []]]);
});

test('a file that a person renamed is found by its kind, and no other kind is written over it', async (t) => {
  const folder = await makeFolderFor(t);
  await writeFile(join(folder, 'users.json'), mappingJson({ of: 'objects', mapping: groups(sales) }));
  const { written, objects } = await refreshMappings(folder, { objects: [groups(sales), { ...groups(kiosk), kind: 'user' }] });
  assert.deepEqual(written, [join(folder, 'user.json')]);
  assert.deepEqual(objects.map(({ kind }) => kind), ['group', 'user']);
});

const bad: [string, string, string][] = [
  ['a map without destination', '{"source":{"id":"1","name":"Sales"},"decision":"map"}', 'is not a mapping file: at entry 2 ("Sales") the member "destination" is missing.'],
  ['a destination without id', '{"source":{"id":"1","name":"Sales"},"decision":"map","destination":{"name":"Sales"}}', 'is not a mapping file: at entry 2 ("Sales"), /destination the member "id" is missing.'],
  ['an empty id', '{"source":{"id":"1"},"decision":"map","destination":{"id":""}}', 'is not a mapping file: at entry 2 ("1"), /destination/id expected a text that is not empty.'],
  ['a mistyped decision', '{"source":{"id":"1","name":"Sales"},"decision":"crate"}', 'is not a mapping file: at entry 2 ("Sales") the member "decision" must be one of map, create, drop, keep, open; did you mean "create"?.'],
  ['no decision', '{"source":{"id":"1","name":"Sales"}}', 'is not a mapping file: at entry 2 ("Sales") the member "decision" must be one of map, create, drop, keep, open.'],
  ['a source decided twice', `{"source":{"id":"${guid(10).toUpperCase()}","name":"Again"},"decision":"drop"}`, 'decides about one object twice: entry 1 ("First") and entry 2 ("Again").'],
];

for (const [what, entry, message] of bad) {
  test(`a mapping with ${what} is refused by entry and name`, async (t) => {
    const folder = await makeFolderFor(t);
    const file = join(folder, 'groups.json');
    await writeFile(file, `{"kind":"group","source":"contoso","destination":"fabrikam","entries":[{"source":{"id":"${guid(10)}","name":"First"},"decision":"drop"},${entry}]}`);
    await assert.rejects(readMappings(folder), { name: 'Stop', exitCode: 2, message: `${file} ${message}` });
    const before = await readFile(file);
    await assert.rejects(refreshMappings(folder, { objects: [groups(sales)] }), { name: 'Stop', exitCode: 2 });
    assert.deepEqual(await readFile(file), before);
    assert.deepEqual(await readdir(folder), ['groups.json']);
  });
}

test('a value cannot be dropped, because a text cannot be left out of a text', async (t) => {
  const folder = await makeFolderFor(t);
  await writeFile(join(folder, 'values.json'), '{"kind":"value","source":"contoso","destination":"fabrikam","entries":[{"source":{"value":"contoso.com","class":"domain"},"decision":"drop"}]}');
  await assert.rejects(readMappings(folder), { message: `${join(folder, 'values.json')} is not a values.json: at entry 1 ("contoso.com") the member "decision" must be one of map, keep, open.` });
});

test('files for other tenants, two files for one kind, and a JSON beside a CSV are refused', async (t) => {
  const folder = await makeFolderFor(t);
  const json = mappingJson({ of: 'objects', mapping: groups(sales) });
  await writeFile(join(folder, 'groups.json'), json);
  await assert.rejects(readMappings(folder, { source: 'contoso', destination: 'northwind' }), { exitCode: 2, message: `${join(folder, 'groups.json')} is for contoso → fabrikam, and this move is contoso → northwind.` });
  await writeFile(join(folder, 'groups copy.json'), json);
  await assert.rejects(readMappings(folder), { exitCode: 2, message: `${join(folder, 'groups.json')} and groups copy.json are both about the kind group.` });
  await writeFile(join(folder, 'groups.csv'), mappingTable({ of: 'objects', mapping: groups(sales) }));
  await assert.rejects(readMappings(folder), { exitCode: 2, message: `${folder} holds both groups.csv and groups.json.` });
});

test('members nobody knows, an id that is the same on both sides, and a destination without a decision are remarked upon', () => {
  const { remarks } = mappingContent(
    {
      kind: 'group',
      source: 'contoso',
      destination: 'fabrikam',
      comment: '',
      entries: [
        { source: { id: guid(1), name: 'Sales' }, decision: 'map', destination: { id: guid(1).toUpperCase() }, becuase: 'x' },
        { source: { id: guid(2), name: 'IT' }, decision: 'open', destination: { id: guid(9) } },
        { source: { id: '0' }, decision: 'map', destination: { id: '0' } },
      ],
    },
    'groups.json',
  );
  assert.deepEqual(remarks.map(({ message }) => message), [
    'groups.json, the top: the member "comment" is not known and has no effect.',
    'groups.json, entry 1 ("Sales"): the member "becuase" is not known and has no effect; did you mean "because"?',
    'groups.json, entry 2 ("IT"): it names a destination, but its decision is still "open": write "map".',
    'groups.json, entry 1 ("Sales"): the destination has the id of the source; if it is the same in every tenant, decide "keep".',
  ]);
});

test('a person need write neither reason nor count', () => {
  const { mapping } = mappingContent({ kind: 'group', source: 'contoso', destination: 'fabrikam', entries: [{ source: { id: '1' }, decision: 'drop' }, { source: { id: '2' }, decision: 'open' }] }, 'groups.json');
  assert.deepEqual(mapping.entries, [
    { source: { id: '1' }, decision: 'drop', because: 'you said so', usedBy: 0 },
    { source: { id: '2' }, decision: 'open', because: 'you said so', usedBy: 0, candidates: [] },
  ]);
});

test('the fingerprint tells decisions, not counts, reasons or format', async (t) => {
  const folder = await makeFolderFor(t);
  const { fingerprint } = await refreshMappings(folder, { objects: [groups(sales, it)], values });
  assert.equal((await refreshMappings(folder, { objects: [groups({ ...sales, usedBy: 99 }, it)], values }, { format: 'csv' })).fingerprint, fingerprint);
  assert.notEqual((await refreshMappings(folder, { objects: [groups({ ...sales, destination: to(guid(5)) }, it)], values })).fingerprint, fingerprint);
});

const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }).filter((name) => !/\p{Cs}/u.test(name) && !name.includes('\uFEFF'));
const odd = fc.constantFrom('=1+1', '+1', '-1', '@sum', "'=x", "''", 'a;=b', 'a,-b', '\t=x', 'a\r\nb', 'a\nb', 'a"b', '"=x', '\\n', '\\', 'sep=;', 'Sales, EMEA', '＝1', ' a ');
const name = fc.oneof(text, odd);
const id = fc.oneof(fc.uuid(), text.filter((one) => one.trim() === one), odd.filter((one) => one.trim() === one));
const fact = fc.record({ because: name, usedBy: fc.nat(1000), auto: fc.constantFrom('0123456789ab') }, { requiredKeys: ['because', 'usedBy'], noNullPrototype: true });
const source = fc.record({ id: id.map((one) => idOf('source', one)), name }, { requiredKeys: ['id'], noNullPrototype: true });
const destination = fc.record({ id: id.map((one) => idOf('destination', one)), name }, { requiredKeys: ['id'], noNullPrototype: true });
const entry: fc.Arbitrary<MappingEntry> = fc.oneof(
  fc.tuple(fact, source, destination).map(([facts, one, other]) => ({ ...facts, source: one, decision: 'map' as const, destination: other })),
  fc.tuple(fact, source, fc.constantFrom('create' as const, 'drop' as const, 'keep' as const)).map(([facts, one, decision]) => ({ ...facts, source: one, decision })),
  fc.tuple(fact, source, fc.array(destination, { maxLength: 3 })).map(([facts, one, candidates]) => ({ ...facts, source: one, decision: 'open' as const, candidates })),
);
const entries = fc.uniqueArray(entry, { selector: ({ source: { id: one } }) => one.toLowerCase(), maxLength: 8 });
const valueEntry: fc.Arbitrary<ValueEntry> = fc
  .tuple(fact, name, name, fc.constantFrom('domain', 'url'), fc.constantFrom('map' as const, 'keep' as const, 'open' as const), fc.array(name, { maxLength: 3 }))
  .map(([facts, one, other, kind, decision, list]) => {
    const common = { ...facts, source: { value: one, class: kind }, ...(list.length === 0 ? {} : { where: list }) };
    if (decision === 'map') return { ...common, decision, destination: { value: other } };
    return decision === 'keep' ? { ...common, decision } : { ...common, decision, candidates: list.map((value) => ({ value })) };
  });
const valueEntries = fc.uniqueArray(valueEntry, { selector: ({ source: { value, class: kind } }) => `${kind} ${value}`, maxLength: 8 });

function throughTable(content: MappingContent, spreadsheet: (text: string) => string = (one) => one): unknown {
  const { found, rowOf } = tableContent(spreadsheet(mappingTable(content)), 'groups.csv');
  return mappingContent(found, 'groups.csv', (index) => `row ${rowOf(index)}`).mapping;
}

test('any mapping survives a table and a JSON file unchanged, whatever its names hold', () => {
  fc.assert(
    fc.property(entries, valueEntries, (list, valueList) => {
      for (const content of [{ of: 'objects' as const, mapping: groups(...list) }, { of: 'values' as const, mapping: { ...values, entries: valueList } }]) {
        assert.deepEqual(throughTable(content), content.mapping);
        assert.deepEqual(mappingContent(parseJson(mappingJson(content), 'groups.json'), 'groups.json').mapping, content.mapping);
      }
    }),
    { numRuns: 300 },
  );
});

test('no cell of a table is a formula to a spreadsheet, wherever it splits the line', () => {
  fc.assert(
    fc.property(entries, (list) => {
      const table = mappingTable({ of: 'objects', mapping: groups(...list) });
      for (const delimiter of [',', ';', '\t']) {
        for (const cell of table.replace('\uFEFF', '').split(/\r\n|\n|\r/u).flatMap((line) => line.split(delimiter))) assert.doesNotMatch(cell.replace(/^"/u, ''), /^[=+\-@＝＋－＠]/u);
      }
    }),
    { numRuns: 300 },
  );
});

test('a table is read as Excel writes it: byte order mark, semicolons, tabs, CRLF, sep=, unquoted cells, empty rows, capitals', () => {
  const content: MappingContent = { of: 'objects', mapping: groups(sales, kiosk, it) };
  const excel = (delimiter: string) => (table: string) =>
    table
      .replace('\uFEFF', '')
      .split('"\n')
      .map((line) => line.split('","').map((cell) => cell.replace(/^"|"$/gu, '')).map((cell) => (/[;\t\n]/u.test(cell) ? `"${cell}"` : cell)).join(delimiter))
      .join('\r\n');
  assert.deepEqual(throughTable(content, excel(';')), content.mapping);
  assert.deepEqual(throughTable(content, excel('\t')), content.mapping);
  assert.deepEqual(throughTable(content, (table) => `sep=;\r\n${excel(';')(table)}`), content.mapping);
  assert.deepEqual(throughTable(content, (table) => `${table}"","","","","","","","","","","",""\n\n`), content.mapping);
  assert.deepEqual(throughTable(content, (table) => table.replace('"create"', '"Create "')), content.mapping);
});

test('faults of a table name file, row and column', () => {
  const table = mappingTable({ of: 'objects', mapping: groups(sales, it) });
  const fault = (change: (text: string) => string): unknown => {
    try {
      const { found, rowOf } = tableContent(change(table), 'groups.csv');
      return mappingContent(found, 'groups.csv', (index) => `row ${rowOf(index)}`);
    } catch (stop) {
      return stop instanceof Error ? stop.message : stop;
    }
  };
  assert.equal(fault((one) => one.replace('"destinationId"', '"destinationID"')), 'groups.csv: the column "destinationId" is missing ("destinationID" is there).');
  assert.equal(fault((one) => one.replace('"open"', '"opn"')), 'groups.csv is not a mapping file: at row 3 ("IT") the member "decision" must be one of map, create, drop, keep, open; did you mean "open"?.');
  assert.equal(fault((one) => one.replace(`"${guid(101)}"`, '""')), 'groups.csv is not a mapping file: at row 2 ("Sales") the member "destination" is missing.');
  assert.equal(fault((one) => one.replace('"12"', '"a dozen"')), 'groups.csv, row 2: "usedBy" is no whole number.');
  assert.equal(fault((one) => one.replace('"fabrikam"', '"northwind"')), 'groups.csv, row 3: "destinationTenant" differs from the row above.');
  assert.equal(fault((one) => one.split('\n')[0] ?? ''), 'groups.csv holds no row below its header.');
  assert.match(String(fault((one) => one.replace('"Sales"', '"Sales'))), /^groups\.csv is no CSV: /u);
  assert.equal(fault((one) => one.replace('"sourceName"', '"sourceId"')), 'groups.csv: the header has two columns "sourceId".');
});

function decided(list: readonly MappingEntry[]): Map<string, MappingEntry> {
  return new Map(list.map((one) => [one.source.id, one]));
}

test('merging: no entry is lost, what a person wrote stays, what the tool wrote is refreshed, and doing it twice changes nothing', () => {
  fc.assert(
    fc.property(entries, entries, entries, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), (first, second, byHand, touch) => {
      const tool = mergeMapping(undefined, groups(...first));
      // a person replaces some of the tool's decisions and adds own ones
      const hand = decided(byHand.map((one) => ({ ...one, because: `${one.because} (by hand)` })));
      const edited = tool.entries.map((one, i) => {
        const other = byHand[i];
        return touch[i] === true && other !== undefined ? { ...other, because: `${other.because} (by hand)`, source: one.source, ...(one.auto === undefined ? {} : { auto: one.auto }) } : one;
      });
      const own = [...hand.values()].filter((one) => !tool.entries.some(({ source: { id: known } }) => known.toLowerCase() === one.source.id.toLowerCase()));
      const file = groups(...edited, ...own);
      const fresh = groups(...second);
      const result = mergeMapping(file, fresh);
      const after = decided(result.entries);
      assert.equal(after.size, new Set([...file.entries, ...second].map((one) => one.source.id)).size);
      const now = decided(second);
      for (const one of file.entries) {
        const found = after.get(one.source.id);
        assert.ok(found);
        const today = now.get(one.source.id);
        assert.equal(found.usedBy, today?.usedBy ?? 0);
        const mine = one.because.endsWith('(by hand)');
        const wanted = mine || today === undefined ? one : today;
        assert.equal(found.decision, wanted.decision);
        assert.equal(found.because, wanted.because);
        if (wanted.decision === 'map') assert.deepEqual(found.decision === 'map' ? found.destination : undefined, wanted.destination);
      }
      for (const one of second) if (!file.entries.some(({ source: { id: known } }) => known === one.source.id)) assert.deepEqual({ ...after.get(one.source.id), auto: '' }, { ...one, auto: '' });
      assert.deepEqual(mergeMapping(result, fresh), result);
    }),
    { numRuns: 500 },
  );
});

test('merging values: a person’s text stays, the tool’s is refreshed', () => {
  const [domain, url] = values.entries;
  assert.ok(domain?.decision === 'map' && url?.decision === 'open');
  const file = mergeValues(undefined, values);
  const byHand: ValueMapping = { ...file, entries: file.entries.map((one) => (one.decision === 'open' ? { source: one.source, decision: 'map', destination: { value: 'https://pki.fabrikam.com' }, because: 'new PKI', usedBy: 1 } : one)) };
  const fresh: ValueMapping = { ...values, entries: [{ ...domain, destination: { value: 'fabrikam.de' } }, { ...url, usedBy: 7, where: ['here'] }] };
  const result = mergeValues(byHand, fresh);
  assert.deepEqual(
    result.entries.map((one) => [one.decision, one.decision === 'map' ? one.destination.value : '', one.usedBy, one.where]),
    [
      ['map', 'fabrikam.de', 4, ['wifi/Office (00000001)#/body/x']],
      ['map', 'https://pki.fabrikam.com', 7, ['here']],
    ],
  );
  assert.deepEqual(mergeValues(result, fresh), result);
});

test('an open question that a person asked gets the candidates of today, and stays a question', () => {
  const asked: MappingEntry = { source: from(guid(3), 'IT'), decision: 'open', because: 'not sure', usedBy: 0, candidates: [] };
  const [result] = mergeMapping(groups(asked), groups(it)).entries;
  assert.deepEqual(result, { ...asked, usedBy: 3, candidates: it.decision === 'open' ? it.candidates : [] });
  const [still] = mergeMapping(groups(asked), groups({ ...sales, source: from(guid(3), 'IT') })).entries;
  assert.equal(still?.decision, 'open');
});
