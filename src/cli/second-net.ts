import type { Bundle } from '../model/bundle.js';
import type { Finding } from '../model/finding.js';
import type { JsonObject } from '../model/json.js';
import type { Policy } from '../model/policy.js';
import { makeFinding, strayClasses } from '../model/rules.js';
import { inventoryOf } from '../engine/values/inventory.js';
import { strayFinder, type Stray } from '../engine/values/strays.js';
import { neighborsOf } from '../stages/map.js';

/**
 * The second net (promise 2): whatever of the source is still in what would be sent stops the object, with its path.
 * @param kept values that somebody decided to keep, and ids of the destination, in lower case
 */
export async function secondNet(bundle: Bundle, kept: (value: string) => boolean): Promise<(policy: Policy, bodies: readonly JsonObject[], isDestination: (id: string) => boolean) => Finding[]> {
  const objects: { id: string; kind: string }[] = [];
  for await (const policy of bundle.policies()) objects.push({ id: policy.id, kind: policy.kind });
  for (const neighbor of (await neighborsOf(bundle)).values()) objects.push({ id: neighbor.id, kind: neighbor.kind });
  const { tenant } = bundle.manifest;
  let isOfDestination: (id: string) => boolean = () => false;
  const find = strayFinder({ tenant, objects: inventoryOf(objects, tenant) }, (value) => kept(value) || isOfDestination(value));
  return (policy, bodies, isDestination) => {
    isOfDestination = isDestination;
    return bodies.flatMap(find).map((stray) =>
      makeFinding(strayClasses[stray.class], `${policy.address} would still carry ${words(stray)} of the source${stray.wrapping.length === 0 ? '' : ` (inside ${stray.wrapping.join(', ')})`}.`, {
        address: policy.address,
        kind: policy.kind,
        at: stray.at,
        severity: stray.stops ? 'blocker' : 'info',
        ...(stray.stops ? { remedy: 'Say in values.json, or in the mapping file of its kind, what stands for it in the destination.' } : {}),
      }),
    );
  };
}

function words(stray: Stray): string {
  if (stray.class === 'not searched') return 'text nested too deep to be searched';
  return `the ${stray.class} ${stray.value}${stray.kind === undefined ? '' : ` (a ${stray.kind})`}`;
}
