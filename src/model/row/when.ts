/**
 * A place in a policy: member names joined by dots, `[]` for every item of a list, `**` for any depth.
 * The first name is a member of the body, a field read apart, or `assignments`:
 * `roleScopeTagIds[]`, `settings.**.simpleSettingValue.value`, `assignments[].target.groupId`.
 */
export type Path = string;

export type Scope = string;

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
