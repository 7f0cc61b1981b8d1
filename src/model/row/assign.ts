import type { Path } from './when.js';

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
      /** It has its effect without assignments too: none is no gap. */
      readonly optional?: true;
    }
  | {
      readonly by: 'each';
      readonly child: string;
      /** Targets beside groups that the service takes; all of them unless said. */
      readonly only?: readonly ('group' | 'exclusion' | 'all users' | 'all devices')[];
      readonly filters?: false;
    };
