import type { KeyObject } from 'node:crypto';
import type { AppleConfig } from '../model/config.js';
import { Stop } from '../model/failure.js';
import { serialOf, serverIdOf, type ActivityOrder, type MdmServer, type OrgDevice } from '../model/apple.js';
import { appleFailed, appleOk, type AppleFailure, type AppleReader, type AppleResult, type AppleWriter } from '../model/apple/ports.js';
import { textAt, type JsonObject } from '../model/json.js';
import type { Clock } from '../model/ports.js';
import { logIn } from './activity-log.js';
import { addressesOf, isLoopback } from './address.js';
import { activityIn, dataOf, deviceIn, linkedId, lockIn, serverIn } from './decode.js';
import { failureOf } from './failures.js';
import { bodyOf } from './order.js';
import { makePace, paceDefaults } from './pace.js';
import { pagesOf } from './pages.js';
import { privateFilesInMemory, type PrivateFiles } from './private-files.js';
import { makeSend, systemClock } from './sender.js';
import { cacheName, makeTokenSource } from './token.js';
import { readText, type Fetch } from './wire.js';

export interface AppleClientUse {
  readonly config: AppleConfig;
  /** From `signingKeyOf`. */
  readonly key: KeyObject;
  /** Where token and pace are kept between runs; nowhere unless said. */
  readonly files?: PrivateFiles;
  readonly clock?: Clock;
  readonly fetch?: Fetch;
  /** Milliseconds for one request; 60,000 unless said. */
  readonly timeout?: number;
  /** Milliseconds that anything may be put off by throttling or an outage; an hour unless said. */
  readonly maxWait?: number;
  readonly random?: () => number;
}

const deviceFields = 'serialNumber,status,productFamily,productType,deviceModel,purchaseSourceType,addedToOrgDateTime,imei,isMdmMigrationCapable,mdmMigrationStatus,mdmMigrationDeadlineDateTime';
const serverFields = 'serverName,serverType,status,deviceCount,defaultProductFamilies,lastConnectedDateTime,createdDateTime,updatedDateTime';

/**
 * One Apple organization over HTTP (apple.md 2).
 * @throws Stop (2) where an address or the client id in the configuration cannot be right.
 */
