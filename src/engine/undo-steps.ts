import { idAt, idOf } from '../model/ids.js';
import { isObject, textsAt, type JsonObject } from '../model/json.js';
import type { PolicyType } from '../model/policy-type.js';
import type { Link, Policy } from '../model/policy.js';
import { assignSteps } from './assign-steps.js';
import { draftOf, placesIn } from './draft.js';
import type { Before } from './journal-state.js';
import { Leaving } from './leaving.js';
import type { LinkRow } from './link-steps.js';
import { objectPath } from './object-path.js';
import { allHold } from './paths.js';
import { isInherited } from './references.js';
import type { Resolved } from './resolve.js';
import { leaveSecrets } from './secrets.js';
import type { Step } from './steps.js';
import { updateSteps } from './update-steps.js';

function facts(row: PolicyType): Pick<Step, 'api' | 'service' | 'scopes' | 'repeatable'> {
  return { api: row.api, service: row.service, scopes: row.scopes.write, repeatable: true };
}

/** Takes an object away. */
export function deleteStep(row: PolicyType): Step {
  if (row.removal?.action !== undefined) return { ...facts(row), name: 'undo:delete', method: 'POST', path: `${objectPath(row)}/${row.removal.action}` };
  return { ...facts(row), name: 'undo:delete', method: 'DELETE', path: objectPath(row) };
}

/** Takes all assignments away, before an object is deleted; none where it has none, or where they go with it. */
export function unassignSteps(row: PolicyType, found: Policy<'destination'>): Step[] {
  const { assign } = row;
  if (assign?.by === 'each' && row.removal?.unassigned === true) {
    const path = `${objectPath(row)}/${assign.child}`;
    return (found.handles?.['assignments'] ?? []).flatMap((one): Step[] => {
      const id = idAt(one);
      return id === undefined || isInherited(one) ? [] : [{ ...facts(row), name: `undo:unassign:${id}`, method: 'DELETE', path: `${path}/${encodeURIComponent(id)}` }];
    });
  }
  if (assign?.by !== 'action' || !(found.assignments ?? []).some((one) => !isInherited(one))) return [];
  return [{ ...facts(row), name: 'undo:unassign', method: 'POST', path: `${objectPath(row)}/${assign.action ?? 'assign'}`, body: { [assign.as]: [] } }];
}

/** What the service wants changed before it deletes an object (`removal.first` of its row). */
export function unlockSteps(row: PolicyType, found: Policy<'destination'>): Step[] {
  const first = row.removal?.first;
  if (first === undefined || !allHold(first.when, [found.body])) return [];
  return [{ ...facts(row), name: 'undo:unlock', method: 'PATCH', path: objectPath(row), body: first.set }];
}

/**
 * Puts an object behind all others of its kind, so that they stand in the order they had before it came; none where it is
 * the last one already.
 * @param places the priorities of all of its kind
 */
export function lastPlaceSteps(row: PolicyType, found: Policy<'destination'>, places: readonly number[]): Step[] {
  if (row.priority === undefined || found.defaultObject !== undefined) return [];
  const own = placesIn(row, draftOf(found), row.priority.at)[0]?.value;
  const last = Math.max(0, ...places);
  if (typeof own !== 'number' || own >= last) return [];
  return [{ ...facts(row), name: 'undo:priority', method: 'POST', path: `${objectPath(row)}/${row.priority.action}`, body: { priority: last } }];
}

/** An object as the journal kept it, in the form in which objects are compared and sent. */
export function policyBefore(found: Policy<'destination'>, before: Before): Policy<'destination'> {
  const { body, children, links } = before.body;
  const fields: Record<string, JsonObject[]> = {};
  if (isObject(children)) for (const [field, items] of Object.entries(children)) fields[field] = Array.isArray(items) ? items.filter(isObject) : [];
  const linked: Record<string, Link<'destination'>[]> = {};
  if (isObject(links)) for (const property of Object.keys(links)) linked[property] = textsAt(links, property).map((id) => ({ id: idOf('destination', id) }));
  return { ...found, body: isObject(body) ? body : {}, children: fields, links: linked, assignments: before.assignments, secrets: before.secrets ?? [] };
}

/** What is sent to give an object its old form: all of it, less the secrets that nobody gave back. */
export function resolvedBefore(before: Policy<'destination'>): Resolved {
  const draft = draftOf(before);
  if (draft.assignments !== null) draft.assignments = draft.assignments.filter((one) => !isInherited(one));
  const leaving = new Leaving();
  leaveSecrets(leaving, draft, before.secrets);
  leaving.go();
  return { draft, links: Object.fromEntries(Object.entries(before.links).map(([property, list]) => [property, list.map((link): string => link.id)])), needs: [], assignmentNeeds: [], open: [], dropped: [], refused: [] };
}

/** Requests that give an object its old body, children and links back. */
export function restoreSteps(row: PolicyType, before: Policy<'destination'>, found: Policy<'destination'>, bindRoot: string, linkRow: LinkRow): Step[] {
  const wanted = resolvedBefore(before);
  // a link that was not there is taken out again
  const links = { ...Object.fromEntries(Object.keys(found.links).map((property): [string, string[]] => [property, []])), ...wanted.links };
  return updateSteps(row, before.type, { ...wanted, links }, found, bindRoot, linkRow).map(undoing);
}

/** Requests that give an object its old assignments back, also where it had none. */
export function reassignSteps(row: PolicyType, before: Policy<'destination'>, found: Policy<'destination'>): Step[] {
  if (before.defaultObject !== undefined) return [];
  return assignSteps(row, resolvedBefore(before).draft, found).map(undoing);
}

function undoing(step: Step): Step {
  return { ...step, name: `undo:${step.name}` };
}
