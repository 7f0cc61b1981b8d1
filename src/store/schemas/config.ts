import type { AppleConfig, Auth, Cloud, Config, TenantConfig } from '../../model/config.js';
import type { JsonObject } from '../../model/json.js';
import { draft, each, only, record, text, union } from './words.js';

const guid: JsonObject = { type: 'string', pattern: '^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$', description: 'a GUID such as 11111111-2222-3333-4444-555555555555' };
const variable: JsonObject = { type: 'string', pattern: '^[A-Za-z_][A-Za-z0-9_]*$', description: 'the name of an environment variable (letters, digits, underscores), never the secret itself' };
const path: JsonObject = { type: 'string', pattern: '^(?!-----)[^\\u0000\\r\\n]+$', description: 'a path of a file, from the folder of this file, never the content itself' };
const url: JsonObject = { type: 'string', pattern: '^https?://[^\\s]+$', description: 'a URL that starts with https:// (http:// for loopback only)' };
const tenantName: JsonObject = { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$', description: 'a name of letters, digits, dots, dashes and underscores, 64 at most: folders are called after it' };

/** People mistype: what is not known is told, not passed over. */
function closed(schema: JsonObject): JsonObject {
  return { ...schema, additionalProperties: false };
}

type Way<M extends Auth['method']> = Extract<Auth, { method: M }>;

const auth: JsonObject = {
  description: 'how to sign in',
  ...union<Auth['method']>('method', {
    certificate: closed(record<Way<'certificate'>>({ method: only('certificate'), clientId: guid, certificatePath: path }, { passwordEnv: variable })),
    secret: closed(record<Way<'secret'>>({ method: only('secret'), clientId: guid, clientSecretEnv: variable })),
    'device-code': closed(record<Way<'device-code'>>({ method: only('device-code'), clientId: guid })),
    browser: closed(record<Way<'browser'>>({ method: only('browser'), clientId: guid })),
    'managed-identity': closed(record<Way<'managed-identity'>>({ method: only('managed-identity') }, { clientId: guid })),
    'workload-identity': closed(record<Way<'workload-identity'>>({ method: only('workload-identity'), clientId: guid }, { tokenFilePath: path, tokenFileEnv: variable })),
    token: closed(record<Way<'token'>>({ method: only('token'), tokenEnv: variable })),
  }),
};

/** As it stands in the file: the cloud may be left out there. */
type WrittenTenant = Omit<TenantConfig, 'cloud'> & { readonly cloud?: Cloud };

const tenant: JsonObject = closed(
  record<WrittenTenant>(
    { tenantId: guid, auth },
    {
      cloud: { ...each<Cloud>({ global: true, usgov: true, dod: true, china: true }), default: 'global', description: 'the cloud: global, usgov (GCC High), dod or china' },
      graphUrl: url,
      inFlight: { type: 'integer', minimum: 1, maximum: 32, default: 8, description: 'requests in flight' },
      pacing: { description: 'how calls are paced: documented, off, or the share of the documented budget', anyOf: [{ enum: ['documented', 'off'] }, { type: 'number', exclusiveMinimum: 0, maximum: 1 }] },
      maxWait: { type: 'number', minimum: 0, default: 3600, description: 'seconds that one call may be put off before it counts as failed' },
      timeout: { type: 'number', exclusiveMinimum: 0, default: 100, description: 'seconds for one request' },
      visibility: { type: 'number', minimum: 0, default: 20, description: 'seconds after which an object that was just written must be visible to lists' },
    },
  ),
);

function sides(description: string): JsonObject {
  return { ...closed(record<NonNullable<AppleConfig['servers']>>({}, { source: text, destination: text })), description };
}

const apple: JsonObject = closed(
  record<AppleConfig>(
    { type: each<AppleConfig['type']>({ business: true, school: true }), clientId: text, keyId: text, privateKeyPath: path },
    {
      sendKeyId: { type: 'boolean', default: true, description: 'whether the id of the key goes into the assertion' },
      apiUrl: url,
      tokenUrl: url,
      readsPerMinute: { type: 'number', exclusiveMinimum: 0 },
      writesPerHour: { type: 'number', exclusiveMinimum: 0 },
      pollSeconds: { type: 'number', minimum: 0, default: 15, description: 'seconds between two looks at an activity of Apple' },
      readBackSeconds: { type: 'number', minimum: 1, default: 1800, description: 'seconds for which an order to Apple without an answer is looked for before it counts as never arrived' },
      servers: sides('the device management services, by name or id'),
      tokens: sides('the enrollment program tokens, by name or id'),
    },
  ),
);

export const configSchema: JsonObject = {
  $schema: draft,
  title: 'TenantFerry configuration (tenantferry.json)',
  ...closed(
    record<Config & { readonly $schema?: string }>(
      { tenants: { type: 'object', propertyNames: tenantName, additionalProperties: tenant, description: 'the tenants by the names you give them' } },
      {
        $schema: { type: 'string' },
        source: { type: 'string', description: 'the tenant that is read' },
        destination: { type: 'string', description: 'the tenant that is written' },
        apple,
      },
    ),
  ),
};
