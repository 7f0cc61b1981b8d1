import type { Address } from '../model/address.js';
import type { Failure, Result } from '../model/failure.js';
import { idAt, idOf, type Id } from '../model/ids.js';
import { isObject } from '../model/json.js';
import type { Journal, JournalEvent, Outcome } from '../model/journal.js';
import type { Clock, TenantWriter, WriteAnswer } from '../model/ports.js';
import type { JournalState } from '../engine/journal-state.js';
import { approvalHeaders, approvalState, waitingFor } from './approval.js';
import { withId, type Step } from '../engine/steps.js';
import type { Look, SharedLists } from './look.js';
import { isPutOff, type Outages } from './outages.js';

/** What every step of an import or a rollback runs with. */
export interface Runner {
  readonly destination: TenantWriter;
  readonly journal: Journal;
  readonly state: JournalState;
  readonly clock: Clock;
  /** When this run began: whatever an earlier one sent, it sent before. */
  readonly begun: number;
  /** Milliseconds after which an object that was written must be visible. */
  readonly visibility: number;
  /** Why the writes are made, for those who must approve them; without it nobody is asked. */
  readonly justification?: string;
  /** Milliseconds that one step may be put off by what passes: lost answers, a tenant that does not show. */
  readonly maxWait: number;
  readonly lists: SharedLists;
  /** One for the whole run. */
  readonly outages: Outages;
  readonly signal?: AbortSignal;
}

/** How one step ended. */
export type StepEnd =
  | { readonly as: 'done'; readonly id?: Id<'destination'> }
  | { readonly as: 'failed'; readonly failure: Failure }
  /** The run was stopped; or, with the failure, the service has taken nothing for as long as anybody waits. The next run goes on there. */
  | { readonly as: 'stopped'; readonly because?: Failure };

/** Looks for what a step may have made although its answer was lost. */
export type LookFor = () => Promise<Look>;

/** Strikes after which a write is given up although its answer was lost and it was not done: it is likely to be its own fault. */
const out = 8;

/** A body that the service stumbles over counts more than one that it is slow with; outages, and connections that close, count for their time alone. */
function strikesOf({ status }: Failure): number {
  if (status === 500 || (status !== undefined && status < 300)) return 2;
  return status === 504 || status === 408 || status === undefined ? 1 : 0;
}

/** The longest pause before something that met an outage is sent again, in milliseconds. */
const longest = 60_000;

/** Puts an event on disk, then into the state. */
export async function record(runner: Runner, event: JournalEvent): Promise<void> {
  await runner.journal.append(event);
  runner.state.note(event, runner.clock.now());
}

function isFinal(failure: Failure, freshlyMade: boolean): boolean {
  // an object or group that was just made may not be visible to the part of the service that is asked (graph-intune.md 7.23)
  if (!freshlyMade) return true;
  if (failure.kind === 'missing') return false;
  return !(failure.kind === 'refused' && /not (?:be )?found|does ?n.t exist|could not find|invalid.{0,200}(?:group|reference)/iu.test(failure.message));
}

/**
 * Sends one step: intent on disk, call, outcome on disk. A lost answer is looked for before anything is sent again; what
 * the service does not see yet is waited for, with an end.
 * @param freshlyMade whether it is about, or points at, something that was made a moment ago
 */
