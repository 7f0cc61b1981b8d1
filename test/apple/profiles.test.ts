import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDefaults, readProfiles } from '../../src/stages/apple/graph/profiles.js';
import { readTokens } from '../../src/stages/apple/graph/tokens.js';
import { textAt, type JsonObject } from '../../src/model/json.js';
import { withStage } from './stage.js';

test('A profile that an import makes below the token is the one that the gates of a wave look at, once somebody makes it the default', async () => {
  await withStage({ devices: [{ serial: 'PHONE001' }], profile: { waitForDeviceConfiguredConfirmation: false } }, async ({ destination }) => {
    const tokens = await readTokens(destination.reader, 'destination');
    const token = tokens.seen ? tokens.value[0] : undefined;
    assert.ok(token !== undefined);
    const path = `deviceManagement/depOnboardingSettings/${token.id}/enrollmentProfiles`;
    const write = async (method: 'POST' | 'PATCH' | 'DELETE', at: string, body?: JsonObject): Promise<JsonObject | number> => {
      const answer = await destination.writer.write({ api: 'beta', service: 'device-enrollment', method, path: at, repeatable: false, ...(body === undefined ? {} : { body }) });
      if (!answer.ok) return answer.failure.status ?? 0;
      const { body: said } = answer.value;
      return typeof said === 'object' && said !== null && !Array.isArray(said) ? said : answer.value.status;
    };
    const awaits = async (): Promise<boolean | undefined> => {
      const defaults = await readDefaults(destination.reader, token);
      return defaults.seen ? defaults.value.ios?.awaits : undefined;
    };
    assert.equal(await awaits(), false, 'the default does not wait for the configuration');
    const made = await write('POST', path, { '@odata.type': '#microsoft.graph.depIOSEnrollmentProfile', displayName: 'Phones', waitForDeviceConfiguredConfirmation: true });
    assert.ok(typeof made === 'object');
    const id = textAt(made, 'id') ?? '';
    assert.ok(id.startsWith(`${token.id}_`));
    const all = await readProfiles(destination.reader, 'destination', token);
    assert.deepEqual(all.seen ? all.value.find(({ name }) => name === 'Phones')?.awaits : undefined, true);
    assert.equal(await awaits(), false, 'a new profile is no default');
    // not found for a while after it was made (apple.md 3.5)
    const tries = [await write('POST', `${path}/${id}/setDefaultProfile`), await write('POST', `${path}/${id}/setDefaultProfile`), await write('POST', `${path}/${id}/setDefaultProfile`)];
    assert.deepEqual(tries, [404, 404, 204]);
    assert.equal(await awaits(), true);
    await write('PATCH', `${path}/${id}`, { '@odata.type': '#microsoft.graph.depIOSEnrollmentProfile', waitForDeviceConfiguredConfirmation: false });
    assert.equal(await awaits(), false);
    assert.equal(await write('DELETE', `${path}/${id}`), 400, 'a default stays');
  });
});
