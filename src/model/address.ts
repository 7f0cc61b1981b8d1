declare const addressed: unique symbol;

/** Names one object of one tenant for people and files: `compliancePolicy/Windows baseline (3f2a61c0)`. Sortable, stable, unique in a bundle. */
export type Address = string & { readonly [addressed]: true };

const shape = /^([A-Za-z][A-Za-z0-9]*)\/(.*) \(([^()]*)\)$/su;

function isAddress(text: string): text is Address {
  return shape.test(text);
}

/**
 * Eight characters of an id that tell two objects of one name apart: the last GUID in it for GUID-like ids, else all of it.
 * Default enrollment objects (`<account>_DefaultLimit`) keep their suffix, app protection (`T_<guid>`) its GUID.
 */
export function shortId(id: string): string {
  const guids = id.match(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi);
  const last = guids?.at(-1);
  if (last === undefined) return id.replace(/[()]/g, '_');
  const suffix = id.slice(id.lastIndexOf(last) + last.length).replace(/^_/, '').replace(/[()]/g, '_');
  return suffix === '' ? last.slice(0, 8).toLowerCase() : `${last.slice(0, 8).toLowerCase()}_${suffix}`;
}

/** The address of an object. `short` is normally shortId(id); a bundle lengthens it where two would be the same. */
export function addressOf(kind: string, name: string, short: string): Address {
  const text = `${kind}/${name} (${short})`;
  if (!isAddress(text)) throw new Error(`"${text}" is no address: a kind is letters and digits, an id has no parentheses`);
  return text;
}

/** Reads an address back; undefined when the text is none. */
export function parseAddress(text: string): { address: Address; kind: string; name: string; short: string } | undefined {
  if (!isAddress(text)) return undefined;
  const parts = shape.exec(text);
  const [, kind, name, short] = parts ?? [];
  if (kind === undefined || name === undefined || short === undefined) return undefined;
  return { address: text, kind, name, short };
}
