import type { Dataset } from '../../dicom/dataset.js';
import { FunctionalGroups } from '../../dicom/pixels/frame-groups.js';
import { PixelError } from '../../dicom/pixels/pixel-error.js';
import type { MeasureProblem } from '../problem.js';
import { type FramePlane, framePlane } from './frame-plane.js';
import { pixelSpacing } from './pixel-spacing.js';
import { type UltrasoundRegion, ultrasoundRegions } from './ultrasound-regions.js';

/** How large the pixels of a frame are, and what tells it. */
export interface ImageScale {
  readonly rows: number;
  readonly columns: number;
  /** Between rows, between columns, mm; undefined where nothing tells, or where `regions` do. */
  readonly spacingMm?: readonly [number, number];
  /** `PixelSpacing`, `ImagerPixelSpacing / EstimatedRadiographicMagnificationFactor`, … */
  readonly from?: string;
  readonly regions?: readonly UltrasoundRegion[];
  /** Height and width of a pixel, one over the other, where only that is stated: Pixel Aspect Ratio. */
  readonly aspect?: readonly [number, number];
  /** Of a tiled image: what coordinates of origin `volume` count in. */
  readonly totalMatrix?: { readonly rows: number; readonly columns: number };
  /** Where the frame lies; undefined for projections. */
  readonly plane?: FramePlane;
  readonly frameOfReferenceUID?: string;
  readonly problems: readonly MeasureProblem[];
}

/**
 * The scale of a frame, classic or of functional groups. Projections (CR, DX, MG, XA, RF …) by Imager Pixel Spacing and
 * the magnification, unless Pixel Spacing is calibrated. PS3.3 10.7.1.3, C.8.5.5, C.8.7.5, C.8.11.3.
 * @param frame 1-based
 */
export function imageScale(dataset: Dataset, frame: number): ImageScale {
  const matrix = matrixOf(dataset);
  const groups = new FunctionalGroups(dataset);
  try {
    const count = Math.max(1, dataset.number('NumberOfFrames') ?? groups.frames);
    if (!(frame >= 1 && frame <= count)) {
      return { ...matrix, problems: [...matrix.problems, unplaced('there is no frame of that number')] };
    }
    const spacing = pixelSpacing(dataset, (sequence) => groups.macro(frame - 1, sequence));
    const regions = ultrasoundRegions(dataset);
    const plane = framePlane(dataset, frame, groups);
    const problems = [...matrix.problems, ...(regions ? [] : spacing.problems)];
    const own = regions ? { regions } : sizes(spacing);
    return { ...matrix, ...own, ...(plane && { plane }), problems };
  } catch (error) {
    // A frame without an item of its own: what the shared macros say may not be true of it.
    if (!(error instanceof PixelError)) throw error;
    return { ...matrix, problems: [...matrix.problems, unplaced('the frame has no functional groups')] };
  }
}

function unplaced(detail: string): MeasureProblem {
  return { code: 'frame-unplaced', detail };
}

function sizes({ spacingMm, from, aspect }: ReturnType<typeof pixelSpacing>): Partial<ImageScale> {
  if (spacingMm && from) return { spacingMm, from };
  return aspect ? { aspect } : {};
}

type Matrix = Pick<ImageScale, 'rows' | 'columns' | 'totalMatrix' | 'frameOfReferenceUID' | 'problems'>;

function matrixOf(dataset: Dataset): Matrix {
  const [rows, columns] = [dataset.number('Rows') ?? 0, dataset.number('Columns') ?? 0];
  const total = {
    rows: dataset.number('TotalPixelMatrixRows') ?? 0,
    columns: dataset.number('TotalPixelMatrixColumns') ?? 0,
  };
  const uid = dataset.string('FrameOfReferenceUID');
  const problems: MeasureProblem[] =
    rows > 0 && columns > 0 ? [] : [{ code: 'image-unreadable', detail: 'Rows or Columns absent or zero' }];
  return {
    rows,
    columns,
    ...(total.rows > 0 && total.columns > 0 && { totalMatrix: total }),
    ...(uid !== undefined && { frameOfReferenceUID: uid }),
    problems,
  };
}
