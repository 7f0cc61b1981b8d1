import { textTable, toned, wrapped, type TextCell, type TextOptions, type Tone } from '../../report/text-table.js';
import type { CheckState } from '../../engine/checks/check.js';
import type { Examined } from './examine.js';

const words: Readonly<Record<CheckState, readonly [string, Tone]>> = {
  ok: ['= ok', 'green'],
  warning: ['! look', 'yellow'],
  missing: ['! missing', 'red'],
  unknown: ['? unknown', 'yellow'],
  wrong: ['! wrong', 'red'],
  unreachable: ['! no answer', 'red'],
};

const parts = { source: 'the source, only read', destination: 'the destination', neither: 'neither source nor destination' } as const;

/** What `doctor` prints: every tenant, every check, what is not ok with its code; for a plan, the permissions it needs. */
export function doctorText(tenants: readonly Examined[], options: TextOptions, plan?: string): string {
  return tenants
    .map((tenant) => {
      const head = `${tenant.name}: ${tenant.displayName === undefined ? '' : `${tenant.displayName}, `}${tenant.tenantId}, ${parts[tenant.role]}`;
      const rows = tenant.checks.map((check): TextCell[] => {
        const [word, tone] = words[check.state];
        return [{ text: word, tone }, { text: check.area, tone: 'dim' }, check.what, check.says, { text: check.finding?.code ?? '', tone: 'dim' }];
      });
      return `${toned(wrapped(head, options).trimEnd(), 'bold', options)}\n${textTable([{ label: '' }, { label: '' }, { label: '', grows: true, wraps: true }, { label: '', grows: true, wraps: true }, { label: '' }], rows, options, 2)}${plan === undefined ? '' : needsText(tenant, plan, options)}`;
    })
    .join('\n');
}

function needsText({ needs, role }: Examined, plan: string, options: TextOptions): string {
  if (role === 'neither') return '';
  const line = (what: string, scopes: readonly string[]): string => wrapped(`  ${what} ${scopes.length === 0 ? 'nothing' : scopes.join(' ')}`, options);
  return `\n${wrapped(`  What ${plan} needs here, and nothing more:`, options)}${line('to read: ', needs.read)}${line('to write:', needs.write)}`;
}
