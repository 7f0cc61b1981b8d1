import type { JsonObject } from './json.js';
import type { Api, Service } from './ports.js';
import type { RuleName } from './rules.js';
import type { Path, Scope, When } from './row/when.js';
import type { LinkRule, Ref } from './row/reference-rule.js';
import type { Apart, Companions } from './row/apart.js';
import type { Below, Only, Under } from './row/below.js';
import type { Assign } from './row/assign.js';
import type { SecretRule } from './row/secret-rule.js';
import type { Content } from './row/content.js';
import type { LicenseNeed, Limit } from './row/needs.js';

export type * from './row/when.js';
export type * from './row/reference-rule.js';
export type * from './row/apart.js';
export type * from './row/assign.js';
export type * from './row/below.js';
export type * from './row/secret-rule.js';
export type * from './row/content.js';
export type * from './row/needs.js';

/** Where the admin center keeps a kind; also the file of the catalog it lives in. */
export type Area =
  | 'settings'
  | 'devices'
  | 'certificates'
  | 'endpoint security'
  | 'compliance'
  | 'scripts'
  | 'app protection'
  | 'apps'
  | 'updates'
  | 'enrollment'
  | 'Apple enrollment'
  | 'access'
  | 'tenant'
  | 'directory';

/** A key by which the twin of an object is known in the other tenant; all of its parts must be equal and not empty. */
export interface TwinKey {
  readonly by: readonly Path[];
  /** "same bundle id" */
  readonly because: string;
}

export type QuirkName = string;

/**
 * One row of the catalog: all the toolkit knows about one kind of policy. Scopes to consent, the `types` table,
 * simulator routes, conformance runs and the coverage pages derive from it.
 */
