import { Stop } from '../model/failure.js';
import type { Option } from './command.js';

/** So many updates a person reads one by one in the plan; more are asked for by their share, unless somebody said otherwise (DECISIONS). */
const few = 10;
const share = 10;

export const allowUpdatesOption: Option = {
  type: 'string',
  describe: `Let the plan update up to this share of what the destination has of these kinds; unless said, ${String(share)}%, or ${String(few)} objects`,
  value: 'N%',
};

/** The share that was allowed, 0 to 100. @throws Stop (2) where it is no percentage */
export function allowedShare(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = /^(\d{1,3}(?:\.\d+)?)\s*%?$/u.exec(text.trim())?.[1];
  if (number === undefined || Number(number) > 100) throw new Stop(2, `--allow-updates is "${text}".`, 'Give a share from 0% to 100%: --allow-updates 25%.');
  return Number(number);
}

/**
 * Whether a plan would change more of what is there than somebody allowed.
 * @param existing objects that the destination has of the plan's kinds
 * @returns why it must be asked for, or undefined
 */
export function tooManyUpdates(updates: number, existing: number, allowed: number | undefined): string | undefined {
  if (updates === 0) return undefined;
  const part = (updates / Math.max(existing, updates)) * 100;
  const fits = allowed === undefined ? updates <= few || part <= share : part <= allowed;
  if (fits) return undefined;
  const rounded = Math.ceil(part);
  const limit = allowed === undefined ? `more than ${String(share)}% and more than ${String(few)} objects` : `more than the ${String(allowed)}% that --allow-updates allows`;
  return `The plan would change ${String(updates)} of the ${String(Math.max(existing, updates))} objects that the destination has of these kinds (${String(rounded)}%), which is ${limit}. If that is what you want, say so: --allow-updates ${String(rounded)}%.`;
}
