/** @jsxImportSource preact */
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import type { StudyRow } from '../../../../../src/report/manifest-sections.js';
import type { PageSource } from '../../../../../src/report/page/page-source.js';
import { findingsAbout } from '../../../../../src/report/page/sections/delivery/findings-about.js';
import { Studies } from '../../../../../src/report/page/sections/delivery/studies.js';
import { firstOf, studiesOnPage } from '../../../../../src/report/page/sections/delivery/studies-on-page.js';
import { expectPointersToHold, finding, said, series, source, study, withGap } from './sample.js';

function onPage(from: PageSource) {
  const { studies } = from.report as unknown as { studies: readonly StudyRow[] };
  return studiesOnPage({ value: studies, at: '0/studies' }, findingsAbout(from));
}

function html(from: PageSource): string {
  return renderToString(<Studies studies={onPage(from)} />);
}

const several = (n: number): StudyRow[] => [
  study(Array.from({ length: n }, (_, i) => series({ seriesUID: `1.${i}`, seriesNumber: i }))),
];

describe('studies and their series', () => {
  it('let gaps leap to the eye, and not zero', () => {
    const text = html(source({ studies: [withGap(2)] }));
    expect(text).toMatch(
      /<strong class="fault"><data value="2" data-at="0\/studies\/0\/series\/0\/geometry\/missingSlices">/,
    );
    expect(html(source({ studies: [withGap(0)] }))).not.toContain('class="fault"');
  });

  it('show what cannot be told as a dash with the reason, not as zero', () => {
    const text = html(source({ studies: [withGap(null)] }));
    expect(text).toContain('cannot be told: irregular distances');
    expect(text).not.toContain('data-at="0/studies/0/series/0/geometry/missingSlices"');
    expect(html(source({ studies: [study([series({ geometry: null })])] }))).toContain('no image planes');
  });

  it('mark a series by the worst that was found about it, and never as passing', () => {
    const findings = [
      finding('lossy-compression', { subject: { seriesUID: '1.7' } }),
      finding('missing-slices', { subject: { seriesUID: '1.7' }, params: { count: 1 } }),
    ];
    const text = html(source({ studies: [study([series({ seriesUID: '1.7' })])], findings }));
    expect(text).toContain('<tr class="fail">');
    expect(said(text)).toContain('slices missing: 1');
    expect(html(source({ studies: [study()] }))).not.toContain('data-outcome');
  });

  it('say whose series is whose where a study holds several patients', () => {
    const text = html(source({ studies: [{ ...study([series({ ofPatients: [2] })]), patients: [1, 2] }] }));
    expect(said(text)).toContain('Patients 1 and 2');
    expect(said(text)).toContain('of patient 2');
  });

  it('come worst first, then by patient and day', () => {
    const studies = [
      { ...study([series({ seriesUID: '1' })]), studyUID: 's1', dayOffset: null },
      { ...study([series({ seriesUID: '2' })]), studyUID: 's2', dayOffset: 9 },
      { ...study([series({ seriesUID: '3' })]), studyUID: 's3', patient: 2 },
    ];
    const findings = [finding('missing-slices', { subject: { seriesUID: '3' }, params: { count: 1 } })];
    const uids = onPage(source({ studies, findings })).map(({ study: one }) => one.value.studyUID);
    expect(uids).toEqual(['s3', 's2', 's1']);
  });

  it('are cut at the most rows of a table, which says how many more there are', () => {
    const text = html(source({ studies: several(503) }));
    expect(said(text)).toContain('… and 3 more series');
    expect(firstOf(onPage(source({ studies: several(503) })), 500)[0]?.series).toHaveLength(500);
  });

  it('are folded when nothing failed and they are many, and stand open when few', () => {
    expect(html(source({ studies: several(41) }))).toContain('<details');
    expect(html(source({ studies: several(40) }))).not.toContain('<details');
  });

  it('have a caption, and header cells for columns, rows and groups', () => {
    const text = html(source({ studies: [study()] }));
    for (const part of ['<caption>', 'scope="col"', 'scope="row"', 'scope="rowgroup"'])
      expect(text).toContain(part);
  });

  it('show no number that is not in the report', () => {
    const from = source({ studies: [withGap(3, { seriesNumber: 123456 })] });
    expectPointersToHold(html(from), from);
    expect(said(html(from))).toContain('123456');
  });

  it('keep the date out unless the report has it', () => {
    expect(html(source({ studies: [study()] }))).not.toContain('studyDate');
    expect(said(html(source({ studies: [{ ...study(), studyDate: '20240102' }] })))).toContain('20240102');
  });
});
