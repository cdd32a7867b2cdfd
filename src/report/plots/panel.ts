import type { Band } from './course.js';
import type { Spec } from './draw-svg.js';
import { CENSORED_COLOUR, NOT_MEASURED_COLOUR } from './palette.js';

/** Width of every panel in pixels: the volumes stand below one another. */
export const PANEL_WIDTH = 760;
/** In pixels. */
const LEAST_BAND = 1.5;
/** In longer runs volumes that are joined by a line have no dot of their own. */
export const SHOWN_POINTS = 250;

/** The horizontal axis, the same in every panel: each volume has a place of its own, numbered from 0. */
export function volumeAxis(volumes: number): Spec {
  const domain = [-0.5, Math.max(1, volumes) - 0.5];
  return {
    field: 'volume',
    type: 'quantitative',
    scale: { domain, nice: false, zero: false },
    axis: { title: null, tickMinStep: 1, format: 'd', tickCount: 16 },
  };
}

/** Stretches of volumes over the whole height of a panel, each at least {@link LEAST_BAND} wide. */
export function bandLayer(bands: readonly Band[], volumes: number): Spec {
  // A single volume of a long run stays visible.
  const pad = Math.max(0, (LEAST_BAND * volumes) / PANEL_WIDTH - 1) / 2;
  return {
    data: {
      values: bands.map(({ from, to, band }) => ({ from: from - 0.5 - pad, to: to - 0.5 + pad, band })),
    },
    mark: { type: 'rect', opacity: 1 },
    encoding: {
      x: { ...volumeAxis(volumes), field: 'from' },
      x2: { field: 'to' },
      fill: {
        field: 'band',
        type: 'nominal',
        scale: { domain: ['censored', 'not measured'], range: [CENSORED_COLOUR, NOT_MEASURED_COLOUR] },
        legend: null,
      },
    },
  };
}

/** What a panel of a height in pixels says that has nothing to show. */
export function emptyLayer(height: number): Spec {
  return {
    data: { values: [{ text: 'not measured' }] },
    mark: { type: 'text', fontSize: 14, color: '#555555', x: PANEL_WIDTH / 2, y: height / 2 },
    encoding: { text: { field: 'text' } },
  };
}
