import type { Command } from '../command.js';
import { kindNamed } from '../kinds.js';

export const typesCommand: Command = {
  name: 'types',
  describe: 'The catalog: every kind, where it lives, what is carried, what is not',
  positionals: [{ name: 'kind', describe: 'One kind in full, or the verdict on one type of Graph', demand: false }],
  options: {},
  examples: [
    ['tenantferry types', 'Every kind in a table'],
    ['tenantferry types compliancePolicy', 'One kind: types, references, permissions, what stays behind'],
    ['tenantferry types iosVppApp', 'The verdict on one type of Graph: whether it moves, what is lost, what to do'],
    ['tenantferry types --json', 'The same for scripts'],
  ],
  async run(args, world) {
    const [{ catalog }, { absent }, { aboutKind }, { typesText }, { absentText, kindText }, { typeVerdicts }, { typeCounts, typeCountsText, typeText }] = await Promise.all([
      import('../../catalog/index.js'),
      import('../../catalog/absent.js'),
      import('../../catalog/about-kind.js'),
      import('../../report/text.js'),
      import('../kind-text.js'),
      import('../../catalog/type-verdicts.js'),
      import('../type-text.js'),
    ]);
    const options = { width: world.width, color: world.color };
    const word = args.text('kind');
    const type = word?.toLowerCase().replace(/^#?(microsoft\.graph\.)?/u, '');
    const found = typeVerdicts.flatMap((one) => one.types.map((name) => ({ name, one }))).find(({ name }) => name.toLowerCase() === type);
    if (found !== undefined && catalog.find(word ?? '') === undefined) {
      return { exitCode: 0, summary: {}, findings: [], files: {}, text: typeText(found.name, found.one, options), more: { type: { ...found.one, types: [found.name] } } };
    }
    const rows = word === undefined ? catalog.rows : [kindNamed(catalog, word, 'policies and neighbors')];
    const kinds = rows.map(aboutKind);
    const neighbors = kinds.filter((one) => one.role === 'neighbor').length;
    const [only] = kinds;
    return {
      exitCode: 0,
      summary: { kinds: kinds.length, policies: kinds.length - neighbors, neighbors },
      findings: [],
      files: {},
      text: word !== undefined && only !== undefined ? kindText(only, options) : `${typesText(rows, options)}${absentText(absent, options)}\n${typeCountsText(typeVerdicts, options)}`,
      more: { kinds, ...(word === undefined ? { absent, types: typeVerdicts, typeCounts: typeCounts(typeVerdicts) } : {}) },
    };
  },
};
