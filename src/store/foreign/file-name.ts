/**
 * The name of an object whose file alone tells it: without the ending and the time stamps that the portal
 * (`_2025-09-01T08_16_19.767Z`) and the sample scripts (`_25-11-2020-17-42-11`) put behind it (real-exports.md 1.1).
 */
export function nameFromFile(path: string): string {
  return (path.split('/').at(-1) ?? '')
    .replace(/\.json$/iu, '')
    .replace(/_\d{4}-\d{2}-\d{2}T\d{2}_\d{2}_\d{2}\.\d{3}Z$/u, '')
    .replace(/_\d{2}-\d{2}-\d{4}-\d{1,2}-\d{1,2}(?:-\d{1,2})?$/u, '')
    .trim();
}

/** The path without folder and ending: two files of one object often share it. */
export function baseOf(path: string): string {
  return path.replace(/\.[^./]*$/u, '');
}
