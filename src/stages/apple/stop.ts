import { Stop, type Failure } from '../../model/failure.js';
import type { AppleFailure, AppleResult } from '../../model/apple/ports.js';
import type { Result } from '../../model/ports.js';

/** A Stop whose problem and remedy are whole sentences, however they were begun: both are often put together from parts. */
export function stop(exitCode: 1 | 2 | 3, problem: string, remedy: string): Stop {
  return new Stop(exitCode, sentence(problem), sentence(remedy));
}

function sentence(text: string): string {
  // a name of the configuration or an option keeps its own spelling
  const begun = /^[a-z]+[ ,]/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
  return /[.?!]$/.test(begun) ? begun : `${begun}.`;
}

/** The value of a call to Apple that a command cannot go on without. @throws Stop (1, or 2 where the account is wrong) */
export function needApple<T>(result: AppleResult<T>): T {
  if (result.ok) return result.value;
  throw stopForApple(result.failure);
}

export function stopForApple(failure: AppleFailure): Stop {
  const wrong = failure.kind === 'signed out';
  return stop(wrong ? 2 : 1, failure.message, wrong ? 'correct the section apple of tenantferry.json' : 'run the command again; what was done is in the journal and is not done twice');
}

/** The value of a call to a tenant that a command cannot go on without. @throws Stop */
export function needTenant<T>(result: Result<T>, what: string): T {
  if (result.ok) return result.value;
  throw stopForTenant(result.failure, what);
}

export function stopForTenant(failure: Failure, what: string): Stop {
  const remedy = failure.kind === 'forbidden' ? `grant ${failure.scopes?.join(' or ') ?? 'the permission'} in the ${failure.side} and sign in again` : 'run the command again; tenantferry doctor shows whether the tenant can be reached';
  return stop(failure.kind === 'signed out' ? 2 : 1, `${what} could not be read: ${failure.message}`, remedy);
}

/** Gathers a list of pages. */
export async function gather<T, F>(pages: AsyncIterable<{ readonly ok: true; readonly value: readonly T[] } | { readonly ok: false; readonly failure: F }>, stop: (failure: F) => Stop): Promise<T[]> {
  const items: T[] = [];
  for await (const page of pages) {
    if (!page.ok) throw stop(page.failure);
    items.push(...page.value);
  }
  return items;
}
