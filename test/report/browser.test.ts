import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import type { GapReport } from '../../src/model/gap-report.js';
import { makeGapReport } from '../../src/report/gap-report.js';
import { renderHtml } from '../../src/report/html.js';
import { largeInputs, sampleEnd, sampleInputs, samplePlan } from './sample.js';

const browsers = [process.env['CHROME_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];
const executable = browsers.find((path) => path !== undefined && existsSync(path));
const skip = executable === undefined ? 'no Chromium is installed: set CHROME_PATH, or install the package "chromium", to look at the report in a browser' : false;

const sample = sampleInputs();
const reports: Readonly<Record<'assessed' | 'verified' | 'hostile', GapReport>> = {
  assessed: makeGapReport(sample),
  verified: makeGapReport(sampleEnd(sample, samplePlan(sample))),
  hostile: makeGapReport(largeInputs(40)),
};

describe('the report in a real browser', { skip }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'gap-report-'));
  let browser: Browser;

  before(async () => {
    for (const [name, report] of Object.entries(reports)) writeFileSync(join(folder, `${name}.html`), renderHtml(report));
    // the sandbox of Chromium does not start for root, which is who runs in containers
    browser = await chromium.launch({ ...(executable === undefined ? {} : { executablePath: executable }), args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  });
  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  /** Opens a report, runs what is asked, and fails on any request beside the file itself, any dialog and any complaint on the console. */
  async function open(name: keyof typeof reports, options: BrowserContextOptions, run: (page: Page) => Promise<void>): Promise<void> {
    const context = await browser.newContext(options);
    try {
      const page = await context.newPage();
      const seen: string[] = [];
      const address = pathToFileURL(join(folder, `${name}.html`)).href;
      context.on('request', (request) => seen.push(request.url()));
      page.on('dialog', (dialog) => seen.push(`dialog ${dialog.message()}`));
      page.on('console', (message) => seen.push(`console ${message.text()}`));
      page.on('pageerror', (error) => seen.push(`error ${error.message}`));
      await page.goto(address);
      await run(page);
      assert.deepEqual(seen, [address]);
    } finally {
      await context.close();
    }
  }

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1280, 320]) {
      test(`nothing is found against WCAG 2.2 AA, ${colorScheme}, ${String(width)} px`, async () => {
        for (const name of width === 1280 && colorScheme === 'light' ? (['verified', 'hostile'] as const) : (['verified'] as const)) {
          await open(name, { colorScheme, viewport: { width, height: 900 } }, async (page) => {
            await page.evaluate(`for (const one of document.querySelectorAll('details')) one.open = true;`);
            await page.evaluate(axe.source);
            const found: unknown = await page.evaluate(
              `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then((result) => result.violations.map((one) => one.id + ': ' + one.nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join(' | ')))`,
            );
            assert.deepEqual(found, [], name);
          });
        }
      });
    }
  }

  test('at 320 px the page does not scroll sideways, with every list open', async () => {
    for (const name of ['verified', 'hostile'] as const) {
      await open(name, { viewport: { width: 320, height: 700 } }, async (page) => {
        await page.evaluate(`for (const one of document.querySelectorAll('details')) one.open = true;`);
        assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 320, name);
        const wide: unknown = await page.evaluate(`[...document.querySelectorAll('main *')].filter((one) => { const box = one.getBoundingClientRect(); return box.width > 1 && box.right > 320.5 && !one.closest('thead'); }).map((one) => one.outerHTML.slice(0, 120))`);
        assert.deepEqual(wide, [], name);
      });
    }
  });

  test('text at twice its size still fits', async () => {
    await open('verified', { viewport: { width: 1280, height: 900 } }, async (page) => {
      await page.evaluate(`document.documentElement.style.fontSize = '32px'`);
      assert.equal(await page.evaluate(`getComputedStyle(document.body).fontSize`), '32px');
      assert.equal(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), true);
    });
  });

  test('every control and link is reached with the Tab key, and shows that it has the focus', async () => {
    await open('assessed', { viewport: { width: 1280, height: 900 } }, async (page) => {
      const wanted = Number(await page.evaluate(`[...document.querySelectorAll('a[href],button,input,select,summary')].filter((one) => one.checkVisibility()).map((one, i) => { one.setAttribute('data-n', String(i)); return i; }).length`));
      const reached = new Set<string>();
      for (let i = 0; i < wanted + 5; i += 1) {
        await page.keyboard.press('Tab');
        const [number = '', outline] = String(await page.evaluate(`(() => { const one = document.activeElement; return [one.getAttribute('data-n'), getComputedStyle(one).outlineStyle].join(' '); })()`)).split(' ');
        if (number !== '') {
          reached.add(number);
          assert.notEqual(outline, 'none', number);
        }
      }
      assert.equal(reached.size, wanted);
      assert.ok(wanted > 40);
    });
  });

  test('without scripts everything can be read, and no dead control is shown', async () => {
    await open('assessed', { javaScriptEnabled: false, viewport: { width: 1280, height: 900 } }, async (page) => {
      assert.equal(await page.locator('#filter').isVisible(), false);
      for (const one of reports.assessed.findings) assert.equal(await page.locator(`[id="${one.id}"]`).isVisible(), true, one.id);
      await page.locator('summary').first().click();
      assert.equal(await page.locator('details table').first().isVisible(), true);
      const text = await page.locator('main').innerText();
      for (const one of reports.assessed.findings) assert.ok(text.includes(one.consequence), one.code);
    });
  });

  test('the filter narrows the findings by words, severity, owner and status, and says how many are left', async () => {
    await open('assessed', { viewport: { width: 1280, height: 900 } }, async (page) => {
      const total = reports.assessed.findings.length;
      const shown = async (): Promise<string> => page.locator('#f-shown').innerText();
      const rows = async (): Promise<number> => page.locator('#findings tr[data-s]:visible').count();
      assert.equal(await shown(), `${String(total)} of ${String(total)} findings shown`);
      await page.locator('#f-words').fill('office wi-fi');
      await page.locator('#f-shown', { hasText: '2 of' }).waitFor();
      assert.equal(await rows(), 2);
      await page.locator('#f-owner').selectOption('PKI');
      assert.equal(await rows(), 1);
      await page.locator('#f-reset').click();
      assert.equal(await rows(), total);
      await page.locator('#filter input[value=blocker]').uncheck();
      assert.equal(await rows(), reports.assessed.findings.filter((one) => one.severity !== 'blocker').length);
      // a link to a finding that the filter hides shows it again
      await page.locator('a[href="#GAP-REF-003"]').first().click();
      await page.locator('#GAP-REF-003').waitFor({ state: 'visible' });
      await page.locator('#f-status').selectOption('waived');
      assert.equal(await rows(), 1);
    });
  });

  test('hostile names add no element, run nothing and show what they are', async () => {
    await open('hostile', { viewport: { width: 1280, height: 900 } }, async (page) => {
      assert.equal(await page.evaluate(`document.scripts.length`), 1);
      assert.equal(await page.evaluate(`document.querySelectorAll('img,iframe,object,embed,link,form,video,audio,template,[onerror],[onmouseover],[onclick],[style]').length`), 0);
      const text = await page.locator('#findings').innerText();
      assert.ok(text.includes('</script><img src=x onerror=alert(1)>'));
      assert.ok(text.includes('invoice⟨U+202E⟩fdp.exe'));
    });
  });

  test('on A4 and on Letter rows stay whole, heads repeat and every list is open', async () => {
    await open('hostile', {}, async (page) => {
      await page.emulateMedia({ media: 'print' });
      const styles: unknown = await page.evaluate(`(() => { const of = (selector, name) => [...new Set([...document.querySelectorAll(selector)].map((one) => getComputedStyle(one)[name]))]; return { rows: of('tr', 'breakInside'), heads: of('thead', 'display'), filter: of('.filter > :not(p)', 'display') }; })()`);
      assert.deepEqual(styles, { rows: ['avoid'], heads: ['table-header-group'], filter: ['none'] });
      for (const format of ['A4', 'Letter'] as const) {
        const pdf = await page.pdf({ format });
        assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
        const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/gu)?.length ?? 0;
        assert.ok(pages > 5, `${format}: ${String(pages)} pages`);
      }
    });
  });
});