export function makeAppleClient(use: AppleClientUse): AppleWriter {
  const { config } = use;
  const { api, token } = addressesOf(config);
  const scope = scopeOf(config);
  const clock = use.clock ?? systemClock;
  const fetch = use.fetch ?? globalThis.fetch;
  const timeout = use.timeout ?? 60_000;
  const files = use.files ?? privateFilesInMemory();
  const limits = { readsPerMinute: config.readsPerMinute ?? paceDefaults.readsPerMinute, writesPerHour: config.writesPerHour ?? paceDefaults.writesPerHour };
  const pace = makePace(limits, clock, files, cacheName('pace', api.href, config.clientId));
  const account = { clientId: config.clientId, keyId: config.keyId, key: use.key, sendKeyId: config.sendKeyId ?? true };
  const tokens = makeTokenSource({ account, scope, url: token, files, clock, fetch, timeout });
  const send = makeSend({ tokens, pace, clock, fetch, timeout, maxWait: use.maxWait ?? 3_600_000, ...(use.random === undefined ? {} : { random: use.random }) });

  const at = (path: string, query: Readonly<Record<string, string>> = {}): URL => {
    const url = new URL(`${api.href.replace(/\/+$/, '')}/${path}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return url;
  };
  const read = async <T>(path: string, of: (resource: JsonObject) => T | undefined, query: Readonly<Record<string, string>> = {}): Promise<AppleResult<T>> => {
    const url = at(path, query);
    const answer = await send({ method: 'GET', url });
    return answer.ok ? understood(`GET ${url.pathname}`, dataOf(answer.value), of) : answer;
  };

  /** Asks for the members by name, and without them where the organization does not know one of the newer names. */
  async function* listed<T>(path: string, query: Readonly<Record<string, string>>, fields: Readonly<Record<string, string>>, of: (resource: JsonObject) => T | undefined): AsyncIterable<AppleResult<readonly T[]>> {
    let first = true;
    for await (const page of pagesOf(send, at(path, { ...query, ...fields }))) {
      if (!page.ok && first && page.failure.status === 400 && Object.keys(fields).length > 0) {
        yield* listed(path, query, {}, of);
        return;
      }
      first = false;
      yield page.ok ? appleOk(page.value.map(of).filter((item) => item !== undefined)) : page;
    }
  }

  const reader: AppleReader = {
    type: config.type,
    async servers() {
      const all: MdmServer[] = [];
      for await (const page of listed('mdmServers', { limit: '1000' }, { 'fields[mdmServers]': serverFields }, serverIn)) {
        if (!page.ok) return page;
        all.push(...page.value);
      }
      return appleOk(all);
    },
    devices: () => listed<OrgDevice>('orgDevices', { limit: '1000' }, { 'fields[orgDevices]': deviceFields }, deviceIn),
    device: (serial) => read(`orgDevices/${encodeURIComponent(serial)}`, deviceIn),
    serialsOn: (server) => listed(`mdmServers/${encodeURIComponent(server)}/relationships/devices`, { limit: '1000' }, {}, (item) => serialOf(textAt(item, 'id') ?? '')),
    async assignedServer(serial) {
      const answer = await send({ method: 'GET', url: at(`orgDevices/${encodeURIComponent(serial)}/relationships/assignedServer`) });
      // none is 404 for some organizations and an empty id for others (apple.md 2.5)
      if (!answer.ok) return answer.failure.kind === 'missing' ? appleOk(undefined) : answer;
      return appleOk(serverIdOf(linkedId(answer.value) ?? ''));
    },
    activity: (id) => read(`orgDeviceActivities/${encodeURIComponent(id)}`, activityIn),
    async activityLog({ id, logUrl }) {
      const call = `GET the log of activity ${id}`;
      const url = logUrl !== undefined && URL.canParse(logUrl) ? new URL(logUrl) : undefined;
      if (url === undefined) return appleFailed({ kind: 'missing', call, message: `${call}: Apple gave no address for it.` });
      if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) return appleFailed({ kind: 'untrusted', call, message: `${call}: its address is not encrypted, so it was not fetched.` });
      // the address carries its own permission: our token must not go there
      const wire = await readText(fetch, url, { headers: { Accept: 'text/csv, */*' } }, timeout);
      if (!wire.ok) return appleFailed({ kind: 'unavailable', call, message: `${call}: ${wire.why}.` });
      if (wire.value.status === 200) {
        const log = logIn(wire.value.text);
        return log === undefined ? appleFailed({ kind: 'untrusted', call, message: `${call}: what came is no table. It is read again by the next run.` }) : appleOk(log);
      }
      const failure = failureOf(call, wire.value);
      return appleFailed({ ...failure, kind: wire.value.status < 500 ? 'missing' : 'unavailable' });
    },
    activationLock: (serial) => read(`orgDevices/${encodeURIComponent(serial)}/activationLockStatus`, lockIn),
    spending: () => pace.spending(),
  };
  return {
    ...reader,
    async submit(order: ActivityOrder) {
      const url = at('orgDeviceActivities');
      const answer = await send({ method: 'POST', url, body: bodyOf(order) });
      if (!answer.ok) return answer;
      const activity = understood(`POST ${url.pathname}`, dataOf(answer.value), activityIn);
      // accepted, but without an id to follow: what became of it can only be read back
      return activity.ok ? activity : appleFailed({ ...activity.failure, kind: 'lost answer' });
    },
  };
}

function understood<T>(call: string, resource: JsonObject | undefined, of: (resource: JsonObject) => T | undefined): AppleResult<T> {
  const value = resource === undefined ? undefined : of(resource);
  if (value !== undefined) return appleOk(value);
  const failure: AppleFailure = { kind: 'untrusted', call, message: `${call} answered without the resource it was asked for. Try again; behind a proxy, look at what it changes.` };
  return appleFailed(failure);
}

/** The scope goes with the account: its id says which kind of organization it belongs to (apple.md 2.2). */
function scopeOf(config: AppleConfig): string {
  const other = config.type === 'business' ? { prefix: 'SCHOOLAPI.', type: 'school' } : { prefix: 'BUSINESSAPI.', type: 'business' };
  if (config.clientId.startsWith(other.prefix)) {
    throw new Stop(2, `apple.type says ${config.type}, but ${config.clientId.slice(0, 20)}… is an account of the type ${other.type}.`, `Set apple.type to ${other.type}, or use the client id of a ${config.type} account.`);
  }
  return `${config.type}.api`;
}
