import type { RuleText } from '../rules.js';
import { links } from './links.js';

/** GAP-CERT: trusted root → SCEP or PKCS → Wi-Fi, VPN, e-mail. */
export const certificate = {
  chainTargets: {
    title: 'The parts of a certificate chain reach different groups',
    severity: 'high', effort: 'minutes', certainty: 'documented', moment: 'before', owner: 'PKI',
    consequence: 'A device that gets the Wi-Fi, VPN or e-mail profile but not the certificate cannot connect, and the profile shows an error.',
    remedy: ['Assign the trusted root, the client certificate and the profile that uses them to the same groups.'],
    link: links.certificateRoot,
  },
  chainRootUnknown: {
    title: 'A profile needs a certificate, and it is not known which one',
    severity: 'blocker', effort: 'minutes', certainty: 'proven', moment: 'before', owner: 'PKI',
    answer: 'mapping',
    consequence: 'The destination refuses the profile or creates it without its root. Devices could then not connect.',
    remedy: ['Export from the source tenant itself, which reads the link.', 'Or name the trusted root in certificates.json.'],
    link: links.certificateScep,
  },
  chainLinkLost: {
    title: 'The export does not say which certificate a profile uses',
    severity: 'blocker', effort: 'minutes', certainty: 'documented', moment: 'before', owner: 'PKI',
    answer: 'mapping',
    consequence: 'Other tools do not save this link. Without it the profile would arrive without its certificate.',
    remedy: ['Export from the source tenant itself.', 'Or look the certificate up in the source and name it in certificates.json.'],
    link: links.certificateRoot,
  },
  certificatePrivateKey: {
    title: 'A private key cannot be read from the source',
    severity: 'high', effort: 'days', certainty: 'documented', moment: 'before', owner: 'PKI',
    consequence: 'The profile arrives, but users have no certificates for it until they are issued or imported again.',
    remedy: ['Import the certificates for the users of the destination, or issue new ones.', 'Set up the connector of the destination first.'],
    link: links.certificateImported,
  },
  certificateExpiring: {
    title: 'A certificate in a profile expires soon',
    severity: 'medium', effort: 'hours', certainty: 'proven', moment: 'after', owner: 'PKI',
    consequence: 'Devices lose trust in servers and users on the date named in the finding.',
    remedy: ['Renew the certificate and put the new one into the profile.'],
    link: links.certificateRoot,
  },
  certificateExpired: {
    title: 'A certificate in a profile has expired',
    severity: 'medium', effort: 'hours', certainty: 'proven', moment: 'before', owner: 'PKI',
    consequence: 'The profile does not work today and will not work in the destination.',
    remedy: ['Replace the certificate, or leave the profile out of the move.'],
    link: links.certificateRoot,
  },
  certificateConnector: {
    title: 'Certificates need a connector in the destination',
    severity: 'high', effort: 'days', certainty: 'documented', moment: 'before', owner: 'PKI',
    consequence: 'SCEP and PKCS profiles arrive, but no device gets a certificate until a connector of the destination serves them.',
    remedy: ['Install a certificate connector for the destination tenant, or register your cloud PKI there.', 'Test with one device before the cut-over.'],
    link: links.certificateConnector,
  },
  chainMemberStays: {
    title: 'A part of a certificate chain does not move',
    severity: 'blocker', effort: 'hours', certainty: 'proven', moment: 'before', owner: 'PKI',
    consequence: 'Profiles that rest on it cannot be created either.',
    remedy: ['Solve the finding of the missing part first.', 'Or map it to a certificate profile that the destination already has.'],
    link: links.certificateRoot,
  },
} satisfies Record<string, RuleText>;
