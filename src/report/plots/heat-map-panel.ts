import type { MotionRunRow } from '../qc-motion-sections.js';
import type { Band } from './course.js';
import type { Spec } from './draw-svg.js';
import { gainCells } from './gain-cells.js';
import { GAIN_COLOURS, NOT_MEASURED_COLOUR } from './palette.js';
import { bandLayer, emptyLayer, PANEL_WIDTH, volumeAxis } from './panel.js';

const CLASS_NAMES = GAIN_COLOURS.map((_, i) => {
  if (i === 0) return 'below 0.55';
  return i === GAIN_COLOURS.length - 1 ? 'above 1.45' : (0.5 + i / 10).toFixed(1);
});
const NOT_MEASURED = 'not measured';
const NAMES = [...CLASS_NAMES.toReversed(), NOT_MEASURED];
const COLOURS = [...GAIN_COLOURS.toReversed(), NOT_MEASURED_COLOUR];
/** In pixels, about. */
const HEIGHT = 210;

/** Whole pixels a row: no seams between them. */
function heightOf(rows: number): number {
  return rows * Math.max(2, Math.round(HEIGHT / rows));
}

function title(volumesPerColumn: number, slicesPerRow: number): Spec {
  const binned = [
    ...(volumesPerColumn > 1 ? [`${volumesPerColumn} volumes a column`] : []),
    ...(slicesPerRow > 1 ? [`${slicesPerRow} slices a row`] : []),
  ].join(', ');
  const text = 'Slice gain: signal of each slice over what is expected of it';
  return { text: binned ? `${text} (${binned}: the gain furthest from 1)` : text };
}

function eventLayer({ slices, volumes }: MotionRunRow): Spec {
  return {
    data: { values: slices.map(({ kind, volume, slice }) => ({ kind, volume, slice })) },
    mark: {
      type: 'point',
      filled: true,
      size: 90,
      opacity: 1,
      color: '#000000',
      stroke: '#ffffff',
      strokeWidth: 1,
    },
    encoding: {
      x: volumeAxis(volumes.length),
      y: { field: 'slice', type: 'quantitative' },
      shape: {
        field: 'kind',
        type: 'nominal',
        scale: { domain: ['dropout', 'spike'], range: ['triangle-down', 'diamond'] },
        legend: { title: 'event', symbolFillColor: '#000000', symbolStrokeColor: '#000000' },
      },
    },
  };
}

/** The slices of all volumes as a heat map of their gain, with dropouts and spikes marked. */
export function heatMapPanel(run: MotionRunRow, bands: readonly Band[]): Spec {
  const { cells, volumesPerColumn, slicesPerRow, slices } = gainCells(run.sliceGain);
  const volumes = run.volumes.length;
  const rows = cells.map(({ from, to, low, high, gainClass }) => ({
    from: from - 0.5,
    to: to - 0.5,
    low: low - 0.5,
    high: high - 0.5,
    gain: gainClass === undefined ? NOT_MEASURED : CLASS_NAMES[gainClass],
  }));
  const height = heightOf(Math.max(1, Math.ceil(slices / slicesPerRow)));
  // In a binned map a volume that was not measured would hide behind its neighbours.
  const unknown = bands.filter(({ band }) => band === NOT_MEASURED);
  const axis = {
    title: 'slice (from 0)',
    tickMinStep: 1,
    format: 'd',
    tickCount: 6,
    minExtent: 48,
    grid: false,
  };
  const y = {
    type: 'quantitative',
    scale: { domain: [-0.5, Math.max(1, slices) - 0.5], nice: false, zero: false },
    axis,
  };
  return {
    title: title(volumesPerColumn, slicesPerRow),
    width: PANEL_WIDTH,
    height,
    view: { fill: GAIN_COLOURS[5] },
    layer: [
      {
        data: { values: rows },
        mark: { type: 'rect', aria: false, opacity: 1 },
        encoding: {
          x: { ...volumeAxis(volumes), field: 'from' },
          x2: { field: 'to' },
          y: { ...y, field: 'low' },
          y2: { field: 'high' },
          color: {
            field: 'gain',
            type: 'nominal',
            scale: { domain: NAMES, range: COLOURS },
            legend: {
              title: 'gain',
              symbolType: 'square',
              rowPadding: 0,
              symbolStrokeColor: NOT_MEASURED_COLOUR,
            },
          },
        },
      },
      bandLayer(unknown, volumes),
      ...(slices > 0 ? [eventLayer(run)] : [emptyLayer(height)]),
    ],
  };
}
