import { gateNames, type Gate, type GateName } from '../../model/apple/wave.js';
import type { ActivityType, LogRow } from '../../model/apple.js';
import type { WaveEvent } from '../../model/apple/journal.js';
import type { AppleFailure } from '../../model/apple/ports.js';
import type { Failure } from '../../model/failure.js';
import type { JsonObject } from '../../model/json.js';
import { deviceState, moment, serial } from './wave.js';
import { anyText, draft, each, flag, listOf, only, record, sha256, text, texts, union } from './words.js';

const facts = { n: { type: 'integer', minimum: 1 }, at: moment, prev: sha256, hash: sha256 };
const number: JsonObject = { type: 'integer', minimum: 1 };
const serials = listOf(serial);

const activityType = each<ActivityType>({ ASSIGN_DEVICES: true, UNASSIGN_DEVICES: true, ASSIGN_DEVICES_WITH_MDM_MIGRATION_DEADLINE: true, UPDATE_MDM_MIGRATION_DEADLINE: true, CANCEL_MDM_MIGRATION: true });

const failure = record<AppleFailure>(
  {
    kind: each<Failure['kind']>({
      throttled: true, 'signed out': true, forbidden: true, missing: true, clash: true, refused: true, 'approval required': true, 'not available': true, unavailable: true, 'lost answer': true, untrusted: true,
    }),
    message: anyText,
  },
  { status: { type: 'integer' }, code: anyText, at: anyText, requestId: anyText, call: anyText },
);

const gate = record<Gate>({ name: { enum: [...gateNames] satisfies GateName[] }, green: flag, because: anyText, todo: texts }, { override: anyText });
const row = record<LogRow>({ serial, succeeded: flag, status: anyText }, { reason: anyText });

type Line<E extends WaveEvent['event']> = Extract<WaveEvent, { event: E }> & { readonly n: number; readonly at: string; readonly prev: string; readonly hash: string };

export const waveJournalLineSchema: JsonObject = {
  $schema: draft,
  title: 'TenantFerry journal of a wave file: one line',
  ...union<WaveEvent['event']>('event', {
    begin: record<Line<'begin'>>({ ...facts, event: only('begin'), tool: anyText, command: anyText, source: anyText, destination: anyText, server: text }),
    gates: record<Line<'gates'>>({ ...facts, event: only('gates'), wave: number, gates: listOf(gate) }),
    intent: record<Line<'intent'>>({ ...facts, event: only('intent'), order: number, wave: number, type: activityType, serials, from: text }, { server: text, deadline: moment }),
    accepted: record<Line<'accepted'>>({ ...facts, event: only('accepted'), order: number, activity: text }),
    refused: record<Line<'refused'>>({ ...facts, event: only('refused'), order: number, failure }),
    lost: record<Line<'lost'>>({ ...facts, event: only('lost'), order: number, failure }),
    found: record<Line<'found'>>({ ...facts, event: only('found'), order: number, happened: serials, absent: serials }),
    finished: record<Line<'finished'>>({ ...facts, event: only('finished'), order: number, status: anyText, rows: listOf(row) }, { subStatus: anyText, log: anyText }),
    portal: record<Line<'portal'>>({ ...facts, event: only('portal'), order: number, wave: number, serials, server: text, deadline: moment, from: text }),
    sync: record<Line<'sync'>>({ ...facts, event: only('sync'), token: anyText }),
    profile: record<Line<'profile'>>({ ...facts, event: only('profile'), profile: anyText, serials }),
    seen: record<Line<'seen'>>({ ...facts, event: only('seen'), serial, state: deviceState, reason: anyText }, { apple: anyText }),
    end: record<Line<'end'>>({ ...facts, event: only('end'), exitCode: { type: 'integer' } }),
  }),
};
