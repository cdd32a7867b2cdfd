import { describe, expect, it } from 'vitest';
import type { NewAttributes } from '../../../src/dicom/new-object/new-object.js';
import { readStructureSet } from '../../../src/measure/rtstruct/read-structure-set.js';
import { contourItem, patched, triangle } from './make-structure-set.js';

/** Reads a ROI of these contours; `from` in its bytes is replaced by `to`. */
async function read(items: readonly NewAttributes[], from = '', to = '') {
  const set = readStructureSet(
    await patched(
      {
        StructureSetROISequence: [{ ROINumber: 1, ROIName: 'A' }],
        ROIContourSequence: [{ ReferencedROINumber: 1, ContourSequence: items }],
      },
      from,
      to,
    ),
  );
  return {
    kinds: set.rois[0]?.contours.map(({ kind }) => kind),
    points: set.rois[0]?.contours.map(({ pointsMm }) => pointsMm.length / 3),
    unread: set.rois[0]?.unreadContours,
    problems: set.problems.map(({ code, itemPath }) => `${code} ${itemPath?.split('.')[1]}`),
  };
}

const good = contourItem(triangle(0));

describe('contours', () => {
  it('of every type of the standard are read', async () => {
    const found = await read([
      good,
      { ...good, ContourGeometricType: 'CLOSEDPLANAR_XOR' },
      contourItem([0, 0, 0, 5, 5, 0], { ContourGeometricType: 'OPEN_PLANAR' }),
      contourItem([0, 0, 0, 5, 5, 9], { ContourGeometricType: 'OPEN_NONPLANAR' }),
      contourItem([1, 2, 3], { ContourGeometricType: 'POINT' }),
    ]);
    expect(found.kinds).toEqual([
      'CLOSED_PLANAR',
      'CLOSEDPLANAR_XOR',
      'OPEN_PLANAR',
      'OPEN_NONPLANAR',
      'POINT',
    ]);
    expect([found.unread, found.problems]).toEqual([0, []]);
  });

  it('of an unknown type are kept and named, and the ROI is not whole', async () => {
    const found = await read([good, { ...good, ContourGeometricType: 'SPIRAL' }]);
    expect(found).toMatchObject({ kinds: ['CLOSED_PLANAR', 'SPIRAL'], unread: 1 });
    expect(found.problems).toEqual(['item-unknown ContourSequence[1]']);
  });

  it.each([
    ['a comma for a point', '4321,5'],
    ['letters', '43 1.5'],
    ['a value too many', '43\\1.5'],
  ])('with %s are named and left out, the others stay', async (_, text) => {
    const damaged = contourItem([0, 0, 0, 4321.5, 0, 0, 0, 9, 0]);
    const found = await read([good, damaged, contourItem(triangle(1))], '4321.5', text);
    expect(found).toMatchObject({ points: [3, 3], unread: 1 });
    expect(found.problems).toEqual(['coordinates-damaged ContourSequence[1]']);
  });

  it('whose number of points is at odds are named and left out: they may be cut', async () => {
    const found = await read([{ ...good, NumberOfContourPoints: 4 }, good]);
    expect(found).toMatchObject({ points: [3], unread: 1 });
    expect(found.problems).toEqual(['coordinates-damaged ContourSequence[0]']);
  });

  it('without a number of points are read by what is there', async () => {
    const { NumberOfContourPoints, ...bare } = good;
    expect(NumberOfContourPoints).toBe(3);
    expect(await read([bare])).toMatchObject({ points: [3], unread: 0, problems: [] });
  });

  it('of one or two points, the first not counted twice, are kept and named; the ROI is whole', async () => {
    const found = await read([
      contourItem([1, 1, 0]),
      contourItem([1, 1, 0, 5, 5, 0]),
      contourItem([1, 1, 0, 5, 5, 0, 1, 1, 0]),
      contourItem([]),
      contourItem([1, 1, 0], { ContourGeometricType: 'OPEN_PLANAR' }),
      good,
    ]);
    expect(found.problems).toEqual([0, 1, 2, 3, 4].map((n) => `contour-too-short ContourSequence[${n}]`));
    expect(found).toMatchObject({ points: [1, 2, 3, 0, 1, 3], unread: 0 });
  });

  it('that are there twice are counted once and named, unless their type is exclusive or', async () => {
    const found = await read([good, contourItem(triangle(1)), good]);
    expect(found).toMatchObject({ points: [3, 3], unread: 0 });
    expect(found.problems).toEqual(['contour-repeated ContourSequence[2]']);
    const xor = { ...good, ContourGeometricType: 'CLOSEDPLANAR_XOR' };
    expect(await read([xor, xor])).toMatchObject({ points: [3, 3], problems: [] });
  });

  it('a point of several points is damaged', async () => {
    const found = await read([contourItem([1, 2, 3, 4, 5, 6], { ContourGeometricType: 'POINT' })]);
    expect(found.problems).toEqual(['coordinates-damaged ContourSequence[0]']);
  });

  it('are moved by their offset to the plane that they stand for', async () => {
    const set = readStructureSet(
      await patched(
        {
          StructureSetROISequence: [{ ROINumber: 1, ROIName: 'A' }],
          ROIContourSequence: [
            {
              ReferencedROINumber: 1,
              ContourSequence: [{ ...good, ContourOffsetVector: [1, 0, -2.5] }],
            },
          ],
        },
        '',
        '',
      ),
    );
    expect([...(set.rois[0]?.contours[0]?.pointsMm ?? [])]).toEqual([1, 0, -2.5, 11, 0, -2.5, 1, 10, -2.5]);
  });
});
