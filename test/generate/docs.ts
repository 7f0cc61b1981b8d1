import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readOnlyFile } from '../catalog/read-only-table.js';
import { schemaFiles } from '../../src/store/schema-files.js';
import { findingPages } from './docs-findings.js';
import { coveragePage } from './docs-coverage.js';
import { kindsPage } from './docs-kinds.js';
import { permissionsPage } from './docs-permissions.js';
import { typesPage } from './docs-types.js';
import { typeVerdictsFile } from './type-verdicts.js';

/** The pages that are written from rows, and the schemas, by their path in the project. */
export const generated: Readonly<Record<string, () => string>> = {
  'docs/coverage.md': coveragePage,
  'docs/kinds.md': kindsPage,
  'docs/permissions.md': permissionsPage,
  'docs/types.md': typesPage,
  'src/catalog/type-verdicts.ts': typeVerdictsFile,
  'src/catalog/read-only.ts': readOnlyFile,
  ...Object.fromEntries(Object.entries(findingPages()).map(([name, text]) => [`docs/findings/${name}`, () => text])),
  ...Object.fromEntries(schemaFiles().map(({ name, text }) => [`docs/schemas/${name}`, () => text])),
};

/** The project's folder, seen from the compiled file. */
export const project = resolve(import.meta.dirname, '../../..');

if (process.argv[1] === import.meta.filename) {
  for (const [path, page] of Object.entries(generated)) writeFileSync(resolve(project, path), page());
}
