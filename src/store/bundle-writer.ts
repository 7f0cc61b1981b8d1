import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { addressOf, shortId, type Address } from '../model/address.js';
import type { BundleWriter, ManifestFacts } from '../model/bundle.js';
import type { Finding } from '../model/finding.js';
import type { Manifest, Neighbor } from '../model/policy.js';
import { checkFindings, checkManifest, checkNeighbors, checkPolicy, encryptedManifest, findingsName, inOrder, manifestName, neighborsFolder, policiesFolder, secretsFolder } from './bundle-files.js';
import { cipherFolder, cipherOf, lockKey, newBundleKey, type Cipher, type Locks } from './cipher.js';
import { putBytes } from './file-bytes.js';
import { beginSwap, type Swap } from './folder-swap.js';
import { fileNameOf, policyFileNames } from './policy-file-names.js';
import { parseJson, readBytes } from './parse-json.js';
import { fileText, hashOf, lineText } from './text.js';
import { cannotWrite, fileMode, makeFolder, writeFileWhole } from './write-file.js';

/** What is remembered of an object that was put: a few hundred bytes, whatever the size of its body. */
interface Put {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  address: Address;
  /** Of the file of its secrets, where it has one. */
  readonly secrets?: { readonly path: string; readonly hash: string };
  /** In the temporary folder, with forward slashes. */
  path: string;
  hash: string;
}

/** Where a bundle is written, and how. */
interface Place extends Swap {
  readonly cipher?: Cipher;
}

function fileOf(place: Place, path: string): string {
  return join(place.temporary, place.cipher?.nameOf(path) ?? path);
}

async function newLock(locks: Locks): Promise<{ readonly cipher: Cipher; readonly keyFiles: ReadonlyMap<string, Uint8Array> }> {
  const identity = await newBundleKey();
  return { cipher: await cipherOf(identity), keyFiles: await lockKey(identity, locks) };
}

/**
 * Begins a bundle at a folder (DESIGN: Bundle). It is written beside its place and put there by `finish`.
 * @param locks who may open it; absent: it is not encrypted
 * @throws Stop (exit 2) where the folder holds something other than a bundle; Stop (exit 1) where another run writes it or it cannot be written.
 */
export async function createBundle(folder: string, locks?: Locks): Promise<BundleWriter> {
  const opened = locks === undefined ? undefined : await newLock(locks);
  const swap: Place = { ...(await beginSwap(folder)), ...(opened === undefined ? {} : { cipher: opened.cipher }) };
  if (opened !== undefined) await makeFolder(join(swap.temporary, cipherFolder));
  const puts = new Map<string, Put>();
  const folders = new Map<string, Promise<void>>();
  const neighbors = new Map<string, Neighbor>();
  const findings: Finding[] = [];
  const replaced: string[] = [];
  let turns = 0;

  return {
    async put(policy, secrets) {
      if (secrets !== undefined && secrets.size > 0 && swap.cipher === undefined) throw new Error('secrets are written into encrypted bundles only');
      checkPolicy(policy, `the object ${policy.address}`);
      const key = `${policy.kind}/${policy.id}`;
      const text = fileText(policy);
      const before = puts.get(key);
      // a name of its own until `finish` knows all names, so that what comes first gets no better name than what comes last
      const path = `${policiesFolder}/${policy.kind}/${++turns}.json`;
      if (before !== undefined) replaced.push(before.path, ...(before.secrets === undefined ? [] : [before.secrets.path]));
      const beside = secrets === undefined || secrets.size === 0 ? undefined : { path: `${secretsFolder}/${policy.kind}/${turns}.json`, text: fileText(Object.fromEntries(secrets)) };
      puts.set(key, { id: policy.id, name: policy.name, kind: policy.kind, address: policy.address, path, hash: hashOf(text), ...(beside === undefined ? {} : { secrets: { path: beside.path, hash: hashOf(beside.text) } }) });
      if (swap.cipher === undefined) await once(folders, policy.kind, () => makeFolder(join(swap.temporary, policiesFolder, policy.kind)));
      await write(swap, path, text);
      if (beside !== undefined) await write(swap, beside.path, beside.text);
      return before === undefined;
    },
    putNeighbors(more) {
      for (const neighbor of more) neighbors.set(`${neighbor.kind}/${neighbor.id}`, neighbor);
    },
    putFindings(more) {
      findings.push(...more);
    },
    async finish(facts) {
      const all = [...puts.values()];
      for (const path of replaced) await rm(fileOf(swap, path));
      await nameApart(swap, all);
      const files = await giveNames(swap, all);
      await writeNeighbors(swap, [...neighbors.values()], files);
      await add(swap, findingsName, fileText(checkFindings(inPlaceOrder(findings), 'the findings')), files);
      const manifest = manifestOf(facts, files);
      for (const [name, content] of opened?.keyFiles ?? []) await writeFileWhole(join(swap.temporary, name), content);
      const text = fileText(manifest);
      if (swap.cipher === undefined) await writeFileWhole(join(swap.temporary, manifestName), text);
      else await writeFileWhole(join(swap.temporary, encryptedManifest), await swap.cipher.encrypt(Buffer.from(text)));
      await swap.commit();
      return manifest;
    },
    abandon: () => swap.abandon(),
  };
}

