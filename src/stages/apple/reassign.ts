import { readDeadline } from '../../engine/apple/deadline.js';
import { mayGo, type ProofFacts } from '../../engine/apple/gates.js';
import type { Seen } from '../../engine/apple/facts.js';
import { obstacle } from '../../engine/apple/obstacle.js';
import { heldBack, isUnfinished, sendable, type Sendable } from '../../engine/apple/send.js';
import type { Standing } from '../../engine/apple/standing.js';
import { chunks, faultsOf } from '../../engine/apple/waves.js';
import type { Serial, ServerId } from '../../model/apple.js';
import { gateNames, type DeviceWave, type WaveFile } from '../../model/apple/wave.js';
import { checkWaves, waveOf, type Overrides, type WaveCheck } from './check-wave.js';
import { follow } from './follow.js';
import { takeInventory, type Inventory } from './inventory.js';
import { openLedger, type Ledger } from './ledger.js';
import type { Observed } from './observe.js';
import { batchSize, send, type Errand } from './orders.js';
import type { AppleHands } from './ports.js';
import { settleOrders } from './settle.js';
import { pairOf } from './servers.js';
import { needApple, stop } from './stop.js';

export interface ReassignWish {
  /** One wave; the first unfinished one whose gates are green where absent. */
  readonly wave?: number;
  /** All waves, one after the other, up to the first red gate. */
  readonly all: boolean;
  readonly includeWipe: boolean;
  /** Send devices again that Apple refused or that were canceled. */
  readonly retry: boolean;
  readonly overrides: Overrides;
  readonly proof: Seen<ProofFacts>;
}

export interface Reassigned {
  readonly devices: readonly Observed[];
  /** Waves that something was sent for in this run. */
  readonly sentWaves: readonly number[];
  readonly sent: readonly Serial[];
  readonly refused: readonly { readonly serial: Serial; readonly because: string }[];
  /** The wave whose red gate stopped the run. */
  readonly red?: WaveCheck;
  readonly next: readonly string[];
  /** Files with serials for the portal, where the API does not serve migrations. */
  readonly portalFiles: readonly string[];
  /** Not everything that waited could be sent: the API does not serve it, or a call failed. */
  readonly stopped?: 'portal' | 'failure';
}

/**
 * Sends the devices of a wave to the destination's server and takes the steps after it, as far as they can be taken now. Goes on where an
 * earlier run stopped: what was sent is never sent again.
 * @throws Stop (2) for a wave file that cannot be carried out
 */
