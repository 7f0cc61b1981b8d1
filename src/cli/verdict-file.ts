import { Stop } from '../model/failure.js';
import { isObject, objectsAt, textAt, type Json, type JsonObject } from '../model/json.js';
import { idOf } from '../model/ids.js';
import { parseAddress } from '../model/address.js';
import type { Plan } from '../model/plan.js';
import type { Difference, Verdict } from '../model/verdict.js';
import { readJson } from '../store/parse-json.js';
import { fileText } from '../store/text.js';
import { writeFileWhole } from '../store/write-file.js';

/** The verdicts of the last verify lie beside the plan, for the report and for gates. */
export function verdictsOf(planFile: string): string {
  return `${planFile}.verdicts.json`;
}

export async function writeVerdicts(planFile: string, plan: Plan, verdicts: readonly Verdict[], time: string): Promise<string> {
  const file = verdictsOf(planFile);
  await writeFileWhole(file, fileText({ format: 1, plan: plan.fingerprint, time, verdicts }));
  return file;
}

/**
 * The verdicts of the last verify of a plan; undefined where it was not verified, or verified as another plan.
 * @throws Stop (2) where the file is none of ours
 */
export async function readVerdicts(planFile: string, plan: Plan): Promise<readonly Verdict[] | undefined> {
  const file = verdictsOf(planFile);
  let content: Json;
  try {
    content = await readJson(file);
  } catch (error) {
    if (error instanceof Stop && error.cause instanceof Error && 'code' in error.cause && error.cause.code === 'ENOENT') return undefined;
    throw error;
  }
  if (!isObject(content) || content['format'] !== 1) throw new Stop(2, `${file} holds no verdicts of this tool.`, 'Run `tenantferry verify` again.');
  if (content['plan'] !== plan.fingerprint) return undefined;
  return objectsAt(content, 'verdicts').map((one) => verdictOf(one, file));
}

function verdictOf(one: JsonObject, file: string): Verdict {
  const address = parseAddress(textAt(one, 'address') ?? '')?.address;
  const as = textAt(one, 'as');
  const id = textAt(one, 'id');
  const because = textAt(one, 'because') ?? '';
  if (address !== undefined) {
    if (as === 'missing') return { address, as, because };
    if (as === 'not checked') return { address, as, because, ...(one['unread'] === true ? { unread: true } : {}) };
    if (id !== undefined) {
      if (as === 'equal') return { address, as, id: idOf('destination', id) };
      if (as === 'tidied') return { address, as, id: idOf('destination', id), tidied: objectsAt(one, 'tidied').map(differenceOf) };
      if (as === 'different') return { address, as, id: idOf('destination', id), differences: objectsAt(one, 'differences').map(differenceOf) };
    }
  }
  throw new Stop(2, `${file} holds a verdict that cannot be read.`, 'Run `tenantferry verify` again.');
}

function differenceOf(one: JsonObject): Difference {
  const { wanted, found } = one;
  return { at: textAt(one, 'at') ?? '', ...(wanted === undefined ? {} : { wanted }), ...(found === undefined ? {} : { found }) };
}
