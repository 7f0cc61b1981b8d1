import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addressOf } from '../../src/model/address.js';
import type { Finding } from '../../src/model/finding.js';
import { idOf } from '../../src/model/ids.js';
import type { MappingEntry } from '../../src/model/mapping.js';
import type { AssessedObject } from '../../src/model/gap-report.js';
import { finalStates, type Action } from '../../src/model/plan.js';
import { codes, makeFinding } from '../../src/model/rules.js';
import { makeGapReport } from '../../src/report/gap-report.js';
import { alsoConcerned } from '../../src/report/phrases.js';
import type { ReportInputs } from '../../src/report/inputs.js';
import { portabilities } from '../../src/report/scales.js';
import { sampleEnd, sampleInputs, samplePlan } from './sample.js';

const sample = sampleInputs();
const plan = samplePlan(sample);

test('the sum of the ledger is the export, whatever the export holds', () => {
  const one = fc.record({ name: fc.string(), portability: fc.constantFrom(...portabilities), references: fc.nat(9), assignments: fc.option(fc.nat(9)) });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 40 }), fc.nat(2), (list, extra) => {
      const objects = list.map((each, i): AssessedObject => ({ ...each, kind: 'compliancePolicy', address: addressOf('compliancePolicy', each.name, String(i)), secrets: [] }));
      const files = Object.fromEntries(Array.from({ length: list.length + extra }, (_unused, i) => [`policies/compliancePolicy/${String(i)}.json`, '0']));
      const report = makeGapReport({ ...sample, objects, findings: [], manifest: { ...sample.manifest, files } });
      const sum = report.portability.parts.reduce((total, part) => total + part.count, 0);
      assert.equal(sum, list.length);
      assert.equal(report.portability.balanced, extra === 0);
    }),
    { numRuns: 200 },
  );
});

test('every object of the export ends in one state of the second ledger, and a missing one is seen', () => {
  const inputs = sampleEnd(sample, plan);
  const whole = makeGapReport(inputs);
  assert.equal(whole.outcome?.balanced, true);
  assert.deepEqual(whole.outcome.parts.map((part) => part.part), finalStates);
  const lost = makeGapReport({ ...inputs, ends: inputs.ends?.slice(1) ?? [] });
  assert.equal(lost.outcome?.balanced, false);
  assert.equal(lost.verdict.as, 'moved with exceptions');
  assert.match(lost.verdict.because, /ledger does not add up/u);
});

test('an object that the ledger does not hold makes the move not ready', () => {
  const report = makeGapReport({ ...sample, objects: sample.objects.slice(1), findings: [] });
  assert.equal(report.verdict.as, 'not ready');
  assert.match(report.verdict.because, /does not add up/u);
});

/** The sample with these findings only, everything read and every question answered. */
function quiet(more: Partial<ReportInputs>): ReportInputs {
  const kinds = Object.fromEntries(Object.entries(sample.manifest.kinds).filter(([, sight]) => sight.state === 'complete'));
  return { ...sample, manifest: { ...sample.manifest, kinds }, findings: [], mappings: [], values: { kind: 'value', source: 'contoso', destination: 'fabrikam', entries: [] }, ...more };
}

test('the verdict is ready, ready with decisions or not ready by what is open', () => {
  const address = sample.objects[0]?.address;
  const verdict = (inputs: ReportInputs): string => makeGapReport(inputs).verdict.as;
  assert.equal(verdict(quiet({})), 'ready');
  assert.equal(verdict(quiet({ findings: [makeFinding(codes.chainTargets, 'x.', { address })] })), 'ready', 'a finding of high severity asks for attention and blocks nothing');
  assert.equal(verdict(quiet({ findings: [makeFinding(codes.secretNotCreated, 'x.', { address })] })), 'ready with decisions');
  assert.equal(verdict(quiet({ findings: [makeFinding(codes.cycle, 'x.', { address })] })), 'not ready');
  assert.equal(verdict(quiet({ manifest: sample.manifest })), 'not ready', 'what is not seen is not none');
  const { destination, ...without } = quiet({});
  assert.equal(destination?.name, 'fabrikam');
  assert.equal(verdict(without), 'ready with decisions', 'without a destination nothing has been matched');
  const { mappings } = sample;
  assert.ok(mappings !== undefined);
  assert.equal(verdict(quiet({ mappings })), 'ready with decisions');
});

