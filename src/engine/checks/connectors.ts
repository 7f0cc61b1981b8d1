import { isList, isObject, textAt, type JsonObject } from '../../model/json.js';
import type { Result } from '../../model/failure.js';
import type { Get } from '../../model/ports.js';
import { codes, type Code } from '../../model/rules.js';
import { fine, trouble, unknown, type Check } from './check.js';

const day = 86_400_000;
/** Whatever ends within this time deserves a look before a move. */
const soon = 30 * day;

interface State {
  readonly bad?: { readonly says: string; readonly code: Code };
  readonly says: string;
}

/** Something that ties a tenant to another service; none of them moves. */
export interface Connector {
  readonly what: string;
  readonly get: Get;
  /** Every tenant has at most one, which is no collection. */
  readonly single?: true;
  /** Objects of the collection that are none. */
  readonly not?: (object: JsonObject) => boolean;
  readonly name: (object: JsonObject) => string;
  readonly state: (object: JsonObject, now: number) => State;
  /** What it means where the source has one and the destination has none. */
  readonly stays: Code;
}

const scopes = { service: ['DeviceManagementServiceConfig.Read.All'], configuration: ['DeviceManagementConfiguration.Read.All'] } as const;

function named(...members: readonly string[]): (object: JsonObject) => string {
  return (object) => members.map((member) => textAt(object, member)).find((text) => text !== undefined && text !== '') ?? textAt(object, 'id') ?? '';
}

/** Until when something holds; dates of the year 1 were never set (graph-intune.md 1). */
function ends(object: JsonObject, member: string, now: number, soonCode: Code): State {
  const at = Date.parse(textAt(object, member) ?? '');
  if (Number.isNaN(at) || at < 0) return { says: 'without an end' };
  const date = new Date(at).toISOString().slice(0, 10);
  if (at <= now) return { says: `ended ${date}`, bad: { says: `ended on ${date}`, code: codes.tokenExpired } };
  const left = Math.floor((at - now) / day);
  return { says: `until ${date}`, ...(at - now < soon ? { bad: { says: `ends on ${date}, in ${String(left)} days`, code: soonCode } } : {}) };
}

function stateIn(member: string, well: readonly string[]): (object: JsonObject) => State {
  return (object) => {
    const state = textAt(object, member) ?? 'in no known state';
    return { says: state, ...(well.includes(state) ? {} : { bad: { says: `is ${state}`, code: codes.connectorDown } }) };
  };
}

/** Whichever of two is bad, the first one first. */
function both(first: State, second: State): State {
  const bad = first.bad ?? second.bad;
  return { says: `${first.says}, ${second.says}`, ...(bad === undefined ? {} : { bad }) };
}

const others = { api: 'beta', service: 'others', scopes: scopes.service } as const;

