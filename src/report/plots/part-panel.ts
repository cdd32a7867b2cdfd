import type { PhantomPartRow } from '../qc-motion-sections.js';
import type { Spec } from './draw-svg.js';
import { AXIS_COLOURS } from './palette.js';
import { inPixels, placeLabels } from './part-labels.js';
import type { PartPlane } from './part-plane.js';
import { outlineOf } from './part-shape.js';

/** Side of a panel in pixels: three stand beside one another. */
const SIZE = 226;
const SHAPES: readonly PhantomPartRow['shape'][] = ['circle', 'box', 'line'];

/** What all panels of a phantom show: a plane, and the same stretch of it. */
export interface PartFrame {
  readonly plane: PartPlane;
  /** From the left to the right, mm. */
  readonly across: readonly [number, number];
  /** From the bottom to the top, mm. */
  readonly up: readonly [number, number];
  /** In all, where that is known. */
  readonly slices?: number;
}

/** A frame as wide as high that holds all parts. */
export function partFrame(parts: readonly PhantomPartRow[], plane: PartPlane): PartFrame {
  const points = parts.flatMap((part) => outlineOf(part, plane));
  const ends = (values: readonly number[]): readonly [number, number] =>
    values.length === 0 ? [0, 0] : [Math.min(...values), Math.max(...values)];
  const [left, right] = ends(points.map(({ across }) => across));
  const [low, high] = ends(points.map(({ up }) => up));
  const half = Math.max(5, 0.55 * Math.max(right - left, high - low));
  const [middle, level] = [(left + right) / 2, (low + high) / 2];
  return {
    plane,
    across: [middle - half, middle + half],
    up: [level + plane.down * half, level - plane.down * half],
  };
}

/** Known as people count slices, and as reports do. */
function panelTitle(slice: number, slices: number | undefined): string {
  return `Slice ${slice + 1}${slices === undefined ? '' : ` of ${slices}`} (${slice} from 0)`;
}

/** The slice of a name is told by its panel. */
function shortName(name: string): string {
  return name.replace(/, slice \d+$/, '');
}

/** The parts of a slice in mm, each with its name. */
export function partPanel(slice: number, parts: readonly PhantomPartRow[], frame: PartFrame): Spec {
  const outlines = parts.map((part) => outlineOf(part, frame.plane));
  const points = outlines.flatMap((outline, part) =>
    outline.map((point, order) => ({ ...point, order, part, shape: parts[part]?.shape })),
  );
  const named = parts.map(({ name }, i) => ({
    name: shortName(name),
    outline: inPixels(outlines[i] ?? [], { size: SIZE, ...frame }),
  }));
  const [{ across, up }, share] = [
    frame,
    (from: number, to: number, part: number) => from + (to - from) * part,
  ];
  const labels = placeLabels(named, SIZE).map((label) => ({
    text: label.text,
    across: share(...across, label.x / SIZE),
    up: share(up[1], up[0], label.y / SIZE),
  }));
  const axis = (title: string): Spec => ({ title, tickCount: 5, grid: true });
  const position = (field: 'across' | 'up', title: string): Spec => ({
    field,
    type: 'quantitative',
    scale: { domain: frame[field], nice: false, zero: false },
    axis: axis(title),
  });
  const text = { type: 'text', align: 'left', baseline: 'bottom', fontSize: 9 };
  const x = position('across', frame.plane.acrossTitle);
  const y = position('up', frame.plane.upTitle);
  const at = { x, y, text: { field: 'text' } };
  return {
    title: panelTitle(slice, frame.slices),
    width: SIZE,
    height: SIZE,
    layer: [
      {
        data: { values: points },
        mark: { type: 'line', strokeWidth: 1.3, interpolate: 'linear' },
        encoding: {
          x,
          y,
          order: { field: 'order', type: 'quantitative' },
          detail: { field: 'part' },
          color: {
            field: 'shape',
            type: 'nominal',
            scale: { domain: SHAPES, range: AXIS_COLOURS },
            legend: null,
          },
        },
      },
      {
        data: { values: labels },
        mark: { ...text, color: '#ffffff', stroke: '#ffffff', strokeWidth: 3 },
        encoding: at,
      },
      { data: { values: labels }, mark: { ...text, color: '#1a1a1a' }, encoding: at },
    ],
  };
}
