import type { Address } from '../../model/address.js';
import type { Finding } from '../../model/finding.js';
import { objectAt, stableText, textAt, type JsonObject } from '../../model/json.js';
import type { Neighbor } from '../../model/policy.js';
import { codes, makeFinding } from '../../model/rules.js';
import { briefTitle } from '../../model/title.js';
import { assignmentKey } from '../compare.js';
import { nobodyIn } from '../neighbors.js';
import { isEverybody } from './judge-object.js';
import { platformNamed, type Platform } from './platform.js';
import type { Seen } from './seen.js';

/** What only shows when objects are laid side by side. */
export function judgeTogether(all: readonly Seen[], neighbors: ReadonlyMap<string, Neighbor>): Finding[] {
  const moving = all.filter((one) => one.moves);
  return [...almostSame(moving), ...chains(all, moving), ...filters(moving, all, neighbors), ...groups(neighbors, usersOf(all)), ...emptyGroups(moving, neighbors), ...nobodyLeft(moving, neighbors), ...rootless(moving), ...gathered(moving, all), ...notExported(all, neighbors)];
}

/** Id of the source → the objects that point at it. */
export function usersOf(all: readonly Seen[]): ReadonlyMap<string, readonly Address[]> {
  const users = new Map<string, Set<Address>>();
  for (const one of all) {
    for (const { id } of one.references) {
      const set = users.get(id) ?? new Set<Address>();
      set.add(one.address);
      users.set(id, set);
    }
  }
  return new Map([...users].map(([id, set]) => [id, [...set].sort()]));
}

