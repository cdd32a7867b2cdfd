import { expect, it } from 'vitest';
import { needsOf } from '../../../src/report/page/needs-of.js';
import { seriesNames } from '../../../src/report/page/series-names.js';
import { findingOf, sourceOf } from './page-sample.js';

const named = (report: object, uid: string) =>
  seriesNames(sourceOf(report as never))
    .get(uid)
    ?.map(({ value, at }) => [value, at]);

it('are those of the series of a study, and of series in lists of their own', () => {
  const studies = [{ series: [{ seriesUID: '1.1', seriesNumber: 4, description: 't1' }] }];
  expect(named({ studies }, '1.1')).toEqual([
    [4, '0/studies/0/series/0/seriesNumber'],
    ['t1', '0/studies/0/series/0/description'],
  ]);
  const rows = [{ seriesUID: '1.2', seriesNumber: null, description: 'bold' }];
  for (const list of ['series', 'images', 'phantoms']) {
    expect(named({ [list]: rows }, '1.2')).toEqual([['bold', `0/${list}/0/description`]]);
  }
});

it('are none where a report has none, however its sections look', () => {
  for (const report of [
    {},
    { studies: 3, series: 2 },
    { series: [{ description: 'x' }, { seriesUID: 7 }] },
  ]) {
    expect(seriesNames(sourceOf(report as never)).size).toBe(0);
  }
  expect(
    named({ studies: [{ study: 1, series: 2 }], series: [{ seriesUID: '1.3', description: '' }] }, '1.3'),
  ).toEqual([]);
});

it('stand with a finding that is about the series, beside its UID', () => {
  const series = [{ seriesUID: '1.2', seriesNumber: 7, description: 'dwi' }];
  const [need] = needsOf([
    sourceOf({ findings: [findingOf({ subject: { seriesUID: '1.2' } })], series } as never),
  ]);
  expect(need?.named.map(({ value }) => value)).toEqual([7, 'dwi']);
  expect(need?.about.map(({ value }) => value)).toEqual(['1.2']);
});
