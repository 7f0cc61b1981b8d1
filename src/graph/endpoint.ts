import type { Cloud } from '../model/config.js';
import { Stop } from '../model/failure.js';
import type { Api } from '../model/ports.js';
import type { TenantSettings } from './world.js';

interface Hosts {
  readonly graph: string;
  readonly login: string;
}

/** graph-intune.md 14 */
const clouds: Readonly<Record<Cloud, Hosts>> = {
  global: { graph: 'https://graph.microsoft.com', login: 'https://login.microsoftonline.com' },
  usgov: { graph: 'https://graph.microsoft.us', login: 'https://login.microsoftonline.us' },
  dod: { graph: 'https://dod-graph.microsoft.us', login: 'https://login.microsoftonline.us' },
  china: { graph: 'https://microsoftgraph.chinacloudapi.cn', login: 'https://login.chinacloudapi.cn' },
};

/** Where a tenant's calls go, and the only hosts it may send us to. */
export interface Endpoint {
  /** The cloud's own root: what `@odata.bind` links and the SDK see, whatever graphUrl says. */
  readonly root: string;
  /** Where requests really go, without a slash at the end: graphUrl, or the root. */
  readonly base: string;
  readonly login: string;
}

const loopback = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

/** Whether a URL may be called: https anywhere, plain http on this machine only. */
export function isSafe(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopback.test(url.hostname));
}

/**
 * Where this tenant lives.
 * @throws Stop (2) when graphUrl is no URL, holds a user name, or is plain http to another machine.
 */
export function endpointOf(settings: TenantSettings): Endpoint {
  const hosts = clouds[settings.cloud];
  const text = settings.graphUrl ?? hosts.graph;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new Stop(2, `graphUrl of ${settings.name} is "${text}", which is no plain URL`, 'Give scheme, host and port: "https://graph.microsoft.com".');
  }
  if (!isSafe(url)) {
    throw new Stop(2, `graphUrl of ${settings.name} is "${text}": plain http would show the token to the network`, 'Use https; http is for this machine only (127.0.0.1, localhost).');
  }
  return { root: hosts.graph, base: `${url.origin}${url.pathname}`.replace(/\/+$/, ''), login: hosts.login };
}

/** The URL of a path below the API version, or undefined when it would leave the version's folder or hide a part of itself. */
export function targetOf(endpoint: Endpoint, api: Api, path: string): string | undefined {
  const folder = `${endpoint.base}/${api}/`;
  const text = folder + path.replace(/^\/+/, '');
  if (/[#\\]/.test(path) || !URL.canParse(text) || hasStep(path)) return undefined;
  const { href } = new URL(text);
  return href.startsWith(folder) ? href : undefined;
}

/** An id that is nothing, or a step up, makes another address of the path: the collection in place of one of its objects. */
function hasStep(path: string): boolean {
  const place = path.replace(/^\/+/, '').split('?')[0] ?? '';
  return place.replace(/https?:\/\//giu, '').split('/').some((part) => /^(?:\.|%2e){0,2}$/iu.test(part));
}

/**
 * Where a link that the service gave really leads: unchanged when it points at the base, moved onto the base when it
 * points at the cloud's root. Undefined when it points anywhere else: scheme, host and port must all be the tenant's.
 */
export function followed(endpoint: Endpoint, link: string): string | undefined {
  if (!URL.canParse(link)) return undefined;
  const url = new URL(link);
  if (url.username !== '' || url.password !== '' || url.hash !== '') return undefined;
  for (const known of [endpoint.base, endpoint.root]) {
    if (url.href.startsWith(`${known}/`)) return endpoint.base + url.href.slice(known.length);
  }
  return undefined;
}
