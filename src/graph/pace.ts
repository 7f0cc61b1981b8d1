import type { Step } from './chain.js';
import type { Gate } from './gate.js';

/** Waits at the gate for every sending, and gives the place back when the whole answer was read. */
export function paced(gate: Gate): Step {
  return async (passing, next) => {
    const { call } = passing;
    call.place ??= gate.place();
    const turn = await gate.enter(call.facts.service, call.facts.write, call.facts.cost, call.place);
    if (turn.as === 'given up') {
      const detail = turn.because === 'throttled' ? 'the service has turned every call away for longer than maxWait' : 'the service has not worked for longer than maxWait';
      call.reply = { as: 'not called', why: turn.because, detail };
      return;
    }
    try {
      await next(passing);
    } finally {
      turn.over();
    }
  };
}
