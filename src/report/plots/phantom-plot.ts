import type { MotionCheckRow, PhantomPartRow, PhantomRow } from '../qc-motion-sections.js';
import { drawSvg, type Spec } from './draw-svg.js';
import { figurePanel } from './figure-panel.js';
import { emptyLayer, PANEL_WIDTH } from './panel.js';
import { partFrame, partPanel } from './part-panel.js';
import { bySlice, partPlane } from './part-plane.js';
import { counted, stillHeading, stillSpec } from './still-style.js';

const MOST_PANELS = 12;
const PANELS_A_ROW = 3;
const EMPTY_HEIGHT = 60;

/** Slices spread evenly where there are many of them: a cylinder has parts in each. */
function shownSlices(parts: readonly PhantomPartRow[]): ReturnType<typeof bySlice> {
  const all = bySlice(parts);
  const count = Math.min(MOST_PANELS, all.length);
  return Array.from({ length: count }, (_, i) => all[Math.floor(((i + 0.5) * all.length) / count)]).filter(
    (slice) => slice !== undefined,
  );
}

function partRows({ parts, matrix }: PhantomRow): Spec[] {
  const shown = shownSlices(parts);
  if (shown.length === 0) {
    const empty = { width: PANEL_WIDTH, height: EMPTY_HEIGHT, layer: [emptyLayer(EMPTY_HEIGHT)] };
    return [{ title: 'Nothing was found', ...empty }];
  }
  const frame = partFrame(
    shown.flatMap(([, some]) => some),
    partPlane(parts),
  );
  const panels = shown.map(([slice, some]) =>
    partPanel(slice, some, { ...frame, ...(matrix && { slices: matrix[2] }) }),
  );
  return Array.from({ length: Math.ceil(panels.length / PANELS_A_ROW) }, (_, i) => ({
    hconcat: panels.slice(i * PANELS_A_ROW, (i + 1) * PANELS_A_ROW),
  }));
}

/**
 * A phantom as one SVG: what was found and where, a panel in mm for each slice with something in it, and the figures
 * against their limits. Shapes and names only, no image, no identifying value, the same bytes for the same phantom.
 * @param checks the limits that were held against this phantom
 */
export async function phantomPlot(row: PhantomRow, checks: readonly MotionCheckRow[]): Promise<string> {
  const slices = bySlice(row.parts).length;
  const shown = shownSlices(row.parts).length;
  const heading = stillHeading(row, [
    `${counted(row.parts.length, 'part')} found in ${counted(slices, 'slice')}`,
    ...(shown < slices ? [`${shown} of them shown`] : []),
  ]);
  const spec = stillSpec(heading, [figurePanel(row, checks), ...partRows(row)]);
  const description =
    'A list of figures with their limits and outcomes, and panels that show where the parts of the phantom were found, ' +
    `slice by slice. ${heading.subtitle}.`;
  return drawSvg(spec, { title: `Phantom of ${heading.title}`, description });
}
