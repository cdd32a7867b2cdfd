import type { Dataset } from '../dicom/dataset.js';
import { parseDateTime, parseTime, timeToSeconds } from '../dicom/values/dates.js';
import type { Diffusion } from '../dicom/vendor/diffusion.js';
import { isOrthonormal, type Plane } from './plane.js';
import type { SeparatorValues } from './separators.js';
import { type Vector3, vectorFrom } from './vectors.js';

/** One image plane, however it was stored: a classic instance, a frame, a tile of a mosaic. */
export interface Frame {
  /** Absent when the object does not say how its pixels lie in the patient. */
  readonly plane?: Plane;
  /** Centre of the first pixel, patient LPS mm. PS3.3 C.7.6.2.1.1. */
  readonly position?: Vector3;
  readonly separators: SeparatorValues;
}

/** Six direction cosines → row and column; undefined when absent or not orthonormal. */
export function directions(cosines: readonly number[]): Pick<Plane, 'row' | 'column'> | undefined {
  const row = vectorFrom(cosines, 0);
  const column = vectorFrom(cosines, 3);
  return row && column && isOrthonormal(row, column) ? { row, column } : undefined;
}

/** Two positive spacings, millimetres: between rows, between columns. PS3.3 10.7.1.3. */
export function spacingPair(values: readonly number[]): Plane['pixelSpacingMm'] {
  const [rows, columns] = values;
  if (rows === undefined || columns === undefined) return undefined;
  return rows > 0 && columns > 0 && Number.isFinite(rows * columns) ? [rows, columns] : undefined;
}

/** A plane and a position when all that makes them is there. */
export function placed(
  grid: { rows: number; columns: number; spacing: Plane['pixelSpacingMm']; thicknessMm: number | undefined },
  cosines: readonly number[],
  position: readonly number[],
): Pick<Frame, 'plane' | 'position'> {
  const lies = directions(cosines);
  const at = vectorFrom(position);
  if (!lies || !at) return {};
  const { rows, columns, spacing, thicknessMm } = grid;
  return { plane: { ...lies, rows, columns, pixelSpacingMm: spacing, thicknessMm }, position: at };
}

/** Diffusion as separator values; a direction only counts where b is not zero. */
export function diffusionSeparators(diffusion: Diffusion | undefined): SeparatorValues {
  if (diffusion?.bValue === undefined) return {};
  const { bValue, direction } = diffusion;
  if (!direction || bValue === 0) return { DiffusionBValue: bValue };
  return {
    DiffusionBValue: bValue,
    DiffusionGradientOrientation: direction
      .map((c) => (Math.round(c * 1e4) / 1e4 || 0).toString())
      .join('\\'),
  };
}

/** A TM or DT attribute as seconds since midnight, the date left aside; undefined when absent or malformed. */
export function secondsOfDay(ds: Dataset, keyword: string): number | undefined {
  const text = ds.string(keyword);
  if (text === undefined) return undefined;
  const time = keyword.endsWith('DateTime') ? parseDateTime(text) : parseTime(text);
  return time && timeToSeconds(time);
}

/**
 * Values of a text attribute as they are stored, padding removed: good for telling frames apart, and cheaper than
 * decoding them. Undefined when absent or empty.
 */
export function storedText(ds: Dataset, keyword: string): string | undefined {
  return ds.rawText(keyword).replace(/[\0 ]+$/, '') || undefined;
}
