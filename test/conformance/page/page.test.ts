import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { open, pageOf, violations, WIDTHS } from './browser.js';
import { cdReports, measuredReports, trialReports } from './reports.js';
import { isRounded, looseDigits, untold } from './told-values.js';

/** Reports that stand on one page. */
const SETS = { trial: trialReports, cd: cdReports, measured: measuredReports } as const;

/** Words of the program's own that have a digit: names of figures and of digests, none of them a value. */
const FIXED = /^(?:(?:Its )?SHA-256|QI [12]|sha256|T[12]|RECIST 1\.1)$/;

/** Findings that say no more than rows do, which stand in their place. */
const SUMS = new Set(['run-delivery-open', 'run-step-open', 'status-needs-person', 'status-query-overdue']);
for (const code of ['status-visit-missed', 'status-visit-overdue']) SUMS.add(code);

/** Where screenshots go for people to look at; nowhere without. */
const SHOTS = process.env.CORELAB_SHOTS;

describe.each(Object.entries(SETS))('the page of the %s reports', (name, make) => {
  let reports: string[] = [];
  let path = '';

  beforeAll(async () => {
    reports = await make();
    path = await pageOf(reports);
  }, 180_000);

  it('asks nothing of anybody, and gives the browser nothing to complain of', async (context) => {
    const { page, requests, console: told } = await open(context, path);
    expect([requests, told]).toEqual([[], []]);
    expect(await page.evaluate('document.scripts.length')).toBe(0);
    const html = readFileSync(path, 'utf8');
    expect(html.match(/\b(?:src|href)="(?!#)[^"]*"/g)).toBeNull();
    expect(html).not.toMatch(/@import|url\((?!#)|<(?:iframe|object|embed|link|form|base)\b|\son[a-z]+="/);
  });

  it('says nothing but what the reports say, each value where it stands in the JSON', async (context) => {
    const { page } = await open(context, path);
    const { wrong, values } = await untold(page, reports);
    expect(wrong).toEqual([]);
    expect(values).toBeGreaterThan(300);
  });

  it('has no other figure in its text', async (context) => {
    const { page } = await open(context, path);
    const digests = reports.map((file) => createHash('sha256').update(readFileSync(file)).digest('hex'));
    const loose = (await looseDigits(page)).filter((text) => !FIXED.test(text));
    expect(loose).toEqual([...digests].sort());
  });

  it.for(WIDTHS)('can be read by everybody at %i pixels: axe-core finds nothing', async (width, context) => {
    const { page } = await open(context, path, { width });
    expect(await violations(page)).toEqual([]);
  });

  it.for(WIDTHS)('is not wider than a screen of %i pixels', async (width, context) => {
    const { page } = await open(context, path, { width });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}-${width}.png`), fullPage: true });
  });

  it('loses nothing when its letters are twice as large', async (context) => {
    const { page } = await open(context, path, { width: 1280 });
    await page.evaluate('document.documentElement.style.fontSize = "200%"');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(1280);
  });

  it('tells outcomes apart where the reader has colours of their own', async (context) => {
    const { page } = await open(context, path);
    await page.emulateMedia({ forcedColors: 'active' });
    const bare =
      await page.evaluate(`[...document.querySelectorAll('.letter')].filter((one) => one.checkVisibility()
      && (one.textContent === '' || getComputedStyle(one).borderTopWidth === '0px')).length`);
    expect(bare).toBe(0);
  });

  it('shows on paper what is folded on a screen, and nothing is cut at its edge', async (context) => {
    // A4 less the margins, at 96 pixels an inch.
    const { page } = await open(context, path, { width: 688, print: true });
    expect(await violations(page)).toEqual([]);
    const hidden = await page.evaluate(`[...document.querySelectorAll('details:not([open])')]
      .filter((one) => [...one.children].some((child) => child.tagName !== 'SUMMARY' && !child.checkVisibility()
        && !child.closest('[popover]'))).map((one) => one.querySelector('summary').textContent)`);
    expect(hidden).toEqual([]);
    const cut = await page.evaluate(`[...document.querySelectorAll('table, svg, p, li, dd, code')]
      .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1)
      .map((one) => one.tagName + ' ' + (one.caption ?? one).textContent.slice(0, 80))`);
    expect(cut).toEqual([]);
    const pdf = await page.pdf({ format: 'A4', ...(SHOTS && { path: join(SHOTS, `${name}.pdf`) }) });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('is walked through with the keyboard: whatever can be pressed is reached', async (context) => {
    const { page } = await open(context, path);
    const all = 'a[href], button, summary, [tabindex="0"]';
    const seen = 'one.checkVisibility() && !one.closest("[popover]")';
    const wanted = await page.evaluate(
      `[...document.querySelectorAll('${all}')].filter((one) => ${seen}).length`,
    );
    await page.evaluate(
      'window.reached = new Set(); document.addEventListener("focusin", (e) => reached.add(e.target))',
    );
    for (let presses = 0; presses < Number(wanted) + 5; presses++) await page.keyboard.press('Tab');
    const missed =
      await page.evaluate(`[...document.querySelectorAll('${all}')].filter((one) => ${seen} && !reached.has(one))
      .map((one) => one.outerHTML.slice(0, 120))`);
    expect(missed).toEqual([]);
  });

  it('leads nowhere in vain: each link has its place, and no place is there twice', async (context) => {
    const { page } = await open(context, path);
    const dead = await page.evaluate(`[...document.querySelectorAll('a[href^="#"]')].map((one) => one.hash)
      .filter((hash) => !document.getElementById(decodeURIComponent(hash.slice(1))))`);
    const twice =
      await page.evaluate(`(() => { const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);
      return ids.filter((id, i) => ids.indexOf(id) !== i); })()`);
    const referred =
      await page.evaluate(`[...document.querySelectorAll('[aria-labelledby], [popovertarget], [aria-describedby]')]
      .flatMap((one) => ['aria-labelledby', 'popovertarget', 'aria-describedby'].flatMap((name) => one.getAttribute(name)?.split(' ') ?? []))
      .filter((id) => !document.getElementById(id))`);
    expect([dead, twice, referred]).toEqual([[], [], []]);
  });

  it('begins with the verdict, the worst of all, and goes on with what needs a person', async (context) => {
    const { page } = await open(context, path);
    const verdicts = reports.map((file) => JSON.parse(readFileSync(file, 'utf8')).verdict as string);
    const worst = ['fail', 'not-evaluable', 'warn', 'pass'].find((one) => verdicts.includes(one)) ?? '';
    expect(await page.locator('h1').textContent()).toBe(`Verdict: ${worst.replace('-', ' ')}`);
    expect(await page.locator('h2').first().textContent()).toBe('What needs a person');
    const ranks = (await page.evaluate(`[...document.querySelectorAll('#needs > ol > li')].map((one) =>
      ['critical', 'major', 'minor', 'info'].indexOf(one.querySelector('.severity').textContent))`)) as number[];
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    expect(ranks).not.toContain(-1);
  });

  it('tells of every finding that failed or could not be evaluated, one by one', async (context) => {
    const { page } = await open(context, path);
    const told = (await page.evaluate(
      `[...document.querySelectorAll('#needs [data-at]')].map((one) => one.dataset.at)`,
    )) as string[];
    const also = (await page.evaluate(
      `[...document.querySelectorAll('#needs [data-also]')].flatMap((one) => one.dataset.also.split(' '))`,
    )) as string[];
    const known = new Set([...told, ...also]);
    const isOpen = ({ outcome }: { outcome: string | null }) =>
      outcome === 'fail' || outcome === 'not-evaluable';
    const wanted = reports.flatMap((file, number) => {
      const report = JSON.parse(readFileSync(file, 'utf8')) as Record<
        string,
        { outcome: string; code: string }[]
      >;
      return ['findings', 'problems', 'worklist'].flatMap((list) =>
        (report[list] ?? []).flatMap((row, i) =>
          isOpen(row) && !(list === 'findings' && SUMS.has(row.code)) ? [`${number}/${list}/${i}`] : [],
        ),
      );
    });
    const missing = wanted.filter((at) => ![...known].some((one) => one === at || one.startsWith(`${at}/`)));
    expect(missing).toEqual([]);
  });
});

describe('a figure on a page', () => {
  it.each([
    ['1.25', 1.25, true],
    ['1.3', 1.25, true],
    ['1.2', 1.25, true],
    ['1.2', 1.2501, false],
    ['12,345', 12345, true],
    ['12,345', 12346, false],
    ['0.00 mm', 0.004, true],
    ['0.00 mm', 0.006, false],
    ['–', 0, false],
    ['1e-9', 1e-9, true],
  ])('%s is %d: %s', (text, value, expected) => {
    expect(isRounded(text, value)).toBe(expected);
  });
});
