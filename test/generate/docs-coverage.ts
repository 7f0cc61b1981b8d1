import { catalog } from '../../src/catalog/index.js';
import { movesOf } from '../../src/catalog/about-kind.js';
import { code, table } from './markdown.js';
import { matrix, peers, type MatrixLine, type Mark } from './peer-matrix.js';

/** Ours is only claimed where the catalog has the kinds. */
function ours(line: MatrixLine): Mark {
  return line.kinds.every((kind) => catalog.find(kind) !== undefined) ? line.mark : '–';
}

function count(marks: readonly string[], wanted: readonly string[]): string {
  return String(marks.filter((mark) => wanted.includes(mark)).length);
}

/** docs/coverage.md: how many kinds move, and the same for the other tools. */
export function coveragePage(): string {
  const policies = catalog.rows.filter((row) => row.neighbor !== true);
  const created = policies.filter((row) => movesOf(row).startsWith('created'));
  const along = catalog.rows.filter((row) => row.neighbor === true && row.reported === undefined);
  const told = catalog.rows.filter((row) => row.reported !== undefined);
  const columns = [['TenantFerry', matrix.map(ours)] as const, ...peers.map((name, index) => [name, matrix.map((line) => line.theirs[index] ?? '–')] as const)];
  return `<!-- Written from the catalog and test/generate/peer-matrix.ts by \`npm run docs\`; change those, not this page. -->
# Coverage

TenantFerry has ${String(policies.length)} kinds of policy, of which it creates ${String(created.length)} in the destination and only matches the others; ${String(along.length)} kinds of neighbors (groups, users, tokens …)
that policies point at; and ${String(told.length)} kinds of which nothing can move (tokens, connectors, registered devices), which every export lists and reports.
[kinds.md](kinds.md) says what is carried of each, [types.md](types.md) gives a verdict on every type that Microsoft publishes.

## Beside other tools

${String(matrix.length)} objects that at least one tool knows, or that people ask for. **X** carried whole or nearly so, **~** in part, **E** exported or reported only, **D** made from parameters, **–** not at all.
The columns of others were read in their sources (August 2026); an X says that there is an export and an import, not that references inside arrive:
most leave the certificates inside Wi-Fi, VPN and SCEP profiles as they were in the source.

${table(['', ...columns.map(([name]) => name)], [
  ['carried (X)', ...columns.map(([, marks]) => count(marks, ['X']))],
  ['in part (~)', ...columns.map(([, marks]) => count(marks, ['~']))],
  ['exported or reported only (E)', ...columns.map(([, marks]) => count(marks, ['E']))],
  ['from parameters only (D)', ...columns.map(([, marks]) => count(marks, ['D']))],
  ['not at all (–)', ...columns.map(([, marks]) => count(marks, ['–']))],
])}

${table(['object', 'TenantFerry', 'kind', ...peers], matrix.map((line) => [line.object, `${ours(line)}${line.note === '' || ours(line) !== line.mark ? '' : ` ${line.note}`}`, line.kinds.filter((kind) => catalog.find(kind) !== undefined).map(code).join(', '), ...line.theirs]))}
`;
}
