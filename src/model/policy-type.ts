import type { JsonObject } from './json.js';
import type { Api, Service } from './ports.js';
import type { RuleName } from './rules.js';

/**
 * A place in a policy: member names joined by dots, `[]` for every item of a list, `**` for any depth.
 * The first name is a member of the body, a field read apart, or `assignments`:
 * `roleScopeTagIds[]`, `settings.**.simpleSettingValue.value`, `assignments[].target.groupId`.
 */
export type Path = string;

export type Scope = string;

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

/**
 * Holds where the member of the object at hand has the value, or any value at all where none is said; several must all
 * hold. Where `at` runs through lists, one fitting value is enough.
 */
export interface When {
  /**
   * Within the object at hand: the one that holds the value of a Ref or SecretRule, the whole object elsewhere. `^.` in
   * front, once or more, steps to the object around it (lists do not count as steps): from `simpleSettingCollectionValue[].value`,
   * `^.settingDefinitionId` is the id of the setting instance.
   */
  readonly at: Path;
  readonly is?: string | number | boolean | null;
  /** Holds where no value that `at` leads to is this one; a missing member is null. */
  readonly isNot?: string | number | boolean | null;
  readonly oneOf?: readonly (string | number)[];
  readonly startsWith?: string;
  readonly endsWith?: string;
}

/** Something in the policy that points at another object. */
export interface Ref {
  readonly at: Path;
  /** Kinds of the catalog; the first one that the id is found in counts. */
  readonly to: readonly string[];
  /** Values that point at nothing: `''`, the all-zero GUID. null and absent never do. */
  readonly none?: readonly string[];
  /** Values that mean the same in every tenant: `0`, `All`, built-in ids. */
  readonly same?: readonly string[];
  /** Only where the object that holds the value has these members. */
  readonly when?: readonly When[];
  /**
   * How the id sits in the text. `json id`: the text is JSON `{"id":"…"}`; `prefix`: `T_<guid>`, `Email_<guid>`: the part
   * after the first underscore; `bind`: a URL that ends in `('<id>')`; `json text`: the text is JSON and nothing but an id.
   */
  readonly wrapped?: 'json id' | 'prefix' | 'bind' | 'json text';
  /** Many values of the kind are no references: it is one only where the bundle brings an object of that id. */
  readonly maybe?: true;
  /**
   * What leaves when the decision is `drop`: the list item or member itself, the nearest list item around it (an
   * assignment), or the object that holds it (`{ "id" }` alone says nothing without its id).
   */
  readonly drops?: 'value' | 'item' | 'holder';
}

/** A navigation property that points at other policies: not in the body, read by cast, written by bind or $ref. */
export interface LinkRule {
  readonly to: readonly string[];
  readonly many: boolean;
  /** Declared on the base type: it comes expanded with the object, has no cast in its address, and is added by `$ref` once the object is there. */
  readonly plain?: true;
  /** The detail query expands it, so that it is not read apart; it is bound on create like any other. */
  readonly expanded?: true;
}

