import type { JsonObject } from '../../model/json.js';
import { guidOf } from '../tenant/chance.js';
import { contosoTenant } from './directory.js';
import { placed, wordsOf, type Placed } from './words.js';

const words = wordsOf('contoso');

interface Definition {
  readonly name: string;
  readonly category: string;
  readonly classType: 'machine' | 'user';
  /** Presentations by label, with the type of control. */
  readonly presentations: Readonly<Record<string, string>>;
}

const definitions: readonly Definition[] = [
  { name: 'Silently move Windows known folders to OneDrive', category: '\\OneDrive', classType: 'machine', presentations: { 'Tenant ID:': 'TextBox', 'Show notification:': 'DropdownList' } },
  { name: 'Set the home page', category: '\\Microsoft Edge\\Startup, home page and new tab page', classType: 'user', presentations: { 'Home page URL': 'TextBox' } },
  { name: 'Site to Zone Assignment List', category: '\\Windows Components\\Internet Explorer\\Internet Control Panel\\Security Page', classType: 'machine', presentations: { 'Zone assignments': 'ListBox' } },
  { name: 'Set the maximum size of Windows event logs', category: '\\Windows Components\\Event Log Service\\Application', classType: 'machine', presentations: { 'Maximum Log Size (KB)': 'DecimalTextBox' } },
  { name: 'Prevent access to the command prompt', category: '\\System', classType: 'user', presentations: {} },
];

const definitionId = (name: string): string => guidOf(`built-in definition ${name}`);
const presentationId = (name: string, label: string): string => guidOf(`built-in presentation ${name} ${label}`);

/** Built-in definitions have the same ids in every tenant: the cloud knows them (graph-intune.md 7.9). */
export const builtInDefinitions: readonly { readonly path: string; readonly object: JsonObject & { readonly id: string } }[] = definitions.flatMap(({ name, category, classType, presentations }) => [
  { path: 'deviceManagement/groupPolicyDefinitions', object: { id: definitionId(name), displayName: name, categoryPath: category, classType, policyType: 'admxBacked', explainText: '', supportedOn: 'Windows 10' } },
  ...Object.entries(presentations).map(([label, control]) => ({ path: `deviceManagement/groupPolicyDefinitions('${definitionId(name)}')/presentations`, object: { '@odata.type': `#microsoft.graph.groupPolicyPresentation${control}`, id: presentationId(name, label), label } })),
]);

function value(name: string, enabled: boolean, values: Readonly<Record<string, JsonObject>> = {}): JsonObject {
  const url = `https://graph.microsoft.com/beta/deviceManagement/groupPolicyDefinitions('${definitionId(name)}')`;
  return {
    enabled, configurationType: 'policy', 'definition@odata.bind': url,
    presentationValues: Object.entries(values).map(([label, one]) => ({ ...one, 'presentation@odata.bind': `${url}/presentations('${presentationId(name, label)}')` })),
  };
}

const kind = (name: string): JsonObject => ({ '@odata.type': `#microsoft.graph.groupPolicyPresentationValue${name}` });

/** Administrative templates of built-in definitions: texts, lists, numbers, and one without any value. */
export const contosoAdministrativeTemplates: readonly Placed[] = placed(words, 'deviceManagement/groupPolicyConfigurations', 'administrative template', [
  { displayName: 'OneDrive (administrative template)', description: '', policyConfigurationIngestionType: 'builtIn', roleScopeTagIds: ['0'], definitionValues: [value('Silently move Windows known folders to OneDrive', true, { 'Tenant ID:': { ...kind('Text'), value: contosoTenant.tenantId }, 'Show notification:': { ...kind('Text'), value: '0' } })], assignments: [words.to('Finance')] },
  { displayName: 'Browser (administrative template)', description: 'Zones and home page', policyConfigurationIngestionType: 'builtIn', roleScopeTagIds: ['0', '1'], definitionValues: [value('Set the home page', true, { 'Home page URL': { ...kind('Text'), value: 'https://contoso.sharepoint.com' } }), value('Site to Zone Assignment List', true, { 'Zone assignments': { ...kind('List'), values: [{ name: 'https://*.contoso.com', value: '1' }, { name: 'https://contoso.sharepoint.com', value: '2' }] } })], assignments: [words.allUsers(), words.except('Contractors')] },
  { displayName: 'Hardening (administrative template)', description: '', policyConfigurationIngestionType: 'builtIn', roleScopeTagIds: ['0'], definitionValues: [value('Set the maximum size of Windows event logs', true, { 'Maximum Log Size (KB)': { ...kind('Decimal'), value: 32768 } }), value('Prevent access to the command prompt', false)], assignments: [words.to('Kiosk devices', 'Kiosk category', 'exclude')] },
]);
