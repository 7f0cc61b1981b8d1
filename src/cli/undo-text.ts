import type { Json } from '../model/json.js';
import type { UndoEnd } from '../stages/rollback.js';

const ends: readonly UndoEnd['end'][] = ['deleted', 'restored', 'gone', 'left', 'failed', 'not reached'];

function shown(value: Json | undefined): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** Counts of a rollback; they sum to `objects`. */
export function undoSummary(list: readonly UndoEnd[]): Record<string, Json> {
  const count = (end: UndoEnd['end']): number => list.filter((one) => one.end === end).length;
  return { objects: list.length, deleted: count('deleted'), restored: count('restored'), gone: count('gone'), left: count('left'), failed: count('failed'), notReached: count('not reached') };
}

/** A rollback for a terminal: what was not undone, with the reason and the places that somebody changed, then the counts. */
export function undoText(list: readonly UndoEnd[], dryRun: boolean): string {
  const lines = list.flatMap((one): string[] => {
    if (dryRun && (one.end === 'deleted' || one.end === 'restored')) return [`${one.end === 'deleted' ? '-' : '~'} ${one.end === 'deleted' ? 'delete ' : 'restore'}  ${one.address}`];
    if (one.end !== 'left' && one.end !== 'failed') return one.end === 'restored' && one.because.includes(';') ? [`~ restored  ${one.address}`, `    ${one.because}`] : [];
    return [`! ${one.end.padEnd(7)}  ${one.address}`, `    ${one.because}`, ...one.differences.slice(0, 5).map((difference) => `    ${difference.at}: left by the import ${shown(difference.wanted)}, now ${shown(difference.found)}`)];
  });
  const counts = ends.flatMap((end) => {
    const count = list.filter((one) => one.end === end).length;
    return count === 0 ? [] : [`${String(count)} ${dryRun && (end === 'deleted' || end === 'restored') ? `would be ${end}` : end}`];
  });
  return [...lines, ...(lines.length === 0 ? [] : ['']), counts.length === 0 ? 'There is nothing to undo.' : `${counts.join(', ')}.`].join('\n');
}
