import type { Address } from '../../model/address.js';
import type { PlannedAdmx, SuppliedAdmx } from '../../model/admx-files.js';
import type { Finding } from '../../model/finding.js';
import type { JsonObject } from '../../model/json.js';
import type { PolicyType } from '../../model/policy-type.js';
import type { Policy } from '../../model/policy.js';
import { codes, makeFinding } from '../../model/rules.js';
import type { EntryOf } from '../fates.js';
import type { Summary } from '../summary.js';
import { valuesAt } from '../paths.js';

/** What an uploaded file of the source says about itself. */
export interface TextWish {
  readonly fileName: string;
  readonly identity?: string;
  readonly languages: readonly string[];
}

/** The text files that an object of the source is to be made of; undefined where its row makes none of files. */
export function textWishOf(row: PolicyType, policy: Pick<Policy, 'body' | 'name'>): TextWish | undefined {
  if (row.texts === undefined) return undefined;
  const { identity, languages } = row.texts;
  const text = (path: string): string[] => valuesAt(policy.body, path).flat().filter((value) => typeof value === 'string' && value !== '').map(String);
  const [said] = text(identity);
  return { fileName: policy.name, ...(said === undefined ? {} : { identity: said }), languages: text(`${languages}[]`) };
}

export interface AdmxSupply {
  readonly summaries: readonly Summary[];
  readonly files: ReadonlyMap<Address, SuppliedAdmx>;
  /** What must be uploaded before what, because it builds on it. */
  readonly needs: ReadonlyMap<Address, readonly Address[]>;
  readonly findings: readonly Finding[];
  readonly stops: readonly Finding[];
  readonly entryOf: EntryOf;
}

/** The language that an administrator's own files are taken in where the source does not say. */
const usual = 'en-US';

/** Decides which uploaded files of the source are made anew of the supplied ones: those whose name and namespace both fit; where the export says no namespace, the name counts, and that is said. */
export function admxSupply(summaries: readonly Summary[], wishes: ReadonlyMap<Address, TextWish>, supplied: readonly SuppliedAdmx[], entryOf: EntryOf): AdmxSupply {
  const files = new Map<Address, SuppliedAdmx>();
  const findings: Finding[] = [];
  const stops: Finding[] = [];
  const given = new Set<string>();
  for (const one of summaries) {
    const wish = wishes.get(one.address);
    if (wish === undefined || one.stays?.why !== 'match only' || ['map', 'drop'].includes(entryOf(one.kind, one.id)?.decision ?? '')) continue;
    const named = supplied.filter((file) => baseName(file.path) === wish.fileName.toLowerCase());
    const fitting = named.filter((file) => file.broken !== undefined || wish.identity === undefined || same(file.namespace, wish.identity));
    const facts = { address: one.address, kind: one.kind };
    const [only, more] = fitting;
    if (only === undefined) {
      const [other] = named;
      if (other !== undefined) findings.push(makeFinding(codes.appFileUnread, `"${one.name}" has no file: ${other.path} is called like it, but defines ${other.namespace ?? 'no namespace'} and not ${wish.identity ?? ''}.`, facts));
    } else if (more !== undefined) {
      stops.push(makeFinding(codes.appFileQuestion, `"${one.name}" waits for its file: ${String(fitting.length)} files fit (${fitting.map((file) => file.path).join(', ')}).`, { ...facts, remedy: 'Leave the right one in the folder, and take the others out.' }));
    } else {
      const wanted = wish.languages.length === 0 ? [usual] : wish.languages;
      const languages = only.languages.filter(({ code }) => wanted.some((language) => same(language, code)));
      const missing = wanted.filter((language) => !languages.some(({ code }) => same(language, code)));
      if (only.broken !== undefined || languages.length === 0) {
        findings.push(makeFinding(codes.appFileUnread, `"${one.name}" has no file: ${only.broken === undefined ? `${only.path} has no ADML file for ${wanted.join(', ')} (put it into a folder called like the language)` : `${only.path} cannot be read: ${only.broken}`}.`, facts));
        continue;
      }
      if (missing.length > 0) findings.push(makeFinding(codes.appFileDiffers, `"${one.name}" is made of ${only.path} without its texts in ${missing.join(', ')}.`, facts));
      if (wish.identity === undefined) findings.push(makeFinding(codes.appFileDiffers, `"${one.name}" is made of ${only.path} by its name alone: the export does not say which namespace it defines, the file says ${only.namespace ?? 'none'}.`, facts));
      files.set(one.address, { ...only, languages });
      given.add(`${one.kind}\n${one.id}`);
    }
  }
  const byNamespace = new Map([...files].flatMap(([address, file]) => (file.namespace === undefined ? [] : [[file.namespace.toLowerCase(), address] as const])));
  const needs = new Map([...files].map(([address, { uses }]) => [address, uses.flatMap((use) => byNamespace.get(use.toLowerCase()) ?? []).filter((need) => need !== address)] as const));
  return {
    summaries: summaries.map((one) => (files.has(one.address) ? without(one) : one)),
    files,
    needs,
    findings: [...findings, ...stops],
    stops,
    entryOf: (kind, id) => {
      const entry = entryOf(kind, id);
      return entry?.decision === 'open' && entry.candidates.length === 0 && given.has(`${kind}\n${id}`) ? undefined : entry;
    },
  };
}

function without({ stays: _stays, ...rest }: Summary): Summary {
  return rest;
}

function same(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}

function baseName(path: string): string {
  return (path.split('/').at(-1) ?? path).toLowerCase();
}

/** The object as it is sent: its name, and the bytes of its files. What the service works out of them is not said. */
export async function withTexts(row: PolicyType, policy: Policy, planned: PlannedAdmx, base64: (path: string) => Promise<string>): Promise<Policy> {
  const { texts } = row;
  if (texts === undefined) return policy;
  const type = policy.body['@odata.type'];
  const languages: JsonObject[] = [];
  for (const { code, file } of planned.languages) languages.push({ fileName: file.file.split('/').at(-1) ?? file.file, languageCode: code, content: await base64(file.file) });
  const body: JsonObject = { ...(type === undefined ? {} : { '@odata.type': type }), [row.name]: policy.name, ...texts.send, [texts.content]: await base64(planned.file.file), [texts.languageFiles]: languages };
  return { ...policy, body };
}
