import { dirname } from 'node:path';
import { Stop } from '../../src/model/failure.js';
import { openBundle } from '../../src/store/bundle-reader.js';
import { readConfig } from '../../src/store/config.js';
import { readJournal } from '../../src/store/journal-lines.js';
import { readLooseRows } from '../../src/store/loose-rows.js';
import { readMappings } from '../../src/store/mappings.js';
import { openAppFiles } from '../../src/store/packages/app-files.js';
import { readPlan } from '../../src/store/plan-file.js';
import { readJson } from '../../src/store/parse-json.js';
import { readSecretsFile } from '../../src/store/secrets-file.js';
import { readWaveFile } from '../../src/store/wave-file.js';
import { readWaveJournal } from '../../src/store/wave-journal.js';
import { convertAt } from '../store/foreign/folder.js';
import type { HeavyReader } from './heavy.js';

/* Reads one file in a process of its own and says how it ended, and with how much memory. */

const readers: Readonly<Record<HeavyReader, (folder: string, file: string) => Promise<unknown>>> = {
  bundle: (folder) => openBundle(folder),
  policy: (_folder, file) => readJson(file),
  mappings: (folder) => readMappings(folder),
  plan: (_folder, file) => readPlan(file),
  journal: (_folder, file) => readJournal(file),
  config: (_folder, file) => readConfig(file),
  wave: (_folder, file) => readWaveFile(file),
  'wave journal': (_folder, file) => readWaveJournal(file.replace(/\.journal\.jsonl$/u, '')),
  'loose rows': (_folder, file) => readLooseRows(file),
  secrets: (_folder, file) => readSecretsFile(file, { identities: [], passphrase: () => Promise.resolve('x') }),
  async installers(folder) {
    const [found] = await (await openAppFiles(folder)).list();
    if (found?.broken !== undefined) throw new Stop(2, found.broken, 'It stands in the plan as a file that says nothing of itself.');
    return found?.identity;
  },
  async foreign(folder) {
    const [unreadable] = (await convertAt(folder)).table.notReadable;
    if (unreadable !== undefined) throw new Stop(2, unreadable.because, 'It stands in the table.');
  },
};

function isReader(name: string): name is HeavyReader {
  return name in readers;
}

const [name = '', folder = '', file = ''] = process.argv.slice(2);
if (!isReader(name)) throw new Error(`there is no reader ${name}`);
let said: string;
let sentence = true;
try {
  const value = await readers[name](folder, file);
  said = `read: ${JSON.stringify(value)?.slice(0, 60) ?? 'nothing'} in ${dirname(file)}`;
} catch (cause) {
  sentence = cause instanceof Stop && cause.message.length < 1000;
  said = cause instanceof Stop ? cause.message : cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}
const most = Math.round(process.resourceUsage().maxRSS / 1024);
process.stdout.write(`${sentence ? 'sentence' : 'crash'} ${String(most)} ${said}`);