export async function runStep(runner: Runner, address: Address, plain: Step, id: Id<'destination'> | undefined, look: LookFor, freshlyMade: boolean): Promise<StepEnd> {
  const { state, clock } = runner;
  const step = id === undefined ? plain : withId(plain, id);
  const before = state.step(address, step.name);
  if (before.as === 'over' && before.outcome.as === 'done') return done(before.outcome.id);
  let mayBeThere = (before.as === 'begun' || (before.as === 'over' && before.outcome.as === 'unknown')) && !step.repeatable;
  if (mayBeThere) {
    // a call may wait long between its intent and its sending: it counts from the death of the run that sent it
    const end = await settle(runner, address, step, await lookUntil(runner, look, (before.as === 'over' ? before.at : runner.begun) + runner.visibility));
    if (end !== undefined) return end;
  }
  const call = `${step.method} ${step.path}`;
  const approval = await approvalFor(runner, address, step);
  if ('over' in approval) return approval.over;
  let { headers } = approval;
  // counted from the first refusal: the call may have waited long for its turn
  let visibleBy: number | undefined;
  let pause = 500;
  const { service } = step;
  let strikes = 0;
  let losses = 0;
  let lostSince: number | undefined;
  for (;;) {
    if (isStopped(runner)) return { as: 'stopped' };
    await record(runner, { event: 'intent', address, step: step.name, call });
    const answer = await sent(runner, headers === undefined ? step : { ...step, headers: { ...step.headers, ...headers } });
    if (answer === 'stopped' || (!answer.ok && answer.failure.kind === 'signed out' && isStopped(runner))) {
      // an earlier sending may still be there: then the next run looks
      if (!mayBeThere) await record(runner, { event: 'outcome', address, step: step.name, outcome: { as: 'not sent' } });
      return { as: 'stopped' };
    }
    if (!answer.ok && isPutOff(answer.failure)) {
      if (!mayBeThere) await record(runner, { event: 'outcome', address, step: step.name, outcome: { as: 'not sent' } });
      return putOff(runner, answer.failure);
    }
    if (answer.ok) {
      runner.outages.served(service, clock.now());
      const made = step.makes === true ? (step.madeId ?? (isObject(answer.value.body) ? idAt(answer.value.body) : undefined)) : undefined;
      if ((step.makes !== true || made !== undefined) && !denied(step, answer.value.body)) {
        const newId = made === undefined ? undefined : idOf('destination', made);
        const outcome: Outcome = { as: 'done', ...(newId === undefined ? {} : { id: newId }), ...(answer.value.requestId === undefined ? {} : { requestId: answer.value.requestId }) };
        await record(runner, { event: 'outcome', address, step: step.name, outcome });
        return done(newId);
      }
    }
    const failure = failureOf(step, call, answer);
    if (failure.kind === 'approval required' && failure.approvalCode === undefined && headers === undefined && runner.justification !== undefined) {
      headers = { [approvalHeaders.reason]: runner.justification };
      continue;
    }
    // taken already, by what an earlier sending made and no list showed yet
    const taken = mayBeThere && (failure.kind === 'clash' || failure.kind === 'refused');
    if (failure.kind === 'lost answer' || taken) {
      const found = await lookUntil(runner, look, clock.now() + runner.visibility);
      const end = taken && found.as === 'not found' ? undefined : await settle(runner, address, step, found, failure);
      if (end !== undefined) return end;
      mayBeThere = true;
      const now = clock.now();
      lostSince ??= now;
      losses += 1;
      strikes += strikesOf(failure);
      runner.outages.begin(service, lostSince);
      // where others are served meanwhile, it is this write that the service cannot manage
      const ownFault = strikes >= out || (losses > out && runner.outages.servedSince(service, lostSince));
      if (!taken && !ownFault) {
        const wait = losses === 1 ? 0 : Math.min(longest, 500 * 2 ** Math.min(losses, 10));
        // below the port a write that may be sent twice has met an outage for as long as anything may be put off
        const spent = step.repeatable && strikesOf(failure) === 0;
        if (!spent && wait <= runner.outages.left(service, now)) {
          await clock.sleep(wait, runner.signal);
          continue;
        }
        await record(runner, { event: 'outcome', address, step: step.name, outcome: { as: 'unknown', failure } });
        return putOff(runner, failure);
      }
    } else if (!isFinal(failure, freshlyMade) && clock.now() < (visibleBy ??= clock.now() + runner.visibility * 3)) {
      await clock.sleep(pause, runner.signal);
      pause = Math.min(pause * 2, 5000);
      continue;
    }
    if (failure.kind === 'approval required') return await park(runner, address, step, failure, failure.approvalCode);
    // nobody could see where the request stands, and it is not approved yet
    if (failure.kind === 'refused' && approval.code !== undefined && /approval/iu.test(failure.message)) return await park(runner, address, step, failure, approval.code);
    const outcome: Outcome = { as: failure.kind === 'lost answer' ? 'unknown' : 'failed', failure };
    await record(runner, { event: 'outcome', address, step: step.name, outcome });
    return { as: 'failed', failure };
  }
}

/** A write that waits for a person: the others go on, the next run comes back to it. */
async function park(runner: Runner, address: Address, step: Step, plain: Failure, code: string | undefined): Promise<StepEnd> {
  const failure: Failure = { ...plain, kind: 'approval required', message: `${step.method} ${step.path}: ${waitingFor(code)}`, ...(code === undefined ? {} : { approvalCode: code }) };
  await record(runner, { event: 'outcome', address, step: step.name, outcome: { as: 'parked', failure, ...(code === undefined ? {} : { approvalCode: code }) } });
  return { as: 'failed', failure };
}

/** With what a write is sent that an earlier run asked approval for, or how its step ends without being sent. */
async function approvalFor(runner: Runner, address: Address, step: Step): Promise<{ readonly headers?: Readonly<Record<string, string>>; readonly code?: string } | { readonly over: StepEnd }> {
  const code = runner.state.approvalOf(address, step.name);
  if (code === undefined) return {};
  const state = await approvalState(runner.destination, code);
  switch (state) {
    case 'expired':
      return {};
    case 'approved':
    case 'unknown':
    case 'carried out':
      return { headers: { [approvalHeaders.code]: code }, code };
    case 'waiting':
      return { over: await park(runner, address, step, { kind: 'approval required', side: 'destination', message: '' }, code) };
    case 'refused': {
      const failure: Failure = { kind: 'refused', side: 'destination', message: `${step.method} ${step.path}: another administrator has rejected request ${code}` };
      await record(runner, { event: 'outcome', address, step: step.name, outcome: { as: 'failed', failure } });
      return { over: { as: 'failed', failure } };
    }
  }
}

