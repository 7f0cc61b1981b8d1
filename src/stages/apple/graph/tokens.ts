import { notSeen, seen, type Seen } from '../../../engine/apple/facts.js';
import type { AdeToken } from '../../../model/apple/enrollment.js';
import { idOf, type Side } from '../../../model/ids.js';
import type { JsonObject } from '../../../model/json.js';
import type { TenantReader } from '../../../model/ports.js';
import { enrollment, filled, listOf, some, whyNot } from './ask.js';

/** The ADE tokens of a tenant, the holder of Apple Configurator's profiles left out (apple.md 3.2). */
export async function readTokens<S extends Side>(tenant: TenantReader, side: S): Promise<Seen<readonly AdeToken<S>[]>> {
  const items = await listOf(tenant, enrollment('deviceManagement/depOnboardingSettings?$top=100'));
  return items.ok ? seen(items.value.map((item) => tokenIn(item, side)).filter((token) => token !== undefined)) : notSeen(whyNot(items.failure));
}

export function tokenIn<S extends Side>(item: JsonObject, side: S): AdeToken<S> | undefined {
  const id = filled(item, 'id');
  const type = filled(item, 'tokenType') ?? 'dep';
  if (id === undefined || type === 'none') return undefined;
  const { lastSyncErrorCode: error, syncedDeviceCount: count } = item;
  return {
    id: idOf(side, id), name: filled(item, 'tokenName') ?? id, type, syncError: typeof error === 'number' ? error : 0,
    ...some('appleIdentifier', filled(item, 'appleIdentifier')),
    ...some('expires', filled(item, 'tokenExpirationDateTime')),
    ...some('syncAsked', filled(item, 'lastSyncTriggeredDateTime')),
    ...some('synced', filled(item, 'lastSuccessfulSyncDateTime')),
    ...some('deviceCount', typeof count === 'number' ? count : undefined),
  };
}

/** The token of a side: the one that is named, or the only one. Never guessed among several (apple.md 3.2). */
export async function readToken<S extends Side>(tenant: TenantReader, side: S, name: string | undefined): Promise<Seen<AdeToken<S>>> {
  const tokens = await readTokens(tenant, side);
  if (!tokens.seen) return tokens;
  const named = tokens.value.filter((token) => name === undefined || token.name === name || token.id === name);
  const [token, ...others] = named;
  const names = tokens.value.map((each) => each.name).join(', ');
  if (token === undefined) return notSeen(tokens.value.length === 0 ? `the ${side} has no enrollment program token` : `the ${side} has no enrollment program token called ${name ?? ''}; it has ${names}`);
  return others.length === 0 ? seen(token) : notSeen(`the ${side} has ${named.length} enrollment program tokens (${names}): name the right one in apple.tokens.${side}`);
}
