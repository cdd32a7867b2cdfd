import { readFileSync } from 'node:fs';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { deliverySections } from '../../../../../src/report/page/sections/delivery/delivery-sections.js';
import { expectPointersToHold, said, source } from './sample.js';

const EXAMPLE = new URL('../../../../../schemas/examples/report-manifest/valid-proof.json', import.meta.url);

async function html(from: ReturnType<typeof source>): Promise<string> {
  const sections = await deliverySections(from);
  expect(sections.map(({ chapter }) => chapter)).toEqual(['delivery']);
  return sections.map(({ body }) => renderToString(body)).join('');
}

describe('the delivery', () => {
  it('begins with the sum of its files', async () => {
    const text = said(await html(source()));
    expect(text).toContain(
      '5 files in = 3 DICOM + 1 not DICOM + 1 cannot be read It adds up: every one is accounted for.',
    );
    expect(text.indexOf('files in')).toBeLessThan(text.indexOf('Studies and series'));
  });

  it('says when the sum does not hold', async () => {
    const summary = { filesIn: 6, dicom: 3, notDicom: 1, unreadable: 1 };
    expect(said(await html(source({ summary })))).toContain('It does not add up: 1 not accounted for.');
  });

  it('says how many files were left out', async () => {
    const text = await html(source({ config: { exclude: { globs: ['*.exe'], leftOut: 4 } } }));
    expect(said(text)).toContain('4 left out by --exclude, in no count');
    expect(text).toContain('data-at="0/config/exclude/leftOut"');
    expect(said(await html(source()))).not.toContain('--exclude');
  });

  it('has no word about a proof that was not asked for', async () => {
    const text = said(await html(source()));
    for (const word of ['Proof', 'earlier report', 'Bag']) expect(text).not.toContain(word);
  });

  it('shows a proof, a comparison and a bag with every file that they name', async () => {
    const from = source(JSON.parse(readFileSync(EXAMPLE, 'utf8')));
    const text = await html(from);
    expect(said(text)).toContain(
      '5 listed = 3 here with the listed content + 1 missing + 1 changed + 0 without a checksum + 0 cannot be read',
    );
    expect(said(text)).toContain('Here and not listed: 1');
    for (const at of ['verify/missing/0/path', 'verify/changed/0/actual', 'against/instances/missing/0/path'])
      expect(text).toContain(`data-at="0/${at}"`);
    expect(said(text)).toContain('Changed other files');
    expect(text).toContain('href="#needs"');
    expect(text).toContain('data-at="0/bag/manifestSha256"');
    expectPointersToHold(text, from);
  });

  it('has an id for nothing, so that two deliveries stand on one page', async () => {
    expect(await html(source({ number: 1 }))).not.toMatch(/\bid="/);
    expect(await html(source({ number: 1 }))).toContain('data-at="1/summary/filesIn"');
  });
});