test('where answers settle the open blockers the verdict says so, so that nobody reads their number as something else', () => {
  const address = sample.objects[0]?.address;
  const blocked = quiet({ findings: [makeFinding(codes.secretNotCreated, 'x.', { address }), makeFinding(codes.secretNotCreated, 'y.', { address })] });
  assert.equal(makeGapReport(blocked).verdict.because, '2 questions wait for an answer, and with them all 2 open blockers are settled; nothing else blocks the move.');
});

test('a waiver takes a blocker out of the verdict until its last day, and then it counts again', () => {
  const finding = makeFinding(codes.cycle, 'x.', { address: sample.objects[0]?.address });
  const waiver = { code: codes.cycle, reason: 'known', person: 'Ada Example', until: '2026-09-14' };
  const on = (time: string): ReturnType<typeof makeGapReport> => makeGapReport(quiet({ findings: [finding], waivers: [waiver], time }));
  assert.equal(on('2026-09-14T23:59:00Z').verdict.as, 'ready');
  assert.deepEqual(on('2026-09-14T23:59:00Z').findings.map((one) => [one.status, one.note]), [['waived', 'waived until 2026-09-14 by Ada Example: known']]);
  assert.equal(on('2026-09-15T00:00:00Z').verdict.as, 'not ready');
  assert.deepEqual(on('2026-09-15T00:00:00Z').findings.map((one) => one.status), ['open']);
  assert.deepEqual(on('2026-09-15T00:00:00Z').waivers.map((one) => one.state), ['run out']);
});

test('a waiver for one object leaves the same finding of another object open', () => {
  const [a, b] = sample.objects;
  const findings = [makeFinding(codes.cycle, 'x.', { address: a?.address }), makeFinding(codes.cycle, 'x.', { address: b?.address })];
  const report = makeGapReport(quiet({ findings, waivers: [{ code: codes.cycle, object: a?.address ?? '', reason: 'known', person: 'Ada Example', until: '2027-01-01' }] }));
  assert.deepEqual(report.findings.map((one) => [one.address, one.status]).sort(), [[a?.address, 'waived'], [b?.address, 'open']].sort());
});

test('what a mapping file has answered is decided, whoever asked: groups that cannot be made, what is gone, apps that are dropped', () => {
  const mapping = (kind: string, entry: MappingEntry): ReportInputs['mappings'] => [{ kind, source: 'contoso', destination: 'fabrikam', entries: [entry] }];
  const id = 'aaaa0007-0000-4000-8000-000000000007';
  const synced = makeFinding(codes.groupSynced, 'The group "VPN users" is synchronized.', { kind: 'group', related: [id] });
  const status = (finding: Finding, mappings: ReportInputs['mappings']): string | undefined => makeGapReport(quiet({ findings: [finding], ...(mappings === undefined ? {} : { mappings }) })).findings[0]?.status;
  const source = { id: idOf('source', id), name: 'VPN users' };
  assert.equal(status(synced, mapping('group', { source, decision: 'open', because: 'nobody knows', candidates: [], usedBy: 1 })), 'open');
  assert.equal(status(synced, mapping('group', { source, decision: 'map', destination: { id: idOf('destination', id) }, because: 'same name', usedBy: 1 })), 'decided');
  const app = makeFinding(codes.appNoTwin, 'It has no counterpart.', { address: addressOf('packagedApp', 'VPN users', 'aaaa0007') });
  assert.equal(status(app, mapping('app', { source, decision: 'drop', because: 'you said so', usedBy: 0 })), 'decided');
  assert.equal(status(app, mapping('app', { source, decision: 'create', because: 'you said so', usedBy: 0 })), 'open');
});

test('what had to be done before an object can arrive is done once it was read back equal', () => {
  const inputs = sampleEnd(sample, plan);
  const address = inputs.verdicts?.find((one) => one.as === 'equal')?.address;
  assert.ok(address !== undefined);
  const said = (verdicts: ReportInputs['verdicts']): string[] => makeGapReport({ ...inputs, findings: [makeFinding(codes.admxCustom, 'It uses an uploaded file.', { address })], ...(verdicts === undefined ? {} : { verdicts }) }).findings.filter((one) => one.code === codes.admxCustom).map((one) => one.status);
  assert.deepEqual([said(inputs.verdicts), said([])], [['done'], ['open']]);
});

