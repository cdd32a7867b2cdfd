import type { Figure, ImageSliceRow } from '../qc-motion-sections.js';
import type { Band } from './course.js';
import type { Spec } from './draw-svg.js';
import { bandLayer, emptyLayer, PANEL_WIDTH, volumeAxis } from './panel.js';

/** A figure of each slice. */
export interface SlicePanel {
  readonly slices: readonly ImageSliceRow[];
  /** Slices of the image. */
  readonly count: number;
  readonly title: string;
  readonly unit: string;
  readonly colour: string;
  readonly at: (slice: ImageSliceRow) => Figure;
  /** The axis reaches at least from the first to the second: noise is not blown up to fill the panel. */
  readonly atLeast: readonly [number, number];
}

const HEIGHT = 110;

/** Slices that are shaded: without signal as what was not measured, those that are another once more as censored ones. */
export function sliceBands(slices: readonly ImageSliceRow[]): Band[] {
  return slices.flatMap(({ slice, isEmpty, duplicateOf }): Band[] => {
    if (!isEmpty && duplicateOf === null) return [];
    return [{ from: slice, to: slice + 1, band: isEmpty ? 'not measured' : 'censored' }];
  });
}

/** Slice by slice: a stem from 0 to the figure, with a dot at its end. A slice without one has neither. */
export function slicePanel(panel: SlicePanel): Spec {
  const { slices, count, title, unit, colour, at, atLeast } = panel;
  const points = slices.flatMap((row) => {
    const value = at(row);
    return value === null || !Number.isFinite(value) ? [] : [{ slice: row.slice, value }];
  });
  const values = [...atLeast, ...points.map(({ value }) => value)];
  const domain = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
  const axis = { title: unit, tickCount: 4, minExtent: 48 };
  const y = { field: 'value', type: 'quantitative', scale: { domain, nice: 4 }, axis };
  const x = { ...volumeAxis(count), field: 'slice' };
  const encoding = { x, y };
  const data = { values: points };
  return {
    title,
    width: PANEL_WIDTH,
    height: HEIGHT,
    layer: [
      bandLayer(sliceBands(slices), count),
      {
        data,
        mark: { type: 'rule', color: colour, strokeWidth: 1.2 },
        encoding: { ...encoding, y2: { datum: 0 } },
      },
      {
        data,
        mark: { type: 'point', filled: true, opacity: 1, size: count > 100 ? 12 : 24, color: colour },
        encoding,
      },
      ...(points.length > 0 ? [] : [emptyLayer(HEIGHT)]),
    ],
  };
}
