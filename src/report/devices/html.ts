import { checkNames, type DeviceEvidence, type DeviceProof } from '../../model/apple/evidence.js';
import { html, type Markup } from '../html/markup.js';
import { fingerprints } from '../html/parts.js';
import { renderPage, type Section } from '../html/page.js';
import { table, type Row } from '../html/table.js';
import { name } from '../html/words.js';
import { timeLine } from '../phrases.js';
import { grouped, plural } from '../scales.js';
import { checkTitles, gateTitles, stateMeanings } from './words.js';

/**
 * The evidence of a device move as one HTML file: what was sent on whose word, what Apple answered, and what is proven of every
 * serial. It needs no script, and nothing in it leaves the reader's machine. Identical evidence gives identical bytes.
 */
export function renderDeviceHtml(evidence: DeviceEvidence): string {
  const sections: readonly Section[] = [
    { id: 'states', title: 'Where the devices stand', body: states(evidence) },
    { id: 'waves', title: 'Waves and their gates', body: waves(evidence) },
    { id: 'attention', title: 'Devices that need somebody', body: attention(evidence) },
    { id: 'orders', title: 'What Apple was asked for', body: orders(evidence) },
    { id: 'steps', title: 'What people do by hand', body: steps(evidence) },
    { id: 'devices', title: 'All devices', body: devices(evidence) },
    { id: 'integrity', title: 'Integrity', body: fingerprints(evidence.integrity) },
  ];
  return renderPage({ title: `Device evidence: ${evidence.source} to ${evidence.destination}`, head: head(evidence), sections, tool: evidence.tool, time: evidence.time });
}

const arrived = (proof: DeviceProof): boolean => proof.state === 'VERIFIED' || proof.state === 'SOURCE_CLEAN' || proof.state === 'DONE';

function head(evidence: DeviceEvidence): Markup {
  const sent = evidence.devices.filter((proof) => proof.sent);
  const proven = sent.filter(arrived).length;
  const bad = evidence.devices.filter(needsSomebody).length;
  const [tone, mark, word] = bad > 0 ? (['warn', '!', 'Devices need attention'] as const) : proven === sent.length ? (['good', '✓', 'Every device that was sent has arrived'] as const) : (['warn', '?', 'Devices are on their way'] as const);
  const facts: readonly (readonly [string, string])[] = [
    ['Devices', grouped(evidence.devices.length)], ['Sent', grouped(sent.length)], ['Proven', grouped(proven)], ['Need somebody', grouped(bad)], ['Reads at Apple', grouped(evidence.spending.reads)], ['Writes at Apple', grouped(evidence.spending.writes)],
  ];
  return html`<p class="kicker">Device evidence</p>
<h1>Moving Apple devices from ${name(evidence.source)} to ${name(evidence.destination)}</h1>
<section class="verdict ${tone}" aria-label="Verdict"><p class="word"><span aria-hidden="true">${mark}</span> ${word}</p>
<p>${grouped(proven)} of ${plural(sent.length, 'sent device')} proven; ${plural(evidence.devices.length - sent.length, 'device')} not sent.</p></section>
<dl class="facts">${facts.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>
<dl class="who"><dt>Servers at Apple</dt><dd>${name(evidence.servers.source)} to ${name(evidence.servers.destination)}</dd>
<dt>Report</dt><dd>${timeLine(evidence.time)}, ${evidence.tool.name} ${evidence.tool.version}</dd>
</dl>
`;
}

function needsSomebody(proof: DeviceProof): boolean {
  return ['FAILED', 'STUCK', 'SPLIT', 'OVERDUE', 'ATTENTION', 'APPLE_REFUSED', 'CHECK_BACK', 'NOT_SYNCED'].includes(proof.state);
}

function states(evidence: DeviceEvidence): Markup {
  const lines = Object.entries(stateMeanings).flatMap(([state, meaning]): [string, string, number][] => {
    const count = evidence.devices.filter((proof) => proof.state === state).length;
    return count === 0 ? [] : [[state, meaning, count]];
  });
  const sum = lines.reduce((total, [, , count]) => total + count, 0);
  return html`<p>Every serial of the wave file stands in exactly one line.</p>
${table('Devices by state', [{ label: 'State', width: 20 }, { label: 'Meaning' }, { label: 'Devices', numeric: true, width: 10 }], lines.map(([state, meaning, count]): Row => ({ cells: [state, meaning, grouped(count)] })), { foot: ['Sum', sum === evidence.devices.length ? '✓ the sum is the wave file' : '✗ the wave file holds another number', grouped(sum)], name: 'ledger' })}`;
}

