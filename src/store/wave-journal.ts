import { basename, extname, join } from 'node:path';
import type { WaveEvent, WaveJournal, WaveLine } from '../model/apple/journal.js';
import { makeCheck } from './check.js';
import { openLines, type LinePorts } from './journal-file.js';
import { readLines, type ChainedLine } from './journal-lines.js';
import { safeName } from './policy-file-names.js';
import { waveJournalLineSchema } from './schemas/wave-journal.js';
import { writeFileWhole } from './write-file.js';

const checkLine = makeCheck<WaveLine & ChainedLine>({ what: 'a line of the journal of a wave file', schema: waveJournalLineSchema, remedy: 'Take an undamaged copy of the journal: without it nobody can say what was sent to Apple.' });

/** Beside the wave file: `WAVE.json.journal.jsonl`. */
export function waveJournalOf(waveFile: string): string {
  return `${waveFile}.journal.jsonl`;
}

/** The folder for logs of activities and lists for the portal, beside the wave file. */
export function waveEvidenceOf(waveFile: string): string {
  return `${waveFile}.evidence`;
}

export interface OpenWaveJournal extends WaveJournal {
  /** Every line so far, those of this run too. */
  lines(): readonly WaveLine[];
  close(): Promise<void>;
}

/** Opens the journal of a wave file to write on; one process at a time. @throws Stop as openJournal does */
export async function openWaveJournal(waveFile: string, ports: LinePorts): Promise<OpenWaveJournal> {
  const lines = await openLines<WaveEvent, WaveLine & ChainedLine>(waveJournalOf(waveFile), ports, checkLine);
  const folder = waveEvidenceOf(waveFile);
  const all: WaveLine[] = [...lines.past];
  return {
    lines: () => all,
    past: lines.past,
    async append(event) {
      all.push({ ...event, n: all.length + 1, at: new Date(ports.clock.now()).toISOString() });
      await lines.append(event);
    },
    async keep(name, text) {
      // a part of it is an id that Apple gave
      const ext = extname(name);
      const file = `${safeName(name.slice(0, name.length - ext.length), 120)}${ext}`;
      await writeFileWhole(join(folder, file), text);
      return `${basename(folder)}/${file}`;
    },
    close: () => lines.close(),
  };
}

/** The lines for those who only read. */
export async function readWaveJournal(waveFile: string): Promise<readonly WaveLine[]> {
  return (await readLines(waveJournalOf(waveFile), checkLine)).lines;
}
