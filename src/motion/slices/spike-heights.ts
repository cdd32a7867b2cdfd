import { type Complex, type FourierPlan, transformColumns } from './fourier.js';

/** A peak is held against the coefficients from 3 to 4 samples away: within lies the peak's own foot. */
const INNER = 2;
const OUTER = 4;
const RING = (2 * OUTER + 1) ** 2 - (2 * INNER + 1) ** 2;
/** Below this spatial frequency, cycles a voxel, k-space is steep with what the subject did. */
const LOWEST_FREQUENCY = 0.05;

/**
 * Height of the highest peak in the k-space of each slice of what a fit leaves, in units of the mean modulus in a
 * square ring around it. A spike in the scanner's data is one sample of k-space (Zhang et al. 2001, "Elimination of
 * k-space spikes in fMRI data"), while misfit, flow and breathing fill whole regions of it and raise the ring alike.
 * In white noise about 4. As the mask widens a spike's foot, the height saturates at about 30.
 * @param left voxels without a value are NaN
 * @param plans of the columns and of the rows
 * @returns one a slice; NaN where nothing is left
 */
export function spikeHeights(
  left: Float32Array,
  dims: readonly [number, number, number],
  plans: readonly [FourierPlan, FourierPlan],
): Float64Array {
  const [columns, rows, slices] = dims;
  const size = columns * rows;
  const heights = new Float64Array(slices).fill(Number.NaN);
  const work: Workspace = { plans, data: complex(size), spare: complex(size), padded: paddedPlane(dims) };
  for (let k = 0; k < slices; k += 2) {
    // Two real slices share one complex transform: one is the real part, the other the imaginary.
    const spectrum = transformSlices(left.subarray(k * size, (k + 2) * size), work);
    for (const part of [0, 1] as const) {
      const slice = left.subarray((k + part) * size, (k + part + 1) * size);
      // Rounding leaks from one slice into the other: nothing is told from the spectrum.
      if (!slice.some((value) => Math.abs(value) > 0)) continue;
      fillModulus(spectrum, part, work);
      heights[k + part] = highestContrast(work);
    }
  }
  return heights;
}

/** Buffers that serve all slices. */
interface Workspace {
  readonly plans: readonly [FourierPlan, FourierPlan];
  readonly data: Complex;
  readonly spare: Complex;
  readonly padded: PaddedPlane;
}

/** A plane of moduli, v fastest, continued periodically by {@link OUTER} on each side, and its summed areas. */
interface PaddedPlane {
  readonly width: number;
  readonly modulus: Float64Array;
  /** Sum of all before row and column; one row and column more than the moduli. */
  readonly area: Float64Array;
}

function complex(size: number): Complex {
  return { re: new Float64Array(size), im: new Float64Array(size) };
}

function paddedPlane([columns, rows]: readonly [number, number, number]): PaddedPlane {
  const [width, height] = [rows + 2 * OUTER, columns + 2 * OUTER];
  return {
    width,
    modulus: new Float64Array(width * height),
    area: new Float64Array((width + 1) * (height + 1)),
  };
}

/** Transforms one slice or two; of the result the columns' frequency u is the slow axis, the rows' v the fast one. */
function transformSlices(slices: Float32Array, { plans, data, spare }: Workspace): Complex {
  const [alongRow, alongColumn] = plans;
  const [columns, rows] = [alongRow.length, alongColumn.length];
  const size = columns * rows;
  for (let n = 0; n < size; n++) {
    const re = slices[n] ?? 0;
    const im = slices[n + size] ?? 0;
    data.re[n] = Number.isNaN(re) ? 0 : re;
    data.im[n] = Number.isNaN(im) ? 0 : im;
  }
  const half = transformColumns(alongColumn, columns, data, spare);
  const turned = half === data ? spare : data;
  for (let v = 0; v < rows; v++) {
    for (let i = 0; i < columns; i++) {
      turned.re[i * rows + v] = half.re[v * columns + i] ?? 0;
      turned.im[i * rows + v] = half.im[v * columns + i] ?? 0;
    }
  }
  return transformColumns(alongRow, rows, turned, half);
}

/** Modulus of the spectrum of the slice that was the real (0) or the imaginary (1) part. */
function fillModulus({ re, im }: Complex, part: 0 | 1, { plans, padded }: Workspace): void {
  const [columns, rows] = [plans[0].length, plans[1].length];
  const { width, modulus } = padded;
  const sign = part === 0 ? 1 : -1;
  for (let u = 0; u < columns; u++) {
    const opposite = ((columns - u) % columns) * rows;
    for (let v = 0; v < rows; v++) {
      const here = u * rows + v;
      const there = opposite + (v === 0 ? 0 : rows - v);
      const x = (re[here] ?? 0) + sign * (re[there] ?? 0);
      const y = (im[here] ?? 0) - sign * (im[there] ?? 0);
      modulus[(u + OUTER) * width + v + OUTER] = Math.sqrt(x * x + y * y) / 2;
    }
  }
  for (let u = OUTER; u < columns + OUTER; u++) continueRow(modulus, u * width, rows);
  for (let u = 0; u < OUTER; u++) {
    const [before, after] = [(u + columns) * width, (u + OUTER) * width];
    modulus.copyWithin(u * width, before, before + width);
    modulus.copyWithin((u + columns + OUTER) * width, after, after + width);
  }
}

function continueRow(modulus: Float64Array, at: number, rows: number): void {
  for (let v = 0; v < OUTER; v++) {
    modulus[at + v] = modulus[at + v + rows] ?? 0;
    modulus[at + v + rows + OUTER] = modulus[at + v + OUTER] ?? 0;
  }
}

/** The highest modulus over the mean of the ring around it. The spectrum is symmetrical: half of it is enough. */
function highestContrast({ plans, padded }: Workspace): number {
  const [columns, rows] = [plans[0].length, plans[1].length];
  const { width, modulus, area } = padded;
  sumAreas(padded);
  let highest = Number.NaN;
  for (let u = 0; u <= columns >> 1; u++) {
    const fu = u / columns;
    for (let v = 0; v < rows; v++) {
      const fv = Math.min(v, rows - v) / rows;
      if (fu * fu + fv * fv < LOWEST_FREQUENCY * LOWEST_FREQUENCY) continue;
      const value = modulus[(u + OUTER) * width + v + OUTER] ?? 0;
      const ring = square(area, width, u, v, OUTER) - square(area, width, u, v, INNER);
      const contrast = (value * RING) / ring;
      if (!(contrast <= highest) && ring > 0) highest = contrast;
    }
  }
  return highest;
}

function sumAreas({ width, modulus, area }: PaddedPlane): void {
  const height = modulus.length / width;
  for (let u = 0; u < height; u++) {
    let row = 0;
    for (let v = 0; v < width; v++) {
      row += modulus[u * width + v] ?? 0;
      area[(u + 1) * (width + 1) + v + 1] = (area[u * (width + 1) + v + 1] ?? 0) + row;
    }
  }
}

/** Sum over a square of `reach` about (u, v). */
function square(area: Float64Array, width: number, u: number, v: number, reach: number): number {
  const left = (u + OUTER - reach) * (width + 1) + v + OUTER - reach;
  const side = 2 * reach + 1;
  const below = left + side * (width + 1);
  return (area[below + side] ?? 0) - (area[left + side] ?? 0) - (area[below] ?? 0) + (area[left] ?? 0);
}
