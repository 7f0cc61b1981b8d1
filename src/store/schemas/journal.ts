import type { Outcome, JournalLine } from '../../model/journal.js';
import type { JsonObject } from '../../model/json.js';
import { address, anyObject, anyText, draft, each, failure, listOf, only, record, secretPlace, sha256, text, union } from './words.js';

/** The versions of the journal that this tool reads. */
export const journalFormats: readonly number[] = [1];

const facts = { n: { type: 'integer', minimum: 1 }, at: text, prev: sha256, hash: sha256 };

type End<A extends Outcome['as']> = Extract<Outcome, { as: A }>;

const outcome = union<Outcome['as']>('as', {
  done: record<End<'done'>>({ as: only('done') }, { id: text, requestId: anyText, found: only(true) }),
  failed: record<End<'failed'>>({ as: only('failed'), failure }),
  unknown: record<End<'unknown'>>({ as: only('unknown'), failure }),
  'not sent': record<End<'not sent'>>({ as: only('not sent') }),
  parked: record<End<'parked'>>({ as: only('parked'), failure }, { approvalCode: anyText }),
});

type Line<E extends JournalLine['event']> = Extract<JournalLine, { event: E }>;

export const journalLineSchema: JsonObject = {
  $schema: draft,
  title: 'TenantFerry journal: one line',
  ...union<JournalLine['event']>('event', {
    begin: record<Line<'begin'>>({ ...facts, event: only('begin'), plan: anyText, tool: anyText, destination: anyText }, { format: only(1), deed: only('rollback') }),
    intent: record<Line<'intent'>>({ ...facts, event: only('intent'), address, step: anyText, call: anyText }),
    outcome: record<Line<'outcome'>>({ ...facts, event: only('outcome'), address, step: anyText, outcome }),
    before: record<Line<'before'>>({ ...facts, event: only('before'), address, id: text, body: anyObject, assignments: listOf(anyObject) }, { secrets: listOf(secretPlace) }),
    settled: record<Line<'settled'>>(
      { ...facts, event: only('settled'), address, action: each<Line<'settled'>['action']>({ create: true, update: true, assign: true }), id: text },
      { fingerprint: anyText },
    ),
    undone: record<Line<'undone'>>({ ...facts, event: only('undone'), address, id: text, how: each<Line<'undone'>['how']>({ deleted: true, restored: true, left: true }) }, { because: anyText }),
    end: record<Line<'end'>>({ ...facts, event: only('end'), exitCode: { type: 'integer' } }),
  }),
};
