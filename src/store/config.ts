import { dirname, join, relative, resolve } from 'node:path';
import type { AppleConfig, Auth, Cloud, Config, TenantConfig } from '../model/config.js';
import { Stop } from '../model/failure.js';
import { makeCheck, nearest, printable } from './check.js';
import { safeName } from './policy-file-names.js';
import { readEditedJson } from './edited-json.js';
import { configSchema } from './schemas/config.js';
import { editorSchemas, writeEditorSchemas } from './schema-files.js';
import { exists, writeFileWhole } from './write-file.js';

/** As it stands in the file: the cloud may be left out, paths start at the folder of the file. */
interface WrittenConfig extends Omit<Config, 'tenants'> {
  readonly tenants: Readonly<Record<string, Omit<TenantConfig, 'cloud'> & { readonly cloud?: Cloud }>>;
}

const seeDocs = 'The members are those of docs/schemas/config.schema.json; `tenantferry init` writes a file that works.';

const checkConfig = makeCheck<WrittenConfig>({ what: 'a TenantFerry configuration', schema: configSchema, remedy: seeDocs, edited: true });

/**
 * Reads tenantferry.json. Paths in it (certificates, keys, token files) come out absolute, counted from its folder.
 * @throws Stop (exit 2) with file, place, what was expected and the nearest known name; no message repeats a value of a sign-in.
 */
export async function readConfig(file: string): Promise<Config> {
  if (!(await exists(file))) throw new Stop(2, `${file} does not exist.`, 'Write one with `tenantferry init`, or name another with --config.');
  const written = checkConfig(await readEditedJson(file), file);
  const folder = dirname(resolve(file));
  for (const [name, tenant] of Object.entries(written.tenants)) {
    if (safeName(name, 64) !== name) throw new Stop(2, `${file}: at /tenants, the name "${name}" cannot be the name of a folder.`, 'Give the tenant another name.');
    refuseUrl(tenant.graphUrl, file, `/tenants/${name}/graphUrl`);
  }
  refuseUrl(written.apple?.apiUrl, file, '/apple/apiUrl');
  refuseUrl(written.apple?.tokenUrl, file, '/apple/tokenUrl');
  const config: Config = {
    tenants: Object.fromEntries(Object.entries(written.tenants).map(([name, tenant]) => [name, { ...tenant, cloud: tenant.cloud ?? 'global', auth: absolute(tenant.auth, folder) }])),
    ...(written.source === undefined ? {} : { source: written.source }),
    ...(written.destination === undefined ? {} : { destination: written.destination }),
    ...(written.apple === undefined ? {} : { apple: absoluteKey(written.apple, folder) }),
  };
  for (const side of ['source', 'destination'] as const) {
    const name = config[side];
    if (name !== undefined) tenantOf(config, name, `${file}, /${side}`);
  }
  if (config.source !== undefined && config.destination !== undefined) refuseSameTenant(config, config.source, config.destination, file);
  return config;
}

/**
 * The tenant of a name.
 * @throws Stop (exit 2) with the nearest names where there is none.
 */
export function tenantOf(config: Config, name: string, where = 'tenantferry.json'): TenantConfig {
  const tenant = Object.hasOwn(config.tenants, name) ? config.tenants[name] : undefined;
  if (tenant !== undefined) return tenant;
  const known = Object.keys(config.tenants);
  const near = nearest(name, known);
  const hint = near !== undefined ? `Did you mean "${near}"?` : known.length > 0 ? `Known tenants: ${known.join(', ')}.` : 'The file names no tenant: `tenantferry init` adds one.';
  throw new Stop(2, `${where}: no tenant is called "${printable(name)}".`, hint);
}

/** @throws Stop (exit 2) where both names, or the tenants behind them, are one. */
export function refuseSameTenant(config: Config, source: string, destination: string, where = 'tenantferry.json'): void {
  const same = source === destination || tenantOf(config, source, where).tenantId.toLowerCase() === tenantOf(config, destination, where).tenantId.toLowerCase();
  if (!same) return;
  const what = source === destination ? `source and destination are both "${source}"` : `source "${source}" and destination "${destination}" have the same tenantId`;
  throw new Stop(2, `${where}: ${what}.`, 'A move needs two tenants: name another source or destination.');
}

/** Where `export` writes unless told otherwise (DESIGN: Commands). A name may come from a bundle that nobody vouches for: it stays one folder. */
export function defaultBundleFolder(configFile: string, tenant: string): string {
  return join(dirname(resolve(configFile)), 'exports', safeName(tenant, 64));
}

/** Where the mapping files lie unless told otherwise. */
export function defaultMappingsFolder(configFile: string, source: string, destination: string): string {
  return join(dirname(resolve(configFile)), 'mappings', safeName(`${source}-to-${destination}`, 140));
}

/** Writes tenantferry.json, and beside it the schemas that let an editor complete it. Paths are written as they are given. */
export async function writeConfig(file: string, config: WrittenConfig): Promise<void> {
  const folder = dirname(resolve(file));
  await writeEditorSchemas(folder);
  const { tenants, source, destination, apple } = config;
  // not in the order of names: a person reads it from the tenants to the details
  const content = { $schema: schemaOf(folder), ...(source === undefined ? {} : { source }), ...(destination === undefined ? {} : { destination }), tenants, ...(apple === undefined ? {} : { apple }) };
  checkConfig(content, file);
  await writeFileWhole(file, `${JSON.stringify(content, undefined, 2)}\n`);
}

function schemaOf(folder: string): string {
  return `./${relative(folder, join(folder, editorSchemas, 'config.schema.json')).replaceAll('\\', '/')}`;
}

function absolute(auth: Auth, folder: string): Auth {
  if (auth.method === 'certificate') return { ...auth, certificatePath: resolve(folder, auth.certificatePath) };
  if (auth.method === 'workload-identity' && auth.tokenFilePath !== undefined) return { ...auth, tokenFilePath: resolve(folder, auth.tokenFilePath) };
  return auth;
}

function absoluteKey(apple: AppleConfig, folder: string): AppleConfig {
  return { ...apple, privateKeyPath: resolve(folder, apple.privateKeyPath) };
}

/** A token sent over plain http can be read on the way: loopback only. */
function refuseUrl(text: string | undefined, file: string, at: string): void {
  if (text === undefined) return;
  const fix = 'Write https://, or http:// with 127.0.0.1, [::1] or localhost.';
  if (!URL.canParse(text)) throw new Stop(2, `${file}: at ${at} expected a URL.`, fix);
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') throw new Stop(2, `${file}: at ${at} the URL holds a user name or a password.`, 'Leave them out: sign-in is said in "auth".');
  if (url.search !== '' || url.hash !== '') throw new Stop(2, `${file}: at ${at} the URL holds a query or a fragment.`, 'Name the address of the service alone.');
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) throw new Stop(2, `${file}: at ${at} plain http to ${url.hostname} would show the access token to the network.`, fix);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/u.test(host);
}

