import { spawn } from 'node:child_process';

export interface Opener {
  readonly command: string;
  readonly args: readonly string[];
}

/**
 * The program that shows a page on this platform. It gets the address as one argument and no shell reads it.
 * @throws Error for anything but an http or https address
 */
export function openerOf(platform: NodeJS.Platform, address: string): Opener {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') throw new Error('only web pages are opened');
  switch (platform) {
    case 'darwin':
      return { command: 'open', args: [url.href] };
    case 'win32':
      // not `start`, which is a word of a shell that reads & and ^
      return { command: 'rundll32', args: ['url.dll,FileProtocolHandler', url.href] };
    default:
      return { command: 'xdg-open', args: [url.href] };
  }
}

/** Shows a page in the person's browser; the address is said too, for where no browser comes up. */
export function browserOpener(say: (sentence: string) => void): (address: string) => Promise<void> {
  return (address) => {
    const { command, args } = openerOf(process.platform, address);
    say(`Sign in on the page that opens now. If none does, open ${new URL(address).href}`);
    return new Promise((done) => {
      const child = spawn(command, [...args], { stdio: 'ignore', detached: true, shell: false });
      // a machine without the program still has the sentence above
      child.once('error', () => done());
      child.once('spawn', () => {
        child.unref();
        done();
      });
    });
  };
}
