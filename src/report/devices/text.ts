import type { DeviceProof, ManualStep } from '../../model/apple/evidence.js';
import { deviceStates, type DeviceState, type Gate } from '../../model/apple/wave.js';
import { plural, grouped } from '../scales.js';
import { textTable, toned, wrapped, type TextCell, type TextOptions, type Tone } from '../text-table.js';
import { stateMeanings } from './words.js';

/** Rows of a table on a terminal; the whole is in the JSON document. */
const most = 200;

const tones: Readonly<Partial<Record<DeviceState, Tone>>> = {
  FAILED: 'red', STUCK: 'red', SPLIT: 'red', OVERDUE: 'red', ATTENTION: 'red', APPLE_REFUSED: 'red', CHECK_BACK: 'yellow', NOT_SYNCED: 'yellow', VERIFIED: 'green', SOURCE_CLEAN: 'green', DONE: 'green', HOLD: 'dim', ALREADY_THERE: 'dim',
};

/** Devices by state, with what each state means, and the sum. */
export function stateText(counts: Readonly<Partial<Record<DeviceState, number>>>, options: TextOptions): string {
  const order = Object.keys(stateMeanings);
  const rows = [...deviceStates].sort((a, b) => order.indexOf(a) - order.indexOf(b)).flatMap((state): TextCell[][] => {
    const count = counts[state] ?? 0;
    const tone = tones[state];
    return count === 0 ? [] : [[tone === undefined ? state : { text: state, tone }, grouped(count), stateMeanings[state]]];
  });
  const sum = Object.values(counts).reduce((total, count) => total + count, 0);
  return textTable([{ label: 'State' }, { label: 'Devices', right: true }, { label: 'Meaning', grows: true, wraps: true }], [...rows, [{ text: 'Sum', tone: 'bold' }, grouped(sum), '']], options);
}

/** Serials with class, state and reason. */
export function deviceText(devices: readonly Pick<DeviceProof, 'serial' | 'class' | 'state' | 'reason'>[], options: TextOptions): string {
  if (devices.length === 0) return 'There are no devices.\n';
  const rows = devices.slice(0, most).map((device): TextCell[] => {
    const tone = tones[device.state];
    return [device.serial, device.class, tone === undefined ? device.state : { text: device.state, tone }, device.reason];
  });
  const rest = devices.length - rows.length;
  return `${textTable([{ label: 'Serial' }, { label: 'Class' }, { label: 'State' }, { label: 'Why', grows: true, wraps: true }], rows, options)}${rest > 0 ? `… and ${plural(rest, 'more device')}: --json lists all\n` : ''}`;
}

/** The gates of a wave, each green or red with what to do. */
export function gateText(title: string, gates: readonly Gate[], options: TextOptions): string {
  const lines = gates.map((gate) => {
    const mark: TextCell = gate.green ? { text: '✓ green', tone: 'green' } : gate.override === undefined ? { text: '✗ red', tone: 'red' } : { text: '! overridden', tone: 'yellow' };
    const rest = gate.override === undefined ? gate.todo.join('; ') : `overridden: ${gate.override}`;
    return [mark, gate.name, gate.because, rest] satisfies TextCell[];
  });
  return `${toned(title, 'bold', options)}\n${textTable([{ label: '' }, { label: 'Gate' }, { label: 'What was seen', grows: true, wraps: true }, { label: 'What to do', grows: true, wraps: true }], lines, options, 2)}`;
}

/** What people do by hand: open steps with the exact place, the others in one line. */
export function stepText(steps: readonly ManualStep[], options: TextOptions): string {
  const open = steps.filter((step) => step.standing === 'open' || step.standing === 'not seen');
  const shown = open.map((step) => `${wrapped(`${step.standing === 'open' ? '✗' : '?'} ${step.title} (${step.who})`, options, 2, 4)}${wrapped(`Where: ${step.where}`, options, 4)}${wrapped(`Why by hand: ${step.why}`, options, 4)}${wrapped(`Seen: ${step.found}`, options, 4)}`);
  const others = steps.filter((step) => !open.includes(step)).map((step) => `${step.standing === 'done' ? '✓' : '…'} ${step.title}`);
  return `${toned('By hand', 'bold', options)}\n${shown.join('')}${others.map((line) => wrapped(line, options, 2, 4)).join('')}`;
}
