/** @jsxImportSource preact */
import { describe, expect, it } from 'vitest';
import type { DeidReviewRow } from '../../../../../src/report/deid-sections.js';
import { toldReport } from '../../../../../src/report/page/page-source.js';
import { ReviewRules } from '../../../../../src/report/page/sections/deid/review-rules.js';
import { allOf, rendered } from '../../page-sample.js';
import { deidSource, reviewOf } from './deid-sample.js';

function rulesOf(review: DeidReviewRow[]) {
  return rendered(<ReviewRules report={toldReport(deidSource({ review }, { mode: 'dry-run' }))} />);
}

describe('ReviewRules', () => {
  it('brings attributes of one rule together over all series, with their files added up', () => {
    const { html } = rulesOf([
      reviewOf(),
      reviewOf({ path: 'StationName' }),
      reviewOf({ seriesUID: '2.25.2', files: 3 }),
    ]);
    expect(allOf(html, /data-count="rules: (\w+)">/g)).toEqual(['remove']);
    expect(html).toContain('<data value="2" data-count="attributes of the rule">');
    expect(html).toContain('<data value="7" data-count="files of all series">');
    expect(html).toContain('<data value="11" data-count="files of all series">');
    expect(html).toContain('<data value="2" data-count="series of the rule">');
    expect(html).toContain('data-at="0/review/1/files"');
  });

  it('keeps rules apart that stand in different places, or do different things', () => {
    const { html } = rulesOf([
      reviewOf(),
      reviewOf({ path: 'StudyID', source: 'profile trial' }),
      reviewOf({ path: 'Modality', action: 'keep' }),
    ]);
    expect(html).toContain('<data value="2" data-count="rules: remove">');
    expect(html).toContain('<data value="1" data-count="rules: keep">');
  });

  it('shows elements of a private list as one rule, each with its own entry', () => {
    const listed = { action: 'keep', source: 'private list makers-mr' } as const;
    const { html, text } = rulesOf([
      reviewOf({ ...listed, path: '(0019,100A)', rule: 'keep MAKER (0019,xx0A)' }),
      reviewOf({ ...listed, path: '(0019,100B)', rule: 'clean MAKER (0019,xx0B)' }),
    ]);
    expect(html).toContain('<data value="1" data-count="rules: keep">');
    expect(text).toContain('each element by its own entry');
    expect(text).toContain('clean MAKER (0019,xx0B)');
  });

  it('tells what is kept in one series and removed in another', () => {
    const rows = [reviewOf(), reviewOf({ seriesUID: '2.25.2', action: 'keep', rule: 'K' })];
    expect(rulesOf(rows).text).toContain('Not treated alike in all series: 1');
    expect(rulesOf(rows.slice(1)).text).not.toContain('Not treated alike');
  });

  it('shows values before and after once, where the report has them', () => {
    const examples = [
      { before: 'St Nowhere', after: '' },
      { before: '', after: '' },
    ];
    const { html, text } = rulesOf([reviewOf({ examples }), reviewOf({ seriesUID: '2.25.2', examples })]);
    expect(html).toContain('<data value="1" data-count="examples: remove">');
    expect(text.match(/St Nowhere/g)).toHaveLength(1);
    expect(rulesOf([reviewOf()]).text).not.toContain('Some of the values');
  });

  it('says that there is nothing to decide where no file would be released', () => {
    expect(rulesOf([]).text).toContain('No file would be released');
  });
});
