import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { catalog } from '../../src/catalog/index.js';
import { digestOf } from '../../src/engine/digest.js';
import { entriesOf } from '../../src/engine/mapping-words.js';
import { readAnswer } from '../../src/graph/answer.js';
import { openDestination, openSource } from '../../src/graph/open.js';
import type { Transport } from '../../src/graph/transport.js';
import { Stop } from '../../src/model/failure.js';
import type { Mapping } from '../../src/model/mapping.js';
import type { Plan } from '../../src/model/plan.js';
import { silent } from '../../src/model/ports.js';
import type { TenantFacts } from '../../src/model/policy.js';
import { answerOne } from '../../src/simulator/http/tenant-server.js';
import { SimulatedTenant } from '../../src/simulator/simulated-tenant.js';
import { Cloud } from '../../src/simulator/tenant/cloud.js';
import { exportTenant } from '../../src/stages/export.js';
import { importPlan } from '../../src/stages/import.js';
import { proposeMappings } from '../../src/stages/map.js';
import { makePlan } from '../../src/stages/plan.js';
import { verifyPlan } from '../../src/stages/verify.js';
import { openBundle } from '../../src/store/bundle-reader.js';
import { createBundle } from '../../src/store/bundle-writer.js';
import { memoryJournal } from '../conformance/memory.js';
import { VirtualClock } from '../graph/clock.js';
import { cameraPolicy, compliancePolicy, exclude, include, notificationTemplate, securityGroup } from '../journeys/seeds.js';
import { identities } from './move.js';
import { spoil, spoilage, withoutPage, type Spoilage, type Wired } from './spoiled-answers.js';

/** Parts of a move that ask a tenant, in their order, and about how many requests each sends where nothing is wrong. */
const stages = { export: 16, map: 8, plan: 8, import: 20, verify: 8 } as const;
const order = ['export', 'map', 'plan', 'import', 'verify'] as const;

/** Which stage gets bad answers, and what is wrong with which of them. */
export interface BadAnswers {
  readonly stage: keyof typeof stages;
  readonly faults: readonly Fault[];
}

export interface Fault {
  /** The number of the request, modulo how many such a stage sends. */
  readonly at: number;
  /** Every further answer from this address is spoiled as well. */
  readonly lasting: boolean;
  readonly how: Spoilage;
}

export const badAnswers: fc.Arbitrary<BadAnswers> = fc.record({
  stage: fc.constantFrom(...order),
  faults: fc.array(fc.record({ at: fc.nat(20), lasting: fc.boolean(), how: spoilage }), { minLength: 1, maxLength: 3 }),
});

const kinds = new Set(['assignmentFilter', 'scopeTag', 'settingsCatalog', 'compliancePolicy', 'notificationTemplate', 'namedLocation', 'deviceConfiguration']);
const rows = catalog.rows.filter((row) => kinds.has(row.kind));
const tool = { name: 'tenantferry', version: '0.0.0' } as const;
/** More than a stage of so small a move can need, repetitions included. */
const mostRequests = 4000;

function factsOf(tenant: SimulatedTenant, name: string): TenantFacts {
  return { id: tenant.identity.tenantId, name, domains: [...(tenant.identity.domains ?? [])], initialDomain: tenant.identity.initialDomain };
}

