import type { PhantomPartRow } from '../qc-motion-sections.js';
import type { PartPlane } from './part-plane.js';

/** A point of the outline of a part, mm in the plane of the slice. */
export interface OutlinePoint {
  readonly across: number;
  readonly up: number;
}

/** Corners that a circle is drawn with. */
const CORNERS = 48;

/** The outline of a part in the plane of its slice: closed but for lines; empty where a number is none. */
export function outlineOf({ shape, centreMm, sizeMm }: PhantomPartRow, plane: PartPlane): OutlinePoint[] {
  const [along = 0, downwards = 0] = sizeMm;
  const centre = { across: centreMm[plane.across], up: centreMm[plane.up] };
  if (![centre.across, centre.up, along, downwards].every(Number.isFinite)) return [];
  return stepsOf(shape, [along, downwards]).map(([a, d]) => ({
    across: centre.across + a,
    up: centre.up + plane.down * d,
  }));
}

/** Along a row and down a column from the part's place. */
function stepsOf(
  shape: PhantomPartRow['shape'],
  [a, d]: readonly [number, number],
): (readonly [number, number])[] {
  switch (shape) {
    case 'line':
      return [
        [0, 0],
        [a, d],
      ];
    case 'box':
      return [
        [-a, -d],
        [a, -d],
        [a, d],
        [-a, d],
        [-a, -d],
      ];
    case 'circle':
      return Array.from({ length: CORNERS + 1 }, (_, i) => {
        const angle = (2 * Math.PI * (i % CORNERS)) / CORNERS;
        return [a * Math.cos(angle), d * Math.sin(angle)] as const;
      });
  }
}
