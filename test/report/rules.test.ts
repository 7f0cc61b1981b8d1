import assert from 'node:assert/strict';
import { test } from 'node:test';
import { retiredCodes } from '../../src/model/rules/codes.js';
import { areaOf, codes, findRule, makeFinding, rule, rules, strayClasses, valueClasses } from '../../src/model/rules.js';

/** Flesch-Kincaid grade with syllables counted as groups of vowels: coarse, but the same for everybody. */
function grade(text: string): number {
  const sentences = text.split(/[.!?:;]+(?:\s|$)/u).filter((one) => one.trim() !== '').length;
  const words = text.match(/[A-Za-z][A-Za-z'’-]*/gu) ?? [];
  const syllables = words.reduce((sum, word) => sum + Math.max(1, (word.toLowerCase().replace(/e$/u, '').match(/[aeiouy]+/gu) ?? []).length), 0);
  return 0.39 * (words.length / sentences) + 11.8 * (syllables / words.length) - 15.59;
}

test('every code is unique, well formed and numbered without a gap within its area, and no number is given twice', () => {
  const all = Object.values(codes);
  assert.equal(new Set(all).size, all.length);
  assert.equal(rules.length, all.length);
  for (const area of new Set(all.map(areaOf))) {
    const list = [...all, ...retiredCodes].filter((code) => areaOf(code) === area);
    assert.deepEqual([...list].sort(), list.map((_code, i) => `GAP-${area}-${String(i + 1).padStart(3, '0')}`));
  }
});

test('every rule says what it is, what follows and what to do, in whole sentences', () => {
  for (const one of rules) {
    assert.match(one.title, /^[A-Z].*[^.!?]$/u, one.code);
    assert.ok(one.title.length <= 90, `${one.code}: a title must fit on one line`);
    assert.match(one.consequence, /^[A-Z].*\.$/su, one.code);
    assert.ok(one.remedy.length > 0, one.code);
    for (const step of one.remedy) assert.match(step, /^[A-Z].*\.$/su, `${one.code}: ${step}`);
    if (one.link !== undefined) assert.match(one.link, /^https:\/\/(learn\.microsoft\.com|support\.apple\.com|developer\.apple\.com)\//u, one.code);
  }
});

test('no two rules have the same title', () => {
  assert.equal(new Set(rules.map((one) => one.title)).size, rules.length);
});

test('the texts of the table read at grade ten or below, taken together, and none is far above', () => {
  const whole = rules.map((one) => [`${one.title}.`, one.consequence, ...one.remedy].join(' '));
  assert.ok(grade(whole.join(' ')) <= 10, `grade ${grade(whole.join(' ')).toFixed(1)}`);
  const hard = whole.filter((text) => grade(text) > 14);
  assert.deepEqual(hard, []);
});

test('every rule about tenant-bound values belongs to a class that the engine finds, and every class to a rule', () => {
  const named = new Set<string>([...Object.values(valueClasses), ...Object.values(strayClasses)]);
  for (const code of named) assert.match(areaOf(rule(code).code), /^(?:VALUE|STRAY|SECRET)$/u);
  const unnamed = rules.filter((one) => /^(?:VALUE|STRAY)$/u.test(areaOf(one.code)) && !named.has(one.code)).map((one) => one.code);
  assert.deepEqual(unnamed, [codes.valueRewritten, codes.valueLocalizedName].sort());
});

test('a finding takes its severity from its rule unless it says another one, and holds no empty member', () => {
  assert.deepEqual(makeFinding(codes.orphanGroup, 'Group "Old" is gone.', { at: '/assignments/0/target/groupId', kind: undefined }), {
    code: 'GAP-REF-001',
    severity: 'medium',
    message: 'Group "Old" is gone.',
    at: '/assignments/0/target/groupId',
  });
  assert.equal(makeFinding(codes.orphanGroup, 'Group "Old" is gone.', { severity: 'low' }).severity, 'low');
});

test('a code is found however a person types it, and an unknown one is not', () => {
  assert.equal(findRule(' gap-cert-001 ')?.code, 'GAP-CERT-001');
  assert.equal(findRule('GAP-CERT-999'), undefined);
  assert.throws(() => rule('GAP-CERT-999'), /no rule has the code GAP-CERT-999/);
});
