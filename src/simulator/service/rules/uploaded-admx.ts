import { isObject, objectsAt, textAt, type JsonObject } from '../../../model/json.js';
import type { Entity } from '../../tenant/entity.js';
import type { Tenant } from '../../tenant/tenant.js';
import { badRequest } from '../refusal.js';
import type { Rule } from '../rule.js';
import { seed } from '../write.js';

const path = 'deviceManagement/groupPolicyUploadedDefinitionFiles';
const definitions = 'deviceManagement/groupPolicyDefinitions';

/** What the service made of each file. */
const made = new WeakMap<Entity, readonly string[]>();

/** Uploaded ADMX files: processed a while after they were sent, and only where what they build on is there (graph-intune.md 7.9). */
export const uploadedAdmxRules: readonly Rule[] = [
  {
    on: [path],
    create({ collection, incoming, seed: isSeed }) {
      if (isSeed) return;
      const name = textAt(incoming.body, 'fileName') ?? '';
      if (!name.toLowerCase().endsWith('.admx') || !textOf(incoming.body).includes('<policyDefinitions')) throw badRequest(`'${name}' is no ADMX file.`);
      const languages = objectsAt(incoming.body, 'groupPolicyUploadedLanguageFiles');
      if (languages.length === 0) throw badRequest('An ADMX file comes with at least one ADML file.');
      for (const one of languages) if ((textAt(one, 'languageCode') ?? '') === '' || !textOf(one).includes('<policyDefinitionResources')) throw badRequest(`'${textAt(one, 'fileName') ?? ''}' is no ADML file.`);
      if (collection.list().some((one) => textAt(one.body, 'fileName')?.toLowerCase() === name.toLowerCase())) throw badRequest(`There is a file '${name}' already.`);
    },
    created({ tenant, entity, seed: isSeed }) {
      if (isSeed) return;
      const admx = textOf(entity.body);
      const [first] = objectsAt(entity.body, 'groupPolicyUploadedLanguageFiles');
      const adml = first === undefined ? '' : textOf(first);
      const namespace = /<target\b[^>]*\bnamespace="([^"]+)"/u.exec(admx)?.[1] ?? null;
      entity.body = { ...entity.body, status: 'uploadInProgress', targetNamespace: namespace, policyType: 'admxIngested', languageCodes: [], defaultLanguageCode: 'en-US' };
      const operations = tenant.navigation(entity.type, 'groupPolicyOperations');
      const operation = operations === undefined ? undefined : seed(tenant, tenant.below(entity, path, operations), { operationType: 'upload', operationStatus: 'inProgress', statusDetails: null });
      tenant.later(tenant.publishing, () => {
        const there = new Set(tenant.set(path).list().flatMap((one) => (one.body['status'] === 'available' ? (textAt(one.body, 'targetNamespace') ?? []) : [])));
        const missing = [...admx.matchAll(/<using\b[^>]*\bnamespace="([^"]+)"/gu)].map((match) => match[1] ?? '').find((one) => !there.has(one));
        if (operation !== undefined) operation.body = { ...operation.body, operationStatus: missing === undefined ? 'success' : 'failed', statusDetails: missing === undefined ? null : `ADMX file referenced not found NamespaceMissing:${missing}. Please upload it first.` };
        if (missing !== undefined) entity.body = { ...entity.body, status: 'uploadFailed' };
        else {
          entity.body = { ...entity.body, status: 'available', targetPrefix: /<target\b[^>]*\bprefix="([^"]+)"/u.exec(admx)?.[1] ?? null, languageCodes: objectsAt(entity.body, 'groupPolicyUploadedLanguageFiles').flatMap((one) => textAt(one, 'languageCode') ?? []) };
          made.set(entity, ingest(tenant, admx, adml));
        }
      });
    },
  },
];

/** Takes a file away with its definitions. @throws Refusal where a policy sets one of them */
export function removeUploaded(tenant: Tenant, entity: Entity): void {
  const ids = new Set(made.get(entity) ?? []);
  const used = tenant.set('deviceManagement/groupPolicyConfigurations').list().some((policy) => policy.children.get('definitionValues')?.list().some((value) => value.pointers.get('definition')?.some((one) => ids.has(one.id)) === true) === true);
  if (used) throw badRequest('The ADMX file is in use: remove the settings that it defines first.');
  for (const id of ids) tenant.set(definitions).remove(id, tenant.now());
  tenant.set(path).remove(entity.id, tenant.now());
}

function textOf(object: JsonObject): string {
  const bytes = Buffer.from(textAt(object, 'content') ?? '', 'base64');
  return bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.subarray(2).toString('utf16le') : bytes.toString('utf8');
}

/** One definition for each policy of the file and each class it is of, with the parts that its presentation names. */
function ingest(tenant: Tenant, admx: string, adml: string): string[] {
  const string = (reference: string): string => {
    const id = /^\$\(string\.(.+)\)$/u.exec(reference)?.[1];
    return id === undefined ? reference : (new RegExp(`<string id="${id}">([^<]*)</string>`, 'u').exec(adml)?.[1] ?? id);
  };
  const categories = new Map([...admx.matchAll(/<category name="([^"]+)" displayName="([^"]+)"/gu)].map((match) => [match[1] ?? '', string(match[2] ?? '')]));
  return [...admx.matchAll(/<policy\b([^>]*)>([\s\S]*?)<\/policy>/gu)].flatMap(([, head = '', body = '']) => {
    const of = (name: string): string => new RegExp(`\\b${name}="([^"]*)"`, 'u').exec(head)?.[1] ?? '';
    const category = /<parentCategory ref="([^"]+)"/u.exec(body)?.[1] ?? '';
    const presentation = /^\$\(presentation\.(.+)\)$/u.exec(of('presentation'))?.[1];
    const shown = presentation === undefined ? '' : (new RegExp(`<presentation id="${presentation}">([\\s\\S]*?)</presentation>`, 'u').exec(adml)?.[1] ?? '');
    const presentations = [...shown.matchAll(/<label>([^<]*)<\/label>/gu)].map((match): JsonObject => ({ '@odata.type': '#microsoft.graph.groupPolicyPresentationTextBox', label: match[1] ?? '' }));
    const classes = of('class') === 'Both' ? ['user', 'machine'] : [of('class').toLowerCase()];
    return classes.map((classType) => seed(tenant, tenant.set(definitions), { displayName: string(of('displayName')), classType, categoryPath: `\\${categories.get(category) ?? category}`, policyType: 'admxIngested', presentations: presentations.filter(isObject) }).id);
  });
}
