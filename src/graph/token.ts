import type { Clock } from '../model/ports.js';
import type { NotCalled } from './call.js';

/** One token of a sign-in, and until when it holds. */
export interface Token {
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

export interface Wanted {
  /** Not one from a cache: the one there was is refused. */
  readonly fresh: boolean;
  /** What conditional access asks for in addition, from the challenge of a 401. */
  readonly claims?: string;
}

/** A way to sign in. Throws nothing that is expected: no token is an answer too. */
export type SignIn = (wanted: Wanted) => Promise<Token | NotCalled>;

/** A token this close to its end is replaced before it is used. */
const early = 5 * 60_000;

/** Holds the token of one tenant. However many calls ask at once, one sign-in runs. */
export class TokenKeeper {
  #token: Token | undefined;
  #running: Promise<Token | NotCalled> | undefined;

  constructor(
    private readonly signIn: SignIn,
    private readonly clock: Clock,
  ) {}

  /** The token to use now. `refused` is one the service did not take: it is not given again. */
  async current(refused?: string, claims?: string): Promise<Token | NotCalled> {
    const held = this.#token;
    if (held !== undefined && held.text !== refused && this.clock.now() < held.expiresAt - early) return held;
    this.#running ??= this.#renew({ fresh: refused !== undefined, ...(claims === undefined ? {} : { claims }) });
    return this.#running;
  }

  async #renew(wanted: Wanted): Promise<Token | NotCalled> {
    try {
      const token = await this.signIn(wanted);
      if ('text' in token) this.#token = token;
      return token;
    } finally {
      this.#running = undefined;
    }
  }
}
