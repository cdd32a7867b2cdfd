import { describe, expect, it } from 'vitest';
import { fieldOfViewMm, inPlaneOffsets } from '../../src/study/in-plane.js';
import { makeStack } from '../../src/study/stack.js';
import { deliver, type Given, slices, turned } from './build.js';

function offsetsOf(files: readonly Given[]) {
  const { table } = deliver(files);
  const [plane] = table.planes;
  if (!plane) throw new RangeError('no plane');
  const frames = [...files.keys()];
  const stack = makeStack(
    { table: table.frames, planes: table.planes },
    { plane, frames, mixedThickness: false },
  );
  return inPlaneOffsets(table.frames, stack);
}
const spread = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);

describe('inPlaneOffsets', () => {
  it('are all the same for a straight stack', () => {
    const { alongRow, alongColumn } = offsetsOf(slices({ count: 9 }));
    expect(spread(alongRow)).toBeCloseTo(0, 9);
    expect(spread(alongColumn)).toBeCloseTo(0, 9);
  });

  it('leave out the drift of a tilted gantry', () => {
    const files = slices({ count: 30, spacingMm: 5 }, { ImageOrientationPatient: turned(25).cosines });
    expect(spread(offsetsOf(files).alongColumn)).toBeCloseTo(0, 6);
  });

  it('keep what lies beside another, in the direction in which it does', () => {
    const files = [0, 80].flatMap((y) => slices({ count: 6, shift: () => [0, y, 0] }));
    const { alongRow, alongColumn } = offsetsOf(files);
    expect(spread(alongRow)).toBeCloseTo(0, 9);
    expect(spread(alongColumn)).toBeCloseTo(80, 9);
  });

  it('need no second place', () => {
    const files = [0, 80].flatMap((x) => slices({ count: 1, shift: () => [x, 0, 0] }));
    expect(spread(offsetsOf(files).alongRow)).toBeCloseTo(80, 9);
  });
});

describe('fieldOfViewMm', () => {
  it('is columns along a row, and rows down a column', () => {
    const { table } = deliver(slices({ count: 1 }, { Rows: 10, Columns: 20, PixelSpacing: [3, 4] }));
    expect(table.planes.map(fieldOfViewMm)).toEqual([[80, 30]]);
  });

  it('is not known without Pixel Spacing', () => {
    const { table } = deliver(slices({ count: 1 }, { PixelSpacing: undefined }));
    expect(table.planes.map(fieldOfViewMm)).toEqual([undefined]);
  });
});
