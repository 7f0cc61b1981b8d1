import type { Address } from '../model/address.js';
import type { Finding } from '../model/finding.js';
import { textAt, type JsonObject } from '../model/json.js';
import type { Catalog, PolicyType } from '../model/policy-type.js';
import type { Get, TenantReader } from '../model/ports.js';
import { codes, makeFinding } from '../model/rules.js';
import { allHold } from '../engine/paths.js';
import { spellingsIn } from '../engine/spelling.js';
import type { Summary } from '../engine/summary.js';
import { allPages } from './read-kinds.js';

export interface Templates {
  readonly spellings: Record<string, string>;
  readonly findings: Finding[];
  /** Objects that their template makes no longer, with the reason and what to use in its place. They can still be updated. */
  readonly retired: ReadonlyMap<Address, string>;
}

/** Reads the templates that policies of a bundle are made from: how the destination spells their parts, and whether they are still offered. */
export async function readTemplates(reader: TenantReader, catalog: Catalog, summaries: readonly Summary[]): Promise<Templates> {
  const wanted = new Map<string, { row: PolicyType; users: Summary[] }>();
  for (const summary of summaries) {
    if (summary.template === undefined || summary.stays !== undefined) continue;
    const one = wanted.get(summary.template) ?? { row: catalog.row(summary.kind), users: [] };
    one.users.push(summary);
    wanted.set(summary.template, one);
  }
  const spellings: Record<string, string> = {};
  const findings: Finding[] = [];
  const retired = new Map<Address, string>();
  await Promise.all(
    [...wanted].map(async ([id, { row, users }]) => {
      const ask = (path: string): Get => ({ api: row.api, service: row.service, scopes: row.scopes.read, path: path.replace('{id}', encodeURIComponent(id)) });
      if (row.madeFrom !== undefined) {
        const template = await reader.get(ask(`${row.madeFrom.templates}/{id}`));
        const because = template.ok ? retiredBecause(row.madeFrom, template.value) : template.failure.kind === 'missing' ? `the destination does not offer the template ${id} it is made from: make it anew in the settings catalog` : undefined;
        if (because !== undefined) for (const user of users) retired.set(user.address, because);
        return;
      }
      if (row.spelling === undefined) return;
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
  return { spellings, findings, retired };
}

/** Why a template makes nothing any more, and its successor; undefined where it is still offered. */
function retiredBecause({ retired, successors }: NonNullable<PolicyType['madeFrom']>, template: JsonObject): string | undefined {
  if (!allHold(retired, [template])) return undefined;
  const next = successors.find(({ when }) => allHold(when, [template]))?.because ?? 'make it anew in the settings catalog';
  return `Microsoft retired its template "${textAt(template, 'displayName') ?? ''}", which makes no new policies: ${next}`;
}
