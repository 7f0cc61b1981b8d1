import { failed, ok, type Failure, type Result } from '../model/failure.js';
import type { BlockStore } from '../model/app-files.js';
import type { Clock } from '../model/ports.js';
import type { Answer, NoAnswer } from './call.js';
import { isSafe, type Endpoint } from './endpoint.js';
import type { Transport } from './transport.js';

/** Where the clouds keep what is uploaded: Azure storage, and nothing else. */
const storageHosts = /\.blob\.core\.(?:windows\.net|usgovcloudapi\.net|chinacloudapi\.cn)$/iu;

/** How often a block is sent that got no answer, or was told to come again. */
const tries = 6;

export interface BlockStoreSettings {
  /** The tenant's name in tenantferry.json. */
  readonly name: string;
  readonly endpoint: Endpoint;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly userAgent: string;
  readonly signal?: AbortSignal;
}

/**
 * The one way out to another host than the tenant's: PUT to the place in Azure storage that the service named for an upload.
 * It goes without the tenant's token, follows no redirect, and says the place to nobody: whoever has it may write there.
 */
export function blockStore(settings: BlockStoreSettings): BlockStore {
  const { name, clock } = settings;
  const put = async (place: string, more: string, bytes: Uint8Array, headers: Readonly<Record<string, string>>, what: string): Promise<Result<undefined>> => {
    const url = withQuery(settings, place, more);
    if (url === undefined) return failed(failure(name, what, 'untrusted', 'was stopped: the service named a place that is not in its storage'));
    let pause = 1000;
    for (let sending = 1; ; sending += 1) {
      const reply = await send(settings, url, bytes, headers);
      if (reply.as === 'answer' && reply.status >= 200 && reply.status < 300) return ok(undefined);
      const passing = reply.as === 'no answer' ? reply.why !== 'no trust' : reply.status === 408 || reply.status === 429 || reply.status >= 500;
      if (!passing || sending >= tries) return failed(failureOf(name, what, reply));
      await clock.sleep(pause, settings.signal);
      pause = Math.min(pause * 2, 15_000);
    }
  };
  return {
    put: (place, block, bytes) => put(place, `comp=block&blockid=${encodeURIComponent(block)}`, bytes, { 'content-type': 'application/octet-stream' }, 'PUT of a block'),
    join: (place, blocks) => put(place, 'comp=blocklist', Buffer.from(blockList(blocks)), { 'content-type': 'application/xml' }, 'PUT of the block list'),
  };
}

function send({ transport, userAgent, signal }: BlockStoreSettings, url: string, body: Uint8Array, headers: Readonly<Record<string, string>>): Promise<Answer | NoAnswer> {
  return transport.send({
    url,
    method: 'PUT',
    headers: { ...headers, 'x-ms-version': '2019-12-12', 'user-agent': userAgent },
    body,
    timeout: 300_000,
    limit: 1024 * 1024,
    ...(signal === undefined ? {} : { signal }),
  });
}

/** Where a block goes; undefined where the place is none of the cloud's storage. A tenant on this machine has its storage there too. */
function withQuery({ endpoint }: BlockStoreSettings, place: string, more: string): string | undefined {
  if (!URL.canParse(place)) return undefined;
  const url = new URL(place);
  const here = new URL(endpoint.base);
  const ours = url.protocol === 'https:' ? storageHosts.test(url.hostname) : here.protocol === 'http:' && isSafe(url);
  if (!ours || url.username !== '' || url.password !== '' || url.hash !== '') return undefined;
  // as the service signed it: not a letter of the query may change
  return `${place}${url.search === '' ? '?' : '&'}${more}`;
}

function blockList(names: readonly string[]): string {
  return `<?xml version="1.0" encoding="utf-8"?><BlockList>${names.map((name) => `<Latest>${name}</Latest>`).join('')}</BlockList>`;
}

function failureOf(name: string, what: string, reply: Answer | NoAnswer): Failure {
  if (reply.as === 'no answer') return failure(name, what, 'unavailable', `got no answer from the storage (${reply.why})`);
  const code = reply.headers['x-ms-error-code'] ?? /<Code>([A-Za-z]{1,60})<\/Code>/u.exec(reply.text ?? '')?.[1];
  const said = code === undefined ? '' : ` ${code}`;
  const kind = reply.status === 401 || reply.status === 403 ? 'forbidden' : reply.status >= 500 || reply.status === 429 ? 'unavailable' : 'refused';
  return { ...failure(name, what, kind, `was answered ${String(reply.status)}${said} by the storage`), status: reply.status, ...(code === undefined ? {} : { code }) };
}

function failure(name: string, what: string, kind: Failure['kind'], words: string): Failure {
  return { kind, side: 'destination', message: `${name}: ${what} ${words}`, call: what };
}
