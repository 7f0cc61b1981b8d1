import { Refusal } from './refusal.js';

const patterns: Readonly<Record<string, RegExp>> = {
  Binary: /^(?:[A-Za-z0-9+/_-]{4})*(?:[A-Za-z0-9+/_-]{2}(?:==)?|[A-Za-z0-9+/_-]{3}=?)?$/u,
  DateTimeOffset: /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,12})?)?(Z|[+-]\d\d:\d\d)$/u,
  Date: /^\d{4}-\d\d-\d\d$/u,
  TimeOfDay: /^\d\d:\d\d(:\d\d(\.\d{1,12})?)?$/u,
  Duration: /^-?P(?!$)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/u,
  Guid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/iu,
};

/** @throws Refusal 400 where a text is not of the Edm primitive: base64, date, duration, GUID. */
export function checkFormat(text: string, format: string, where: string): void {
  const pattern = patterns[format];
  // the service's own mask comes back where an encrypted value is sent again unchanged (graph-intune.md 9)
  if (pattern === undefined || text === '****') return;
  // base64 may be broken into lines; long texts are looked at only as far as it is cheap
  const looked = format === 'Binary' ? text.replace(/\s+/gu, '') : text;
  if (looked !== '' && !pattern.test(looked)) {
    throw new Refusal(400, 'BadRequest', `Cannot convert the literal of '${where}' to the expected type 'Edm.${format}'.`);
  }
}
