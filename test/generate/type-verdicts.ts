import { absent } from '../../src/catalog/absent.js';
import { catalog } from '../../src/catalog/index.js';
import { codes, rule as ruleOf } from '../../src/model/rules.js';
import type { PolicyType, SecretRule } from '../../src/model/policy-type.js';
import type { TypeFate, TypeVerdict } from '../../src/model/type-verdict.js';
import { membersOf, publishedTypes } from '../catalog/published-types.js';
import { typePlaces } from './type-places.js';
import { typeRules } from './type-rules.js';

type One = Omit<TypeVerdict, 'types'>;

function has(type: string, path: string): boolean {
  const first = /^[^.[]+/u.exec(path)?.[0] ?? path;
  return first === 'settings' || membersOf(publishedTypes(), type).has(first);
}

function secretsOf(row: PolicyType, type: string): readonly SecretRule[] {
  return (row.secrets ?? []).filter((rule) => rule.types?.includes(type) !== false && has(type, rule.at));
}

/** What a row says of one of its types. */
function rowVerdict(row: PolicyType, type: string, at: string): One {
  const facts = { at, kind: row.kind, link: row.link };
  const never = row.matchOnly?.[type] ?? row.matchOnly?.['*'];
  if (row.reported !== undefined) return { ...facts, verdict: 'never', because: ruleOf(codes[row.reported.rule]).title, remedy: row.reported.then, certainty: 'documented' };
  if (never !== undefined && (row.texts !== undefined || row.content?.types[type] !== undefined)) return { ...facts, verdict: 'remap', because: 'Created where the original file is supplied; without it matched with one that is there', remedy: never, certainty: 'proven here' };
  if (never !== undefined) return { ...facts, verdict: 'rebuild', because: 'Matched with one that is there, never created', remedy: never, certainty: 'documented' };
  if (row.neighbor === true) return { ...facts, verdict: 'remap', because: row.makes === undefined ? 'Matched with one of the destination, never created' : 'Matched with one of the destination, or created when the mapping says so', remedy: '', certainty: 'proven here' };
  const stays = (row.stays ?? []).find((rule) => rule.when.length === 1 && rule.when.every((when) => when.at === '@odata.type' && when.is === `#microsoft.graph.${type}`));
  if (stays !== undefined) return { ...facts, verdict: 'rebuild', because: stays.because, remedy: '', certainty: 'documented' };
  const secrets = secretsOf(row, type);
  const whole = (row.types ?? [type]).length === 1 || (row.secrets ?? []).length === 0;
  const lost = [...(whole ? (row.loses ?? []) : []), ...(secrets.length > 0 && (row.loses ?? []).length * Number(whole) === 0 ? [`${[...new Set(secrets.map((rule) => rule.what))].join(', ')}: supplied, or left out`] : [])];
  if (lost.length > 0) return { ...facts, verdict: 'lossy', because: lost.join('; '), remedy: '', certainty: 'proven here' };
  const points = row.assign !== undefined || Object.keys(row.links?.[type] ?? {}).length > 0 || row.refs.some((ref) => has(type, ref.at));
  return { ...facts, verdict: points ? 'remap' : 'as-is', because: '', remedy: '', certainty: 'proven here' };
}

function claimed(type: string, at: string): PolicyType | undefined {
  return catalog.claims(at, type) ?? catalog.ofType(type);
}

/** The verdict on a type, or undefined where neither a row nor a rule says anything. */
export function verdictOf(type: string, at: string): One | undefined {
  const row = claimed(type, at);
  if (row !== undefined) return rowVerdict(row, type, row.collection);
  const gone = absent.find((one) => one.collection === at);
  const rule = typeRules.find((one) => one.at.test(at) && one.types?.test(type) !== false);
  if (gone !== undefined) return { at, verdict: 'rebuild', because: gone.title, remedy: gone.because, certainty: 'documented', link: rule?.link ?? `https://learn.microsoft.com/graph/api/resources/intune-graph-overview?view=graph-rest-beta` };
  if (rule === undefined) return undefined;
  if (rule.verdict !== 'part') return { at, verdict: rule.verdict, because: rule.because, remedy: rule.remedy ?? '', certainty: rule.certainty ?? 'inferred', link: rule.link };
  return partVerdict(at, rule.because, rule.link);
}

/** A part fares as the object it lies in: with it, or not at all. */
function partVerdict(at: string, because: string, link: string): One {
  const steps = at.split('/');
  const above = steps.map((_, index) => steps.slice(0, steps.length - 1 - index).join('/')).filter((path) => path !== '');
  const row = above.map((path) => catalog.rows.find((one) => one.collection === path)).find((one) => one !== undefined);
  const moves = row !== undefined && row.neighbor !== true;
  const parent = above.map((path) => absent.find((one) => one.collection === path)).find((one) => one !== undefined);
  const verdict: TypeFate = moves ? 'remap' : 'rebuild';
  return { at, ...(row === undefined ? {} : { kind: row.kind }), verdict, because: moves ? because : 'It goes with its object, which is made by hand', remedy: moves ? '' : (parent?.because ?? ''), certainty: moves ? 'proven here' : 'inferred', link };
}

/** Every type with its verdict, those of one place and one verdict together. @throws Error naming the types that nobody judged. */
export function typeVerdicts(): readonly TypeVerdict[] {
  const groups = new Map<string, TypeVerdict & { types: string[] }>();
  const unjudged: string[] = [];
  for (const [type, place] of typePlaces()) {
    const one = verdictOf(type, place);
    if (one === undefined) unjudged.push(`${type} (${place})`);
    else {
      const key = JSON.stringify(one);
      const group = groups.get(key) ?? { ...one, types: [] };
      group.types.push(type);
      groups.set(key, group);
    }
  }
  if (unjudged.length > 0) throw new Error(`Types without a verdict: ${unjudged.join(', ')}. Give them a row of the catalog, or a rule in test/generate/type-rules.ts.`);
  return [...groups.values()].sort((a, b) => (a.at === b.at ? (String(a.types[0]) < String(b.types[0]) ? -1 : 1) : a.at < b.at ? -1 : 1));
}

/** src/catalog/type-verdicts.ts, so that the command line can say it without the package of types. */
export function typeVerdictsFile(): string {
  const lines = typeVerdicts().map((one) => {
    const { at, types, verdict, kind, because, remedy, certainty, link } = one;
    return `  ${JSON.stringify({ at, types, verdict, ...(kind === undefined ? {} : { kind }), because, remedy, certainty, link })},`;
  });
  return `// Generated from the catalog and @microsoft/microsoft-graph-types-beta by test/generate/type-verdicts.ts (npm run docs); change a row or a rule, not this file.
import type { TypeVerdict } from '../model/type-verdict.js';

/** What becomes of every entity type that Graph publishes below Intune and the Entra parts it depends on. */
export const typeVerdicts: readonly TypeVerdict[] = [
${lines.join('\n')}
];
`;
}
