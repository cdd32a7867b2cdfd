import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, expect, type TestContext } from 'vitest';
import { corelab, folder } from '../../commands/cli.js';
import { skipOrFail } from '../shared-data.js';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

let started: Promise<Browser> | undefined;

afterAll(async () => {
  await (await started)?.close();
});

/** A page in a browser, and what it did there that it must not do. */
export interface OpenPage {
  readonly page: Page;
  /** URLs that were asked for besides the page itself. */
  readonly requests: readonly string[];
  /** What stands on the browser's console. */
  readonly console: readonly string[];
  readonly path: string;
}

/** The widths that pages are looked at in: a wide screen and a telephone; pixels. */
export const WIDTHS = [1440, 390] as const;

/** The browser; skips the test where there is none. */
async function browser(context: TestContext): Promise<Browser> {
  const executablePath = CHROMIUM.find((path) => existsSync(path));
  if (!executablePath) return skipOrFail(context, 'skipped: no chromium');
  started ??= chromium.launch({ executablePath, args: ['--no-sandbox'] });
  return started;
}

/** Opens a file in a browser that has no network. */
export async function open(
  context: TestContext,
  path: string,
  { width = WIDTHS[0] as number, print = false } = {},
): Promise<OpenPage> {
  const own = await (await browser(context)).newContext({ viewport: { width, height: 900 }, offline: true });
  context.onTestFinished(() => own.close());
  const page = await own.newPage();
  if (print) await page.emulateMedia({ media: 'print' });
  const requests: string[] = [];
  const told: string[] = [];
  const url = pathToFileURL(path).href;
  page.on('request', (request) => {
    if (request.url() !== url) requests.push(request.url());
  });
  page.on('console', (message) => told.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => told.push(`error: ${error.message}`));
  await page.goto(url, { waitUntil: 'load' });
  return { page, requests, console: told, path };
}

/** Makes the page of some reports through the built command line. */
export async function pageOf(reports: readonly string[]): Promise<string> {
  const path = join(folder(), 'report.html');
  const { code, stderr } = await corelab(['report', ...reports, '--out', path, '--json']);
  expect([stderr, [0, 1, 3].includes(code ?? -1)]).toEqual(['', true]);
  return path;
}

/** What axe-core finds wrong, as `rule: element`. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as {
    violations: { id: string; nodes: { html: string }[] }[];
  };
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}
