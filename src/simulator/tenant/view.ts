import { Collection, type Entity } from './entity.js';

/** Several sets shown as one, as managedAppPolicies and directoryObjects are. Nothing is added to it. */
export class View extends Collection {
  constructor(path: string, type: string, readonly sources: readonly Collection[]) {
    super(path, type, undefined);
  }

  override get size(): number {
    return this.sources.reduce((sum, source) => sum + source.size, 0);
  }

  override get(id: string): Entity | undefined {
    return this.home(id)?.get(id);
  }

  /** The set an object really lives in. */
  home(id: string): Collection | undefined {
    return this.sources.find((source) => source.get(id) !== undefined);
  }

  override *all(): IterableIterator<Entity> {
    for (const source of this.sources) yield* source.all();
  }

  override list(): Entity[] {
    return this.sources.flatMap((source) => source.list());
  }

  override goneSince(time: number): Entity[] {
    return this.sources.flatMap((source) => source.goneSince(time));
  }

  override add(): void {
    throw new Error(`${this.path} only shows other sets`);
  }
}

/** What hangs below all objects of a set, shown as one: profiles below tokens. An object is added below the one that its id begins with. */
export class EachBelow extends View {
  /** The collection that a new object belongs to. @throws Error where there is nothing to put it below */
  homeFor(id: string): Collection {
    const [first] = this.sources;
    const own = `${id.toLowerCase()}_`;
    const found = this.sources.find((source) => own.startsWith(`${source.owner?.id.toLowerCase() ?? ''}_`)) ?? first;
    if (found === undefined) throw new Error(`there is nothing that ${this.path} could hang below`);
    return found;
  }

  override remove(id: string, now = 0): boolean {
    return this.home(id)?.remove(id, now) ?? false;
  }
}
