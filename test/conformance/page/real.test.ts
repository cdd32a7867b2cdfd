import { readFileSync } from 'node:fs';
import { describe, expect, it, type TestContext } from 'vitest';
import { folder } from '../../commands/cli.js';
import { SHARED_DICOM, sharedFiles } from '../shared-data.js';
import { open, pageOf } from './browser.js';
import { told } from './reports.js';
import { untold } from './told-values.js';

/** Commands on the real files, with what they need besides. */
const COMMANDS: readonly (readonly string[])[] = [
  ['manifest', SHARED_DICOM],
  ['check-protocol', SHARED_DICOM, '--protocol', 'acr-mr-phantom'],
  ['measure-export', SHARED_DICOM],
];

/** The page of one report, in a browser, and the report. */
async function shown(context: TestContext, command: readonly string[]) {
  sharedFiles(context);
  const report = await told(folder(), 'report', ...command);
  return { report, ...(await open(context, await pageOf([report]), { width: 390 })) };
}

describe.each(COMMANDS.map((command) => [command[0] ?? '', command] as const))(
  'the page of %s on the shared files',
  (_, command) => {
    it('says nothing but what the report says, asks nothing, and fits a telephone', async (context) => {
      const { page, requests, console: said, report } = await shown(context, command);
      const { wrong, values } = await untold(page, [report]);
      expect(wrong.slice(0, 5)).toEqual([]);
      expect(values).toBeGreaterThan(1000);
      expect([requests, said]).toEqual([[], []]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
      const { verdict } = JSON.parse(readFileSync(report, 'utf8')) as { verdict: string };
      expect(await page.locator('h1').textContent()).toBe(`Verdict: ${verdict.replace('-', ' ')}`);
      expect(await page.locator('.doubted').count()).toBe(0);
    }, 180_000);
  },
);
