import { stringify } from 'csv-stringify/sync';
import { checkNames, type DeviceEvidence } from '../../model/apple/evidence.js';
import type { Recipient } from '../../model/apple/recipient.js';
import { visible } from '../plain.js';
import { checkTitles } from './words.js';

/** Every serial with its state and every check, as CSV that spreadsheets read right and run nothing of. */
export function renderDeviceCsv(evidence: DeviceEvidence): string {
  const columns = ['Serial', 'Wave', 'Class', 'State', 'Why', 'Sent', 'Deadline', ...checkNames.map((name) => checkTitles[name])];
  const rows = evidence.devices.map((proof) => [
    proof.serial, proof.wave, proof.class, proof.state, visible(proof.reason), proof.sent ? 'yes' : 'no', proof.deadline ?? '',
    ...checkNames.map((name) => {
      const check = proof.checks.find((each) => each.name === name);
      return check?.ok === undefined ? '' : check.ok ? 'yes' : 'no';
    }),
  ]);
  return csv([columns, ...rows]);
}

/** Every activity that Apple was asked for. */
export function renderOrderCsv(evidence: DeviceEvidence): string {
  const columns = ['Order', 'Type', 'Wave', 'Devices', 'Failed', 'When', 'Deadline', 'Activity', 'Outcome'];
  return csv([columns, ...evidence.orders.map((order) => [order.order, order.type, order.wave, order.devices, order.failed, order.at, order.deadline ?? '', order.activity ?? '', visible(order.outcome)])]);
}

/** Who gets which text for users. */
export function renderRecipientCsv(recipients: readonly Recipient[]): string {
  return csv([['texts', 'wave', 'user', 'serial', 'deviceName', 'deadline'], ...recipients.map((one) => [one.texts, one.wave, visible(one.user), one.serial, visible(one.deviceName), one.deadline])]);
}

function csv(rows: readonly (readonly (string | number)[])[]): string {
  return stringify(rows.map((row) => [...row]), { bom: true, escape_formulas: true, record_delimiter: 'windows' });
}
