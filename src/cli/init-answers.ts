import { Stop } from '../model/failure.js';
import type { Args } from './args.js';
import type { World } from './world.js';

/** Something that is needed: given by a flag, or asked for on a terminal. */
export interface Question {
  readonly flag: string;
  /** For a person at a terminal. */
  readonly ask: string;
  /** What an answer must be: "a GUID such as …". Said in place of a wrong value, which could be a secret. */
  readonly expected: string;
  readonly fits: (text: string) => boolean;
  /** Taken where nobody says anything else. */
  readonly usual?: string;
}

/** Wrong answers of one person to one question before we stop. */
const patience = 5;

/**
 * The answer to a question: the flag's value, what a person types, or what is usual.
 * @throws Stop (2) for a value that does not fit, and where it is missing and nobody can be asked; the flag is named, the value never
 */
export async function answerTo(question: Question, args: Args, world: World): Promise<string> {
  const { flag, ask, expected, fits, usual } = question;
  const given = args.text(flag);
  if (given !== undefined) {
    if (fits(given)) return given;
    throw new Stop(2, `--${flag} must be ${expected}.`, `Call it again with another --${flag}.`);
  }
  if (!world.interactive) {
    if (usual !== undefined) return usual;
    throw new Stop(2, `--${flag} is missing.`, `Nobody can be asked here: give --${flag}, ${expected}.`);
  }
  for (let tried = 0; tried < patience; tried += 1) {
    const typed = await world.ask(`${ask}${usual === undefined ? '' : ` [${usual}]`}:`);
    const answer = typed === '' ? usual : typed;
    if (answer !== undefined && fits(answer)) return answer;
    world.say.note(`That must be ${expected}.`);
  }
  throw new Stop(2, `${ask}: no answer fits.`, `Give --${flag}, ${expected}.`);
}

/**
 * A value that may be left out and is never asked for.
 * @throws Stop (2) for a value that does not fit
 */
export function optional(question: Pick<Question, 'flag' | 'expected' | 'fits'>, args: Args): string | undefined {
  const given = args.text(question.flag);
  if (given === undefined || question.fits(given)) return given;
  throw new Stop(2, `--${question.flag} must be ${question.expected}.`, `Call it again with another --${question.flag}.`);
}
