import type { JsonObject } from '../json.js';
import type { Api, Service } from '../ports.js';
import type { Path, Scope, When } from './when.js';

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
