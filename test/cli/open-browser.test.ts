import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openerOf } from '../../src/cli/open-browser.js';

const page = 'https://login.microsoftonline.com/x/oauth2/v2.0/authorize?client_id=1&scope=a%20b&state=%22%26calc';

test('a sign-in page is handed to the opener of the platform as one argument, whatever is in it', () => {
  for (const platform of ['darwin', 'win32', 'linux', 'freebsd'] as const) {
    const { command, args } = openerOf(platform, page);
    assert.match(command, /^(?:open|rundll32|xdg-open)$/u);
    assert.equal(args.at(-1), page);
  }
  const { args } = openerOf('linux', 'https://a.example/?q=$(rm -rf /) "x"');
  assert.deepEqual(args, ['https://a.example/?q=$(rm%20-rf%20/)%20%22x%22']);
});

test('nothing but a web page is ever opened', () => {
  for (const bad of ['file:///etc/passwd', 'javascript:alert(1)', 'ms-settings:', '--help', '/bin/sh', '', 'smb://host/share']) assert.throws(() => openerOf('linux', bad), /only web pages/u, bad);
});
