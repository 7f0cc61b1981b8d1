import { aliases, views } from '../service/sets.js';
import { pointsTo, rootNavigation } from '../service/roots.js';
import { isA, typeNamed, type Member } from '../schema/model.js';
import { makeChance, type Chance } from './chance.js';
import { Cloud } from './cloud.js';
import { Contents } from './contents.js';
import { Collection, type Entity, type Pointer } from './entity.js';
import { EachBelow, View } from './view.js';

export interface TenantIdentity {
  readonly tenantId: string;
  /** `contoso.onmicrosoft.com` */
  readonly initialDomain: string;
  /** Verified domains; the initial one is always among them, the first one is the default. */
  readonly domains?: readonly string[];
  readonly displayName?: string;
  /** Prefix of enrollment ids; not the tenant id. */
  readonly intuneAccountId?: string;
  /** Ids and chances derive from it; the tenant id unless said. */
  readonly seed?: string;
}

/** A tenant's objects as a tree: sets below containers, contained collections below objects. */
export class Tenant {
  readonly root: Entity;
  readonly chance: Chance;
  readonly intuneAccountId: string;
  readonly domains: readonly string[];
  /** Files of apps. */
  readonly contents = new Contents();
  /** Seconds until the storage has a place, or a file is opened; and how long a place is open. */
  uploads: { readonly seconds: number; readonly expires: number } = { seconds: 0, expires: 600 };
  private serial = 0;
  /** Requests served so far: delayed visibility may count in them. */
  requests = 0;
  /** Lists are as they were so many milliseconds ago, while a request runs that is to see them so. */
  staleness = 0;
  /** Seconds until an app of the Microsoft Store is published, an ADMX file processed. */
  publishing = 0;
  emptyLastPage = false;
  /** Settings must follow definitions that the cloud knows. */
  knownSettings = false;
  /** Path prefixes whose writes need multi admin approval. */
  approvalFor: readonly string[] = [];
  /** Tokens of secrets inside settings: good in this tenant only. */
  readonly tokens = new Set<string>();
  /** Nested expansions are cut after so many items, with a link to the rest. */
  nestedPage = Number.POSITIVE_INFINITY;
  /** What the service does by itself a while after a request. */
  private readonly errands: { readonly at: number; readonly request: number; run(): void }[] = [];

  constructor(
    readonly identity: TenantIdentity,
    readonly now: () => number,
    private readonly delay: (path: string) => { readonly seconds: number; readonly requests: number } = () => ({ seconds: 0, requests: 0 }),
    readonly cloud: Cloud = new Cloud(),
  ) {
    this.chance = makeChance(identity.seed ?? identity.tenantId);
    this.intuneAccountId = identity.intuneAccountId ?? this.chance.guid('account');
    this.domains = [...new Set([...(identity.domains ?? []), identity.initialDomain])];
    this.root = this.make({ id: '', type: '' });
  }

  /** A new entity that nobody can see yet; `add` it to a collection. */
  make(facts: { id: string; type: string; body?: Entity['body']; delayedIn?: string }): Entity {
    this.serial += 1;
    const delay = facts.delayedIn === undefined ? undefined : this.delay(facts.delayedIn);
    const late = delay !== undefined && (delay.seconds > 0 || delay.requests > 0);
    return {
      id: facts.id,
      type: facts.type,
      body: facts.body ?? {},
      children: new Map(),
      pointers: new Map(),
      secrets: new Map(),
      serial: this.serial,
      born: this.now(),
      ...(late ? { visible: { at: this.now() + delay.seconds * 1000, request: this.requests + delay.requests } } : {}),
    };
  }

  /** Does something after so many seconds; at once for none. */
  later(seconds: number, run: () => void): void {
    if (seconds <= 0) run();
    else this.errands.push({ at: this.now() + seconds * 1000, request: this.requests, run });
  }

  /** A request begins: what is due by now is done first. */
  tick(): void {
    this.requests += 1;
    for (let index = 0; index < this.errands.length; ) {
      const errand = this.errands[index];
      if (errand !== undefined && this.now() >= errand.at) {
        this.errands.splice(index, 1);
        errand.run();
      } else index += 1;
    }
  }

