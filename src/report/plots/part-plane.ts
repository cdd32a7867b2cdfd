import type { PhantomPartRow } from '../qc-motion-sections.js';

/** The plane that parts of a phantom are drawn in: patient axes from 0 (LPS), and their titles. */
export interface PartPlane {
  readonly across: 0 | 1;
  readonly up: 1 | 2;
  /** 1 where the axis grows downwards in the picture: towards the back; -1 towards the head. */
  readonly down: 1 | -1;
  readonly acrossTitle: string;
  readonly upTitle: string;
}

const TITLES = ['x, mm (left +)', 'y, mm (posterior +)', 'z, mm (head +)'] as const;

/** Axes of sagittal, coronal and axial slices as radiology shows them. */
const PLANES: readonly PartPlane[] = [
  { across: 1, up: 2, down: -1, acrossTitle: TITLES[1], upTitle: TITLES[2] },
  { across: 0, up: 2, down: -1, acrossTitle: TITLES[0], upTitle: TITLES[2] },
  { across: 0, up: 1, down: 1, acrossTitle: TITLES[0], upTitle: TITLES[1] },
];

/** Differences below this are rounding, mm. */
const ROUNDING_MM = 1e-3;

function spread(values: readonly number[]): number {
  return values.length === 0 ? 0 : Math.max(...values) - Math.min(...values);
}

/** By slice number, in order. */
export function bySlice(parts: readonly PhantomPartRow[]): [slice: number, parts: PhantomPartRow[]][] {
  const numbers = [...new Set(parts.map(({ slice }) => slice))].sort((a, b) => a - b);
  return numbers.map((number) => [number, parts.filter(({ slice }) => slice === number)]);
}

/**
 * The plane of the slices in which parts were found: that across the axis along which they differ least within a slice,
 * then most between slices. Where neither tells, that of axial slices. Oblique slices are drawn as the nearest of these.
 */
export function partPlane(parts: readonly PhantomPartRow[]): PartPlane {
  const slices = bySlice(parts);
  const measures = [2, 0, 1].map((axis) => {
    const at = (some: readonly PhantomPartRow[]): number[] => some.map(({ centreMm }) => centreMm[axis] ?? 0);
    const within = Math.max(0, ...slices.map(([, some]) => spread(at(some))));
    return { axis, within, between: spread(at(parts)) - within };
  });
  const least = Math.min(...measures.map(({ within }) => within));
  const [best] = measures
    .filter(({ within }) => within <= least + ROUNDING_MM)
    .sort((a, b) => (Math.abs(b.between - a.between) > ROUNDING_MM ? b.between - a.between : 0));
  return PLANES[best?.axis ?? 2] ?? (PLANES[2] as PartPlane);
}
