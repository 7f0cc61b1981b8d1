import { lstat, realpath } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseAddress, type Address } from '../model/address.js';
import type { Bundle } from '../model/bundle.js';
import { Stop } from '../model/failure.js';
import type { Finding } from '../model/finding.js';
import { isObject, type Json } from '../model/json.js';
import type { Manifest, Neighbor, Policy } from '../model/policy.js';
import { checkFindings, checkManifest, checkNeighbors, checkPolicy, checkSecrets, encryptedManifest, findingsName, inOrder, manifestName, neighborsFolder, policiesFolder, secretsFolder } from './bundle-files.js';
import { printable } from './check.js';
import { cipherOf, decryptWith, keyNames, noKeys, type Cipher, type Keys } from './cipher.js';
import { decodeText } from './decode-text.js';
import { bytesOf, refusesLinks } from './file-bytes.js';
import { restoreFolder } from './folder-swap.js';
import { fileNameOf } from './policy-file-names.js';
import { cannotRead, largestFile, parseJson, readBytes, readJson } from './parse-json.js';
import { bundleFormats } from './schemas/bundle.js';
import { hashOf, lineText } from './text.js';
import { codeOf } from './write-file.js';

/** Paths that a manifest may name: nothing that leads out of the folder. */
const policyPath = /^policies\/([A-Za-z][A-Za-z0-9]{0,63})\/(?!\.)[^/\\:\p{Cc}\p{Cf}]{1,250}\.json$/u;
const neighborPath = /^neighbors\/([A-Za-z][A-Za-z0-9]{0,63})\.json$/u;

const secretsPath = /^secrets\/([A-Za-z][A-Za-z0-9]{0,63})\/(?!\.)[^/\\:\p{Cc}\p{Cf}]{1,250}\.json$/u;

const again = 'Export again, or take an undamaged copy of the bundle.';

/** A bundle on disk. */
export interface OpenBundle extends Bundle {
  readonly encrypted: boolean;
  /** Every file of it as it is called on the disk. */
  readonly listed: readonly string[];
  /** Looks at one file of the manifest. @throws Stop (exit 2) with its fault */
  check(path: string): Promise<void>;
}

/** Objects that are read ahead while one is worked on. */
const ahead = 16;

/**
 * Opens a bundle (DESIGN: Bundle). Files are read and checked one by one when they are asked for: format, schema, hash, no links.
 * An encrypted bundle is opened with the keys, and read the same way; nothing of it is written in clear.
 * @throws Stop (exit 2) where the folder is no bundle, has a format this tool does not read, or names files outside of itself; the same from every method, for its file.
 */
