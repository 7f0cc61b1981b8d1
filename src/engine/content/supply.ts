import type { Address } from '../../model/address.js';
import type { SuppliedFile } from '../../model/app-files.js';
import type { Finding } from '../../model/finding.js';
import { codes, makeFinding } from '../../model/rules.js';
import type { EntryOf, Fate } from '../fates.js';
import type { Summary } from '../summary.js';
import { matchFiles, type FileWish } from './match.js';

/** What the supplied files mean for a plan. */
export interface Supply {
  /** Summaries, with those that a file makes creatable no longer staying behind. */
  readonly summaries: readonly Summary[];
  readonly files: ReadonlyMap<Address, SuppliedFile>;
  readonly findings: readonly Finding[];
  /** Findings that a person must answer first. */
  readonly stops: readonly Finding[];
  /** Mapping entries, without those that only say that nothing was found: that is what the file is for. */
  readonly entryOf: EntryOf;
}

/** Decides what is created with which of the supplied files. */
export function supply(summaries: readonly Summary[], wishes: ReadonlyMap<Address, FileWish>, supplied: readonly SuppliedFile[], entryOf: EntryOf): Supply {
  const wanting = summaries.filter((one) => wishes.has(one.address) && one.stays?.why === 'match only' && !['map', 'drop'].includes(entryOf(one.kind, one.id)?.decision ?? ''));
  const matches = matchFiles(wanting.flatMap((one) => wishes.get(one.address) ?? []), supplied);
  const files = new Map<Address, SuppliedFile>();
  const findings: Finding[] = [];
  const stops: Finding[] = [];
  for (const { address, kind, id, name } of wanting) {
    const match = matches.get(id);
    const facts = { address, kind };
    if (match?.as === 'found') {
      files.set(address, match.file);
      if (match.differs.length > 0) findings.push(makeFinding(codes.appFileDiffers, `"${name}" is created with ${match.file.path}: ${match.differs.join('; ')}.`, facts));
    } else if (match?.as === 'question') {
      stops.push(makeFinding(codes.appFileQuestion, `"${name}" waits for its file: ${match.because} (${match.files.map((file) => file.path).join(', ')}).`, { ...facts, remedy: `Put the right one into a folder called ${id}.` }));
    } else if (match?.because !== undefined) {
      findings.push(makeFinding(codes.appFileUnread, `"${name}" has no file: ${match.because}.`, facts));
    }
  }
  return {
    summaries: summaries.map((one) => (files.has(one.address) ? without(one) : one)),
    files,
    findings: [...findings, ...stops],
    stops,
    entryOf: supplyEntries(files, summaries, entryOf),
  };
}

function without(summary: Summary): Summary {
  const { stays, ...rest } = summary;
  return stays?.why === 'match only' ? rest : summary;
}

function supplyEntries(files: ReadonlyMap<Address, SuppliedFile>, summaries: readonly Summary[], entryOf: EntryOf): EntryOf {
  const given = new Set(summaries.flatMap((one) => (files.has(one.address) ? [`${one.kind}\n${one.id}`] : [])));
  return (kind, id) => {
    const entry = entryOf(kind, id);
    return entry?.decision === 'open' && entry.candidates.length === 0 && given.has(`${kind}\n${id}`) ? undefined : entry;
  };
}

/** Says in the reason of a create which file it is created with. */
export function withFile(fate: Fate, file: Pick<SuppliedFile, 'path'> | undefined): Fate {
  return fate.as === 'create' && file !== undefined ? { ...fate, because: `${fate.because}; its original file is supplied: ${file.path}` } : fate;
}
