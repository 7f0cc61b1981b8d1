import type { SecretState } from '../model/gap-report.js';

/** What is to be done about a secret, in words. */
export const secretWords: Readonly<Record<SecretState, string>> = {
  'to supply': 'to be supplied',
  readable: 'the source gives it: export --with-secrets, or supply it',
  'in the bundle': 'read from the source; the encrypted bundle holds it',
  sent: 'supplied: the plan sends it',
};

/** Whether somebody still has something to do about a secret. */
export function isOpenSecret({ state }: { readonly state?: SecretState }): boolean {
  return state !== 'sent' && state !== 'in the bundle';
}