export async function openBundle(folder: string, keys: Keys = noKeys): Promise<OpenBundle> {
  await restoreFolder(folder);
  const place = resolve(folder);
  const cipher = await openCipher(place, keys);
  const manifest = await readManifest(place, cipher);
  const root: Root = { path: await realpath(place), folders: new Map(), ...(cipher === undefined ? {} : { cipher }) };
  const paths = Object.keys(manifest.files).sort(inOrder);
  const policyPaths = new Map<string, string[]>();
  const neighborKinds: string[] = [];
  for (const path of paths) {
    const kind = policyPath.exec(path)?.[1];
    const neighborKind = neighborPath.exec(path)?.[1];
    if (kind !== undefined) policyPaths.set(kind, [...(policyPaths.get(kind) ?? []), path]);
    else if (neighborKind !== undefined) neighborKinds.push(neighborKind);
    else if (path !== findingsName && !(cipher !== undefined && secretsPath.test(path))) throw new Stop(2, `${join(place, manifestName)} names the file ${printable(path)}, which is no place of a bundle.`, again);
  }

  const index = new Map<string, Promise<ReadonlyMap<string, string>>>();
  const read = (path: string): Promise<Json> => readListed(root, manifest, path);
  const readNeighbors = async (kind: string): Promise<Neighbor[]> => {
    const path = `${neighborsFolder}/${kind}.json`;
    const neighbors = checkNeighbors(await read(path), join(place, path));
    const stray = neighbors.find((neighbor) => neighbor.kind !== kind);
    if (stray !== undefined) throw new Stop(2, `${join(place, path)} holds an object of the kind ${stray.kind}.`, again);
    return neighbors;
  };
  const readFindings = async (): Promise<Finding[]> => checkFindings(await read(findingsName), join(place, findingsName));
  const readPolicy = async (path: string): Promise<Policy> => policyOf(await read(path), join(place, path), path);

  return {
    folder: place,
    manifest,
    encrypted: cipher !== undefined,
    listed: [...(cipher === undefined ? [manifestName] : [encryptedManifest, ...keyNames]), ...paths.map((path) => cipher?.nameOf(path) ?? path)],
    neighborKinds,
    // a secret is too short to be hashed where others may look, so the files of secrets are left out
    fingerprint: () => hashOf(lineText({ ...manifest, time: '', files: Object.fromEntries(Object.entries(manifest.files).filter(([path]) => !secretsPath.test(path))) })),
    async *policies() {
      const seen = new Map<string, string>();
      const all = [...policyPaths.values()].flat();
      for (let first = 0; first < all.length; first += ahead) {
        const batch = all.slice(first, first + ahead);
        for (const [i, policy] of (await Promise.all(batch.map(readPolicy))).entries()) {
          const path = batch[i] ?? '';
          const twin = seen.get(policy.address);
          if (twin !== undefined) throw new Stop(2, `${join(place, path)} and ${join(place, twin)} are both ${printable(policy.address)}.`, again);
          seen.set(policy.address, path);
          yield policy;
        }
      }
    },
    async policy(address) {
      const parts = parseAddress(address);
      if (parts === undefined) return undefined;
      const paths = policyPaths.get(parts.kind) ?? [];
      const likely = `${policiesFolder}/${parts.kind}/${fileNameOf({ id: parts.short, name: parts.name })}`;
      if (Object.hasOwn(manifest.files, likely)) {
        const policy = await readPolicy(likely);
        if (policy.address === address) return policy;
      }
      let ofKind = index.get(parts.kind);
      if (ofKind === undefined) {
        ofKind = addressesOf(paths, readPolicy);
        index.set(parts.kind, ofKind);
      }
      const path = (await ofKind).get(address);
      return path === undefined ? undefined : readPolicy(path);
    },
    neighbors: async (kind) => (neighborKinds.includes(kind) ? readNeighbors(kind) : []),
    findings: async () => (Object.hasOwn(manifest.files, findingsName) ? readFindings() : []),
    async secrets(address) {
      const parts = parseAddress(address);
      const ofKind = parts === undefined ? [] : (policyPaths.get(parts.kind) ?? []);
      const likely = parts === undefined ? '' : `${policiesFolder}/${parts.kind}/${fileNameOf({ id: parts.short, name: parts.name })}`;
      for (const path of [...ofKind.filter((one) => one === likely), ...ofKind.filter((one) => one !== likely)]) {
        const beside = path.replace(policiesFolder, secretsFolder);
        if (!Object.hasOwn(manifest.files, beside) || (await readPolicy(path)).address !== address) continue;
        return new Map(Object.entries(checkSecrets(await read(beside), join(place, beside))));
      }
      return new Map();
    },
    async check(path) {
      const neighborKind = neighborPath.exec(path)?.[1];
      if (policyPath.test(path)) await readPolicy(path);
      else if (secretsPath.test(path)) checkSecrets(await read(path), join(place, path));
      else if (neighborKind !== undefined) await readNeighbors(neighborKind);
      else await readFindings();
    },
  };
}

/** The cipher of an encrypted bundle, by its key; undefined where there is no encrypted one. */
async function openCipher(place: string, keys: Keys): Promise<Cipher | undefined> {
  if (await isFile(join(place, manifestName)) || !(await isFile(join(place, encryptedManifest)))) return undefined;
  const [forIdentity, forPassphrase] = keyNames.map((name) => join(place, name));
  const there: string[] = [];
  for (const file of [forIdentity, forPassphrase]) if (file !== undefined && (await isFile(file))) there.push(file);
  const [first] = there;
  if (first === undefined) throw new Stop(2, `${place} is encrypted, and its key ${keyNames.join(' or ')} is missing.`, again);
  const file = forIdentity !== undefined && there.includes(forIdentity) && (keys.identities.length > 0 || there.length === 1) ? forIdentity : (there.at(-1) ?? first);
  const key = await decryptWith(keys, await readBytes(file), `The bundle ${place}`);
  return cipherOf(Buffer.from(key).toString('utf8').trim());
}

/** Whether a file, and no link, is there. */
async function isFile(file: string): Promise<boolean> {
  try {
    return (await lstat(file)).isFile();
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT' || codeOf(cause) === 'ENOTDIR') return false;
    throw cannotRead(file, cause);
  }
}