/** Something of the object that is read or written at an address of its own. */
export interface Apart {
  readonly field: string;
  /** Only for these `@odata.type`s. */
  readonly types?: readonly string[];
  /** Only for objects that fit. */
  readonly when?: readonly When[];
  /**
   * Where it is read. `expand`: the list or detail query brings it inline; `child`: a collection below the object, with
   * its query, read to the last page; `answer`: what a function below the object answers, in the first of some members
   * that it has. What the function does not answer is not known, and neither sent nor compared: `unseen` says what to do then.
   */
  readonly read: 'expand' | { readonly child: string } | { readonly answer: string; readonly in: readonly string[]; readonly unseen: string };
  /** What is kept of each item as it is read, and what each has beside it: an answer that is not of the shape in which it is sent. */
  readonly items?: { readonly keep: readonly string[]; readonly with: JsonObject };
  /** Member of the object that says how many there must be (`settingCount`); fewer is a failure of the object. */
  readonly count?: Path;
  /** Items that fit mean "nothing is set": neither in the bundle nor compared. */
  readonly blank?: When;
  /** Its name inside a create, where the service wants another one than `field`. */
  readonly sendAs?: string;
  /** Children of each child, read below it and put in the child's own field (presentationValues); `key` tells one from another. */
  readonly within?: { readonly field: string; readonly read: string; readonly key?: Path };
  /**
   * How it travels on create. `inline`: inside the object; `action`: one POST of all to `{id}/{action}` under `as`, with
   * the body's own members `beside` it; `each`: one POST per item to `{id}/{each}`; `never`: the service owns it.
   */
  readonly send:
    | 'inline'
    | 'never'
    | {
        readonly action: string;
        readonly as: string;
        readonly beside?: readonly string[];
        readonly evenIfEmpty?: boolean;
        /** It adds to what is there, so that sent twice it doubles. */
        readonly adds?: true;
        /** It answers 200 also where it did nothing: this member says false then, and what must be done first. */
        readonly confirms?: { readonly member: string; readonly otherwise: string };
      }
    | { readonly each: string; /** what tells two items apart when an answer was lost */ readonly key: Path; /** items that fit go first */ readonly leads?: When };
  /**
   * How it travels on update, where that differs. What is sent one `each` is brought up to date one by one: POST, PATCH
   * without the key, DELETE. `added`, `updated`, `deletedIds`: members of an action that takes all three at once; `key`
   * tells which item is which.
   */
  readonly update?:
    | 'inline'
    | 'never'
    | { readonly action: string; readonly as: string; readonly beside?: readonly string[] }
    /** The action leaves alone what it is not told: what is there and not wanted is sent with `absent` over it. */
    | { readonly action: string; readonly as: string; readonly key: Path; readonly absent: JsonObject }
    | { readonly action: string; readonly added: string; readonly updated: string; readonly deletedIds: string; readonly key: Path; /** changed items go without their ids */ readonly nameless?: true };
  /** Members of each item that are never sent; paths within the item. */
  readonly drop?: readonly Path[];
  /**
   * Expanded objects of an item that are sent as `<member>@odata.bind`: `at` within the item, `to` below bind root and API
   * version, where `{id}` is the id of that object and `{definition.id}` a path from the item. A bind that is there already
   * (a converted export) only gets today's root and version. The ids are the same in every tenant.
   */
  readonly binds?: readonly { readonly at: Path; readonly to: string }[];
}

/**
 * Objects beside an object that nobody creates: whoever creates the object sends the word with an empty id (`email_000…`),
 * the answer names what the service made for it (`Email_<id>`), and that is filled then.
 */
export interface Companions {
  /** Where the names are. In the bundle and in a create they have the empty id. */
  readonly at: Path;
  /** The field that they are kept under: one item a part, with its `part` (the word), what is kept of it, and its children. */
  readonly field: string;
  readonly collection: string;
  readonly query: string;
  /** Members of a part that are changed by PATCH. */
  readonly keep: readonly string[];
  /** Its children: one POST each, what tells two apart, what goes first, what is not sent. */
  readonly each: { readonly field: string; readonly key: Path; readonly leads: When; readonly drop: readonly Path[] };
  /** What to do where an export lacks them. */
  readonly unseen: string;
}

/** How assignments are read and sent. The action replaces the whole set; a child collection takes one POST a target. */
export type Assign =
  | {
      readonly by: 'action';
      /** Below the object; `assign` unless the service wants a cast in front of it. */
      readonly action?: string;
      /** The member of the body that holds the list. */
      readonly as: string;
      /** Members of an assignment that are sent beside `target`. */
      readonly keep?: readonly string[];
      /** `@odata.type` that each assignment must say. */
      readonly type?: string;
      readonly read: 'expand' | 'child';
      /** A member that says true where there are assignments; an empty expand beside it has lied, and the child collection is read. */
      readonly sign?: Path;
      /** Members of `keep` that the service does not give back as they were sent: no difference is seen in them. */
      readonly unreadable?: readonly string[];
      /** Targets beside groups that the service takes; all of them unless said. */
      readonly only?: readonly ('group' | 'exclusion' | 'all users' | 'all devices')[];
      /** false: the service takes no assignment filters here; `notFor`: not for these `@odata.type`s. */
      readonly filters?: false | { readonly notFor: readonly string[] };
    }
  | {
      readonly by: 'each';
      readonly child: string;
      /** Targets beside groups that the service takes; all of them unless said. */
      readonly only?: readonly ('group' | 'exclusion' | 'all users' | 'all devices')[];
      readonly filters?: false;
    };

/** A value that Graph masks, encrypts or leaves out. */
export interface SecretRule {
  readonly at: Path;
  /** For people: "Wi-Fi pre-shared key". */
  readonly what: string;
  readonly types?: readonly string[];
  /** Signs, beside the value, that there is a secret: `isEncrypted` true, `preSharedKeyIsSet` true. Without signs any value counts, and null does not. */
  readonly when?: readonly When[];
  /** The nearest list item around the value leaves with it (a settings catalog setting), or only the member. */
  readonly drops?: 'value' | 'item';
  readonly without: 'left out' | 'not created';
  /** Beside the value, or around it (`^.`): the members by which people tell one secret from another; the first that is there counts. */
  readonly label?: readonly Path[];
  /** What is said beside a value that is supplied: `{ valueState: 'notEncrypted' }`. Not compared, because the service answers something else. */
  readonly supplied?: JsonObject;
  /** Where these hold the service takes the clear text as base64. */
  readonly base64?: readonly When[];
  /**
   * A function below the object by which the source gives the clear value, with members of the object that holds the
   * value in braces: `getOmaSettingPlainTextValue(secretReferenceValueId='{secretReferenceValueId}')`. Absent: nobody gets it back.
   */
  readonly reveal?: string;
  /** Where the body fits, the destination's own connector fills the value in: nobody needs to supply it. */
  readonly refilled?: { readonly by: Connector; readonly when?: readonly When[] };
}

