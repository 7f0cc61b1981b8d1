import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { makeGapReport } from '../../src/report/gap-report.js';
import { planText } from '../../src/report/plan-text.js';
import { textTable, wrapped } from '../../src/report/text-table.js';
import { exportText } from '../../src/report/export-text.js';
import { assessText, explainText, importText, mapText, verifyText } from '../../src/report/text.js';
import type { KindSight } from '../../src/model/policy.js';
import { rule } from '../../src/model/rules.js';
import { hostile, kinds, sampleEnd, sampleInputs, samplePlan } from './sample.js';

const sample = sampleInputs();
const plan = samplePlan(sample);
const end = sampleEnd(sample, plan);
const titles = (kind: string): string => Object.entries(kinds).find(([one]) => one === kind)?.[1].title ?? kind;

test('a plan prints each deed with its reason, what is set aside and why, and one sentence', () => {
  assert.equal(
    planText(plan, { width: 110, titles }),
    `Plan from contoso to fabrikam
  From Contoso Ltd (contoso.onmicrosoft.com, tenant 11111111-aaaa-4bbb-8ccc-000000000001)
  To Fabrikam Inc. (fabrikam.onmicrosoft.com, tenant 22222222-aaaa-4bbb-8ccc-000000000002)
  Made 2026-09-14 09:30 UTC, fingerprint 9999999999999999999999999999999999999999999999999999999999999999

Wave 1: 3 actions
  + create  Windows baseline   Settings catalog policy   not in the destination
  + create  Contoso Root CA    Trusted root certificate  not in the destination
  + create  Corporate laptops  Assignment filter         not in the destination

Wave 2: 3 actions
  + create  Device certificate      SCEP certificate         not in the destination
  ~ update  OneDrive known folders  Settings catalog policy  exists and differs in 2 places
  = keep    Map drives              PowerShell script        exists and is equal

Wave 3: 1 action
  > assign  Windows baseline  Settings catalog policy  3 groups

Set aside: 6 objects
  ? decide   Office Wi-Fi              Wi-Fi profile              its pre-shared key is         GAP-SECRET-002
                                                                  missing
  ? decide   Windows compliance        Compliance policy          group "IT" is open            GAP-REF-003
  ! blocked  Contoso Sales             App                        the installer is not in the   GAP-APP-001
                                                                  export
  ! blocked  Defender onboarding       Settings catalog policy    the package is bound to the   GAP-VALUE-009
                                                                  Defender tenant of contoso
  ! blocked  Require a managed device  Conditional access policy  group "IT" is open; waits     GAP-REF-003
                                                                  for Office Wi-Fi
  - leave    Guest Wi-Fi               Wi-Fi profile              you said so

4 to create, 1 to update, 1 to keep, 1 to assign, 2 need a decision, 3 blocked, 1 left out; 9 writes, about 2
s at the service's limit.
`,
  );
});

test('a long wave can be cut, and then says how much is not shown', () => {
  assert.match(planText(plan, { width: 100, lines: 1 }), /… and 2 more, all of them in the plan file/u);
});

test('reading back prints place, planned and found for what differs, and the counts', () => {
  assert.equal(
    verifyText(end.verdicts ?? [], { width: 100 }),
    `! different settingsCatalogPolicy/Windows baseline (00000001)
  Place         Planned          Found
  /description  "Baseline 2026"  "Baseline"
! missing  trustedRoot/Contoso Root CA (00000005)  404 Not Found

= equal                  3
≈ tidied by the service  0
! different              1
! missing                1
? not checked            0
`,
  );
});

test('an export prints every kind and says that what was not seen is not none', () => {
  const text = exportText(sample.manifest, kinds, { width: 100 });
  assert.match(text, /^Kind +Objects {2}Read/mu);
  assert.match(text, /^Autopilot profile +0 {2}! not seen$/mu);
  assert.match(text.replace(/\s+/gu, ' '), /- Autopilot profile: not seen\. It needs the permission DeviceManagementServiceConfig\.Read\.All\. 403 Forbidden/u);
  assert.match(text, /12 objects; 1 kind could not be read to the end, which is not "none"\.\n$/u);
});

test('kinds that a service turns away in the same words share one paragraph, so that nobody scrolls past fifty', () => {
  const none = (path: string): KindSight => ({ state: 'not available', count: 0, why: `contoso: GET ${path} was answered 404: no segment '${path}'` });
  const text = exportText({ ...sample.manifest, kinds: { a: none('a'), b: none('b'), c: { ...none('c'), license: 'Entra ID P1' } } }, kinds, { width: 200 }).replace(/\s+/gu, ' ');
  assert.match(text, /- 2 kinds not offered: a, b\. The first of them: contoso: GET a was answered 404: no segment 'a' - c: not offered\. It needs Entra ID P1\. contoso: GET c/u);
});

test('the balance of an import adds up, and what did not arrive is listed with its reason', () => {
  const text = importText(end.ends ?? [], { width: 100 });
  assert.match(text, /^! failed {3}scepProfile\/Device certificate \(00000006\) +the service refused it: 400 Bad Request$/mu);
  assert.match(text, /^ {2}Sum, equal to the export {2}12$/mu);
});

test('every output fits the terminal it is made for, and shows no control character of a name', () => {
  const outputs = (width: number, color: boolean): string[] => {
    const options = { width, color };
    const report = makeGapReport(sample);
    return [assessText(report, options), exportText(sample.manifest, kinds, options), mapText(sample.mappings ?? [], sample.values, options), importText(end.ends ?? [], options), verifyText(end.verdicts ?? [], options), explainText(rule('GAP-CERT-001'), options)];
  };
  for (const width of [60, 80, 100, 132, 400]) {
    for (const text of outputs(width, false)) {
      for (const line of text.split('\n')) {
        // one word that is longer than the line, such as an address of a page, is not cut
        assert.ok(stringWidth(line) <= width || !line.trim().includes(' '), `${String(width)}: ${line}`);
        assert.equal(line, line.trimEnd());
        assert.doesNotMatch(line, /\u001b/u);
      }
    }
    assert.ok(outputs(width, true).some((text) => text.includes('\u001b[31m')));
  }
});

test('a table is never wider than its terminal, whatever it holds', () => {
  const cell = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'grapheme', maxLength: 60 }));
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 6 }), fc.integer({ min: 12, max: 120 }), fc.boolean(), (rows, width, wraps) => {
      const text = textTable([{ label: 'One', grows: true, ...(wraps ? { wraps } : {}) }, { label: 'Two', grows: true }, { label: 'Three' }], rows, { width });
      for (const line of text.split('\n')) assert.ok(stringWidth(line) <= width, `${String(width)}: ${line}`);
      assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/u);
    }),
    { numRuns: 300 },
  );
});

test('a cut ends in a visible mark, and what wraps is not cut', () => {
  assert.equal(textTable([{ label: 'Name', grows: true }, { label: 'Why' }], [['Windows compliance baseline', 'because']], { width: 24 }), 'Name             Why\nWindows compli…  because\n');
  assert.equal(textTable([{ label: 'Name', grows: true, wraps: true }, { label: 'Why' }], [['Windows compliance baseline', 'because']], { width: 24 }), 'Name             Why\nWindows          because\ncompliance\nbaseline\n');
});

test('a sentence breaks at blanks', () => {
  assert.equal(wrapped('one two three four', { width: 9 }, 0, 2), 'one two\n  three\n  four\n');
});
