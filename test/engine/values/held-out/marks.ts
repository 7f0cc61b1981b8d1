import { createHash } from 'node:crypto';
import type { Json } from '../../../../src/model/json.js';
import type { TenantFacts } from '../../../../src/model/policy.js';
import type { ValueClass } from '../../../../src/model/rules.js';

/** Labels a text where it is written, and gives it back: a document is read as it would be, and its labels stand beside what they label. */
export interface Marks {
  /** Belongs to the source tenant; any of the classes is a right name for it. */
  readonly bound: (text: string, ...classes: ValueClass[]) => string;
  /** Looks bound and is not (real-exports.md 4). */
  readonly trap: (text: string) => string;
  /** Two careful people could disagree: counted neither way. */
  readonly either: (text: string) => string;
}

export interface HeldOut {
  readonly name: string;
  readonly tenant: TenantFacts;
  readonly body: (marks: Marks) => Json;
}

/** A GUID that is the same in every run and means nothing. */
export function guid(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The SID of an object of Entra, reckoned here a second time and from the documents alone. */
export function entraSid(id: string): string {
  const hex = id.replaceAll('-', '');
  const bytes = Buffer.from(hex, 'hex');
  const words = [bytes.readUInt32BE(0), bytes.readUInt16BE(4) + bytes.readUInt16BE(6) * 0x10000, bytes.readUInt32LE(8), bytes.readUInt32LE(12)];
  return `S-1-12-1-${words.join('-')}`;
}

export const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
export const base64Utf16 = (text: string, mark = ''): string => Buffer.from(mark + text, 'utf16le').toString('base64');
/** As property lists hold data: tabs and short lines. */
export const plistData = (text: string): string => `\n\t\t\t${(base64(text).match(/.{1,52}/g) ?? []).join('\n\t\t\t')}\n\t\t\t`;

export const northwind: TenantFacts = {
  name: 'northwind',
  id: '3f6c1b9e-58d2-4c07-9a41-e0b7d2c86f15',
  displayName: 'Northwind Traders',
  initialDomain: 'northwind.onmicrosoft.com',
  defaultDomain: 'northwindtraders.com',
  domains: ['northwind.onmicrosoft.com', 'northwind.mail.onmicrosoft.com', 'northwindtraders.com', 'nwt.co.uk', 'northwind-handel.de'],
  intuneAccountId: '7be0f2a4-91c3-4d5e-8f06-2a9d4c1b7e38',
};

export const agency: TenantFacts = {
  name: 'agency',
  id: 'c0a4e7d1-2b96-4f83-b5d8-61f3097ea24c',
  displayName: 'Fabrikam Agency',
  initialDomain: 'fabrikamgov.onmicrosoft.us',
  defaultDomain: 'fabrikam-agency.us',
  domains: ['fabrikamgov.onmicrosoft.us', 'fabrikam-agency.us'],
};

export const command: TenantFacts = {
  name: 'command',
  id: '95e8d3b7-4a10-4cf6-8e27-d7130b5fc96a',
  displayName: 'Fabrikam Command',
  initialDomain: 'fabrikammil.onmicrosoft.us',
  domains: ['fabrikammil.onmicrosoft.us', 'fabrikam-command.us'],
};

export const shanghai: TenantFacts = {
  name: 'shanghai',
  id: '1d72f5c8-e364-4b09-a7fb-3986c0d4e21b',
  displayName: 'Contoso China',
  initialDomain: 'contosocn.partner.onmschina.cn',
  defaultDomain: 'contoso-trade.cn',
  domains: ['contosocn.partner.onmschina.cn', 'contoso-trade.cn'],
};

/** Objects of northwind that its export names. */
export const objects = ['group:sales', 'group:kiosk', 'group:admins', 'user:adele', 'namedLocation:office', 'mobileApp:vpn'].map((each) => ({ id: guid(each), kind: each.slice(0, each.indexOf(':')) }));
