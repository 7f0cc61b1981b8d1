import type { Expand, Query } from '../odata/query.js';
import { typeNamed, type TypeFacts } from '../schema/model.js';
import type { Tenant } from '../tenant/tenant.js';
import { typeName } from './check-body.js';
import { badRequest, SimulatorLacks } from './refusal.js';
import { factsOf } from './sets.js';

/**
 * Checks what a query selects and expands against the set it is asked of, whether or not there are objects.
 * @param declared the set's element type, or the type it was cast to
 * @throws Refusal with the service's own text
 */
export function checkQuery(tenant: Tenant, path: string, declared: string, query: Query, list: boolean): void {
  for (const selected of query.select ?? []) if (selected !== '*') checkSelected(declared, selected);
  for (const expand of query.expand ?? []) checkExpand(tenant, path, declared, expand, list);
}

function checkSelected(declared: string, path: string): void {
  const slash = path.lastIndexOf('/');
  const cast = slash < 0 ? undefined : path.slice(0, slash);
  const of = cast !== undefined && /^(microsoft\.)?graph\./iu.test(cast) ? typeName(cast.replace(/^graph\./iu, '')) : declared;
  const first = (slash < 0 ? path : of === declared ? (path.split('/')[0] ?? path) : path.slice(slash + 1)).toLowerCase();
  // a directory object may be anything that lives in the directory
  const types = of === 'directoryObject' ? ['group', 'user', 'device', 'servicePrincipal'] : [of];
  if (!types.some((type) => has(typeNamed(type), first))) throw notThere(path, of);
}

function has(facts: TypeFacts | undefined, name: string): boolean {
  for (const key of facts?.properties.keys() ?? []) if (key.toLowerCase() === name) return true;
  return false;
}

function checkExpand(tenant: Tenant, path: string, declared: string, expand: Expand, list: boolean): void {
  const facts = factsOf(path);
  const of = expand.cast === undefined ? declared : typeName(expand.cast.replace(/^graph\./iu, ''));
  const nav = tenant.navigation(of, expand.name);
  if (nav === undefined) throw notThere(expand.name, of);
  if (nav.type === '-') throw new SimulatorLacks(`the navigation property '${nav.name}' of ${of}`, 'test/generate/kept.ts');
  if (facts.expandEmpty?.includes(nav.name) === true) return;
  const targets = tenant.targets(of, nav);
  const allowed = list ? facts.expandList : facts.expandOne;
  // certificate links cannot be expanded at all (graph-intune.md 4.2, 10)
  if ((allowed !== undefined && !allowed.includes(nav.name)) || targets?.[0] === 'deviceManagement/deviceConfigurations') {
    throw badRequest(`Parsing OData Select and Expand failed: Property '${nav.name}' on type 'microsoft.graph.${of}' is not a navigation property that can be expanded here.`, 'Graph');
  }
  checkQuery(tenant, targets?.[0] ?? `${path}/${nav.name}`, nav.type, expand.query, nav.many && targets === undefined);
}

function notThere(name: string, type: string): Error {
  return badRequest(`Parsing OData Select and Expand failed: Could not find a property named '${name}' on type 'microsoft.graph.${type}'.`, 'Graph');
}
