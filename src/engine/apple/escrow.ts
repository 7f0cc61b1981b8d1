import { isList, isObject, type Json } from '../../model/json.js';

/** Whether settings bring FileVault's recovery key into the tenant, at any depth (apple.md 1.1 rules 28 and 29). */
export function escrows(value: Json): boolean {
  if (typeof value === 'string') return /^com\.apple\.security\.fderecoverykeyescrow_/i.test(value);
  if (isList(value)) return value.some(escrows);
  return isObject(value) && Object.values(value).some(escrows);
}
