import { relative, resolve } from 'node:path';
import { Stop } from '../model/failure.js';
import type { Auth, Cloud, TenantConfig } from '../model/config.js';
import type { Args } from './args.js';
import type { Option } from './command.js';
import { answerTo, optional, type Question } from './init-answers.js';
import { configFolder, type World } from './world.js';

export type MoveSide = 'source' | 'destination';
export type WrittenTenant = Omit<TenantConfig, 'cloud'> & { readonly cloud?: Cloud };

const clouds: readonly Cloud[] = ['global', 'usgov', 'dod', 'china'];
const methods: readonly Auth['method'][] = ['certificate', 'secret', 'device-code', 'browser', 'managed-identity', 'workload-identity', 'token'];

const guid = { expected: 'a GUID such as 11111111-2222-3333-4444-555555555555', fits: (text: string) => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/iu.test(text) };
const variable = { expected: 'the name of an environment variable (letters, digits, underscores, at most 64), never the secret itself', fits: (text: string) => /^[A-Za-z_][A-Za-z0-9_]{0,63}$/u.test(text) };
const path = { expected: 'the path of a file, never its content', fits: (text: string) => !/^-----|[\u0000\r\n]/u.test(text) };
const name = { expected: 'a name of letters, digits, dots, dashes and underscores, 64 at most', fits: (text: string) => /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/u.test(text) };
const address = { expected: 'a plain URL that starts with https:// (http:// for loopback only)', fits: isPlainUrl };

/** A token sent over plain http could be read on the way: loopback only. */
function isPlainUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/u.test(url.hostname));
}

/** The flags of one side that only some sign-in methods have. */
const ofMethods: Readonly<Record<string, readonly Auth['method'][]>> = {
  'client-id': ['certificate', 'secret', 'device-code', 'browser', 'managed-identity', 'workload-identity'],
  certificate: ['certificate'],
  'password-env': ['certificate'],
  'secret-env': ['secret'],
  'token-env': ['token'],
  'token-file': ['workload-identity'],
  'token-file-env': ['workload-identity'],
};

/** The options of `init` for one side. */
export function optionsOf(side: MoveSide): Record<string, Option> {
  const text = (describe: string, value: string): Option => ({ type: 'string', describe, value });
  return {
    [side]: text(`What to call the ${side} tenant`, 'NAME'),
    [`${side}-tenant-id`]: text('Its tenant id', 'GUID'),
    [`${side}-auth`]: { ...text('How to sign in to it', 'METHOD'), choices: methods },
    [`${side}-client-id`]: text('The application (client) id that signs in', 'GUID'),
    [`${side}-certificate`]: text('certificate: PEM file with certificate and key', 'FILE'),
    [`${side}-password-env`]: text("certificate: variable that holds the key's pass phrase", 'VARIABLE'),
    [`${side}-secret-env`]: text('secret: variable that holds the client secret', 'VARIABLE'),
    [`${side}-token-env`]: text('token: variable that holds a ready access token', 'VARIABLE'),
    [`${side}-token-file`]: text('workload-identity: file of the federated token', 'FILE'),
    [`${side}-token-file-env`]: text('workload-identity: variable that names that file', 'VARIABLE'),
    [`${side}-cloud`]: { ...text('Its cloud, where it is not that of --cloud', 'CLOUD'), choices: clouds },
    [`${side}-graph-url`]: text("Another endpoint than the cloud's", 'URL'),
  };
}

/** Whether any flag of a side was given. */
export function isSaid(side: MoveSide, args: Args): boolean {
  return Object.keys(optionsOf(side)).some((flag) => args.text(flag) !== undefined);
}

/** The name of a tenant; people may leave the destination out. */
export async function nameOfSide(side: MoveSide, args: Args, world: World): Promise<string | undefined> {
  if (side === 'destination' && !isSaid(side, args)) {
    if (!world.interactive) return undefined;
    const more = (await world.ask('Name the destination tenant too? (y/n) [y]:')).toLowerCase();
    if (more.startsWith('n')) return undefined;
  }
  return answerTo({ ...name, flag: side, ask: `What to call the ${side} tenant (its folders get that name)` }, args, world);
}

