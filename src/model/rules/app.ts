import type { RuleText } from '../rules.js';
import { links } from './links.js';

/** GAP-APP: apps are matched where their content cannot be read. */
export const app = {
  appNeedsBinary: {
    title: 'An app needs its original installer',
    severity: 'high', effort: 'hours', certainty: 'documented', moment: 'before', owner: 'app owner',
    consequence: 'The service never gives the file back. Policies and configurations that point at the app wait.',
    remedy: ['Find the installer and upload it as an app in the destination.', 'Run the mapping again; the app is found by its identifier.'],
    link: links.appWin32,
  },
  appNoTwin: {
    title: 'An app of the source has no match in the destination',
    severity: 'high', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'app owner',
    consequence: 'Configurations, app protection and enrollment pages that name the app wait or lose it.',
    remedy: ['Add the app to the destination and run the mapping again.', 'Or drop it in apps.json.'],
    link: links.appAdd,
  },
  appVolumePurchased: {
    title: 'An app was bought in volume from Apple',
    severity: 'high', effort: 'hours', certainty: 'documented', moment: 'before', owner: 'Apple account holder',
    consequence: 'Such apps exist only after the destination has its own content token. A token shared by two tenants takes licenses away from one of them.',
    remedy: ['Create a location token for the destination and upload it there.', 'Move or buy licenses, let the apps sync, then run the mapping again.'],
    link: links.appVolume,
  },
  appManagedGooglePlay: {
    title: 'An app comes from managed Google Play',
    severity: 'high', effort: 'hours', certainty: 'documented', moment: 'before', owner: 'app owner',
    consequence: 'The app exists only after the destination is bound to its own managed Google Play account.',
    remedy: ['Bind the destination to managed Google Play.', 'Approve the apps there, sync, then run the mapping again.'],
    link: links.googlePlay,
  },
  appUnpublished: {
    title: 'An app is not published yet',
    severity: 'medium', effort: 'hours', certainty: 'proven', moment: 'cut-over', owner: 'app owner',
    consequence: 'It cannot be assigned before its content is ready.',
    remedy: ['Finish the upload in the destination, then import again.'],
    link: links.appAdd,
  },
  appRelations: {
    title: 'An app depends on another app or replaces one',
    severity: 'medium', effort: 'minutes', certainty: 'documented', moment: 'after', owner: 'app owner',
    consequence: 'The relation is not set in the destination. Installations may lack what they need.',
    remedy: ['Set dependencies and supersedence by hand when both apps are there.'],
    link: links.appSupersede,
  },
  appTargetLost: {
    title: 'A configuration loses an app it was made for',
    severity: 'medium', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'app owner',
    consequence: 'The configuration no longer reaches that app.',
    remedy: ['Add the app to the destination, map it in apps.json and plan again.'],
    link: links.appConfig,
  },
  appRetiredStore: {
    title: 'An app comes from a store that is closed',
    severity: 'medium', effort: 'hours', certainty: 'documented', moment: 'before', owner: 'app owner',
    consequence: 'Apps of the Microsoft Store for Business cannot be created any more.',
    remedy: ['Add the app again from the new Microsoft Store.'],
    link: links.appStore,
  },
  appFileQuestion: {
    title: 'Several supplied files fit one app, or one file fits several apps',
    severity: 'blocker', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'app owner',
    consequence: 'The tool does not pick one, so the app is not created.',
    remedy: ['Put the right file into a folder that is called like the id of the app in the source.', 'Or take the wrong files out of the folder.'],
  },
  appFileDiffers: {
    title: 'A supplied file says something else than the app',
    severity: 'medium', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'app owner',
    consequence: 'The app is created as the source had it, with this file. Detection by version may not find it.',
    remedy: ['Supply the file of the very version, or correct the version in the destination after the import.'],
  },
  appFileUnread: {
    title: 'A supplied file cannot be used',
    severity: 'low', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'app owner',
    consequence: 'Nothing is created with it.',
    remedy: ['Check that the file is whole and belongs to an app of the export.'],
  },
  appFileChanged: {
    title: 'A supplied file has changed or is gone since the plan was made',
    severity: 'blocker', effort: 'minutes', certainty: 'proven', moment: 'cut-over', owner: 'app owner',
    consequence: 'Nothing was written: the plan names the file by its hash.',
    remedy: ['Bring the file back, or plan again.'],
  },
} satisfies Record<string, RuleText>;
