import { failed, ok, type Result } from '../model/failure.js';
import type { Write, WriteAnswer } from '../model/ports.js';
import type { CallFacts } from './call.js';
import { costOf } from './cost.js';
import { targetOf } from './endpoint.js';
import { type Asked, failureIn, failureOf } from './failures.js';
import type { Wire } from './wire.js';

function callOfWrite(wire: Wire, write: Write): CallFacts | undefined {
  const { method, api, path, service, repeatable } = write;
  const url = targetOf(wire.endpoint, api, path);
  if (url === undefined) return undefined;
  const headers: Record<string, string> = { accept: 'application/json' };
  for (const [name, value] of Object.entries(write.headers ?? {})) headers[name.toLowerCase()] = value;
  // an action without parameters still wants an object (graph-intune.md 5)
  const body = method === 'DELETE' && write.body === undefined ? {} : { body: JSON.stringify(write.body ?? {}) };
  return { method, api, url, service, headers, cost: costOf(service, method, path), write: true, repeatable, ...body };
}

/** Multi admin approval keeps the request and executes nothing, although the status may be a success (graph-intune.md 6). */
function isParked(write: Write, headers: Readonly<Record<string, string>>): boolean {
  const sent = Object.keys(write.headers ?? {}).map((name) => name.toLowerCase());
  return headers['x-msft-approval-code'] !== undefined && !sent.includes('x-msft-approval-code');
}

/** Sends one write. */
export async function writeOne(wire: Wire, write: Write): Promise<Result<WriteAnswer>> {
  const { method, path, scopes, repeatable } = write;
  const asked: Asked = { side: wire.side, name: wire.settings.name, method, path, write: true, ...(scopes === undefined ? {} : { scopes }) };
  const call = callOfWrite(wire, write);
  if (call === undefined) return failed(failureIn(asked, 'untrusted', 'would lead outside the API; it was not sent'));
  const { reply, lost } = await wire.exchange(call);
  if (reply.as === 'no answer' && reply.why === 'empty' && repeatable && reply.status !== undefined) return ok({ status: reply.status });
  if (reply.as !== 'answer') return failed(failureOf({ ...asked, lost }, reply));
  const { status, headers, body } = reply;
  const done = status >= 200 && status < 300;
  const requestId = headers['request-id'];
  if (done && isParked(write, headers)) {
    const approvalCode = headers['x-msft-approval-code'] ?? '';
    return failed({ ...failureIn(asked, 'approval required', 'was kept for approval by another administrator and not executed', status), approvalCode, ...(requestId === undefined ? {} : { requestId }) });
  }
  // an answer was lost before: gone is what was wanted
  if (!done && !(method === 'DELETE' && status === 404 && lost)) return failed(failureOf({ ...asked, lost }, reply));
  return ok({ status, ...(body === undefined || !done ? {} : { body }), ...(requestId === undefined ? {} : { requestId }) });
}
