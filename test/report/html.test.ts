import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { addressOf } from '../../src/model/address.js';
import { codes, makeFinding, type Code } from '../../src/model/rules.js';
import { makeGapReport } from '../../src/report/gap-report.js';
import { renderHtml } from '../../src/report/html.js';
import { hostile, largeInputs, sampleEnd, sampleInputs, samplePlan } from './sample.js';

const sample = sampleInputs();
const page = renderHtml(makeGapReport(sample));
const finished = renderHtml(makeGapReport(sampleEnd(sample, samplePlan(sample))));

/** The parts of a page between the outermost angle brackets, less style sheet and script. */
function tags(text: string): string[] {
  const body = text.replace(/<style>[\s\S]*?<\/style>/u, '').replace(/<script>[\s\S]*?<\/script>/u, '');
  return [...body.matchAll(/<[^>]*>/gu)].map(([tag]) => tag);
}

test('the page allows its own style sheet and script by hash, and nothing else at all', () => {
  const policy = /Content-Security-Policy" content="([^"]*)"/u.exec(page)?.[1];
  const sha = (name: string): string => createHash('sha256').update(new RegExp(`<${name}>([\\s\\S]*?)</${name}>`, 'u').exec(page)?.[1] ?? '').digest('base64');
  assert.equal(policy, `default-src &apos;none&apos;; style-src &apos;sha256-${sha('style')}&apos;; script-src &apos;sha256-${sha('script')}&apos;; base-uri &apos;none&apos;; form-action &apos;none&apos;`);
});

test('nothing in the page is fetched: no source, no import, no address but the links a reader may follow', () => {
  for (const text of [page, finished]) {
    assert.deepEqual(tags(text).filter((tag) => /\s(?:src|srcset|action|formaction|data|poster|background|ping)\s*=/iu.test(tag)), []);
    assert.deepEqual(tags(text).filter((tag) => /href="(?!#|https:\/\/)/u.test(tag)), []);
    assert.doesNotMatch(text, /@import|url\((?!#)/u);
  }
});

test('every link within the page leads somewhere, and no two elements share an id', () => {
  for (const text of [page, finished]) {
    const ids = [...text.matchAll(/\sid="([^"]*)"/gu)].map(([, id]) => id);
    assert.equal(new Set(ids).size, ids.length);
    const targets = [...text.matchAll(/href="#([^"]*)"/gu)].map(([, id]) => id);
    assert.deepEqual(targets.filter((id) => !ids.includes(id)), []);
    assert.ok(targets.length > 20);
  }
});

test('headings go down one step at a time, under a single first one', () => {
  const levels = [...finished.matchAll(/<h([1-6])[ >]/gu)].map(([, level]) => Number(level));
  assert.equal(levels.filter((level) => level === 1).length, 1);
  levels.reduce((before, level) => (assert.ok(level <= before + 1, `h${String(before)} is followed by h${String(level)}`), level), 0);
});

test('no name can break out of the page', () => {
  const known = new Set(tags(page).map((tag) => /^<\/?([a-zA-Z!][^\s>/]*)/u.exec(tag)?.[1]));
  const attributes = new Set(tags(page).flatMap((tag) => [...tag.matchAll(/\s([a-zA-Z-]+)=/gu)].map(([, name]) => name)));
  const [object] = sample.objects;
  assert.ok(object !== undefined);
  fc.assert(
    fc.property(fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', '/', '=', 'script', 'onload', '\u0000', '-->') })), (name) => {
      const address = addressOf('compliancePolicy', name, '00000001');
      const text = renderHtml(
        makeGapReport({
          ...sample,
          objects: [...sample.objects.slice(1), { ...object, name, address, kind: 'compliancePolicy' }],
          findings: [makeFinding(codes.strayId, `${name} holds an id.`, { address, at: `/body/${name}`, related: [name], remedy: name, requestId: name })],
          waivers: [{ code: name, object: name, reason: name, person: name, until: '2027-01-01' }],
        }),
      );
      for (const tag of tags(text)) {
        assert.ok(known.has(/^<\/?([a-zA-Z!][^\s>/]*)/u.exec(tag)?.[1]), tag);
        for (const [, attribute] of tag.replace(/"[^"]*"/gu, '""').matchAll(/\s([a-zA-Z-]+)=/gu)) assert.ok(attributes.has(attribute) || attribute === 'href', `${String(attribute)} in ${tag}`);
      }
      assert.equal(text.match(/<script>/gu)?.length, 1);
      // an unseen character would show a reader something else than what is there
      assert.doesNotMatch(text, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ud800-\udfff](?<![\ud800-\udbff][\udc00-\udfff])/u);
    }),
    { numRuns: 200 },
  );
});

test('identical reports give identical bytes', () => {
  assert.equal(renderHtml(makeGapReport(sampleInputs())), page);
});

test('a thousand findings with hostile names take no more than 1.5 MB', () => {
  const report = makeGapReport(largeInputs(1000));
  assert.equal(report.findings.length, 1000);
  const size = Buffer.byteLength(renderHtml(report));
  assert.ok(size <= 1_500_000, `${String(size)} bytes`);
});

test('the page shows verdict, sum, every finding, every object and every open question', () => {
  const report = makeGapReport(sample);
  assert.match(page, /<\/span> Not ready<\/p>/u);
  assert.match(page, /2 \+ 6 \+ 2 \+ 0 \+ 1 \+ 1 = 12/u);
  assert.match(page, /the sum is the export \(12\)/u);
  for (const one of report.findings) assert.ok(page.includes(`<tr id="${one.id}"`), one.id);
  for (const one of report.objects) assert.ok(page.includes(`<bdi>${one.name}</bdi>`), one.name);
  for (const one of report.unknowns) assert.ok(page.includes(one.replaceAll('"', '&quot;').replaceAll("'", '&apos;')), one);
});

test('a long list of small findings is folded, a long list of grave ones and a short one are not', () => {
  const { objects } = sampleInputs();
  const address = objects[0]?.address;
  const list = (code: Code, count: number): string => renderHtml(makeGapReport({ ...sampleInputs(), findings: Array.from({ length: count }, (_unused, i) => makeFinding(code, `Place ${String(i)}.`, { address, at: `/body/${String(i)}` })) })).split('id="findings"')[1]?.split('<h2')[0] ?? '';
  const folded = (code: Code, count: number): readonly [boolean, number] => { const part = list(code, count); return [part.includes('<details><summary>'), part.split('<tr id=').length - 1]; };
  assert.deepEqual([folded(codes.valueUrl, 13), folded(codes.valueUrl, 12), folded(codes.chainTargets, 40)], [[true, 13], [false, 12], [false, 40]]);
});
