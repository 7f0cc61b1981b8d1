import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../../..');

/** A Markdown file of the project, by its path from the root. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

const elsewhere = new Set(['node_modules', 'dist', '.build', '.git', 'demo-run']);

function pathsBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return elsewhere.has(entry.name) ? [] : pathsBelow(path);
    return entry.isFile() && entry.name.endsWith('.md') ? [path] : [];
  });
}

/** Every Markdown file of the project; bundles and mapping files of somebody's own are none. */
export const pages: readonly Page[] = pathsBelow(root)
  .map((path) => ({ path: relative(root, path).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }))
  .filter(({ path }) => !/^(?:exports|mappings)\/./u.test(path) || path.endsWith('/README.md'))
  .sort((a, b) => (a.path < b.path ? -1 : 1));

/** One page by its path. */
export function page(path: string): Page {
  const found = pages.find((one) => one.path === path);
  if (found === undefined) throw new Error(`there is no ${path}`);
  return found;
}

/** A link to another file of the project: where it leads, and to which heading. */
export interface LocalLink {
  readonly from: string;
  readonly written: string;
  readonly target: string;
  readonly heading?: string;
}

/** The links of a page that do not leave the project, code left out. */
export function localLinks({ path, text }: Page): LocalLink[] {
  const prose = text.replace(/^```[\s\S]*?^```/gmu, '').replace(/`[^`\n]*`/gu, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/gu)].flatMap(([, written = '']) => {
    if (/^[a-z]+:/iu.test(written)) return [];
    const [file = '', heading] = written.split('#');
    const target = file === '' ? path : relative(root, resolve(root, dirname(path), file)).replaceAll('\\', '/');
    return [{ from: path, written, target, ...(heading === undefined ? {} : { heading }) }];
  });
}

/** The anchors of a page's headings, as code hosts make them. */
export function anchorsOf({ text }: Page): Set<string> {
  const headings = text.replace(/^```[\s\S]*?^```/gmu, '').matchAll(/^#+ (.+)$/gmu);
  return new Set([...headings].map(([, title = '']) => title.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').trim().replaceAll(' ', '-')));
}

/** The words of a command line as a shell would pass them: blanks, double quotes, a comment at the end. */
export function wordsOf(line: string): string[] {
  const words: string[] = [];
  for (const [, quoted, plain, comment] of line.matchAll(/"([^"]*)"|([^\s"#]+)|(#.*$)/gu)) {
    if (comment !== undefined) break;
    words.push(quoted ?? plain ?? '');
  }
  return words;
}

/** Every `tenantferry …` that a page shows, in a block of its own or in a line of text. */
export function commandLines({ text }: Page): string[] {
  const blocks = [...text.matchAll(/^```sh\n([\s\S]*?)^```/gmu)].flatMap(([, block = '']) => block.split('\n'));
  const inline = [...text.replace(/^```[\s\S]*?^```/gmu, '').matchAll(/`([^`\n]+)`/gu)].map(([, code = '']) => code);
  return [...blocks, ...inline].flatMap((line) => {
    const found = /(?:^|&& )(?:npx )?(tenantferry(?: .*)?)$/u.exec(line.trim())?.[1];
    return found === undefined ? [] : [found];
  });
}
