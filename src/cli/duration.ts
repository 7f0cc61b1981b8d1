import { Stop } from '../model/failure.js';

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** The most that configuration and command line take: a week. */
const longest = 7 * 86_400;

/**
 * Seconds from `90s`, `30m`, `1.5h`, `2d`, `1h30m` or plain seconds.
 * @throws Stop (2) for anything else
 */
export function secondsOf(text: string, option: string): number {
  const parts = [...text.trim().toLowerCase().matchAll(/(\d+(?:\.\d+)?)\s*([smhd]?)/gu)];
  const whole = parts.map(([part]) => part).join('').replace(/\s/gu, '') === text.trim().toLowerCase().replace(/\s/gu, '');
  const plain = parts.some(([, , unit]) => unit === '');
  const seconds = parts.reduce((sum, [, number = '', unit = '']) => sum + Number(number) * (units[unit] ?? 1), 0);
  if (parts.length === 0 || !whole || (plain && parts.length > 1) || seconds > longest) throw new Stop(2, `--${option} is "${text}".`, 'Give a duration such as 90s, 30m, 2h or 1h30m; a week at most.');
  return seconds;
}

/** Seconds as a person says them: `1 h 30 min`. */
export function durationText(seconds: number): string {
  const parts: [number, string][] = [[Math.floor(seconds / 86_400), 'd'], [Math.floor(seconds / 3600) % 24, 'h'], [Math.floor(seconds / 60) % 60, 'min'], [Math.round(seconds % 60), 's']];
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => `${String(count)} ${unit}`);
  return said.length === 0 ? '0 s' : said.join(' ');
}
