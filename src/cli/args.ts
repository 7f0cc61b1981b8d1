import { Stop } from '../model/failure.js';

/** The parsed words of one call, with guards: yargs has checked names and types already. */
export class Args {
  constructor(private readonly parsed: Readonly<Record<string, unknown>>) {}

  text(name: string): string | undefined {
    const value = this.parsed[name];
    if (Array.isArray(value)) throw new Stop(2, `--${name} was given ${String(value.length)} times.`, 'Give it once.');
    return typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;
  }

  /** @throws Stop (2) where it is missing. */
  need(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw new Stop(2, `${name} is missing.`, 'Give it on the command line or in the configuration; --help shows how.');
    return value;
  }

  flag(name: string): boolean {
    return this.parsed[name] === true;
  }

  number(name: string): number | undefined {
    const value = this.parsed[name];
    if (typeof value !== 'number') return undefined;
    if (!Number.isFinite(value)) throw new Stop(2, `--${name} is not a number.`, 'Give digits.');
    return value;
  }

  /** Values given apart or joined by commas. */
  list(name: string): string[] {
    const value = this.parsed[name];
    const all: unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
    return all.flatMap((one) => String(one).split(',')).map((one) => one.trim()).filter((one) => one !== '');
  }
}
