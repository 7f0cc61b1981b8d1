import { guidPattern } from '../../model/ids.js';
import { isList, isObject, textAt, typeOf, type Json, type JsonObject } from '../../model/json.js';
import type { PolicyType, Ref } from '../../model/policy-type.js';
import { spotsAt } from './at-path.js';
import { isPlaceHolder } from './place-holders.js';

/** A name that stood where an id belongs, or beside one. */
export interface NameUse {
  /** The kinds it may be of. */
  readonly kinds: readonly string[];
  readonly name: string;
  /** The id beside it, where there is one: then the name is only told, not looked up. */
  readonly id?: string;
  readonly facts: JsonObject;
  /** JSON pointer. */
  readonly at: string;
  /** Puts an id where the name's id belongs. */
  put(id: string): void;
  /** The group was deleted before the export: IntuneCD leaves a target with neither id nor name. */
  readonly gone: boolean;
  /** Only known names count here: an unknown text may be a word of the service. */
  readonly onlyKnown: boolean;
}

/** Members that IntuneCD writes beside or instead of an id (real-exports.md 1.3), and what else tells about the object. */
const told: readonly { readonly name: string; readonly id: string; readonly facts: readonly string[] }[] = [
  { name: 'groupName', id: 'groupId', facts: ['groupType', 'membershipRule'] },
  { name: 'notificationTemplateName', id: 'notificationTemplateId', facts: [] },
  { name: 'deviceComplianceScriptName', id: 'deviceComplianceScriptId', facts: [] },
  { name: 'detectionScriptName', id: 'value', facts: [] },
];

/** Lists of apps that IntuneCD writes by name: `[{ name, type }]`, or one bare object of several apps. */
const appLists: readonly { readonly names: string; readonly ids: string }[] = [
  { names: 'selectedMobileAppNames', ids: 'selectedMobileAppIds' },
  { names: 'targetedMobileApps', ids: 'targetedMobileApps' },
];

/**
 * Takes every name of another object out of a raw object and says what it names: hint members go, and each use can
 * put an id in their place. Names that stand in the id's own member (filter, scope tag, group) are found by the row's references.
 * @returns the uses, and the places where all but one of several apps got lost.
 */
export function namesIn(row: PolicyType, object: JsonObject): { readonly uses: NameUse[]; readonly cutLists: readonly string[] } {
  const uses: NameUse[] = [];
  const cutLists: string[] = [];
  takeApps(row, object, uses, cutLists);
  takeTold(row, object, '', uses);
  for (const ref of row.refs) {
    if (ref.wrapped !== undefined || ref.when !== undefined) continue;
    for (const spot of spotsAt(object, ref.at)) {
      if (typeof spot.value !== 'string') continue;
      const beside = ref.at.endsWith('.id') ? textAt(spot.holder, 'displayName') : undefined;
      // an object that came expanded says what it is called
      if (beside !== undefined && spot.value !== '') uses.push({ kinds: ref.to, name: beside, id: spot.value, facts: spot.holder, at: spot.at, put: (id) => spot.set(id), gone: false, onlyKnown: true });
      else if (!isName(spot.value, ref)) continue;
      else uses.push({ kinds: ref.to, name: spot.value, facts: {}, at: spot.at, put: (id) => spot.set(id), gone: false, onlyKnown: !alwaysIds.test(ref.at) });
    }
  }
  return { uses, cutLists };
}

/** Places that hold ids and nothing else; elsewhere the service has words of its own (`All`, `Office365`). */
const alwaysIds = /^assignments\[\]\.target\.|^roleScopeTag/u;

function isName(text: string, ref: Ref): boolean {
  if (text === '' || ref.same?.includes(text) === true || ref.none?.includes(text) === true) return false;
  return !guidPattern.test(text) && !/^\d+$/u.test(text) && !/^c\d{1,2}$/u.test(text) && !isPlaceHolder(text);
}

function kindsOf(row: PolicyType, member: string): readonly string[] {
  return row.refs.find((ref) => new RegExp(`(?:^|\\.)${member}(?:\\[\\])?$`, 'u').test(ref.at))?.to ?? [];
}

function takeTold(row: PolicyType, value: Json, at: string, uses: NameUse[]): void {
  if (isList(value)) value.forEach((item, index) => takeTold(row, item, `${at}/${String(index)}`, uses));
  if (!isObject(value)) return;
  const groups = kindsOf(row, 'groupId');
  if (groups.length > 0 && /GroupAssignmentTarget$/iu.test(typeOf(value) ?? '') && (textAt(value, 'groupId') ?? '') === '' && (textAt(value, 'groupName') ?? '') === '') {
    uses.push({ kinds: groups, name: '', facts: {}, at: `${at}/groupId`, put: (id) => (value['groupId'] = id), gone: true, onlyKnown: false });
  }
  for (const one of told) {
    const name = textAt(value, one.name);
    if (!(one.name in value) || (one.name === 'groupName' && !(textAt(value, '@odata.type') ?? '').includes('Target'))) continue;
    const facts: JsonObject = {};
    for (const fact of one.facts) {
      const found = value[fact];
      if (found !== undefined && found !== null) facts[fact] = found;
      delete value[fact];
    }
    // the tool's word for a group without a rule (real-exports.md 1.3)
    if (facts['groupType'] === 'StaticMembership') facts['groupTypes'] = [];
    delete value[one.name];
    const id = textAt(value, one.id);
    const kinds = kindsOf(row, one.id);
    if (name === undefined || name === '' || kinds.length === 0) continue;
    uses.push({ kinds, name, facts, at: `${at}/${one.id}`, put: (next) => (value[one.id] = next), gone: false, onlyKnown: false, ...(id === undefined || !guidPattern.test(id) ? {} : { id }) });
  }
  for (const [name, member] of Object.entries(value)) takeTold(row, member, `${at}/${name}`, uses);
}

function takeApps(row: PolicyType, object: JsonObject, uses: NameUse[], cutLists: string[]): void {
  for (const { names, ids } of appLists) {
    const value = object[names];
    const list = isList(value) ? value : isObject(value) ? [value] : [];
    const apps = list.filter(isObject);
    // VPN profiles have a list of the same name that holds no references
    const kinds = kindsOf(row, ids);
    if (apps.length === 0 || kinds.length === 0) continue;
    if (isObject(value)) cutLists.push(`/${names}`);
    delete object[names];
    const slots: Json[] = apps.map(() => null);
    object[ids] = slots;
    apps.forEach((app, index) => {
      const name = textAt(app, 'appName') ?? textAt(app, 'name') ?? textAt(app, 'displayName') ?? '';
      const type = textAt(app, 'type') ?? typeOf(app);
      const facts: JsonObject = type === undefined ? {} : { '@odata.type': `#microsoft.graph.${type.replace(/^#?(?:microsoft\.graph\.)?/u, '')}` };
      uses.push({ kinds, name, facts, at: `/${ids}/${String(index)}`, put: (id) => (slots[index] = id), gone: false, onlyKnown: false });
    });
  }
}
