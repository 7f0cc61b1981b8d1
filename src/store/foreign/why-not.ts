import { codeOf } from '../write-file.js';

/** Why the file system did not give a file or folder, in words; other errors are ours and go on. */
export function whyNot(error: unknown): string {
  const code = codeOf(error);
  if (code === undefined) throw error;
  if (code === 'EACCES' || code === 'EPERM') return 'it may not be read: change its permissions, or run as the user who owns it';
  return code === 'ENOENT' ? 'it is gone' : `the file system says ${code}`;
}
