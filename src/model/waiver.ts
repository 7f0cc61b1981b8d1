/** One line of `waivers.json`: somebody takes the risk of a finding, for a time. */
export interface Waiver {
  readonly code: string;
  /** Address of the object; absent waives the code for every object. */
  readonly object?: string;
  readonly reason: string;
  /** Who takes the risk. */
  readonly person: string;
  /** `2026-12-31`; from the day after it the finding counts again. */
  readonly until: string;
}

export interface WaiverFile {
  readonly $schema?: string;
  readonly waivers: readonly Waiver[];
}
