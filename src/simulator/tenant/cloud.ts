import type { JsonObject } from '../../model/json.js';

/**
 * What all tenants of a cloud share: template versions, built-in ADMX definitions, role templates (graph-intune.md 11).
 * A built-in thing that a seeded object points at is learned, so that it exists in every tenant as it does in the service.
 */
export class Cloud {
  private readonly facts = new Map<string, { readonly path: string; readonly object: JsonObject }>();
  private readonly listeners: ((path: string, object: JsonObject) => void)[] = [];

  /** Makes a thing known everywhere. The first word counts; saying it again changes nothing. */
  learn(path: string, object: JsonObject & { readonly id: string }): void {
    const key = `${path}/${object.id.toLowerCase()}`;
    if (this.facts.has(key)) return;
    this.facts.set(key, { path, object });
    for (const listener of this.listeners) listener(path, object);
  }

  /** Hears all that is known and all that will be. */
  hear(listener: (path: string, object: JsonObject) => void): void {
    this.listeners.push(listener);
    for (const { path, object } of this.facts.values()) listener(path, object);
  }
}