function tenants(): { readonly source: SimulatedTenant; readonly destination: SimulatedTenant } {
  const cloud = new Cloud();
  const source = new SimulatedTenant(identities.contoso, catalog, cloud);
  const destination = new SimulatedTenant(identities.fabrikam, catalog, cloud);
  const sales = securityGroup(source, 'Sales');
  const guests = securityGroup(source, 'Guests');
  securityGroup(destination, 'Sales');
  securityGroup(destination, 'Guests');
  const filter = source.put('deviceManagement/assignmentFilters', { displayName: 'Laptops', platform: 'windows10AndLater', rule: '(device.model -startsWith "Lap")', assignmentFilterManagementType: 'devices', roleScopeTags: ['0'] });
  const template = source.put('deviceManagement/notificationMessageTemplates', notificationTemplate('Mail'));
  source.put('deviceManagement/deviceCompliancePolicies', compliancePolicy('Windows', [include(sales)], { template, copy: [] }));
  source.put('deviceManagement/configurationPolicies', cameraPolicy('Camera', [include(sales, filter), exclude(guests)]));
  source.put('deviceManagement/deviceConfigurations', { '@odata.type': '#microsoft.graph.windows10GeneralConfiguration', displayName: 'Restrictions', cameraBlocked: true, roleScopeTagIds: ['0'], assignments: [include(sales)] });
  source.put('identity/conditionalAccess/namedLocations', { '@odata.type': '#microsoft.graph.ipNamedLocation', displayName: 'Office', isTrusted: true, ipRanges: [{ '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '203.0.113.1/32' }] });
  return { source, destination };
}

/** A simulated tenant as bytes of HTTP without a network. `spoiled` says what is wrong with an answer. */
function wired(tenant: SimulatedTenant, sent: string[], spoiled: (url: string, index: number) => Spoilage | undefined): Transport {
  return {
    async send({ url, method, headers, body }) {
      const index = sent.length;
      sent.push(url);
      assert.ok(index < mostRequests, `${String(index)} requests and no end: ${method} ${url.slice(0, 200)}`);
      const { pathname, search, origin } = new URL(withoutPage(url));
      const [, version = '', ...rest] = pathname.split('/');
      const answer = answerOne(tenant, { method, version, path: rest.join('/'), query: search.slice(1), headers: { ...headers, authorization: headers['authorization'] ?? headers['Authorization'] }, origin, ...(typeof body === 'string' ? { text: body } : {}) }, undefined);
      const plain: Wired = { status: answer.status, headers: { 'content-type': 'application/json', ...answer.headers }, bytes: Buffer.from(answer.body === undefined ? '' : JSON.stringify(answer.body)) };
      const how = spoiled(url, index);
      const { status, headers: given, bytes } = how === undefined ? plain : spoil(plain, url, how);
      return readAnswer(status, given, bytes);
    },
    close: () => Promise.resolve(),
  };
}

/** Strikes by number, and by address where it lasts. */
export function striking(faults: readonly Fault[], span: number): (url: string, index: number) => Spoilage | undefined {
  const lasting = new Map<string, Spoilage>();
  return (url, index) => {
    const place = url.split('?')[0] ?? '';
    const due = faults.find(({ at }) => at % span === index);
    if (due?.lasting === true) lasting.set(place, due.how);
    return due?.how ?? lasting.get(place);
  };
}

const none = (): undefined => undefined;

/** A move in its own folder, stage by stage; each stage may meet bad answers. */
class Journey {
  readonly pair = tenants();
  readonly clock = new VirtualClock(0);
  journal = memoryJournal([], () => this.clock.now());
  mappings: readonly Mapping[] = [];
  plan: Plan | undefined;
  requests: string[] = [];

  constructor(readonly folder: string) {}

  private world(tenant: SimulatedTenant, spoiled: (url: string, index: number) => Spoilage | undefined): Parameters<typeof openSource>[1] {
    this.requests = [];
    return { clock: this.clock, log: { debug() {}, warn() {} }, env: { TOKEN: tenant.token() }, random: () => 0.5, transport: wired(tenant, this.requests, spoiled), largestAnswer: 3_000_000 };
  }

  private settings(name: 'contoso' | 'fabrikam'): Parameters<typeof openSource>[0] {
    return { name, tenantId: identities[name].tenantId, cloud: 'global', auth: { method: 'token', tokenEnv: 'TOKEN' }, pacing: 'off', maxWait: 60 };
  }

  async run(stage: BadAnswers['stage'], spoiled: (url: string, index: number) => Spoilage | undefined = none): Promise<void> {
    const { source, destination } = this.pair;
    if (stage === 'export') {
      const reader = openSource(this.settings('contoso'), this.world(source, spoiled));
      const bundle = await createBundle(join(this.folder, 'bundle'));
      try {
        await exportTenant({ reader, catalog, bundle, clock: this.clock, say: silent }, { tenant: factsOf(source, 'contoso'), cloud: 'global', tool }, { rows });
      } finally {
        await bundle.abandon();
      }
      return;
    }
    const bundle = await openBundle(join(this.folder, 'bundle'));
    const writer = openDestination(this.settings('fabrikam'), this.world(destination, spoiled));
    const ports = { bundle, destination: writer, catalog, say: silent };
    if (stage === 'map') {
      this.mappings = [...(await proposeMappings(ports, { source: 'contoso', destination: 'fabrikam' })).values()];
      return;
    }
    const rewrite = <T>(_policy: unknown, resolved: T): T => resolved;
    if (stage === 'plan') {
      const { plan } = await makePlan(
        { ...ports, rewrite, seconds: () => 0, strays: () => [] },
        { tool, time: new Date(0).toISOString(), destination: factsOf(destination, 'fabrikam'), bundlePath: 'bundle', mappings: { path: 'mappings', fingerprint: '', entryOf: entriesOf(catalog, this.mappings) }, values: [], valueFindings: [], options: { assignments: 'now', onExisting: 'update', prefix: '', keepState: true, allowOpen: true } },
      );
      this.plan = { ...plan, fingerprint: digestOf(JSON.stringify(plan)) };
      return;
    }
    const { plan } = this;
    if (plan === undefined) throw new Error('there is no plan yet');
    if (stage === 'import') await importPlan({ ...ports, journal: this.journal, clock: this.clock, rewrite, visibility: 1000, maxWait: 60_000 }, plan, 'test');
    else await verifyPlan({ ...ports, rewrite, patience: { clock: this.clock, visibility: 1000 } }, plan, this.journal.lines);
  }
}

/** What came of a stage that met bad answers. */
export interface BadEnd {
  readonly as: 'went to its end' | 'stopped in a sentence';
  readonly requests: number;
}

/**
 * Runs a move up to a stage and gives that stage bad answers. It ends, in a result or in a sentence, within so many requests;
 * nothing lies beside its folder; no id that an answer gave has become a part of an address. @throws AssertionError
 */
export async function checkBadAnswers(bad: BadAnswers): Promise<BadEnd> {
  const root = await mkdtemp(join(tmpdir(), 'tenantferry-answers-'));
  try {
    const journey = new Journey(join(root, 'work'));
    for (const stage of order) {
      if (stage !== bad.stage) {
        await journey.run(stage);
        continue;
      }
      let end: BadEnd['as'] = 'went to its end';
      try {
        await journey.run(stage, striking(bad.faults, stages[stage]));
      } catch (cause) {
        if (cause instanceof assert.AssertionError) throw cause;
        assert.ok(cause instanceof Stop, cause instanceof Error ? cause.stack : String(cause));
        assert.ok(cause.message.length < 2000 && cause.remedy.length > 0, cause.message.slice(0, 300));
        end = 'stopped in a sentence';
      }
      for (const url of journey.requests) assert.doesNotMatch(url.slice(new URL(url).origin.length), /zz[/?#]poison|\/\.{1,2}(?:\/|\?|$)|\/\/|[\s"<>]/u, url);
      assert.deepEqual((await readdir(root)).filter((name) => name !== 'work'), []);
      assert.deepEqual((await readdir(journey.folder).catch(() => [])).filter((name) => name !== 'bundle'), []);
      assert.equal('polluted' in {}, false);
      return { as: end, requests: journey.requests.length };
    }
    throw new Error(`${bad.stage} is no stage`);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