/** A path as it was typed, seen from the folder of the configuration. */
function fromConfig(text: string, world: World): string {
  return relative(configFolder(world), resolve(world.cwd, text)).replaceAll('\\', '/') || '.';
}

/**
 * What the configuration says of one tenant.
 * @throws Stop (2) where an answer is missing or does not fit, or a flag belongs to another sign-in method
 */
export async function tenantOfSide(side: MoveSide, args: Args, world: World): Promise<WrittenTenant> {
  const ask = (flag: string, about: Pick<Question, 'ask' | 'expected' | 'fits' | 'usual'>): Promise<string> => answerTo({ ...about, flag: `${side}-${flag}` }, args, world);
  const tenantId = await ask('tenant-id', { ...guid, ask: `Tenant id of the ${side}` });
  const cloud = clouds.find((one) => one === (args.text(`${side}-cloud`) ?? args.text('cloud'))) ?? 'global';
  const graphUrl = optional({ ...address, flag: `${side}-graph-url` }, args);
  const said = await ask('auth', { ask: `How to sign in to the ${side} (${methods.join(', ')})`, expected: `one of ${methods.join(', ')}`, fits: (text) => methods.some((one) => one === text) });
  const method = methods.find((one) => one === said) ?? 'token';
  for (const [flag, having] of Object.entries(ofMethods)) {
    if (args.text(`${side}-${flag}`) !== undefined && !having.includes(method)) throw new Stop(2, `--${side}-${flag} means nothing to the sign-in method ${method}.`, `It belongs to ${having.join(', ')}: leave it out, or choose another --${side}-auth.`);
  }
  return { tenantId: tenantId.toLowerCase(), ...(cloud === 'global' ? {} : { cloud }), ...(graphUrl === undefined ? {} : { graphUrl }), auth: await authOf(method) };

  async function authOf(chosen: Auth['method']): Promise<Auth> {
    const clientId = (): Promise<string> => ask('client-id', { ...guid, ask: 'Application (client) id' });
    const inVariable = (flag: string, what: string): Promise<string> => ask(flag, { ...variable, ask: `Environment variable that holds ${what}` });
    const option = (flag: string, kind: Pick<Question, 'expected' | 'fits'>): string | undefined => optional({ ...kind, flag: `${side}-${flag}` }, args);
    switch (chosen) {
      case 'certificate': {
        const passwordEnv = option('password-env', variable);
        return { method: chosen, clientId: await clientId(), certificatePath: fromConfig(await ask('certificate', { ...path, ask: 'PEM file with certificate and key' }), world), ...(passwordEnv === undefined ? {} : { passwordEnv }) };
      }
      case 'secret':
        return { method: chosen, clientId: await clientId(), clientSecretEnv: await inVariable('secret-env', 'the client secret') };
      case 'device-code':
      case 'browser':
        return { method: chosen, clientId: await clientId() };
      case 'managed-identity': {
        const own = option('client-id', guid);
        return { method: chosen, ...(own === undefined ? {} : { clientId: own }) };
      }
      case 'workload-identity': {
        const file = option('token-file', path);
        const fileEnv = option('token-file-env', variable);
        return { method: chosen, clientId: await clientId(), ...(file === undefined ? {} : { tokenFilePath: fromConfig(file, world) }), ...(fileEnv === undefined ? {} : { tokenFileEnv: fileEnv }) };
      }
      case 'token':
        return { method: chosen, tokenEnv: await inVariable('token-env', 'a ready access token') };
    }
  }
}

/** What must still be there before the sign-in works: variables that are not set. */
export function missingVariables(tenant: WrittenTenant, env: World['env']): string[] {
  const { auth } = tenant;
  const names = auth.method === 'secret' ? [auth.clientSecretEnv] : auth.method === 'token' ? [auth.tokenEnv] : auth.method === 'certificate' && auth.passwordEnv !== undefined ? [auth.passwordEnv] : [];
  return names.filter((one) => (env[one] ?? '') === '');
}
