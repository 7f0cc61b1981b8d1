import assert from 'node:assert/strict';
import { test } from 'node:test';
import { certificateLinks } from '../../src/catalog/certificate-links.js';
import { catalog } from '../../src/catalog/index.js';
import type { LinkRule } from '../../src/model/policy-type.js';
import { abstractTypes, newerTypes } from './known-types.js';
import { derivedFrom, membersOf, publishedTypes, type PublishedMember } from './published-types.js';
import { typesIn } from './read-only-table.js';

const types = publishedTypes();
const configurations = new Set(['deviceConfiguration', ...derivedFrom(types, 'deviceConfiguration')]);
const links: Readonly<Record<string, Readonly<Record<string, LinkRule>>>> = certificateLinks;

function isLink(member: PublishedMember): boolean {
  return member.types.some((type) => configurations.has(type) || type === 'deviceManagementDerivedCredentialSettings');
}

/** Concrete type, property and member of every link that the package declares, inherited ones among them. */
const published = typesIn('deviceManagement/deviceConfigurations')
  .filter((type) => !abstractTypes.has(type))
  .flatMap((type) => [...membersOf(types, type)].filter(([, member]) => isLink(member)).map(([property, member]) => ({ type, property, member })));

test('Every certificate link that Microsoft publishes is in the table, for every concrete type and with its cardinality', () => {
  const wrong = published.flatMap(({ type, property, member }) => (links[type]?.[property]?.many === member.list ? [] : [`${type}.${property}`]));
  assert.deepEqual(wrong, []);
  assert.ok(published.length > 70, `${String(published.length)} links were looked at`);
});

test('The table names no link that nobody publishes', () => {
  const made = Object.entries(links).flatMap(([type, navs]) =>
    Object.keys(navs).filter((property) => newerTypes[type] === undefined && !published.some((one) => one.type === type && one.property === property)).map((property) => `${type}.${property}`),
  );
  assert.deepEqual(made, []);
});

test('The kinds that a link may point at claim every type of the family that Graph declares for it', () => {
  const narrow = published.flatMap(({ type, property, member }) => {
    const kinds = links[type]?.[property]?.to ?? [];
    const family = member.types.flatMap((one) => (types.has(one) ? [one, ...derivedFrom(types, one)] : [])).filter((one) => !abstractTypes.has(one) && one !== 'deviceConfiguration');
    return family.filter((one) => !kinds.includes(catalog.ofType(one)?.kind ?? '')).map((one) => `${type}.${property} takes ${one}`);
  });
  // a domain join waits for the network profiles that let a device reach its domain; the others have nothing to do with it
  assert.deepEqual(narrow.filter((one) => !one.startsWith('windowsDomainJoinConfiguration.networkAccessConfigurations')), []);
});

test('Every type with links has them in the row that claims it', () => {
  for (const [type, navs] of Object.entries(links)) assert.deepEqual(catalog.ofType(type)?.links?.[type], navs, type);
});
