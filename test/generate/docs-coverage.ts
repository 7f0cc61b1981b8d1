import { catalog } from '../../src/catalog/index.js';
import { abstractTypes, newerTypes } from '../catalog/known-types.js';
import { baseOfCollection, typesIn } from '../catalog/read-only-table.js';
import { code, table } from './markdown.js';

function verdict(collection: string, type: string): readonly [kind: string, what: string] {
  const row = catalog.claims(collection, type);
  if (row === undefined) return ['', 'not claimed'];
  const remedy = row.matchOnly?.[type] ?? row.matchOnly?.['*'];
  return [code(row.kind), remedy === undefined ? 'created' : `matched, never created. ${remedy}`];
}

function section(collection: string): string {
  const newer = Object.entries(newerTypes).flatMap(([type, at]) => (at === collection ? [type] : []));
  const types = [...typesIn(collection).filter((type) => !abstractTypes.has(type)), ...newer].sort();
  return `## ${collection}

${String(types.length)} types.

${table(['type', 'kind', 'what becomes of it'], types.map((type) => [code(type), ...verdict(collection, type)]))}
`;
}

/** docs/coverage.md: every type that Microsoft publishes in a collection of several types, with the kind that carries it. */
export function coveragePage(): string {
  return `<!-- Written from the catalog and the published types by \`npm run docs\`; change a row, not this page. -->
# Coverage, type by type

Six collections of Graph hold objects of many types. For each type that Microsoft publishes (beta, and the few that are newer than its
package), this page says which kind carries it. A type that is newer still goes with the kind that claims the rest of its collection.
What each kind carries and loses is in [kinds.md](kinds.md).

${Object.keys(baseOfCollection).map(section).join('\n')}`;
}
