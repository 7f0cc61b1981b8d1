import type { Action, Plan } from '../model/plan.js';
import { planSummary } from './plan-counts.js';

const symbol = { create: '+', update: '~', keep: '=', assign: '>' } as const;

function cut(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, Math.max(1, width - 1))}…` : text;
}

function line(action: Action, width: number): string {
  return cut(`  ${symbol[action.do]} ${action.do.padEnd(6)}  ${action.address}`, width);
}

function duration(seconds: number): string {
  if (seconds < 90) return `${String(Math.max(1, seconds))} s`;
  return `${String(Math.ceil(seconds / 60))} min`;
}

/** A plan for a terminal: wave by wave with a reason for each action, and a last line to read aloud. */
export function planText(plan: Omit<Plan, 'fingerprint'>, width: number): string {
  const lines: string[] = [`${plan.source.displayName ?? plan.source.name} (${plan.source.id}) → ${plan.destination.displayName ?? plan.destination.name} (${plan.destination.id})`];
  plan.waves.forEach((wave, index) => {
    lines.push('', `Wave ${String(index + 1)} of ${String(plan.waves.length)}`);
    for (const action of wave) lines.push(line(action, width), cut(`      ${action.reason}`, width));
  });
  if (plan.asides.length > 0) {
    lines.push('', 'Not touched');
    for (const aside of plan.asides) lines.push(cut(`  ! ${aside.state.padEnd(12)}  ${aside.address}`, width), cut(`      ${aside.because}`, width));
  }
  const counts = planSummary(plan);
  const of = (name: string): string => JSON.stringify(counts[name] ?? 0);
  lines.push(
    '',
    `${of('create')} to create, ${of('update')} to update, ${of('same')} the same, ${of('leftOut')} left out, ${of('notPortable')} not portable, ${of('skipped')} skipped: ${of('exported')} of the export; ${of('createBeside')} to create beside, ${of('assign')} to assign; ${of('writes')} writes, about ${duration(plan.estimate.seconds)} at the service's limit.`,
  );
  return lines.join('\n');
}
