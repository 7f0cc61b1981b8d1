import { createHash } from 'node:crypto';
import { timeLine } from '../phrases.js';
import { patterns } from './chart.js';
import { html, ours, type Markup } from './markup.js';
import { style } from './style.js';

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Markup;
}

/** One page: what it is called, what stands above its contents, its numbered sections. */
export interface Page {
  readonly title: string;
  readonly head: Markup;
  readonly sections: readonly Section[];
  readonly tool: { readonly name: string; readonly version: string };
  /** ISO 8601. */
  readonly time: string;
  /** Ours, and nothing of a tenant; absent where the page needs none. */
  readonly script?: string;
}

/**
 * A page as one HTML file. Nothing in it leaves the reader's machine: the content security policy allows its own style sheet and
 * script by their hashes and nothing else. Identical pages give identical bytes.
 */
export function renderPage({ title, head, sections, tool, time, script }: Page): string {
  const scripts = script === undefined ? '' : `script-src 'sha256-${hash(script)}'; `;
  const policy = `default-src 'none'; style-src 'sha256-${hash(style)}'; ${scripts}base-uri 'none'; form-action 'none'`;
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="${tool.name} ${tool.version}">
<title>${title}</title>
<style>${ours(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<header>
${head}<nav class="toc" aria-labelledby="toc"><h2 id="toc">Contents</h2>
<ol>${sections.map((section) => html`<li><a href="#${section.id}">${section.title}</a></li>`)}</ol></nav>
</header>
<main id="main" tabindex="-1">
${patterns()}${sections.map((section, i) => html`<section aria-labelledby="${section.id}"><h2 id="${section.id}">${i + 1}. ${section.title}</h2>
${section.body}</section>
`)}</main>
<footer><p>Made by ${tool.name} ${tool.version} on ${timeLine(time)}. This file asks nothing of the network.</p></footer>
${script !== undefined && html`<script>${ours(script)}</script>
`}</body>
</html>
`.markup;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