export interface PolicyType {
  /** camelCase, singular: `compliancePolicy`. */
  readonly kind: string;
  /** As the admin center names it. */
  readonly title: string;
  readonly area: Area;
  /** Microsoft's reference page. */
  readonly link: string;
  readonly api: Api;
  readonly service: Service;
  /** Below the API version: `deviceManagement/configurationPolicies`. */
  readonly collection: string;
  /** Query of the list call, as the service takes it (graph-intune.md 4): `$top=1000&$expand=assignments`. */
  readonly list?: string;
  /**
   * Query by which one object is found by name or key where the collection is too large to list (groups, users):
   * `$filter=displayName eq '{name}'`; the name is filled in with quotes doubled.
   */
  readonly find?: string;
  /** Query for candidates where `find` finds none; `{local}` is the name up to its `@`. They are shown with the question. */
  readonly near?: string;
  /** A list row is not the whole object: it is read again by id with this query (`''` for none). */
  readonly detail?: string;
  /** Members that every answer leaves null, lists and details alike: each is read at `{id}/{member}`. 404 and an empty answer mean that nothing is set. */
  readonly byPath?: readonly string[];
  /** `@odata.type`s without prefix that this row claims of its collection; several rows may share one collection. */
  readonly types?: readonly string[];
  /** Claims whatever no other row of the collection claims. */
  readonly rest?: true;
  /** The `@odata.type` that a concrete collection leaves out of its answers (graph-intune.md 1). */
  readonly implied?: string;
  /**
   * Neighbors: references hold this member in place of `id` (conditional access names an application by `appId`); it is
   * read at `{collection}({idAt}='…')`.
   */
  readonly idAt?: string;
  /** Neighbors: what is read (`$select`) and kept as facts, enough to find the twin; `id` and the name beside it. */
  readonly facts?: readonly string[];
  /** Neighbors that can be created when the mapping says so: the members that are sent. Absent: only ever matched. */
  readonly makes?: readonly string[];
  /** What of `makes` is sent where nobody knows it: the other tool saved the name alone. */
  readonly makesElse?: JsonObject;
  /** Objects that no other tenant takes although their kind can move: they stay behind, and why, with what to do. */
  readonly stays?: readonly { readonly when: readonly When[]; readonly because: string }[];
  /** The member people know it by. */
  readonly name: 'displayName' | 'name' | 'profileName' | 'fileName' | 'userPrincipalName' | 'id' | 'tokenName' | 'machineName' | 'serverName' | 'serialNumber' | 'appleIdentifier' | 'ownerOrganizationName' | 'ownerUserPrincipalName' | 'instanceUrl' | 'subjectName' | 'thumbprint';
  /** Beside name and type: what must be equal for two objects to be the same. */
  readonly key?: readonly Path[];
  /** There can be only one of each of these: two are the same whatever they are called. */
  readonly sole?: readonly Path[];
  /** The service takes a name once, whatever the case of its letters and whatever else differs; a second one answers 409. */
  readonly nameOnce?: true;
  /** The client chooses the id, out of a few places that the service has (`c1` to `c99`): a create is a PATCH there, and a place that is taken is a question. */
  readonly places?: true;
  /** Not a collection but one object without id, which every tenant has: read at `collection`, changed by a PATCH of `path` under the member `as`. */
  readonly singleton?: { readonly path: string; readonly as: string };
  /** Its objects live below those of another kind. */
  readonly below?: Below;
  /** What it stands under belongs to its key. */
  readonly under?: Under;
  /** Members that count in some objects alone. */
  readonly only?: readonly Only[];
  /** Created when everything else is done, assignments too, because it stands in the way of what comes after it. */
  readonly last?: string;
  /** Stronger or other keys than name + type + key, tried in this order. */
  readonly twins?: readonly TwinKey[];
  /** File of mappings/ that answers for references to this kind: `groups`, `certificates`, `apps`. */
  readonly mapping: string;
  /** All of `read` to export, all of `write` to import. */
  readonly scopes: { readonly read: readonly Scope[]; readonly write: readonly Scope[] };
  /** What a tenant must have bought beside Intune before the service answers for this kind. */
  readonly license?: string;
  readonly apart?: readonly Apart[];
  readonly assign?: Assign;
  /** What the service stamps beside the common stamps; neither in the bundle nor ever sent. */
  readonly drop?: readonly Path[];
  /** In the bundle, but not sent on create, and not compared. */
  readonly createDrop?: readonly Path[];
  /** Immutable members: not sent in a PATCH, and named where an object that exists differs in them. */
  readonly updateDrop?: readonly Path[];
  /** Members that a PATCH does not take: on update each goes under its own name to `{id}/{action}`, where it differs. */
  readonly setBy?: readonly { readonly at: Path; readonly action: string }[];
  /** Objects of which only these members are sent: an expanded copy that must go as `{ "id" }`. */
  readonly reduce?: readonly { readonly at: Path; readonly keep: readonly string[] }[];
  /** Values that the service gives and does not take: `false` that must go as null; null that must go as a word; an item of a list that must not go at all. */
  readonly turn?: readonly { readonly at: Path; readonly from: string | number | boolean | null; readonly to: string | number | boolean | null | [] | { readonly away: true } }[];
  /**
   * Ids that the service compares letter by letter and gives back in another case (graph-intune.md 7.6): where they are,
   * which member names the template, and where the template is read; `{id}` is its id. The template's spelling is sent.
   */
  readonly spelling?: { readonly at: readonly Path[]; readonly template: Path; readonly object: string; readonly parts: string };
  /**
   * Nobody posts it to its collection: it is made from a template of the service, whose id the member `at` holds, by
   * `POST {templates}/{id}/{action}` with `takes` of its members. Templates that fit `retired` make nothing any more;
   * `successors` say what to use in their place, the first that fits.
   */
  readonly madeFrom?: {
    readonly at: Path;
    readonly templates: string;
    readonly action: string;
    readonly takes: readonly string[];
    readonly retired: readonly When[];
    readonly successors: readonly { readonly when: readonly When[]; readonly because: string }[];
  };
  /**
   * Parts of what is pointed at, whose ids are other ones too: `at` stands for one of the items that `{collection of kind}/{id}/{list}`
   * has below the object at `of`, in the order of the list call. They are found again by the members `by`.
   */
  readonly parts?: { readonly of: Path; readonly at: Path; readonly kind: string; readonly list: string; readonly by: readonly string[] };
  /** Members that are always sent with this value. */
  readonly send?: JsonObject;
  readonly update: 'patch' | 'put' | 'never';
  readonly refs: readonly Ref[];
  /** By `@odata.type`: navigation property → rule (graph-intune.md 10). */
  readonly links?: Readonly<Record<string, Readonly<Record<string, LinkRule>>>>;
  readonly secrets?: readonly SecretRule[];
  /** How to tell an object that the service made and keeps; it is listed and stays behind. */
  readonly owned?: readonly { readonly when: readonly When[]; readonly because: string; /** every tenant has it, under the same id or at least the same name: what points at it keeps pointing at it */ readonly everywhere?: true }[];
  /**
   * Default objects exist in every tenant: the twin is found by the suffix of its id, or is the only one that fits (`only`);
   * it is updated, except for `fixed`, and never created or assigned.
   */
  readonly defaults?: { readonly when: readonly When[]; readonly only?: true; readonly fixed?: readonly Path[] };
  /** A create takes the members `first` and no others: the rest follows in a PATCH, and each of `alone` in one of its own, on update too. */
  readonly grows?: { readonly first: readonly string[]; readonly alone: readonly string[] };
  /** Never created, only matched: what a person must do when there is no twin. By type, or `*`. */
  readonly matchOnly?: Readonly<Record<string, string>>;
  /** Created with a file where one is supplied, although `matchOnly` says no. */
  readonly content?: Content;
  /**
   * Made of text files, which the service never gives back and works out what else it shows: sent inside the create, with
   * `send` beside them, where a person supplies those whose name and `identity` fit, although `matchOnly` says no.
   */
  readonly texts?: { readonly identity: Path; readonly languages: Path; readonly content: string; readonly languageFiles: string; readonly send: JsonObject };
  /** Neighbors that appear in a tenant when an object of this kind has been made there: what points at them waits for the next plan. */
  readonly comesWith?: string;
  /** Created in ascending order of this member, then set by `{id}/setPriority`. */
  readonly priority?: { readonly at: Path; readonly action: string };
  /** After create: nothing else is done until the object is readable, or until the member has the value. */
  readonly ready?: { readonly at?: Path; readonly is?: string; readonly types?: readonly string[]; readonly seconds: number; /** the value that says it never will be, and where the service says why */ readonly fails?: { readonly is: string; readonly because: Path } };
  /** How an object of this kind is taken away again (graph-intune.md 7.22); as usual unless said. */
  readonly removal?: {
    /** There is no DELETE: this action below the object takes it away. */
    readonly action?: string;
    /** What must be changed before the service lets anybody delete it. */
    readonly first?: { readonly when: readonly When[]; readonly set: JsonObject };
    /** Its assignments are taken away one by one before: the service does not delete it while it is assigned. */
    readonly unassigned?: true;
    /**
     * The service deletes it although it is in use. Child collections, with their query, whose items use it: it is left
     * where there are any, and where not everything that could point at it can be seen.
     */
    readonly usedIn?: readonly { readonly child: string; readonly because: string; readonly when?: readonly When[] }[];
  };
  /** A member that arrives changed for safety unless `--keep-state`. */
  readonly arrives?: { readonly at: Path; readonly from: string; readonly to: string; readonly because: string };
  /** Objects that the service makes with each one, and names in it by a word and an id: `Email_<id>`. They are read, made and changed with it. */
  readonly companions?: Companions;
  /** What a person must do about each object that goes and fits; said with the object, not only about the kind. */
  readonly tells?: readonly { readonly when: readonly When[]; readonly because: string }[];
  /** What is lost, rebuilt or never carried, said for people; absent means as-is or remap. */
  readonly loses?: readonly string[];
  /** How many a tenant can hold (market.md 3.3): defaults of the service do not count. `types`: of these `@odata.type`s only. */
  readonly limits?: readonly Limit[];
  /** Licenses of the tenant beside Intune's own. */
  readonly licenses?: readonly LicenseNeed[];
  /** Neighbors: a child collection, with its query, of which one item is enough to know that somebody is in it. */
  readonly filledBy?: string;
  /** Base64 members that the service takes up to so many bytes only. */
  readonly largest?: readonly { readonly at: Path; readonly most: number; readonly what: string }[];
  /** Where a kind is listed although nothing of it moves: only for neighbors. */
  readonly neighbor?: true;
  /**
   * Neighbors that no tenant takes over and somebody must see to: tokens, connectors, registered devices. Every export lists
   * all of them and reports them under a rule of the table of findings.
   */
  readonly reported?: {
    readonly rule: RuleName;
    /** What to do, for people; the rule's remedy stands beside it. */
    readonly then: string;
    /** The collection is one object, and 404 where there is none. */
    readonly single?: true;
    /** Objects of the collection that are none: an unused place for a token, a partner nobody set up. */
    readonly none?: readonly (readonly When[])[];
    /** Too many to name one by one: one finding says how many. */
    readonly counted?: true;
    /** Members that say whose it is, the first one that says anything counts. */
    readonly owner?: readonly string[];
    /** The member that says until when it holds. */
    readonly ends?: string;
  };
  /** Named, tested functions in engine/quirks; a last resort. */
  readonly quirks?: readonly QuirkName[];
}

/** The frozen list of rows, and look-ups in it. Handed to the engine as an argument; tests pass a two-row one. */
export interface Catalog {
  readonly rows: readonly PolicyType[];
  /** The row of a kind. @throws Error for an unknown kind: a bug, files are checked at the door. */
  row(kind: string): PolicyType;
  find(kind: string): PolicyType | undefined;
  /** The row that claims an object of a collection by its `@odata.type` (without prefix). */
  claims(collection: string, type: string | undefined): PolicyType | undefined;
  /** The row that claims an `@odata.type` wherever it lives; undefined for unknown types. */
  ofType(type: string): PolicyType | undefined;
}
