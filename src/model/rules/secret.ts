import type { RuleText } from '../rules.js';
import { links } from './links.js';

/** GAP-SECRET: what the service masks or encrypts. No finding ever holds the value. */
export const secret = {
  secretLeftOut: {
    title: 'A secret cannot be read, so the setting arrives without it',
    severity: 'high', effort: 'minutes', certainty: 'documented', moment: 'cut-over', owner: 'security',
    consequence: 'The policy is created without this value and does not work fully until somebody enters it.',
    remedy: ['Get the secret from its owner or vault.', 'Supply it at import, or enter it in the admin center of the destination afterwards.'],
    link: links.customOma,
  },
  secretNotCreated: {
    title: 'A secret cannot be read, and the object cannot exist without it',
    severity: 'blocker', effort: 'minutes', certainty: 'documented', moment: 'before', owner: 'security',
    answer: 'secret',
    consequence: 'The object is not created. A mask of asterisks is never written as a value.',
    remedy: ['Get the secret from its owner or vault.', 'Supply it at import, or create the object by hand.'],
    link: links.wifi,
  },
  secretReadable: {
    title: 'A secret can be read from the source on request',
    severity: 'medium', effort: 'minutes', certainty: 'documented', moment: 'before', owner: 'security',
    consequence: 'Without the value the setting arrives empty.',
    remedy: ['Export with the option that reads such secrets; they are kept encrypted.', 'Or supply the value at import.'],
    link: links.customOma,
  },
  secretInClear: {
    title: 'A secret stands in clear text in a policy',
    severity: 'high', effort: 'hours', certainty: 'inferred', moment: 'before', owner: 'security',
    consequence: 'Everybody who can read the policy or the export can read the secret.',
    remedy: ['Treat the export as confidential.', 'Change the secret after the move and keep the new one out of scripts and settings.'],
  },
  secretTokenInClear: {
    title: 'An access token or signed key stands in clear text in a policy',
    severity: 'high', effort: 'hours', certainty: 'inferred', moment: 'before', owner: 'security',
    consequence: 'Whoever reads it can act with it until it expires. It also belongs to the old tenant.',
    remedy: ['Revoke the token.', 'Issue a new one for the destination and enter it in values.json.'],
  },
  secretRefilled: {
    title: 'A connector of the destination fills in a secret',
    severity: 'info', effort: 'minutes', certainty: 'documented', moment: 'cut-over', owner: 'security',
    consequence: 'The value of the source stays behind, where it belongs; the policy moves with its choices.',
    remedy: ['Set the connector up in the destination before the policy is assigned.'],
  },
  secretUnread: {
    title: 'A secret was asked for and the source did not give it',
    severity: 'high', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'source admin',
    consequence: 'The setting arrives without the value unless somebody supplies it.',
    remedy: ['Read why in the finding: often the permission DeviceManagementConfiguration.ReadWrite.All is asked for, although it is a read.', 'Export again, or supply the value at import.'],
    link: links.customOma,
  },
  secretWouldBeLost: {
    title: 'An update would take away a secret that was entered in the destination',
    severity: 'high', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'security',
    consequence: 'Nobody can read that secret back, so the object of the destination is left as it is; what differs stays different.',
    remedy: ['Change what differs in the admin center of the destination, or supply the value of the source with the import.', 'Or remove the secret in the destination knowingly, and plan again.'],
  },
} satisfies Record<string, RuleText>;
