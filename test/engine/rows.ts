import { makeCatalog } from '../../src/catalog/catalog.js';
import type { Catalog, PolicyType } from '../../src/model/policy-type.js';

const common = { area: 'tenant', link: 'https://example.com', api: 'beta', service: 'others', name: 'displayName', scopes: { read: ['A.Read.All'], write: ['A.ReadWrite.All'] } } as const;

/** A row with a reference of every sort. */
export const thing: PolicyType = {
  ...common,
  kind: 'thing',
  title: 'Thing',
  collection: 'things',
  implied: 'thing',
  mapping: 'things',
  update: 'patch',
  assign: { by: 'action', as: 'assignments', read: 'expand' },
  refs: [
    { at: 'tags[]', to: ['tag'], same: ['0'], drops: 'value' },
    { at: 'owner', to: ['tag'], none: [''], drops: 'value' },
    { at: 'conditions.excludeTags[]', to: ['tag'], drops: 'value' },
    { at: 'parts[].tag', to: ['tag'], drops: 'item' },
    { at: 'must', to: ['tag'] },
    { at: '**.inner.ref', to: ['tag'], when: [{ at: '^.sort', is: 'link' }], drops: 'value' },
  ],
  secrets: [
    { at: 'password', what: 'password', without: 'left out' },
    { at: 'entries[].value', what: 'entry', when: [{ at: 'hidden', is: true }], drops: 'item', without: 'left out' },
  ],
};

export const tag: PolicyType = { ...common, kind: 'tag', title: 'Tag', collection: 'tags', implied: 'tag', mapping: 'tags', update: 'patch', refs: [] };
export const group: PolicyType = { ...common, kind: 'group', title: 'Group', collection: 'groups', implied: 'group', mapping: 'groups', update: 'never', refs: [], makes: ['displayName'], neighbor: true };
export const filter: PolicyType = { ...common, kind: 'assignmentFilter', title: 'Filter', collection: 'filters', implied: 'filter', mapping: 'filters', update: 'patch', refs: [] };

export const rows: Catalog = makeCatalog([thing, tag, group, filter]);
