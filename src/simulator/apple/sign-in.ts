import { randomUUID } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import type { Answer } from './answers.js';
import type { Organization, SimulatedAccount } from './organization.js';

const audience = 'https://account.apple.com/auth/oauth2/v2/token';
const longest = 180 * 24 * 3600;
const tokenLife = 3_600_000;

/** The token address: checks the assertion for real, signature and all (apple.md 2.3, 2.10). */
export async function signIn(organization: Organization, form: URLSearchParams): Promise<Answer> {
  const now = organization.clock.now();
  organization.tokenCalls.push(now);
  const limit = organization.switches.tokenCallsPerTenMinutes;
  if (limit > 0 && organization.tokenCalls.filter((at) => at > now - 600_000).length > limit) return refused('invalid_request', 'Too many token requests.');
  if (form.get('grant_type') !== 'client_credentials') return refused('unsupported_grant_type', 'Only client_credentials is served.');
  if (form.get('scope') !== `${organization.type}.api`) return refused('invalid_scope', 'The scope does not belong to this organization.');
  const account = organization.accounts.find(({ clientId }) => clientId === form.get('client_id'));
  const assertion = form.get('client_assertion') ?? '';
  if (account === undefined || form.get('client_assertion_type') !== 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer') return refused('invalid_client', 'Unknown client.');
  const problem = await fault(organization, account, assertion, now);
  if (problem !== undefined) return refused('invalid_client', problem);
  const token = randomUUID();
  organization.tokens.set(token, now + tokenLife);
  return { status: 200, body: { access_token: token, token_type: 'Bearer', expires_in: tokenLife / 1000, scope: `${organization.type}.api` } };
}

async function fault(organization: Organization, account: SimulatedAccount, assertion: string, now: number): Promise<string | undefined> {
  try {
    await jwtVerify(assertion, account.publicKey, { algorithms: ['ES256'], audience, issuer: account.clientId, subject: account.clientId, currentDate: new Date(now), requiredClaims: ['exp', 'iat', 'jti'] });
  } catch (error) {
    return error instanceof Error ? error.message : 'The assertion is not valid.';
  }
  const { exp = 0, iat = 0, jti = '' } = decodeJwt(assertion);
  if (exp - iat >= longest) return 'The assertion lives too long.';
  if (organization.usedAssertions.has(jti)) return 'The assertion was used before.';
  organization.usedAssertions.add(jti);
  if (organization.switches.strictKeyId && decodeProtectedHeader(assertion).kid !== account.keyId) return 'The assertion names another key.';
  return undefined;
}

function refused(error: string, description: string): Answer {
  return { status: 400, body: { error, error_description: description } };
}
