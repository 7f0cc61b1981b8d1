import { textAt, type JsonObject } from '../../model/json.js';
import type { ManifestForm } from '../../model/policy-type.js';

/**
 * What the service is told about a file beside the file itself, in base64: the app's identity as the object has it, so that
 * file, object and manifest agree (intune-objects.md 2.16; what Microsoft's published upload samples send).
 */
export function manifestOf(form: ManifestForm, body: JsonObject, fileName: string): string {
  return Buffer.from(textOf(form, body, fileName), 'utf8').toString('base64');
}

function textOf(form: ManifestForm, body: JsonObject, fileName: string): string {
  const say = (member: string): string => escaped(textAt(body, member) ?? '');
  switch (form) {
    case 'file name':
      return fileName;
    case 'msi':
      return `<MobileMsiData MsiExecutionContext="${body['useDeviceContext'] === true ? 'System' : 'Any'}" MsiRequiresReboot="false" MsiUpgradeCode="${say('productCode')}" MsiIsMachineInstall="true" MsiIsUserInstall="false" MsiIncludesServices="false" MsiContainsSystemRegistryKeys="false" MsiContainsSystemFolders="false"></MobileMsiData>`;
    case 'android':
      return `<?xml version="1.0" encoding="utf-8"?><AndroidManifestProperties xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><Package>${say('packageId')}</Package><PackageVersionCode>${say('versionCode')}</PackageVersionCode><PackageVersionName>${say('versionName')}</PackageVersionName><ApplicationName>${escaped(fileName)}</ApplicationName><MinSdkVersion>3</MinSdkVersion><AWTVersion></AWTVersion></AndroidManifestProperties>`;
    case 'property list': {
      const pair = (key: string, value: string): string => `<key>${key}</key><string>${value}</string>`;
      const asset = `<dict>${pair('kind', 'software-package')}${pair('url', '{UrlPlaceHolder}')}</dict>`;
      const about = `<dict>${pair('bundle-identifier', say('bundleId'))}${pair('bundle-version', escaped(textAt(body, 'versionNumber') ?? textAt(body, 'buildNumber') ?? ''))}${pair('kind', 'software')}${pair('title', say('displayName'))}</dict>`;
      return `<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd"><plist version="1.0"><dict><key>items</key><array><dict><key>assets</key><array>${asset}</array><key>metadata</key>${about}</dict></array></dict></plist>`;
    }
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
