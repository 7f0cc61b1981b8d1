import type { TypeFate, TypeVerdict } from '../../src/model/type-verdict.js';
import { code, table } from './markdown.js';
import { typeVerdicts } from './type-verdicts.js';

const meaning: Readonly<Record<TypeFate, string>> = {
  'as-is': 'goes over unchanged',
  remap: 'goes over; ids, names and addresses of the source are replaced',
  lossy: 'goes over; something is lost, and the table says what',
  rebuild: 'made anew by hand, or matched with what is there; the table says how',
  never: 'stays; the table says why',
  'service-owned': 'a service of Microsoft has its own in every tenant',
};

function fates(): TypeFate[] {
  return ['as-is', 'remap', 'lossy', 'rebuild', 'never', 'service-owned'];
}

/** `deviceManagement/intents` of `deviceManagement/intents/settings`. */
function collectionOf(at: string): string {
  return at.split('/').slice(0, 2).join('/');
}

function line(one: TypeVerdict): readonly string[] {
  const below = one.at.slice(collectionOf(one.at).length + 1);
  const why = [one.because, one.remedy].filter((text) => text !== '').map((text) => (/[.!?]$/u.test(text) ? text : `${text}.`)).join(' ');
  return [below === '' ? '' : code(below), one.types.map(code).join(', '), one.kind === undefined ? '' : code(one.kind), one.verdict, why, `[${one.certainty}](${one.link})`];
}

/** docs/types.md: the verdict on every published type. */
export function typesPage(): string {
  const all = typeVerdicts();
  const count = (some: readonly TypeVerdict[]): number => some.reduce((sum, one) => sum + one.types.length, 0);
  const quiet = (collection: string): boolean => all.every((one) => collectionOf(one.at) !== collection || (one.kind === undefined && one.remedy === ''));
  const collections = [...new Set(all.map((one) => collectionOf(one.at)))].filter((one) => !quiet(one));
  const rest = all.filter((one) => quiet(collectionOf(one.at)));
  return `<!-- Written from the catalog and the published types by \`npm run docs\`; change a row of the catalog, or a rule in test/generate/type-rules.ts. -->
# A verdict for every type

${String(count(all))} concrete entity types lie below Intune and the Entra parts that Intune depends on (beta, and the few that are newer than Microsoft's
package of types). Each of them has a verdict. A test fails when Microsoft publishes a type that has none.

${table(['verdict', 'types', 'what it means'], fates().map((fate) => [fate, String(count(all.filter((one) => one.verdict === fate))), meaning[fate]]))}

Certainty: *proven here*: a test of this project moves an object of the kind between two simulated tenants. *documented*: Microsoft says so. *inferred*: concluded from
what the type holds. The link leads to Microsoft's page. \`tenantferry types TYPE\` and \`tenantferry types --json\` say the same.

${collections.map((one) => `## ${one}\n\n${table(['below it', 'types', 'kind', 'verdict', 'what is lost, or why, and what to do', 'certainty'], all.filter((verdict) => collectionOf(verdict.at) === one).map(line))}\n`).join('\n')}
## Everything else

Nothing is to be done about these.

${table(['place', 'types', 'verdict', 'why', 'certainty'], rest.map((one) => [code(one.at), one.types.map(code).join(', '), one.verdict, one.because, `[${one.certainty}](${one.link})`]))}
`;
}
