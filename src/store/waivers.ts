import { Stop } from '../model/failure.js';
import type { PastReport } from '../model/gap-report.js';
import { findRule } from '../model/rules.js';
import type { Waiver, WaiverFile } from '../model/waiver.js';
import { makeCheck } from './check.js';
import { readJson } from './parse-json.js';
import { pastReportSchema } from './schemas/gap-report.js';
import { waiversSchema } from './schemas/waivers.js';

const checkWaivers = makeCheck<WaiverFile>({ what: 'a file of waivers', schema: waiversSchema, remedy: 'Correct the lines named above; `tenantferry explain CODE` tells what a code means.', edited: true });
const checkPast = makeCheck<PastReport>({ what: 'a gap report', schema: pastReportSchema, remedy: 'Name the gap-report.json of an earlier assess or report.' });

/**
 * Reads `waivers.json`.
 * @throws Stop (exit 2) where it is no such file, or names a code or a day that does not exist.
 */
export async function readWaivers(file: string): Promise<readonly Waiver[]> {
  const { waivers } = checkWaivers(await readJson(file), file);
  for (const [i, waiver] of waivers.entries()) {
    const where = `${file}, waiver ${String(i + 1)}`;
    if (findRule(waiver.code) === undefined) throw new Stop(2, `${where}: there is no finding with the code ${waiver.code}.`, 'Take the code from a report.');
    const day = new Date(`${waiver.until}T00:00:00Z`);
    if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== waiver.until) throw new Stop(2, `${where}: there is no day ${waiver.until}.`, 'Write it as year, month, day: 2027-01-31.');
  }
  return waivers;
}

/** Reads the findings of an earlier `gap-report.json`, to compare with. @throws Stop (exit 2) where it is none */
export async function readPastReport(file: string): Promise<PastReport> {
  return checkPast(await readJson(file), file);
}
