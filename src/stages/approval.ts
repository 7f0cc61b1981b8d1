import { textAt } from '../model/json.js';
import type { TenantReader } from '../model/ports.js';

/** Header that asks another administrator to approve a write, and the one that sends an approved write (graph-intune.md 6). */
export const approvalHeaders = { reason: 'x-msft-approval-justification', code: 'x-msft-approval-code' } as const;

/** Where a request for approval stands; `unknown` where the tenant does not show it. */
export type ApprovalState = 'waiting' | 'approved' | 'refused' | 'expired' | 'carried out' | 'unknown';

const states: Readonly<Record<string, ApprovalState>> = { needsApproval: 'waiting', approved: 'approved', rejected: 'refused', cancelled: 'refused', expired: 'expired', completed: 'carried out' };

/** Reads where a request for approval stands. */
export async function approvalState(reader: TenantReader, code: string): Promise<ApprovalState> {
  const answer = await reader.get({ api: 'beta', service: 'rbac', scopes: ['DeviceManagementRBAC.Read.All'], path: `deviceManagement/operationApprovalRequests/${encodeURIComponent(code)}` });
  return answer.ok ? (states[textAt(answer.value, 'status') ?? ''] ?? 'unknown') : 'unknown';
}

/** What a person must do for a write that waits. */
export function waitingFor(code: string | undefined): string {
  return code === undefined
    ? 'another administrator must approve it: import again with --justification TEXT, which asks for the approval'
    : `request ${code} waits for another administrator (Intune, Tenant administration, Multi Admin Approval): import again once it is approved`;
}
