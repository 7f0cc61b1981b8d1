/** How an answer is wanted, from the request's headers. */
export interface Wish {
  /** `Prefer: include-unknown-enum-members` */
  readonly everyMember: boolean;
  /** `odata.metadata=full` */
  readonly fullMetadata: boolean;
  /** Start of the URLs in annotations: `https://graph.microsoft.com/beta`. */
  readonly root: string;
  /** The directory's advanced query capability: `ConsistencyLevel: eventual`. */
  readonly eventual: boolean;
  /** A look from inside the simulator, which sees what is. */
  readonly inside?: true;
}

/** What a look from inside takes for granted. */
export const plainWish: Wish = { everyMember: true, fullMetadata: false, root: 'https://graph.microsoft.com/beta', eventual: true, inside: true };
