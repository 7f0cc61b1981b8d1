import { createHash } from 'node:crypto';
import type { ValueEntry } from '../../model/mapping.js';
import type { Plan } from '../../model/plan.js';
import type { ValueClass } from '../../model/rules.js';
import { classFacts } from './classes.js';
import type { Found } from './find.js';

/** What was decided about values: the new text, or null for one that stays. By class and text as `decisionKey` has them. */
export type Decisions = ReadonlyMap<string, string | null>;

/**
 * A value as mapping files and plans name it: without difference of case where that means none, and a secret by its sha256 only, so
 * that no file of ours shows it.
 */
export function entryText(name: ValueClass, written: string): string {
  if (classFacts(name).secret === true) return `sha256:${createHash('sha256').update(written.trim()).digest('hex')}`;
  return caseless.has(name) ? written.trim().toLowerCase() : written.trim();
}

/** Classes in which capital letters mean nothing. */
const caseless: ReadonlySet<ValueClass> = new Set<ValueClass>([
  'tenant id', 'account id', 'initial domain', 'domain', 'tenant host', 'account', 'mail address', 'object id', 'app registration', 'azure resource', 'sharepoint host', 'onedrive host',
  'defender org id', 'workspace id', 'commercial id', 'ndes host', 'vpn host', 'network host', 'radius name', 'url', 'printer', 'unknown guid',
]);

/** The key of a decision. */
export function decisionKey(name: string, text: string): string {
  return `${name}\n${text}`;
}

/** The key under which the decision about a found value stands. */
export function keyOfFound(found: Found): string {
  return decisionKey(found.class, found.class === 'sid' ? found.value.toUpperCase() : entryText(found.class, found.value));
}

/** What `values.json` decides; open entries decide nothing. */
export function decisionsOf(entries: readonly ValueEntry[]): Decisions {
  return new Map(planValues(entries).map(({ class: name, from, to }) => [decisionKey(name, from), to]));
}

/** What a plan holds of the decisions. */
export function decisionsOfPlan(values: Plan['values']): Decisions {
  return new Map(values.map(({ class: name, from, to }) => [decisionKey(name, from), to]));
}

/** The decided entries as a plan keeps them. */
export function planValues(entries: readonly ValueEntry[]): Plan['values'] {
  return entries.flatMap((entry) => {
    if (entry.decision === 'open') return [];
    return [{ from: entry.source.value, class: entry.source.class, to: entry.decision === 'keep' ? null : entry.destination.value }];
  });
}
