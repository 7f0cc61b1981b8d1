import type { Recipient } from '../../model/apple/recipient.js';
import type { DeviceClass, DeviceWave } from '../../model/apple/wave.js';
import type { Classified } from './classify.js';

/** A text for users in Markdown. What stands in {{…}} is filled in by whoever sends it. */
export interface UserText {
  readonly class: DeviceClass;
  readonly moment: 'before' | 'on the day' | 'after';
  /** `native-1-before.md` */
  readonly file: string;
  readonly text: string;
}

/** What the texts are filled with by whoever sends them. `recipients.csv` beside them has serial, deviceName and deadline of each device. */
export const placeHolders = ['organization', 'firstName', 'deviceName', 'serial', 'deadline', 'appointment', 'newSignIn', 'helpDesk', 'helpDeskPhone'] as const;

const hello = 'Hello {{firstName}},';
const help = 'Something does not look as described? Please stop there and call the help desk: {{helpDesk}}, {{helpDeskPhone}}.';
const sign = '{{organization}} IT';

const mail = (subject: string, ...paragraphs: readonly string[]): string => `# ${subject}\n\n${[hello, ...paragraphs, help, sign].join('\n\n')}\n`;

const steps = (...lines: readonly string[]): string => lines.map((line, index) => `${index + 1}. ${line}`).join('\n');

type Texts = Readonly<Record<UserText['moment'], string>>;

/** By class; devices on hold hear nothing (apple.md 1.1 rules 5 to 8 and 25 to 27, 4.3, 5.20 to 5.23). */
const texts: Readonly<Record<Exclude<DeviceClass, 'HOLD'>, Texts>> = {
  NATIVE: {
    before: mail('Your {{deviceName}} moves to a new management by {{deadline}}',
      'we are moving the management of your device (serial number {{serial}}). **Nothing is erased.** Your apps, your data and your Apple Account stay.',
      'What you do:',
      steps('Install pending updates and charge the device. Keep it connected to the internet.', 'Soon you see a notification that the device is to move. Choose a quiet half hour and start it from there. You may postpone it until {{deadline}}.', 'On a Mac, be signed in with your own account. Save your work: the screen is taken up by the move for a while.', 'Sign in with your new account when asked: {{newSignIn}}.'),
      'If you do nothing, you are reminded every day, every hour on the last day, and at {{deadline}} the device moves by itself.',
      'Back up your authenticator app before you start. Please do not restore a backup and do not erase the device during these days.'),
    'on the day': mail('Today: your {{deviceName}} moves',
      'the move of your device (serial number {{serial}}) is due at {{deadline}}.',
      steps('Plug it in and connect it to Wi-Fi.', 'Open the notification about the move and start it. An iPhone or iPad restarts; a Mac shows the progress on the whole screen.', 'Wait until the apps are there before you use it.', 'Sign in with {{newSignIn}}.'),
      'Without internet at that moment a Mac waits on this screen until it is online again.'),
    after: mail('Your {{deviceName}} has moved',
      'thank you. Your device (serial number {{serial}}) is now under its new management.',
      steps('Open Company Portal and sign in with {{newSignIn}}.', 'Register your authenticator app again if it asks.', 'On a Mac, follow the prompts: it may ask you to register for single sign-on, and for your password to renew its recovery key.', 'Check mail, Wi-Fi and VPN.')),
  },
  WIPE: {
    before: mail('Your {{deviceName}} must be erased and set up again',
      'your device (serial number {{serial}}) cannot move with its content. It is **erased** and set up again: {{appointment}}.',
      'Before that:',
      steps('Save your data: company files in the company\'s storage, your own data in your iCloud backup or on a Mac.', 'Write down what is only in apps. Apps that the company installed lose their data.', 'Back up your authenticator app, and turn off "Find My" if the help desk asks for it.'),
      'Do not erase the device yourself before we tell you.'),
    'on the day': mail('Today: your {{deviceName}} is set up again',
      'your device (serial number {{serial}}) is ready for its new management.',
      steps('Make sure that your data is safe.', 'Erase the device: Settings > General > Transfer or Reset > Erase All Content and Settings (Mac: System Settings > General > Transfer or Reset; Apple TV: Settings > System > Reset).', 'Connect it to Wi-Fi and follow the assistant. It must say that {{organization}} manages the device.', 'Do **not** restore a backup that was made before today onto this same device: it would bring the old management back.', 'Sign in with {{newSignIn}}.')),
    after: mail('Your {{deviceName}} is set up',
      'your device (serial number {{serial}}) is now under its new management.',
      steps('Set a passcode, and Face ID or Touch ID again.', 'Wait for the company\'s apps, then sign in with {{newSignIn}}.', 'Register your authenticator app again.')),
  },
  MANUAL: {
    before: mail('Your {{deviceName}} needs you to change its management by {{deadline}}',
      'your device (serial number {{serial}}) keeps its content, but only you can change its management.',
      'Please wait for our mail on the day. Before that:',
      steps('Make a backup.', 'Note that company apps and their data are removed when you leave the old management: save what you need.', 'Away from home or office an iPhone with Stolen Device Protection makes you wait an hour: do it in a familiar place.')),
    'on the day': mail('Today: change the management of your {{deviceName}}',
      'please take twenty minutes for your device (serial number {{serial}}).',
      steps('Open Company Portal > Devices > this device > Remove. Or: Settings > General > VPN & Device Management > Management Profile > Remove.', 'Delete the old Company Portal app, restart the device, and install Company Portal again.', 'Sign in with {{newSignIn}} and follow it to the end, profile installation included.', 'If it says "The new MDM payload does not match the old payload", the old profile is still there: remove it and repeat.'),
      'Until you have finished, mail and company apps do not work.'),
    after: mail('Your {{deviceName}} is enrolled',
      'thank you. Your device (serial number {{serial}}) is now under its new management.',
      steps('Check in Company Portal that it is shown as a company device; if it says personal, tell the help desk.', 'Register your authenticator app again.')),
  },
  'UPDATE-FIRST': {
    before: mail('Please update your {{deviceName}}',
      'your device (serial number {{serial}}) moves to a new management soon. For that it needs version 26 of its system.',
      steps('Charge it and connect it to Wi-Fi.', 'Settings > General > Software Update (Mac: System Settings > General > Software Update): install 26 or later.', 'Leave the management as it is: do not remove any profile.')),
    'on the day': mail('Reminder: please update your {{deviceName}} today',
      'your device (serial number {{serial}}) still waits for version 26. Without it, it would have to be erased to move.',
      steps('Settings > General > Software Update (Mac: System Settings > General > Software Update).', 'If it offers nothing newer, tell the help desk.')),
    after: mail('Thank you for updating your {{deviceName}}',
      'your device (serial number {{serial}}) can now move without losing anything. You will hear from us when it is its turn.'),
  },
};

