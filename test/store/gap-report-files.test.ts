import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { Stop } from '../../src/model/failure.js';
import { makeGapReport } from '../../src/report/gap-report.js';
import { renderJson } from '../../src/report/json.js';
import { gapReportSchema } from '../../src/store/schemas/gap-report.js';
import { readPastReport, readWaivers } from '../../src/store/waivers.js';
import { sampleEnd, sampleInputs, samplePlan } from '../report/sample.js';

const folder = mkdtempSync(join(tmpdir(), 'gap-files-'));
after(() => rmSync(folder, { recursive: true }));

function written(name: string, content: string): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

const sample = sampleInputs();

test('gap-report.json is what its published schema says, at every stage of a move', () => {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false, strictTypes: false, allErrors: true });
  const validate = ajv.compile(gapReportSchema);
  const plan = samplePlan(sample);
  const past = makeGapReport({ ...sample, findings: sample.findings.slice(1) });
  for (const inputs of [sample, { ...sample, plan }, sampleEnd(sample, plan), { ...sample, past }]) {
    const value: unknown = JSON.parse(renderJson(makeGapReport(inputs)));
    assert.equal(validate(value), true, JSON.stringify(validate.errors));
  }
  assert.equal(validate({ format: 1 }), false);
});

test('a report that was written can be read to compare with, and something else is refused with a sentence', async () => {
  const report = makeGapReport(sample);
  const past = await readPastReport(written('gap-report.json', renderJson(report)));
  assert.deepEqual(past.findings.map((one) => one.id), report.findings.map((one) => one.id));
  await assert.rejects(readPastReport(written('other.json', '{"format":1}')), (error) => error instanceof Stop && error.exitCode === 2 && /is not a gap report/u.test(error.message));
});

test('waivers are read, and one with an unknown code, no day or a slip of the pen is refused by its line', async () => {
  const one = { code: 'GAP-CERT-001', reason: 'known', person: 'Ada Example', until: '2027-01-31' };
  const file = (waiver: object): string => written('waivers.json', JSON.stringify({ waivers: [one, waiver] }));
  assert.equal((await readWaivers(file({ ...one, object: 'wifi/Office (00000001)' }))).length, 2);
  const refused = async (waiver: object, message: RegExp): Promise<void> => assert.rejects(readWaivers(file(waiver)), (error) => error instanceof Stop && error.exitCode === 2 && message.test(error.message));
  await refused({ ...one, code: 'GAP-CERT-999' }, /waiver 2: there is no finding with the code GAP-CERT-999/u);
  await refused({ ...one, until: '2027-02-30' }, /waiver 2: there is no day 2027-02-30/u);
  await refused({ ...one, until: 'soon' }, /\/waivers\/1\/until expected its last day/u);
  await refused({ ...one, untill: '2027-01-01' }, /untill/u);
});
