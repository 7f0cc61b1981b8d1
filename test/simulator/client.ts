import { makeCatalog } from '../../src/catalog/catalog.js';
import { isList, isObject, type Json, type JsonObject } from '../../src/model/json.js';
import type { Catalog } from '../../src/model/policy-type.js';
import type { SimulatedTenant, TenantOptions, TenantSpec } from '../../src/simulator/simulated-tenant.js';
import { startSimulator, type Simulator } from '../../src/simulator/simulator.js';

export interface Reply {
  readonly status: number;
  readonly body: JsonObject;
  readonly headers: Headers;
}

/** One tenant of a simulator and a plain client of it, for tests of the simulator itself. */
export interface Bench {
  readonly simulator: Simulator;
  readonly tenant: SimulatedTenant;
  call(method: string, path: string, body?: Json, headers?: Record<string, string>): Promise<Reply>;
  /** The items of a collection answer. */
  items(path: string, headers?: Record<string, string>): Promise<JsonObject[]>;
  stop(): Promise<void>;
}

export const contosoId = '11111111-1111-4111-8111-111111111111';

export async function startBench(options: TenantOptions = {}, more: { catalog?: Catalog; clock?: () => number; spec?: Partial<TenantSpec> } = {}): Promise<Bench> {
  const spec: TenantSpec = { tenantId: contosoId, initialDomain: 'contoso.onmicrosoft.com', domains: ['contoso.com'], options, ...(more.clock === undefined ? {} : { clock: more.clock }), ...more.spec };
  const simulator = await startSimulator({ catalog: more.catalog ?? makeCatalog([]), tenants: { contoso: spec } });
  const tenant = simulator.tenant('contoso');
  const call = async (method: string, path: string, body?: Json, headers: Record<string, string> = {}): Promise<Reply> => {
    const version = /^(beta|v1\.0|v2\.0)\//u.test(path) ? '' : 'beta/';
    const response = await fetch(`${simulator.urls['contoso'] ?? ''}/${version}${path}`, {
      method,
      headers: { authorization: `Bearer ${tenant.token()}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const parsed: unknown = text === '' ? {} : JSON.parse(text);
    return { status: response.status, body: isObject(parsed) ? parsed : { text }, headers: response.headers };
  };
  return {
    simulator,
    tenant,
    call,
    async items(path, headers) {
      const { body } = await call('GET', path, undefined, headers);
      const value = body['value'];
      return isList(value) ? value.filter(isObject) : [];
    },
    stop: () => simulator.stop(),
  };
}

/** What an error says, the nested document of Intune opened. */
export function message(reply: Reply): string {
  const error = reply.body['error'];
  const text = isObject(error) ? error['message'] : undefined;
  if (typeof text !== 'string') return JSON.stringify(reply.body);
  if (!text.startsWith('{')) return text;
  const nested: unknown = JSON.parse(text);
  return isObject(nested) && typeof nested['Message'] === 'string' ? nested['Message'] : text;
}

/** A settings catalog setting with one choice. */
export function choice(name: string, value = '1'): JsonObject {
  return {
    '@odata.type': '#microsoft.graph.deviceManagementConfigurationSetting',
    settingInstance: {
      '@odata.type': '#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance',
      settingDefinitionId: `device_vendor_msft_policy_config_${name}`,
      choiceSettingValue: { value: `device_vendor_msft_policy_config_${name}_${value}`, children: [] },
    },
  };
}

/** The id in an answer. */
export function idIn(reply: Reply): string {
  const id = reply.body['id'];
  if (typeof id !== 'string') throw new Error(`no id in ${JSON.stringify(reply.body)}`);
  return id;
}
