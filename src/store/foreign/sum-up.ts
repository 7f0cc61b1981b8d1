import type { Finding } from '../../model/finding.js';
import type { Catalog } from '../../model/policy-type.js';
import { codes, makeFinding } from '../../model/rules.js';
import type { ForeignObject } from './foreign.js';
import type { Made } from './make-object.js';
import type { ForeignTenant } from './tenant.js';

/** What is said once for the whole folder instead of once per object. */
export class Tally {
  private madeIds = 0;
  private byName = 0;
  private readonly unassigned: string[] = [];
  private readonly expanded: string[] = [];

  add(made: Made, idWasMade: boolean): void {
    if (idWasMade) this.madeIds += 1;
    this.byName += made.byName;
    if (made.expanded) this.expanded.push(made.policy.address);
    if (made.policy.assignments === null) this.unassigned.push(made.policy.address);
  }

  findings(tenant: ForeignTenant): Finding[] {
    const { madeIds, byName, unassigned, expanded } = this;
    return [
      ...(tenant.ids.length > 1 ? [makeFinding(codes.convertTenantsMixed, `The folder holds exports of ${String(tenant.ids.length)} tenants: ${tenant.ids.join(', ')}`)] : []),
      ...(tenant.ids.length === 0 ? [makeFinding(codes.convertTenantUnknown, 'Nothing in the folder says which tenant it was exported from')] : []),
      ...(madeIds === 0 ? [] : [makeFinding(codes.convertNoId, `${count(madeIds, 'object has', 'objects have')} no id in the files and got one made of kind, type and name`)]),
      ...(byName === 0 ? [] : [makeFinding(codes.convertGroupsByName, `${count(byName, 'reference names', 'references name')} the other object and not its id`)]),
      ...(expanded.length === 0 ? [] : [makeFinding(codes.convertPlaceHolder, `${count(expanded.length, 'policy has', 'policies have')} "%OrganizationId%" in the files; the tenant id stands there again`, { related: expanded })]),
      ...(unassigned.length === 0 ? [] : [makeFinding(codes.convertNoAssignments, `${count(unassigned.length, 'policy comes', 'policies come')} without assignments; whether there were any is not known`, { related: unassigned })]),
    ];
  }
}

function count(number: number, one: string, several: string): string {
  return number === 1 ? `1 ${one}` : `${String(number)} ${several}`;
}

/** One finding per kind and reason, whatever the length of the list. */
export function headFindings(path: string, objects: readonly ForeignObject[], catalog: Catalog): Finding[] {
  const groups = new Map<string, { readonly kind: string; readonly because: string; readonly names: string[] }>();
  for (const object of objects) {
    if (object.as !== 'not whole') continue;
    const key = `${object.kind}\n${object.because}`;
    const group = groups.get(key) ?? { kind: object.kind, because: object.because, names: [] };
    groups.set(key, group);
    group.names.push(object.name);
  }
  return [...groups.values()].map(({ kind, because, names: [first = '', ...more] }) => {
    const which = more.length === 0 ? `"${first}"` : `"${first}" and ${String(more.length)} more`;
    return makeFinding(codes.convertNotWhole, `${path} holds only the head of ${catalog.row(kind).title} ${which}: ${because}`, { kind });
  });
}

export function unknownTypes(path: string, objects: readonly ForeignObject[]): Finding[] {
  const types = new Set(objects.flatMap((object) => (object.as === 'no row' ? [object.type] : [])));
  return [makeFinding(codes.convertUnknownType, `${path} holds what no row of the catalog carries: ${[...types].join(', ')}`)];
}
