import { badRequest } from '../refusal.js';
import type { Rule } from '../rule.js';

const first = ['profileName', 'profileDescription', 'roleScopeTagIds'];

/** Company Portal profiles: made with their name alone, one of them the default of the tenant (graph-intune.md 7.21, intune-objects.md 2.17). */
export const brandingRules: readonly Rule[] = [
  {
    on: ['deviceManagement/intuneBrandingProfiles'],
    create({ incoming, seed }) {
      const more = Object.keys(incoming.body).find((name) => !first.includes(name) && name !== 'id');
      if (!seed && more !== undefined) throw badRequest(`A new branding profile takes ${first.join(', ')}, and no '${more}'.`);
    },
    change({ incoming, entity }) {
      const { body } = incoming;
      if (entity.body['isDefaultProfile'] === true && ['profileName', 'profileDescription'].some((name) => name in body)) throw badRequest('Name and description of the default profile cannot be changed.');
      if ((body['landingPageCustomizedImage'] ?? null) !== null && Object.keys(body).length > 1) throw badRequest('The request is too large: send the landing page image alone.');
    },
    remove({ entity }) {
      if (entity.body['isDefaultProfile'] === true) throw badRequest('The default profile cannot be deleted.');
    },
  },
];