/** Leaves something for the next run. */
export function putOff(runner: Pick<Runner, 'outages'>, failure: Failure): Extract<StepEnd, { readonly as: 'stopped' }> {
  runner.outages.gaveUp ??= failure;
  return { as: 'stopped', because: failure };
}

function isStopped({ signal }: Runner): boolean {
  return signal?.aborted === true;
}

/** Sends a write; `stopped` where the run ended while it waited for its turn. */
async function sent(runner: Runner, write: Step): Promise<Awaited<ReturnType<TenantWriter['write']>> | 'stopped'> {
  try {
    return await runner.destination.write(write);
  } catch (error) {
    if (isStopped(runner) && error === runner.signal?.reason) return 'stopped';
    throw error;
  }
}

/** What went wrong with a step that was answered, or was not; with what must be done first where the step says so. */
function failureOf(step: Step, call: string, answer: Result<WriteAnswer>): Failure {
  const { confirms } = step;
  if (!answer.ok) return confirms === undefined || answer.failure.kind === 'approval required' ? answer.failure : { ...answer.failure, message: `${answer.failure.message}: ${confirms.otherwise}` };
  const { status, body } = answer.value;
  if (confirms !== undefined && denied(step, body)) return { kind: 'refused', side: 'destination', message: `${call} was answered and did nothing (${reasonsIn(body)}): ${confirms.otherwise}`, status, call };
  return { kind: 'lost answer', side: 'destination', message: `${call} was answered without the new object's id`, status, call };
}

/** Whether the answer says that nothing was done. */
function denied(step: Step, body: unknown): boolean {
  return step.confirms !== undefined && isObject(body) && body[step.confirms.member] === false;
}

/** The words with which an answer says why it did nothing. */
function reasonsIn(body: unknown): string {
  const codes = [...JSON.stringify(body ?? {}).matchAll(/"\w*[eE]rrorCode":"(\w+)"/gu)].map((match) => match[1] ?? '');
  return codes.length === 0 ? 'without a reason' : [...new Set(codes)].join(', ');
}

function done(id: Id<'destination'> | undefined): StepEnd {
  return { as: 'done', ...(id === undefined ? {} : { id }) };
}

/** Milliseconds after which garbled answers are no accident any more. */
const garbledFor = 60_000;

/** How long it is worth to look again: an outage passes, a service that answers what nobody can use will not stop soon. */
function patienceWith({ maxWait }: Runner, found: Look): number {
  if (found.as !== 'not seen') return 0;
  if (found.failure.kind === 'unavailable') return maxWait;
  return found.failure.kind === 'untrusted' ? Math.min(maxWait, garbledFor) : 0;
}

/**
 * Looks again and again until it is found or must have become visible; a tenant that does not show is asked for as long as
 * anything is put off. @throws the signal's reason where the run is stopped
 */
export async function lookUntil(runner: Runner, look: LookFor, until: number): Promise<Look> {
  let pause = 250;
  const asked = runner.clock.now();
  for (;;) {
    const begun = runner.clock.now();
    const found = await look();
    // what counts is when it was looked: reading may take long
    const left = Math.max(until, asked + patienceWith(runner, found)) - begun;
    if (found.as === 'found' || left <= 0) return found;
    await runner.clock.sleep(Math.min(pause, Math.max(0, begun + left - runner.clock.now())), runner.signal);
    pause = Math.min(pause * 2, 4000);
  }
}

/** undefined: it is not there, so it may be sent (again). */
async function settle(runner: Runner, address: Address, step: Step, found: Look, failure?: Failure): Promise<StepEnd | undefined> {
  if (found.as === 'not found') return undefined;
  if (found.as === 'found') {
    await record(runner, { event: 'outcome', address, step: step.name, outcome: { as: 'done', found: true, ...(found.id === undefined ? {} : { id: found.id }) } });
    return done(found.id);
  }
  const lost: Failure = {
    ...failure,
    kind: 'lost answer',
    side: 'destination',
    message: `${failure?.message ?? `the answer to ${step.method} ${step.path} was lost`}; looking for it did not settle it: ${found.as === 'unclear' ? found.because : found.failure.message}`,
  };
  await record(runner, { event: 'outcome', address, step: step.name, outcome: { as: 'unknown', failure: lost } });
  return { as: 'failed', failure: lost };
}
