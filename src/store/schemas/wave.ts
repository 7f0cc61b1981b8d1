import { deviceStates, type DeviceClass, type DeviceState, type DeviceWave, type ServerRef, type SignOff, type WaveDevice, type WaveFile } from '../../model/apple/wave.js';
import type { JsonObject } from '../../model/json.js';
import { anyText, draft, each, listOf, only, record, sha256, text, tool } from './words.js';

/** The versions of a wave file that this tool reads. */
export const waveFormats: readonly number[] = [1];

export const serial: JsonObject = { type: 'string', pattern: '^\\s*[^\\s,;"\'/\\\\]{2,64}\\s*$', description: 'a serial number' };
export const moment: JsonObject = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(Z|[+-]\\d{2}:?\\d{2})$', description: 'a time with its zone, such as 2026-10-15T07:00:00Z' };
const whole: JsonObject = { type: 'integer', minimum: 1 };

export const deviceState: JsonObject = { enum: [...deviceStates] satisfies DeviceState[] };

const device = record<WaveDevice>({ serial, class: each<DeviceClass>({ NATIVE: true, WIPE: true, MANUAL: true, 'UPDATE-FIRST': true, HOLD: true }), state: deviceState, reason: anyText });
const wave = record<DeviceWave>({ number: whole, pilot: { type: 'boolean' }, deadline: moment, devices: listOf(device) });
const signOff = record<SignOff>({ wave: whole, name: text, at: moment, covers: sha256 });
const server = record<ServerRef>({ id: text, name: text });
const two = (schema: JsonObject): JsonObject => record<{ source: unknown; destination: unknown }>({ source: schema, destination: schema });

export const waveSchema: JsonObject = {
  $schema: draft,
  title: 'TenantFerry waves: Apple devices in the order in which they move',
  ...record<WaveFile>(
    { format: only(1), tool, time: moment, source: text, destination: text, servers: two(server), tokens: two(anyText), deadline: moment, waves: listOf(wave), signOffs: listOf(signOff) },
    { $schema: anyText, plan: text },
  ),
};
