/** Who gets which text, for a mail merge: the columns are named like the place holders. */
export interface Recipient {
  readonly texts: string;
  readonly wave: number;
  /** The user's sign-in name in the source; empty where the device has none. */
  readonly user: string;
  readonly serial: string;
  readonly deviceName: string;
  readonly deadline: string;
}
