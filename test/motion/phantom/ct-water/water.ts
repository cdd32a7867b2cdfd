import { normalPairs } from '../../../../fixtures/motion/noise.js';
import { ctWaterFiles } from '../../../../fixtures/phantoms/ct-water.js';
import type { PhantomImage } from '../../../../src/motion/phantom/phantom-image.js';

/** Voxels about the origin of the patient. */
export function imageOf(
  values: Float32Array,
  dims: readonly [number, number, number],
  spacingMm: readonly [number, number, number],
): PhantomImage {
  const line = (axis: 0 | 1 | 2): number[] => {
    const out = [0, 0, 0, (-(dims[axis] - 1) / 2) * spacingMm[axis]];
    out[axis] = spacingMm[axis];
    return out;
  };
  return { values, dims, spacingMm, affine: Float64Array.of(...line(0), ...line(1), ...line(2), 0, 0, 0, 1) };
}

const ROWS = 256;
const SLICES = 8;

/** The two series of the fixtures, in HU, by name. */
export function fixtureWater(): ReadonlyMap<string, PhantomImage> {
  const slices = Array.from(ctWaterFiles(), ({ bytes }) => {
    // Pixel data stand at the end of the file; the intercept is -1024.
    const stored = new Int16Array(Uint8Array.from(bytes.subarray(-2 * ROWS * ROWS)).buffer);
    return Float32Array.from(stored, (value) => value - 1024);
  });
  return new Map(
    ['ct-water', 'ct-water-artefact'].map((name, series) => {
      const values = new Float32Array(SLICES * ROWS * ROWS);
      for (let k = 0; k < SLICES; k++) values.set(slices[series * SLICES + k] ?? [], k * ROWS * ROWS);
      return [name, { ...imageOf(values, [ROWS, ROWS, SLICES], [250 / 256, 250 / 256, 5]), unit: 'HU' }];
    }),
  );
}

/** A cylinder of water that is made by its formula, in HU. */
export interface WaterOptions {
  readonly columns?: number;
  readonly pixelMm?: number;
  readonly slices?: number;
  readonly radiusMm?: number;
  readonly wall?: { readonly mm: number; readonly hu: number };
  readonly hu?: number;
  readonly noiseHu?: number;
  /** How far the middle lies below the edge. */
  readonly cuppingHu?: number;
  readonly ring?: { readonly fromMm: number; readonly toMm: number; readonly hu: number };
  /** What is added at a place of a slice, mm from the centre; NaN for air. */
  readonly added?: (x: number, y: number, slice: number) => number;
  readonly centreMm?: readonly [number, number];
}

const clamp = (share: number): number => Math.max(0, Math.min(1, share));

/** A cylinder of water along the slices' normal. */
export function water(options: WaterOptions = {}): PhantomImage {
  const { columns = 128, pixelMm = 1.6, slices = 3, radiusMm = 80, wall = { mm: 5, hu: 120 } } = options;
  const { hu = 0, noiseHu = 0, cuppingHu = 0, ring, added = () => 0, centreMm = [0, 0] } = options;
  const area = columns * columns;
  const pairs = normalPairs('water');
  const values = Float32Array.from({ length: area * slices }, (_, at) => {
    const place = at % area;
    const x = ((place % columns) - (columns - 1) / 2) * pixelMm - centreMm[0];
    const y = (Math.floor(place / columns) - (columns - 1) / 2) * pixelMm - centreMm[1];
    const r = Math.hypot(x, y);
    const inside = (radius: number): number => clamp(0.5 - (r - radius) / pixelMm);
    const inRing = ring ? ring.hu * inside(ring.toMm) * (1 - inside(ring.fromMm)) : 0;
    const filled = hu - cuppingHu * (1 - (r / radiusMm) ** 2) + inRing + added(x, y, Math.floor(at / area));
    pairs.draw();
    const object = -1000 + (wall.hu + 1000) * inside(radiusMm + wall.mm);
    const value = object + ((Number.isNaN(filled) ? -1000 : filled) - wall.hu) * inside(radiusMm);
    return value + noiseHu * pairs.a;
  });
  return { ...imageOf(values, [columns, columns, slices], [pixelMm, pixelMm, 5]), unit: 'HU' };
}
