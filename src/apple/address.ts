import { Stop } from '../model/failure.js';

/** Apple's hosts (apple.md 2.2). The assertion's audience is Apple's token address whatever address it is posted to (apple.md 2.3). */
export const audience = 'https://account.apple.com/auth/oauth2/v2/token';
const apiUrls = { business: 'https://api-business.apple.com/v1', school: 'https://api-school.apple.com/v1' } as const;

export interface Addresses {
  /** Without a slash at its end. */
  readonly api: URL;
  readonly token: URL;
}

/**
 * Where to call: Apple's addresses unless the configuration says otherwise.
 * @throws Stop (2) for an address that is none, or plain http to anywhere but this machine.
 */
export function addressesOf(config: { readonly type: 'business' | 'school'; readonly apiUrl?: string; readonly tokenUrl?: string }): Addresses {
  return {
    api: checked('apple.apiUrl', (config.apiUrl ?? apiUrls[config.type]).replace(/\/+$/, '')),
    token: checked('apple.tokenUrl', config.tokenUrl ?? audience),
  };
}

function checked(member: string, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) throw new Stop(2, `${member} in tenantferry.json is no address: "${text}".`, 'Write it as https://host/v1, or leave it out to use Apple\'s own.');
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) return url;
  throw new Stop(2, `${member} in tenantferry.json is ${url.protocol}//${url.host}: a key must not travel unencrypted.`, 'Use https; plain http is for 127.0.0.1, ::1 and localhost only.');
}

export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
