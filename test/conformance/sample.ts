import { isObject, type Json, type JsonObject } from '../../src/model/json.js';
import type { Catalog, PolicyType } from '../../src/model/policy-type.js';
import { allHold, placesOf } from '../../src/engine/paths.js';
import { concreteBelow, typeNamed } from '../../src/simulator/schema/model.js';
import type { SimulatedTenant } from '../../src/simulator/simulated-tenant.js';
import type { Neighbors } from './neighbors.js';
import { particulars } from './particular.js';
import { objectOf, variantsOf, valueFor } from './values.js';

const typed = (type: string): string => `#microsoft.graph.${type}`;

/** One generated object of the source. */
export interface Sample {
  readonly row: PolicyType;
  readonly type: string;
  readonly name: string;
  readonly id: string;
}

/** The types of a row that can be created: those it names, and those it claims as the rest of its collection. */
export function typesOf(catalog: Catalog, row: PolicyType, declared: string): string[] {
  const all = row.implied !== undefined && row.types === undefined ? [row.implied] : [...new Set([...(row.types ?? []), ...concreteBelow(declared)])];
  return all.filter((type) => catalog.claims(row.collection, type)?.kind === row.kind && row.matchOnly?.[type] === undefined && row.matchOnly?.['*'] === undefined);
}

/** Fills a simulated source with one object, or a few, of every type that some rows can create. */
export class SampleMaker {
  readonly samples: Sample[] = [];
  private readonly made = new Map<string, string>();
  private readonly making = new Set<string>();

  constructor(
    private readonly catalog: Catalog,
    private readonly tenant: SimulatedTenant,
    private readonly neighbors: Neighbors,
  ) {}

  declared(row: PolicyType): string {
    return this.tenant.data.set(row.collection).type;
  }

  /** Every variant of every type of a row. */
  fill(row: PolicyType): void {
    // every tenant has it already: nothing is created
    if (row.singleton !== undefined) return;
    for (const type of typesOf(this.catalog, row, this.declared(row))) {
      for (let variant = 0; variant < Math.max(variantsOf(type), particulars[type]?.variants?.length ?? 1); variant += 1) this.make(row, type, variant);
    }
  }

  /** Puts one object there, once; what it points at first. @returns its id */
  make(row: PolicyType, type: string, variant = 0): string {
    const key = `${row.kind} ${type} ${String(variant)}`;
    const known = this.made.get(key);
    if (known !== undefined) return known;
    if (this.making.has(key)) throw new Error(`${key} needs itself`);
    this.making.add(key);
    const name = `Sample ${type}${variant === 0 ? '' : ` ${String(variant + 1)}`}`;
    const id = this.tenant.put(row.collection, this.objectFor(row, type, variant, name));
    this.making.delete(key);
    this.made.set(key, id);
    this.samples.push({ row, type, name, id });
    return id;
  }

  private objectFor(row: PolicyType, type: string, variant: number, name: string): JsonObject {
    const facts = typeNamed(type);
    const object: JsonObject = { ...objectOf(type, variant, [], true) };
    delete object['id'];
    // derived from the type, and the end of the id with it (graph-intune.md 1)
    delete object['deviceEnrollmentConfigurationType'];
    for (const apart of row.apart ?? []) {
      const nav = facts?.navigation.get(apart.field);
      if (nav !== undefined && (apart.types?.includes(type) ?? true)) object[apart.field] = valueFor(type, nav, variant);
    }
    const particular = particulars[type];
    Object.assign(object, structuredClone(particular?.object), structuredClone(particular?.variants?.[variant]));
    object[row.name] = name;
    if (row.assign !== undefined) object['assignments'] = this.assignmentsFor(row, type);
    for (const [property, rule] of Object.entries(row.links?.[type] ?? {})) {
      const ids = this.targetsFor(type, property, rule.to);
      const links = ids.map(({ path, id }) => `https://graph.microsoft.com/beta/${path}('${id}')`);
      object[`${property}@odata.bind`] = rule.many ? links : (links[0] ?? '');
    }
    this.pointAtRealObjects(row, object);
    return object;
  }

  private pointAtRealObjects(row: PolicyType, object: JsonObject): void {
    for (const ref of row.refs) {
      let index = 0;
      for (const place of placesOf(object, ref.at)) {
        const { value } = place;
        if (typeof value !== 'string' || value === '' || (ref.maybe === true && !value.includes('an id')) || ref.none?.includes(value) === true || !allHold(ref.when, place.around)) continue;
        if (/^assignments/u.test(ref.at) && /^[0-9a-f-]{36}$/u.test(value)) continue;
        const id = this.idFor(ref.to[index % ref.to.length] ?? '', index);
        place.set(ref.wrapped === 'json id' || ref.wrapped === 'json text' ? value.replace('an id', id) : id);
        index += 1;
      }
    }
  }

