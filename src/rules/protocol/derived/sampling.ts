import type { StackGeometry } from '../../../study/series-geometry.js';
import type { DerivedQuantity, Known, Sample, SeriesView } from '../series-view.js';
import {
  ABSENT,
  type Definition,
  derive,
  numbers,
  ofSeries,
  rounded,
  roundedMm,
  texts,
  unknown,
} from './derive.js';
import { perStack } from './stack-samples.js';

type PlaneValue = Omit<Definition, 'read'> & { readonly of: (stack: StackGeometry) => Known };

function planeValue({ of, ...definition }: PlaneValue): DerivedQuantity {
  return derive({ ...definition, read: (view) => perStack(view, of) });
}

/** Along a row, down a column, mm. */
function fieldMm({ rows, columns, pixelSpacingMm }: StackGeometry): [number, number] | undefined {
  // PS3.3 10.7.1.3: Pixel Spacing is between rows, then between columns.
  return pixelSpacingMm && [rounded(columns * pixelSpacingMm[1]), rounded(rows * pixelSpacingMm[0])];
}

/** A value of two lengths in the plane; absent where Pixel Spacing is. */
function ofPair(
  pair: (stack: StackGeometry) => readonly [number, number] | undefined,
  of: (a: number, b: number) => number[],
): PlaneValue['of'] {
  return (stack) => {
    const lengths = pair(stack);
    return lengths ? numbers(...of(...lengths)) : ABSENT;
  };
}

const bothOf = (a: number, b: number): number[] => [a, b];
const leastOf = (a: number, b: number): number[] => [Math.min(a, b)];
const mostOf = (a: number, b: number): number[] => [Math.max(a, b)];

function voxel({ pixelSpacingMm, sliceSpacingMm, regular }: StackGeometry): Known {
  if (!pixelSpacingMm || sliceSpacingMm === undefined) return ABSENT;
  if (!regular) return unknown('the slices do not lie at one distance from each other');
  return numbers(pixelSpacingMm[1], pixelSpacingMm[0], roundedMm(sliceSpacingMm));
}

/** Of a tile in a mosaic; of the image where it has no place in the patient. */
function matrix(view: SeriesView): readonly Sample[] {
  const { stacks, rows, columns } = view.geometry;
  if (stacks.length > 0) return perStack(view, (stack) => numbers(stack.rows, stack.columns));
  return ofSeries(rows === undefined || columns === undefined ? ABSENT : numbers(rows, columns));
}

const SPACING = 'PS3.3 10.7.1.3';
const ORIENTATION = 'PS3.3 C.7.6.2.1.1';

/** How planes lie and how they are sampled. */
export const SAMPLING_VALUES: readonly DerivedQuantity[] = [
  planeValue({
    ...{ name: 'fieldOfView', type: 'number', unit: 'mm', multi: 'always', source: SPACING },
    text: 'size of the image along a row, and down a column',
    of: ofPair(fieldMm, bothOf),
  }),
  planeValue({
    ...{ name: 'fieldOfViewMin', type: 'number', unit: 'mm', source: SPACING },
    text: 'the shorter side of the image',
    of: ofPair(fieldMm, leastOf),
  }),
  planeValue({
    ...{ name: 'fieldOfViewMax', type: 'number', unit: 'mm', source: SPACING },
    text: 'the longer side of the image',
    of: ofPair(fieldMm, mostOf),
  }),
  planeValue({
    ...{ name: 'voxelSize', type: 'number', unit: 'mm', multi: 'always', source: SPACING },
    text: 'distance of columns, of rows, of slices',
    of: voxel,
  }),
  planeValue({
    ...{ name: 'pixelSizeMin', type: 'number', unit: 'mm', source: SPACING },
    text: 'the shorter side of a pixel',
    of: ofPair((stack) => stack.pixelSpacingMm, leastOf),
  }),
  planeValue({
    ...{ name: 'pixelSizeMax', type: 'number', unit: 'mm', source: SPACING },
    text: 'the longer side of a pixel',
    of: ofPair((stack) => stack.pixelSpacingMm, mostOf),
  }),
  planeValue({
    ...{ name: 'orientation', type: 'text', source: ORIENTATION },
    text: 'axial, coronal or sagittal: the axis of the body that the normal is nearest to',
    of: ({ orientation }) => texts(orientation),
  }),
  planeValue({
    ...{ name: 'obliquity', type: 'number', unit: 'deg', source: ORIENTATION },
    text: 'angle between the normal and that axis',
    of: ({ obliquityDeg }) => numbers(obliquityDeg),
  }),
  derive({
    ...{ name: 'matrix', type: 'number', multi: 'always', source: 'PS3.3 C.7.6.3' },
    text: 'rows and columns of the image, of a tile in a mosaic',
    read: matrix,
  }),
];
