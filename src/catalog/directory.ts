import { resource } from './everywhere.js';
import { entra } from './scopes.js';
import type { PolicyType } from '../model/policy-type.js';

export const directory: readonly PolicyType[] = [
  {
    kind: 'group',
    title: 'Group',
    area: 'directory',
    link: resource('group'),
    api: 'beta',
    service: 'directory',
    collection: 'groups',
    list: '$top=999',
    implied: 'group',
    name: 'displayName',
    mapping: 'groups',
    scopes: entra(['Group.Read.All'], ['Group.ReadWrite.All']),
    facts: [
      'description', 'groupTypes', 'isAssignableToRole', 'mail', 'mailEnabled', 'mailNickname', 'membershipRule', 'membershipRuleProcessingState',
      'onPremisesSecurityIdentifier', 'onPremisesSyncEnabled', 'securityEnabled', 'securityIdentifier',
    ],
    // members are not carried: people and devices of the destination are others (graph-intune.md 13.1)
    makes: ['displayName', 'description', 'groupTypes', 'mailEnabled', 'mailNickname', 'membershipRule', 'membershipRuleProcessingState', 'securityEnabled'],
    stays: [
      { when: [{ at: 'mailEnabled', is: true }], because: 'mail-enabled groups are made in Exchange or as Microsoft 365 groups: create it there and map it' },
      { when: [{ at: 'isAssignableToRole', is: true }], because: 'a group that can hold directory roles is made by an administrator: create it and map it' },
      { when: [{ at: 'onPremisesSyncEnabled', is: true }], because: 'synchronized from Active Directory: synchronize or create it in the destination and map it' },
    ],
    update: 'never',
    refs: [],
    twins: [{ by: ['onPremisesSecurityIdentifier'], because: 'same group of the same Active Directory' }],
    loses: ['Members and owners of static groups'],
    neighbor: true,
  },
  {
    kind: 'user',
    title: 'User',
    area: 'directory',
    link: resource('user'),
    api: 'beta',
    service: 'directory',
    collection: 'users',
    list: '$top=999',
    implied: 'user',
    name: 'userPrincipalName',
    mapping: 'users',
    scopes: entra(['User.ReadBasic.All'], ['User.ReadBasic.All']),
    facts: ['displayName', 'mail', 'userPrincipalName'],
    update: 'never',
    refs: [],
    twins: [{ by: ['userPrincipalName'], because: 'same user principal name' }, { by: ['mail'], because: 'same mail address' }],
    neighbor: true,
  },
];
