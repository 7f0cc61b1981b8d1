import type { Command, ExitCode } from '../command.js';
import type { Check, CheckState, Role } from '../../engine/checks/check.js';
import type { Needs } from '../../catalog/plan-needs.js';
import type { Examined } from '../doctor/examine.js';
import { chosenRows } from '../kinds.js';
import { loadConfig, pathOf, settingsOf } from '../world.js';

/** The worst thing that was found decides. */
function exitFor(checks: readonly Check[]): ExitCode {
  const any = (state: CheckState): boolean => checks.some((check) => check.state === state);
  return any('wrong') ? 2 : any('unreachable') ? 1 : any('missing') ? 3 : 0;
}

function tokenFacts({ token }: Examined): object {
  if (token === undefined) return {};
  const { expiresAt, ...rest } = token;
  return { token: { ...rest, ...(expiresAt === undefined ? {} : { expires: new Date(expiresAt).toISOString() }) } };
}

export const doctorCommand: Command = {
  name: 'doctor',
  describe: 'Sign in and check tenant, permissions, licenses, connectors, clock, reachability; changes nothing',
  positionals: [],
  options: {
    tenant: { type: 'string', describe: 'This tenant only; all of the configuration unless said', value: 'NAME' },
    only: { type: 'list', describe: 'Permissions for these kinds only', value: 'KIND,…' },
    plan: { type: 'string', describe: 'Permissions for this plan only: exactly what import and verify of it need', value: 'FILE' },
    except: { type: 'list', describe: 'Permissions for all but these kinds', value: 'KIND,…' },
  },
  examples: [
    ['tenantferry doctor', 'Every tenant of the configuration'],
    ['tenantferry doctor --tenant fabrikam --except conditionalAccess,namedLocation', 'One tenant, for a move without conditional access'],
    ['tenantferry doctor --plan plan.json --tenant fabrikam', 'Exactly the permissions that this plan needs, those that read and those that write'],
    ['tenantferry doctor --json', 'Findings with codes, for a pipeline'],
  ],
  permissions: 'Exit codes: 0 all is well · 1 a tenant cannot be reached · 2 a sign-in fails or leads to another tenant · 3 something that is needed is missing',
  async run(args, world) {
    const [{ catalog }, { withNeighbors }, { needsOfPlan, needsOfSource }, { examine }, { missingThere }, { doctorText }] = await Promise.all([
      import('../../catalog/index.js'),
      import('../../catalog/permissions.js'),
      import('../../catalog/plan-needs.js'),
      import('../doctor/examine.js'),
      import('../../engine/checks/connectors.js'),
      import('../doctor/text.js'),
    ]);
    const rows = withNeighbors(chosenRows(catalog, args.list('only'), args.list('except')), catalog.rows);
    const config = await loadConfig(world);
    const only = args.text('tenant');
    const names = only === undefined ? Object.keys(config.tenants) : [only];
    const planFile = args.text('plan');
    const plan = planFile === undefined ? undefined : await (await import('../../store/plan-file.js')).readPlan(pathOf(world, planFile));
    const roleOf = (name: string): Role => (name === (plan?.source.name ?? config.source) ? 'source' : name === (plan?.destination.name ?? config.destination) ? 'destination' : 'neither');
    const needsOf = (name: string): Needs => {
      if (plan?.destination.name === name) return needsOfPlan(catalog, plan);
      if (plan?.source.name === name) return needsOfSource(catalog, plan);
      return roleOf(name) === 'destination' ? { read: [], write: rows } : { read: rows, write: [] };
    };
    const examined: Examined[] = [];
    world.say.begin('Examining', names.length);
    // one after the other: a sign-in may have to ask a person
    for (const name of names) {
      examined.push(await examine(world, await settingsOf(world, config, name), roleOf(name), catalog, needsOf(name)));
      world.say.step();
    }
    world.say.end();
    const source = examined.find((one) => one.role === 'source');
    const tenants = examined.map((one): Examined => (one.role !== 'destination' || source === undefined ? one : { ...one, checks: [...one.checks, ...missingThere(one.name, source.name, source.counts, one.counts)] }));
    const checks = tenants.flatMap((one) => one.checks);
    const count = (...states: readonly CheckState[]): number => checks.filter((check) => states.includes(check.state)).length;
    return {
      exitCode: exitFor(checks),
      summary: { tenants: tenants.length, ok: count('ok'), warnings: count('warning'), missing: count('missing'), unknown: count('unknown'), failed: count('wrong', 'unreachable') },
      findings: checks.flatMap((check) => check.finding ?? []),
      files: {},
      text: doctorText(tenants, { width: world.width, color: world.color }, plan === undefined ? undefined : planFile),
      more: {
        tenants: tenants.map((one) => ({
          name: one.name,
          role: one.role,
          tenantId: one.tenantId,
          needs: one.needs,
          ...(one.displayName === undefined ? {} : { displayName: one.displayName }),
          ...tokenFacts(one),
          checks: one.checks.map(({ finding, ...check }) => ({ ...check, ...(finding === undefined ? {} : { code: finding.code }) })),
        })),
      },
    };
  },
};