/** Names that people take for one; the very same name is portability's business. */
function almostSame(all: readonly Seen[]): Finding[] {
  const groups = new Map<string, Seen[]>();
  for (const one of all) {
    const key = `${one.kind}\n${one.type ?? ''}\n${one.name.trim().replace(/\s+/gu, ' ').toLowerCase()}`;
    if (one.name.trim() !== '' && !one.defaultObject) groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((list) => {
    const written = [...new Set(list.map((one) => one.name))];
    const [first, ...others] = list;
    if (first === undefined || written.length < 2) return [];
    return [makeFinding(codes.nameAlmostSame, `${written.map((name) => `"${name}"`).join(' and ')} differ only in case or blanks.`, { address: first.address, kind: first.kind, related: others.map((one) => one.address) })];
  });
}

/** A profile reaches groups that the certificate it uses does not reach. */
function chains(all: readonly Seen[], moving: readonly Seen[]): Finding[] {
  const byId = new Map(all.map((one) => [one.id, one]));
  const found: Finding[] = [];
  for (const user of moving) {
    for (const id of user.links) {
      const used = byId.get(id);
      if (used === undefined) continue;
      if (!used.moves && !used.everywhere) found.push(makeFinding(codes.chainMemberStays, `"${user.name}" rests on "${used.name}", which stays behind.`, { address: user.address, kind: user.kind, related: [used.address] }));
      if (user.assignments === null || used.assignments === null) continue;
      const reached = new Set(used.assignments.filter((one) => !excludes(one)).map((one) => targetKey(used, one)));
      const everybody = used.assignments.some((one) => isEverybody(one) && filterOf(one) === undefined);
      const missing = everybody ? [] : user.assignments.filter((one) => !excludes(one) && !reached.has(targetKey(user, one)));
      if (missing.length > 0) found.push(makeFinding(codes.chainTargets, `${String(missing.length)} of ${String(user.assignments.length)} targets of "${user.name}" do not get "${used.name}", which it uses.`, { address: user.address, kind: user.kind, related: [used.address] }));
    }
  }
  return found;
}

/** Who is reached, whatever else the assignment says. */
function targetKey(seen: Seen, assignment: JsonObject): string {
  const { filter, filterType, ...target } = assignmentKey({ ...seen.row, assign: { by: 'each', child: '' } }, assignment);
  return stableText({ ...target, ...(filter === undefined ? {} : { filter, filterType: filterType ?? null }) });
}

function excludes(assignment: JsonObject): boolean {
  return textAt(objectAt(assignment, 'target') ?? {}, '@odata.type')?.toLowerCase().includes('exclusion') === true;
}

function filterOf(assignment: JsonObject): string | undefined {
  const id = textAt(objectAt(assignment, 'target') ?? {}, 'deviceAndAppManagementAssignmentFilterId');
  return id === undefined || /^[0-]*$/u.test(id) ? undefined : id;
}

/** A filter of one platform in the assignment of a policy of another. */
function filters(moving: readonly Seen[], all: readonly Seen[], neighbors: ReadonlyMap<string, Neighbor>): Finding[] {
  const platforms = new Map<string, { readonly name: string; readonly platform: Platform | undefined }>();
  for (const one of all) platforms.set(one.id, { name: one.name, platform: one.platform });
  for (const one of neighbors.values()) {
    const platform = one.facts['platform'];
    if (typeof platform === 'string') platforms.set(one.id, { name: one.name ?? one.id, platform: platformNamed(platform) });
  }
  return moving.flatMap((one) =>
    (one.assignments ?? []).flatMap((assignment, i) => {
      const filter = platforms.get(filterOf(assignment) ?? '');
      if (filter?.platform === undefined || one.platform === undefined || filter.platform === one.platform) return [];
      return [makeFinding(codes.filterPlatform, `The filter "${filter.name}" is for ${filter.platform}, "${one.name}" for ${one.platform}.`, { address: one.address, kind: one.kind, at: `/assignments/${String(i)}/target/deviceAndAppManagementAssignmentFilterId` })];
    }),
  );
}

/** Groups that cannot simply be made again (graph-intune.md 13.1). */
function groups(neighbors: ReadonlyMap<string, Neighbor>, users: ReadonlyMap<string, readonly Address[]>): Finding[] {
  return [...neighbors.values()].flatMap((one): Finding[] => {
    if (one.state !== 'found') return [];
    // its own id first: by that a mapping file answers
    const facts = { kind: one.kind, related: [one.id, ...(users.get(one.id) ?? [])] };
    const name = `"${one.name ?? one.id}"`;
    if (one.facts['onPremisesSyncEnabled'] === true) return [makeFinding(codes.groupSynced, `The group ${name} is synchronized from an on-premises directory.`, facts)];
    if (one.facts['mailEnabled'] === true || one.facts['isAssignableToRole'] === true) return [makeFinding(codes.groupNotCreatable, `The group ${name} ${one.facts['mailEnabled'] === true ? 'has a mailbox' : 'can hold directory roles'}.`, facts)];
    const rule = one.facts['membershipRule'];
    if (typeof rule !== 'string') return [];
    if (/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/iu.test(rule) && !/servicePlanId/iu.test(rule)) return [makeFinding(codes.groupRuleBound, `The rule of the group ${name} holds an id: ${rule}`, facts)];
    return /enrollmentProfileName/iu.test(rule) ? [makeFinding(codes.nameIsKey, `The rule of the group ${name} finds devices by the name of their enrollment profile: ${rule}`, facts)] : [];
  });
}

/** A certificate that a server of the company issues rests on a root, and the export shows none or does not say (real-exports.md 6.1). */
function rootless(moving: readonly Seen[]): Finding[] {
  return moving.flatMap((one): Finding[] => {
    if (!/scep/iu.test(one.type ?? '')) return [];
    const facts = { address: one.address, kind: one.kind };
    if (one.unlinked.includes('rootCertificate')) return [makeFinding(codes.chainRootUnknown, `${briefTitle(one.row.title)} "${one.name}" names no trusted root.`, facts)];
    return one.unread.includes('rootCertificate') ? [makeFinding(codes.chainLinkLost, `The export does not say on which root ${briefTitle(one.row.title)} "${one.name}" rests.`, facts)] : [];
  });
}

/** Groups that assignments include and nobody is in. */
function emptyGroups(moving: readonly Seen[], neighbors: ReadonlyMap<string, Neighbor>): Finding[] {
  const included = new Map<string, Set<Address>>();
  for (const one of moving) {
    for (const assignment of one.assignments ?? []) {
      const id = excludes(assignment) ? undefined : textAt(objectAt(assignment, 'target') ?? {}, 'groupId');
      if (id !== undefined) included.set(id, (included.get(id) ?? new Set<Address>()).add(one.address));
    }
  }
  return [...neighbors.values()].flatMap((group) => {
    const users = group.facts[nobodyIn] === true ? included.get(group.id) : undefined;
    return users === undefined ? [] : [makeFinding(codes.assignmentEmptyGroup, `The group "${group.name ?? group.id}" had no members when the export was made.`, { kind: group.kind, related: [group.id, ...[...users].sort()] })];
  });
}

/** A policy over sign-ins whose users and groups are all gone from the source: left out, nobody is left whom it is for. */
function nobodyLeft(moving: readonly Seen[], neighbors: ReadonlyMap<string, Neighbor>): Finding[] {
  const gone = new Set([...neighbors.values()].flatMap((one) => (one.state === 'gone' ? [one.id.toLowerCase()] : [])));
  return moving.flatMap((one) =>
    one.includes.length > 0 && one.includes.every((id) => gone.has(id.toLowerCase()))
      ? [makeFinding(codes.accessEmptied, `${briefTitle(one.row.title)} "${one.name}" is for nobody: all it names are gone from the source.`, { address: one.address, kind: one.kind, at: '/body/conditions/users' })]
      : [],
  );
}

/** What is true of many objects is said once, with all of them. */
function gathered(moving: readonly Seen[], all: readonly Seen[]): Finding[] {
  const found: Finding[] = [];
  const gather = (code: Parameters<typeof makeFinding>[0], list: readonly Seen[], message: (count: string) => string): void => {
    if (list.length > 0) found.push(makeFinding(code, message(String(list.length)), { related: list.map((one) => one.address).sort() }));
  };
  gather(codes.assignmentEverybody, moving.filter((one) => one.assignments?.some(isEverybody) === true), (count) => `Assigned to all users or all devices: ${count}.`);
  gather(codes.scriptRunsAgain, moving.filter((one) => one.marks.has('script') && one.assignments !== null && one.assignments.length > 0), (count) => `Scripts with assignments: ${count}.`);
  // told by the type: certificates that a connector or a server of the tenant issues (graph-intune.md 10)
  gather(codes.certificateConnector, moving.filter((one) => /scep|pkcs/iu.test(one.type ?? '')), (count) => `SCEP and PKCS profiles: ${count}.`);
  gather(codes.certificatePrivateKey, moving.filter((one) => /importedPFX/iu.test(one.type ?? '')), (count) => `Profiles for imported certificates: ${count}.`);
  gather(codes.priorityOrder, moving.filter((one) => one.row.priority !== undefined && !one.defaultObject), (count) => `Objects with a priority: ${count}.`);
  gather(codes.accessGap, moving.filter((one) => one.marks.has('asks for a compliant device')), (count) => `Policies that ask for a compliant or joined device: ${count}.`);
  if (!all.some((one) => one.marks.has('uploaded file'))) gather(codes.admxFileMissing, all.filter((one) => one.marks.has('imported settings')), (count) => `Policies with settings of an imported file, and the export holds no such file: ${count}.`);
  gather(codes.applePlatformSso, moving.filter((one) => one.marks.has('platform single sign-on')), (count) => `Policies that register Macs for single sign-on: ${count}.`);
  const kinds = new Map<string, Seen[]>();
  for (const one of moving) if ((one.row.loses ?? []).length > 0) kinds.set(one.kind, [...(kinds.get(one.kind) ?? []), one]);
  for (const [kind, list] of [...kinds].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const sentence of list[0]?.row.loses ?? []) found.push(makeFinding(codes.kindLoses, `${briefTitle(list[0]?.row.title ?? kind)}: ${sentence}.`, { kind }));
  }
  return found;
}

/** A reference to a kind that moves, and nothing of that id is in the export. */
function notExported(all: readonly Seen[], neighbors: ReadonlyMap<string, Neighbor>): Finding[] {
  const ids = new Set(all.map((one) => one.id));
  const known = new Set([...neighbors.values()].map((one) => one.id));
  return all.flatMap((one) =>
    one.references
      .filter((reference) => reference.maybe !== true && !ids.has(reference.id) && !known.has(reference.id))
      .map((reference) => makeFinding(codes.notExported, `"${one.name}" points at ${reference.name === undefined ? reference.id : `"${reference.name}"`}, which is not in the export.`, { address: one.address, kind: one.kind, at: reference.at, related: [reference.id] })),
  );
}
