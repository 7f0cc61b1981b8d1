import type { AbsentKind } from '../catalog/absent.js';
import type { AboutKind } from '../catalog/about-kind.js';
import { textTable, toned, wrapped, type TextOptions } from '../report/text-table.js';

/** One kind in full, for a terminal: where it lives, what is carried, what is not, what to consent to. */
export function kindText(about: AboutKind, options: TextOptions): string {
  const facts: readonly (readonly [string, string])[] = [
    ['kind', about.kind],
    ['area', about.area],
    ['collection', `${about.api}/${about.collection}`],
    ['types', `${about.types.join(', ')}${about.rest && about.types.length > 0 ? ', and what no other kind of the collection claims' : ''}`],
    ['moves', about.moves],
    ['verdict', `${about.portability.join(', ')} (${about.certainty})`],
    ['needs', about.license ?? ''],
    ['read apart', about.children.join(', ')],
    ['assignments', about.assigned ? 'carried' : about.role === 'policy' ? 'it has none' : ''],
    ['twin', about.twins.join('; then ')],
    ['mapping file', `${about.mapping}.json`],
    ['to read it', about.scopes.read.join(', ')],
    ['to write it', about.scopes.write.join(', ')],
  ];
  const lists: readonly (readonly [string, readonly string[]])[] = [
    ['Points at', about.references.map(({ at, to }) => `${to.join(' or ')}: ${at}`)],
    ['Not carried', about.loses],
    ['Secrets, never in a bundle', about.secrets],
    ['Stays behind', about.stays],
    ['Arrives changed', about.arrives],
    ['Not created, only matched (or with the original files, where it says so)', about.neverCreated.map(({ types, remedy }) => (types.length === 0 ? remedy : `${types.join(', ')}: ${remedy}`))],
  ];
  return [
    `${toned(wrapped(about.title, options).trimEnd(), 'bold', options)}\n`,
    textTable([{ label: '' }, { label: '', grows: true, wraps: true }], facts.filter(([, text]) => text !== '').map(([name, text]) => [{ text: name, tone: 'dim' }, text]), options, 2),
    ...lists.flatMap(([head, items]) => (items.length === 0 ? [] : [`\n${head}:\n`, ...items.map((item) => wrapped(`- ${item}`, options, 2, 4))])),
    `\n${about.link}\n`,
  ].join('');
}

/** What Intune or Entra has and no kind carries, with what to do. */
export function absentText(absent: readonly AbsentKind[], options: TextOptions): string {
  const rows = absent.map((one) => [one.title, one.because]);
  return `\n${toned('What no kind carries', 'bold', options)}\n${textTable([{ label: 'What', grows: true, wraps: true }, { label: 'Why, and what to do', grows: true, wraps: true }], rows, options)}`;
}
