import type { GapReport } from '../model/gap-report.js';

/** The report as JSON (docs/schemas/gap-report.schema.json), two blanks deep, with a line end. Identical reports give identical bytes. */
export function renderJson(report: GapReport): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
