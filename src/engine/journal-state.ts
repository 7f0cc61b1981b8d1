import type { Address } from '../model/address.js';
import type { Failure } from '../model/failure.js';
import type { Id } from '../model/ids.js';
import type { JournalEvent, JournalLine, Outcome, StepName } from '../model/journal.js';

/** Where one step of an object stands. */
export type StepState =
  | { readonly as: 'not begun' }
  /** Sent, or about to be: nobody knows whether it happened. `at` is when, in milliseconds since 1970. */
  | { readonly as: 'begun'; readonly at: number }
  | { readonly as: 'over'; readonly outcome: Outcome; readonly at: number };

export type ActionName = 'create' | 'update' | 'assign';

/** An object as it was before this plan changed it. */
export type Before = Extract<JournalEvent, { readonly event: 'before' }>;

/** Steps of a rollback. */
export function isUndo(step: StepName): boolean {
  return step.startsWith('undo:');
}

/** What a journal says so far; grows with every line. */
export class JournalState {
  private readonly steps = new Map<Address, Map<StepName, StepState>>();
  private readonly ids = new Map<Address, Id<'destination'>>();
  private readonly settledActions = new Set<string>();
  private readonly approvals = new Map<string, string>();
  private readonly claimed = new Set<string>();
  private readonly befores = new Map<Address, Before>();
  private readonly undoneOnes = new Set<Address>();
  private rollback = false;

  constructor(lines: readonly JournalLine[] = []) {
    for (const line of lines) this.note(line, Date.parse(line.at));
  }

  note(event: JournalEvent, at: number): void {
    switch (event.event) {
      case 'intent':
        this.keep(event.address, event.step, { as: 'begun', at });
        break;
      case 'outcome': {
        this.keep(event.address, event.step, { as: 'over', outcome: event.outcome, at });
        this.keepApproval(`${event.address}\n${event.step}`, event.outcome);
        if (event.outcome.as === 'done' && event.outcome.id !== undefined) {
          this.claimed.add(event.outcome.id);
          if (event.step === 'create') this.ids.set(event.address, event.outcome.id);
        }
        break;
      }
      case 'settled':
        this.settledActions.add(`${event.address}\n${event.action}`);
        break;
      case 'before':
        if (!this.befores.has(event.address)) this.befores.set(event.address, event);
        break;
      case 'undone':
        // what was left is still there: another rollback looks at it again
        if (event.how !== 'left') this.undoneOnes.add(event.address);
        break;
      case 'begin':
        this.rollback ||= event.deed === 'rollback';
        break;
      case 'end':
        break;
    }
  }

  /** Whether a rollback of the plan has begun: nothing is imported by it any more. */
  get rolledBack(): boolean {
    return this.rollback;
  }

  step(address: Address, step: StepName): StepState {
    return this.steps.get(address)?.get(step) ?? { as: 'not begun' };
  }

  /** The request for approval under which a step waits: it outlives a sending whose answer was lost. */
  approvalOf(address: Address, step: StepName): string | undefined {
    return this.approvals.get(`${address}\n${step}`);
  }

  private keepApproval(key: string, outcome: Outcome): void {
    if (outcome.as === 'parked' && outcome.approvalCode !== undefined) this.approvals.set(key, outcome.approvalCode);
    else if (outcome.as === 'done' || outcome.as === 'failed' || outcome.as === 'parked') this.approvals.delete(key);
  }

  /** The steps of an object that were begun, in order. */
  begunSteps(address: Address): StepName[] {
    return [...(this.steps.get(address)?.keys() ?? [])];
  }

  /** When something was last sent or answered for an object; 0 where never. */
  lastAt(address: Address): number {
    return Math.max(0, ...[...(this.steps.get(address)?.values() ?? [])].map((step) => (step.as === 'not begun' ? 0 : step.at)));
  }

  private keep(address: Address, step: StepName, state: StepState): void {
    const steps = this.steps.get(address) ?? new Map<StepName, StepState>();
    steps.set(step, state);
    this.steps.set(address, steps);
  }

  /** Whether an object was created here, and under which id. */
  idOf(address: Address): Id<'destination'> | undefined {
    return this.ids.get(address);
  }

  settled(address: Address, action: ActionName): boolean {
    return this.settledActions.has(`${address}\n${action}`);
  }

  /** Whether anything at all was sent for an object. */
  touched(address: Address): boolean {
    return this.steps.has(address);
  }

  before(address: Address): Before | undefined {
    return this.befores.get(address);
  }

  /** Whether a rollback has taken an object away or given it its old form back. */
  undone(address: Address): boolean {
    return this.undoneOnes.has(address);
  }

  /** Takes an object of the destination for one of ours; false where another address has it already. */
  claim(id: string): boolean {
    if (this.claimed.has(id)) return false;
    this.claimed.add(id);
    return true;
  }

  isClaimed(id: string): boolean {
    return this.claimed.has(id);
  }

  /** The last thing that went wrong with an object on import, if its last word is a failure. */
  troubleOf(address: Address): Extract<Outcome, { readonly failure: Failure }> | undefined {
    let last: { at: number; outcome: Extract<Outcome, { readonly failure: Failure }> } | undefined;
    for (const [step, state] of this.steps.get(address) ?? []) {
      if (isUndo(step)) continue;
      if (state.as === 'over' && 'failure' in state.outcome && (last === undefined || state.at >= last.at)) last = { at: state.at, outcome: state.outcome };
    }
    return last?.outcome;
  }
}
