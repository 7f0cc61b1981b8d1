import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { makeCatalog } from '../../src/catalog/catalog.js';
import { isList, isObject, textAt, type Json, type JsonObject } from '../../src/model/json.js';
import { answerOne } from '../../src/simulator/http/tenant-server.js';
import { compileFilter } from '../../src/simulator/odata/filter.js';
import { concreteBelow, enumNamed, typeNamed, type Member } from '../../src/simulator/schema/model.js';
import { setFacts } from '../../src/simulator/service/sets.js';
import { SimulatedTenant } from '../../src/simulator/simulated-tenant.js';
import { contosoId } from './client.js';

function newTenant(): SimulatedTenant {
  return new SimulatedTenant({ tenantId: contosoId, initialDomain: 'contoso.onmicrosoft.com', options: { keepLog: 100 } }, makeCatalog([]));
}

function ask(tenant: SimulatedTenant, method: string, path: string, query = '', json?: Json): { status: number; body: Json } {
  const answer = answerOne(tenant, { method, version: 'beta', path, query, headers: { authorization: `Bearer ${tenant.token()}`, prefer: 'include-unknown-enum-members' }, origin: 'http://127.0.0.1:1', ...(json === undefined ? {} : { json }) }, undefined);
  return { status: answer.status, body: answer.body ?? null };
}

const sets = Object.keys(setFacts).filter((path) => path.split('/').length <= 2 && !path.endsWith('managedAppPolicies') && path !== 'directoryObjects' && !path.startsWith('groups/'));

test('no body and no path makes the simulator fail: every answer is one the service could give', () => {
  const tenant = newTenant();
  const names = fc.oneof(fc.constantFrom('displayName', 'name', '@odata.type', 'settings', 'assignments', 'roleScopeTagIds', 'id', '__proto__', 'constructor', 'scheduledActionsForRule', 'conditions', 'omaSettings'), fc.string({ maxLength: 8 }));
  const values = fc.jsonValue({ maxDepth: 3 });
  fc.assert(
    fc.property(fc.constantFrom(...sets), fc.constantFrom('GET', 'POST', 'PATCH', 'PUT', 'DELETE'), fc.array(fc.tuple(names, values), { maxLength: 6 }), fc.array(fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('assign', '$ref', '$count', 'microsoft.graph.group', "x('y')", '__proto__')), { maxLength: 3 }), (set, method, members, rest) => {
      const types = concreteBelow(tenant.data.set(set).type);
      const body: JsonObject = { '@odata.type': `#microsoft.graph.${types[0] ?? 'x'}` };
      for (const [name, value] of members) {
        const copy: unknown = JSON.parse(JSON.stringify(value ?? null));
        Object.defineProperty(body, name, { value: copy, enumerable: true, configurable: true, writable: true });
      }
      const answer = ask(tenant, method, [set, ...rest.map(encodeURIComponent)].join('/'), '', body);
      assert.doesNotMatch(JSON.stringify(answer.body) ?? '', /the simulator failed/u);
      assert.ok(answer.status >= 200 && answer.status < 600);
    }),
    { numRuns: 400 },
  );
  assert.equal(Object.getPrototypeOf({}), Object.prototype);
});

function valueOf(member: Member): fc.Arbitrary<Json> | undefined {
  const enumeration = enumNamed(member.type);
  if (enumeration !== undefined) return fc.constantFrom(...enumeration.members).map((text): Json => (member.many ? [text] : text));
  switch (member.format ?? member.type) {
    case 'boolean': return fc.boolean();
    case 'string': return fc.string({ maxLength: 20 }).map((text): Json => (member.many ? [text] : text));
    case 'number': return fc.integer({ min: 0, max: 1000 }).map((number): Json => (member.many ? [number] : number));
    default: return undefined;
  }
}

