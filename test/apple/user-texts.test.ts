import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeHolders, userTexts } from '../../src/engine/apple/user-texts.js';
import { deviceClasses } from '../../src/model/apple/wave.js';

const texts = userTexts(deviceClasses);
const of = (file: string): string => texts.find((text) => text.file === file)?.text ?? '';

test('there are three texts for each class but HOLD: before, on the day and after', () => {
  assert.deepEqual(texts.map((text) => text.file), ['native', 'wipe', 'manual', 'update-first'].flatMap((name) => [`${name}-1-before.md`, `${name}-2-on-the-day.md`, `${name}-3-after.md`]));
});

test('every place holder of a text is a known one, every known one is used, and each text says whom to call', () => {
  const used = new Set<string>();
  for (const { file, text } of texts) {
    for (const [, name = ''] of text.matchAll(/\{\{([^}]*)\}\}/gu)) {
      assert.ok(placeHolders.some((known) => known === name), `${file}: ${name}`);
      used.add(name);
    }
    assert.match(text, /^# [A-Z]/u, file);
    assert.match(text, /\{\{helpDesk\}\}, \{\{helpDeskPhone\}\}/u, file);
    assert.doesNotMatch(text, /tenant|MDM (?!payload)|enrollment profile|\bADE\b/u, `${file}: words that users do not know`);
  }
  assert.deepEqual([...used].sort(), [...placeHolders].sort());
});

test('the texts say what a user must not get wrong on each way', () => {
  assert.match(of('native-1-before.md'), /Nothing is erased.*reminded every day, every hour on the last day.*do not erase the device/su);
  assert.match(of('native-2-on-the-day.md'), /a Mac waits on this screen until it is online/u);
  assert.match(of('wipe-1-before.md'), /is \*\*erased\*\*.*Save your data.*Do not erase the device yourself before we tell you/su);
  assert.match(of('wipe-2-on-the-day.md'), /Do \*\*not\*\* restore a backup that was made before today onto this same device/u);
  assert.match(of('manual-1-before.md'), /Stolen Device Protection makes you wait an hour/u);
  assert.match(of('manual-2-on-the-day.md'), /The new MDM payload does not match the old payload/u);
  assert.match(of('manual-3-after.md'), /if it says personal, tell the help desk/u);
  assert.match(of('update-first-1-before.md'), /do not remove any profile/u);
});
