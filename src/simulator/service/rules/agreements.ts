import { objectAt, textAt } from '../../../model/json.js';
import { badRequest } from '../refusal.js';
import type { Rule } from '../rule.js';

/** Terms of use come with their documents, one a language, one of them the default (graph-intune.md 13.5). */
export const agreementRules: readonly Rule[] = [
  {
    on: ['identityGovernance/termsOfUse/agreements'],
    create({ incoming, seed }) {
      if (seed) return;
      const documents = incoming.inline.get('file')?.flatMap((file) => file.inline.get('localizations') ?? []) ?? [];
      if (documents.length === 0) throw badRequest("'file' must have at least one of 'localizations'.");
      for (const { body } of documents) {
        if ((textAt(body, 'fileName') ?? '') === '' || (textAt(body, 'language') ?? '') === '') throw badRequest("A document needs 'fileName' and 'language'.");
        if (!(textAt(objectAt(body, 'fileData') ?? {}, 'data') ?? '').startsWith('JVBERi')) throw badRequest(`The document '${textAt(body, 'fileName') ?? ''}' is no PDF.`);
      }
      const languages = documents.map(({ body }) => textAt(body, 'language')?.toLowerCase());
      if (new Set(languages).size < languages.length) throw badRequest('There can be one document a language.');
      if (documents.filter(({ body }) => body['isDefault'] === true).length > 1) throw badRequest('Only one document can be the default.');
    },
    created({ tenant, entity }) {
      const place = tenant.navigation(entity.type, 'file');
      if (place === undefined) return;
      const held = tenant.below(entity, 'identityGovernance/termsOfUse/agreements', place);
      // there are none without a document; those of which nobody said more have an empty one
      if (held.size === 0) held.add(tenant.make({ id: tenant.chance.guid('agreement file'), type: place.type }));
      const [file] = held.list();
      const documents = file?.children.get('localizations');
      if (file === undefined || documents === undefined) return;
      const first = documents.list().find(({ body }) => body['isDefault'] === true) ?? documents.list()[0];
      if (first !== undefined) file.body = { ...first.body, fileData: null };
      const nav = tenant.navigation(entity.type, 'files');
      if (nav === undefined) return;
      const older = tenant.below(entity, 'identityGovernance/termsOfUse/agreements', nav);
      if (older.size === 0) for (const document of documents.list()) older.add(document);
    },
  },
];