  /** Whether reads find the object already. */
  sees(entity: Entity): boolean {
    return entity.visible === undefined || (this.now() >= entity.visible.at && this.requests >= entity.visible.request);
  }

  /** A navigation property of an object, kept by the simulator or not; undefined where the schema has none of the name. */
  navigation(type: string, name: string): Member | undefined {
    const wanted = name.toLowerCase();
    for (const map of [rootNavigation[type], typeNamed(type)?.navigation]) {
      const exact = map?.get(name);
      if (exact !== undefined) return exact;
      for (const [key, member] of map ?? []) if (key.toLowerCase() === wanted) return member;
    }
    return undefined;
  }

  /** The collection below an object, made when it is first asked for. `path` is the object's own without ids. */
  below(owner: Entity, path: string, nav: Member): Collection {
    const known = owner.children.get(nav.name);
    if (known !== undefined) return known;
    const full = path === '' ? nav.name : `${path}/${nav.name}`;
    const alias = aliases[full];
    const sources = views[full];
    const collection =
      alias !== undefined ? this.set(alias) : sources !== undefined ? new View(full, nav.type, sources.map((source) => this.set(source))) : new Collection(full, nav.type, owner);
    owner.children.set(nav.name, collection);
    // containers are always there
    if (!nav.many && path === '' && nav.type !== 'user') collection.add(this.make({ id: nav.name, type: nav.type }));
    else if (!nav.many && isContainer(nav.type)) collection.add(this.make({ id: nav.name, type: nav.type }));
    return collection;
  }

  /** A set by its path: `deviceManagement/deviceConfigurations`. @throws Error for a path the schema has not. */
  set(path: string): Collection {
    let entity = this.root;
    let at = '';
    const names = path.split('/');
    for (const [index, name] of names.entries()) {
      const nav = this.navigation(entity.type, name);
      if (nav === undefined || nav.type === '-') throw new Error(`the simulator knows no set ${path}: ${name} is not kept (test/generate/kept.ts)`);
      const collection = this.below(entity, at, nav);
      if (index === names.length - 1) return collection;
      const inner = nav.many && index === names.length - 2 ? this.navigation(nav.type, names[index + 1] ?? '') : undefined;
      // what hangs below the objects of a set, all of it
      if (inner !== undefined && inner.type !== '-') return new EachBelow(`${collection.path}/${inner.name}`, inner.type, collection.list().map((each) => this.below(each, collection.path, inner)));
      const [next] = collection.list();
      if (next === undefined) throw new Error(`${name} of ${path} is no container`);
      entity = next;
      at = collection.path;
    }
    throw new Error('a set has a path');
  }

  private containedIn(path: string, ownerId: string): Collection | undefined {
    const slash = path.lastIndexOf('/');
    const set = this.set(path.slice(0, slash));
    const owner = set.get(ownerId);
    const nav = owner === undefined ? undefined : this.navigation(owner.type, path.slice(slash + 1));
    return owner === undefined || nav === undefined ? undefined : this.below(owner, set.path, nav);
  }

  /** The sets that a navigation property's targets live in; undefined where it contains its objects. */
  targets(type: string, nav: Member): readonly string[] | undefined {
    for (const [name, sets] of Object.entries(pointsTo)) {
      const dot = name.lastIndexOf('.');
      if (name.slice(dot + 1) === nav.name && (dot < 0 || isA(type, name.slice(0, dot)))) return sets;
    }
    return undefined;
  }

  /** The object a pointer leads to, where it exists and can be seen. */
  follow(pointer: Pointer): { collection: Collection; entity: Entity } | undefined {
    const collection = pointer.owner === undefined ? this.set(pointer.path) : this.containedIn(pointer.path, pointer.owner);
    const entity = collection?.get(pointer.id);
    if (collection === undefined) return undefined;
    return entity === undefined || !this.sees(entity) ? undefined : { collection, entity };
  }
}

function isContainer(type: string): boolean {
  return ['conditionalAccessRoot', 'authenticationStrengthRoot', 'termsOfUseContainer', 'virtualEndpoint', 'deviceManagement', 'deviceAppManagement', 'rbacApplication'].includes(type);
}
