import { readFile } from 'node:fs/promises';
import type { Fetch } from '../../apple/wire.js';
import type { AppleWriter } from '../../model/apple/ports.js';
import type { AppleConfig, Config } from '../../model/config.js';
import { Stop } from '../../model/failure.js';
import type { AppleHands, AppleSettings, AppleSight } from '../../stages/apple/ports.js';
import type { OpenWaveJournal } from '../../store/wave-journal.js';
import { openDestinationTenant, openSourceTenant, pathOf, tool, usual, type World } from '../world.js';

/** The section `apple` of the configuration. @throws Stop (2) where there is none */
export function appleOf(config: Config, world: World): AppleConfig {
  if (config.apple === undefined) throw new Stop(2, `${world.configFile} has no section "apple".`, 'Add "apple" with type, clientId, keyId, privateKeyPath, servers and tokens, as docs/apple.md shows.');
  return config.apple;
}

/** Opens the Apple organization that the configuration names. @throws Stop (2) for a key that cannot be used */
export async function openApple(world: World, config: Config): Promise<AppleWriter> {
  const apple = appleOf(config, world);
  const [{ makeAppleClient }, { signingKeyOf }, { cacheDirectory, privateFilesIn }] = await Promise.all([import('../../apple/client.js'), import('../../apple/key.js'), import('../../apple/private-files.js')]);
  const path = pathOf(world, apple.privateKeyPath);
  const key = signingKeyOf(await keyText(path), path);
  const fetch = await proxied(world);
  return makeAppleClient({ config: apple, key, files: privateFilesIn(cacheDirectory(world.env)), clock: world.clock, maxWait: maxWaitOf(world, config) * 1000, ...(fetch === undefined ? {} : { fetch }) });
}

/** Seconds that anything may be put off: what the call says, else what the configuration says of the destination. */
function maxWaitOf(world: World, config: Config): number {
  const settings = config.destination === undefined ? undefined : config.tenants[config.destination];
  return world.maxWait ?? settings?.maxWait ?? usual.maxWait;
}

/** A fetch through the proxy that the environment names; undefined where it names none. */
async function proxied(world: World): Promise<Fetch | undefined> {
  const httpsProxy = world.env['HTTPS_PROXY'] ?? world.env['https_proxy'];
  if (httpsProxy === undefined || httpsProxy === '') return undefined;
  const { EnvHttpProxyAgent, fetch } = await import('undici');
  const dispatcher = new EnvHttpProxyAgent({ httpsProxy, httpProxy: '', noProxy: world.env['NO_PROXY'] ?? world.env['no_proxy'] ?? '' });
  world.onEnd(() => dispatcher.close());
  return (url, init) => fetch(url, { ...init, dispatcher });
}

async function keyText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new Stop(2, `The private key ${path} cannot be read.`, 'Name the file that Apple let you download once in apple.privateKeyPath, and make sure that you may read it.', { cause });
  }
}

export function settingsOf(apple: AppleConfig): AppleSettings {
  return { servers: apple.servers ?? {}, tokens: apple.tokens ?? {}, pollSeconds: apple.pollSeconds ?? 15, readBackSeconds: apple.readBackSeconds ?? 1800 };
}

/** The names of the two tenants of the move. @throws Stop (2) where the configuration does not say them */
export function sidesOf(config: Config, world: World): { readonly source: string; readonly destination: string } {
  const { source, destination } = config;
  if (source === undefined || destination === undefined) throw new Stop(2, `${world.configFile} does not say which tenant is the ${source === undefined ? 'source' : 'destination'}.`, 'Set "source" and "destination" to names of "tenants".');
  return { source, destination };
}

/** Both tenants and the Apple organization, to look at and to act on; the source as a reader only. */
export async function openSight(world: World, config: Config): Promise<AppleSight & Pick<AppleHands, 'apple' | 'destination'>> {
  const apple = await openApple(world, config);
  const names = sidesOf(config, world);
  const [{ reader }, { writer }] = [await openSourceTenant(world, config, names.source), await openDestinationTenant(world, config, names.destination)];
  return { apple, source: reader, destination: writer, settings: settingsOf(appleOf(config, world)), clock: world.clock, say: world.say, signal: world.signal };
}

/** The same with the journal of a wave file, which one process at a time may write. */
export async function openHands(world: World, config: Config, waveFile: string): Promise<AppleHands & { readonly journal: OpenWaveJournal }> {
  const { openWaveJournal } = await import('../../store/wave-journal.js');
  const journal = await openWaveJournal(waveFile, world);
  world.onEnd(() => journal.close());
  return { ...(await openSight(world, config)), journal, tool };
}
