import { textAt } from '../../model/json.js';
import type { makeObject } from './make-object.js';
import { decide, keyOf, oncePerNewId, type Claim, type Decided } from './one-of-several.js';
import { expandTenant } from './place-holders.js';
import { idOfSeen, noteName, placeOf, type NameIndex, type Seen, type Survey } from './survey.js';
import { tenantOfFile, type ForeignTenant } from './tenant.js';

/** Makes the object at a place under an id; undefined where it is no longer there. */
export type MakeSeen = (seen: Seen, id: string) => Promise<ReturnType<typeof makeObject> | undefined>;

/** Which id each object of a folder goes by, which of them are one and the same, and what a name leads to. */
export class Identities {
  private readonly seen = new Map<string, Seen>();
  private readonly claims = new Map<string, Seen[]>();
  private decisions: ReadonlyMap<string, Decided> = new Map();
  private index: NameIndex;

  /** @param passed files whose objects are parts of others */
  constructor(
    private readonly survey: Survey,
    private readonly tenant: ForeignTenant,
    passed: ReadonlyMap<string, string>,
  ) {
    for (const seen of survey.objects) {
      if (passed.has(seen.path)) continue;
      this.seen.set(placeOf(seen), seen);
      const key = keyOf(seen.kind, this.idOf(seen));
      this.claims.set(key, [...(this.claims.get(key) ?? []), seen]);
    }
    this.index = this.namesNow();
  }

  at(path: string, at: string): Seen | undefined {
    return this.seen.get(placeOf({ path, at }));
  }

  /** The id that the file, a file beside it or the object's name gives it. */
  idOf(seen: Seen): string {
    const { id } = idOfSeen(seen, this.survey.told);
    return textAt(expandTenant({ id }, tenantOfFile(seen.path, this.survey, this.tenant)), 'id') ?? id;
  }

  /** Decides which claims of one id are one object: only then a name leads to one id or to several. */
  async settle(make: MakeSeen): Promise<void> {
    const decided: (readonly [Claim, Decided])[] = [];
    for (const claims of this.claims.values()) if (claims.length > 1) decided.push(...decide(await this.claimsOf(claims, make)));
    const owners = new Map<string, Claim>();
    for (const [claim, what] of decided) {
      if (what.as !== 'kept' || what.id === undefined) continue;
      const key = keyOf(claim.policy.kind, what.id);
      const [owner] = await this.claimsOf((this.claims.get(key) ?? []).slice(0, 1), make);
      if (owner !== undefined) owners.set(key, owner);
    }
    this.decisions = new Map([...oncePerNewId(decided, owners)].map(([claim, what]) => [placeOf(claim), what]));
    this.index = this.namesNow();
  }

  /** What was decided where several places claim one id; undefined where nobody else does. */
  decided(seen: Seen): Decided | undefined {
    return this.decisions.get(placeOf(seen));
  }

  /** Kind, name → ids, from everything the folder tells. */
  names(): NameIndex {
    return this.index;
  }

  private async claimsOf(claims: readonly Seen[], make: MakeSeen): Promise<Claim[]> {
    const made: Claim[] = [];
    for (const claim of claims) {
      const result = await make(claim, this.idOf(claim));
      if (result !== undefined && !('head' in result)) made.push({ path: claim.path, at: claim.at, policy: result.policy, modified: result.modified });
    }
    return made;
  }

  private namesNow(): NameIndex {
    const index: NameIndex = new Map([...this.survey.told].map(([kind, names]) => [kind, new Map([...names].map(([name, ids]) => [name, new Set(ids)]))]));
    for (const table of this.survey.tables) for (const { kind, id, name } of table.objects) noteName(index, kind, name, id);
    for (const seen of this.seen.values()) {
      const decided = this.decided(seen);
      if (decided?.as !== 'twin') noteName(index, seen.kind, seen.name, decided?.id ?? this.idOf(seen));
    }
    return index;
  }
}
