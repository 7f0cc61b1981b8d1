import { isList, type Json } from '../model/json.js';
import type { PolicyType } from '../model/policy-type.js';
import type { Policy } from '../model/policy.js';
import type { Difference } from '../model/verdict.js';
import { compare } from './compare.js';
import { comparePolicy } from './compare-policies.js';
import { childrenOf, draftOf } from './draft.js';
import { isInherited } from './references.js';
import type { Resolved } from './resolve.js';

/** How far an object that is looked at came on import. */
export interface Progress {
  /** All of its steps are done. */
  readonly whole: boolean;
  readonly assignments: 'not sent' | 'perhaps sent' | 'sent';
}

/** What of an object that this plan created somebody has changed since: empty where it is as the plan left it. */
export function editsOfCreated(row: PolicyType, policy: Policy, wanted: Resolved, found: Policy<'destination'>, progress: Progress): Difference[] {
  const { differences } = comparePolicy(row, policy, wanted, found, progress.whole ? { assignments: true } : { assignments: true, created: true });
  const own = (found.assignments ?? []).filter((one) => !isInherited(one));
  return [
    ...differences.filter((one) => one.at !== '/assignments'),
    ...(progress.whole ? [] : strangers(row, wanted, found)),
    ...assignmentEdits(differences.find((one) => one.at === '/assignments'), own, progress.assignments),
  ];
}

function assignmentEdits(difference: Difference | undefined, own: readonly Json[], progress: Progress['assignments']): Difference[] {
  if (progress === 'not sent') return own.length === 0 ? [] : [{ at: '/assignments', wanted: [], found: [...own] }];
  if (difference === undefined) return [];
  // while they are sent one by one, or taken away again, some may be missing; none may be more
  const more = isList(difference.found) ? difference.found.length > 0 : true;
  return progress === 'sent' || more ? [difference] : [];
}

/** Children of an unfinished object that nobody sent. */
function strangers(row: PolicyType, wanted: Resolved, found: Policy<'destination'>): Difference[] {
  const draft = draftOf(found);
  return (row.apart ?? []).flatMap((apart): Difference[] => {
    if (apart.send === 'inline' || apart.send === 'never') return [];
    const sent = childrenOf(wanted.draft, apart.field);
    const strange = childrenOf(draft, apart.field).filter((item) => !sent.some((one) => compare(one, item).differences.length === 0));
    return strange.length === 0 ? [] : [{ at: `/children/${apart.field}`, found: strange }];
  });
}

/**
 * What of an object that this plan changed is neither as the plan wanted it nor as it was before: somebody else changed it.
 * A place that is still, or again, as it was before is nobody's edit.
 */
export function editsOfUpdated(wanted: readonly Difference[], before: readonly Difference[]): Difference[] {
  return wanted.filter(({ at }) => before.some((other) => other.at === at || other.at.startsWith(`${at}/`) || at.startsWith(`${other.at}/`)));
}