export async function reassign(hands: AppleHands, file: WaveFile, wish: ReassignWish): Promise<Reassigned> {
  refuseFaults(file);
  for (const [gate, reason] of Object.entries(wish.overrides)) if (reason.trim() === '') throw stop(2, `--override ${gate} gives no reason`, `write --override "${gate}=WHY"`);
  const named = wish.wave === undefined ? undefined : waveOf(file, wish.wave);
  const pair = pairOf(needApple(await hands.apple.servers()), hands.settings);
  const ledger = openLedger(hands.journal, hands.clock);
  await ledger.write({ event: 'begin', tool: `${hands.tool.name} ${hands.tool.version}`, command: 'reassign', source: file.source, destination: file.destination, server: pair.destination.id });
  await settleOrders(hands, ledger, { wait: true });
  const options = { includeWipe: wish.includeWipe, retry: wish.retry };
  const candidates = named === undefined ? await candidatesOf(hands, ledger, file, pair.destination.id, options) : [named];
  const sentWaves: number[] = [];
  const sent: Serial[] = [];
  const refused: { serial: Serial; because: string }[] = [];
  const next: string[] = [];
  const portalFiles: string[] = [];
  let red: WaveCheck | undefined;
  let stopped: Reassigned['stopped'];
  for (const wave of candidates) {
    if (sentWaves.length > 0 && !wish.all) break;
    const waiting = sendable(wave, ledger.story(), pair.destination.id, options);
    if (waiting.length === 0) continue;
    const deadline = readDeadline(wave.deadline, hands.clock.now());
    if (!deadline.ok && waiting.some(({ how }) => how === 'migrate')) {
      if (sentWaves.length === 0) throw stop(2, `wave ${wave.number}: ${deadline.problem}`, 'move it with tenantferry apple deadline, or edit the wave file');
      // what was sent before must still be followed: sync and profiles do not wait for another run
      next.push(`Wave ${wave.number} was not sent: ${deadline.problem}. Move it with tenantferry apple deadline.`);
      stopped = 'failure';
      break;
    }
    const { check, inventory } = await judge(hands, ledger, file, wave, wish);
    // who was held back before comes after the others, and does not stop them
    const late = named === undefined && !isUnfinished(wave, ledger.story(), pair.destination.id, options);
    if (late && !mayGo(check.gates)) continue;
    if (!mayGo(check.gates)) {
      red ??= check;
      // nobody goes before the pilot has gone, and with --all nobody goes past a red wave
      if (wave.pilot || wish.all || named !== undefined) break;
      continue;
    }
    let result = await sendWave(hands, ledger, wave, waiting, inventory);
    if (ledger.story().orders.some((order) => order.stand === 'lost')) {
      // an order that reading back proves to have never arrived is asked for once more
      await settleOrders(hands, ledger, { wait: true });
      const absent = sendable(wave, ledger.story(), pair.destination.id, { ...options, retry: false }).filter(({ device }) => result.sent.includes(device.serial));
      const again = absent.length === 0 || result.stopped !== undefined ? undefined : await sendWave(hands, ledger, wave, absent, inventory);
      if (again !== undefined) result = { ...again, sent: [...result.sent, ...again.sent.filter((serial) => !result.sent.includes(serial))], refused: [...result.refused, ...again.refused] };
    }
    portalFiles.push(...result.portalFiles);
    refused.push(...result.refused);
    sent.push(...result.sent);
    // a wave of which everybody is held back leaves its turn to the next one
    if (result.sent.length + result.refused.length + result.portalFiles.length > 0 || result.stopped !== undefined) sentWaves.push(wave.number);
    if (result.stopped !== undefined) {
      next.push(result.stopped);
      stopped = result.portalFiles.length > 0 ? 'portal' : 'failure';
      break;
    }
    // logs can be read for a while only: those of earlier waves are fetched before a long wait for the next order
    if (wish.all) await settleOrders(hands, ledger, { wait: false });
  }
  const touched = file.waves.filter((wave) => sentWaves.includes(wave.number) || hasOrders(wave, ledger));
  const followed = touched.length === 0 ? undefined : await follow(hands, ledger, touched, { wait: true });
  next.push(...(followed?.next ?? []));
  return { devices: followed?.observation.devices ?? [], sentWaves, sent, refused, next, portalFiles, ...(stopped === undefined ? {} : { stopped }), ...(red === undefined || sentWaves.length > 0 && !wish.all ? {} : { red }) };
}

/** The waves that something can be sent for: those never sent first, then those of which a device was held back that is free now. */
async function candidatesOf(hands: AppleHands, ledger: Ledger, file: WaveFile, destination: ServerId, options: { readonly includeWipe: boolean; readonly retry: boolean }): Promise<readonly DeviceWave[]> {
  const fresh = file.waves.filter((wave) => isUnfinished(wave, ledger.story(), destination, options));
  const others = file.waves.filter((wave) => !fresh.includes(wave)).map((wave) => ({ wave, held: heldBack(wave, ledger.story(), destination, options) })).filter(({ held }) => held.length > 0);
  if (others.length === 0) return fresh;
  const { facts, around } = await takeInventory(hands, { serials: others.flatMap(({ held }) => held.map(({ device }) => device.serial)), servers: 'all' });
  const free = others.filter(({ held }) => held.some(({ device, how }) => obstacle(facts.get(device.serial), around, how) === undefined)).map(({ wave }) => wave);
  return [...fresh, ...free];
}

function hasOrders(wave: DeviceWave, ledger: Ledger): boolean {
  return ledger.story().orders.some((order) => order.wave === wave.number);
}

/** @throws Stop (2) for faults of an edited file */
export function refuseFaults(file: WaveFile): void {
  const [first, ...others] = faultsOf(file);
  if (first !== undefined) throw stop(2, `the wave file cannot be carried out: ${first}${others.length > 0 ? ` (and ${others.length} more)` : ''}`, 'mend it, or plan the waves again; nothing was sent');
}

async function judge(hands: AppleHands, ledger: Ledger, file: WaveFile, wave: DeviceWave, wish: ReassignWish): Promise<{ check: WaveCheck; inventory: Inventory }> {
  const checked = await checkWaves(hands, file, [wave], { proof: wish.proof, overrides: wish.overrides });
  const [check] = checked.waves;
  if (check === undefined) throw new Error('a wave that was asked about has gates');
  await ledger.write({ event: 'gates', wave: wave.number, gates: check.gates });
  return { check, inventory: checked.inventory };
}

interface WaveSent {
  readonly sent: readonly Serial[];
  readonly refused: readonly { readonly serial: Serial; readonly because: string }[];
  readonly stopped?: string;
  readonly portalFiles: readonly string[];
}

