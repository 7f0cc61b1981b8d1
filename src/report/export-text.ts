import type { KindSight, Manifest } from '../model/policy.js';
import { briefTitle } from '../model/title.js';
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

/** What would open a kind that was not seen. */
function opens(line: Line): string[] {
  return [...(line.license === undefined ? [] : [`It needs ${line.license}.`]), ...(line.scopes === undefined ? [] : [`It needs the permission ${line.scopes.join(' or ')}.`])];
}

/** Why kinds were not seen, and what would open them: those that the service turned away in the same words share a paragraph. */
function reason(lines: readonly [Line, ...Line[]], options: TextOptions): string {
  const [first] = lines;
  const state = words[first.state].replace('! ', '');
  const what = lines.length === 1 ? `${first.title}: ${state}.` : `${plural(lines.length, 'kind')} ${state}: ${lines.map((line) => briefTitle(line.title)).join(', ')}.`;
  return wrapped(`- ${[what, ...opens(first), ...(lines.length === 1 ? [] : ['The first of them:']), first.why ?? ''].join(' ').trim()}`, options, 2, 4);
}

/** Kinds that are open in the same way and were turned away in the same words, the addresses aside. */
function bySameReason(lines: readonly Line[]): (readonly [Line, ...Line[]])[] {
  const groups = new Map<string, [Line, ...Line[]]>();
  for (const line of lines) {
    const key = JSON.stringify([line.state, opens(line), line.state === 'partial' ? line.title : (line.why ?? '').replace(/\bGET \S+/gu, 'GET').replace(/'[^']*'/gu, '')]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [line]);
    else group.push(line);
  }
  return [...groups.values()];
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
    ...(said.length === 0 ? [] : ['\n', ...bySameReason(said).map((group) => reason(group, options))]),
    `\n${toned(wrapped(last, options).trimEnd(), bad.length === 0 ? 'bold' : 'red', options)}\n`,
  ].join('');
}
