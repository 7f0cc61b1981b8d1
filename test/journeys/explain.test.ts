import assert from 'node:assert/strict';
import { test } from 'node:test';
import { objectAt } from '../../src/model/json.js';
import { callAlone } from './alone.js';

test('explain tells what a finding means and what to do, however its code is typed', async (context) => {
  const { run, json } = await callAlone(context);
  const { exitCode, stdout } = await run('explain', 'gap-cert-001');
  assert.equal(exitCode, 0);
  assert.match(stdout, /^GAP-CERT-001: The parts of a certificate chain reach different groups$/mu);
  assert.match(stdout, /If nobody acts: /u);
  assert.match(stdout, /^ {2}1\. Assign the trusted root/mu);
  const { document } = await json('explain', 'GAP-CERT-001');
  assert.equal(objectAt(document, 'rule')?.['owner'], 'PKI');
});

test('a mistyped code answers with the nearest ones and exit code 2', async (context) => {
  const { run } = await callAlone(context);
  const { exitCode, stderr } = await run('explain', 'GAP-CRT-001');
  assert.equal(exitCode, 2);
  assert.match(stderr, /There is no finding with the code "GAP-CRT-001"\.\nDid you mean GAP-CERT-001/u);
});
