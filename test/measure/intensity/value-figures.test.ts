import { describe, expect, it } from 'vitest';
import { random } from '../../../fixtures/random.js';
import { VALUE_FIGURES } from '../../../src/measure/figures.js';
import { valueFigures } from '../../../src/measure/intensity/value-figures.js';
import { digitalPhantom, figure, HU, ofRegion, regionWhere, rowOf, SUV } from './regions.js';

/** Values that the IBSI publishes for its digital phantom, and how many digits it gives. */
const PUBLISHED = [
  ['mean', 2.15, 2],
  ['variance', 3.05, 2],
  ['skewness', 1.08, 2],
  ['kurtosis', -0.355, 3],
  ['median', 1, 10],
  ['minimum', 1, 10],
  ['percentile10', 1, 10],
  ['percentile90', 4, 10],
  ['maximum', 6, 10],
  ['interquartileRange', 3, 10],
  ['range', 5, 10],
  ['meanAbsoluteDeviation', 1.55, 2],
  ['robustMeanAbsoluteDeviation', 1.11, 2],
  ['medianAbsoluteDeviation', 1.15, 2],
  ['coefficientOfVariation', 0.812, 3],
  ['quartileCoefficientOfDispersion', 0.6, 10],
  ['energy', 567, 10],
  ['rootMeanSquare', 2.77, 2],
  ['localPeak', 2.6, 1],
  ['globalPeak', 3.1, 1],
] as const;

describe('the digital phantom', () => {
  const figures = valueFigures(digitalPhantom());

  it.each(PUBLISHED)('has the %s that the IBSI publishes', (name, value, digits) => {
    expect(figure(figures, name).value).toBeCloseTo(value, digits);
  });

  it('has every figure of the table once, in its order', () => {
    expect(figures.map(({ name }) => name)).toEqual(VALUE_FIGURES.map(({ name }) => name));
    expect(figures.every(({ value, why }) => value !== undefined && why === undefined)).toBe(true);
  });

  it('has the remaining figures by their definitions', () => {
    expect(figure(figures, 'sum').value).toBe(159);
    expect(figure(figures, 'percentile25').value).toBe(1);
    expect(figure(figures, 'percentile75').value).toBe(4);
    const { value = 0 } = figure(figures, 'standardDeviation');
    expect(value ** 2).toBeCloseTo(figure(figures, 'variance').value ?? 0, 12);
  });
});

describe('units', () => {
  it('are those of the values, their square, or 1', () => {
    const figures = valueFigures(digitalPhantom());
    expect(figure(figures, 'mean')).toMatchObject({ unit: "[hnsf'U]", of: HU });
    expect(figure(figures, 'variance').unit).toBe("[hnsf'U]2");
    expect(figure(figures, 'skewness').unit).toBe('1');
  });

  it('are squared as a product where UCUM allows no exponent', () => {
    const square = (unit: string) =>
      figure(valueFigures({ ...rowOf(1, 2), quantity: { ...HU, unit } }), 'energy').unit;
    expect(square('g/ml{SUVbw}')).toBe('(g/ml{SUVbw}).(g/ml{SUVbw})');
    expect(square('Gy')).toBe('Gy2');
    expect(square('1')).toBe('1');
  });
});

