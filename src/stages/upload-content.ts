import pLimit, { type LimitFunction } from 'p-limit';
import { hasExpired, type AppFiles, type BlockStore, type FileEncryptionInfo, type PlannedFile, type SealedContent } from '../model/app-files.js';
import type { Failure, Result } from '../model/failure.js';
import { failed, ok } from '../model/failure.js';
import { idAt } from '../model/ids.js';
import { isObject, objectsAt, textAt, type JsonObject } from '../model/json.js';
import type { Content, PolicyType } from '../model/policy-type.js';
import type { Clock, TenantWriter, Write } from '../model/ports.js';
import { manifestOf } from '../engine/content/manifest.js';
import { contentTypeOf } from '../engine/content/match.js';
import { objectPath } from '../engine/object-path.js';
import { valuesAt } from '../engine/paths.js';

/** What it takes to upload the files of objects. */
export interface ContentWorld {
  readonly files: AppFiles;
  readonly blocks: BlockStore;
  /** By address. */
  readonly planned: Readonly<Record<string, PlannedFile>>;
}

export interface UploadWorld {
  readonly destination: TenantWriter;
  readonly clock: Clock;
  readonly content: ContentWorld;
  readonly signal?: AbortSignal;
}

/** An object that was created and waits for its file. */
export interface Receiver {
  readonly row: PolicyType;
  readonly type: string;
  readonly id: string;
  /** As it was sent. */
  readonly body: JsonObject;
  readonly file: PlannedFile;
}

/** Bytes of a block; larger where a file would take more blocks than the storage joins. */
const blockSize = 4 * 1024 * 1024;
const mostBlocks = 49_000;

/** Uploads at a time: each holds a block in memory. */
const uploads: LimitFunction = pLimit(2);

const minute = 60_000;

/**
 * Gives an object its file: a content version, a file in it, its blocks in the place that the service names, the keys to open
 * it, and the version in use (graph-intune.md 7.19, intune-objects.md 2.16). What an earlier run committed already is used.
 * @returns what went wrong, or undefined. @throws the signal's reason where the run is stopped; Stop where the file cannot be read
 */
export function giveContent(world: UploadWorld, receiver: Receiver, begunBefore: boolean): Promise<Failure | undefined> {
  return uploads(async () => {
    const { content } = receiver.row;
    if (content === undefined) throw new Error(`${receiver.row.kind} has no content`);
    const way = wayOf(receiver, content);
    const earlier = begunBefore ? await committedBefore(world, way) : ok(undefined);
    if (!earlier.ok) return earlier.failure;
    let version = earlier.value;
    if (version !== 'in use') {
      for (let tries = 3; version === undefined; tries -= 1) {
        const sent = await upload(world, way);
        if (sent.ok) version = sent.value;
        // a version that nobody committed is nothing to the service: the next one takes its place
        else if (tries <= 1 || sent.failure.kind !== 'lost answer') return sent.failure;
      }
      const used = await world.destination.write({ ...way.ask, method: 'PATCH', path: way.object, body: { '@odata.type': `#microsoft.graph.${receiver.type}`, [content.committed]: version }, repeatable: true });
      if (!used.ok) return used.failure;
    }
    return published(world, way, content);
  });
}

interface Way extends Receiver {
  readonly ask: Pick<Write, 'api' | 'service' | 'scopes'>;
  readonly object: string;
  readonly versions: string;
}

function wayOf(receiver: Receiver, content: Content): Way {
  const { row, id, type } = receiver;
  const object = objectPath(row, id);
  return { ...receiver, ask: { api: row.api, service: row.service, scopes: row.scopes.write }, object, versions: `${object}/microsoft.graph.${type}/${content.versions}` };
}

