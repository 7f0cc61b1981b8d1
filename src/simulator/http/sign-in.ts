import type { JsonObject } from '../../model/json.js';
import type { Answer } from '../service/answer.js';
import type { SimulatedTenant } from '../simulated-tenant.js';

/**
 * The token endpoint beside the service (graph-intune.md 15, 17.16): client credentials and device code, OIDC metadata.
 * Any client of the tenant gets a token; a secret of `wrong` is a wrong one. Undefined for paths that are none of its own.
 */
export function answerSignIn(tenant: SimulatedTenant, method: string, path: string, text: string, origin: string): Answer | undefined {
  const match = /^([^/]+)\/(oauth2\/v2\.0\/(?:token|devicecode)|v2\.0\/\.well-known\/openid-configuration)$/iu.exec(path);
  if (match === null) return undefined;
  const [, tid = '', what = ''] = match;
  if (tid.toLowerCase() !== tenant.identity.tenantId.toLowerCase()) return failed('invalid_request', `AADSTS90002: Tenant '${tid}' not found.`);
  const authority = `${origin}/${tid}`;
  if (what.endsWith('openid-configuration')) {
    return {
      status: 200,
      body: {
        token_endpoint: `${authority}/oauth2/v2.0/token`, device_authorization_endpoint: `${authority}/oauth2/v2.0/devicecode`, authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
        end_session_endpoint: `${authority}/oauth2/v2.0/logout`, issuer: `${authority}/v2.0`, jwks_uri: `${authority}/discovery/v2.0/keys`,
      },
    };
  }
  if (method !== 'POST') return failed('invalid_request', 'AADSTS900561: The endpoint only accepts POST requests.');
  const form = new URLSearchParams(text);
  if (what.endsWith('devicecode')) {
    return { status: 200, body: { user_code: 'FERRY123', device_code: 'simulated-device-code', verification_uri: `${authority}/deviceauth`, expires_in: 900, interval: 1, message: 'Enter the code FERRY123.' } };
  }
  if (form.get('client_secret') === 'wrong') return failed('invalid_client', 'AADSTS7000215: Invalid client secret provided.');
  const appId = form.get('client_id') ?? '';
  const delegated = (form.get('grant_type') ?? '').includes('device_code');
  const body: JsonObject = { token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599, access_token: tenant.token(tenant.options.grants ?? ['.default'], { appId, delegated }) };
  if (delegated) {
    const claims = { aud: appId, iss: `${authority}/v2.0`, tid, oid: tenant.identity.tenantId, sub: 'admin', preferred_username: `admin@${tenant.identity.initialDomain}`, exp: Math.floor(tenant.tokenTime() / 1000) + 3600 };
    body['id_token'] = `${encoded({ alg: 'none', typ: 'JWT' })}.${encoded(claims)}.`;
    body['client_info'] = encoded({ uid: tenant.identity.tenantId, utid: tid });
  }
  return { status: 200, body };
}

function encoded(value: JsonObject): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function failed(error: string, description: string): Answer {
  return { status: error === 'invalid_client' ? 401 : 400, body: { error, error_description: description, error_codes: [], timestamp: '2026-01-01 00:00:00Z', trace_id: '', correlation_id: '' } };
}
