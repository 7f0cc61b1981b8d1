import { createHash } from 'node:crypto';
import type { Answer } from '../service/answer.js';
import type { ServiceRequest } from '../service/handle.js';
import { badRequest } from '../service/refusal.js';

interface Asked {
  readonly code: string;
  readonly fingerprint: string;
  readonly path: string;
  state: 'needsApproval' | 'approved' | 'rejected' | 'completed';
}

/** Multi admin approval: a protected write is kept back until somebody else agrees and it comes again (graph-intune.md 6). */
export class Approvals {
  private readonly asked: Asked[] = [];
  constructor(
    private readonly newCode: () => string,
    private readonly record: (code: string, state: Asked['state']) => void,
  ) {}

  get requests(): readonly { readonly code: string; readonly path: string; readonly state: string }[] {
    return this.asked;
  }

  /** Another admin's decision. @throws Error for an unknown code */
  decide(code: string, state: 'approved' | 'rejected'): void {
    const found = this.asked.find((one) => one.code === code);
    if (found === undefined) throw new Error(`nobody asked for approval ${code}`);
    found.state = state;
    this.record(code, state);
  }

  /** Runs a request that nothing holds back; else answers for the approval. @throws Refusal */
  guard(request: ServiceRequest, run: () => Answer): Answer {
    const fingerprint = createHash('sha256').update(`${request.method} ${request.path} ${JSON.stringify(request.body ?? null)}`).digest('hex');
    const code = request.headers['x-msft-approval-code'];
    if (code !== undefined) {
      const found = this.asked.find((one) => one.code === code);
      if (found === undefined || found.fingerprint !== fingerprint) throw badRequest('The approval code does not belong to this request.');
      if (found.state !== 'approved') throw badRequest(`The request with the approval code ${code} is ${found.state}.`);
      const answer = run();
      found.state = 'completed';
      this.record(code, 'completed');
      return answer;
    }
    const justification = request.headers['x-msft-approval-justification'];
    if (justification === undefined || justification === '') throw badRequest("Header 'x-msft-approval-justification' is required to request approval");
    const asked: Asked = { code: this.newCode(), fingerprint, path: request.path, state: 'needsApproval' };
    this.asked.push(asked);
    this.record(asked.code, asked.state);
    return { status: 202, headers: { 'x-msft-approval-code': asked.code } };
  }
}