/** The version that an earlier run committed, or has committed and in use; undefined where it has to be uploaded. */
async function committedBefore(world: UploadWorld, way: Way): Promise<Result<string | undefined>> {
  const { content } = way.row;
  const now = await world.destination.get({ ...way.ask, path: way.object });
  if (!now.ok) return now;
  if (content !== undefined && (textAt(now.value, content.committed) ?? '') !== '') return ok('in use');
  const versions = await world.destination.get({ ...way.ask, path: way.versions });
  if (!versions.ok) return versions.failure.kind === 'missing' ? ok(undefined) : versions;
  for (const version of objectsAt(versions.value, 'value').flatMap((one) => idAt(one) ?? [])) {
    const path = `${way.versions}/${encodeURIComponent(version)}/files`;
    const files = await world.destination.get({ ...way.ask, path });
    if (!files.ok) return files;
    const [only, more] = objectsAt(files.value, 'value');
    const state = only === undefined ? '' : (textAt(only, 'uploadState') ?? '');
    if (only === undefined || more !== undefined || !['commitFilePending', 'commitFileSuccess'].includes(state)) continue;
    const done = await until(world, way, `${path}/${encodeURIComponent(idAt(only) ?? '')}`, 'commitFileSuccess', 60 * minute);
    if (done.ok) return ok(version);
    if (done.failure.kind !== 'refused') return done;
  }
  return ok(undefined);
}

/** One upload from the beginning. @returns the version that holds it */
async function upload(world: UploadWorld, way: Way): Promise<Result<string>> {
  let sealed: SealedContent | undefined;
  try {
    sealed = await world.content.files.open(way.file.file);
    const version = await made(world, way, way.versions, {}, true);
    if (!version.ok) return version;
    const files = `${way.versions}/${encodeURIComponent(version.value)}/files`;
    const name = way.file.file.split('/').at(-1) ?? way.file.file;
    const form = contentTypeOf(way.row, way.type)?.manifest;
    const manifest = form === undefined ? null : manifestOf(form, way.body, name);
    const file = await made(world, way, files, { '@odata.type': '#microsoft.graph.mobileAppContentFile', name, size: sealed.size, sizeEncrypted: sealed.sizeEncrypted, manifest, isDependency: false }, false);
    if (!file.ok) return file;
    const path = `${files}/${encodeURIComponent(file.value)}`;
    const info = await putBlocks(world, way, path, sealed);
    if (!info.ok) return info;
    const committed = await commit(world, way, path, info.value);
    return committed.ok ? version : committed;
  } catch (error) {
    // a stopped run is one; anything else is the file
    if (world.signal?.aborted === true) throw error;
    return failed(failure('refused', `${way.file.file} could not be read: ${error instanceof Error ? error.message : String(error)}`));
  } finally {
    await sealed?.close();
  }
}

async function made(world: UploadWorld, way: Way, path: string, body: JsonObject, repeatable: boolean): Promise<Result<string>> {
  const answer = await world.destination.write({ ...way.ask, method: 'POST', path, body, repeatable });
  if (!answer.ok) return answer;
  const id = isObject(answer.value.body) ? idAt(answer.value.body) : undefined;
  return id === undefined ? failed(failure('lost answer', `POST ${path} was answered without an id`)) : ok(id);
}

/** Puts the content where the service wants it, asking for a new place before and when the permission of the old one ends. */
async function putBlocks(world: UploadWorld, way: Way, path: string, sealed: SealedContent): Promise<Result<FileEncryptionInfo>> {
  const { blocks } = world.content;
  const asked = await until(world, way, path, 'azureStorageUriRequestSuccess', 10 * minute);
  if (!asked.ok) return asked;
  let place = placeOf(asked.value, world.clock.now());
  const names: string[] = [];
  const withPlace = async (run: (uri: string) => Promise<Result<undefined>>): Promise<Result<undefined>> => {
    let renewed = world.clock.now() >= place.renewAt;
    if (renewed) {
      const fresh = await renew(world, way, path);
      if (!fresh.ok) return fresh;
      place = fresh.value;
    }
    for (;;) {
      const done = await run(place.uri);
      if (done.ok || renewed || !hasExpired(done.failure)) return done;
      renewed = true;
      const fresh = await renew(world, way, path);
      if (!fresh.ok) return fresh;
      place = fresh.value;
    }
  };
  const most = Math.max(blockSize, Math.ceil(sealed.sizeEncrypted / mostBlocks / 16) * 16);
  for await (const block of sealed.blocks(most)) {
    world.signal?.throwIfAborted();
    const name = blockName(names.length + 1);
    const done = await withPlace((uri) => blocks.put(uri, name, block));
    if (!done.ok) return done;
    names.push(name);
  }
  const { info, header, sha256 } = sealed.finish();
  if (sha256 !== way.file.sha256) return failed(failure('refused', `${way.file.file} is no longer the file that the plan was made with`));
  if (header !== undefined) {
    // known last, and first in the file
    const done = await withPlace((uri) => blocks.put(uri, blockName(0), header));
    if (!done.ok) return done;
    names.unshift(blockName(0));
  }
  const joined = await withPlace((uri) => blocks.join(uri, names));
  return joined.ok ? ok(info) : joined;
}