describe('SUVbw', () => {
  const suv = () => ({ ...digitalPhantom(), quantity: SUV, factor: 0.5 });

  it('has values times the factor, peaks too', () => {
    const [plain, half] = [valueFigures(digitalPhantom()), valueFigures(suv())];
    for (const name of ['mean', 'maximum', 'localPeak', 'globalPeak'] as const) {
      expect(figure(half, name).value).toBeCloseTo((figure(plain, name).value ?? 0) / 2, 12);
    }
  });

  it('has the metabolic volume and the glycolysis of 74 voxels of 8 mm³', () => {
    const figures = valueFigures(suv());
    expect(figure(figures, 'metabolicVolume')).toMatchObject({ value: 592, unit: 'mm3' });
    const { value = 0, unit } = figure(figures, 'totalLesionGlycolysis');
    expect(value).toBeCloseTo((0.5 * 159 * 8) / 1000, 12);
    expect(unit).toBe('g');
  });

  it('has the volume of a voxel of sheared slices by base and height, not by the lengths of its sides', () => {
    const affine = Float64Array.of(2, 0, 1, 0, 0, 2, 0, 0, 0, 0, 3, 0, 0, 0, 0, 1);
    const region = regionWhere({ dims: [4, 4, 4], affine }, () => true);
    const figures = valueFigures(ofRegion(region, new Float32Array(64).fill(2), { quantity: SUV }));
    expect(figure(figures, 'metabolicVolume').value).toBeCloseTo(64 * 12, 10);
  });

  it('may have been mapped by the file itself', () => {
    const figures = valueFigures({ ...suv(), quantity: { ...SUV, kind: 'mapped' } });
    expect(figure(figures, 'metabolicVolume').value).toBe(592);
  });

  it('is the only quantity with either', () => {
    const names = valueFigures(digitalPhantom()).map(({ name }) => name as string);
    expect(names).not.toContain('metabolicVolume');
    expect(names).not.toContain('totalLesionGlycolysis');
  });

  it('has no volume in a plane, nor of voxels without one', () => {
    const plane = valueFigures({ ...suv(), dimensions: 2 });
    expect(figure(plane, 'metabolicVolume').why).toBe('a plane has no volume');
    const affine = new Float64Array(16);
    const flat = ofRegion(
      regionWhere({ dims: [2, 2, 2], affine }, () => true),
      new Float32Array(8),
      {
        quantity: SUV,
      },
    );
    expect(figure(valueFigures(flat), 'totalLesionGlycolysis').why).toBe('the voxels have no volume');
  });
});

describe('a region whose figures cannot be had', () => {
  const whys = (input: Parameters<typeof valueFigures>[0]) => [
    ...new Set(valueFigures(input).map(({ value, why }) => (value === undefined ? why : 'there is a value'))),
  ];

  it('has none where one voxel has no value', () => {
    const phantom = digitalPhantom();
    phantom.values[0] = Number.NaN;
    expect(whys(phantom)).toEqual(['1 of 74 voxels of the region have no value']);
    expect(whys({ ...phantom, quantity: SUV })).toEqual(['1 of 74 voxels of the region have no value']);
    phantom.values[1] = Number.POSITIVE_INFINITY;
    expect(whys(phantom)).toEqual(['2 of 74 voxels of the region have no value']);
  });

  it('has none without a voxel', () => {
    const region = regionWhere({ dims: [2, 2, 2] }, () => false);
    expect(whys(ofRegion(region, new Float32Array(8)))).toEqual(['the region has no voxel']);
  });

  it('has none on another grid than that of the values', () => {
    const phantom = digitalPhantom();
    const why = ['the region does not lie on the grid of the values'];
    expect(whys({ ...phantom, dims: [4, 5, 4] })).toEqual(why);
    expect(whys({ ...phantom, values: phantom.values.subarray(1) })).toEqual(why);
    expect(whys({ ...phantom, region: { ...phantom.region, origin: [1, 0, 0] } })).toEqual(why);
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('has none with the factor %s', (factor) => {
    expect(whys({ ...digitalPhantom(), factor })).toEqual(['the factor to this quantity is not known']);
  });
});

describe('any region', () => {
  it('has each figure either as a finite number or with a reason', () => {
    const { uniform, integer } = random('value-figures');
    for (let round = 0; round < 60; round++) {
      const dims = [1 + integer(4), 1 + integer(4), 1 + integer(3)] as const;
      const magnitude = 10 ** (integer(640) - 320);
      const values = Float64Array.from({ length: dims[0] * dims[1] * dims[2] }, () =>
        integer(9) === 0 ? 0 : (uniform() - 0.5) * magnitude,
      );
      const region = regionWhere({ dims }, () => integer(3) > 0);
      for (const { name, value, why } of valueFigures(ofRegion(region, values, { quantity: SUV }))) {
        expect(value === undefined || Number.isFinite(value), name).toBe(true);
        expect((value === undefined) === (why !== undefined), name).toBe(true);
      }
    }
  });
});