test('a default object is said once: as what the plan does to it, or as one that is there', () => {
  const address = sample.objects[0]?.address;
  const there = makeFinding(codes.defaultThere, 'It exists in every tenant.', { address });
  const said = (...more: Finding[]): string[] => makeGapReport(quiet({ findings: [there, ...more] })).findings.map((one) => one.code);
  assert.deepEqual(said(), [codes.defaultThere]);
  assert.deepEqual(said(makeFinding(codes.existsSkipped, 'It differs and stays.', { address })), [codes.existsSkipped]);
});

test('what a finding also concerns is named once, and a number is not given the name that it has in the other tenant', () => {
  const finding = makeFinding(codes.twinNames, 'Two groups are called "IT".', { address: sample.objects[3]?.address, related: ['7', sample.objects[3]?.address ?? '', sample.objects[4]?.address ?? '', 'group-it'] });
  const tags = { kind: 'scopeTag', source: 'contoso', destination: 'fabrikam', entries: [{ source: { id: idOf('source', '7'), name: 'Branch' }, decision: 'keep' as const, because: 'x', usedBy: 1 }, { source: { id: idOf('source', 'group-it'), name: 'IT' }, decision: 'keep' as const, because: 'x', usedBy: 1 }] };
  const report = makeGapReport(quiet({ findings: [finding], mappings: [tags] }));
  const [line] = report.findings;
  assert.deepEqual(line === undefined ? [] : alsoConcerned(report)(line), ['7', sample.objects[4]?.name]);
});

test('decisions come in order of what they block, each with its file and its candidates', () => {
  assert.deepEqual(
    makeGapReport(sample).decisions.map((one) => [one.question, one.answerIn, one.blocks.count, one.candidates.length]),
    [
      ['What stands for the group "IT"?', 'groups.json', 5, 2],
      ['What takes the place of the network host "radius01.contoso.example"?', 'values.json', 2, 0],
      ['A secret cannot be read, and the object cannot exist without it', 'secrets at import', 1, 0],
    ],
  );
});

test('without mapping files the questions come from the findings', () => {
  const { mappings, values, ...inputs } = sample;
  assert.ok(mappings !== undefined && values !== undefined);
  assert.deepEqual(
    makeGapReport(inputs).decisions.map((one) => one.question),
    ['Several objects of the destination fit one object of the source', 'A secret cannot be read, and the object cannot exist without it'],
  );
});

test('findings come by moment, then by severity, and the same one twice counts once', () => {
  const report = makeGapReport({ ...sample, findings: [...sample.findings, ...sample.findings] });
  assert.equal(report.findings.length, sample.findings.length);
  const order = report.findings.map((one) => `${one.moment} ${one.severity}`);
  assert.deepEqual([...new Set(order)], ['before blocker', 'before high', 'before medium', 'before low', 'before info', 'cut-over high', 'cut-over low', 'after medium']);
});

test('a finding keeps its id when its sentence is reworded, and two of one object have two ids', () => {
  const address = sample.objects[0]?.address;
  const ids = (findings: ReportInputs['findings']): string[] => makeGapReport(quiet({ findings })).findings.map((one) => one.id);
  const [before] = ids([makeFinding(codes.strayId, 'An id stands in the text.', { address, at: '/body/a' })]);
  assert.deepEqual(ids([makeFinding(codes.strayId, 'An id of the source stands in the text.', { address, at: '/body/a' })]), [before]);
  assert.equal(new Set(ids([makeFinding(codes.strayId, 'One.', { address }), makeFinding(codes.strayId, 'Two.', { address })])).size, 2);
});

test('the report does not depend on the order of what it is made of', () => {
  const expected = JSON.stringify(makeGapReport(sample));
  fc.assert(
    fc.property(fc.shuffledSubarray([...sample.findings], { minLength: sample.findings.length }), fc.shuffledSubarray([...sample.objects], { minLength: sample.objects.length }), (findings, objects) => {
      assert.equal(JSON.stringify(makeGapReport({ ...sample, findings, objects })), expected);
    }),
    { numRuns: 50 },
  );
});

