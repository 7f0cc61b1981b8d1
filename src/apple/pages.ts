import { isList, objectAt, objectsAt, textAt, type JsonObject } from '../model/json.js';
import { appleFailed, appleOk, type AppleResult } from '../model/apple/ports.js';
import { callOf, type Send } from './sender.js';

/** More pages in a row without anything new than any organization has. */
const mostEmpty = 200;

/**
 * A list to its end: by `links.next`, else by `meta.paging.nextCursor` (apple.md 2.4). A next link to another host never gets
 * the token: it ends the list with a failure, and so do pages that point at themselves or go on without
 * anything new, and an answer that holds no list.
 */
export async function* pagesOf(send: Send, first: URL): AsyncIterable<AppleResult<readonly JsonObject[]>> {
  let url = first;
  const seen = new Set<string>();
  const brought = new Set<string>();
  let empty = 0;
  for (;;) {
    seen.add(url.href);
    const answer = await send({ method: 'GET', url });
    if (!answer.ok) {
      yield answer;
      return;
    }
    const data = answer.value['data'];
    const items = objectsAt(answer.value, 'data');
    if (!isList(data) || items.length < data.length) {
      const call = callOf({ method: 'GET', url: first });
      yield appleFailed({ kind: 'untrusted', call, message: `${call} answered without a list of resources, so what there is stays unknown. Try again; if it stays, look at apple.apiUrl and at what a proxy makes of the answers.` });
      return;
    }
    yield appleOk(items);
    const before = brought.size;
    for (const item of items) brought.add(textAt(item, 'id') ?? '');
    empty = brought.size > before ? 0 : empty + 1;
    const next = nextOf(answer.value, url, first);
    if (next === undefined) return;
    const problem = next === 'unreadable' ? 'points nowhere' : next.origin !== first.origin ? `points to another host (${next.host})` : seen.has(next.href) ? 'points back to a page that was read already' : empty > mostEmpty ? `is the ${empty}th in a row that brings nothing new` : undefined;
    if (problem !== undefined || next === 'unreadable') {
      const call = callOf({ method: 'GET', url: first });
      yield appleFailed({ kind: 'untrusted', call, message: `${call}: the link to the next page ${problem ?? 'points nowhere'}, so the list is not complete. Try again; if it stays, look at apple.apiUrl.` });
      return;
    }
    url = next;
  }
}

function nextOf(document: JsonObject, current: URL, first: URL): URL | 'unreadable' | undefined {
  const link = textAt(objectAt(document, 'links') ?? {}, 'next');
  if (link !== undefined && link !== '') return URL.canParse(link, current.href) ? new URL(link, current.href) : 'unreadable';
  const cursor = textAt(objectAt(objectAt(document, 'meta') ?? {}, 'paging') ?? {}, 'nextCursor');
  if (cursor === undefined || cursor === '') return undefined;
  const next = new URL(first);
  next.searchParams.set('cursor', cursor);
  return next;
}
