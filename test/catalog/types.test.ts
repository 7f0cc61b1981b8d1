import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalog } from '../../src/catalog/index.js';
import { abstractTypes, newerTypes } from './known-types.js';
import { publishedTypes } from './published-types.js';
import { baseOfCollection, typesIn } from './read-only-table.js';

const concrete = Object.keys(baseOfCollection).flatMap((collection) => typesIn(collection).filter((type) => !abstractTypes.has(type)).map((type) => ({ collection, type })));

test('Every type that the package knows in a collection of several types is claimed by name by exactly one row', () => {
  const wrong = concrete.flatMap(({ collection, type }) => {
    const claimants = catalog.rows.filter((row) => row.collection === collection && row.types?.includes(type) === true);
    return claimants.length === 1 ? [] : [`${type}: ${claimants.map((row) => row.kind).join(', ') || 'nobody'}`];
  });
  assert.deepEqual(wrong, []);
  assert.ok(concrete.length > 180, `${String(concrete.length)} types were looked at`);
});

test('A row names no type that nobody knows', () => {
  const unknown = catalog.rows.flatMap((row) => (row.types ?? []).filter((type) => !publishedTypes().has(type) && newerTypes[type] !== row.collection).map((type) => `${row.kind}: ${type}`));
  assert.deepEqual(unknown, []);
});

test('A type finds its row wherever it comes from, and a type that is newer than the catalog falls to the rest of its collection', () => {
  for (const { collection, type } of concrete) assert.equal(catalog.ofType(type)?.collection, collection, type);
  for (const collection of Object.keys(baseOfCollection)) assert.equal(catalog.claims(collection, 'somethingNewer')?.rest, true, collection);
  assert.equal(catalog.ofType('somethingNewer'), undefined);
});

test('Names of types agree with the kinds that claim them', () => {
  const names: readonly [RegExp, string][] = [
    [/TrustedRootCertificate$/u, 'trustedCertificate'],
    [/S(?:cep|CEP)CertificateProfile$/u, 'scepCertificate'],
    [/PkcsCertificateProfile$/u, 'pkcsCertificate'],
    [/(?:ImportedPFX|PFXImport)CertificateProfile$/u, 'importedPfxCertificate'],
    [/(?<!Derived.*)V(?:pn|PN)Configuration$/u, 'vpn'],
    [/W(?:iFi|ifi)(?:Import|EnterpriseEAP)?Configuration$/u, 'wifi'],
    [/WiredNetworkConfiguration$/u, 'wiredNetwork'],
    [/E[aA][sS](?:EmailProfile)?Configuration$/u, 'email'],
    [/Custom(?:App)?Configuration$/u, 'customConfiguration'],
    [/(?:Update|SoftwareUpdate|UpdateForBusiness)Configuration$/u, 'updateRing'],
  ];
  const wrong = typesIn('deviceManagement/deviceConfigurations')
    .filter((type) => !abstractTypes.has(type))
    .flatMap((type) => {
      const expected = names.find(([shape]) => shape.test(type))?.[1] ?? 'deviceConfiguration';
      const kind = catalog.ofType(type)?.kind;
      return kind === expected ? [] : [`${type}: ${String(kind)}, not ${expected}`];
    });
  assert.deepEqual(wrong, []);
});

test('What is never created says for each type what a person must do', () => {
  for (const row of catalog.rows) {
    for (const [type, remedy] of Object.entries(row.matchOnly ?? {})) {
      assert.ok(type === '*' || row.types?.includes(type) === true, `${row.kind} has a remedy for ${type}, which it does not claim`);
      assert.match(remedy, /^[A-Z].{10,}/u);
    }
  }
});
