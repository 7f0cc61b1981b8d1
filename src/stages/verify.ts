import pLimit from 'p-limit';
import type { Address } from '../model/address.js';
import type { Bundle } from '../model/bundle.js';
import type { Finding } from '../model/finding.js';
import type { Id } from '../model/ids.js';
import type { JournalLine } from '../model/journal.js';
import type { Action, Plan } from '../model/plan.js';
import type { Catalog, PolicyType } from '../model/policy-type.js';
import type { Clock, Say, TenantReader } from '../model/ports.js';
import type { Policy } from '../model/policy.js';
import type { Difference, Verdict } from '../model/verdict.js';
import { comparePolicy } from '../engine/compare-policies.js';
import { JournalState } from '../engine/journal-state.js';
import { objectPath } from '../engine/object-path.js';
import { valuesAt } from '../engine/paths.js';
import { prepare, type Rewrite } from '../engine/prepare.js';
import { proofFindings } from '../engine/run-findings.js';
import { policyReader, workshopOfPlan } from './import.js';
import { isFailure, readWhole } from './read-destination.js';

export interface VerifyWorld {
  readonly bundle: Bundle;
  readonly destination: TenantReader;
  readonly catalog: Catalog;
  readonly say: Say;
  readonly rewrite: Rewrite;
  /** With it, an object that was made a moment ago and is not shown yet is looked for again before it is called missing. */
  readonly patience?: { readonly clock: Clock; /** milliseconds after which what was written must be visible */ readonly visibility: number; readonly signal?: AbortSignal };
}

/** Milliseconds between two looks for what does not show yet. */
const betweenLooks = 1000;

/** How many objects are read back and compared at a time. */
const group = 50;

/** How many kinds side by side: bounds the memory. */
const kinds = 3;

interface Check {
  readonly action: Exclude<Action, { readonly do: 'assign' }>;
  readonly id: Id<'destination'>;
  readonly assigned: boolean;
}

/** Reads back everything that a plan says is in the destination and compares it with what was wanted (promise 5). */
export async function verifyPlan(world: VerifyWorld, plan: Plan, lines: readonly JournalLine[]): Promise<{ readonly verdicts: readonly Verdict[]; readonly findings: readonly Finding[]; /** Objects that could not be read back, so that nobody can say how they are. */ readonly unread: number }> {
  const { catalog, say } = world;
  const state = new JournalState(lines);
  const actions = plan.waves.flat();
  const assigns = new Set<Address>(actions.flatMap((action) => (action.do === 'assign' ? [action.address] : [])));
  const standing = new Map<string, string>();
  const verdicts: Verdict[] = plan.asides.map((aside) => ({ address: aside.address, as: 'not checked', because: `${aside.state}: ${aside.because}` }));
  let unread = 0;
  const checks = new Map<PolicyType, Check[]>();
  for (const action of actions) {
    if (action.do === 'assign') continue;
    const id = action.do === 'create' ? state.idOf(action.address) : action.destination.id;
    if (id !== undefined) standing.set(action.address, id);
    const row = catalog.row(action.kind);
    if (state.undone(action.address)) verdicts.push({ address: action.address, as: 'not checked', because: 'rolled back' });
    else if (id === undefined) verdicts.push({ address: action.address, as: 'missing', because: state.troubleOf(action.address)?.failure.message ?? 'it was never created' });
    else if (action.do === 'keep' && !action.same) verdicts.push({ address: action.address, as: 'not checked', because: action.reason });
    else if (action.do === 'keep' && row.matchOnly !== undefined) verdicts.push({ address: action.address, as: 'not checked', because: `matched, not moved: ${action.reason}` });
    else checks.set(row, [...(checks.get(row) ?? []), { action, id, assigned: assigns.has(action.address) }]);
  }
  const workshop = workshopOfPlan(plan, catalog, world.destination.bindRoot, world.rewrite);
  const policyOf = await policyReader(world.bundle, catalog);
  say.begin('Reading back', [...checks.values()].reduce((sum, list) => sum + list.length, 0));
  const atATime = pLimit(kinds);
  await Promise.all(
    [...checks].map(([row, list]) => atATime(async () => {
      for (let start = 0; start < list.length; start += group) {
        const part = list.slice(start, start + group);
        const found = await readShown(world, row, part, state);
        for (const [index, check] of part.entries()) {
          const back = found[index];
          if (back === undefined) continue;
          const { address } = check.action;
          say.step();
          if (isFailure(back)) {
            if (back.kind !== 'missing') unread += 1;
            verdicts.push(back.kind === 'missing' ? { address, as: 'missing', because: `no object ${check.id} in the destination` } : { address, as: 'not checked', because: back.message, unread: true });
            continue;
          }
          const policy = await policyOf(address);
          // a kept object that a person mapped is not ours to judge
          if (check.action.do === 'keep' && check.action.reason.startsWith('stands for it')) {
            verdicts.push({ address, as: 'not checked', because: check.action.reason });
            continue;
          }
          const { resolved } = prepare(workshop, row, policy, (made) => standing.get(made));
          const { differences: unlike, tidied } = comparePolicy(row, policy, resolved, back, { assignments: check.assigned });
          const differences = [...unlike, ...useless(row, back), ...(plan.appFiles?.files[address] === undefined ? [] : await unpublished(world.destination, row, check.id))];
          if (differences.length > 0) verdicts.push({ address, as: 'different', id: check.id, differences });
          else if (tidied.length > 0) verdicts.push({ address, as: 'tidied', id: check.id, tidied });
          else verdicts.push({ address, as: 'equal', id: check.id });
        }
      }
    })),
  );
  say.end();
  verdicts.sort((a, b) => (a.address < b.address ? -1 : 1));
  return { verdicts, findings: proofFindings(verdicts), unread };
}

