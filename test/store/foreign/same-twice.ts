import { isList, isObject, type Json } from '../../../src/model/json.js';
import type { Policy } from '../../../src/model/policy.js';

/** A policy without what differs between two tenants' copies of it: names, empty members, the order of its settings. */
export function sameTwice(policy: Policy): Json {
  const settings = [...(policy.children['settings'] ?? [])].map(bare);
  const text = (value: Json): string => JSON.stringify(value);
  const body = bare(policy.body);
  if (isObject(body)) {
    delete body['name'];
    delete body['description'];
  }
  return { body, settings: settings.sort((a, b) => (text(a) < text(b) ? -1 : 1)) };
}

function bare(value: Json): Json {
  if (isList(value)) return value.map(bare);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([name, member]): [string, Json][] => (member === null ? [] : [[name, bare(member)]])));
}
