import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verifyWaves } from '../../src/stages/apple/verify.js';
import { day } from './rig.js';
import { plannedFile, sendAll, withStage } from './stage.js';

test('a device that enrolled for another user than the mapping names is not proven, and one whose user nobody mapped is not judged by it', async () => {
  await withStage({ devices: [{ serial: 'PHONE001', user: 'ada' }] }, async (stage) => {
    const file = await plannedFile(stage);
    await sendAll(stage, file);
    stage.clock.advance(14 * day + 26 * 3_600_000);
    const check = async (users?: ReadonlyMap<string, string>) => {
      const { proofs: [proof], inventory } = await verifyWaves(stage.hands(), file, users);
      const facts = [...inventory.facts.values()][0];
      return { state: proof?.state, reason: proof?.reason, ok: proof?.checks.find(({ name }) => name === 'user')?.ok, from: facts?.source[0]?.user ?? '', to: facts?.destination[0]?.user ?? '' };
    };
    const plain = await check();
    assert.deepEqual([plain.state, plain.ok], ['VERIFIED', undefined]);
    assert.ok(plain.from !== '' && plain.to !== '', JSON.stringify(plain));
    assert.deepEqual((await check(new Map([['somebody@contoso.example', plain.to]]))).ok, undefined);
    const right = await check(new Map([[plain.from.toLowerCase(), plain.to.toUpperCase()]]));
    assert.deepEqual([right.state, right.ok], ['VERIFIED', true]);
    const wrong = await check(new Map([[plain.from.toLowerCase(), 'eve@fabrikam.example']]));
    assert.deepEqual([wrong.state, wrong.reason], ['ATTENTION', `enrolled for ${plain.to}, and eve@fabrikam.example stands for its user of the source`]);
  });
});
