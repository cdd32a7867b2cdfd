import { describe, expect, it } from 'vitest';
import { type AcrFigureName, measureAcr } from '../../../../src/motion/phantom/acr/measure-acr.js';
import type {
  PhantomImage,
  PhantomMeasures,
  PhantomResult,
} from '../../../../src/motion/phantom/phantom-image.js';
import { voxelToPatient } from '../../../../src/study/volume/grid.js';
import { acrImage, withSlices } from './acr-image.js';
import { headRun } from './head.js';

const SPEC = { kind: 'acr-large' } as const;
const AXIAL: readonly AcrFigureName[] = [
  'diameter1VerticalMm',
  'diameter1HorizontalMm',
  'diameter5VerticalMm',
  'diameter5HorizontalMm',
  'diameter5RisingMm',
  'diameter5FallingMm',
  'sliceThicknessMm',
  'slicePosition1Mm',
  'slicePosition11Mm',
  'piuPercent',
  'psgPercent',
  'snrSmoothed',
  'lowContrastSpokes',
];

function measured(result: PhantomResult): PhantomMeasures {
  if ('notFound' in result) throw new Error(result.notFound);
  return result;
}

function number({ figures }: PhantomMeasures, name: AcrFigureName): number {
  const figure = figures[name];
  return typeof figure === 'number' ? figure : Number.NaN;
}

describe.each(['acr-t1', 'acr-t2', 'acr-t1-tilted', 'acr-t1-ghost'])('measureAcr of %s', (name) => {
  const { image, truth } = acrImage(name);
  const found = measured(measureAcr([image], SPEC));

  it('has all figures of the axial series and no length', () => {
    expect(Object.keys(found.figures).sort()).toEqual([...AXIAL].sort());
  });

  it('meets the diameters to 0.3 mm', () => {
    for (const figure of AXIAL.slice(0, 6)) expect(Math.abs(number(found, figure) - 190)).toBeLessThan(0.3);
  });

  it('meets the thickness of the slice to 0.1 mm', () => {
    expect(Math.abs(number(found, 'sliceThicknessMm') - Number(truth.thicknessMm))).toBeLessThan(0.1);
  });

  it('meets twice the displacement of slices 1 and 11 at the wedges to 0.2 mm, with its sign', () => {
    const displaced = truth.displacements as readonly { slice: 1 | 11; atWedgesMm: number }[];
    expect(displaced).toHaveLength(2);
    for (const { slice, atWedgesMm } of displaced) {
      expect(Math.abs(number(found, `slicePosition${slice}Mm`) - 2 * atWedgesMm)).toBeLessThan(0.2);
    }
  });

  it('has parts in the slices of the phantom, where they were found', () => {
    const names = found.parts.map((part) => part.name);
    for (let slice = 1; slice <= 11; slice++) expect(names).toContain(`outline, slice ${slice}`);
    for (const expected of [
      'ramps',
      'upper ramp',
      'left bar, slice 1',
      'right bar, slice 11',
      'rising diameter, slice 5',
    ])
      expect(names).toContain(expected);
    const middle = voxelToPatient(image, [127.5, 127.5, 5]);
    for (const { centreMm, slice, values } of found.parts) {
      expect(Math.hypot(...centreMm.map((mm, i) => mm - (middle[i] ?? 0)))).toBeLessThan(190);
      expect(slice).toBeGreaterThanOrEqual(0);
      expect(slice).toBeLessThan(11);
      expect(Object.values(values).every(Number.isFinite)).toBe(true);
    }
  });
});

describe('measureAcr', () => {
  const { image } = acrImage('acr-t1');

  it('gives the same figures where the slices are stored the other way', () => {
    const turned = withSlices(image, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
    expect(measured(measureAcr([turned], SPEC)).figures).toEqual(measured(measureAcr([image], SPEC)).figures);
  });

  it('gives the same figures at another scale of intensities', () => {
    const scaled = { ...image, values: image.values.map((value) => value / 1024) };
    const [a, b] = [measured(measureAcr([scaled], SPEC)), measured(measureAcr([image], SPEC))];
    for (const name of AXIAL.slice(0, 12)) expect(number(a, name)).toBeCloseTo(number(b, name), 3);
  });

  it('takes the first image of a series', () => {
    const other = { ...image, values: new Float32Array(image.values.length) };
    expect(measureAcr([image, other], SPEC)).toEqual(measureAcr([image], SPEC));
  });

  it('measures the length on the localizer to 0.1 mm, and nothing else', () => {
    const localizer = acrImage('acr-localizer');
    const found = measured(measureAcr([localizer.image], SPEC));
    expect(Object.keys(found.figures)).toEqual(['lengthMm']);
    expect(Math.abs(number(found, 'lengthMm') - Number(localizer.truth.lengthMm))).toBeLessThan(0.1);
    expect(found.parts.map(({ name }) => name)).toEqual(['length']);
  });
});

describe('measureAcr refuses', () => {
  const { image } = acrImage('acr-t1');
  const uniform = withSlices(
    image,
    Array.from({ length: 11 }, () => 6),
  );

  it.each<[string, string, readonly PhantomImage[]]>([
    ['no image', 'too-few-images', []],
    ['ten slices', 'other-slices', [withSlices(image, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])]],
    ['a uniform cylinder of the same size', 'structure-not-found', [uniform]],
    ['one axial slice', 'other-size', [withSlices({ ...image }, [6])]],
    ['air', 'no-object', [{ ...image, values: new Float32Array(image.values.length) }]],
  ])('%s: %s', (_, notFound, images) => {
    expect(measureAcr(images, SPEC)).toMatchObject({ notFound });
  });

  it('a phantom without ramps', () => {
    const size = image.dims[0] * image.dims[1];
    const values = image.values.map((value, at) => (at < size && value > 250 && value < 800 ? 8 : value));
    expect(measureAcr([{ ...image, values }], SPEC)).toMatchObject({ notFound: 'structure-not-found' });
  });

  it('a head', () => {
    expect(measureAcr([headRun()], SPEC)).toMatchObject({
      notFound: expect.stringMatching(/other-shape|other-size/),
    });
  });
});
