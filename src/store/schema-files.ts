import { join } from 'node:path';
import type { JsonObject } from '../model/json.js';
import { findingsSchema, manifestSchema, neighborsSchema, policySchema } from './schemas/bundle.js';
import { configSchema } from './schemas/config.js';
import { gapReportSchema } from './schemas/gap-report.js';
import { journalLineSchema } from './schemas/journal.js';
import { mappingSchema, valuesSchema } from './schemas/mapping.js';
import { planSchema } from './schemas/plan.js';
import { waiversSchema } from './schemas/waivers.js';
import { waveJournalLineSchema } from './schemas/wave-journal.js';
import { waveSchema } from './schemas/wave.js';
import { writeFileWhole } from './write-file.js';

/** Where copies of the schemas lie beside what people edit. */
export const editorSchemas = join('.tenantferry', 'schemas');

const edited: Readonly<Record<string, JsonObject>> = { config: configSchema, mapping: mappingSchema, values: valuesSchema, waivers: waiversSchema, wave: waveSchema };

const all: Readonly<Record<string, JsonObject>> = {
  ...edited,
  findings: findingsSchema,
  'gap-report': gapReportSchema,
  'journal-line': journalLineSchema,
  manifest: manifestSchema,
  neighbors: neighborsSchema,
  plan: planSchema,
  policy: policySchema,
  'wave-journal-line': waveJournalLineSchema,
};

export interface SchemaFile {
  /** `config.schema.json` */
  readonly name: string;
  readonly text: string;
}

/** Every schema as a file of docs/schemas. */
export function schemaFiles(): SchemaFile[] {
  return filesOf(all);
}

/** Puts the schemas of files that people edit below a folder, so that `$schema` can name them without a network. */
export async function writeEditorSchemas(folder: string): Promise<void> {
  for (const { name, text } of filesOf(edited)) await writeFileWhole(join(folder, editorSchemas, name), text);
}

function filesOf(schemas: Readonly<Record<string, JsonObject>>): SchemaFile[] {
  return Object.entries(schemas).map(([name, schema]) => ({ name: `${name}.schema.json`, text: `${JSON.stringify(schema, undefined, 2)}\n` }));
}
