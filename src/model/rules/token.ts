import type { RuleText } from '../rules.js';
import { links } from './links.js';

/** GAP-TOKEN: tokens and certificates that tie a tenant to Apple and Google. None of them ever moves. */
export const token = {
  pushCertificateExpiring: {
    title: 'The Apple push certificate expires soon',
    severity: 'high', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'Apple account holder',
    consequence: 'When it has expired, no Apple device can be managed. If it is replaced in place of being renewed, every device has to enroll again.',
    remedy: ['Renew it with the same Apple account that created it.'],
    link: links.applePush,
  },
  pushCertificateStays: {
    title: 'The destination needs an Apple push certificate of its own',
    severity: 'high', effort: 'hours', certainty: 'documented', moment: 'before', owner: 'Apple account holder',
    consequence: 'Without it no Apple device can enroll in the destination.',
    remedy: ['Create one for the destination with an Apple account that the organization owns.', 'Never replace the certificate of a tenant that still manages devices.'],
    link: links.applePush,
  },
  contentTokenExpiring: {
    title: 'A content token for Apple apps expires soon',
    severity: 'medium', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'Apple account holder',
    consequence: 'Apps and licenses stop syncing on that date.',
    remedy: ['Download a new token from Apple and upload it to the same tenant.'],
    link: links.appVolume,
  },
  contentTokenStays: {
    title: 'The destination needs a content token of its own',
    severity: 'high', effort: 'hours', certainty: 'documented', moment: 'before', owner: 'Apple account holder',
    consequence: 'Volume-purchased apps do not exist in the destination before it has one. One token in two tenants loses licenses.',
    remedy: ['Create a location for the destination, move licenses to it and upload its token.'],
    link: links.appVolume,
  },
  enrollmentTokenExpiring: {
    title: 'A token for Automated Device Enrollment expires soon',
    severity: 'high', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'Apple account holder',
    consequence: 'New and moved devices are no longer seen after that date.',
    remedy: ['Renew the token in the tenant it belongs to.', 'Do not press "Download Token" for the source server during the move: it makes the current token invalid.'],
    link: links.appleEnrollment,
  },
  enrollmentTokenStays: {
    title: 'The destination needs an enrollment token and server of its own',
    severity: 'high', effort: 'hours', certainty: 'documented', moment: 'before', owner: 'Apple account holder',
    consequence: 'Devices cannot be reassigned to the destination before its server exists.',
    remedy: ['Create a device management service in the same Apple organization.', 'Upload its token to the destination.'],
    link: links.appleEnrollment,
  },
  tokenExpired: {
    title: 'A token or certificate has expired',
    severity: 'blocker', effort: 'hours', certainty: 'proven', moment: 'before', owner: 'Apple account holder',
    consequence: 'What rests on it does not work in this tenant.',
    remedy: ['Renew it with the account that created it.'],
    link: links.applePush,
  },
  googleBinding: {
    title: 'The destination needs its own binding to managed Google Play',
    severity: 'high', effort: 'hours', certainty: 'documented', moment: 'before', owner: 'destination admin',
    consequence: 'Android Enterprise devices cannot enroll, and their apps and configurations cannot be created.',
    remedy: ['Bind the destination with an account that the organization owns.', 'Approve the apps again.'],
    link: links.googlePlay,
  },
  termsNotAccepted: {
    title: 'New Apple terms have not been accepted',
    severity: 'blocker', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'Apple account holder',
    consequence: 'The sync with Apple stops without a message to users. Reassigned devices never arrive.',
    remedy: ['Sign in to Apple Business or School Manager as an administrator and accept the terms.'],
    link: links.appleEnrollment,
  },
  connectorStays: {
    title: 'A connector of the source stays there',
    severity: 'medium', effort: 'hours', certainty: 'documented', moment: 'before', owner: 'destination admin',
    consequence: 'What relies on it does nothing in the destination until a connector of its own is set up there.',
    remedy: ['Decide whether the destination needs it.', 'Set it up there before policies that rely on it reach devices.', 'Leave the one of the source running until its last device has left.'],
    link: links.certificateConnector,
  },
  registeredDevices: {
    title: 'Devices are registered with the source',
    severity: 'high', effort: 'days', certainty: 'documented', moment: 'cut-over', owner: 'destination admin',
    consequence: 'A device belongs to one tenant at a time: the destination refuses the registration while the source holds it, and a reset device goes back to the source.',
    remedy: ['Save serial numbers and hardware hashes while the devices still answer.', 'Delete the device in Intune, then its registration, in the source.', 'Register it in the destination and wait until its profile is assigned before the device is reset.'],
    link: links.autopilotDevices,
  },
  userCertificates: {
    title: 'Imported certificates of users stay in the source',
    severity: 'high', effort: 'days', certainty: 'documented', moment: 'before', owner: 'PKI',
    consequence: 'Their private keys are encrypted for the connector of the source. Without them users cannot open old encrypted mail on a device of the destination.',
    remedy: ['Install a certificate connector in the destination.', 'Import the certificates again from your own store of keys.'],
    link: links.certificateImported,
  },
  cloudAuthorityStays: {
    title: 'A certification authority of Microsoft Cloud PKI stays in the source',
    severity: 'high', effort: 'days', certainty: 'documented', moment: 'before', owner: 'PKI',
    consequence: 'SCEP profiles that name its address get no certificate for devices of the destination.',
    remedy: ['Create an authority in the destination, or anchor an issuing one in your own root.', 'Move trusted certificate profiles and SCEP addresses to it, and trust it wherever the old one was trusted.'],
    link: links.cloudPki,
  },
} satisfies Record<string, RuleText>;
