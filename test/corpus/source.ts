import { catalog } from '../../src/catalog/index.js';
import { bindMembers } from '../../src/engine/binds.js';
import { aroundId } from '../../src/engine/object-path.js';
import { referencesOf } from '../../src/engine/references.js';
import { copyOf, objectAt, objectsAt, textAt, typeOf, type JsonObject } from '../../src/model/json.js';
import type { PolicyType } from '../../src/model/policy-type.js';
import { Refusal } from '../../src/simulator/service/refusal.js';
import type { SimulatedTenant } from '../../src/simulator/simulated-tenant.js';
import { impossible, knownRefusals } from './impossible.js';
import type { CorpusFolder, CorpusObject } from './objects.js';
import { standIn } from './stand-ins.js';

export interface Refused {
  readonly object: CorpusObject;
  readonly because: string;
}

/** What became of the objects on their way into the source tenant. */
export interface Furnished {
  readonly put: readonly CorpusObject[];
  readonly refused: readonly Refused[];
  /** Those refused for a reason that nobody has looked into. */
  readonly unexpected: readonly Refused[];
  /** Objects beside the policies that were made so that references are real. */
  readonly made: readonly { readonly kind: string; readonly id: string }[];
}

const root = 'https://graph.microsoft.com/beta';

/** Puts all objects of a converted folder into a simulated tenant, and everything they point at. */
export function furnishSource(tenant: SimulatedTenant, folder: CorpusFolder): Furnished {
  const put: CorpusObject[] = [];
  const refused: Refused[] = [];
  for (const object of folder.objects) {
    const because = impossible[object.policy.name] ?? impossible[`${object.row.kind}/${object.policy.name}`] ?? tryPut(tenant, object.row, wholeOf(tenant, object));
    if (because === undefined) put.push(object);
    else refused.push({ object, because });
  }
  const unexpected = refused.filter(({ because }) => !knownRefusals.some((known) => known.test(because)));
  return { put, refused, unexpected, made: makeNeighbors(tenant, folder, put) };
}

function tryPut(tenant: SimulatedTenant, row: PolicyType, object: JsonObject): string | undefined {
  // the documentation writes "String (identifier)" where an answer has an id
  if (/[()]/u.test(textAt(object, 'id') ?? '')) return `"${textAt(object, 'id') ?? ''}" is no id`;
  const { below } = row;
  const around = below === undefined ? undefined : aroundId(textAt(object, 'id') ?? '');
  if (below !== undefined && around !== undefined && tenant.data.set(below.parents).get(around) === undefined) tenant.put(below.parents, { id: around, [catalog.row(below.kind).name]: `Around ${around.slice(0, 8)}` });
  try {
    tenant.put(row.collection, object);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

/** The object as a seed takes it: links and expanded definitions as binds, a default object in the place of the tenant's own. */
function wholeOf(tenant: SimulatedTenant, { raw, row, policy }: CorpusObject): JsonObject {
  const object = copyOf(raw.object);
  const links = row.links?.[typeOf(object) ?? ''] ?? {};
  for (const [property, targets] of Object.entries(raw.links)) {
    const urls = targets.map((link) => `${root}/${row.collection}('${link.id}')`);
    object[`${property}@odata.bind`] = links[property]?.many === true ? urls : (urls[0] ?? null);
  }
  for (const apart of row.apart ?? []) {
    if (apart.binds === undefined) continue;
    if (object['policyConfigurationIngestionType'] === 'custom') for (const item of objectsAt(object, apart.field)) ingest(tenant, item);
    for (const item of objectsAt(object, apart.field)) bindMembers(item, apart, root);
  }
  if (policy.defaultObject !== undefined && policy.id.endsWith(`_${policy.defaultObject}`)) {
    const id = `${tenant.data.intuneAccountId}_${policy.defaultObject}`;
    tenant.data.set(row.collection).remove(id);
    object['id'] = id;
  }
  return object;
}

/** Definitions of an uploaded ADMX file exist in this tenant alone. */
function ingest(tenant: SimulatedTenant, value: JsonObject): void {
  const definition = objectAt(value, 'definition');
  const id = definition === undefined ? undefined : textAt(definition, 'id');
  if (definition === undefined || id === undefined || tenant.data.set('deviceManagement/groupPolicyDefinitions').get(id) !== undefined) return;
  const presentations = objectsAt(value, 'presentationValues').map((one) => objectAt(one, 'presentation')).filter((one) => one !== undefined);
  tenant.put('deviceManagement/groupPolicyDefinitions', {
    ...definition,
    policyType: 'admxIngested',
    presentations: presentations.map((one): JsonObject => ({ '@odata.type': '#microsoft.graph.groupPolicyPresentationTextBox', ...one })),
  });
}

/** Makes what the policies point at and the folder does not hold as a policy. What the folder says no longer exists stays away. */
function makeNeighbors(tenant: SimulatedTenant, folder: CorpusFolder, put: readonly CorpusObject[]): { kind: string; id: string }[] {
  const known = new Map(folder.converted.neighbors.map((one) => [`${one.kind}\n${one.id}`, one]));
  const seen = new Set(put.map(({ policy }) => `${policy.kind}\n${policy.id}`));
  const made: { kind: string; id: string }[] = [];
  for (const { row, policy } of put) {
    for (const { to, id } of referencesOf(row, policy)) {
      if (to.some((kind) => seen.has(`${kind}\n${id}`))) continue;
      const kind = to.find((one) => known.has(`${one}\n${id}`)) ?? to[0];
      if (kind === undefined) continue;
      seen.add(`${kind}\n${id}`);
      const neighbor = known.get(`${kind}\n${id}`);
      const of = catalog.row(kind);
      if (neighbor?.state === 'gone' || isThere(tenant, of, id)) continue;
      const because = tryPut(tenant, of, standIn(of, id, neighbor, tenant.identity.initialDomain));
      if (because !== undefined) throw new Error(`${kind} ${id}, which ${policy.address} points at, could not be made: ${because}`);
      made.push({ kind, id });
    }
  }
  return made;
}

/** Built in: every tenant has it. */
function isThere(tenant: SimulatedTenant, row: PolicyType, id: string): boolean {
  const set = tenant.data.set(row.collection);
  const { idAt } = row;
  return idAt === undefined ? set.get(id) !== undefined : set.list().some((entity) => entity.body[idAt] === id);
}
