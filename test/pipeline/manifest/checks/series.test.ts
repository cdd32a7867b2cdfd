import { describe, expect, it } from 'vitest';
import { seriesFindings } from '../../../../src/pipeline/manifest/checks/series.js';
import type { Series } from '../../../../src/study/model.js';
import { addInstance, context, emptyScan, header, series, stack } from '../context.js';

const codes = (one: Series, scan = emptyScan()) =>
  seriesFindings(
    context({
      scan,
      delivery: { patients: [], studies: [{ studyUID: '1', patients: [0], series: [one] }], repeated: [] },
    }),
  ).map(({ code }) => code);

const geometry = (...stacks: ReturnType<typeof stack>[]) => ({ stacks, unplaced: 0, rows: 64, columns: 64 });
const volumes = stack().volumes;

/** Numbered instances in a scan, and a series that has them. */
function numbered(...numbers: number[]) {
  const scan = emptyScan();
  for (const number of numbers) addInstance(scan, { path: `i${number}`, uid: `1.${number}`, number });
  return { scan, one: series({ instances: numbers.map((_, i) => i) }) };
}

describe('the checks of a series', () => {
  it('find nothing wrong with a regular series', () => {
    expect(codes(series())).toEqual([]);
  });

  it('fail missing and doubled slices, with their numbers', () => {
    const broken = series({
      geometry: geometry(stack({ volumes: { ...volumes, missing: 3, duplicates: 2 } })),
    });
    const studies = [{ studyUID: '1', patients: [0], series: [broken] }];
    const found = seriesFindings(context({ delivery: { patients: [], studies, repeated: [] } }));
    expect(found.map(({ code, actual, outcome }) => [code, actual, outcome])).toEqual([
      ['missing-slices', 3, 'fail'],
      ['duplicate-slices', 2, 'fail'],
    ]);
  });

  it('do not evaluate irregular slices, volumes that nothing tells apart, and frames without a place', () => {
    const irregular = stack({ regular: false, volumes: { ...volumes, missing: undefined } });
    expect(codes(series({ geometry: geometry(irregular) }))).toEqual(['irregular-slices']);
    const unknown = { ...volumes, count: undefined, missing: undefined, timePoints: undefined };
    expect(codes(series({ geometry: geometry(stack({ volumes: unknown })) }))).toEqual(['ambiguous-volumes']);
    expect(codes(series({ geometry: { ...geometry(stack()), unplaced: 2 } }))).toEqual(['position-absent']);
  });

  it('take images without any place, such as radiographs, as they are', () => {
    const nowhere = { stacks: [], unplaced: 4, rows: 10, columns: 10 };
    const radiograph = header({ modality: 'CR', sopClassUID: '1.2.840.10008.5.1.4.1.1.1' });
    expect(codes(series({ headers: [radiograph], geometry: nowhere }))).toEqual([]);
    expect(codes(series({ geometry: nowhere }))).toEqual(['position-absent']);
  });

  it('tell of volumes that were moved, which is no fault', () => {
    const found = codes(series({ geometry: geometry(stack({ moved: true })) }));
    expect(found).toEqual(['volumes-moved']);
  });

  it('do not take the directions of a diffusion series for missing time points', () => {
    const declared = { temporalPositions: 12 };
    const shells = { ...volumes, count: 12, timePoints: 1 };
    const one = series({ headers: [header({ declared })], geometry: geometry(stack({ volumes: shells })) });
    expect(codes(one)).toEqual([]);
  });

  it('warn of lossy compression', () => {
    expect(codes(series({ headers: [header(), header({ lossy: true })] }))).toEqual(['lossy-compression']);
  });

  it('fail PET with fewer slices than it declares, for all time slices', () => {
    const declared = { slices: 10, timeSlices: 2 };
    const pet = (count: number) =>
      series({
        headers: [header({ modality: 'PT', declared })],
        instances: Array.from({ length: count }, (_, i) => i),
      });
    const scan = emptyScan();
    for (let i = 0; i < 20; i++) addInstance(scan, { path: `p${i}`, uid: `2.${i}` });
    expect(codes(pet(19), scan)).toEqual(['fewer-images-than-declared']);
    expect(codes(pet(20), scan)).toEqual([]);
  });

  it('fail a time series with fewer time points than it declares', () => {
    const declared = { temporalPositions: 12 };
    const short = { ...volumes, count: 11, timePoints: 11 };
    const one = series({ headers: [header({ declared })], geometry: geometry(stack({ volumes: short })) });
    expect(codes(one)).toEqual(['fewer-images-than-declared']);
  });

  it('warn of holes in instance numbers where positions show no gap', () => {
    const { scan, one } = numbered(1, 2, 3, 5, 6);
    expect(codes(one, scan)).toEqual(['instance-numbers-with-gaps']);
  });

  it('leave instance numbers alone that count something else, or where the gap is known already', () => {
    const sparse = numbered(1, 100, 200);
    expect(codes(sparse.one, sparse.scan)).toEqual([]);
    const { scan, one } = numbered(1, 2, 4, 5);
    const gap = { ...one, geometry: geometry(stack({ volumes: { ...volumes, missing: 1 } })) };
    expect(codes(gap, scan)).toEqual(['missing-slices']);
  });

  it('warn of slices twice as far apart as the header says: every second one may be missing', () => {
    const declared = { sliceSpacingMm: 1 };
    expect(codes(series({ headers: [header({ declared })] }))).toEqual(['spacing-differs-from-header']);
    expect(codes(series({ headers: [header({ declared: { sliceSpacingMm: 2.2 } })] }))).toEqual([]);
  });
});
