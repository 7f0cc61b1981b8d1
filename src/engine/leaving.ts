import type { Ref } from '../model/policy-type.js';
import type { Place } from './paths.js';

/** What will be taken out of a draft, all at once at the end, so that no pointer to what stays changes meanwhile. */
export class Leaving {
  private readonly takes: (() => void)[] = [];
  private readonly pointers = new Set<string>();

  add(pointer: string, take: () => void): void {
    this.pointers.add(pointer);
    this.takes.push(take);
  }

  /** Takes a place out the way its rule says: the value alone, the object that holds it, or the list item around it. */
  take(place: Place, drops: Ref['drops']): void {
    if (drops === 'item') this.add(itemPointer(place.pointer), () => place.removeItem());
    else if (drops === 'holder') this.add(place.pointer.slice(0, place.pointer.lastIndexOf('/')), () => place.removeHolder());
    else this.add(place.pointer, () => place.remove());
  }

  /** Whether a place leaves, itself or with something around it. */
  holds(pointer: string): boolean {
    for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) if (this.pointers.has(at)) return true;
    return false;
  }

  go(): void {
    for (const take of this.takes) take();
  }
}

/** The nearest list item at or around a pointer; the pointer itself where there is no list. */
function itemPointer(pointer: string): string {
  const at = /^(.*\/\d+)(?:\/(?!\d+(?:\/|$))[^/]*)*$/u.exec(pointer)?.[1];
  return at ?? pointer;
}
