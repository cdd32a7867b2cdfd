import { describe, expect, it } from 'vitest';
import {
  diameterPart,
  insertParts,
  linePart,
  outlinePart,
  rampParts,
  uniformityParts,
  wedgeParts,
} from '../../../../src/motion/phantom/acr/acr-parts.js';
import type { AcrSlice } from '../../../../src/motion/phantom/acr/acr-slices.js';
import type { PhantomImage } from '../../../../src/motion/phantom/phantom-image.js';

/** An image whose columns run to the head, rows to the left, and slices to the back. */
const IMAGE: PhantomImage = {
  dims: [100, 100, 11],
  spacingMm: [2, 3, 10],
  affine: Float64Array.of(0, 3, 0, 10, 0, 0, 10, 20, 2, 0, 0, 30, 0, 0, 0, 1),
  values: new Float32Array(0),
};
const SLICE = { values: new Float32Array(0), columns: 100, rows: 100, spacingMm: [2, 3] } as const;
const DISC = {
  centre: [50, 40],
  radiusMm: 95,
  halfAxesMm: [94, 96],
  roughnessMm: 0.1,
  share: 1,
  inside: 100,
  outside: 0,
} as const;
/** Slice 11, stored first. */
const AT: AcrSlice = { number: 11, index: 0, slice: SLICE, disc: DISC };
const CENTRE_MM = [10 + 3 * 40, 20, 30 + 2 * 50];
const SHOWN = { image: IMAGE, at: AT, frame: { slice: SLICE, disc: DISC, angleRad: 0 } };

describe('parts', () => {
  it('show an outline by its half axes, in the slice where it is stored', () => {
    expect(outlinePart(IMAGE, AT)).toEqual({
      name: 'outline, slice 11',
      shape: 'circle',
      centreMm: CENTRE_MM,
      sizeMm: [94, 96],
      slice: 0,
      values: { diameterMm: 190 },
    });
  });

  it('show a line from its first end, with the vector to its second along rows and columns', () => {
    const line = linePart({ image: IMAGE, index: 2, name: 'line', values: {} }, [20, 30], [26, 27]);
    expect(line).toMatchObject({ shape: 'line', centreMm: [40, 40, 50], sizeMm: [6, -3], slice: 2 });
  });

  it('show a diameter with its length', () => {
    const part = diameterPart(IMAGE, AT, 'vertical', { lengthMm: 189.5, from: [100, 20], to: [100, 209.5] });
    expect(part).toMatchObject({
      name: 'vertical diameter, slice 11',
      sizeMm: [0, 189.5],
      values: { lengthMm: 189.5 },
    });
  });

  it('show the ramps as a box and two lines', () => {
    const [x = 0, , z = 0] = CENTRE_MM;
    const band = { angleRad: 0, middleMm: 3, heightMm: 12 };
    const [top, bottom] = [
      { spanMm: [-20, 30], yMm: 0 },
      { spanMm: [-31, 21], yMm: 6 },
    ] as const;
    const [box, upper, lower] = rampParts(SHOWN, band, { thicknessMm: 5.1, top, bottom });
    expect(box).toMatchObject({ shape: 'box', sizeMm: [31, 6], values: { thicknessMm: 5.1, angleDeg: 0 } });
    expect(box?.centreMm).toEqual([x + 3, 20, z]);
    expect(upper).toMatchObject({ name: 'upper ramp', sizeMm: [50, 0], values: { lengthMm: 50 } });
    expect(upper?.centreMm).toEqual([x, 20, z - 20]);
    expect(lower).toMatchObject({ name: 'lower ramp', sizeMm: [52, 0], values: { lengthMm: 52 } });
  });

  it('turn with the phantom', () => {
    const frame = { ...SHOWN.frame, angleRad: Math.PI / 2 };
    const left = { xMm: 0, fromMm: -90, endMm: -60 };
    const [bar] = wedgeParts({ ...SHOWN, frame }, { differenceMm: 0, left, right: left });
    expect(bar?.sizeMm[0]).toBeCloseTo(-30);
    expect(bar?.sizeMm[1]).toBeCloseTo(0);
  });

  it('show both bars with their lengths', () => {
    const left = { xMm: -3, fromMm: -95, endMm: -65 };
    const right = { xMm: 3, fromMm: -95, endMm: -63 };
    const parts = wedgeParts(SHOWN, { differenceMm: 2, left, right });
    expect(parts.map(({ name, values }) => [name, values.lengthMm])).toEqual([
      ['left bar, slice 11', 30],
      ['right bar, slice 11', 32],
    ]);
    expect(parts[1]?.centreMm[2]).toBeCloseTo((CENTRE_MM[2] ?? 0) + 3);
  });

  it('show where uniformity and ghosting were measured, and no extremes where there is no uniformity', () => {
    const regions = [{ centre: [50, 2], halfPixels: [20, 3], mean: 4 }] as const;
    const piu = { percent: 90, brightest: [50, 40], darkest: [40, 30], high: 110, low: 90 } as const;
    const psg = { percent: 1, regions };
    const [bright, dark, air] = uniformityParts(IMAGE, AT, { piu, psg });
    expect(bright).toMatchObject({
      name: 'PIU: brightest',
      centreMm: CENTRE_MM,
      values: { meanSignal: 110 },
    });
    expect(dark).toMatchObject({ name: 'PIU: darkest', values: { meanSignal: 90 } });
    expect(air).toMatchObject({ name: 'PSG: air', shape: 'box', sizeMm: [40, 9], values: { meanSignal: 4 } });
    const absent = { ...piu, percent: { absent: 'uncertain' } } as const;
    expect(uniformityParts(IMAGE, AT, { piu: absent, psg }).map(({ name }) => name)).toEqual(['PSG: air']);
  });

  it('show the low-contrast insert where its discs were found', () => {
    const disc = (column: number, told: boolean) =>
      ({ centre: [column, 40], radiusMm: 3, spoke: 1, z: 5, told }) as const;
    const perSlice = [
      { number: 11, spokes: 7, discs: [disc(45, true), disc(55, false)] },
      { number: 10, spokes: 0, discs: [] },
    ];
    const parts = insertParts(IMAGE, [AT], { spokes: 7, perSlice });
    expect(parts).toHaveLength(1);
    expect(parts[0]).toMatchObject({
      name: 'spokes, slice 11',
      centreMm: CENTRE_MM,
      values: { spokes: 7, discsTold: 1 },
    });
  });
});
