import type { Dataset } from '../../dicom/dataset.js';
import { directions, spacingPair } from '../../study/frame.js';
import { addScaled, type Vector3, vectorFrom } from '../../study/vectors.js';
import type { MeasureProblem } from '../problem.js';
import type { FrameMacros } from './frame-macros.js';
import type { FramePlaces } from './segmentation.js';
import { sliceSpacingProblems, stackGrid } from './stack-grid.js';

type Tile = { readonly column: number; readonly row: number; readonly zMm: number };

/**
 * Where the tiles of a total pixel matrix lie: by their own account (TILED_SPARSE) or by their order (TILED_FULL).
 * The grid is that of the total matrix in the slide's coordinates. PS3.3 C.7.6.17.3, C.8.12.6.1.
 */
export function tiledPlaces(
  dataset: Dataset,
  macros: FrameMacros,
): FramePlaces & { readonly problems: readonly MeasureProblem[] } {
  const columns = dataset.number('TotalPixelMatrixColumns') ?? 0;
  const rows = dataset.number('TotalPixelMatrixRows') ?? 0;
  const tiles = readTiles(dataset, macros, { columns, rows });
  const heights = [...new Set(tiles.flatMap((tile) => (tile ? [tile.zMm] : [])))].sort((a, b) => a - b);
  let places = Math.max(1, heights.length);
  const placeOf = Int32Array.from(tiles, (tile) => (tile ? heights.indexOf(tile.zMm) : places++));
  const tileAt = Int32Array.from(tiles.flatMap((tile) => (tile ? [tile.column, tile.row] : [0, 0])));
  const lost = tiles.filter((tile) => tile === undefined).length;
  const problems: MeasureProblem[] = [];
  if (lost > 0)
    problems.push({ code: 'frame-unplaced', detail: `${lost} tiles have no place in the matrix` });
  const common = { placeOf, placeDims: [columns, rows, places] as const, tileAt };
  const made = matrixGrid(dataset, macros, { columns, rows, heights });
  if (!made) {
    problems.push({ code: 'frames-irregular', detail: 'the total pixel matrix has no place on the slide' });
    return { ...common, sliceOf: new Int32Array(tiles.length).fill(-1), problems };
  }
  const { grid, sliceSpacingFrom, slices } = made;
  problems.push(...sliceSpacingProblems(sliceSpacingFrom));
  const sliceOf = placeOf.map((place) => slices[place] ?? -1);
  return { ...common, grid, sliceOf, ...(sliceSpacingFrom && { sliceSpacingFrom }), problems };
}

function readTiles(
  dataset: Dataset,
  macros: FrameMacros,
  matrix: Pick<TotalMatrix, 'columns' | 'rows'>,
): (Tile | undefined)[] {
  const isFull = dataset.string('DimensionOrganizationType') === 'TILED_FULL';
  const byOrder = isFull && macros.described === 0 ? orderedTile(dataset, macros) : undefined;
  return Array.from({ length: macros.frameCount }, (_, frame) => {
    if (byOrder) return byOrder(frame);
    const at = macros.macro(frame, 'PlanePositionSlideSequence');
    const column = at?.number('ColumnPositionInTotalImagePixelMatrix');
    const row = at?.number('RowPositionInTotalImagePixelMatrix');
    if (column === undefined || row === undefined) return undefined;
    // A tile that begins outside the matrix has no place in it.
    if (column < 1 || row < 1 || column > matrix.columns || row > matrix.rows) return undefined;
    return { column: column - 1, row: row - 1, zMm: at?.number('ZOffsetInSlideCoordinateSystem') ?? 0 };
  });
}

/** PS3.3 C.7.6.17.3: columns of tiles fastest, then rows of tiles, then focal planes, then segments. */
function orderedTile(dataset: Dataset, macros: FrameMacros): (frame: number) => Tile | undefined {
  const [width, height] = [dataset.number('Columns') ?? 0, dataset.number('Rows') ?? 0];
  const across = Math.ceil((dataset.number('TotalPixelMatrixColumns') ?? 0) / width);
  const down = Math.ceil((dataset.number('TotalPixelMatrixRows') ?? 0) / height);
  const planes = Math.max(1, dataset.number('TotalPixelMatrixFocalPlanes') ?? 1);
  const stepMm = macros.macro(0, 'PixelMeasuresSequence', true)?.number('SpacingBetweenSlices');
  const origin = dataset.sequence('TotalPixelMatrixOriginSequence')[0];
  const z = origin?.number('ZOffsetInSlideCoordinateSystem') ?? 0;
  if (!(across * down > 0 && Number.isFinite(across * down))) return () => undefined;
  // Nothing tells how far focal planes are apart: a tile of one of several has no place.
  const isStep = stepMm !== undefined && stepMm > 0 && Number.isFinite(stepMm);
  if (planes > 1 && !isStep) return () => undefined;
  return (frame) => {
    const plane = Math.floor(frame / (across * down)) % planes;
    return {
      column: (frame % across) * width,
      row: (Math.floor(frame / across) % down) * height,
      zMm: z + plane * (stepMm ?? 0),
    };
  };
}

interface TotalMatrix {
  readonly columns: number;
  readonly rows: number;
  /** Heights of focal planes over the slide, mm, rising. */
  readonly heights: readonly number[];
}

function matrixGrid(dataset: Dataset, macros: FrameMacros, { columns, rows, heights }: TotalMatrix) {
  const measures = macros.macro(0, 'PixelMeasuresSequence', true);
  const lies = directions(dataset.numbers('ImageOrientationSlide'));
  const origin = dataset.sequence('TotalPixelMatrixOriginSequence')[0];
  const corner = vectorFrom([
    origin?.number('XOffsetInSlideCoordinateSystem') ?? Number.NaN,
    origin?.number('YOffsetInSlideCoordinateSystem') ?? Number.NaN,
    0,
  ]);
  const pixelSpacingMm = spacingPair(measures?.numbers('PixelSpacing') ?? []);
  if (!lies || !corner || !pixelSpacingMm || heights.length === 0) return undefined;
  const plane = { ...lies, rows, columns, pixelSpacingMm, thicknessMm: undefined };
  const positions = heights.map((height): Vector3 => addScaled(corner, [0, 0, 1], height));
  return stackGrid(plane, positions, measures?.number('SpacingBetweenSlices'));
}
