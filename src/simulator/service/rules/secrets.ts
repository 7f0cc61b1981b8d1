import { isObject, objectsAt, textAt, type Json, type JsonObject } from '../../../model/json.js';
import { isList } from '../../../model/json.js';
import type { Entity } from '../../tenant/entity.js';
import type { Tenant } from '../../tenant/tenant.js';
import { Refusal, badRequest } from '../refusal.js';
import type { Rule } from '../rule.js';

const encrypted = new Set(['omaSettingString', 'omaSettingStringXml', 'omaSettingBase64']);

/** Values that go in and never come back in clear (graph-intune.md 9). */
export const secretRules: readonly Rule[] = [
  {
    on: ['deviceManagement/deviceConfigurations'],
    create({ incoming, seed }) {
      if (!seed) checkForeignSecrets(incoming.body);
      markSet(incoming.body, incoming.type.properties);
    },
    created({ tenant, entity }) {
      encryptOma(tenant, entity);
    },
    change({ incoming, entity, seed }) {
      if (!seed) checkForeignSecrets(incoming.body, entity);
      markSet(incoming.body, incoming.type.properties);
    },
    changed({ tenant, entity }) {
      encryptOma(tenant, entity);
    },
  },
];

/** `preSharedKeyIsSet` follows `preSharedKey`. */
function markSet(body: JsonObject, properties: ReadonlyMap<string, unknown>): void {
  for (const name of ['preSharedKey']) {
    if (properties.has(`${name}IsSet`) && body[name] !== undefined) body[`${name}IsSet`] = body[name] !== null && body[name] !== '';
  }
}

function checkForeignSecrets(body: JsonObject, entity?: Entity): void {
  for (const setting of objectsAt(body, 'omaSettings')) {
    const reference = textAt(setting, 'secretReferenceValueId');
    if (reference !== undefined && entity?.secrets.has(reference) !== true) throw new Refusal(400, 'NotSupported', 'SecretReferenceValueId invalid for create.');
  }
}

/** Every text-like OMA value is encrypted: `****` and a reference for the plain text function. */
function encryptOma(tenant: Tenant, entity: Entity): void {
  const settings = entity.body['omaSettings'];
  if (!isList(settings)) return;
  const masked = settings.map((setting): Json => {
    if (!isObject(setting) || !encrypted.has((textAt(setting, '@odata.type') ?? '').replace('#microsoft.graph.', ''))) return setting;
    const value = textAt(setting, 'value');
    const known = textAt(setting, 'secretReferenceValueId');
    if (known !== undefined && entity.secrets.has(known)) return { ...setting, value: '****', isEncrypted: true };
    if (value === undefined) throw badRequest('An OMA setting needs a value.');
    const reference = `${tenant.chance.guid('secret')}_${tenant.chance.guid('secret')}_${tenant.chance.guid('secret')}`;
    // the plain text of an XML value is the XML, not its base64 (intune-objects.md 2.4)
    const isXml = textAt(setting, '@odata.type') === '#microsoft.graph.omaSettingStringXml';
    entity.secrets.set(reference, isXml ? Buffer.from(value, 'base64').toString() : value);
    return { ...setting, value: '****', isEncrypted: true, secretReferenceValueId: reference };
  });
  entity.body = { ...entity.body, omaSettings: masked };
}
