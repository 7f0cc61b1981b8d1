import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concreteBelow, enumNamed, isA, typeNamed } from '../../src/simulator/schema/model.js';
import { newerProperties, newerTypes } from '../../src/simulator/schema/newer.js';
import { publishedComplex } from '../../src/simulator/schema/published-complex.js';
import { publishedEntities } from '../../src/simulator/schema/published-entities.js';
import { createOnly, hidden, readOnly } from '../../src/simulator/schema/service-set.js';
import { abstractTypes, flagsEnums } from '../../src/simulator/schema/traits.js';
import { setFacts } from '../../src/simulator/service/sets.js';

const types = [...Object.keys(publishedEntities), ...Object.keys(publishedComplex), ...Object.keys(newerTypes)];

test('every type leads to its bases, and every property has a type that the schema knows', () => {
  const primitives = new Set(['string', 'number', 'boolean', 'any', '-']);
  const unknown: string[] = [];
  for (const name of types) {
    const facts = typeNamed(name);
    assert.ok(facts !== undefined);
    for (const base of facts.lineage) if (typeNamed(base) === undefined) unknown.push(`${name}: base ${base}`);
    for (const member of [...facts.properties.values(), ...facts.navigation.values()]) {
      if (!primitives.has(member.type) && typeNamed(member.type) === undefined && enumNamed(member.type) === undefined) unknown.push(`${name}.${member.name}: ${member.type}`);
    }
  }
  assert.deepEqual(unknown, []);
});

test('what is said about types beside the published ones is said about types and members that exist', () => {
  const unknown: string[] = [];
  for (const name of abstractTypes) if (typeNamed(name) === undefined) unknown.push(name);
  for (const name of flagsEnums) if (enumNamed(name) === undefined) unknown.push(name);
  for (const name of Object.keys(newerProperties)) if (typeNamed(name) === undefined) unknown.push(name);
  for (const table of [readOnly, createOnly, hidden]) {
    for (const [name, members] of Object.entries(table)) for (const member of members.split(' ')) if (typeNamed(name)?.properties.has(member) !== true) unknown.push(`${name}.${member}`);
  }
  for (const [path, facts] of Object.entries(setFacts)) for (const name of [...(facts.inline ?? []), ...(facts.expandList ?? []), ...(facts.expandOne ?? [])]) if (!navigations.has(name)) unknown.push(`${path}: ${name}`);
  assert.deepEqual(unknown, []);
});

const navigations = new Set(types.flatMap((name) => [...(typeNamed(name)?.navigation.keys() ?? [])]));

test('the schema counts as many device configurations as the service has', () => {
  assert.equal(concreteBelow('deviceConfiguration').length, 119, 'graph-intune.md 1');
  assert.ok(isA('windowsWifiEnterpriseEAPConfiguration', 'deviceConfiguration'));
  assert.equal(typeNamed('deviceConfiguration')?.abstract, true);
});
