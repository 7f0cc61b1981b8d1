import { basename, join } from 'node:path';
import { readFile } from 'node:fs/promises';
import type { Command } from '../command.js';
import { stateFindings } from '../../engine/apple/state-findings.js';
import { loadConfig, pathOf, tool } from '../world.js';
import { openHands } from './open.js';
import { spent, spentText } from './spending.js';
import { fileArgument, openWave, usersOf } from './waves.js';
import { maxWaitOption } from '../stopped.js';

export const appleVerifyCommand: Command = {
  name: 'apple verify',
  describe: 'Prove per serial what has arrived: server, profile, enrollment, owner, compliance, encryption, key, old record; writes the evidence pack',
  positionals: [fileArgument],
  options: {
    'max-wait': maxWaitOption,
    out: { type: 'string', describe: 'Folder of the evidence (default: beside the wave file)', value: 'DIR', alias: 'o' },
  },
  examples: [
    ['tenantferry apple verify wave.json', 'Exit code 0 where all sent devices have arrived, 5 while some are pending or wrong'],
    ['tenantferry apple verify wave.json --out evidence --json', 'Every serial with its checks'],
  ],
  permissions: 'Asks also for DeviceManagementManagedDevices.PrivilegedOperations.All in the destination, to see whether FileVault keys are there; the keys are not kept.',
  async run(args, world) {
    const config = await loadConfig(world);
    const { place, file, save } = await openWave(args, world, config);
    const [{ verifyWaves }, { withStates }, { deviceEvidence }, { renderDeviceHtml }, { renderDeviceCsv, renderOrderCsv }, { deviceText, stateText, stepText }, { waveEvidenceOf, waveJournalOf }, { writeFileWhole }, { hashOf }, { readLandscape }, { manualSteps }] = await Promise.all([
      import('../../stages/apple/verify.js'), import('../../stages/apple/observe.js'), import('../../engine/apple/evidence.js'), import('../../report/devices/html.js'), import('../../report/devices/csv.js'), import('../../report/devices/text.js'),
      import('../../store/wave-journal.js'), import('../../store/write-file.js'), import('../../store/text.js'), import('../../stages/apple/graph/landscape.js'), import('../../engine/apple/manual-steps.js'),
    ]);
    const hands = await openHands(world, config, place);
    const result = await verifyWaves(hands, file, await usersOf(place, file, world));
    await save(withStates(file, result.devices));
    const exitCode = result.proven ? 0 : 5;
    await hands.journal.append({ event: 'end', exitCode });
    const landscape = await readLandscape(hands, result.inventory.pair, 0);
    const steps = manualSteps(landscape, { school: hands.apple.type === 'school', migrationServed: result.inventory.migrationServed, devices: result.seen });
    const out = args.text('out');
    const folder = out === undefined ? waveEvidenceOf(place) : pathOf(world, out);
    const integrity = [];
    // Apple's own logs of the activities belong to the proof; they lie beside the journal
    const logs = hands.journal.lines().flatMap((line) => (line.event === 'finished' && line.log !== undefined ? [join(waveEvidenceOf(place), basename(line.log))] : []));
    for (const from of [place, waveJournalOf(place), ...logs]) {
      const content = await readFile(from);
      await writeFileWhole(join(folder, basename(from)), content);
      integrity.push({ what: basename(from), sha256: hashOf(content) });
    }
    const evidence = deviceEvidence({ file, lines: hands.journal.lines(), proofs: result.proofs, steps, spending: result.spending, time: new Date(world.clock.now()).toISOString(), integrity, tool });
    const files = { html: join(folder, 'device-evidence.html'), devices: join(folder, 'devices.csv'), activities: join(folder, 'activities.csv'), sums: join(folder, 'SHA256SUMS') };
    const pages = { html: renderDeviceHtml(evidence), devices: renderDeviceCsv(evidence), activities: renderOrderCsv(evidence) };
    await writeFileWhole(files.html, pages.html);
    await writeFileWhole(files.devices, pages.devices);
    await writeFileWhole(files.activities, pages.activities);
    const sums = [...integrity, ...(['html', 'devices', 'activities'] as const).map((name) => ({ what: basename(files[name]), sha256: hashOf(pages[name]) }))];
    await writeFileWhole(files.sums, sums.map(({ what, sha256 }) => `${sha256}  ${what}\n`).join(''));
    const sent = result.proofs.filter((proof) => proof.sent);
    const open = result.proofs.filter((proof) => proof.sent && proof.state !== 'VERIFIED' && proof.state !== 'SOURCE_CLEAN' && proof.state !== 'DONE');
    return {
      exitCode,
      summary: { devices: result.proofs.length, sent: sent.length, proven: sent.length - open.length, ...evidence.counts, ...spent(result.spending) },
      findings: stateFindings(result.proofs),
      files: { wave: place, ...files },
      text: [stateText(evidence.counts, world), ...(open.length === 0 ? [] : [deviceText(open, world)]), ...(steps.some((step) => step.standing === 'open') ? [stepText(steps, world)] : []), `${String(sent.length - open.length)} of ${String(sent.length)} sent devices are proven. The evidence is ${files.html}`, spentText(result.spending)].join('\n'),
      more: { devices: result.proofs.map((proof) => ({ serial: proof.serial, wave: proof.wave, class: proof.class, state: proof.state, reason: proof.reason, sent: proof.sent, checks: proof.checks })), manualSteps: steps },
    };
  },
};
