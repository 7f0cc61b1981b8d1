import type { IncomingMessage } from 'node:http';
import type { SimulatedTenant } from '../simulated-tenant.js';

/** What the storage answers: it speaks XML, and says in a header what was wrong. */
export interface StorageAnswer {
  readonly status: number;
  readonly code?: string;
}

/**
 * The storage beside the service: takes blocks and block lists at places that the service gave, for as long as it said, from
 * anybody who knows the place and from nobody who shows a token of the tenant.
 */
export async function answerStorage(tenant: SimulatedTenant, request: IncomingMessage, path: string, query: URLSearchParams): Promise<StorageAnswer> {
  const parts: Buffer[] = [];
  for await (const part of request) if (Buffer.isBuffer(part)) parts.push(part);
  const body = Buffer.concat(parts);
  if (request.method !== 'PUT') return { status: 405, code: 'UnsupportedHttpVerb' };
  // a tenant's token has no business here
  if (request.headers.authorization !== undefined) return { status: 400, code: 'InvalidAuthenticationInfo' };
  const place = path.split('/').at(-1) ?? '';
  const file = tenant.data.contents.at(place);
  if (file === undefined || query.get('sig') !== signature(place)) return { status: 403, code: 'AuthenticationFailed' };
  if (tenant.data.now() >= file.expires) return { status: 403, code: 'AuthenticationFailed' };
  if (query.get('comp') === 'block') {
    const name = query.get('blockid') ?? '';
    const known = [...file.blocks.keys()][0];
    if (name === '' || (known !== undefined && known.length !== name.length)) return { status: 400, code: 'InvalidBlobOrBlock' };
    file.blocks.set(name, body);
    return { status: 201 };
  }
  if (query.get('comp') !== 'blocklist') return { status: 400, code: 'InvalidQueryParameterValue' };
  const names = [...body.toString('utf8').matchAll(/<(?:Latest|Uncommitted)>([^<]+)</gu)].map((match) => match[1] ?? '');
  const blocks = names.map((name) => file.blocks.get(name));
  if (names.length === 0 || blocks.includes(undefined)) return { status: 400, code: 'InvalidBlockList' };
  file.content = Buffer.concat(blocks.filter((block): block is Buffer => block !== undefined));
  return { status: 201 };
}

/** The signature in the address of a place. */
export function signature(place: string): string {
  return Buffer.from(`signed ${place}`).toString('base64');
}