test('whatever the schema allows is taken and read back unchanged, for every type of device configuration', () => {
  const tenant = newTenant();
  const types = concreteBelow('deviceConfiguration').filter((type) => type !== 'unsupportedDeviceConfiguration');
  fc.assert(
    fc.property(fc.constantFrom(...types), fc.nat(), (type, pick) => {
      const facts = typeNamed(type);
      const body: JsonObject = { '@odata.type': `#microsoft.graph.${type}`, displayName: 'x' };
      for (const member of facts?.properties.values() ?? []) {
        if (member.name === 'id' || member.name === 'displayName' || member.name.startsWith('roleScopeTag') || facts?.readOnly.has(member.name) === true || facts?.hidden.has(member.name) === true || /IsSet$/u.test(member.name)) continue;
        const arbitrary = valueOf(member);
        if (arbitrary !== undefined) body[member.name] = fc.sample(arbitrary, { numRuns: 1, seed: pick })[0] ?? null;
      }
      const made = ask(tenant, 'POST', 'deviceManagement/deviceConfigurations', '', body);
      assert.equal(made.status, 201, JSON.stringify(made.body));
      const id = isObject(made.body) ? made.body['id'] : undefined;
      const read = ask(tenant, 'GET', `deviceManagement/deviceConfigurations('${typeof id === 'string' ? id : ''}')`).body;
      for (const [name, value] of Object.entries(body)) assert.deepEqual(isObject(read) ? read[name] : undefined, value, `${type}.${name}`);
    }),
    { numRuns: 250 },
  );
});

test('pages add up to the whole list, whatever their size', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 70 }), fc.integer({ min: 1, max: 30 }), fc.boolean(), (count, size, empty) => {
      const tenant = newTenant();
      tenant.options.emptyLastPage = empty;
      for (let index = 0; index < count; index += 1) tenant.put('deviceManagement/configurationPolicies', { name: `p${index}`, platforms: 'iOS', technologies: 'mdm' });
      const seen: Json[] = [];
      let query: string | undefined = `$top=${size}&$select=name`;
      for (let pages = 0; query !== undefined; pages += 1) {
        assert.ok(pages <= count + 1, 'the pages end');
        const { body }: { body: Json } = ask(tenant, 'GET', 'deviceManagement/configurationPolicies', query);
        const value = isObject(body) ? body['value'] : [];
        if (isList(value)) seen.push(...value.map((item) => (isObject(item) ? (item['name'] ?? null) : null)));
        const next = isObject(body) ? body['@odata.nextLink'] : undefined;
        query = typeof next === 'string' ? next.slice(next.indexOf('?') + 1) : undefined;
      }
      assert.deepEqual(seen, Array.from({ length: count }, (_, index) => `p${index}`));
    }),
    { numRuns: 60 },
  );
});

test('a filter means what its words say, however they are nested', () => {
  type Expression = { readonly text: string; readonly holds: (body: JsonObject) => boolean };
  const leaf: fc.Arbitrary<Expression> = fc.oneof(
    fc.tuple(fc.constantFrom('displayName', 'description'), fc.constantFrom('a', "it's", 'B')).map(([name, value]): Expression => ({ text: `${name} eq '${value.replace(/'/gu, "''")}'`, holds: (body) => body[name] === value })),
    fc.integer({ min: 0, max: 3 }).map((value): Expression => ({ text: `version ge ${value}`, holds: (body) => Number(body['version']) >= value })),
    fc.constant<Expression>({ text: "contains(displayName,'a')", holds: (body) => textAt(body, 'displayName')?.includes('a') === true }),
  );
  const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
    expression: fc.oneof(
      { maxDepth: 4 },
      leaf,
      tie('expression').map((inner): Expression => ({ text: `not (${inner.text})`, holds: (body) => !inner.holds(body) })),
      fc.tuple(tie('expression'), tie('expression')).map(([a, b]): Expression => ({ text: `(${a.text}) and (${b.text})`, holds: (body) => a.holds(body) && b.holds(body) })),
      fc.tuple(tie('expression'), tie('expression')).map(([a, b]): Expression => ({ text: `(${a.text}) or ${b.text}`, holds: (body) => a.holds(body) || b.holds(body) })),
    ),
  }));
  const body = fc.record({ displayName: fc.constantFrom('a', "it's", 'c'), description: fc.constantFrom('B', 'd'), version: fc.integer({ min: 0, max: 4 }) });
  fc.assert(
    fc.property(expression, body, (wanted, object) => {
      assert.equal(compileFilter(wanted.text, 'deviceConfiguration')({ type: 'iosCustomConfiguration', body: object }), wanted.holds(object), wanted.text);
    }),
    { numRuns: 400 },
  );
});
