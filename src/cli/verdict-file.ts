import type { Plan } from '../model/plan.js';
import type { Verdict } from '../model/verdict.js';
import { readJson } from '../store/parse-json.js';
import { fileText } from '../store/text.js';
import { writeFileWhole } from '../store/write-file.js';
import type { Json } from '../model/json.js';

/** The verdicts of the last verify lie beside the plan, for the report and for gates. */
export function verdictsOf(planFile: string): string {
  return `${planFile}.verdicts.json`;
}

export async function writeVerdicts(planFile: string, plan: Plan, verdicts: readonly Verdict[], time: string): Promise<string> {
  const file = verdictsOf(planFile);
  await writeFileWhole(file, fileText({ format: 1, plan: plan.fingerprint, time, verdicts }));
  return file;
}

export async function readVerdicts(planFile: string): Promise<Json> {
  return readJson(verdictsOf(planFile));
}
