import type { JsonObject } from '../json.js';
import type { Path, When } from './when.js';

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
  readonly read: 'expand' | { readonly child: string; readonly unseen?: string } | { readonly answer: string; readonly in: readonly string[]; readonly unseen: string };
  /** What is kept of each item as it is read, and what each has beside it: an answer that is not of the shape in which it is sent. */
  readonly items?: { readonly keep: readonly string[]; readonly with: JsonObject };
  /** Member of the object that says how many there must be (`settingCount`); fewer is a failure of the object. */
  readonly count?: Path;
  /**
   * A file that each item keeps at an address of its own, `read` below it: its bytes, in base64, are put at `at` within the
   * item. `without`: what to do where the source does not give one; such an object is never created, only matched.
   */
  readonly bytes?: { readonly at: Path; readonly read: string; readonly without: string };
  /** Items that fit mean "nothing is set": neither in the bundle nor compared. */
  readonly blank?: When;
  /** Where it goes inside a create, if not under `field`: a name, or a path of names (`file.localizations`). */
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
