import type { Finding } from '../model/finding.js';
import { textAt } from '../model/json.js';
import type { Catalog, PolicyType } from '../model/policy-type.js';
import type { Get, TenantReader } from '../model/ports.js';
import { codes, makeFinding } from '../model/rules.js';
import { spellingsIn } from '../engine/spelling.js';
import type { Summary } from '../engine/summary.js';
import { allPages } from './read-kinds.js';

/** Reads the templates that policies of a bundle are made from: how the destination spells their parts, and whether they are still offered. */
export async function readSpellings(reader: TenantReader, catalog: Catalog, summaries: readonly Summary[]): Promise<{ readonly spellings: Record<string, string>; readonly findings: Finding[] }> {
  const wanted = new Map<string, { row: PolicyType; users: Summary[] }>();
  for (const summary of summaries) {
    if (summary.template === undefined || summary.stays !== undefined) continue;
    const one = wanted.get(summary.template) ?? { row: catalog.row(summary.kind), users: [] };
    one.users.push(summary);
    wanted.set(summary.template, one);
  }
  const spellings: Record<string, string> = {};
  const findings: Finding[] = [];
  await Promise.all(
    [...wanted].map(async ([id, { row, users }]) => {
      if (row.spelling === undefined) return;
      const ask = (path: string): Get => ({ api: row.api, service: row.service, scopes: row.scopes.read, path: path.replace('{id}', encodeURIComponent(id)) });
      const [template, parts] = await Promise.all([reader.get(ask(row.spelling.object)), allPages(reader, ask(row.spelling.parts))]);
      if (parts.ok) spellingsIn(parts.value, spellings);
      for (const user of users) {
        const facts = { address: user.address, kind: user.kind, related: [id] };
        if (!template.ok) {
          if (template.failure.kind === 'missing') findings.push(makeFinding(codes.templateMissing, `${row.title} "${user.name}" is made from template ${id}, which the destination does not have.`, facts));
          continue;
        }
        const state = textAt(template.value, 'lifecycleState');
        if (state !== undefined && state !== 'active') findings.push(makeFinding(codes.templateRetired, `${row.title} "${user.name}" is made from template "${textAt(template.value, 'displayName') ?? id}", which is ${state} in the destination: creating it may be refused.`, facts));
      }
    }),
  );
  return { spellings, findings };
}
