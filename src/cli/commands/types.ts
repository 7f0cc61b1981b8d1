import type { Command } from '../command.js';
import { kindNamed } from '../kinds.js';

export const typesCommand: Command = {
  name: 'types',
  describe: 'The catalog: every kind, where it lives, what is carried, what is not',
  positionals: [{ name: 'kind', describe: 'One kind in full', demand: false }],
  options: {},
  examples: [
    ['tenantferry types', 'Every kind in a table'],
    ['tenantferry types compliancePolicy', 'One kind: types, references, permissions, what stays behind'],
    ['tenantferry types --json', 'The same for scripts'],
  ],
  async run(args, world) {
    const [{ catalog }, { absent }, { aboutKind }, { typesText }, { absentText, kindText }] = await Promise.all([
      import('../../catalog/index.js'),
      import('../../catalog/absent.js'),
      import('../../catalog/about-kind.js'),
      import('../../report/text.js'),
      import('../kind-text.js'),
    ]);
    const options = { width: world.width, color: world.color };
    const word = args.text('kind');
    const rows = word === undefined ? catalog.rows : [kindNamed(catalog, word, 'policies and neighbors')];
    const kinds = rows.map(aboutKind);
    const neighbors = kinds.filter((one) => one.role === 'neighbor').length;
    const [only] = kinds;
    return {
      exitCode: 0,
      summary: { kinds: kinds.length, policies: kinds.length - neighbors, neighbors },
      findings: [],
      files: {},
      text: word !== undefined && only !== undefined ? kindText(only, options) : `${typesText(rows, options)}${absentText(absent, options)}`,
      more: { kinds, ...(word === undefined ? { absent } : {}) },
    };
  },
};
