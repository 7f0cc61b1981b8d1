import type { JsonObject } from '../../model/json.js';

/** A pointer of a navigation property that is no containment: a certificate link, a group's member, an app's category. */
export interface Pointer {
  /** Collection path: `deviceManagement/deviceConfigurations`. */
  readonly path: string;
  /** The object that contains the target, where it does not stand in a set of its own. */
  readonly owner?: string;
  readonly id: string;
}

/** One object of the tenant. Its body is replaced on change and never changed in place, so that answers need no copies. */
export interface Entity {
  readonly id: string;
  /** `@odata.type` without prefix. */
  readonly type: string;
  /** Structural members that were set; defaults are filled in when it is shown. */
  body: JsonObject;
  readonly children: Map<string, Collection>;
  readonly pointers: Map<string, readonly Pointer[]>;
  /** Clear texts the service keeps to itself, by reference id or by place. */
  readonly secrets: Map<string, string>;
  /** Where it stands in creation order, over the whole tenant. */
  readonly serial: number;
  /** When it was made, in milliseconds. */
  readonly born: number;
  /** Not visible before this time and this many requests (a switch of the simulator). */
  readonly visible?: { readonly at: number; readonly request: number };
}

/** An entity set or a contained collection: objects by id, in order of creation. Ids are found whatever their case. */
export class Collection {
  private readonly byKey = new Map<string, Entity>();
  /** What was deleted lately: stale lists still show it. */
  private readonly gone: { readonly entity: Entity; readonly at: number }[] = [];
  constructor(
    /** Without ids: `deviceManagement/configurationPolicies/settings`. */
    readonly path: string,
    /** Declared element type. */
    readonly type: string,
    readonly owner: Entity | undefined,
  ) {}

  get size(): number {
    return this.byKey.size;
  }

  get(id: string): Entity | undefined {
    return this.byKey.get(id.toLowerCase());
  }

  add(entity: Entity): void {
    this.byKey.set(entity.id.toLowerCase(), entity);
  }

  remove(id: string, now = 0): boolean {
    const entity = this.get(id);
    if (entity !== undefined) this.gone.push({ entity, at: now });
    if (this.gone.length > 200) this.gone.shift();
    return this.byKey.delete(id.toLowerCase());
  }

  /** Objects deleted at or after a time. */
  goneSince(time: number): Entity[] {
    return this.gone.filter((entry) => entry.at >= time).map((entry) => entry.entity);
  }

  clear(): void {
    this.byKey.clear();
  }

  all(): IterableIterator<Entity> {
    return this.byKey.values();
  }

  list(): Entity[] {
    return [...this.byKey.values()];
  }
}
