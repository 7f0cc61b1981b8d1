import { parseAddress } from '../model/address.js';
import type { Action, Aside, Plan, Wave } from '../model/plan.js';
import { planSummary } from './plan-summary.js';
import { tenantLine, timeLine } from './phrases.js';
import { duration, grouped, plural } from './scales.js';
import { textTable, toned, wrapped, type TextCell, type TextOptions, type Tone } from './text-table.js';

/** The mark and the word of each deed; the mark is never alone. */
const deeds: Readonly<Record<Action['do'], readonly [string, Tone]>> = {
  create: ['+ create', 'green'],
  update: ['~ update', 'yellow'],
  keep: ['= keep', 'dim'],
  assign: ['> assign', 'blue'],
};

export interface PlanTextOptions extends TextOptions {
  /** Lines of each wave; the rest is counted. All of them unless said. */
  readonly lines?: number;
  /** Kind → what people call it. */
  readonly titles?: (kind: string) => string;
}

/** What `plan` prints: per wave each deed with its reason, what is set aside and why, and one sentence to read aloud. */
export function planText(plan: Plan, options: PlanTextOptions): string {
  const summary = planSummary(plan);
  const parts = [
    `${toned(wrapped(`Plan from ${plan.source.name} to ${plan.destination.name}`, options).trimEnd(), 'bold', options)}\n`,
    wrapped(`From ${tenantLine(plan.source)}`, options, 2, 4),
    wrapped(`To ${tenantLine(plan.destination)}`, options, 2, 4),
    wrapped(`Made ${timeLine(plan.time)}, fingerprint ${plan.fingerprint}`, options, 2, 4),
    ...plan.waves.map((wave, i) => waveText(wave, i, options)),
    asideText(plan.asides, options),
    estimateText(plan, options),
    `\n${toned(wrapped(summary.sentence, options).trimEnd(), 'bold', options)}\n`,
  ];
  return parts.join('');
}

function waveText(wave: Wave, index: number, options: PlanTextOptions): string {
  const titles = options.titles ?? ((kind: string): string => kind);
  const shown = wave.slice(0, options.lines ?? wave.length);
  const rows = shown.map((action): TextCell[] => {
    const [text, tone] = deeds[action.do];
    const name = action.do === 'create' && action.as !== undefined && action.as !== action.name ? `${action.name} as ${action.as}` : action.name;
    return [{ text, tone }, name, { text: titles(action.kind), tone: 'dim' }, action.reason];
  });
  const rest = wave.length - shown.length;
  return `\n${toned(`Wave ${String(index + 1)}`, 'bold', options)}: ${plural(wave.length, 'action')}\n${textTable([{ label: '' }, { label: '', grows: true }, { label: '', grows: true }, { label: '', grows: true, wraps: true }], rows, options, 2)}${rest > 0 ? `  … and ${grouped(rest)} more, all of them in the plan file\n` : ''}`;
}

function asideText(asides: readonly Aside[], options: PlanTextOptions): string {
  if (asides.length === 0) return '';
  const titles = options.titles ?? ((kind: string): string => kind);
  const order = ['? decide', '! blocked', '- leave'];
  const rows = asides
    .map((one): readonly [string, TextCell[]] => {
      const [text, tone] = one.state === 'left out' ? (['- leave', 'dim'] as const) : one.state === 'skipped' && one.after === undefined ? (['? decide', 'yellow'] as const) : (['! blocked', 'red'] as const);
      const because = one.after === undefined ? one.because : `${one.because}; waits for ${parseAddress(one.after)?.name ?? one.after}`;
      return [text, [{ text, tone }, one.name, { text: titles(one.kind), tone: 'dim' }, because, { text: one.findings.join(' '), tone: 'dim' }]];
    })
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  const shown = rows.slice(0, options.lines ?? rows.length).map(([, cells]) => cells);
  const rest = rows.length - shown.length;
  return `\n${toned('Set aside', 'bold', options)}: ${plural(asides.length, 'object')}\n${textTable([{ label: '' }, { label: '', grows: true }, { label: '', grows: true }, { label: '', grows: true, wraps: true }, { label: '', wraps: true }], shown, options, 2)}${rest > 0 ? `  … and ${grouped(rest)} more, all of them in the plan file\n` : ''}`;
}

function estimateText(plan: Plan, options: TextOptions): string {
  const services = Object.entries(plan.estimate.byService).filter(([, one]) => one.writes > 0);
  if (services.length < 2) return '';
  const rows = services.sort(([, a], [, b]) => b.seconds - a.seconds).map(([service, one]): TextCell[] => [service, grouped(one.writes), duration(one.seconds)]);
  return `\n${toned('Time', 'bold', options)} at the documented limits; services run side by side, so the slowest one counts\n${textTable([{ label: 'Service' }, { label: 'Writes', right: true }, { label: 'Time', right: true }], rows, options, 2)}`;
}
