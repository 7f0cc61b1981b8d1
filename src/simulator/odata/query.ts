import { badRequest, SimulatorLacks } from '../service/refusal.js';

/** A navigation to expand, with the options that stand in its parentheses. */
export interface Expand {
  /** A cast in front: `microsoft.graph.deviceAndAppManagementRoleAssignment/roleScopeTags`. */
  readonly cast?: string;
  readonly name: string;
  readonly query: Query;
}

/** Query options of one request, names in lower case and without values that were not given. */
export interface Query {
  readonly select?: readonly string[];
  readonly expand?: readonly Expand[];
  readonly filter?: string;
  readonly top?: number;
  readonly skip?: number;
  readonly skipToken?: string;
  readonly orderBy?: readonly { readonly path: string; readonly descending: boolean }[];
  readonly search?: string;
  readonly count?: boolean;
}

export const noQuery: Query = {};

/** Parses what follows the question mark. @throws Refusal for an option the service or the simulator does not know. */
export function parseQuery(text: string): Query {
  if (text === '') return noQuery;
  const options: [string, string][] = [];
  for (const part of text.split('&')) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const name = decode(equals < 0 ? part : part.slice(0, equals));
    options.push([name, equals < 0 ? '' : decode(part.slice(equals + 1).replace(/\+/g, ' '))]);
  }
  return fromOptions(options);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw badRequest(`The query string is not valid: '${text}' is no percent-encoded text.`, 'Graph');
  }
}

function fromOptions(options: readonly (readonly [string, string])[]): Query {
  const query: { -readonly [K in keyof Query]: Query[K] } = {};
  const seen = new Set<string>();
  for (const [name, value] of options) {
    const option = name.toLowerCase();
    if (seen.has(option)) throw badRequest(`Query option '${name}' was specified more than once, but it must be specified at most once.`, 'Graph');
    seen.add(option);
    switch (option) {
      case '$select': query.select = value.split(',').map((item) => item.trim()).filter((item) => item !== ''); break;
      case '$expand': query.expand = parseExpand(value); break;
      case '$filter': query.filter = value; break;
      case '$top': query.top = wholeNumber(name, value); break;
      case '$skip': query.skip = wholeNumber(name, value); break;
      case '$skiptoken': query.skipToken = value; break;
      case '$search': query.search = value; break;
      case '$count': query.count = value.toLowerCase() === 'true'; break;
      case '$orderby':
        query.orderBy = value.split(',').map((item) => {
          const [path = '', order = 'asc'] = item.trim().split(/\s+/u);
          return { path, descending: order.toLowerCase() === 'desc' };
        });
        break;
      case '$format': break;
      default:
        if (option.startsWith('$')) throw badRequest(`The query parameter '${name}' is not supported.`, 'Graph');
        throw new SimulatorLacks(`the query option '${name}'`, 'src/simulator/odata/query.ts');
    }
  }
  return query;
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d+$/u.test(text)) throw badRequest(`Invalid value '${text}' for ${name} query option found. The ${name} query option requires a non-negative integer value.`, 'Graph');
  return Number(text);
}

/** `settings($expand=settingDefinitions;$select=id),assignments` → its items. */
export function parseExpand(text: string): Expand[] {
  return splitOutside(text, ',').map((item) => {
    const open = item.indexOf('(');
    const path = (open < 0 ? item : item.slice(0, open)).trim();
    const inside = open < 0 ? '' : item.slice(open + 1, item.lastIndexOf(')'));
    const slash = path.lastIndexOf('/');
    const query = fromOptions(
      splitOutside(inside, ';').filter((option) => option.trim() !== '').map((option): [string, string] => {
        const equals = option.indexOf('=');
        return [option.slice(0, equals).trim(), option.slice(equals + 1)];
      }),
    );
    return slash < 0 ? { name: path, query } : { cast: path.slice(0, slash), name: path.slice(slash + 1), query };
  });
}

function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let from = 0;
  for (let index = 0; index < text.length; index += 1) {
    const letter = text[index];
    if (letter === "'") quoted = !quoted;
    else if (quoted) continue;
    else if (letter === '(') depth += 1;
    else if (letter === ')') depth -= 1;
    else if (letter === separator && depth === 0) {
      parts.push(text.slice(from, index));
      from = index + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}
