import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cameraPolicy, include, securityGroup } from '../journeys/seeds.js';
import { fillDestination, fillFew } from '../long/mixed-tenant.js';
import { startMove } from '../long/move.js';

const obeyed = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u;
const hostile = '\u001b[31mred\u001b]0;owned\u0007\u009b2J\u202e';

test('a name that would command a terminal is never printed as it is, in results and errors, text and JSON', async (context) => {
  const move = await startMove({
    fillSource(tenant) {
      fillFew(tenant);
      const group = securityGroup(tenant, `Group ${hostile}`);
      tenant.put('deviceManagement/configurationPolicies', cameraPolicy(`Policy ${hostile}`, [include(group)]));
      tenant.put('deviceManagement/deviceCategories', { displayName: `Category ${hostile}`, description: '' });
    },
    fillDestination,
  });
  context.after(() => move.stop());
  const journey = ['export --tenant contoso --out bundle', 'map bundle --destination fabrikam', 'plan bundle --destination fabrikam --out plan.json --allow-open', 'import plan.json --yes', 'rollback plan.json --dry-run', 'rollback plan.json --dry-run --json', 'rollback plan.json --yes', `export --tenant ${hostile}`, `import ${hostile}.json --yes`];
  for (const words of journey) {
    const { stdout, stderr } = await move.run(...words.split(' '));
    assert.ok(stdout.length + stderr.length > 0, words);
    for (const text of [stdout, stderr]) assert.doesNotMatch(text, obeyed, words);
  }
});
