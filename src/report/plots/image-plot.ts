import type { ImageRow } from '../qc-motion-sections.js';
import { drawSvg } from './draw-svg.js';
import { AXIS_COLOURS } from './palette.js';
import { slicePanel } from './slice-panel.js';
import { counted, stillHeading, stillSpec } from './still-style.js';

/** Slices of the image; where its matrix is not known, those that are told of. */
function sliceCount({ matrix, slices }: ImageRow): number {
  return slices.reduce((most, { slice }) => Math.max(most, slice + 1), matrix?.[2] ?? 0);
}

/**
 * An image as one SVG, slice by slice: its mean, how its brightness deviates from its neighbours', and how far it is
 * displaced against them. No image of the subject, no identifying value, the same bytes for the same image.
 */
export async function imagePlot(row: ImageRow): Promise<string> {
  const { slices } = row;
  const count = sliceCount(row);
  const empty = slices.filter(({ isEmpty }) => isEmpty).length;
  const twice = slices.filter(({ isEmpty, duplicateOf }) => !isEmpty && duplicateOf !== null).length;
  const heading = stillHeading(row, [
    counted(count, 'slice'),
    `${empty} empty (grey bands)`,
    `${twice} duplicate${twice === 1 ? '' : 's'} of another (pale bands)`,
  ]);
  const [mean, jitter, shift] = AXIS_COLOURS;
  const shared = { slices, count };
  const spec = stillSpec(heading, [
    slicePanel({
      ...shared,
      ...{ title: 'Mean of each slice (numbered from 0)', unit: 'signal', colour: mean },
      ...{ at: (slice) => slice.mean, atLeast: [0, 0] },
    }),
    slicePanel({
      ...shared,
      ...{ title: 'Brightness: deviation from what the neighbours make expected', unit: '%', colour: jitter },
      ...{ at: (slice) => slice.jitterPercent, atLeast: [-2, 2] },
    }),
    slicePanel({
      ...shared,
      ...{
        title: 'In-plane displacement against the neighbours',
        unit: 'mm',
        colour: shift,
        hasNumbers: true,
      },
      ...{ at: (slice) => slice.shiftMm, atLeast: [0, 0.5] },
    }),
  ]);
  const description = `Three panels over the slices: mean, deviation of the brightness and displacement. ${heading.subtitle}.`;
  return drawSvg(spec, { title: `Slices of ${heading.title}`, description });
}
