import type { DeviceEvidence, DeviceProof, ManualStep, OrderLine } from '../../model/apple/evidence.js';
import type { WaveLine } from '../../model/apple/journal.js';
import type { Spending } from '../../model/apple/ports.js';
import { deviceStates, type WaveFile } from '../../model/apple/wave.js';
import { isProven } from './proof.js';
import { countsOf } from './state.js';
import { storyOf, type OrderStory } from './story.js';
import { signOffOf } from './waves.js';

export interface EvidenceParts {
  readonly file: WaveFile;
  readonly lines: readonly WaveLine[];
  readonly proofs: readonly DeviceProof[];
  readonly steps: readonly ManualStep[];
  readonly spending: Spending;
  readonly time: string;
  readonly integrity: DeviceEvidence['integrity'];
  readonly tool: DeviceEvidence['tool'];
}

/** Puts everything together that proves what became of the devices of a wave file. */
export function deviceEvidence({ file, lines, proofs, steps, spending, time, integrity, tool }: EvidenceParts): DeviceEvidence {
  const waves = file.waves.map((wave): DeviceEvidence['waves'][number] => {
    const own = proofs.filter((proof) => proof.wave === wave.number);
    const signOff = signOffOf(file, wave);
    const gates = gatesBefore(lines, wave.number);
    return {
      number: wave.number, pilot: wave.pilot, deadline: wave.deadline, devices: wave.devices.length, sent: own.filter((proof) => proof.sent).length, proven: own.filter((proof) => proof.sent && isProven(proof)).length,
      ...(signOff === undefined ? {} : { signOff }), ...(gates === undefined ? {} : { gates }),
    };
  });
  return {
    tool, time, source: file.source, destination: file.destination, servers: { source: file.servers.source.name, destination: file.servers.destination.name }, waves,
    counts: countsOf(proofs, deviceStates), devices: proofs, orders: storyOf(lines).orders.map(orderLine), steps, spending, integrity,
  };
}

/** The gates as they stood when something was last sent for the wave; the last that were judged where nothing was. */
function gatesBefore(lines: readonly WaveLine[], wave: number): DeviceEvidence['waves'][number]['gates'] {
  const sent = lines.findLastIndex((line) => line.event === 'intent' && line.wave === wave);
  const judged = (sent < 0 ? lines : lines.slice(0, sent)).findLast((line) => line.event === 'gates' && line.wave === wave);
  return judged?.event === 'gates' ? { at: judged.at, gates: judged.gates } : undefined;
}

const outcomes: Readonly<Record<OrderStory['stand'], string>> = {
  open: 'no answer; not read back yet', lost: 'no answer; not read back yet', accepted: 'Apple is working on it', refused: 'refused', found: 'no answer; read back', finished: 'done', portal: 'by hand in Apple\'s portal',
};

function orderLine(order: OrderStory): OrderLine {
  const failed = [...order.rows.values()].filter((row) => !row.succeeded).length;
  const detail = order.stand === 'found' ? `: ${order.happened.size} of ${order.serials.length} devices have it` : order.problem === undefined ? '' : `: ${order.problem}`;
  return {
    order: order.order, wave: order.wave, type: order.type, devices: order.serials.length, at: new Date(order.at).toISOString(), outcome: `${outcomes[order.stand]}${detail}`, failed,
    ...(order.activity === undefined ? {} : { activity: order.activity }), ...(order.deadline === undefined ? {} : { deadline: order.deadline }),
  };
}