/** Objects with a file of their own, which the service keeps encrypted and never gives back: created where a person supplies it (intune-objects.md 2.16). */
export interface Content {
  /** By `@odata.type`; others are created without a file, or not at all. */
  readonly types: Readonly<Record<string, ContentType>>;
  /** The member that holds the name of the file. */
  readonly fileName: Path;
  /** Below the object and its cast: `contentVersions`. */
  readonly versions: string;
  /** The member that names the version in use: absent on create, set once the file is there. */
  readonly committed: string;
  /** The member that says so, what it says then, and how long that may take. */
  readonly published: { readonly at: Path; readonly is: string; readonly seconds: number };
}

/** What the file of one type is like, and where the object says which one it is. */
export interface ContentType {
  readonly endings: readonly string[];
  /** Where the object holds what the file says of itself: bundle id, package id, product code. */
  readonly identity?: Path;
  readonly version?: Path;
  /** Of a Win32 package: the setup file inside. */
  readonly setupFile?: Path;
  /** What the service wants to be told about the file beside it. */
  readonly manifest?: ManifestForm;
}

/** Forms of the manifest: a property list of iOS or macOS, Android's and Windows Installer's XML, the file's name alone. */
export type ManifestForm = 'property list' | 'android' | 'msi' | 'file name';

/** Something that ties a tenant to another service; it is set up in each tenant and never moves. */
export interface Connector {
  /** For people: "Microsoft Defender for Endpoint connector". */
  readonly title: string;
  readonly api: Api;
  readonly service: Service;
  /** One object, below the API version. */
  readonly path: string;
  readonly scopes: readonly Scope[];
  /** What its member must say for it to work. */
  readonly works: When;
}

/** How many objects of a kind, or of some of its types, one tenant can hold. */
export interface Limit {
  /** In the plural, for people: "device platform restrictions". */
  readonly what: string;
  readonly most: number;
  readonly types?: readonly string[];
  /** Where the vendor says so. */
  readonly link: string;
}

/** A license of Microsoft's without which an object is refused, or accepted without effect. */
export interface LicenseNeed {
  /** For people: "Entra ID P2". */
  readonly what: string;
  /** Beginnings of the names of service plans, any one of which will do. */
  readonly plans: readonly string[];
  /** Only for objects that fit. */
  readonly when?: readonly When[];
  readonly without: 'refused' | 'no effect';
}

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
  /** The client chooses the id, out of a few places that the service has (`c1` to `c99`): a create is a PATCH there, and a place that is taken is a question. */
  readonly places?: true;
  /** Not a collection but one object without id, which every tenant has: read at `collection`, changed by a PATCH of `path` under the member `as`. */
  readonly singleton?: { readonly path: string; readonly as: string };
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
  /** Objects of which only these members are sent: an expanded copy that must go as `{ "id" }`. */
  readonly reduce?: readonly { readonly at: Path; readonly keep: readonly string[] }[];
  /** Values that the service gives and does not take: `false` that must go as null; null that must go as a word. */
  readonly turn?: readonly { readonly at: Path; readonly from: string | number | boolean | null; readonly to: string | number | boolean | null | [] }[];
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
  /** Default objects exist in every tenant: the twin is found by the suffix of its id, updated and never created or assigned. */
  readonly defaults?: { readonly when: readonly When[] };
  /** Never created, only matched: what a person must do when there is no twin. By type, or `*`. */
  readonly matchOnly?: Readonly<Record<string, string>>;
  /** Created with a file where one is supplied, although `matchOnly` says no. */
  readonly content?: Content;
  /** Created in ascending order of this member, then set by `{id}/setPriority`. */
  readonly priority?: { readonly at: Path; readonly action: string };
  /** After create: nothing else is done until the object is readable, or until the member has the value. */
  readonly ready?: { readonly at?: Path; readonly is?: string; readonly types?: readonly string[]; readonly seconds: number };
  /** How an object of this kind is taken away again (graph-intune.md 7.22); as usual unless said. */
  readonly removal?: {
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
