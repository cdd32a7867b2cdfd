import { describe, expect, it } from 'vitest';
import type { VerifyProblemCode } from '../../../../../src/pipeline/deid/verify-only.js';
import type { DeidVerifiedRow } from '../../../../../src/report/deid-sections.js';
import { deidSections } from '../../../../../src/report/page/sections/deid/deid-sections.js';
import { PROBLEM_WORDS } from '../../../../../src/report/page/sections/deid/words.js';
import { rendered } from '../../page-sample.js';
import { deidSource } from './deid-sample.js';

async function shown(verified: DeidVerifiedRow[], known?: { sha256: string }) {
  const config = { mode: 'verify-only', ...(known && { known }) };
  const [section] = await deidSections(deidSource({ verified }, { config }));
  return rendered(section?.body ?? null);
}

const HIT = { where: 'PatientName', from: 'names', kind: 'name' };

describe('a search of a folder', () => {
  it('has words for every problem', () => {
    const codes: Record<VerifyProblemCode, true> = {
      ...{ 'not-marked': true, 'person-name': true, 'birth-date': true, 'private-elements': true },
      ...{ 'dates-undeclared': true, 'foreign-uid': true, dicomdir: true, 'not-dicom': true },
      unreadable: true,
    };
    expect(Object.keys(PROBLEM_WORDS).sort()).toEqual(Object.keys(codes).sort());
  });

  it('counts files by problem, and names those with known values first', async () => {
    const { html, text } = await shown([
      { root: 0, path: 'a', problems: [{ code: 'not-marked' }], hits: [] },
      {
        root: 0,
        path: 'b',
        problems: [{ code: 'not-marked' }, { code: 'birth-date', where: 'X' }],
        hits: [HIT],
      },
    ]);
    expect(html).toContain('<data value="2" data-count="files with not-marked">');
    expect(text).toContain('1 file holds something that identifies');
    expect(html.indexOf('0/verified/1/path')).toBeLessThan(html.indexOf('0/verified/0/path'));
    expect(text).toContain('birth-date in X');
  });

  it('counts what it does not show of a file with many hits', async () => {
    const hits = Array.from({ length: 40 }, (_, i) => ({ ...HIT, where: `Item${i}` }));
    const { html } = await shown([{ root: 0, path: 'a', problems: [], hits }]);
    expect(html).toContain('<data value="34" data-count="hits of the file not shown">');
    expect(html).toContain('<data value="25" data-count="rarer places">');
    expect(html).toContain('data-at="0/verified/0/hits/39/where"');
  });

  it('says when there was no list of known values to search for', async () => {
    expect((await shown([])).text).toContain('no list of known values was given');
    expect((await shown([], { sha256: 'ab' })).text).not.toContain('no list of known values');
  });
});
