import { describe, expect, it } from 'vitest';
import { Acquisitions } from '../../../src/pipeline/measure-export/acquired.js';
import type { InstanceTable } from '../../../src/study/instance-table.js';

/** An instance: its series, its modality, and the slice thickness of each of its frames. */
type Sketch = readonly [series: string, modality: string, ...mm: readonly (number | undefined)[]];

/** What of a table is asked for; every frame has a plane of its own. */
function acquisitions(...instances: readonly Sketch[]): Acquisitions {
  const planes = instances.flatMap(([, , ...mm]) => mm.map((thicknessMm) => ({ thicknessMm })));
  const counts = instances.map(([, , ...mm]) => mm.length);
  const table = {
    ...{ size: instances.length, planes, frames: { get: (row: number) => row } },
    header: (i: number) => ({ seriesUID: instances[i]?.[0] ?? '', modality: instances[i]?.[1] ?? '' }),
    frameRows: (i: number) => ({
      first: counts.slice(0, i).reduce((sum, count) => sum + count, 0),
      count: counts[i] ?? 0,
    }),
  };
  return new Acquisitions(table as unknown as InstanceTable);
}

const UNKNOWN = { modality: null, sliceThicknessMm: null };

describe('How an image was made', () => {
  it.each<[string, Sketch, object]>([
    ['is its modality and slice thickness', ['a', 'CT', 5], { modality: 'CT', sliceThicknessMm: 5 }],
    ['is one thickness where all frames have it', ['a', 'MR', 3, 3], { modality: 'MR', sliceThicknessMm: 3 }],
    ['is no thickness where frames differ', ['a', 'CT', 3, 5], { modality: 'CT', sliceThicknessMm: null }],
    [
      'is none where one frame does not say',
      ['a', 'CT', 3, undefined],
      { modality: 'CT', sliceThicknessMm: null },
    ],
    ['is none where nothing is said', ['a', 'CR', undefined], { modality: 'CR', sliceThicknessMm: null }],
    ['is not known of an image without frames or modality', ['a', ''], UNKNOWN],
  ])('%s', (_, instance, expected) => {
    expect(acquisitions(instance).ofInstance(0)).toEqual(expected);
  });

  it('is asked of its own frames, not of those before', () => {
    const both = acquisitions(['a', 'CT', 5, 5], ['b', 'MR', 3]);
    expect(both.ofInstance(1)).toEqual({ modality: 'MR', sliceThicknessMm: 3 });
  });
});

describe('How a series was made', () => {
  it('is what all of its images say; null of what differs, and of one that is not there', () => {
    const found = acquisitions(['a', 'CT', 5], ['b', 'MR', 3], ['a', 'CT', 5], ['b', 'MR', 4]);
    expect(found.ofSeries('a')).toEqual({ modality: 'CT', sliceThicknessMm: 5 });
    expect(found.ofSeries('b')).toEqual({ modality: 'MR', sliceThicknessMm: null });
    expect(found.ofSeries('c')).toEqual(UNKNOWN);
  });

  it('is no thickness where one image does not say it', () => {
    const found = acquisitions(['a', 'CT', 5], ['a', 'CT', undefined]);
    expect(found.ofSeries('a')).toEqual({ modality: 'CT', sliceThicknessMm: null });
  });

  // Issue 10: the modality was that of whichever file came first, as it does in highdicom's reports.
  it('is what its images say, whether a report that bears its series comes before them or after', () => {
    const [report, image]: Sketch[] = [
      ['a', 'SR'],
      ['a', 'CT', 5],
    ];
    for (const files of [
      [report, image],
      [image, report],
    ])
      expect(acquisitions(...(files as Sketch[])).ofSeries('a')).toEqual({
        modality: 'CT',
        sliceThicknessMm: 5,
      });
  });

  it('is no modality where images of one series differ', () => {
    expect(acquisitions(['a', 'CT', 5], ['a', 'PT', 5]).ofSeries('a')).toEqual({
      modality: null,
      sliceThicknessMm: 5,
    });
  });
});
