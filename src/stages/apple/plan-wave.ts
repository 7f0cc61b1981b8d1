import { readDeadline } from '../../engine/apple/deadline.js';
import { planWaves } from '../../engine/apple/waves.js';
import type { Serial } from '../../model/apple.js';
import type { WaveFile } from '../../model/apple/wave.js';
import { assess, type Assessment } from './assess.js';
import type { AppleSight } from './ports.js';
import { stop } from './stop.js';

export interface WaveWish {
  /** Absent for every device of the source. */
  readonly serials?: readonly Serial[];
  readonly size: number;
  /** As it was typed. */
  readonly deadline: string;
  readonly spreadHours: number;
  /** Path of the plan of the policies, relative to the wave file. */
  readonly plan?: string;
  readonly tool: { readonly name: string; readonly version: string };
}

/**
 * Assesses devices and cuts them into waves.
 * @throws Stop (2) for an impossible deadline or size, and for serials nobody knows
 */
export async function planWaveFile(sight: AppleSight, wish: WaveWish): Promise<{ readonly file: WaveFile; readonly assessment: Assessment }> {
  const now = sight.clock.now();
  const deadline = possibleDeadline(wish.deadline, now);
  if (!Number.isInteger(wish.size) || wish.size < 1 || wish.size > 1000) throw stop(2, `a wave of ${wish.size} devices cannot be planned`, 'give --size a whole number from 1 to 1000');
  if (!(wish.spreadHours >= 0)) throw stop(2, `the deadlines cannot be spread over ${wish.spreadHours} hours`, 'give --spread a number of hours, 0 or more');
  if (wish.spreadHours > 0 && Date.parse(deadline) - wish.spreadHours * 3_600_000 <= now) throw stop(2, `spread over ${wish.spreadHours} hours, the first wave would be due in the past`, 'choose a smaller --spread or a later --deadline');
  const assessment = await assess(sight, { locks: false, ...(wish.serials === undefined ? {} : { serials: wish.serials }) });
  if (assessment.devices.length === 0) throw stop(2, 'there is no device to plan for', 'name at least one');
  const { pair } = assessment.inventory;
  const waves = planWaves({ devices: assessment.devices, size: wish.size, deadline, spreadHours: wish.spreadHours });
  const { token, sourceToken } = assessment.inventory;
  return { assessment, file: {
    format: 1, tool: wish.tool, time: new Date(now).toISOString(), source: sight.source.name, destination: sight.destination.name,
    servers: { source: { id: pair.source.id, name: pair.source.name }, destination: { id: pair.destination.id, name: pair.destination.name } },
    tokens: { source: sourceToken.seen ? sourceToken.value.name : (sight.settings.tokens.source ?? ''), destination: token.seen ? token.value.name : (sight.settings.tokens.destination ?? '') },
    ...(wish.plan === undefined ? {} : { plan: wish.plan }),
    deadline, waves, signOffs: [],
  } };
}

/** @throws Stop (2) where Apple would refuse the deadline */
export function possibleDeadline(text: string, now: number): string {
  const read = readDeadline(text, now);
  if (!read.ok) throw stop(2, read.problem, read.remedy);
  return read.deadline;
}
