import type { Spec } from '../draw-svg.js';

/** A text beside the panel, and the end of the line that it names, in pixels. */
export interface EndLabel {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Where the text stands. */
  readonly labelY: number;
}

/** Room of a label, pixels. */
export const LABEL_ROOM = 10;

/**
 * Labels in a column of this height, in the order of their ends, as near to these as they can stand without one lying
 * on another; none where they have no room.
 */
export function labelColumn(ends: readonly Omit<EndLabel, 'labelY'>[], height: number): EndLabel[] {
  if (ends.length * LABEL_ROOM > height) return [];
  const placed = [...ends]
    .sort((a, b) => a.y - b.y)
    .map((end) => ({ ...end, labelY: Math.max(end.y, LABEL_ROOM / 2) }));
  let above = -LABEL_ROOM / 2;
  for (const label of placed) {
    label.labelY = Math.max(label.labelY, above + LABEL_ROOM);
    above = label.labelY;
  }
  let below = height + LABEL_ROOM / 2;
  for (const label of placed.reverse()) {
    label.labelY = Math.min(label.labelY, below - LABEL_ROOM);
    below = label.labelY;
  }
  return placed.reverse();
}

/** Each name beside a panel of this width and height (pixels), with a pale line to the end of its course. */
export function labelLayers(labels: readonly EndLabel[], [width, height]: readonly [number, number]): Spec[] {
  if (labels.length === 0) return [];
  const scale = { domain: [height, 0], nice: false, zero: false };
  const level = (field: string): Spec => ({ field, type: 'quantitative', scale, axis: null });
  const place = { scale: { domain: [0, width], nice: false, zero: false }, axis: null };
  const data = { values: labels.map((label) => ({ ...label, labelX: width + 10 })) };
  const x = { field: 'x', type: 'quantitative', ...place };
  const text = { align: 'left', baseline: 'middle', dx: 2, fontSize: 9, color: '#333333' };
  const named = { x: { ...x, field: 'labelX' }, y: level('labelY') };
  return [
    {
      data,
      mark: { type: 'rule', color: '#bbbbbb', strokeWidth: 0.7, strokeDash: [2, 2] },
      encoding: { x, x2: { field: 'labelX' }, y: level('y'), y2: { field: 'labelY' } },
    },
    {
      data,
      mark: { type: 'text', ...text },
      encoding: { ...named, text: { field: 'text', type: 'nominal' } },
    },
  ];
}
