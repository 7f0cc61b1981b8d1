import assert from 'node:assert/strict';
import { test } from 'node:test';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { addressOf } from '../../src/model/address.js';
import { isObject, objectAt, objectsAt, textAt, type JsonObject } from '../../src/model/json.js';
import { codes, findRule, makeFinding } from '../../src/model/rules.js';
import { makeGapReport } from '../../src/report/gap-report.js';
import type { ReportInputs } from '../../src/report/inputs.js';
import { renderJunit } from '../../src/report/junit.js';
import { visible } from '../../src/report/plain.js';
import { renderSarif } from '../../src/report/sarif.js';
import { sheetNames } from '../../src/report/sheets.js';
import { renderXlsx } from '../../src/report/xlsx.js';
import { hostile, sampleInputs } from './sample.js';

const sample = sampleInputs();
const report = makeGapReport(sample);
const names = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary' }), fc.constant(']]>'), fc.constant('\uffff'));

/** The sample with one object and one finding of this name. */
function named(name: string): ReportInputs {
  const address = addressOf('compliancePolicy', name, '00000001');
  const [object] = sample.objects;
  assert.ok(object !== undefined);
  return { ...sample, objects: [{ ...object, name, address, kind: 'compliancePolicy' }], findings: [makeFinding(codes.strayId, name, { address, at: `/${name}`, remedy: name })] };
}

function json(text: string): JsonObject {
  const value: unknown = JSON.parse(text);
  assert.ok(isObject(value));
  return value;
}

test('SARIF has a result for every finding, each with a rule that is there, a level and a stable fingerprint', () => {
  const [run] = objectsAt(json(renderSarif(report)), 'runs');
  assert.ok(run !== undefined);
  const rules = objectsAt(objectAt(objectAt(run, 'tool') ?? {}, 'driver') ?? {}, 'rules');
  const results = objectsAt(run, 'results');
  assert.deepEqual(results.map((one) => objectAt(one, 'partialFingerprints')?.['finding/v1']), report.findings.map((one) => one.id));
  for (const [i, result] of results.entries()) {
    assert.equal(rules[Number(result['ruleIndex'])]?.['id'], result['ruleId']);
    assert.ok(findRule(textAt(result, 'ruleId') ?? '') !== undefined);
    assert.equal(result['level'], { blocker: 'error', high: 'error', medium: 'warning', low: 'note', info: 'note' }[report.findings[i]?.severity ?? 'info']);
  }
});

test('what somebody waived is suppressed in SARIF and skipped in JUnit, with the reason', () => {
  const results = objectsAt(objectsAt(json(renderSarif(report)), 'runs')[0] ?? {}, 'results');
  const suppressed = results.filter((one) => objectsAt(one, 'suppressions').length > 0);
  assert.deepEqual(suppressed.map((one) => one['ruleId']), [codes.unassigned]);
  assert.match(renderJunit(report), /<skipped message="waived until 2027-01-31 by Ada Example: Needed for the trade fair in spring\."\/>/u);
});

test('JUnit fails for open blockers and findings of high severity, and for nothing else', () => {
  const failing = report.findings.filter((one) => one.status === 'open' && (one.severity === 'blocker' || one.severity === 'high'));
  const text = renderJunit(report);
  assert.equal(text.match(/<failure /gu)?.length, failing.length);
  assert.match(text, new RegExp(`<testsuites name="gap report" tests="${String(report.findings.length)}" failures="${String(failing.length)}">`, 'u'));
  assert.match(renderJunit(makeGapReport({ ...sample, findings: [] })), /tests="1" failures="0"/u);
});

test('no name breaks the XML of JUnit', () => {
  fc.assert(
    fc.property(names, (name) => {
      const text = renderJunit(makeGapReport(named(name)));
      assert.equal(XMLValidator.validate(text), true);
      assert.equal(text.match(/<testcase /gu)?.length, 1);
    }),
    { numRuns: 200 },
  );
});

/** Every text of a sheet, in order, as a spreadsheet reads it. */
function texts(book: Uint8Array, sheet: number): string[] {
  const part = unzipSync(book)[`xl/worksheets/sheet${String(sheet)}.xml`];
  assert.ok(part !== undefined);
  const xml = strFromU8(part);
  assert.equal(XMLValidator.validate(xml), true);
  assert.doesNotMatch(xml, /<f[ >]/u, 'a cell is never a formula');
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) walk(one);
    else if (isObject(value)) for (const [name, one] of Object.entries(value)) if (name === 't' && isObject(one)) found.push(textAt(one, '#text') ?? ''); else walk(one);
  };
  walk(new XMLParser({ ignoreAttributes: false, trimValues: false, parseTagValue: false, processEntities: true }).parse(xml));
  return found;
}

test('the workbook has a sheet for each table, and names in it read as they are', () => {
  fc.assert(
    fc.property(names, (name) => {
      const book = renderXlsx(makeGapReport(named(name)));
      assert.equal(Object.keys(unzipSync(book)).filter((path) => path.startsWith('xl/worksheets/')).length, sheetNames.length);
      const shown = visible(name).replace(/[\ufffe\uffff]/gu, '\ufffd');
      if (shown !== '') assert.ok(texts(book, sheetNames.indexOf('objects') + 1).includes(shown), JSON.stringify(shown));
    }),
    { numRuns: 100 },
  );
});

test('identical reports give identical workbooks, whatever the time of day', () => {
  assert.deepEqual(renderXlsx(makeGapReport(sampleInputs())), renderXlsx(report));
});

test('two reports compare into new, solved and unchanged findings', () => {
  const [first, ...others] = sample.findings;
  assert.ok(first !== undefined);
  const past = makeGapReport({ ...sample, findings: sample.findings.slice(0, -1) });
  const { comparison } = makeGapReport({ ...sample, findings: others, past });
  assert.deepEqual(comparison?.solved.map((one) => one.code), [first.code]);
  assert.deepEqual(comparison?.added.map((id) => id.replace(/-[0-9a-f]{8}$/u, '')), [sample.findings.at(-1)?.code]);
  const open = report.findings.filter((one) => one.status === 'open').length;
  assert.equal(comparison?.unchanged, open - 2);
});
