import { scopeNames, type Needs } from '../../catalog/plan-needs.js';
import { identify } from '../../graph/identify.js';
import { openSource } from '../../graph/open.js';
import type { TokenFacts } from '../../graph/token-facts.js';
import type { TenantConfig } from '../../model/config.js';
import { Stop } from '../../model/failure.js';
import type { Catalog } from '../../model/policy-type.js';
import { codes } from '../../model/rules.js';
import { graphWorld, type World } from '../world.js';
import { trouble, unknown, type Check, type Role } from '../../engine/checks/check.js';
import type { Counts } from '../../engine/checks/connectors.js';
import { readCondition } from '../../stages/condition.js';
import { permissionChecks } from './permission-checks.js';
import { serviceChecks } from './service-checks.js';
import { failedSignIn, signInChecks } from './sign-in-checks.js';

/** What the doctor found out about one tenant. */
export interface Examined {
  readonly name: string;
  readonly role: Role;
  readonly tenantId: string;
  /** The permissions that its part in the move needs, those that only read and those that write. */
  readonly needs: ReturnType<typeof scopeNames>;
  readonly displayName?: string;
  readonly token?: TokenFacts;
  readonly checks: readonly Check[];
  readonly counts: Counts;
}

/** Seconds after which a service that does not answer counts as out of reach. */
const patience = 15;

/** Signs in to one tenant and looks at it. Only ever reads; whatever goes wrong is a check. */
export async function examine(world: World, settings: TenantConfig & { readonly name: string }, role: Role, catalog: Catalog, needs: Needs): Promise<Examined> {
  const { name, tenantId } = settings;
  const about = { name, role, tenantId, needs: scopeNames(needs) };
  let open: ReturnType<typeof openSource>;
  try {
    // also the destination: nothing here writes, and the chain holds it
    open = openSource({ ...settings, maxWait: Math.min(settings.maxWait ?? patience, patience) }, graphWorld(world));
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return { ...about, checks: [trouble('sign-in', 'token', 'wrong', `${error.message} ${error.remedy}`, codes.signInFails, name)], counts: new Map() };
  }
  world.onEnd(() => open.close());
  const token = await open.token();
  if (!token.ok) return { ...about, checks: [failedSignIn(name, token.failure)], counts: new Map() };
  const { clock } = world;
  const begun = clock.now();
  const facts = await identify(open);
  const answeredIn = (clock.now() - begun) / 2;
  if (!facts.ok && facts.failure.kind !== 'forbidden') return { ...about, token: token.value, checks: [...signInChecks(name, settings.auth.method, token.value, clock.now()), failedSignIn(name, facts.failure)], counts: new Map() };
  const condition = await readCondition(open, role, clock.now());
  const { displayName } = facts.ok ? facts.value : {};
  const checks = [
    ...signInChecks(name, settings.auth.method, token.value, clock.now()),
    ...(facts.ok ? [] : [unknown('sign-in', 'tenant', facts.failure, name)]),
    ...serviceChecks(name, { endpoint: settings.graphUrl ?? `Graph (${settings.cloud})`, answeredIn, clockAhead: open.tally().clockAhead, batching: open.batching() }),
    ...permissionChecks(name, role, catalog, needs, token.value.scopes),
    ...condition.checks,
  ];
  return { ...about, token: token.value, ...(displayName === undefined ? {} : { displayName }), checks, counts: condition.counts };
}