/** Names of blocks are equally long, in base64. */
function blockName(index: number): string {
  return Buffer.from(String(index).padStart(6, '0')).toString('base64');
}

interface Place {
  readonly uri: string;
  /** When a new one is asked for, in milliseconds since 1970. */
  readonly renewAt: number;
}

function placeOf(file: JsonObject, now: number): Place {
  const ends = Date.parse(textAt(file, 'azureStorageUriExpirationDateTime') ?? '');
  // two minutes before its end; the service says the year 1 where it says nothing
  return { uri: textAt(file, 'azureStorageUri') ?? '', renewAt: Number.isFinite(ends) && ends > now ? Math.max(now + (ends - now) / 2, ends - 2 * minute) : Number.POSITIVE_INFINITY };
}

async function renew(world: UploadWorld, way: Way, path: string): Promise<Result<Place>> {
  const asked = await world.destination.write({ ...way.ask, method: 'POST', path: `${path}/renewUpload`, repeatable: true });
  if (!asked.ok) return asked;
  const file = await until(world, way, path, 'azureStorageUriRenewalSuccess', 10 * minute);
  return file.ok ? ok(placeOf(file.value, world.clock.now())) : file;
}

async function commit(world: UploadWorld, way: Way, path: string, info: FileEncryptionInfo): Promise<Result<JsonObject>> {
  const body: JsonObject = { fileEncryptionInfo: { ...info } };
  for (let tries = 3; ; tries -= 1) {
    const sent = await world.destination.write({ ...way.ask, method: 'POST', path: `${path}/commit`, body, repeatable: false });
    if (!sent.ok && sent.failure.kind !== 'lost answer') return sent;
    if (!sent.ok) {
      const now = await world.destination.get({ ...way.ask, path });
      const begun = now.ok && (textAt(now.value, 'uploadState') ?? '').startsWith('commitFile');
      if (!begun && tries > 1) continue;
      if (!begun) return sent;
    }
    return until(world, way, path, 'commitFileSuccess', 60 * minute);
  }
}

/** Waits until a file is in a state; the service says so when it never will be. */
async function until(world: UploadWorld, way: Way, path: string, state: string, most: number): Promise<Result<JsonObject>> {
  return waiting(world, way, path, most, (file) => {
    const now = textAt(file, 'uploadState') ?? '';
    if (now === state) return true;
    return /Failed$|TimedOut$|^error$/u.test(now) ? failure('refused', `${way.file.file} was not accepted: the service says ${now}`) : false;
  }, `${way.file.file} did not become ${state}`);
}

async function published(world: UploadWorld, way: Way, { published: wanted }: Content): Promise<Failure | undefined> {
  const seen = await waiting(world, way, way.object, wanted.seconds * 1000, (object) => valuesAt(object, wanted.at)[0] === wanted.is, `the object did not become ${wanted.is} after its file was there`);
  return seen.ok ? undefined : seen.failure;
}

async function waiting(world: UploadWorld, way: Way, path: string, most: number, check: (object: JsonObject) => boolean | Failure, late: string): Promise<Result<JsonObject>> {
  const { clock, destination, signal } = world;
  const end = clock.now() + most;
  for (let pause = 250; ; pause = Math.min(pause * 2, 10_000)) {
    const answer = await destination.get({ ...way.ask, path });
    if (answer.ok) {
      const so = check(answer.value);
      if (typeof so === 'object') return failed(so);
      if (so) return answer;
    } else if (answer.failure.kind !== 'missing' && answer.failure.kind !== 'unavailable') return answer;
    if (clock.now() >= end) return failed(failure('unavailable', `${late} within ${String(Math.round(most / 1000))} s`));
    await clock.sleep(pause, signal);
  }
}

function failure(kind: Failure['kind'], message: string): Failure {
  return { kind, side: 'destination', message };
}
