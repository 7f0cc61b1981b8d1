import { derivedFrom, membersOf, type PublishedTypes } from './published-types.js';

/** Members that the service has and the package does not: newer than it, never published, or behind a function; each with where it is known from, and its type where that goes on. */
export type Overlay = Readonly<Record<string, Readonly<Record<string, string | { readonly from: string; readonly type: string }>>>>;

function withDerived(types: PublishedTypes, name: string): readonly string[] {
  return types.has(name) ? [name, ...derivedFrom(types, name)] : [];
}

/** Types that a member of one of the types can hold, and whether any of the types has the member. */
function below(types: PublishedTypes, overlay: Overlay, at: ReadonlySet<string>, name: string): { found: boolean; next: Set<string> } {
  const next = new Set<string>();
  let found = false;
  for (const type of at) {
    const added = overlay[type]?.[name];
    if (added !== undefined) found = true;
    if (typeof added === 'object') for (const one of withDerived(types, added.type)) next.add(one);
    const member = membersOf(types, type).get(name);
    if (member === undefined) continue;
    found = true;
    for (const one of member.types.flatMap((each) => withDerived(types, each))) next.add(one);
  }
  return { found, next };
}

/** Every type that can be reached from some. */
function closure(types: PublishedTypes, from: ReadonlySet<string>): Set<string> {
  const seen = new Set(from);
  const queue = [...from];
  for (let type = queue.pop(); type !== undefined; type = queue.pop()) {
    for (const member of membersOf(types, type).values()) {
      for (const one of member.types.flatMap((each) => withDerived(types, each))) {
        if (seen.has(one)) continue;
        seen.add(one);
        queue.push(one);
      }
    }
  }
  return seen;
}

/** `settings.**.value` → `settings`, `**`, `value`; list marks are dropped, `@odata.type` stays one step. */
function stepsOf(path: string): readonly string[] {
  return path.replaceAll('[]', '').replaceAll('@odata.type', '@odata\u0000type').split('.').map((step) => step.replace('\u0000', '.'));
}

/** The types that the last member of a path is declared with: an enumeration's name among them. */
export function declaredAt(types: PublishedTypes, from: readonly string[], path: string): readonly string[] {
  const steps = stepsOf(path);
  let at: Set<string> = new Set(from);
  for (const step of steps.slice(0, -1)) at = step === '**' ? closure(types, at) : below(types, {}, at, step).next;
  return [...at].flatMap((type) => membersOf(types, type).get(steps.at(-1) ?? '')?.types ?? []);
}

/**
 * The step at which a row's path leaves the published types, or undefined where some type has all of it.
 * @param from the types that the path can begin at
 */
export function strayStep(types: PublishedTypes, overlay: Overlay, from: readonly string[], path: string): string | undefined {
  let at: Set<string> = new Set(from);
  for (const step of stepsOf(path)) {
    if (step === '@odata.type') continue;
    if (step === '**') {
      at = closure(types, at);
      continue;
    }
    const { found, next } = below(types, overlay, at, step);
    if (!found) return step;
    at = next;
  }
  return undefined;
}
