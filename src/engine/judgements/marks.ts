import { objectAt, objectsAt, textAt, textsAt, type Json, type JsonObject } from '../../model/json.js';
import type { Policy } from '../../model/policy.js';

/**
 * What an object is told by when many are laid side by side, read off its members while its body is at hand. Told by members and types,
 * never by kind.
 */
export type Mark =
  /** It holds the text of a script. */
  | 'script'
  /** It lets only devices in that are compliant or joined. */
  | 'asks for a compliant device'
  /** Its settings come from an ADMX file that somebody uploaded. */
  | 'imported settings'
  /** It is such a file. */
  | 'uploaded file'
  /** Users of a Mac sign in with their account of the tenant. */
  | 'platform single sign-on';

const marks: readonly (readonly [Mark, (policy: Policy) => boolean])[] = [
  ['script', ({ body }) => isScript(body)],
  ['asks for a compliant device', ({ body }) => textAt(body, 'state') !== 'disabled' && textsAt(objectAt(body, 'grantControls') ?? {}, 'builtInControls').some((one) => one === 'compliantDevice' || one === 'domainJoinedDevice')],
  ['imported settings', ({ body }) => ['custom', 'mixed'].includes(textAt(body, 'policyConfigurationIngestionType') ?? '')],
  ['uploaded file', ({ body, type }) => type === 'groupPolicyUploadedDefinitionFile' || (textAt(body, 'fileName') ?? '').toLowerCase().endsWith('.admx')],
  ['platform single sign-on', ({ children }) => settingIds(children).some((id) => /platformsso/iu.test(id))],
];

export function marksOf(policy: Policy): ReadonlySet<Mark> {
  return new Set(marks.flatMap(([mark, holds]) => (holds(policy) ? [mark] : [])));
}

/** Whether a body holds the text of a script: told by the members that Graph has for it. */
export function isScript(body: JsonObject): boolean {
  return scriptMembers.some((name) => (textAt(body, name) ?? '') !== '');
}

export const scriptMembers = ['scriptContent', 'detectionScriptContent', 'remediationScriptContent'] as const;

/** Ids of the settings catalog settings at the top of a policy and their values as they stand. */
export function settingIds(children: Policy['children']): string[] {
  return Object.values(children).flatMap((list) => list.flatMap((one) => textAt(objectAt(one, 'settingInstance') ?? {}, 'settingDefinitionId') ?? []));
}

/** The texts of the setting whose id fits, wherever it stands among the children. */
export function settingTexts(children: Policy['children'], wanted: RegExp): string[] {
  const found: string[] = [];
  for (const list of Object.values(children)) {
    for (const one of list) {
      const instance = objectAt(one, 'settingInstance');
      if (instance === undefined || !wanted.test(textAt(instance, 'settingDefinitionId') ?? '')) continue;
      for (const value of [objectAt(instance, 'simpleSettingValue'), ...objectsAt(instance, 'simpleSettingCollectionValue')]) {
        const text: Json | undefined = value?.['value'];
        if (typeof text === 'string') found.push(text);
      }
    }
  }
  return found;
}