/** Two objects with one address get the whole id in place of the short one, and a hash where even that is the same. */
async function nameApart(swap: Place, puts: readonly Put[]): Promise<void> {
  for (const short of [(id: string) => id.replace(/[()]/gu, '_'), (id: string) => `${shortId(id)}-${hashOf(id).slice(0, 32)}`]) {
    const byAddress = new Map<string, Put[]>();
    for (const put of puts) byAddress.set(put.address, [...(byAddress.get(put.address) ?? []), put]);
    for (const same of byAddress.values()) {
      if (same.length < 2) continue;
      for (const put of same) await readdress(swap, put, addressOf(put.kind, put.name, short(put.id)));
    }
  }
}

async function readdress(swap: Place, put: Put, address: Address): Promise<void> {
  const file = fileOf(swap, put.path);
  const bytes = await readBytes(file);
  const clear = swap.cipher === undefined ? bytes : Buffer.from(await swap.cipher.decrypt(bytes, file));
  const policy = checkPolicy(parseJson(clear.toString(), file), file);
  const text = fileText({ ...policy, address });
  put.address = address;
  put.hash = hashOf(text);
  await write(swap, put.path, text);
}

/** Renames the files to what they are called for good. @returns path → hash */
async function giveNames(swap: Place, puts: readonly Put[]): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const [kind, ofKind] of byKind(puts)) {
    const names = policyFileNames(ofKind);
    for (const put of ofKind) {
      const path = `${policiesFolder}/${kind}/${names.get(put.id) ?? fileNameOf(put, 2)}`;
      await rename(fileOf(swap, put.path), fileOf(swap, path));
      files.set(path, put.hash);
      if (put.secrets === undefined) continue;
      const secrets = path.replace(policiesFolder, secretsFolder);
      await rename(fileOf(swap, put.secrets.path), fileOf(swap, secrets));
      files.set(secrets, put.secrets.hash);
    }
  }
  return files;
}

async function writeNeighbors(swap: Place, neighbors: readonly Neighbor[], files: Map<string, string>): Promise<void> {
  if (swap.cipher === undefined) await makeFolder(join(swap.temporary, neighborsFolder));
  for (const [kind, ofKind] of byKind(neighbors)) {
    await add(swap, `${neighborsFolder}/${kind}.json`, fileText(checkNeighbors(ofKind.sort((a, b) => inOrder(a.id, b.id)), `the neighbors of the kind ${kind}`)), files);
  }
}

async function add(swap: Place, path: string, text: string, files: Map<string, string>): Promise<void> {
  await write(swap, path, text);
  files.set(path, hashOf(text));
}

/** Not flushed one by one: ten thousand flushes take minutes, and a file that a power cut tore is noticed by its hash. */
async function write(swap: Place, path: string, text: string): Promise<void> {
  try {
    await putBytes(fileOf(swap, path), swap.cipher === undefined ? Buffer.from(text) : Buffer.from(await swap.cipher.encrypt(Buffer.from(text))), fileMode);
  } catch (cause) {
    throw cannotWrite(path, cause);
  }
}

function manifestOf(facts: ManifestFacts, files: ReadonlyMap<string, string>): Manifest {
  const { tool, tenant, cloud, time, origin, kinds, reported } = facts;
  return checkManifest({ format: 1, tool, tenant, cloud, time, origin, kinds, ...(reported === undefined ? {} : { reported }), files: Object.fromEntries([...files].sort(([a], [b]) => inOrder(a, b))) }, 'the manifest');
}

function inPlaceOrder(findings: readonly Finding[]): Finding[] {
  return findings
    .map((finding) => ({ finding, key: lineText([finding.address ?? '', finding.code, finding.at ?? '', finding.message, finding]) }))
    .sort((a, b) => inOrder(a.key, b.key))
    .map(({ finding }) => finding);
}

function byKind<T extends { readonly kind: string }>(items: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(item.kind);
    if (group === undefined) groups.set(item.kind, [item]);
    else group.push(item);
  }
  return groups;
}

function once(done: Map<string, Promise<void>>, key: string, act: () => Promise<void>): Promise<void> {
  const running = done.get(key) ?? act();
  done.set(key, running);
  return running;
}

