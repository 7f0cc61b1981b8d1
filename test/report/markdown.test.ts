import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { lexer, parse, type Token, type Tokens } from 'marked';
import { addressOf } from '../../src/model/address.js';
import { codes, makeFinding } from '../../src/model/rules.js';
import { makeGapReport } from '../../src/report/gap-report.js';
import { md, mdTable } from '../../src/report/markdown-text.js';
import { renderMarkdown } from '../../src/report/markdown.js';
import { visible } from '../../src/report/plain.js';
import { hostile, largeInputs, sampleInputs, samplePlan } from './sample.js';

const names = fc.oneof(fc.constantFrom(...hostile), fc.string(), fc.string({ unit: fc.constantFrom('|', '`', '*', '_', '[', ']', '(', ')', '<', '>', '\\', '&', '!', '#', '@', '~', 'a', '1', '.', ' ', '-', ':', '/', '\n') }));

function isTable(token: Token | undefined): token is Tokens.Table {
  return token?.type === 'table';
}

/** The text a reader sees: tags away, entities back. */
function read(html: string): string {
  return html
    .replace(/<!-- -->/gu, '')
    .replace(/<[^>]*>/gu, '')
    .replace(/&lt;/gu, '<').replace(/&gt;/gu, '>').replace(/&quot;/gu, '"').replace(/&#39;/gu, "'").replace(/&#124;/gu, '|').replace(/&#58;/gu, ':').replace(/&amp;/gu, '&');
}

test('a name in a table of Markdown stays one cell, makes no markup and reads as it is', () => {
  fc.assert(
    fc.property(names, (name) => {
      const [token] = lexer(mdTable(['Name', 'Other'], [[md(name), 'x']]));
      assert.ok(isTable(token));
      assert.equal(token.rows.length, 1);
      assert.equal(token.rows[0]?.length, 2);
      const html = parse(mdTable(['Name', 'Other'], [[md(name), 'x']]), { async: false });
      const cell = /<td>([\s\S]*?)<\/td>/u.exec(html)?.[1] ?? '';
      assert.doesNotMatch(cell.replace(/<!-- -->/gu, ''), /<(?!\/?a[ >])/u, 'only a bare address may become a link');
      assert.equal(read(cell).trim().replace(/\s+/gu, ' '), visible(name).trim().replace(/\s+/gu, ' '));
    }),
    { numRuns: 500 },
  );
});

test('a name calls nobody and closes no issue', () => {
  assert.equal(md('@octocat closes #12'), '@<!-- -->octocat closes #<!-- -->12');
  assert.equal(md('ada@contoso.example'), 'ada@contoso.example');
});

test('the report in Markdown has verdict, sum, decisions, findings and checklist', () => {
  const inputs = sampleInputs();
  const text = renderMarkdown(makeGapReport({ ...inputs, plan: samplePlan(inputs) }));
  const headings = lexer(text).flatMap((token) => (token.type === 'heading' && 'text' in token ? [String(token.text)] : []));
  assert.deepEqual(headings, ['Gap report: contoso to fabrikam', 'The ledger', 'Decisions needed', 'Blockers by owner', 'Findings', 'Before the move (13)', 'At the cut-over (2)', 'After the move (1)', 'Reference map', 'Tenant-bound values', 'Secrets to supply', 'Licenses, permissions, limits', 'Apple devices', 'The plan', 'Runbook', 'What this report cannot know', 'Integrity']);
  assert.match(text, /\*\*Not ready\.\*\* 1 blocker needs work/u);
  assert.match(text, /\*\*Sum\*\*, equals the export \(12\) \| \*\*12\*\*/u);
  assert.match(text, /- \[ \] Import the plan \(consultant, about 2 s\)/u);
});

test('a thousand findings fit the comment of a pull request when they share a rule, with the number of those not shown', () => {
  const inputs = largeInputs(1000);
  const report = makeGapReport({ ...inputs, findings: inputs.objects.map((one) => makeFinding(codes.unassigned, 'It has no assignment.', { address: one.address })) });
  const text = renderMarkdown(report);
  assert.ok(text.length < 65_536, `${String(text.length)} characters`);
  assert.match(text, /… and 975 more/u);
});

test('hostile names do not change the structure of the document', () => {
  const inputs = sampleInputs();
  const shape = (name: string): string[] => {
    const address = addressOf('compliancePolicy', name, '00000001');
    const objects = inputs.objects.map((one, i) => (i === 0 ? { ...one, name, address, kind: 'compliancePolicy' } : one));
    const text = renderMarkdown(makeGapReport({ ...inputs, objects, findings: [makeFinding(codes.strayId, `${name} holds an id.`, { address, at: `/body/${name}`, related: [address], remedy: name })] }));
    return lexer(text).map((token) => token.type);
  };
  const expected = shape('plain');
  fc.assert(fc.property(names, (name) => assert.deepEqual(shape(name), expected)), { numRuns: 200 });
});
