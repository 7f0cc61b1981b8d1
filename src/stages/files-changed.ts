import { parseAddress } from '../model/address.js';
import type { AdmxFiles } from '../model/admx-files.js';
import type { AppFiles } from '../model/app-files.js';
import type { Finding } from '../model/finding.js';
import type { Plan } from '../model/plan.js';
import { codes, makeFinding } from '../model/rules.js';
import type { JournalState } from '../engine/journal-state.js';

/**
 * Looks again at the files that a plan creates objects with: all that are still to be uploaded must be there and be what
 * they were (promise 3).
 */
export async function filesChanged(files: AppFiles | undefined, plan: Plan, journal: JournalState): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [name, planned] of Object.entries(plan.appFiles?.files ?? {})) {
    const address = parseAddress(name)?.address;
    if (address === undefined || journal.settled(address, 'create')) continue;
    const upload = journal.step(address, 'content');
    if (upload.as === 'over' && upload.outcome.as === 'done') continue;
    const now = await files?.digest(planned.file);
    if (now !== undefined && now.sha256 === planned.sha256) continue;
    findings.push(makeFinding(codes.appFileChanged, `${planned.file}, which ${name} is to be created with, ${now === undefined ? 'is no longer there' : 'is not the file that the plan was made with'}.`, { address }));
  }
  return findings;
}

/** The same for the text files that objects are made of. */
export async function admxChanged(files: AdmxFiles | undefined, plan: Plan, journal: JournalState): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [name, planned] of Object.entries(plan.admxFiles?.files ?? {})) {
    const address = parseAddress(name)?.address;
    if (address === undefined || journal.idOf(address) !== undefined) continue;
    for (const file of [planned.file, ...planned.languages.map((one) => one.file)]) {
      const now = await files?.digest(file.file);
      if (now?.sha256 === file.sha256) continue;
      findings.push(makeFinding(codes.appFileChanged, `${file.file}, which ${name} is to be made of, ${now === undefined ? 'is no longer there' : 'is not the file that the plan was made with'}.`, { address }));
    }
  }
  return findings;
}
