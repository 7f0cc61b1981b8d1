import { aliases, views } from '../service/sets.js';
import { pointsTo, rootNavigation } from '../service/roots.js';
import { isA, typeNamed, type Member } from '../schema/model.js';
import { makeChance, type Chance } from './chance.js';
import { Collection, type Entity, type Pointer } from './entity.js';
import { View } from './view.js';

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
  private serial = 0;
  /** Requests served so far: delayed visibility may count in them. */
  requests = 0;

  constructor(
    readonly identity: TenantIdentity,
    readonly now: () => number,
    private readonly delay: () => { readonly seconds: number; readonly requests: number } = () => ({ seconds: 0, requests: 0 }),
  ) {
    this.chance = makeChance(identity.seed ?? identity.tenantId);
    this.intuneAccountId = identity.intuneAccountId ?? this.chance.guid('account');
    this.domains = [...new Set([...(identity.domains ?? []), identity.initialDomain])];
    this.root = this.make({ id: '', type: '' });
  }

  /** A new entity that nobody can see yet; `add` it to a collection. */
  make(facts: { id: string; type: string; body?: Entity['body']; delayed?: boolean }): Entity {
    this.serial += 1;
    const delay = facts.delayed === true ? this.delay() : undefined;
    const late = delay !== undefined && (delay.seconds > 0 || delay.requests > 0);
    return {
      id: facts.id,
      type: facts.type,
      body: facts.body ?? {},
      children: new Map(),
      pointers: new Map(),
      secrets: new Map(),
      serial: this.serial,
      ...(late ? { visible: { at: this.now() + delay.seconds * 1000, request: this.requests + delay.requests } } : {}),
    };
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
      const [next] = collection.list();
      if (next === undefined) throw new Error(`${name} of ${path} is no container`);
      entity = next;
      at = collection.path;
    }
    throw new Error('a set has a path');
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
    const parts = pointer.id.split('|');
    let collection = this.set(pointer.path.split('/').slice(0, parts.length > 1 ? -1 : undefined).join('/'));
    let entity = collection.get(parts[0] ?? '');
    const [, inner] = parts;
    if (inner !== undefined && entity !== undefined) {
      const nav = this.navigation(entity.type, pointer.path.slice(pointer.path.lastIndexOf('/') + 1));
      if (nav === undefined) return undefined;
      collection = this.below(entity, collection.path, nav);
      entity = collection.get(inner);
    }
    return entity === undefined || !this.sees(entity) ? undefined : { collection, entity };
  }
}

function isContainer(type: string): boolean {
  return ['conditionalAccessRoot', 'authenticationStrengthRoot', 'termsOfUseContainer', 'virtualEndpoint', 'deviceManagement', 'deviceAppManagement'].includes(type);
}