/** Reads objects back; what is missing and was made a moment ago is read again until it must have become visible. */
async function readShown({ destination, patience }: VerifyWorld, row: PolicyType, part: readonly Check[], state: JournalState): Promise<Awaited<ReturnType<typeof readWhole>>> {
  const found = await readWhole(destination, row, part.map((check) => check.id));
  if (patience === undefined) return found;
  const { clock, visibility, signal } = patience;
  for (;;) {
    const now = clock.now();
    const late = found.flatMap((back, index) => {
      const check = part[index];
      return check?.action.do === 'create' && isFailure(back) && back.kind === 'missing' && madeAt(state, check.action.address) + visibility > now ? [{ index, check }] : [];
    });
    if (late.length === 0) return found;
    await clock.sleep(betweenLooks, signal);
    const again = await readWhole(destination, row, late.map(({ check }) => check.id));
    for (const [at, { index }] of late.entries()) {
      const back = again[at];
      if (back !== undefined) found[index] = back;
    }
  }
}

/** When the journal says that an object was made, in milliseconds since 1970. */
function madeAt(state: JournalState, address: Address): number {
  const made = state.step(address, 'create');
  return made.as === 'over' ? made.at : 0;
}

/** Whether the service says of an object that it could not use what was sent. */
function useless({ ready }: PolicyType, { body }: Policy<'destination'>): Difference[] {
  if (ready?.at === undefined || ready.fails === undefined) return [];
  const { at, is, fails } = ready;
  return valuesAt(body, at)[0] === fails.is ? [{ at: `/body/${at}`, wanted: is ?? null, found: fails.is }] : [];
}

/** Whether an object that was created with a file has it, and is offered to devices. */
async function unpublished(destination: TenantReader, row: PolicyType, id: string): Promise<Difference[]> {
  const { content } = row;
  if (content === undefined) return [];
  const answer = await destination.get({ api: row.api, service: row.service, scopes: row.scopes.read, path: objectPath(row, id) });
  if (!answer.ok) return [{ at: `/body/${content.committed}`, wanted: 'a file', found: answer.failure.message }];
  const state = valuesAt(answer.value, content.published.at)[0] ?? null;
  const committed = valuesAt(answer.value, content.committed)[0] ?? null;
  return [
    ...(committed === null || committed === '' ? [{ at: `/body/${content.committed}`, wanted: 'a file', found: committed }] : []),
    ...(state === content.published.is ? [] : [{ at: `/body/${content.published.at}`, wanted: content.published.is, found: state }]),
  ];
}