async function readManifest(place: string, cipher: Cipher | undefined): Promise<Manifest> {
  const file = join(place, cipher === undefined ? manifestName : encryptedManifest);
  let found: Json;
  try {
    if ((await lstat(file)).isSymbolicLink()) throw new Stop(2, `${file} is a link, and a bundle holds files only.`, again);
    found = cipher === undefined ? await readJson(file) : parseJson(decodeText(await cipher.decrypt(await readBytes(file), file), file), file);
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT' || codeOf(cause) === 'ENOTDIR') throw await noBundle(place, cause);
    throw cause;
  }
  const format = isObject(found) ? found['format'] : undefined;
  if (isObject(found) && (typeof format !== 'number' || !bundleFormats.includes(format))) {
    const is = format === undefined ? 'does not say which format it has' : `has format ${printable(JSON.stringify(format))}`;
    throw new Stop(2, `${file} ${is}; this version reads format ${bundleFormats.join(', ')}.`, 'Use the version of tenantferry that wrote the bundle, or a newer one, or export again.');
  }
  return checkManifest(found, file);
}

async function noBundle(place: string, cause: unknown): Promise<Stop> {
  try {
    await lstat(place);
  } catch {
    return new Stop(2, `${place} does not exist.`, 'Name the folder that `tenantferry export` or `tenantferry convert` wrote.', { cause });
  }
  return new Stop(2, `${place} is no bundle: it holds no ${manifestName}.`, 'Name the folder that `tenantferry export` wrote, or turn an export of another tool into one with `tenantferry convert`.', { cause });
}

/** The folder of a bundle, and which of the folders in it proved to be what they are called. */
interface Root {
  readonly path: string;
  readonly folders: Map<string, Promise<void>>;
  readonly cipher?: Cipher;
}

/** Reads a file of the manifest after it proved to be a file of this folder and to have its hash. */
async function readListed(root: Root, manifest: Manifest, path: string): Promise<Json> {
  const onDisk = root.cipher?.nameOf(path) ?? path;
  const file = join(root.path, onDisk);
  const raw = await readPlain(root, onDisk, file);
  const bytes = root.cipher === undefined ? raw : await root.cipher.decrypt(raw, file);
  if (hashOf(bytes) !== manifest.files[path]) {
    throw new Stop(2, `${file} is not the file that was exported: its sha256 differs from the one in ${manifestName}.`, 'Somebody changed it, or it was damaged. Export again, or take an undamaged copy; decisions belong into the mapping files.');
  }
  return parseJson(decodeText(bytes, file), file);
}

function isLink(file: string): Stop {
  return new Stop(2, `${file} is a link or lies behind one, and a bundle holds files only.`, again);
}

async function readPlain(root: Root, path: string, file: string): Promise<Buffer> {
  try {
    await checkFolder(root, dirname(path));
    if (!refusesLinks && (await lstat(file)).isSymbolicLink()) throw isLink(file);
    return await bytesOf(file, (facts) => {
      if (!facts.isFile()) throw new Stop(2, `${file} is no file.`, again);
      if (facts.size > largestFile) throw new Stop(2, `${file} is larger than ${largestFile / 1024 / 1024} MB.`, again);
    });
  } catch (cause) {
    const code = codeOf(cause);
    if (code === 'ELOOP' || code === 'EMLINK') throw isLink(file);
    if (code === 'EISDIR') throw new Stop(2, `${file} is no file.`, again, { cause });
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new Stop(2, `${file} is missing, and ${manifestName} lists it.`, again, { cause });
    throw cannotRead(file, cause);
  }
}

/** A folder of the bundle is looked at once; what its files hold is checked by their hashes in any case. */
function checkFolder(root: Root, folder: string): Promise<void> {
  let checked = root.folders.get(folder);
  if (checked === undefined) {
    const place = folder === '.' ? root.path : join(root.path, folder);
    checked = realpath(place).then((real) => {
      if (real.normalize('NFC') !== place.normalize('NFC')) throw isLink(place);
    });
    root.folders.set(folder, checked);
  }
  return checked;
}

function policyOf(found: Json, file: string, path: string): Policy {
  const policy = checkPolicy(found, file);
  const kind = policyPath.exec(path)?.[1];
  if (policy.kind !== kind || parseAddress(policy.address)?.kind !== kind) throw new Stop(2, `${file} lies in the folder of ${kind}, and holds ${printable(policy.address)} of the kind ${policy.kind}.`, again);
  return policy;
}

async function addressesOf(paths: readonly string[], readPolicy: (path: string) => Promise<Policy>): Promise<ReadonlyMap<Address, string>> {
  const found = new Map<Address, string>();
  for (const path of paths) found.set((await readPolicy(path)).address, path);
  return found;
}
