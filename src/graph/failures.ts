import { type Failure, type FailureKind } from '../model/failure.js';
import type { Side } from '../model/ids.js';
import type { Answer, Method, NoAnswer, NotCalled, Reply } from './call.js';
import { type ErrorFacts, errorFacts, oneLine } from './error-body.js';
import { innerForbidden } from './trouble.js';

/** Whose call it was, for the words of a failure. */
export interface Asked {
  readonly side: Side;
  /** The tenant's name in tenantferry.json. */
  readonly name: string;
  readonly method: Method;
  /** Below the API version; query values are left out of every message. */
  readonly path: string;
  readonly write: boolean;
  readonly scopes?: readonly string[];
  /** An earlier sending of this write may have been executed. */
  readonly lost?: boolean;
}

/** The one place where an answer of HTTP becomes a failure in words. */
export function failureOf(asked: Asked, reply: Reply): Failure {
  switch (reply.as) {
    case 'answer':
      return fromAnswer(asked, reply);
    case 'no answer':
      return fromSilence(asked, reply);
    case 'not called':
      return fromNoCall(asked, reply);
  }
}

/** A failure that is not in the status: the answer's contents, or where it points. */
export function failureIn(asked: Asked, kind: FailureKind, what: string, status?: number): Failure {
  return { ...factsOf(asked), kind, message: `${startOf(asked)} ${oneLine(what)}`, ...(status === undefined ? {} : { status }) };
}

function callOf({ method, path }: Asked): string {
  return `${method} ${oneLine(path.replace(/^https?:\/\/[^/]+\/(v1\.0|beta)\//, '').split('?')[0] ?? '')}`;
}

function startOf(asked: Asked): string {
  return `${asked.name}: ${callOf(asked)}`;
}

function factsOf(asked: Asked): Pick<Failure, 'side' | 'call' | 'scopes'> {
  return { side: asked.side, call: callOf(asked), ...(asked.scopes === undefined ? {} : { scopes: asked.scopes }) };
}

/** "lost answer" where it may have happened after all, else what it would be. */
function unlessLost(asked: Asked, kind: FailureKind): FailureKind {
  return asked.write && asked.lost === true ? 'lost answer' : kind;
}

const mayHaveHappened = 'it may have been done; look before it is sent again';

function fromSilence(asked: Asked, { why, detail, status }: NoAnswer): Failure {
  const words: Record<NoAnswer['why'], string> = {
    'not sent': 'could not be sent: no connection',
    'no trust': "was not sent: the server's certificate does not hold (a company's own root certificate is named in NODE_EXTRA_CA_CERTS)",
    cut: 'was cut off before the answer was whole',
    timeout: 'was not answered in time',
    empty: 'was answered with nothing where JSON was due',
    garbled: 'was answered with something that is not JSON',
    'too large': 'was answered with more than is accepted',
  };
  const sentAtAll = why !== 'not sent' && why !== 'no trust';
  const readKind: FailureKind = why === 'empty' || why === 'garbled' || why === 'too large' || why === 'no trust' ? 'untrusted' : 'unavailable';
  const kind = asked.write && sentAtAll ? 'lost answer' : unlessLost(asked, readKind);
  const tail = kind === 'lost answer' ? `; ${mayHaveHappened}` : '';
  return failureIn(asked, kind, `${words[why]} (${detail})${tail}`, status);
}

function fromNoCall(asked: Asked, { why, detail }: NotCalled): Failure {
  const kinds: Record<NotCalled['why'], FailureKind> = {
    'signed out': 'signed out',
    'no sign-in': 'unavailable',
    untrusted: 'untrusted',
    'read only': 'refused',
    throttled: 'throttled',
    unavailable: 'unavailable',
  };
  const kind = unlessLost(asked, kinds[why]);
  const words = why === 'signed out' || why === 'no sign-in' ? 'was not sent: there is no sign-in' : why === 'untrusted' ? 'was stopped' : 'was not sent';
  return failureIn(asked, kind, `${words}: ${detail}${kind === 'lost answer' ? `; ${mayHaveHappened}` : ''}`);
}

function fromAnswer(asked: Asked, answer: Answer): Failure {
  const facts = errorFacts(answer);
  const prefix = /^(\d{4}):\s*/.exec(facts.text)?.[1];
  const code = prefix === undefined ? facts.code : [facts.code, prefix].filter((part) => part !== undefined).join(' ');
  const kind = kindOf(asked, answer.status, facts);
  const text = prefix === undefined ? facts.text : facts.text.replace(/^\d{4}:\s*/, '');
  const said = text === '' ? '' : `: ${text.replace(/\.$/, '')}`;
  const tail = kind === 'lost answer' ? `; ${mayHaveHappened}` : kind === 'forbidden' && asked.scopes?.length ? `; needs ${asked.scopes.join(' or ')}` : '';
  return {
    ...factsOf(asked),
    kind,
    status: answer.status,
    message: `${startOf(asked)} was answered ${[answer.status, code].filter((part) => part !== undefined).join(' ')}${said}${tail}`,
    ...(code === undefined ? {} : { code }),
    ...(facts.requestId === undefined ? {} : { requestId: facts.requestId }),
    ...(facts.activityId === undefined ? {} : { activityId: facts.activityId }),
    ...(facts.approvalCode === undefined ? {} : { approvalCode: facts.approvalCode }),
  };
}

const noFeature = [
  /not applicable to target tenant/i,
  /\b(not|isn't|is not|without|requires?|required|needs?|no|missing|valid|premium)\b[^.]{0,80}\b(licen[sc]ed?|licen[sc]es|subscription)\b/i,
  /\b(licen[sc]e|subscription)\b[^.]{0,60}\b(required|missing|not found|needed|invalid)\b/i,
  /RequestFromNonPremiumTenant|does ?n[o']t have premium/i,
  /\b(feature|flight)\b[^.]{0,60}\b(not|isn't|disabled)\b/i,
  /tenant (is )?not (provisioned|enabled|onboarded)/i,
  /resource not found for the segment|invalid version/i,
];

/** graph-intune.md 3.2 */
function kindOf(asked: Asked, status: number, { code = '', text, innerCodes }: ErrorFacts): FailureKind {
  if (/x-msft-approval-justification/i.test(text)) return 'approval required';
  if (status === 429) return unlessLost(asked, 'throttled');
  if (status === 401) return innerForbidden([code, ...innerCodes], text) ? 'forbidden' : unlessLost(asked, 'signed out');
  const saidNo = status === 400 || status === 403 || status === 404;
  if (saidNo && (noFeature.some((pattern) => pattern.test(text)) || /NonPremiumTenant/i.test(code))) return 'not available';
  if (status === 400 && /references already exist|\b5001\b|(already|still) (in use|assigned|referenced)|name (is )?already (exists|in use|taken)/i.test(text)) return 'clash';
  if (status === 403) return 'forbidden';
  if (status === 404 || status === 410) return 'missing';
  if (status === 409 || status === 423) return 'clash';
  if (status === 408 || (status >= 500 && status !== 501 && status !== 505)) return asked.write ? 'lost answer' : 'unavailable';
  if (status >= 300 && status < 400) return 'untrusted';
  return 'refused';
}
