import { join } from 'node:path';
import { Stop } from '../../model/failure.js';
import type { SignatureState } from '../../store/signature.js';
import type { Command } from '../command.js';
import { keysOf } from '../keys.js';
import { journalOf } from '../plan-inputs.js';
import { pathOf } from '../world.js';

const words: Readonly<Record<SignatureState, string>> = {
  valid: 'signed by the holder of this key',
  'not valid': 'its signature does not fit: it was changed after it was signed, or another key signed it',
  'not signed': 'not signed',
  'not checked': 'signed; give --public-key to check by whom',
};

export const verifyBundleCommand: Command = {
  name: 'verify-bundle',
  describe: 'Check every file of a bundle against its manifest, a plan and its journal too, and signatures; reads files only',
  positionals: [{ name: 'bundle', describe: 'Folder that export or convert wrote', demand: true }],
  options: {
    plan: { type: 'string', describe: 'The plan made from it; its journal is checked line by line', value: 'FILE' },
    'public-key': { type: 'string', describe: 'Ed25519 public key in PEM: everything must be signed by its holder', value: 'FILE' },
  },
  examples: [
    ['tenantferry verify-bundle exports/contoso', 'Names what is changed, missing or extra; exit code 5 where there is any'],
    ['tenantferry verify-bundle exports/contoso --plan plan.json', 'The plan and the chain of its journal too'],
  ],
  permissions: 'Exit codes: 0 everything is as it was written · 2 no bundle, or no key · 5 something is not',
  async run(args, world) {
    const [{ checkBundle }, { manifestName }, { readPlan }, { readJournal }, { readPublicKey, signatureState }] = await Promise.all([
      import('../../store/bundle-check.js'),
      import('../../store/bundle-files.js'),
      import('../../store/plan-file.js'),
      import('../../store/journal-lines.js'),
      import('../../store/signature.js'),
    ]);
    const publicKey = args.text('public-key');
    const key = publicKey === undefined ? undefined : await readPublicKey(pathOf(world, publicKey));
    const folder = pathOf(world, args.need('bundle'));
    const { sound, faults, strangers, fingerprint, manifest } = await checkBundle(folder, await keysOf(world));
    const trouble = [...faults, ...strangers.map((path) => `${join(folder, path)} is not listed in ${manifestName}: no command reads it, and nobody exported it.`)];
    const signatures: { file: string; state: SignatureState }[] = [];
    const sealed = async (file: string): Promise<void> => {
      const state = await signatureState(file, key);
      signatures.push({ file, state });
      if (state === 'not valid' || (key !== undefined && state === 'not signed')) trouble.push(`${file}: ${words[state]}.`);
    };
    await sealed(manifest);
    let lines = 0;
    const given = args.text('plan');
    if (given !== undefined) {
      const file = pathOf(world, given);
      const plan = await heard(trouble, () => readPlan(file));
      if (plan !== undefined && plan.bundle.fingerprint !== fingerprint) trouble.push(`${file} was made from another bundle than ${folder} is now.`);
      await sealed(file);
      const journal = journalOf(file);
      const read = await heard(trouble, () => readJournal(journal));
      lines = read?.length ?? 0;
      const begun = read?.find((line) => line.event === 'begin');
      if (plan !== undefined && begun?.event === 'begin' && begun.plan !== plan.fingerprint) trouble.push(`${journal} belongs to another plan.`);
      if (read === undefined || lines > 0) await sealed(journal);
    }
    const good = trouble.length === 0;
    return {
      exitCode: good ? 0 : 5,
      summary: { files: sound + faults.length, sound, changed: faults.length, extra: strangers.length, journalLines: lines, faults: trouble.length },
      findings: [],
      files: { bundle: folder },
      text: [
        ...trouble.map((sentence) => `! ${sentence}`),
        ...(good ? [] : ['']),
        `${String(sound)} of ${String(sound + faults.length)} files of ${folder} are as they were written${given === undefined ? '' : `; the journal has ${String(lines)} lines`}.`,
        ...signatures.map(({ file, state }) => `${file}: ${words[state]}.`),
        `Fingerprint of the bundle (the manifest without its time): ${fingerprint}`,
        ...(good ? [] : ['', 'Somebody changed it, or it was damaged: take an undamaged copy, or export and plan again.']),
      ].join('\n'),
      more: { faults: trouble, fingerprint, signatures },
    };
  },
};

/** A file that is not what it should be is a fault here, and no end. */
async function heard<T>(trouble: string[], read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (cause) {
    if (!(cause instanceof Stop)) throw cause;
    trouble.push(cause.message);
    return undefined;
  }
}