async function sendWave(hands: AppleHands, ledger: Ledger, wave: DeviceWave, waiting: readonly Sendable[], inventory: Inventory): Promise<WaveSent> {
  const { around, facts, pair } = inventory;
  const go: Sendable[] = [];
  const held: { serial: Serial; standing: Standing }[] = [];
  for (const one of waiting) {
    const against = obstacle(facts.get(one.device.serial), around, one.how);
    if (against === undefined) go.push(one);
    else held.push({ serial: one.device.serial, standing: against });
  }
  await ledger.write(...held.map(({ serial, standing }) => ({ event: 'seen', serial, ...standing }) as const));
  if (go.some(({ how }) => how === 'migrate') && !inventory.migrationServed) return portalInstead(hands, ledger, wave, go, inventory);
  const errands = errandsOf(wave, go, (serial) => facts.get(serial)?.server ?? pair.destination.id, pair.destination.id);
  hands.say.note(`Wave ${wave.number}: ${go.length} devices in ${errands.length} ${errands.length === 1 ? 'activity' : 'activities'}${held.length > 0 ? `, ${held.length} stay` : ''}.`);
  const result = await send(hands, ledger, errands);
  if (result.notServed) return { ...(await portalInstead(hands, ledger, wave, go.filter(({ device }) => !result.serials.includes(device.serial)), inventory)), sent: result.serials };
  return { sent: result.serials, refused: result.refused, portalFiles: [], ...(result.stopped === undefined ? {} : { stopped: `Nothing more was sent: ${result.stopped.message}` }) };
}

/**
 * One errand for each way, origin and batch: a deadline is the wave's, so devices of one wave share their activities. A device that was on no
 * server has the destination's as its origin: a cancel takes it off again and puts it nowhere.
 */
export function errandsOf(wave: DeviceWave, go: readonly Sendable[], serverOf: (serial: Serial) => ServerId, destination: ServerId): Errand[] {
  const groups = new Map<string, { how: Sendable['how']; from: ServerId; serials: Serial[] }>();
  for (const { device, how } of go) {
    const from = serverOf(device.serial);
    const key = `${how} ${from}`;
    const group = groups.get(key) ?? { how, from, serials: [] };
    group.serials.push(device.serial);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap(({ how, from, serials }) => chunks(serials, batchSize).map((batch): Errand => ({
    wave: wave.number, from,
    // never a deadline on a device that will be erased: its first enrollment would count as a migration (apple.md 5.3)
    order: how === 'migrate' ? { type: 'ASSIGN_DEVICES_WITH_MDM_MIGRATION_DEADLINE', server: destination, serials: batch, deadline: wave.deadline } : { type: 'ASSIGN_DEVICES', server: destination, serials: batch },
  })));
}

/** Where the API has no migrations yet: lists of at most 1,000 serials for the portal (apple.md 4.3 step I). */
async function portalInstead(hands: AppleHands, ledger: Ledger, wave: DeviceWave, go: readonly Sendable[], { pair }: Inventory): Promise<WaveSent> {
  const serials = go.filter(({ how }) => how === 'migrate').map(({ device }) => device.serial);
  const portalFiles: string[] = [];
  for (const [index, part] of chunks(serials, 1000).entries()) portalFiles.push(await hands.journal.keep(`portal-wave-${wave.number}-${index + 1}.csv`, `serial\n${part.join('\n')}\n`));
  await ledger.write({ event: 'portal', order: ledger.nextOrder(), wave: wave.number, serials, server: pair.destination.id, deadline: wave.deadline, from: pair.source.id });
  const stopped = `This organization's API does not serve migrations yet: reassign ${serials.length} devices in Apple's portal (Devices > paste the serials of ${portalFiles.join(', ')} > Edit Device Management > ${pair.destination.name}, deadline ${wave.deadline}); apple status follows them.`;
  return { sent: [], refused: [], portalFiles, stopped };
}

/** Reads `GATE=REASON`. @throws Stop (2) for an unknown gate or no reason */
export function readOverrides(texts: readonly string[]): Overrides {
  const overrides: Partial<Record<(typeof gateNames)[number], string>> = {};
  for (const text of texts) {
    const [name = '', ...rest] = text.split('=');
    const gate = gateNames.find((each) => each.toLowerCase() === name.trim().toLowerCase());
    const reason = rest.join('=').trim();
    if (gate === undefined) throw stop(2, `"${name}" is no gate`, `the gates are ${gateNames.join(', ')}`);
    if (reason === '') throw stop(2, `--override ${gate} gives no reason`, `write --override "${gate}=WHY"`);
    overrides[gate] = reason;
  }
  return overrides;
}
