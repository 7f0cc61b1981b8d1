import type { Serial } from '../../model/apple.js';
import type { DeviceState } from '../../model/apple/wave.js';
import type { Finding } from '../../model/finding.js';
import { codes, makeFinding, type Code } from '../../model/rules.js';

interface Device {
  readonly serial: Serial;
  readonly state: DeviceState;
  readonly reason: string;
}

/** What a state says beyond itself: the rule of the table of findings that tells what to do. */
function codeOf({ state, reason }: Device): Code | undefined {
  if (state === 'FAILED') return codes.appleMoveFailed;
  if (state === 'OVERDUE') return codes.appleStale;
  if (state === 'CHECK_BACK' && reason.includes('does not have this serial')) return codes.appleSerialUnknown;
  if (state === 'CHECK_BACK' && reason.includes('not on the destination')) return codes.appleNotMoved;
  if (state === 'VERIFIED' && reason.includes('old record')) return codes.appleOldRecord;
  return undefined;
}

/** Findings about devices that were sent, one a rule: `related` names the serials. */
export function stateFindings(devices: readonly Device[]): readonly Finding[] {
  const groups = new Map<Code, Device[]>();
  for (const device of devices) {
    const code = codeOf(device);
    if (code !== undefined) groups.set(code, [...(groups.get(code) ?? []), device]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, group]) => {
    const [first] = group;
    const others = group.length > 1 ? ` (and ${group.length - 1} more)` : '';
    return makeFinding(code, `${first?.serial ?? ''}${others}: ${first?.reason ?? ''}.`, { related: group.map(({ serial }) => serial) });
  });
}
