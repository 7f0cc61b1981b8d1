import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { addressOf } from '../../src/model/address.js';
import { codes, makeFinding } from '../../src/model/rules.js';
import { renderCsv } from '../../src/report/csv.js';
import { makeGapReport } from '../../src/report/gap-report.js';
import { renderJson } from '../../src/report/json.js';
import { visible } from '../../src/report/plain.js';
import { sheetNames } from '../../src/report/sheets.js';
import { hostile, sampleInputs } from './sample.js';

const sample = sampleInputs();

function rowsOf(text: string): string[][] {
  const rows: unknown = parse(text, { bom: true });
  assert.ok(Array.isArray(rows));
  return rows.map((row: unknown) => {
    assert.ok(Array.isArray(row));
    return row.map(String);
  });
}

test('the sheet of findings has one row each, with id, owner, place and remedy', () => {
  const report = makeGapReport(sample);
  const [head = [], ...rows] = rowsOf(renderCsv(report, 'findings'));
  assert.deepEqual(head, ['Id', 'Code', 'Severity', 'Status', 'Moment', 'Owner', 'Effort', 'Certainty', 'Title', 'Kind', 'Object', 'Finding', 'Place', 'Advice', 'Consequence', 'Remedy', 'Objects', 'Assignments', 'Also concerned', 'Request id', 'Note', 'Link', 'Address']);
  assert.deepEqual(rows.map((row) => row[0]), report.findings.map((one) => one.id));
  assert.ok(rows.every((row) => row.length === head.length));
});

test('a spreadsheet reads names right and runs none of them as a formula', () => {
  const [object] = sample.objects;
  assert.ok(object !== undefined);
  fc.assert(
    fc.property(fc.oneof(fc.constantFrom(...hostile), fc.tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r'), fc.string()).map((parts) => parts.join(''))), (name) => {
      const report = makeGapReport({ ...sample, objects: [{ ...object, name, address: addressOf(object.kind, name, '1') }], findings: [makeFinding(codes.strayId, name, { at: name })] });
      for (const sheet of sheetNames) {
        const text = renderCsv(report, sheet);
        assert.equal(text.charCodeAt(0), 0xfeff);
        for (const cell of rowsOf(text).flat()) assert.doesNotMatch(cell, /^[=+\-@\t\r＝＋－＠]/u);
      }
      const shown = rowsOf(renderCsv(report, 'objects'))[1]?.[1];
      assert.ok(shown === visible(name) || shown === `'${visible(name)}`, shown);
    }),
    { numRuns: 300 },
  );
});

test('JSON holds the whole report and nothing else', () => {
  const report = makeGapReport(sample);
  assert.deepEqual(JSON.parse(renderJson(report)), report);
  assert.equal(renderJson(makeGapReport(sampleInputs())), renderJson(report));
});