  /** The id of some object of a kind; the `index`th where there are several. */
  idFor(kind: string, index: number): string {
    if (kind === 'group') return this.neighbors.group(index % 2 === 0 ? 'Pilot' : 'Tablets');
    const neighbor = this.neighbors.byKind.get(kind);
    if (neighbor !== undefined) return neighbor;
    const row = this.catalog.row(kind);
    const types = typesOf(this.catalog, row, this.declared(row));
    const type = types[index % types.length];
    if (type === undefined) throw new Error(`nothing of the kind ${kind} can be made`);
    if (kind === 'scopeTag' || kind === 'assignmentFilter') return this.make(row, type, index % 2);
    return this.make(row, type);
  }

  private targetsFor(type: string, property: string, to: readonly string[]): { path: string; id: string }[] {
    const nav = typeNamed(type)?.navigation.get(property);
    if (nav === undefined) throw new Error(`${type} has no navigation property ${property}`);
    const candidates = concreteBelow(nav.type).flatMap((target) => {
      const row = to.map((kind) => this.catalog.row(kind)).find((one) => (one.types ?? [one.implied]).includes(target));
      return row === undefined ? [] : [{ row, target }];
    });
    const known = nav.many ? candidates.slice(0, 2) : candidates.slice(0, 1);
    if (known.length === 0) throw new Error(`${type}.${property} takes ${nav.type}, and none of ${to.join(', ')} claims one`);
    return known.map(({ row, target }) => ({ path: row.collection, id: row.neighbor === true ? this.idFor(row.kind, 0) : this.make(row, target) }));
  }

  /** Included, excluded and filtered, as far as the row takes them. */
  private assignmentsFor(row: PolicyType, type: string): JsonObject[] {
    const { assign } = row;
    if (assign === undefined) return [];
    const takesFilters = assign.filters === undefined || (assign.filters !== false && !assign.filters.notFor.includes(type));
    const filter = (kind: 'include' | 'exclude'): JsonObject =>
      takesFilters ? { deviceAndAppManagementAssignmentFilterId: this.idFor('assignmentFilter', kind === 'include' ? 0 : 1), deviceAndAppManagementAssignmentFilterType: kind } : {};
    const { only } = assign;
    const targets: readonly { readonly as: 'group' | 'exclusion' | 'all users' | 'all devices'; readonly target: JsonObject }[] = [
      { as: 'group', target: { '@odata.type': typed('groupAssignmentTarget'), groupId: this.neighbors.group('Pilot'), ...filter('include') } },
      { as: 'group', target: { '@odata.type': typed('groupAssignmentTarget'), groupId: this.neighbors.group('Tablets') } },
      { as: 'exclusion', target: { '@odata.type': typed('exclusionGroupAssignmentTarget'), groupId: this.neighbors.group('Night shift') } },
      { as: 'all users', target: { '@odata.type': typed('allLicensedUsersAssignmentTarget'), ...filter('exclude') } },
      { as: 'all devices', target: { '@odata.type': typed('allDevicesAssignmentTarget') } },
    ];
    const nav = typeNamed(type)?.navigation.get('assignments');
    const item = typeNamed(nav?.type ?? '');
    return targets
      .filter(({ as }) => only?.includes(as) ?? true)
      .map(({ target }, index): JsonObject => {
        const kept: JsonObject = {};
        for (const name of assign.by === 'action' ? (assign.keep ?? []) : []) {
          const member = item?.properties.get(name);
          if (item !== undefined && member !== undefined) kept[name] = name === 'settings' ? appSettings(type, index) : valueFor(item.name, member, index);
        }
        // Windows 365 has a target of its own
        const ofCloudPc = item?.properties.get('target')?.type === 'cloudPcManagementAssignmentTarget';
        return { ...kept, target: ofCloudPc ? { ...target, '@odata.type': typed('cloudPcManagementGroupAssignmentTarget') } : target };
      });
  }
}

/** Settings of an app's assignment are of a type that belongs to the app's (graph-intune.md 7.19). */
function appSettings(type: string, index: number): Json {
  const settings = typeNamed(`${type}AssignmentSettings`);
  if (settings === undefined) return null;
  const made = objectOf(settings.name, index, [], true);
  return isObject(made) ? made : null;
}