/** What can be read of them (apple.md 3.2, 3.10; graph-intune.md 12). */
export const connectors: readonly Connector[] = [
  {
    what: 'Apple push certificate', get: { ...others, path: 'deviceManagement/applePushNotificationCertificate' }, single: true, name: named('appleIdentifier'),
    state: (object, now) => ends(object, 'expirationDateTime', now, codes.pushCertificateExpiring), stays: codes.pushCertificateStays,
  },
  {
    what: 'Apple content token', get: { ...others, service: 'device-enrollment', path: 'deviceAppManagement/vppTokens' }, name: named('displayName', 'locationName', 'appleId'),
    state: (object, now) => both(stateIn('state', ['valid', 'expired'])(object), ends(object, 'expirationDateTime', now, codes.contentTokenExpiring)), stays: codes.contentTokenStays,
  },
  {
    what: 'Apple enrollment token', get: { ...others, service: 'device-enrollment', path: 'deviceManagement/depOnboardingSettings?$top=100' }, name: named('tokenName', 'appleIdentifier'),
    // `none` is the holder of Apple Configurator profiles and no token
    not: (object) => textAt(object, 'tokenType') === 'none',
    state(object, now) {
      const code = object['lastSyncErrorCode'];
      const sync: State = code === 3 ? { says: 'sync stopped', bad: { says: 'waits for Apple terms to be accepted', code: codes.termsNotAccepted } } : typeof code === 'number' && code !== 0 ? { says: 'sync failed', bad: { says: `failed at its last sync with code ${String(code)}`, code: codes.connectorDown } } : { says: 'synced' };
      return both(ends(object, 'tokenExpirationDateTime', now, codes.enrollmentTokenExpiring), sync);
    },
    stays: codes.enrollmentTokenStays,
  },
  {
    what: 'managed Google Play', get: { ...others, scopes: scopes.configuration, path: 'deviceManagement/androidManagedStoreAccountEnterpriseSettings' }, single: true,
    not: (object) => textAt(object, 'bindStatus') === 'notBound', name: named('ownerOrganizationName', 'ownerUserPrincipalName'), state: stateIn('bindStatus', ['bound', 'boundAndValidated']), stays: codes.googleBinding,
  },
  { what: 'certificate connector', get: { ...others, scopes: scopes.configuration, path: 'deviceManagement/ndesConnectors' }, name: named('displayName', 'machineName'), state: stateIn('state', ['active']), stays: codes.connectorMissing },
  { what: 'threat defense connector', get: { ...others, path: 'deviceManagement/mobileThreatDefenseConnectors' }, name: named('id'), state: stateIn('partnerState', ['available', 'enabled']), stays: codes.connectorMissing },
  { what: 'compliance partner', get: { ...others, path: 'deviceManagement/complianceManagementPartners' }, name: named('displayName'), not: (object) => textAt(object, 'partnerState') === 'unknown', state: stateIn('partnerState', ['enabled']), stays: codes.connectorMissing },
  { what: 'domain join connector', get: { ...others, scopes: scopes.configuration, path: 'deviceManagement/domainJoinConnectors' }, name: named('displayName'), state: stateIn('state', ['active']), stays: codes.connectorMissing },
];

/** How many of each connector a tenant has; undefined where that could not be read. */
export type Counts = ReadonlyMap<Connector, number | undefined>;

/** Judges what the reads answered, in the order of `connectors`. */
export function connectorChecks(tenant: string, answers: readonly Result<JsonObject>[], now: number): { readonly checks: readonly Check[]; readonly counts: Counts } {
  const counts = new Map<Connector, number | undefined>();
  const checks = connectors.flatMap((connector, index): Check[] => {
    const answer = answers[index];
    const none = fine('connectors', connector.what, 'none');
    if (answer === undefined) return [];
    if (!answer.ok) {
      const absent = answer.failure.kind === 'missing' || answer.failure.kind === 'not available';
      counts.set(connector, absent ? 0 : undefined);
      return [absent ? none : unknown('connectors', connector.what, answer.failure, tenant)];
    }
    const value = answer.value['value'];
    const objects = (connector.single === true ? [answer.value] : isList(value) ? value.filter(isObject) : []).filter((object) => connector.not?.(object) !== true);
    counts.set(connector, objects.length);
    if (objects.length === 0) return [none];
    return objects.map((object) => {
      const { says, bad } = connector.state(object, now);
      const name = connector.name(object);
      return bad === undefined ? fine('connectors', connector.what, `${name}: ${says}`) : trouble('connectors', connector.what, 'warning', `${name} ${bad.says}`, bad.code, tenant);
    });
  });
  return { checks, counts };
}

/** What the source has and the destination has not: none of it moves, so somebody has to set it up. */
export function missingThere(destination: string, source: string, here: Counts, there: Counts): Check[] {
  return connectors.flatMap((connector) =>
    (here.get(connector) ?? 0) > 0 && there.get(connector) === 0 ? [trouble('connectors', connector.what, 'warning', `${source} has one and this tenant has none; it does not move`, connector.stays, destination)] : [],
  );
}
