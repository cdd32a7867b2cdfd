import type { Spec } from '../draw-svg.js';
import { LIMIT_COLOUR } from '../palette.js';
import { plain, type ReferenceLine } from './response-style.js';

/** Text that is read on whatever lies below it: the layers of its white edge and of itself. */
export function readableText(layer: {
  readonly data: Spec;
  readonly mark: Spec;
  readonly encoding: Spec;
}): Spec[] {
  const edge = { ...layer.mark, color: '#ffffff', stroke: '#ffffff', strokeWidth: 2.5 };
  return [
    { ...layer, mark: { type: 'text', ...edge } },
    { ...layer, mark: { type: 'text', ...layer.mark } },
  ];
}

/** The line of no change. */
export function zeroLayer(y: Spec): Spec {
  return {
    data: { values: [{ percent: 0 }] },
    mark: { type: 'rule', color: '#444444', strokeWidth: 1 },
    encoding: { y: { ...y, field: 'percent' } },
  };
}

/** The lines that the criteria name, as far as the axis reaches; labelled at this many pixels from the left. */
export function referenceLayers(lines: readonly ReferenceLine[], y: Spec, labelsAt: number): Spec[] {
  const [bottom = 0, top = 0] = (y.scale as { readonly domain: readonly number[] }).domain;
  const shown = lines.filter(({ percent }) => percent >= bottom && percent <= top);
  const at = { ...y, field: 'percent' };
  const data = { values: shown.map(({ percent, label }) => ({ percent, label: plain(label) })) };
  const baseline = labelsAt > 0 ? 'middle' : 'bottom';
  const mark = { align: 'left', baseline, dx: 4, fontSize: 10, color: LIMIT_COLOUR };
  const encoding = { x: { value: labelsAt }, y: at, text: { field: 'label', type: 'nominal' } };
  if (shown.length === 0) return [];
  return [
    { data, mark: { type: 'rule', color: LIMIT_COLOUR, strokeDash: [4, 3] }, encoding: { y: at } },
    ...readableText({ data, mark, encoding }),
  ];
}
