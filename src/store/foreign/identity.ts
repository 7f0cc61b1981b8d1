import { createHash } from 'node:crypto';

/**
 * The id of an object whose file has none (IntuneCD removes every id, real-exports.md 1.3): made of what names it, so
 * that two conversions of one backup give one bundle. It has the form of a GUID of version 8 (RFC 9562, "custom"),
 * which no tenant gives out.
 */
export function madeId(kind: string, ...naming: readonly string[]): string {
  const hash = createHash('sha256').update(['tenantferry', kind, ...naming].join('\n')).digest('hex');
  const variant = ((Number.parseInt(hash.slice(16, 17), 16) & 3) | 8).toString(16);
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-${variant}${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

/** Whether an id was made by madeId. */
export function isMadeId(id: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u.test(id);
}

/**
 * Whether an id was given out by a service: one that a person typed (`11111111-…`, `0000…0001`) can stand in many files
 * for many things, and equal ones prove nothing.
 */
export function isGivenId(id: string): boolean {
  const guid = /[0-9a-f]{8}-[0-9a-f]{4}-([1-57])[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/iu.exec(id)?.[0];
  return guid !== undefined && new Set(guid.replaceAll('-', '').toLowerCase()).size > 5;
}

/** Default enrollment objects by type: the end of their id, which is the same in every tenant (real-exports.md 1.2). */
const defaultEnds: Readonly<Record<string, string>> = {
  deviceEnrollmentLimitConfiguration: 'DefaultLimit',
  deviceEnrollmentPlatformRestrictionsConfiguration: 'DefaultPlatformRestrictions',
  windows10EnrollmentCompletionPageConfiguration: 'DefaultWindows10EnrollmentCompletionPageConfiguration',
  deviceEnrollmentWindowsHelloForBusinessConfiguration: 'DefaultWindowsHelloForBusiness',
  windowsRestoreDeviceEnrollmentConfiguration: 'DefaultWindowsRestoreDeviceEnrollmentConfiguration',
};

/** The id of a default enrollment object without one: these are the objects of priority 0. */
export function madeDefaultId(type: string | undefined, priority: unknown): string | undefined {
  const end = type === undefined || priority !== 0 ? undefined : defaultEnds[type];
  return end === undefined ? undefined : `${madeId('intune account')}_${end}`;
}
