import type { NoAnswer } from './call.js';

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function syscallOf(error: unknown): string {
  return error instanceof Error && 'syscall' in error && typeof error.syscall === 'string' ? error.syscall : '';
}

/** The error itself and whatever it was made from: causes, and the attempts at several addresses of one host. */
function family(error: unknown, depth = 0): unknown[] {
  if (depth > 5) return [];
  const cause = error instanceof Error && error.cause !== undefined ? family(error.cause, depth + 1) : [];
  const several = error instanceof AggregateError ? error.errors.flatMap((each) => family(each, depth + 1)) : [];
  return [error, ...cause, ...several];
}

const certificate = /^(CERT_|ERR_TLS_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(VERIFY|GET))/;

/**
 * Sorts what a failed request threw: only an error of making the connection proves that nothing was sent. Everything
 * else may have reached the service.
 */
export function noAnswerFrom(error: unknown): NoAnswer {
  const all = family(error);
  const codes = all.map(codeOf).filter((code) => code !== '');
  const message = error instanceof Error ? error.message : String(error);
  const detail = [codes[0], message].filter((part) => part !== undefined && part !== '').join(': ');
  if (codes.some((code) => certificate.test(code))) return { as: 'no answer', why: 'no trust', detail };
  const refused = all.map(syscallOf).filter((syscall) => syscall !== '');
  const unsent = refused.length > 0 && refused.every((syscall) => syscall === 'connect' || syscall === 'getaddrinfo');
  if (unsent || codes.includes('UND_ERR_CONNECT_TIMEOUT') || /^Proxy response/.test(message)) return { as: 'no answer', why: 'not sent', detail };
  if (codes.some((code) => code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT')) return { as: 'no answer', why: 'timeout', detail };
  return { as: 'no answer', why: 'cut', detail };
}