function waves(evidence: DeviceEvidence): Markup {
  const rows = evidence.waves.map((wave): Row => ({
    cells: [
      html`${wave.number}${wave.pilot && html` <span class="kind">pilot</span>`}`, timeLine(wave.deadline), grouped(wave.devices), grouped(wave.sent), grouped(wave.proven),
      wave.signOff === undefined ? html`<span class="no">none that holds</span>` : html`${name(wave.signOff.name)} <span class="kind">${timeLine(wave.signOff.at)}</span>`,
    ],
  }));
  const gates = evidence.waves.flatMap((wave) => (wave.gates?.gates ?? []).map((gate): Row => ({
    cells: [
      html`Wave ${wave.number}: ${gateTitles[gate.name]} <span class="kind">${timeLine(wave.gates?.at ?? '')}</span>`,
      gate.green ? html`<span class="yes">✓ green</span>` : gate.override === undefined ? html`<span class="no">✗ red</span>` : html`<span class="maybe">! overridden</span>`,
      html`${gate.because}${gate.override !== undefined && html` <span class="kind">Overridden: ${gate.override}</span>`}`,
    ],
  })));
  return html`${table('Waves', [{ label: 'Wave', width: 10 }, { label: 'Due' }, { label: 'Devices', numeric: true, width: 10 }, { label: 'Sent', numeric: true, width: 10 }, { label: 'Proven', numeric: true, width: 10 }, { label: 'Signed off by', width: 26 }], rows)}${gates.length > 0 && table('Gates as they stood when something was last sent', [{ label: 'Gate', width: 36 }, { label: 'Result', width: 14 }, { label: 'What was seen' }], gates)}`;
}

function attention(evidence: DeviceEvidence): Markup {
  const list = evidence.devices.filter(needsSomebody);
  if (list.length === 0) return html`<p>None.</p>`;
  return table('Devices that need somebody', [{ label: 'Serial', width: 20 }, { label: 'Wave', numeric: true, width: 8 }, { label: 'State', width: 18 }, { label: 'Why' }], list.map((proof): Row => ({ cells: [proof.serial, proof.wave, proof.state, proof.reason] })));
}

function orders(evidence: DeviceEvidence): Markup {
  const { spending } = evidence;
  const budget = html`<p>The command that made this report sent ${plural(spending.reads, 'read')} and ${plural(spending.writes, 'write')} to Apple, at most ${spending.readsPerMinute} reads a minute and ${spending.writesPerHour} writes an hour; ${spending.throttled === 0 ? 'Apple never asked it to slow down' : `Apple asked it to slow down ${plural(spending.throttled, 'time')}`}.</p>`;
  if (evidence.orders.length === 0) return html`${budget}<p>Apple was asked for nothing.</p>`;
  const rows = evidence.orders.map((order): Row => ({
    cells: [order.order, html`${order.type}${order.deadline !== undefined && html` <span class="kind">deadline ${timeLine(order.deadline)}</span>`}`, order.wave, grouped(order.devices), timeLine(order.at), html`${order.outcome}${order.failed > 0 && html` <span class="no">${plural(order.failed, 'device')} failed</span>`}${order.activity !== undefined && html` <span class="kind"><code>${order.activity}</code></span>`}`],
  }));
  return html`${budget}${table('Activities', [{ label: 'Order', width: 8 }, { label: 'What', width: 30 }, { label: 'Wave', numeric: true, width: 8 }, { label: 'Devices', numeric: true, width: 8 }, { label: 'When', width: 16 }, { label: 'Outcome' }], rows)}`;
}

function steps(evidence: DeviceEvidence): Markup {
  if (evidence.steps.length === 0) return html`<p>Not looked at in this run: <code>tenantferry apple wave check</code> lists them.</p>`;
  const standing = { done: html`<span class="yes">✓ done</span>`, open: html`<span class="no">✗ open</span>`, later: 'later', 'not seen': html`<span class="maybe">? not seen</span>` } as const;
  return table('Steps that no API takes', [{ label: 'Step', width: 24 }, { label: 'Where', width: 30 }, { label: 'Standing', width: 12 }, { label: 'What was seen' }], evidence.steps.map((step): Row => ({
    cells: [html`${step.title} <span class="kind">${step.who}; ${step.why}</span>`, step.where, standing[step.standing], html`${step.found} <span class="kind">Checked by: ${step.check}</span>`],
  })));
}

function devices(evidence: DeviceEvidence): Markup {
  const waveNumbers = [...new Set(evidence.devices.map((proof) => proof.wave))];
  return html`<p>A check that does not apply to a device, or that nobody could make, is left empty.</p>
${waveNumbers.map((number) => {
    const list = evidence.devices.filter((proof) => proof.wave === number);
    return html`<details><summary>Wave ${number} (${plural(list.length, 'device')})</summary>
${table(`Devices of wave ${String(number)}`, [{ label: 'Serial', width: 16 }, { label: 'Class', width: 12 }, { label: 'State', width: 14 }, { label: 'Why', width: 26 }, { label: 'Checks' }], list.map((proof): Row => ({ cells: [proof.serial, proof.class, proof.state, proof.reason, checksOf(proof)] })), { name: 'objects' })}</details>
`;
  })}`;
}

function checksOf(proof: DeviceProof): Markup {
  const made = checkNames.flatMap((check) => {
    const found = proof.checks.find((each) => each.name === check);
    return found?.ok === undefined ? [] : [html`<span class="${found.ok ? 'yes' : 'no'}">${found.ok ? '✓' : '✗'} ${checkTitles[check]}</span> `];
  });
  return html`${made}`;
}