const order = ['before', 'on the day', 'after'] as const;

/** The texts for the classes that a wave file holds; `deadline` is filled in where there is only one. */
export function userTexts(classes: readonly DeviceClass[], deadline?: string): readonly UserText[] {
  return Object.entries(texts).flatMap(([name, byMoment]) => {
    const of = classes.find((each) => each === name);
    if (of === undefined) return [];
    return order.map((moment, index) => ({
      class: of, moment, file: `${name.toLowerCase()}-${index + 1}-${moment.replaceAll(' ', '-')}.md`,
      text: deadline === undefined ? byMoment[moment] : byMoment[moment].replaceAll('{{deadline}}', deadline),
    }));
  });
}

/** The devices of a wave file whose users hear something, in the order of the file. */
export function recipientsOf(waves: readonly DeviceWave[], devices: ReadonlyMap<string, Classified>): readonly Recipient[] {
  return waves.flatMap((wave) => wave.devices.filter((device) => device.class !== 'HOLD' && device.state !== 'ALREADY_THERE').map((device): Recipient => {
    const record = devices.get(device.serial)?.facts.source[0];
    return {
      texts: `${device.class.toLowerCase()}-*.md`, wave: wave.number, user: record?.user ?? '', serial: device.serial, deviceName: record?.name ?? device.serial, deadline: device.class === 'NATIVE' ? wave.deadline : '',
    };
  }));
}
