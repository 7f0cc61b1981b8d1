import type { KindLine, ReportFinding } from '../model/gap-report.js';
import type { ReportInputs } from './inputs.js';
import { timeLine } from './phrases.js';
import { plural } from './scales.js';

/** What this report cannot know, in whole sentences: the honest part (market.md 4.2, 11). */
export function unknowns(inputs: ReportInputs, kinds: readonly KindLine[], findings: readonly ReportFinding[]): string[] {
  const list: string[] = [];
  const converted = inputs.manifest.origin === 'converted';
  const absent = kinds.filter((line) => line.state === 'not seen');
  if (converted && absent.length > 0) list.push(`Whether the source holds objects of ${plural(absent.length, 'kind')} that no file of the other export holds: ${absent.map((line) => line.title).join(', ')}.`);
  for (const line of kinds) {
    if (line.state === 'not seen' && !converted) list.push(`Whether the source holds any object of the kind "${line.title}": it could not be read${line.why === undefined ? '' : ` (${line.why})`}.`);
    if (line.state === 'partial' && !converted) list.push(`How many objects of the kind "${line.title}" there are: the list broke off${line.why === undefined ? '' : ` (${line.why})`}.`);
  }
  const notAsked = kinds.filter((line) => line.state === 'not asked');
  if (notAsked.length > 0) list.push(`Anything about ${plural(notAsked.length, 'kind')} left out of the export on request: ${notAsked.map((line) => line.title).join(', ')}.`);
  const blind = inputs.objects.filter((one) => one.assignments === null).length;
  if (blind > 0) list.push(`Who ${plural(blind, 'object')} ${blind === 1 ? 'is' : 'are'} assigned to: the export does not say.`);
  list.push('Who is a member of a group, and so how many people and devices a policy reaches. Reach is counted in objects and assignments.');
  if (converted) list.push('What the tool that wrote the export did not save, and whether its files are all there are. The findings of the area CONVERT name what is known to be missing.');
  if (inputs.destination === undefined && inputs.plan === undefined) list.push('What the destination holds, licenses and allows: no destination was given.');
  else if (!(inputs.checks ?? []).some((one) => one.area === 'license' && one.state !== 'unknown')) list.push('Whether the licenses of the destination are enough for everybody who moves.');
  list.push(`What has changed in the source since the export of ${timeLine(inputs.manifest.time)}.`);
  const inferred = findings.filter((one) => one.status === 'open' && one.certainty === 'inferred').length;
  if (inferred > 0) list.push(`Whether ${plural(inferred, 'finding')} marked "inferred" ${inferred === 1 ? 'holds' : 'hold'} in this case. ${inferred === 1 ? 'It rests' : 'They rest'} on a rule of thumb.`);
  if (inputs.ends === undefined) list.push('Whether the service will take every object. Only the import can show that.');
  if (inputs.ends !== undefined && inputs.verdicts === undefined) list.push('Whether what was written is what is there now: nothing has been read back yet.');
  return list;
}
