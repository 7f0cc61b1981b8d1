import type { Certainty, Effort, Moment, Portability, Severity } from '../model/finding.js';
import type { FinalState } from '../model/plan.js';
import type { Owner } from '../model/rules.js';

/** The scales of the report in their order, and what each step means, said for readers (market.md 4.3). */
export const severities: readonly Severity[] = ['blocker', 'high', 'medium', 'low', 'info'];
export const moments: readonly Moment[] = ['before', 'cut-over', 'after'];
export const portabilities: readonly Portability[] = ['as-is', 'remap', 'lossy', 'rebuild', 'never', 'excluded'];

export const momentTitles: Readonly<Record<Moment, string>> = {
  before: 'Before the move',
  'cut-over': 'At the cut-over',
  after: 'After the move',
};

export const severityMeanings: Readonly<Record<Severity, string>> = {
  blocker: 'An object cannot move, or people would be locked out or exposed.',
  high: 'Users or security are affected unless somebody acts.',
  medium: 'Something works differently. Plan time for it.',
  low: 'A detail. Look at it when there is time.',
  info: 'Nothing to do. Said so that nobody wonders.',
};

/** A mark beside the word, so that no step is told by its color alone. */
export const severityMarks: Readonly<Record<Severity, string>> = { blocker: '■', high: '▲', medium: '◆', low: '●', info: '○' };

export const portabilityTitles: Readonly<Record<Portability, string>> = {
  'as-is': 'Moves unchanged',
  remap: 'Moves after mapping',
  lossy: 'Moves with loss',
  rebuild: 'Rebuild by hand',
  never: 'Cannot move',
  excluded: 'Left out on purpose',
};

export const portabilityMeanings: Readonly<Record<Portability, string>> = {
  'as-is': 'The same in both tenants.',
  remap: 'The same, with groups, apps and values of the destination put in.',
  lossy: 'Arrives without a part that is named in the findings.',
  rebuild: 'Nobody can create it from the export. A person builds it again.',
  never: 'Belongs to the source tenant or to the service.',
  excluded: 'A person decided that it stays behind.',
};

export const stateTitles: Readonly<Record<FinalState, string>> = {
  created: 'Created',
  updated: 'Updated',
  same: 'Was there already',
  'left out': 'Left as it is',
  'not portable': 'Cannot move',
  skipped: 'Skipped',
  failed: 'Failed',
};

export const stateMeanings: Readonly<Record<FinalState, string>> = {
  created: 'New in the destination.',
  updated: 'Existed there and was changed to match.',
  same: 'Existed there and was equal.',
  'left out': 'Nothing was written: a person decided so, or it exists there and --on-existing skip leaves it as it is.',
  'not portable': 'Belongs to the source tenant or to the service, or has to be built by hand.',
  skipped: 'Waits for a decision or for another object.',
  failed: 'The service refused it, or could not be reached.',
};

/** An owner within a sentence. */
export const ownerPhrases: Readonly<Record<Owner, string>> = {
  'source admin': 'the admin of the source',
  'destination admin': 'the admin of the destination',
  consultant: 'the consultant',
  security: 'the security team',
  PKI: 'the PKI team',
  'app owner': 'the app owner',
  'Apple account holder': 'the Apple account holder',
  'help desk': 'the help desk',
};

/** "source admin" → "Source admin", for headings. */
export function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

export const certaintyMeanings: Readonly<Record<Certainty, string>> = {
  proven: 'seen in the tenant or in the export',
  documented: 'the vendor says so',
  inferred: 'a rule of thumb; check it',
};

export const effortTimes: Readonly<Record<Effort, string>> = {
  minutes: 'about 15 minutes',
  hours: 'a few hours',
  days: 'a few days',
  project: 'a project of its own',
};

/** Code units, not a locale: the same order on every machine. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

/** 12345 → `12,345`, whatever the machine's locale says. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/gu, ',');
}

/** Seconds as a person says them: `25 s`, `4 min`, `1 h 10 min`. */
export function duration(seconds: number): string {
  if (seconds < 90) return `${String(Math.max(1, Math.ceil(seconds)))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${String(minutes)} min`;
  const rest = minutes % 60;
  return `${String(Math.floor(minutes / 60))} h${rest === 0 ? '' : ` ${String(rest)} min`}`;
}
