import type { JsonObject } from '../../model/json.js';
import type { Query } from '../odata/query.js';
import type { Collection, Entity } from '../tenant/entity.js';
import type { Tenant } from '../tenant/tenant.js';
import type { Answer } from './answer.js';
import type { Wish } from './wish.js';

/** One call of an action or a function. */
export interface Call {
  readonly tenant: Tenant;
  readonly collection: Collection;
  readonly entity: Entity | undefined;
  readonly cast: string | undefined;
  readonly args: Readonly<Record<string, string>>;
  readonly body: JsonObject;
  /** What a function was asked to show, and how. */
  readonly asked?: { readonly query: Query; readonly wish: Wish };
}

/** An action (POST) or a function (GET) of an object, a set, or the service. */
export interface Operation {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  /** Set paths it is bound to; undefined binds it to the service's root. */
  readonly on: readonly string[] | undefined;
  /** Bound to an object of the set, not to the set. */
  readonly entity: boolean;
  run(call: Call): Answer;
}
