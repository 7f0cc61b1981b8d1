import { absent } from '../../src/catalog/absent.js';
import { movesOf } from '../../src/catalog/about-kind.js';
import { catalog } from '../../src/catalog/index.js';
import type { PolicyType } from '../../src/model/policy-type.js';
import { code, heading, table } from './markdown.js';

function references(row: PolicyType): readonly string[] {
  const linked = Object.values(row.links ?? {}).flatMap((navs) => Object.values(navs).flatMap((rule) => rule.to));
  return [...new Set([...row.refs.flatMap((ref) => ref.to), ...linked])].sort();
}

function remarks(row: PolicyType): readonly string[] {
  const secrets = [...new Set((row.secrets ?? []).map((rule) => rule.what))];
  const byRemedy = new Map<string, string[]>();
  for (const [type, remedy] of Object.entries(row.matchOnly ?? {})) byRemedy.set(remedy, [...(byRemedy.get(remedy) ?? []), type]);
  return [
    ...(row.loses ?? []).map((loss) => `Not carried: ${loss}.`),
    ...(secrets.length === 0 ? [] : [`Secrets, never in a bundle: ${secrets.join(', ')}.`]),
    ...(row.defaults === undefined ? [] : ['The default object that every tenant has is updated, never created or assigned.']),
    ...(row.arrives === undefined ? [] : [`Arrives with ${code(row.arrives.at)} ${code(row.arrives.to)} in place of ${code(row.arrives.from)} unless \`--keep-state\`: ${row.arrives.because}.`]),
    ...[...new Set((row.owned ?? []).map((rule) => rule.because))].map((because) => `Stays behind: ${because}.`),
    ...(row.stays ?? []).map((rule) => `Stays behind: ${rule.because}.`),
    ...[...byRemedy].map(([remedy, types]) => `${types.includes('*') ? 'When there is no twin' : types.map(code).join(', ')}: ${remedy}.`),
  ];
}

function twinWords(row: PolicyType): string {
  const keys = (row.twins ?? []).map((twin) => twin.because);
  const last = row.neighbor === true ? 'same name' : row.key === undefined ? 'same name and type' : `same name, type and ${row.key.map(code).join(', ')}`;
  return [...new Set([...keys, last])].join('; then ');
}

function section(row: PolicyType): string {
  const points = references(row);
  return `### ${row.title}

${table(
    ['', ''],
    [
      ['kind', code(row.kind)],
      ['collection', `[${row.collection}](${row.link}), ${row.api}`],
      ['moves', movesOf(row)],
      ['twin in the destination', twinWords(row)],
      ['mapping file', code(`${row.mapping}.json`)],
      ...(points.length === 0 ? [] : [['points at', points.map(code).join(', ')]]),
    ],
  )}
${remarks(row).map((remark) => `\n- ${remark}`).join('')}
`;
}

/** docs/kinds.md: what moves and what does not, kind by kind. */
export function kindsPage(): string {
  const areas = [...new Set(catalog.rows.map((row) => row.area))];
  const parts = areas.map((area) => `## ${heading(area)}\n\n${catalog.rows.filter((row) => row.area === area).map(section).join('\n')}`);
  return `<!-- Written from the catalog by \`npm run docs\`; change a row, not this page. -->
# What moves and what does not

${table(
    ['area', 'kind', 'what it is', 'moves'],
    catalog.rows.filter((row) => row.neighbor !== true).map((row) => [row.area, code(row.kind), row.title, movesOf(row)]),
  )}

Kinds that are no policy come along as neighbors when a policy points at them: ${catalog.rows
    .filter((row) => row.neighbor === true)
    .map((row) => code(row.kind))
    .join(', ')}.

${parts.join('\n')}
## What no kind carries

${table(
    ['area', 'what it is', 'collection', 'why, and what to do'],
    absent.map((one) => [one.area, one.title, code(one.collection), one.because]),
  )}
`;
}
