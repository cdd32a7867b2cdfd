import { voxelToPatient } from '../../../study/volume/grid.js';
import type { PointMm } from '../find/fit-ellipse.js';
import type { PhantomImage, PhantomPart } from '../phantom-image.js';
import type { AcrSlice } from './acr-slices.js';
import type { Diameter } from './diameters.js';
import type { LowContrastResult } from './low-contrast.js';
import { type PhantomFrame, pixelAt } from './phantom-frame.js';
import type { PiuResult } from './piu.js';
import type { PsgResult } from './psg.js';
import type { RampBand } from './ramp-band.js';
import type { SlicePosition, WedgeBar } from './slice-position.js';
import type { Ramp, SliceThickness } from './slice-thickness.js';

/** Radius of a square centimetre. */
const SMALL_RADIUS_MM = 10 / Math.sqrt(Math.PI);
/** Radius of the low-contrast insert, mm. */
const INSERT_RADIUS_MM = 45;

/** Something to be shown, in a slice, by its name and what was measured. */
interface Named {
  readonly image: PhantomImage;
  readonly index: number;
  readonly name: string;
  readonly values: Readonly<Record<string, number>>;
}

/** The outline that was found in a slice. */
export function outlinePart(image: PhantomImage, { number, index, disc }: AcrSlice): PhantomPart {
  return {
    name: `outline, slice ${number}`,
    shape: 'circle',
    centreMm: voxelToPatient(image, [disc.centre[0], disc.centre[1], index]),
    sizeMm: disc.halfAxesMm,
    slice: index,
    values: { diameterMm: 2 * disc.radiusMm },
  };
}

/** A line between two places, mm from the first pixel's centre. */
export function linePart({ image, index, name, values }: Named, from: PointMm, to: PointMm): PhantomPart {
  const [dx, dy] = image.spacingMm;
  return {
    name,
    shape: 'line',
    centreMm: voxelToPatient(image, [from[0] / dx, from[1] / dy, index]),
    sizeMm: [to[0] - from[0], to[1] - from[1]],
    slice: index,
    values,
  };
}

/** A diameter. */
export function diameterPart(
  image: PhantomImage,
  { number, index }: AcrSlice,
  direction: string,
  of: Diameter,
): PhantomPart {
  const named = {
    image,
    index,
    name: `${direction} diameter, slice ${number}`,
    values: { lengthMm: of.lengthMm },
  };
  return linePart(named, of.from, of.to);
}

/** A place of the phantom, mm from the first pixel's centre. */
function placeMm(frame: PhantomFrame, x: number, y: number): PointMm {
  const [column, row] = pixelAt(frame, x, y);
  return [column * frame.slice.spacingMm[0], row * frame.slice.spacingMm[1]];
}

/** Where the structures of a slice lie. */
export interface Shown {
  readonly image: PhantomImage;
  readonly at: AcrSlice;
  readonly frame: PhantomFrame;
}

/** The bar of the ramps, and both ramps. */
export function rampParts(
  { image, at, frame }: Shown,
  band: RampBand,
  { top, bottom, thicknessMm }: SliceThickness,
): PhantomPart[] {
  const line = (name: string, { spanMm, yMm }: Ramp): PhantomPart => {
    const values = { lengthMm: spanMm[1] - spanMm[0] };
    return linePart(
      { image, index: at.index, name, values },
      placeMm(frame, spanMm[0], yMm),
      placeMm(frame, spanMm[1], yMm),
    );
  };
  const [column, row] = pixelAt(frame, 0, band.middleMm);
  const halfLength = Math.max(...[...top.spanMm, ...bottom.spanMm].map(Math.abs));
  return [
    {
      name: 'ramps',
      shape: 'box',
      centreMm: voxelToPatient(image, [column, row, at.index]),
      sizeMm: [halfLength, band.heightMm / 2],
      slice: at.index,
      values: { thicknessMm, angleDeg: (band.angleRad * 180) / Math.PI },
    },
    line('upper ramp', top),
    line('lower ramp', bottom),
  ];
}

/** Both bars of the wedges. */
export function wedgeParts({ image, at, frame }: Shown, { left, right }: SlicePosition): PhantomPart[] {
  const line = (side: string, { xMm, fromMm, endMm }: WedgeBar): PhantomPart => {
    const named = {
      image,
      index: at.index,
      name: `${side} bar, slice ${at.number}`,
      values: { lengthMm: endMm - fromMm },
    };
    return linePart(named, placeMm(frame, xMm, fromMm), placeMm(frame, xMm, endMm));
  };
  return [line('left', left), line('right', right)];
}

/** Where uniformity and ghosting were measured. */
export function uniformityParts(
  image: PhantomImage,
  { index }: AcrSlice,
  found: { piu: PiuResult; psg: PsgResult },
): PhantomPart[] {
  const small = (name: string, centre: readonly [number, number], mean: number): PhantomPart => ({
    name,
    shape: 'circle',
    centreMm: voxelToPatient(image, [centre[0], centre[1], index]),
    sizeMm: [SMALL_RADIUS_MM, SMALL_RADIUS_MM],
    slice: index,
    values: { meanSignal: mean },
  });
  const { brightest, darkest, high, low, percent } = found.piu;
  const extremes =
    typeof percent === 'number'
      ? [small('PIU: brightest', brightest, high), small('PIU: darkest', darkest, low)]
      : [];
  const air = found.psg.regions.map(
    ({ centre, halfPixels, mean }): PhantomPart => ({
      name: 'PSG: air',
      shape: 'box',
      centreMm: voxelToPatient(image, [centre[0], centre[1], index]),
      sizeMm: [halfPixels[0] * image.spacingMm[0], halfPixels[1] * image.spacingMm[1]],
      slice: index,
      values: { meanSignal: mean },
    }),
  );
  return [...extremes, ...air];
}

/** The low-contrast insert in each of its slices. */
export function insertParts(
  image: PhantomImage,
  slices: readonly AcrSlice[],
  { perSlice }: LowContrastResult,
): PhantomPart[] {
  return perSlice.flatMap(({ number, spokes, discs }): PhantomPart[] => {
    const at = slices.find((slice) => slice.number === number);
    if (!at || discs.length === 0) return [];
    const mean = (axis: 0 | 1): number =>
      discs.reduce((sum, disc) => sum + disc.centre[axis], 0) / discs.length;
    return [
      {
        name: `spokes, slice ${number}`,
        shape: 'circle',
        centreMm: voxelToPatient(image, [mean(0), mean(1), at.index]),
        sizeMm: [INSERT_RADIUS_MM, INSERT_RADIUS_MM],
        slice: at.index,
        values: { spokes, discsTold: discs.filter(({ told }) => told).length },
      },
    ];
  });
}
