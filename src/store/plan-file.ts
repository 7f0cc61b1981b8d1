import { Stop } from '../model/failure.js';
import { isObject } from '../model/json.js';
import type { Plan } from '../model/plan.js';
import { makeCheck, printable } from './check.js';
import { readJson } from './parse-json.js';
import { planFormats, planSchema } from './schemas/plan.js';
import { fileText, hashOf, lineText } from './text.js';
import { writeFileWhole } from './write-file.js';

const again = 'Make the plan again with `tenantferry plan`; decisions belong into the mapping files.';

const checkPlan = makeCheck<Plan>({ what: 'a plan', schema: planSchema, remedy: again });

/** sha256 over everything of a plan but the fingerprint itself. */
export function planFingerprint(plan: Omit<Plan, 'fingerprint'>): string {
  const rest: Record<string, unknown> = { ...plan };
  delete rest['fingerprint'];
  return hashOf(lineText(rest));
}

/**
 * Writes a plan whole or not at all.
 * @returns the plan with its fingerprint, as readPlan gives it.
 * @throws Stop (exit 1) where it cannot be written.
 */
export async function writePlan(file: string, plan: Omit<Plan, 'fingerprint'>): Promise<Plan> {
  const whole = checkPlan({ ...plan, fingerprint: planFingerprint(plan) }, file);
  await writeFileWhole(file, fileText(whole));
  return whole;
}

/**
 * Reads a plan.
 * @throws Stop (exit 2) where the file is none, has a format this tool does not read, or was edited since it was made.
 */
export async function readPlan(file: string): Promise<Plan> {
  const found = await readJson(file);
  const format = isObject(found) ? found['format'] : undefined;
  if (isObject(found) && format !== undefined && !planFormats.some((known) => known === format)) {
    throw new Stop(2, `${file} has format ${printable(JSON.stringify(format))}; this version reads format ${planFormats.join(', ')}.`, 'Use the version of tenantferry that made the plan, or make it again.');
  }
  const plan = checkPlan(found, file);
  if (planFingerprint(plan) !== plan.fingerprint) throw new Stop(2, `${file} was changed after it was made: its fingerprint does not fit its content.`, again);
  return plan;
}
