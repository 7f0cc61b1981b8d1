import type { Address } from '../../model/address.js';
import type { Finding, Severity } from '../../model/finding.js';

/** What can be said about a converted file; the titles and remedies of the codes are in the table of findings. */
const remarks = {
  'id made': ['GAP-CONV-001', 'info'],
  'name from file': ['GAP-CONV-002', 'low'],
  'kind guessed': ['GAP-CONV-003', 'low'],
  'assignments unknown': ['GAP-CONV-004', 'medium'],
  'part missing': ['GAP-CONV-005', 'high'],
  'cut off by PowerShell': ['GAP-CONV-006', 'high'],
  'reference by name': ['GAP-CONV-007', 'low'],
  'name of several': ['GAP-CONV-008', 'high'],
  'name not known': ['GAP-CONV-009', 'medium'],
  'one of several apps': ['GAP-CONV-010', 'high'],
  'place holder': ['GAP-CONV-011', 'high'],
  'group deleted': ['GAP-CONV-012', 'medium'],
  'list cut': ['GAP-CONV-013', 'high'],
  'two versions': ['GAP-CONV-014', 'medium'],
  'id of several': ['GAP-CONV-015', 'medium'],
  'relation not carried': ['GAP-CONV-016', 'medium'],
  'name list doubtful': ['GAP-CONV-017', 'medium'],
  'several tenants': ['GAP-CONV-018', 'medium'],
  'not taken': ['GAP-CONV-019', 'medium'],
  'casing mended': ['GAP-CONV-020', 'info'],
} as const satisfies Record<string, readonly [string, Severity]>;

export type Remark = keyof typeof remarks;

/** Makes a finding about a file or an object of it. */
export function remark(about: Remark, message: string, more: { readonly address?: Address; readonly kind?: string; readonly at?: string; readonly remedy?: string } = {}): Finding {
  const [code, severity] = remarks[about];
  return { code, severity, message, ...more };
}
