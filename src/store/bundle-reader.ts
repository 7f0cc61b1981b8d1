import { lstat, realpath } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseAddress, type Address } from '../model/address.js';
import type { Bundle } from '../model/bundle.js';
import { Stop } from '../model/failure.js';
import type { Finding } from '../model/finding.js';
import { isObject, type Json } from '../model/json.js';
import type { Manifest, Neighbor, Policy } from '../model/policy.js';
import { checkFindings, checkManifest, checkNeighbors, checkPolicy, findingsName, inOrder, manifestName, neighborsFolder, policiesFolder } from './bundle-files.js';
import { printable } from './check.js';
import { decodeText } from './decode-text.js';
import { bytesOf, refusesLinks } from './file-bytes.js';
import { restoreFolder } from './folder-swap.js';
import { fileNameOf } from './policy-file-names.js';
import { cannotRead, largestFile, parseJson, readJson } from './parse-json.js';
import { bundleFormats } from './schemas/bundle.js';
import { hashOf, lineText } from './text.js';
import { codeOf } from './write-file.js';

/** Paths that a manifest may name: nothing that leads out of the folder. */
const policyPath = /^policies\/([A-Za-z][A-Za-z0-9]{0,63})\/(?!\.)[^/\\:\p{Cc}\p{Cf}]{1,250}\.json$/u;
const neighborPath = /^neighbors\/([A-Za-z][A-Za-z0-9]{0,63})\.json$/u;

const again = 'Export again, or take an undamaged copy of the bundle.';

/** A bundle on disk. */
export interface OpenBundle extends Bundle {
  /** Looks at one file of the manifest. @throws Stop (exit 2) with its fault */
  check(path: string): Promise<void>;
}

/** Objects that are read ahead while one is worked on. */
const ahead = 16;

/**
 * Opens a bundle (DESIGN: Bundle). Files are read and checked one by one when they are asked for: format, schema, hash, no links.
 * @throws Stop (exit 2) where the folder is no bundle, has a format this tool does not read, or names files outside of itself; the same from every method, for its file.
 */
export async function openBundle(folder: string): Promise<OpenBundle> {
  await restoreFolder(folder);
  const place = resolve(folder);
  const manifest = await readManifest(place);
  const root: Root = { path: await realpath(place), folders: new Map() };
  const paths = Object.keys(manifest.files).sort(inOrder);
  const policyPaths = new Map<string, string[]>();
  const neighborKinds: string[] = [];
  for (const path of paths) {
    const kind = policyPath.exec(path)?.[1];
    const neighborKind = neighborPath.exec(path)?.[1];
    if (kind !== undefined) policyPaths.set(kind, [...(policyPaths.get(kind) ?? []), path]);
    else if (neighborKind !== undefined) neighborKinds.push(neighborKind);
    else if (path !== findingsName) throw new Stop(2, `${join(place, manifestName)} names the file ${printable(path)}, which is no place of a bundle.`, again);
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
    neighborKinds,
    fingerprint: () => hashOf(lineText({ ...manifest, time: '' })),
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
    secrets: async () => new Map(),
    async check(path) {
      const neighborKind = neighborPath.exec(path)?.[1];
      if (policyPath.test(path)) await readPolicy(path);
      else if (neighborKind !== undefined) await readNeighbors(neighborKind);
      else await readFindings();
    },
  };
}

async function readManifest(place: string): Promise<Manifest> {
  const file = join(place, manifestName);
  let found: Json;
  try {
    if ((await lstat(file)).isSymbolicLink()) throw new Stop(2, `${file} is a link, and a bundle holds files only.`, again);
    found = await readJson(file);
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
}

/** Reads a file of the manifest after it proved to be a file of this folder and to have its hash. */
async function readListed(root: Root, manifest: Manifest, path: string): Promise<Json> {
  const file = join(root.path, path);
  const bytes = await readPlain(root, path, file);
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
