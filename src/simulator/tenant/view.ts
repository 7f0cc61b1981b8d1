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
