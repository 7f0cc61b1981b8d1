import { Stop } from '../../model/failure.js';
import type { Command } from '../command.js';
import { nearestNames } from '../kinds.js';

export const explainCommand: Command = {
  name: 'explain',
  describe: 'What a finding means, what follows if nobody acts, and what to do',
  positionals: [{ name: 'code', describe: 'Code of a finding: GAP-CERT-001', demand: true }],
  options: {},
  examples: [
    ['tenantferry explain GAP-CERT-001', 'One finding'],
    ['tenantferry explain gap-ref-003 --json', 'The same for scripts'],
  ],
  async run(args, world) {
    const [{ findRule, rules }, { explainText }] = await Promise.all([import('../../model/rules.js'), import('../../report/text.js')]);
    const word = args.need('code');
    const rule = findRule(word);
    if (rule === undefined) {
      const near = nearestNames(word.toUpperCase(), rules.map((one) => one.code));
      throw new Stop(2, `There is no finding with the code "${word}".`, near.length === 0 ? 'Take the code from a report; docs/findings lists all of them.' : `Did you mean ${near.join(', ')}? docs/findings lists all of them.`);
    }
    return { exitCode: 0, summary: { code: rule.code, severity: rule.severity }, findings: [], files: {}, text: explainText(rule, { width: world.width, color: world.color }).trimEnd(), more: { rule } };
  },
};
