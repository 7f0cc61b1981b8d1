import { createDecipheriv, createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { isObject, textAt, type Json, type JsonObject } from '../../model/json.js';
import { signature } from '../http/storage.js';
import type { ContentFile, ContentVersion } from '../tenant/contents.js';
import type { Entity } from '../tenant/entity.js';
import type { Tenant } from '../tenant/tenant.js';
import { noContent, okWith, type Answer } from './answer.js';
import { badRequest, notFound } from './refusal.js';

/** Types whose files come with a manifest (intune-objects.md 2.16). */
const withManifest: ReadonlySet<string> = new Set(['androidLobApp', 'iosLobApp', 'windowsMobileMSI', 'windowsUniversalAppX', 'windowsAppX']);

export interface ContentRequest {
  readonly method: string;
  /** Below the version. */
  readonly path: string;
  readonly origin: string;
  readonly body?: Json;
}

const pattern = /^deviceAppManagement\/mobileApps\/([^/]+)\/(?:microsoft\.)?graph\.(\w+)\/contentVersions(?:\/([^/]+)(?:\/files(?:\/([^/]+)(?:\/(commit|renewUpload))?)?)?)?$/iu;

/**
 * The files of apps (graph-intune.md 7.19, intune-objects.md 2.16): versions, files, places to upload to, the opening of what
 * came with the keys that were committed. Undefined for paths that are none of its own. @throws Refusal
 */
export function answerContent(tenant: Tenant, request: ContentRequest): Answer | undefined {
  const match = pattern.exec(request.path);
  if (match === null) return undefined;
  const [, appId = '', type = '', versionId, fileId, action] = match;
  const app = tenant.set('deviceAppManagement/mobileApps').get(appId);
  if (app === undefined || !tenant.sees(app)) throw notFound(`Mobile app with id '${appId}' does not exist.`);
  if (type !== app.type && type !== 'mobileLobApp') throw notFound(`The app ${appId} is no ${type}.`);
  const versions = tenant.contents.versions(app);
  if (versionId === undefined) {
    if (request.method === 'GET') return okWith({ value: versions.map(({ id }) => ({ id })) });
    const version: ContentVersion = { id: String(versions.length + 1), files: [] };
    versions.push(version);
    return { status: 201, body: { id: version.id } };
  }
  const version = versions.find((one) => one.id === versionId);
  if (version === undefined) throw notFound(`The content version ${versionId} does not exist.`);
  if (fileId === undefined) {
    if (!/\/files$/iu.test(request.path)) return okWith({ id: version.id });
    if (request.method === 'GET') return okWith({ value: version.files.map((file) => shown(file, request.origin)) });
    return { status: 201, body: shown(added(tenant, app, version, request.body), request.origin) };
  }
  const file = version.files.find((one) => one.id === fileId);
  if (file === undefined) throw notFound(`The file ${fileId} does not exist.`);
  if (action === undefined) return okWith(shown(file, request.origin));
  if (/^renewUpload$/iu.test(action)) placed(tenant, file, 'Renewal');
  else committed(tenant, file, request.body);
  return noContent;
}

function added(tenant: Tenant, app: Entity, version: ContentVersion, body: Json | undefined): ContentFile {
  const said: JsonObject = isObject(body) ? body : {};
  const { size, sizeEncrypted } = said;
  const name = textAt(said, 'name');
  if (name === undefined || typeof size !== 'number' || typeof sizeEncrypted !== 'number' || sizeEncrypted <= size) throw badRequest("A content file needs 'name', 'size' and 'sizeEncrypted'.");
  const manifest = textAt(said, 'manifest') ?? null;
  if (withManifest.has(app.type) && manifest === null) throw badRequest(`A file of ${app.type} needs a 'manifest'.`);
  const file: ContentFile = {
    id: tenant.chance.guid('content file'), name, size, sizeEncrypted, manifest, isDependency: said['isDependency'] === true, state: '', place: undefined, expires: 0, blocks: new Map(), content: undefined, opened: undefined,
  };
  version.files.push(file);
  placed(tenant, file, 'Request');
  return file;
}

/** Asks the storage for a place, which takes a moment. */
function placed(tenant: Tenant, file: ContentFile, what: 'Request' | 'Renewal'): void {
  file.state = `azureStorageUri${what}Pending`;
  tenant.later(tenant.uploads.seconds, () => {
    tenant.contents.open(file, tenant.chance.guid('place'), tenant.now() + tenant.uploads.expires * 1000);
    file.state = `azureStorageUri${what}Success`;
  });
}

function committed(tenant: Tenant, file: ContentFile, body: Json | undefined): void {
  const info = isObject(body) && isObject(body['fileEncryptionInfo']) ? body['fileEncryptionInfo'] : undefined;
  if (info === undefined) throw badRequest("'fileEncryptionInfo' is missing.");
  if (file.state.startsWith('commitFile')) throw badRequest(`The file is ${file.state} already.`);
  if (!file.state.endsWith('Success')) throw badRequest('The file has no place in the storage yet.');
  file.state = 'commitFilePending';
  tenant.later(tenant.uploads.seconds, () => {
    file.opened = opened(file, info);
    file.state = file.opened === undefined ? 'commitFileFailed' : 'commitFileSuccess';
  });
}

/** Opens what was uploaded: size, code in front and code committed, digest and size of what is inside must all hold. @returns its sha256 */
function opened(file: ContentFile, info: JsonObject): string | undefined {
  const bytes = (name: string): Buffer => Buffer.from(textAt(info, name) ?? '', 'base64');
  const { content } = file;
  if (content?.length !== file.sizeEncrypted) return undefined;
  if (info['profileIdentifier'] !== 'ProfileVersion1' || info['fileDigestAlgorithm'] !== 'SHA256') return undefined;
  const mac = content.subarray(0, 32);
  const vector = content.subarray(32, 48);
  const code = createHmac('sha256', bytes('macKey')).update(content.subarray(32)).digest();
  if (!timingSafeEqual(code, mac) || !code.equals(bytes('mac')) || !vector.equals(bytes('initializationVector'))) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-cbc', bytes('encryptionKey'), vector);
    const plain = Buffer.concat([decipher.update(content.subarray(48)), decipher.final()]);
    const digest = createHash('sha256').update(plain).digest();
    return plain.length === file.size && digest.equals(bytes('fileDigest')) ? digest.toString('hex') : undefined;
  } catch {
    return undefined;
  }
}

function shown(file: ContentFile, origin: string): JsonObject {
  const { id, name, size, sizeEncrypted, manifest, isDependency, state, place, expires } = file;
  return {
    id, name, size, sizeEncrypted, manifest, isDependency, isFrameworkFile: false, uploadState: state,
    isCommitted: state === 'commitFileSuccess',
    azureStorageUri: place === undefined ? null : `${origin}/storage/${place}?sv=2019-12-12&se=${encodeURIComponent(new Date(expires).toISOString())}&sr=b&sp=w&sig=${encodeURIComponent(signature(place))}`,
    azureStorageUriExpirationDateTime: place === undefined ? '0001-01-01T00:00:00Z' : new Date(expires).toISOString(),
  };
}
