/** What must come first, by name. */
export interface Needing<T> {
  readonly name: string;
  readonly needs: readonly string[];
  readonly value: T;
}

export interface Waved<T> {
  /** Each needs only earlier ones. */
  readonly waves: readonly (readonly T[])[];
  /** Loops, spelled out as the names around each, first name repeated last. Their members are in no wave. */
  readonly cycles: readonly (readonly string[])[];
  /** Names that wait for something in a loop: name → after whom. */
  readonly stuck: ReadonlyMap<string, string>;
}

/** Orders by need: a level per wave, names in order inside. Needs that are not among the items count as met. */
export function inWaves<T>(items: readonly Needing<T>[]): Waved<T> {
  const byName = new Map(items.map((item) => [item.name, item]));
  const open = new Map(items.map((item) => [item.name, item.needs.filter((need) => byName.has(need) && need !== item.name).length]));
  const self = items.filter((item) => item.needs.includes(item.name)).map((item) => item.name);
  const users = new Map<string, string[]>();
  for (const item of items) for (const need of new Set(item.needs)) if (byName.has(need) && need !== item.name) users.set(need, [...(users.get(need) ?? []), item.name]);
  for (const item of items) open.set(item.name, new Set(item.needs.filter((need) => byName.has(need) && need !== item.name)).size);
  const waves: T[][] = [];
  let ready = items.filter((item) => open.get(item.name) === 0 && !self.includes(item.name)).map((item) => item.name);
  const done = new Set<string>();
  while (ready.length > 0) {
    ready.sort();
    waves.push(ready.flatMap((name) => byName.get(name)?.value ?? []));
    const next: string[] = [];
    for (const name of ready) {
      done.add(name);
      for (const user of users.get(name) ?? []) {
        const left = (open.get(user) ?? 0) - 1;
        open.set(user, left);
        if (left === 0 && !self.includes(user)) next.push(user);
      }
    }
    ready = next;
  }
  const left = items.filter((item) => !done.has(item.name));
  const cycles: string[][] = [...self.map((name) => [name, name])];
  const inCycle = new Set<string>(self);
  for (const item of left) {
    if (inCycle.has(item.name)) continue;
    const loop = loopFrom(item.name, byName, done);
    if (loop === undefined) continue;
    cycles.push(loop);
    for (const name of loop) inCycle.add(name);
  }
  const stuck = new Map<string, string>();
  for (const item of left) {
    const blocker = item.needs.find((need) => byName.has(need) && !done.has(need));
    if (!inCycle.has(item.name) && blocker !== undefined) stuck.set(item.name, blocker);
  }
  return { waves, cycles, stuck };
}

/** The loop that contains a name, or undefined where the name only waits for one. */
function loopFrom<T>(start: string, byName: ReadonlyMap<string, Needing<T>>, done: ReadonlySet<string>): string[] | undefined {
  const came = new Map<string, string>();
  const queue = [start];
  for (let at = 0; at < queue.length; at += 1) {
    const name = queue[at] ?? '';
    for (const need of byName.get(name)?.needs ?? []) {
      if (done.has(need) || !byName.has(need)) continue;
      if (need === start) {
        const loop = [start];
        for (let back: string | undefined = name; back !== undefined && back !== start; back = came.get(back)) loop.unshift(back);
        return [start, ...loop];
      }
      if (!came.has(need)) {
        came.set(need, name);
        queue.push(need);
      }
    }
  }
  return undefined;
}
