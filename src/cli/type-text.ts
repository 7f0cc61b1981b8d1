import type { TypeFate, TypeVerdict } from '../model/type-verdict.js';
import { textTable, toned, wrapped, type TextOptions } from '../report/text-table.js';

const fates: readonly TypeFate[] = ['as-is', 'remap', 'lossy', 'rebuild', 'never', 'service-owned'];

function sentence(text: string): string {
  return /[.!?]$/u.test(text) ? text : `${text}.`;
}

/** The verdict on one type, for a terminal. */
export function typeText(type: string, one: TypeVerdict, options: TextOptions): string {
  const facts: readonly (readonly [string, string])[] = [
    ['lives in', one.at],
    ['kind', one.kind ?? ''],
    ['verdict', one.verdict],
    [one.verdict === 'lossy' ? 'is lost' : 'because', one.because === '' ? '' : sentence(one.because)],
    ['to do', one.remedy === '' ? '' : sentence(one.remedy)],
    ['certainty', one.certainty],
  ];
  return [
    `${toned(wrapped(type, options).trimEnd(), 'bold', options)}\n`,
    textTable([{ label: '' }, { label: '', grows: true, wraps: true }], facts.filter(([, text]) => text !== '').map(([name, text]) => [{ text: name, tone: 'dim' }, text]), options, 2),
    `\n${one.link}\n`,
  ].join('');
}

/** How many types have which verdict. */
export function typeCounts(verdicts: readonly TypeVerdict[]): Record<TypeFate, number> {
  const counts: Record<TypeFate, number> = { 'as-is': 0, remap: 0, lossy: 0, rebuild: 0, never: 0, 'service-owned': 0 };
  for (const one of verdicts) counts[one.verdict] += one.types.length;
  return counts;
}

export function typeCountsText(verdicts: readonly TypeVerdict[], options: TextOptions): string {
  const counts = typeCounts(verdicts);
  const all = fates.reduce((sum, fate) => sum + counts[fate], 0);
  return wrapped(`${String(all)} published types have a verdict: ${fates.map((fate) => `${String(counts[fate])} ${fate}`).join(', ')}. \`tenantferry types TYPE\` shows one, --json all of them.`, options);
}
