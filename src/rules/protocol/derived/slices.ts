import type { StackGeometry } from '../../../study/series-geometry.js';
import type { DerivedQuantity, Known } from '../series-view.js';
import { ABSENT, type Definition, derive, numbers, roundedMm, truth, unknown } from './derive.js';
import { perStack } from './stack-samples.js';

/** PS3.3 C.7.6.2.1.1: places along the normal, from Image Position and Image Orientation (Patient). */
const SOURCE = 'PS3.3 C.7.6.2.1.1';

const AMBIGUOUS = 'the volumes cannot be told apart';
const IRREGULAR = 'the slices do not lie at one distance from each other';

type StackValue = Pick<Definition, 'name' | 'unit' | 'text'> & {
  readonly type?: Definition['type'];
  readonly of: (stack: StackGeometry) => Known;
};

function stackValue({ name, unit, text, type = 'number', of }: StackValue): DerivedQuantity {
  return derive({
    ...{ name, type, text, source: SOURCE },
    ...(unit !== undefined && { unit }),
    read: (view) => perStack(view, of),
  });
}

/** Centre to centre, mm; a reason where it is not one number. */
function spacingOf({ sliceSpacingMm, regular }: StackGeometry): number | Known {
  if (sliceSpacingMm === undefined) return ABSENT;
  return regular ? roundedMm(sliceSpacingMm) : unknown(IRREGULAR);
}

/** A value of spacing and thickness, mm. */
function ofSpacing(of: (spacingMm: number, thicknessMm: number) => number): StackValue['of'] {
  return (stack) => {
    const spacing = spacingOf(stack);
    if (typeof spacing !== 'number') return spacing;
    return stack.sliceThicknessMm === undefined
      ? ABSENT
      : numbers(roundedMm(of(spacing, stack.sliceThicknessMm)));
  };
}

function coverage(stack: StackGeometry): Known {
  const { slices, sliceThicknessMm, volumes } = stack;
  if (sliceThicknessMm === undefined) return ABSENT;
  if (slices === 1) return numbers(sliceThicknessMm);
  const spacing = spacingOf(stack);
  if (typeof spacing !== 'number') return spacing;
  if (volumes.count === undefined) return unknown(AMBIGUOUS);
  if (volumes.missing !== 0) return unknown('slices are missing');
  return numbers(roundedMm((slices - 1) * spacing + sliceThicknessMm));
}

function missing({ volumes, regular }: StackGeometry): Known {
  if (volumes.count === undefined) return unknown(AMBIGUOUS);
  if (volumes.missing !== undefined) return numbers(volumes.missing);
  return unknown(regular ? 'frames without content may be left out' : IRREGULAR);
}

/** A count that only means something where the volumes are told apart. */
function countOf(of: (volumes: StackGeometry['volumes']) => number | undefined): StackValue['of'] {
  return ({ volumes }) => {
    const count = volumes.count === undefined ? undefined : of(volumes);
    return count === undefined ? unknown(AMBIGUOUS) : numbers(count);
  };
}

/** Where slices lie, and what volumes they make. */
export const SLICE_VALUES: readonly DerivedQuantity[] = [
  stackValue({
    name: 'sliceSpacing',
    unit: 'mm',
    text: 'distance from slice centre to slice centre, from positions',
    of: (stack) => {
      const spacing = spacingOf(stack);
      return typeof spacing === 'number' ? numbers(spacing) : spacing;
    },
  }),
  stackValue({
    name: 'sliceGap',
    unit: 'mm',
    text: 'distance of slices less their thickness; below 0 where they overlap',
    of: ofSpacing((spacing, thickness) => spacing - thickness),
  }),
  stackValue({
    name: 'sliceOverlap',
    unit: 'mm',
    text: 'by how much neighbouring slices overlap; 0 where they do not',
    of: ofSpacing((spacing, thickness) => Math.max(0, thickness - spacing)),
  }),
  stackValue({
    name: 'slices',
    text: 'number of distinct slice positions',
    of: ({ slices }) => numbers(slices),
  }),
  stackValue({
    name: 'missingSlices',
    text: 'slices absent from the regular grid, over all volumes',
    of: missing,
  }),
  stackValue({
    name: 'duplicateSlices',
    text: 'slices too many at a place of a volume',
    of: countOf(({ duplicates }) => duplicates),
  }),
  stackValue({
    name: 'incompleteVolumes',
    text: 'volumes that lack a slice',
    of: countOf(({ incomplete }) => incomplete),
  }),
  stackValue({ name: 'volumes', text: 'number of volumes', of: countOf(({ count }) => count) }),
  stackValue({
    name: 'timePoints',
    text: 'most moments at which one and the same contrast was taken',
    of: countOf(({ timePoints }) => timePoints),
  }),
  stackValue({
    name: 'regularSpacing',
    type: 'boolean',
    text: 'whether the slices lie at one distance from each other',
    of: ({ regular }) => truth(regular),
  }),
  stackValue({
    name: 'movedVolumes',
    type: 'boolean',
    text: 'whether volumes lie at slightly different places, as prospective motion correction leaves them',
    of: ({ moved }) => truth(moved),
  }),
  stackValue({
    name: 'coverage',
    unit: 'mm',
    text: 'from the outer edge of the first slice to that of the last',
    of: coverage,
  }),
];