test('what an object left out on purpose has does not count as open', () => {
  const guest = sample.objects.find((one) => one.portability === 'excluded');
  const report = makeGapReport(quiet({ findings: [makeFinding(codes.secretNotCreated, 'x.', { address: guest?.address })] }));
  assert.deepEqual(report.findings.map((one) => one.status), ['not applicable']);
  assert.equal(report.verdict.as, 'ready');
});

test('secrets are listed for what moves, by place and never by value', () => {
  assert.deepEqual(
    makeGapReport(sample).secrets.map((one) => [one.name, one.what, one.without, one.state, one.supplyAs?.replace(/_[0-9A-F]{8}_/u, '_ID_')]),
    [
      ['Defender onboarding', 'Defender onboarding package', 'left out', 'to supply', 'SETTINGS_CATALOG_POLICY_DEFENDER_ONBOARDING_ID_VALUE'],
      ['Office Wi-Fi', 'Wi-Fi pre-shared key', 'not created', 'to supply', 'WIFI_PROFILE_OFFICE_WI_FI_ID_PRE_SHARED_KEY'],
    ],
  );
});

test('the sentence of a plan can be read aloud', () => {
  assert.equal(makeGapReport({ ...sample, plan }).plan?.sentence, "4 to create, 1 to update, 1 to keep, 1 to assign, 2 need a decision, 3 blocked, 1 left out; 9 writes, about 2 s at the service's limit.");
});

test('a kind that was not read is named among what the report cannot know', () => {
  const report = makeGapReport(sample);
  assert.ok(report.unknowns.includes('Whether the source holds any object of the kind "Autopilot profile": it could not be read (403 Forbidden).'));
  assert.ok(report.checks.some((one) => one.area === 'permission' && one.state === 'fail' && one.what === 'Read Autopilot profile'));
});

test('the runbook has a step for every rule that asks for something, in the order of the moments', () => {
  const steps = makeGapReport({ ...sample, plan }).runbook;
  const asked = new Set(makeGapReport(sample).findings.filter((one) => one.status === 'open' && one.severity !== 'info').map((one) => one.code));
  assert.deepEqual(new Set(steps.flatMap((step) => step.code ?? [])), asked);
  const moments = steps.map((step) => step.moment);
  assert.deepEqual(moments, [...moments].sort((a, b) => ['before', 'cut-over', 'after'].indexOf(a) - ['before', 'cut-over', 'after'].indexOf(b)));
  assert.ok(steps.some((step) => step.title === 'Import the plan' && step.time === 'about 2 s'));
});

test('an exclusion that a person dropped in the mapping file is decided, and one that nobody answered stays a blocker', () => {
  const [object] = sample.objects;
  const [groups] = sample.mappings ?? [];
  const [, , old, open] = groups?.entries ?? [];
  assert.ok(groups !== undefined && old?.decision === 'drop' && open?.decision === 'open');
  const status = (id: string): string | undefined => makeGapReport(quiet({ mappings: [{ ...groups, entries: [old] }], findings: [makeFinding(codes.exclusionDropped, 'x.', { address: object?.address, related: [id] })] })).findings[0]?.status;
  assert.equal(status(old.source.id), 'decided');
  assert.equal(status(open.source.id), 'open');
});

test('groups that are made beside the export are said, so that a plan and its ledger can be laid side by side', () => {
  const [wave = [], ...waves] = plan.waves;
  const group: Action = { do: 'create', address: addressOf('group', 'Kiosk', '00000099'), kind: 'group', name: 'Kiosk', reason: 'the mapping says create', needs: [], calls: 1, digest: '' };
  const summary = makeGapReport({ ...sample, plan: { ...plan, waves: [[...wave, group], ...waves] } }).plan;
  assert.equal(summary?.createBeside, 1);
  assert.match(summary.sentence, /^5 to create \(1 of them beside the export\), /u);
});

test('after the import the runbook holds what is left to do, and no import', () => {
  const titles = makeGapReport(sampleEnd(sample, plan)).runbook.map((step) => step.title);
  assert.ok(!titles.includes('Import the plan') && !titles.includes('Plan again and read the plan'));
  assert.ok(titles.includes('Prove what arrived'));
});
