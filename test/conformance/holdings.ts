import { isList, isObject, stableText, textAt, type Json, type JsonObject } from '../../src/model/json.js';
import { typeNamed } from '../../src/simulator/schema/model.js';
import type { Collection, Entity } from '../../src/simulator/tenant/entity.js';
import type { SimulatedTenant } from '../../src/simulator/simulated-tenant.js';

/** One object as a tenant itself holds it, in words that are the same in both tenants: ids are replaced by what they name. */
export interface Holding {
  readonly type: string;
  readonly body: JsonObject;
  readonly children: Readonly<Record<string, Json>>;
  readonly pointers: Readonly<Record<string, Json>>;
}

/** What the service sets on everything, and where an assignment came from. */
const dates = new Set(['createdDateTime', 'modifiedDateTime', 'lastModifiedDateTime', 'deletedDateTime']);
const stamps = new Set(['id', 'source', 'sourceId', ...dates]);

const guid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/giu;

function nameOf(entity: Entity): string {
  return textAt(entity.body, 'displayName') ?? textAt(entity.body, 'name') ?? textAt(entity.body, 'userPrincipalName') ?? entity.id;
}

/** Looks into a tenant's own data, past its interface: what policies are compared by, without a word of the engine. */
export class Holdings {
  private readonly words = new Map<string, string>();
  private readonly tags = new Map<string, string>();
  private readonly objects = new Map<string, { readonly collection: Collection; readonly entity: Entity }>();

  constructor(tenant: SimulatedTenant) {
    const walk = (collection: Collection): void => {
      for (const entity of collection.list()) {
        const word = `${collection.path}: ${entity.type} ${nameOf(entity)}`;
        if (collection.path === 'deviceManagement/roleScopeTags') this.tags.set(entity.id, `tag ${nameOf(entity)}`);
        const found = entity.id.match(guid)?.at(-1);
        // an assignment's id ends with its group's
        if (found !== undefined && !collection.path.endsWith('/assignments') && !this.words.has(found.toLowerCase())) this.words.set(found.toLowerCase(), word);
        this.objects.set(word, { collection, entity });
        for (const below of entity.children.values()) if (!isView(below)) walk(below);
      }
    };
    for (const collection of tenant.data.root.children.values()) walk(collection);
    for (const entity of tenant.data.set('deviceManagement/groupPolicyDefinitions').list()) this.words.set(entity.id.toLowerCase(), entity.id);
  }

  /** Every id that is a GUID, or holds one. */
  get ids(): readonly string[] {
    return [...this.words.keys()];
  }

  get tagIds(): readonly string[] {
    return [...this.tags.keys()];
  }

  /** What stands in a set under a type and name; undefined where nothing does. */
  find(path: string, type: string, name: string): Holding | undefined {
    const found = this.objects.get(`${path}: ${type} ${name}`);
    return found === undefined ? undefined : this.holding(found.entity);
  }

  private holding(entity: Entity): Holding {
    const facts = typeNamed(entity.type);
    const body: JsonObject = {};
    for (const member of facts?.properties.values() ?? []) {
      const value = entity.body[member.name];
      if (value !== undefined && facts?.readOnly.has(member.name) !== true && !stamps.has(member.name)) body[member.name] = this.inWords(value, member.name);
    }
    const children: Record<string, Json> = {};
    for (const [name, collection] of entity.children) {
      const items = collection.list().map((child): Json => {
        const { type, body: own, children: below, pointers } = this.holding(child);
        return { type, ...own, ...below, ...pointers };
      });
      if (items.length > 0) children[name] = items.sort((a, b) => (stableText(a) < stableText(b) ? -1 : 1));
    }
    const pointers: Record<string, Json> = {};
    for (const [name, list] of entity.pointers) if (list.length > 0) pointers[name] = list.map(({ id }) => this.inWords(id, name)).sort();
    return { type: entity.type, body, children, pointers };
  }

  private inWords(value: Json, name: string): Json {
    if (isList(value)) return value.map((item) => this.inWords(item, name));
    if (isObject(value)) return Object.fromEntries(Object.entries(value).flatMap(([key, member]) => (dates.has(key) ? [] : [[key, this.inWords(member, key)]])));
    if (typeof value !== 'string') return value;
    if (name.startsWith('roleScopeTag')) return this.tags.get(value) ?? value;
    return value.replace(guid, (id) => this.words.get(id.toLowerCase()) ?? id);
  }
}

/** Paths that show other sets' objects a second time. */
function isView(collection: Collection): boolean {
  return collection.constructor.name === 'View' || collection.path === 'directoryObjects' || collection.path.startsWith('policies/');
}
