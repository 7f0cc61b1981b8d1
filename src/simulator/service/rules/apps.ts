import { textAt, textsAt } from '../../../model/json.js';
import { badRequest, Refusal } from '../refusal.js';
import type { Rule } from '../rule.js';

const refused: Readonly<Record<string, string>> = {
  androidStoreApp: 'Android store apps can no longer be created: use managed Google Play.',
  microsoftStoreForBusinessApp: 'The Microsoft Store for Business is retired.',
  androidManagedStoreApp: 'Managed Google Play apps are added by a synchronization with managed Google Play.',
  androidForWorkApp: 'Managed Google Play apps are added by a synchronization with managed Google Play.',
  iosVppApp: 'Volume purchase apps are added by a synchronization with Apple.',
  macOsVppApp: 'Volume purchase apps are added by a synchronization with Apple.',
};

const withContent = new Set([
  'win32LobApp', 'windowsMobileMSI', 'windowsUniversalAppX', 'windowsAppX', 'iosLobApp', 'androidLobApp', 'macOSLobApp', 'macOSPkgApp', 'macOSDmgApp', 'managedIOSLobApp', 'managedAndroidLobApp',
]);

/** Apps: what cannot be created, what is published when, and configurations of apps that must exist (graph-intune.md 7.18, 7.19). */
export const appRules: readonly Rule[] = [
  {
    on: ['deviceAppManagement/mobileApps'],
    create({ incoming, seed }) {
      const { body, type } = incoming;
      if (seed) {
        body['publishingState'] ??= 'published';
        return;
      }
      const why = refused[type.name];
      if (why !== undefined) throw badRequest(why);
      if (body['officeSuiteAppDefaultFileFormat'] === 'notConfigured') throw badRequest('officeSuiteAppDefaultFileFormat cannot be notConfigured.');
      if (withContent.has(type.name) && (textAt(body, 'committedContentVersion') ?? '') !== '') throw badRequest('A new app has no content yet.');
      if (type.name === 'winGetApp' && textAt(body, 'packageIdentifier') === undefined) throw badRequest("A winGetApp needs a 'packageIdentifier'.");
    },
    created({ tenant, entity, seed }) {
      if (seed) return;
      if (withContent.has(entity.type)) entity.body = { ...entity.body, publishingState: 'notPublished' };
      else {
        entity.body = { ...entity.body, publishingState: 'processing' };
        tenant.later(entity.type === 'winGetApp' ? tenant.publishing : 0, () => {
          entity.body = { ...entity.body, publishingState: 'published' };
        });
      }
    },
  },
  {
    on: ['deviceAppManagement/mobileApps'],
    change({ tenant, incoming, entity }) {
      const wanted = textAt(incoming.body, 'committedContentVersion');
      if (wanted === undefined || wanted === entity.body['committedContentVersion']) return;
      const version = tenant.contents.versions(entity).find((one) => one.id === wanted);
      if (version === undefined || version.files.length === 0) throw badRequest(`The content version '${wanted}' does not exist or has no file.`);
      if (version.files.some((file) => file.state !== 'commitFileSuccess')) throw badRequest(`The content version '${wanted}' has files that are not committed.`);
    },
    changed({ tenant, incoming, entity }) {
      if ((textAt(incoming.body, 'committedContentVersion') ?? '') === '' || entity.body['publishingState'] === 'published') return;
      entity.body = { ...entity.body, publishingState: 'processing' };
      tenant.later(tenant.uploads.seconds, () => {
        entity.body = { ...entity.body, publishingState: 'published' };
      });
    },
  },
  {
    on: ['deviceAppManagement/mobileAppConfigurations'],
    create({ tenant, incoming, seed }) {
      if (seed) return;
      const apps = textsAt(incoming.body, 'targetedMobileApps');
      if (apps.length === 0) throw badRequest("An app configuration needs 'targetedMobileApps'.");
      const missing = apps.find((id) => tenant.set('deviceAppManagement/mobileApps').get(id) === undefined);
      if (missing !== undefined) throw badRequest(`Mobile app with id '${missing}' does not exist.`);
      if (incoming.type.name !== 'iosMobileAppConfiguration') {
        const [play] = tenant.set('deviceManagement/androidManagedStoreAccountEnterpriseSettings').list();
        if (play?.body['bindStatus'] !== 'boundAndValidated') throw badRequest('The tenant is not bound to managed Google Play.');
      } else if (incoming.body['encodedSettingXml'] != null && Array.isArray(incoming.body['settings']) && incoming.body['settings'].length > 0) {
        throw badRequest("'settings' and 'encodedSettingXml' exclude each other.");
      }
    },
    change({ incoming }) {
      if (incoming.body['targetedMobileApps'] !== undefined) throw new Refusal(400, 'BadRequest', "'targetedMobileApps' cannot be changed.");
    },
  },
];
