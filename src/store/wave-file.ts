import { dirname, join, relative, resolve } from 'node:path';
import { serialOf } from '../model/apple.js';
import type { WaveFile } from '../model/apple/wave.js';
import { Stop } from '../model/failure.js';
import { isObject } from '../model/json.js';
import { makeCheck, printable } from './check.js';
import { decodeText } from './decode-text.js';
import { parseEditedJson } from './edited-json.js';
import { readBytes } from './parse-json.js';
import { editorSchemas, writeEditorSchemas } from './schema-files.js';
import { waveFormats, waveSchema } from './schemas/wave.js';
import { hashOf } from './text.js';
import { writeFileWhole } from './write-file.js';

const checkWave = makeCheck<WaveFile>({ what: 'a wave file', schema: waveSchema, remedy: 'Mend the place named, or plan the waves again with `tenantferry apple wave plan`.', edited: true });

export interface ReadWaveFile {
  readonly file: WaveFile;
  /** Of the text as it was read: tells whether somebody has edited it since. */
  readonly hash: string;
}

/** Reads a wave file, serials in the spelling Apple uses. @throws Stop (exit 2) where it is none, or has a format this tool does not read. */
export async function readWaveFile(place: string): Promise<ReadWaveFile> {
  const bytes = await readBytes(place);
  const found = parseEditedJson(decodeText(bytes, place), place);
  const format = isObject(found) ? found['format'] : undefined;
  if (isObject(found) && 'waves' in found && format !== undefined && !waveFormats.some((known) => known === format)) {
    throw new Stop(2, `${place} has format ${printable(JSON.stringify(format))}; this version reads format ${waveFormats.join(', ')}.`, 'Use the version of tenantferry that made the file, or plan the waves again.');
  }
  const file = checkWave(found, place);
  const waves = file.waves.map((wave) => ({ ...wave, devices: wave.devices.map((device) => ({ ...device, serial: serialOf(device.serial) ?? device.serial })) }));
  return { file: { ...file, waves }, hash: hashOf(bytes) };
}

/**
 * Writes a wave file whole or not at all, one device a line so that people can read and edit it.
 * @returns the hash of what was written
 */
export async function writeWaveFile(place: string, file: WaveFile, configFolder: string): Promise<string> {
  await writeEditorSchemas(configFolder);
  const folder = dirname(resolve(place));
  const schema = relative(folder, join(configFolder, editorSchemas, 'wave.schema.json')).replaceAll('\\', '/');
  const text = waveText({ ...file, $schema: schema.startsWith('.') ? schema : `./${schema}` });
  checkWave(JSON.parse(text), place);
  await writeFileWhole(place, text);
  return hashOf(text);
}

/** Replaces a wave file unless somebody has edited it since it was read. @returns the new hash, undefined where it was left alone */
export async function replaceWaveFile(place: string, file: WaveFile, seen: string, configFolder: string): Promise<string | undefined> {
  return hashOf(await readBytes(place)) === seen ? writeWaveFile(place, file, configFolder) : undefined;
}

function waveText(file: WaveFile): string {
  const { $schema, format, tool, time, source, destination, servers, tokens, plan, deadline, waves, signOffs } = file;
  const head = { $schema, format, tool, time, source, destination, servers, tokens, ...(plan === undefined ? {} : { plan }), deadline };
  const lines = waves.map((wave) => {
    const devices = wave.devices.map(({ serial, class: how, state, reason }) => `        ${oneLine({ serial, class: how, state, reason })}`);
    return `    {\n      "number": ${wave.number},\n      "pilot": ${String(wave.pilot)},\n      "deadline": ${JSON.stringify(wave.deadline)},\n      "devices": [\n${devices.join(',\n')}\n      ]\n    }`;
  });
  const signs = signOffs.map((signOff) => `    ${oneLine({ wave: signOff.wave, name: signOff.name, at: signOff.at, covers: signOff.covers })}`);
  const opening = JSON.stringify(head, undefined, 2).replace(/\n\}$/u, '');
  return `${opening},\n  "waves": [\n${lines.join(',\n')}\n  ],\n  "signOffs": [${signs.length === 0 ? '' : `\n${signs.join(',\n')}\n  `}]\n}\n`;
}

function oneLine(value: Readonly<Record<string, string | number>>): string {
  return `{ ${Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${JSON.stringify(member)}`).join(', ')} }`;
}
