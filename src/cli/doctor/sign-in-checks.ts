import type { TokenFacts } from '../../graph/token-facts.js';
import type { Auth } from '../../model/config.js';
import type { Failure } from '../../model/failure.js';
import { codes } from '../../model/rules.js';
import { fine, trouble, type Check } from '../../engine/checks/check.js';

/** A ready token that ends this soon does not outlast a long run. */
const soon = 30 * 60_000;

/** What kind of sign-in it is, and until when. */
export function signInChecks(tenant: string, method: Auth['method'], facts: TokenFacts, now: number): Check[] {
  const who = facts.as === 'delegated' ? `${facts.user ?? 'a person'}, delegated` : facts.as === 'app-only' ? `application ${facts.appId ?? ''}`.trim() : 'an opaque token';
  const checks: Check[] = [fine('sign-in', 'token', `${method}: ${who}`)];
  if (facts.as === 'delegated') {
    checks.push(trouble('sign-in', 'role', 'warning', 'the Intune role of the person counts on top of the permissions: what it does not see looks as if it did not exist', codes.roleTooNarrow, tenant));
  }
  if (facts.expiresAt !== undefined) {
    const minutes = Math.round((facts.expiresAt - now) / 60_000);
    const says = `until ${new Date(facts.expiresAt).toISOString()}, ${String(minutes)} minutes from now`;
    if (method !== 'token') checks.push(fine('sign-in', 'expiry', `${says}; it is renewed`));
    else if (facts.expiresAt - now < soon) checks.push(trouble('sign-in', 'expiry', 'warning', `${says}; a ready token cannot be renewed`, codes.signInEndsSoon, tenant));
    else checks.push(fine('sign-in', 'expiry', says));
  }
  return checks;
}

/** Why there is no sign-in, or none for this tenant, or nobody answers. */
export function failedSignIn(tenant: string, failure: Failure): Check {
  if (failure.kind !== 'signed out') return trouble('service', 'reachability', 'unreachable', failure.message, codes.unreachable, tenant, { requestId: failure.requestId });
  const elsewhere = failure.message.includes('this is another tenant') || /invalid tenant/iu.test(failure.message);
  return trouble('sign-in', elsewhere ? 'tenant' : 'token', 'wrong', failure.message, elsewhere ? codes.wrongTenant : codes.signInFails, tenant, { requestId: failure.requestId });
}
