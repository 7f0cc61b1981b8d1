import type { Step } from './chain.js';
import type { TokenKeeper } from './token.js';

/** Puts the token on each sending, and waits for a sign-in where one is needed; a person's sign-in takes no place in flight. */
export function signedIn(keeper: TokenKeeper): Step {
  return async (passing, next) => {
    const { call } = passing;
    const token = await keeper.current(call.refused, call.claims);
    if (!('text' in token)) {
      call.reply = token;
      return;
    }
    call.token = token.text;
    await next({ ...passing, headers: { ...passing.headers, authorization: `Bearer ${token.text}` } });
  };
}
