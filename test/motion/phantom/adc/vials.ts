import { magnitude } from '../../../../fixtures/motion/noise.js';
import { inside } from '../../../../fixtures/phantoms/coverage.js';
import type { Slice2d } from '../../../../src/motion/phantom/find/find-disc.js';
import type { PhantomImage } from '../../../../src/motion/phantom/phantom-image.js';
import type { AdcSpec } from '../../../../src/motion/phantom/phantom-spec.js';

type Vials = AdcSpec['vials'];

/** A ring of vials of 14 mm about one in the middle: no turn of less than 60° looks like it. */
export const RING: Vials = [0.0011, 0.0022, 0.0018, 0.0014, 0.0008, 0.0005, 0.0002].map((adcMm2PerS, i) => {
  const angle = ((i - 1) * Math.PI) / 3;
  const place = (v: number): number => (i === 0 ? 0 : 60 * v);
  return {
    name: String(i + 1),
    positionMm: [place(Math.cos(angle)), place(Math.sin(angle))],
    radiusMm: 14,
    adcMm2PerS,
  };
});

/** How the vials are scanned. */
export interface Scan {
  readonly vials?: Vials;
  readonly turnDeg?: number;
  readonly shiftMm?: readonly [number, number];
  /** Signal of each vial without weighting. */
  readonly signals?: readonly number[];
  readonly sigma?: number;
  /** b-values that act are these times those that are stated. */
  readonly gain?: number;
  readonly seed?: string;
}

export const SIZE = 80;
export const SLICES = 4;
const PIXEL_MM = 2.5;

/** Signal of one slice at a b-value. */
export function slice(scan: Scan, bValue: number): Float64Array {
  const { vials = RING, turnDeg = 0, shiftMm = [0, 0], gain = 1 } = scan;
  const turn = (turnDeg * Math.PI) / 180;
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  const out = new Float64Array(SIZE * SIZE);
  for (const [i, { positionMm, radiusMm, adcMm2PerS }] of vials.entries()) {
    const signal = (scan.signals?.[i] ?? 1800) * Math.exp(-bValue * gain * adcMm2PerS);
    const x = c * positionMm[0] - s * positionMm[1] + shiftMm[0];
    const y = s * positionMm[0] + c * positionMm[1] + shiftMm[1];
    for (let p = 0; p < out.length; p++) {
      const px = ((p % SIZE) - (SIZE - 1) / 2) * PIXEL_MM;
      const py = (Math.floor(p / SIZE) - (SIZE - 1) / 2) * PIXEL_MM;
      out[p] = (out[p] ?? 0) + signal * inside(Math.hypot(px - x, py - y) - radiusMm, PIXEL_MM);
    }
  }
  return out;
}

/** One slice without noise, as the search for vials has it. */
export function flatImage(scan: Scan): Slice2d {
  const values = Float32Array.from(slice(scan, 0));
  return { values, columns: SIZE, rows: SIZE, spacingMm: [PIXEL_MM, PIXEL_MM] };
}

/** An image of vials at a b-value, with the noise of magnitudes. */
export function scanned(scan: Scan, bValue: number): PhantomImage {
  const one = slice(scan, bValue);
  const signal = new Float64Array(one.length * SLICES);
  for (let k = 0; k < SLICES; k++) signal.set(one, k * one.length);
  const { sigma = 4, seed = 'adc' } = scan;
  const noise = { sigma, seed: `${seed} ${bValue}`, max: 4095 };
  const start = (-(SIZE - 1) / 2) * PIXEL_MM;
  return {
    values: Float32Array.from(magnitude(signal, noise)),
    dims: [SIZE, SIZE, SLICES],
    spacingMm: [PIXEL_MM, PIXEL_MM, 6],
    affine: Float64Array.of(PIXEL_MM, 0, 0, start, 0, PIXEL_MM, 0, start, 0, 0, 6, -9, 0, 0, 0, 1),
    bValue,
  };
}

/** Images of vials at several b-values. */
export function scans(scan: Scan, bValues: readonly number[] = [0, 500, 900]): PhantomImage[] {
  return bValues.map((bValue) => scanned(scan, bValue));
}
