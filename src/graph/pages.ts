import { failed, ok, type Result } from '../model/failure.js';
import { idAt } from '../model/ids.js';
import { isList, isObject, type JsonObject } from '../model/json.js';
import type { Get, Page } from '../model/ports.js';
import { failureIn } from './failures.js';
import { askedOf, readOne } from './read.js';
import type { Wire } from './wire.js';

/** More pages in a row without anything new than any service sends. */
const mostEmpty = 500;

/** Remembers what pages brought: who makes links without end repeats himself, or sends nothing. */
class Brought {
  private readonly known = new Set<string>();

  /** Whether there is anything on a page that was on none before. */
  isNew(items: readonly JsonObject[]): boolean {
    const before = this.known.size;
    for (const item of items) this.known.add(idAt(item) ?? JSON.stringify(item).slice(0, 2000));
    return this.known.size > before;
  }
}

function pageOf(body: JsonObject): Page | undefined {
  const { value, ...envelope } = body;
  if (!isList(value)) return undefined;
  const items = value.filter(isObject);
  return items.length === value.length ? { items, envelope } : undefined;
}

/**
 * Reads a collection page by page. A page may be empty and have a link to the next (graph-intune.md 4.1); the end is
 * where there is no link. The next link is used as given and with the same headers, and only when it leads to the tenant.
 * The last item is a failure where the end was not reached.
 */
export async function* readPages(wire: Wire, get: Get): AsyncGenerator<Result<Page>, void, undefined> {
  const seen = new Set<string>();
  const brought = new Brought();
  let empty = 0;
  for (let path = get.path; ; ) {
    const asked = askedOf(wire, get);
    const answer = await readOne(wire, { ...get, path });
    if (!answer.ok) {
      yield answer;
      return;
    }
    const page = pageOf(answer.value);
    if (page === undefined) {
      yield failed(failureIn(asked, 'untrusted', 'was answered without a list of objects where a page was due'));
      return;
    }
    yield ok(page);
    const link = page.envelope['@odata.nextLink'];
    if (link === undefined || link === null || link === '') return;
    empty = brought.isNew(page.items) ? 0 : empty + 1;
    const isUrl = typeof link === 'string' && /^https?:\/\//i.test(link);
    if (!isUrl || seen.has(link) || empty > mostEmpty) {
      const what = !isUrl ? 'a next link that is no URL' : empty > mostEmpty ? `${empty} pages in a row that hold nothing new` : 'a next link that it had given before';
      yield failed(failureIn(asked, 'untrusted', `was answered with ${what}: the pages would never end`));
      return;
    }
    seen.add(link);
    path = link;
  }
}
