import type { Address } from '../../model/address.js';
import type { JsonObject } from '../../model/json.js';
import type { LicenseNeed, PolicyType } from '../../model/policy-type.js';
import { allHold } from '../paths.js';
import type { Needs } from './licenses.js';

/** Gathers which licenses exported objects need, object by object. */
export class NeedsOf {
  private readonly found = new Map<LicenseNeed, Address[]>();

  note(row: PolicyType, body: JsonObject, address: Address): void {
    for (const need of row.licenses ?? []) {
      if (need.when !== undefined && !allHold(need.when, [body])) continue;
      const list = this.found.get(need) ?? [];
      list.push(address);
      this.found.set(need, list);
    }
  }

  get all(): Needs {
    return this.found;
  }
}
