import { areaOf, rules, type Rule } from '../../src/model/rules.js';
import { capital, certaintyMeanings, effortTimes, momentTitles, severityMeanings } from '../../src/report/scales.js';

/** What the areas of the codes are about, in the order of a reader's interest. */
const areas: Readonly<Record<string, string>> = {
  SCOPE: 'What was seen of the source',
  REF: 'References between objects',
  CERT: 'Certificates',
  APP: 'Apps',
  VALUE: 'Values that belong to one tenant',
  STRAY: 'Values of the source where no rule expects them',
  SECRET: 'Secrets',
  OWNED: 'Objects of the service',
  DEFAULT: 'Default objects',
  NAME: 'Names',
  ASSIGN: 'Assignments',
  CA: 'Conditional access',
  LOSS: 'What does not travel whole',
  ADMX: 'Administrative templates',
  TEMPLATE: 'Templates and settings',
  CYCLE: 'Circles',
  LICENSE: 'Licenses, features and connectors',
  LIMIT: 'Limits of the service',
  ACCESS: 'Permissions and approvals',
  TOKEN: 'Tokens of Apple and Google',
  CONVERT: 'Exports of other tools',
  PLAN: 'What the plan met',
  RUN: 'What happened on import',
  VERIFY: 'What reading back has shown',
  APPLE: 'Apple devices',
  IDENT: 'Corporate device identifiers',
};

/** The pages of docs/findings: an index by area and a page per code, by file name. */
export function findingPages(): Readonly<Record<string, string>> {
  return Object.fromEntries([['README.md', index()], ...rules.map((one) => [`${one.code}.md`, page(one)] as const)]);
}

function page(one: Rule): string {
  const answers = { mapping: 'An answer in the mapping file settles it.', values: 'An answer in values.json settles it.', secret: 'Supplying the secret settles it.', option: 'An option of the plan settles it.' } as const;
  return `# ${one.code}: ${one.title}

| Severity | Owner | When | Effort | Certainty |
| --- | --- | --- | --- | --- |
| ${one.severity} | ${one.owner} | ${momentTitles[one.moment].toLowerCase()} | ${effortTimes[one.effort]} | ${one.certainty}: ${certaintyMeanings[one.certainty]} |

**If nobody acts:** ${one.consequence}

## What to do

${one.remedy.map((step, i) => `${String(i + 1)}. ${step}`).join('\n')}
${one.answer === undefined ? '' : `\n${answers[one.answer]}\n`}${one.link === undefined ? '' : `\nVendor page: <${one.link}>\n`}
[All findings](README.md)
`;
}

function index(): string {
  const known = [...new Set(rules.map((one) => areaOf(one.code)))];
  const order = [...Object.keys(areas), ...known.filter((area) => areas[area] === undefined)].filter((area) => known.includes(area));
  const parts = order.map((area) => {
    const rows = rules.filter((one) => areaOf(one.code) === area).map((one) => `| [${one.code}](${one.code}.md) | ${one.title} | ${one.severity} | ${one.owner} |`);
    return `## ${areas[area] ?? capital(area.toLowerCase())}\n\n| Code | Title | Severity | Owner |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`;
  });
  const severities = Object.entries(severityMeanings).map(([name, meaning]) => `| ${name} | ${meaning} |`);
  return `# Findings

Every finding of a report has one of these codes. A code is never reused and never renumbered. \`tenantferry explain CODE\` prints the same text.

| Severity | Meaning |
| --- | --- |
${severities.join('\n')}

${parts.join('\n')}`;
}
