import type { JsonObject } from '../../model/json.js';
import type { Waiver } from '../../model/waiver.js';
import { anyText, draft, listOf, loose, record, text } from './words.js';

/** `waivers.json`, which people write. */
export const waiversSchema: JsonObject = {
  $schema: draft,
  title: 'TenantFerry waivers: risks that somebody takes, for a time',
  ...loose(
    {
      waivers: listOf({
        ...record<Waiver>(
          {
            code: { type: 'string', pattern: '^GAP-[A-Z]+-[0-9]{3}$', description: 'the code of a finding, such as GAP-CERT-001' },
            reason: { ...text, description: 'why the risk is taken' },
            person: { ...text, description: 'who takes it' },
            until: { type: 'string', pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$', description: 'its last day, such as 2027-01-31; after it the finding counts again' },
          },
          { object: { ...text, description: 'the address of one object; without it every object with this finding is meant' } },
        ),
        additionalProperties: false,
      }),
    },
    { $schema: anyText },
  ),
  additionalProperties: false,
};
