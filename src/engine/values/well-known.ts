/** GUIDs that mean the same in every tenant, by what they are (real-exports.md 4, graph-intune.md 11). */
const lists: Readonly<Record<string, string>> = {
  'virtual group of all devices or all users': 'adadadad-808e-44e2-905a-0b7873a8a531 acacacac-9df4-4c7d-9d50-4ef0226f57a9',
};

const known = new Map<string, string>();
for (const [why, ids] of Object.entries(lists)) for (const id of ids.split(/\s+/)) known.set(id, why);

/** What a GUID, in lower case, is in every tenant; undefined where it is no well-known one. */
export function isPortableGuid(guid: string): string | undefined {
  if (/^0000000[0-9a-f]-0000-0(?:000-c0|ff1-ce)00-000000000000$/.test(guid)) return 'app of Microsoft';
  if (/^0{8}-0{4}-0{4}-0{4}-[0-9a-f]{12}$/.test(guid)) return 'no id, or a built-in one';
  if (guid === 'ffffffff-ffff-ffff-ffff-ffffffffffff') return 'no id, or a built-in one';
  return known.get(guid);
}
