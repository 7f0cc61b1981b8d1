import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isObject, objectAt, objectsAt, textAt, type JsonObject } from '../model/json.js';
import { parseJson } from '../store/parse-json.js';

/**
 * Answers every open entry of a folder of mapping files, as a consultant might after asking around: the first candidate
 * where there is one, else the group is created, the text is kept, anything else is dropped. The demo only.
 * @returns one sentence an answer
 */
export async function answerOpenQuestions(folder: string, tenants: readonly [string, string]): Promise<string[]> {
  const said: string[] = [];
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('.json')).sort()) {
    const file = join(folder, name);
    const mapping = parseJson(await readFile(file, 'utf8'), file);
    if (!isObject(mapping)) continue;
    const kind = textAt(mapping, 'kind') ?? '';
    const entries = objectsAt(mapping, 'entries').map((entry) => {
      if (entry['decision'] !== 'open') return entry;
      const answered = answer(kind, entry, tenants);
      const source = objectAt(entry, 'source') ?? {};
      said.push(`${kind} "${textAt(source, 'name') ?? textAt(source, 'value') ?? ''}": ${textAt(answered, 'decision') ?? ''}`);
      return answered;
    });
    await writeFile(file, `${JSON.stringify({ ...mapping, entries }, undefined, 2)}\n`);
  }
  return said;
}

function answer(kind: string, entry: JsonObject, tenants: readonly [string, string]): JsonObject {
  const { source, usedBy, where } = entry;
  const facts: JsonObject = { source: source ?? {}, because: 'decided in the demo', ...(usedBy === undefined ? {} : { usedBy }), ...(where === undefined ? {} : { where }) };
  const [candidate] = objectsAt(entry, 'candidates');
  if (candidate !== undefined) return { ...facts, decision: 'map', destination: candidate };
  if (kind === 'value') return { ...facts, ...textOfFabrikam(textAt(objectAt(entry, 'source') ?? {}, 'value') ?? '', tenants) };
  return { ...facts, decision: kind === 'group' ? 'create' : 'drop' };
}

/** The same text with the names and the id of the other demo tenant; kept where it names neither. */
function textOfFabrikam(text: string, [source, destination]: readonly [string, string]): JsonObject {
  const value = text.replaceAll(source, destination).replaceAll('contoso', 'fabrikam');
  return value === text ? { decision: 'keep' } : { decision: 'map', destination: { value } };
}
