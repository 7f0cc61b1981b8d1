import type { PlannedAdmx } from '../../model/admx-files.js';
import type { PlannedFile } from '../../model/app-files.js';
import type { JsonObject } from '../../model/json.js';
import type { Resolution } from '../../model/mapping.js';
import type { Action, Aside, Estimate, Plan, PlannedSecret, PlanOptions, Reliance } from '../../model/plan.js';
import { address, anyText, count, draft, each, finding, flag, kind, kindSight, listOf, named, only, orNull, record, sha256, share, table, tenantFacts, text, texts, tool, union } from './words.js';

/** The versions of the plan that this tool reads. */
export const planFormats: readonly number[] = [1];

const seconds: JsonObject = { type: 'number', minimum: 0 };
const facts = { address, kind, name: anyText, reason: anyText, needs: listOf(address), calls: seconds };

type Deed<D extends Action['do']> = Extract<Action, { do: D }>;

const plannedFile = record<PlannedFile>({ file: text, size: count, sha256 });

const action = union<Action['do']>('do', {
  create: record<Deed<'create'>>({ ...facts, do: only('create'), digest: anyText }, { as: anyText }),
  update: record<Deed<'update'>>({ ...facts, do: only('update'), destination: named, before: anyText, digest: anyText }),
  keep: record<Deed<'keep'>>({ ...facts, do: only('keep'), destination: named, same: flag }),
  assign: record<Deed<'assign'>>({ ...facts, do: only('assign'), digest: anyText }, { destination: named }),
});

type Fate<A extends Resolution['as']> = Extract<Resolution, { as: A }>;

const resolution = union<Resolution['as']>('as', {
  mapped: record<Fate<'mapped'>>({ as: only('mapped'), id: text, because: anyText }, { name: anyText, part: flag }),
  made: record<Fate<'made'>>({ as: only('made'), by: anyText }),
  kept: record<Fate<'kept'>>({ as: only('kept'), because: anyText }),
  dropped: record<Fate<'dropped'>>({ as: only('dropped'), because: anyText }),
  open: record<Fate<'open'>>({ as: only('open'), because: anyText, candidates: listOf(named) }),
});

const aside = record<Aside>(
  { address, kind, name: anyText, state: each<Aside['state']>({ 'left out': true, 'not portable': true, skipped: true }), because: anyText, findings: texts },
  { after: address },
);

const reliance = union<Reliance['what']>('what', {
  exists: record<Extract<Reliance, { what: 'exists' }>>({ what: only('exists'), kind: anyText, id: text }, { name: anyText, fingerprint: anyText }),
  absent: record<Extract<Reliance, { what: 'absent' }>>({ what: only('absent'), kind: anyText, key: anyText, name: anyText }),
});

const input = record<Plan['bundle']>({ path: anyText, fingerprint: anyText });

const plannedSecret = record<PlannedSecret>({ name: text, address, at: anyText, what: anyText, from: each<PlannedSecret['from']>({ supplied: true, bundle: true }) }, { setting: anyText });

const options = record<PlanOptions>({
  assignments: each<PlanOptions['assignments']>({ now: true, later: true, none: true }),
  onExisting: each<PlanOptions['onExisting']>({ skip: true, update: true, fail: true }),
  prefix: anyText,
  keepState: flag,
  allowOpen: flag,
}, { allowUpdates: share });

export const planSchema: JsonObject = {
  $schema: draft,
  title: 'TenantFerry plan',
  ...record<Plan>({
    format: only(1),
    tool,
    time: text,
    source: tenantFacts,
    destination: tenantFacts,
    bundle: input,
    mappings: input,
    options,
    waves: listOf(listOf(action)),
    asides: listOf(aside),
    resolutions: table(table(resolution)),
    values: listOf(record<Plan['values'][number]>({ from: text, class: text, to: orNull(anyText) })),
    spellings: table(text),
    findings: listOf(finding),
    reliesOn: listOf(reliance),
    estimate: record<Estimate>({ reads: count, writes: count, seconds, byService: table(record<{ writes: number; seconds: number }>({ writes: count, seconds })) }),
    kinds: table(kindSight),
    fingerprint: sha256,
  }, { secrets: listOf(plannedSecret), admxFiles: record<NonNullable<Plan['admxFiles']>>({ path: anyText, files: table(record<PlannedAdmx>({ file: plannedFile, languages: listOf(record<PlannedAdmx['languages'][number]>({ code: text, file: plannedFile })) })) }), appFiles: record<NonNullable<Plan['appFiles']>>({ path: anyText, files: table(plannedFile) }) }),
};
