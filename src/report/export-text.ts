import type { KindSight, Manifest } from '../model/policy.js';
import type { KindFacts } from './inputs.js';
import { byText, grouped, plural } from './scales.js';
import { textTable, toned, wrapped, type TextCell, type TextOptions } from './text-table.js';

interface Line extends KindSight {
  readonly title: string;
}

const words = { complete: 'complete', empty: 'none', partial: '! in part', 'not seen': '! not seen', 'not available': 'not offered', 'not asked': 'not asked' } as const;

function linesOf(sights: Readonly<Record<string, KindSight>>, kinds: Readonly<Record<string, KindFacts>>): Line[] {
  return Object.entries(sights)
    .map(([kind, sight]) => ({ title: kinds[kind]?.title ?? kind, ...sight }))
    .filter((line) => line.state !== 'not asked')
    .sort((a, b) => byText(a.title, b.title));
}

function isBad({ state }: Line): boolean {
  return state === 'not seen' || state === 'partial';
}

function cells(line: Line): TextCell[] {
  return [line.title, grouped(line.count), isBad(line) ? { text: words[line.state], tone: 'red' } : words[line.state]];
}

/** Why a kind was not seen, and what would open it. */
function reason(line: Line, options: TextOptions): string {
  const opens = [...(line.license === undefined ? [] : [`It needs ${line.license}.`]), ...(line.scopes === undefined ? [] : [`It needs the permission ${line.scopes.join(' or ')}.`])];
  return wrapped(`- ${[`${line.title}, ${words[line.state].replace('! ', '')}.`, ...opens, line.why ?? ''].join(' ').trim()}`, options, 2, 4);
}

/** What `export` prints: every kind, how completely it was read, why not where it was not, and the sum. */
export function exportText(manifest: Manifest, kinds: Readonly<Record<string, KindFacts>>, options: TextOptions): string {
  const lines = linesOf(manifest.kinds, kinds);
  const told = linesOf(manifest.reported ?? {}, kinds);
  const bad = [...lines, ...told].filter(isBad);
  const said = [...bad, ...lines.filter((line) => line.state === 'not available')];
  const sum = lines.reduce((total, line) => total + line.count, 0);
  const last = bad.length === 0 ? `${plural(sum, 'object')}; every kind was read to its end.` : `${plural(sum, 'object')}; ${plural(bad.length, 'kind')} could not be read to the end, which is not "none".`;
  return [
    textTable([{ label: 'Kind', grows: true }, { label: 'Objects', right: true }, { label: 'Read' }], lines.map(cells), options),
    ...(told.length === 0 ? [] : [`\n${textTable([{ label: 'Listed, nothing of it moves', grows: true }, { label: 'Objects', right: true }, { label: 'Read' }], told.map(cells), options)}`]),
    ...(said.length === 0 ? [] : ['\n', ...said.map((line) => reason(line, options))]),
    `\n${toned(wrapped(last, options).trimEnd(), bad.length === 0 ? 'bold' : 'red', options)}\n`,
  ].join('');
}
