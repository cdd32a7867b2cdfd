import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../../src/dicom/dataset.js';
import {
  compoundShapes,
  rotated,
  type SimpleShape,
} from '../../../src/measure/presentation/compound-shapes.js';
import { readPresentationState } from '../../../src/measure/presentation/read-presentation-state.js';
import type { Geometry } from '../../../src/measure/source.js';
import { compound, datasetOf, graphic, readAnnotation, stateBytes } from './states.js';

type Drawn = Pick<Extract<Geometry, { kind: 'planar' }>, 'type' | 'points'>;

/** Path, type and points of every geometry, and the problems. */
async function drawn(annotation: Parameters<typeof readAnnotation>[0]) {
  const { items, problems } = await readAnnotation(annotation);
  const shapes = items.map((item) =>
    (item.geometries as unknown as Drawn[]).map(({ type, points }) => [type, points.flat()]),
  );
  return {
    items,
    paths: items.map((item) => item.itemPath.split('.')[1]),
    shapes,
    codes: problems.map((p) => p.code),
  };
}

const simple = (...graphics: ReturnType<typeof graphic>[]) => drawn({ GraphicObjectSequence: graphics });

describe('simple graphics', () => {
  it.each([
    ['POINT', [1, 2]],
    ['POLYLINE', [1, 2, 3, 4, 5, 6]],
    ['INTERPOLATED', [1, 2, 3, 4]],
    ['CIRCLE', [1, 2, 3, 2]],
    ['ELLIPSE', [0, 2, 8, 2, 4, 1, 4, 3]],
  ])('of type %s keep their points', async (type, points) => {
    expect(await simple(graphic(type, points))).toMatchObject({ shapes: [[[type, points]]], codes: [] });
  });

  it('count in pixels, in the total matrix, or in parts of the display', async () => {
    const units = ['PIXEL', 'MATRIX', 'DISPLAY', 'INCH'];
    const graphics = units.map((unit) => graphic('POINT', [1, 2], { GraphicAnnotationUnits: unit }));
    const { items } = await simple(...graphics);
    expect(items.map((item) => item.geometries[0])).toMatchObject([
      { units: 'pixel', origin: 'frame' },
      { units: 'pixel', origin: 'volume' },
      { units: 'display' },
      { units: 'display' },
    ]);
  });

  it('that are filled are closed', async () => {
    const filled = { GraphicFilled: 'Y' };
    const { items } = await simple(
      graphic('POLYLINE', [1, 2, 3, 4, 5, 2], filled),
      graphic('CIRCLE', [1, 2, 3, 2], filled),
    );
    expect(items.map((item) => (item.geometries[0] as { closed?: boolean }).closed)).toEqual([
      true,
      undefined,
    ]);
  });

  it.each([
    ['half a point', graphic('POLYLINE', [1, 2, 3], { NumberOfGraphicPoints: 2 }), 'coordinates-damaged'],
    [
      'another number of points',
      graphic('POLYLINE', [1, 2, 3, 4], { NumberOfGraphicPoints: 3 }),
      'coordinates-damaged',
    ],
    ['too few points', graphic('ELLIPSE', [1, 2, 3, 4]), 'coordinates-damaged'],
    ['three dimensions', graphic('POINT', [1, 2], { GraphicDimensions: 3 }), 'coordinates-damaged'],
    ['another type', graphic('HEART', [1, 2]), 'item-unknown'],
    ['no points', { GraphicType: 'POINT' }, 'coordinates-damaged'],
  ])('with %s are kept and named, and do not harm others', async (_, damaged, code) => {
    const { shapes, codes } = await simple(damaged, graphic('POINT', [5, 6]));
    expect(shapes).toEqual([[], [['POINT', [5, 6]]]]);
    expect(codes).toEqual([code]);
  });
});

describe('damaged bytes', async () => {
  const annotation = {
    GraphicObjectSequence: [graphic('POINT', [12345.5, 2]), graphic('POINT', [5, 6])],
    CompoundGraphicSequence: [compound('RECTANGLE', [1, 2, 5, 4])],
  };
  const whole = await stateBytes({ GraphicAnnotationSequence: [annotation] });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('of a coordinate that is %d are named', (value) => {
    const bytes = Buffer.from(whole);
    const mark = Buffer.alloc(4);
    mark.writeFloatLE(12345.5);
    bytes.writeFloatLE(value, bytes.indexOf(mark));
    const { items, problems } = readPresentationState(datasetOf(bytes));
    expect(items.map(({ geometries }) => geometries.length)).toEqual([0, 1, 1]);
    expect(problems.map(({ code }) => code)).toEqual(['coordinates-damaged']);
  });

  it('never end in an error of this reader', () => {
    fc.assert(
      fc.property(fc.integer({ min: 350, max: whole.length - 1 }), fc.nat(255), (at, byte) => {
        const bytes = Buffer.from(whole);
        bytes[at] = byte;
        let dataset: Dataset;
        try {
          dataset = datasetOf(bytes);
        } catch {
          return;
        }
        expect(readPresentationState(dataset).kind).toBe('PR');
      }),
      { numRuns: 500 },
    );
  });
});

describe('compound graphics', () => {
  const annotation = (compounds: unknown[], graphics: unknown[] = []) =>
    drawn({ CompoundGraphicSequence: compounds, GraphicObjectSequence: graphics } as Parameters<
      typeof drawn
    >[0]);
  const twin = (type: string, points: number[]) => graphic(type, points, { CompoundGraphicInstanceID: 1 });

  it.each([
    ['RULER', [1, 2, 3, 4], [['POLYLINE', [1, 2, 3, 4]]]],
    ['AXIS', [1, 2, 3, 4], [['POLYLINE', [1, 2, 3, 4]]]],
    ['ARROW', [1, 2, 3, 4], [['POLYLINE', [1, 2, 3, 4]]]],
    [
      'MULTILINE',
      [1, 2, 3, 4, 5, 6, 7, 8],
      [
        ['POLYLINE', [1, 2, 3, 4]],
        ['POLYLINE', [5, 6, 7, 8]],
      ],
    ],
    ['RANGELINE', [1, 2, 3, 4], [['POLYLINE', [1, 2, 3, 4]]]],
    [
      'INFINITELINE',
      [1, 2, 3, 4],
      [
        ['POINT', [1, 2]],
        ['POINT', [3, 4]],
      ],
    ],
    [
      'CUTLINE',
      [1, 2, 3, 4],
      [
        ['POINT', [1, 2]],
        ['POINT', [3, 4]],
      ],
    ],
    ['CROSSHAIR', [1, 2], [['POINT', [1, 2]]]],
    ['RECTANGLE', [1, 2, 5, 4], [['POLYLINE', [1, 2, 5, 2, 5, 4, 1, 4, 1, 2]]]],
    ['ELLIPSE', [1, 2, 5, 4], [['ELLIPSE', [1, 3, 5, 3, 3, 2, 3, 4]]]],
    ['ELLIPSE', [1, 2, 3, 8], [['ELLIPSE', [2, 2, 2, 8, 1, 5, 3, 5]]]],
  ])('of type %s are the simple shapes that they are the same as', async (type, points, expected) => {
    const { items, shapes, codes } = await annotation([compound(type, points)]);
    expect([shapes, codes]).toEqual([[expected], []]);
    expect(items[0]?.geometries[0]?.purpose).toMatchObject({ value: type, scheme: '99CORELAB' });
  });

  it('and the simple ones of the same number are one drawing', async () => {
    const graphics = [
      twin('POLYLINE', [1, 2, 3, 4]),
      twin('POLYLINE', [2, 2, 2, 3]),
      graphic('POINT', [9, 9]),
    ];
    const { paths } = await annotation([compound('RULER', [1, 2, 3, 4])], graphics);
    expect(paths).toEqual(['GraphicObjectSequence[2]', 'CompoundGraphicSequence[0]']);
  });

  it('that cannot be read leave their place to the simple ones', async () => {
    const kept = [twin('POLYLINE', [1, 2, 3, 4])];
    for (const odd of [compound('PRIVATE', [1, 2]), compound('RULER', [1, 2])]) {
      expect(await annotation([odd], kept)).toMatchObject({ paths: ['GraphicObjectSequence[0]'], codes: [] });
    }
    expect(await annotation([compound('PRIVATE', [1, 2])])).toMatchObject({
      shapes: [[]],
      codes: ['item-unknown'],
    });
    expect(await annotation([compound('RULER', [1, 2])])).toMatchObject({
      shapes: [[]],
      codes: ['coordinates-damaged'],
    });
  });

  it('that are turned are turned about their point, counter-clockwise as seen', async () => {
    const turn = { RotationAngle: 90, RotationPoint: [1, 2] };
    const { shapes } = await annotation([compound('RULER', [1, 2, 5, 2], turn)]);
    const [[, points]] = shapes[0] as [[string, number[]]];
    for (const [i, value] of [1, 2, 1, -2].entries()) expect(points[i]).toBeCloseTo(value, 12);
    const unknown = await annotation([compound('RULER', [1, 2, 5, 2], { RotationAngle: 90 })]);
    expect(unknown).toMatchObject({ shapes: [[]], codes: ['coordinates-damaged'] });
  });

  it('that are turned have the points of their one twin', async () => {
    const turn = { RotationAngle: 30, RotationPoint: [1, 2] };
    const { shapes } = await annotation(
      [compound('RULER', [1, 2, 5, 2], turn)],
      [twin('POLYLINE', [1, 2, 4, 0.5])],
    );
    expect(shapes).toEqual([[['POLYLINE', [1, 2, 4, 0.5]]]]);
  });

  it('with a wrong number of points are no shape', () => {
    for (const type of ['RULER', 'MULTILINE', 'CUTLINE', 'CROSSHAIR', 'RECTANGLE', 'ELLIPSE', 'RANGELINE']) {
      expect(compoundShapes(type, [])).toBeUndefined();
      expect(
        compoundShapes(type, [
          [1, 1],
          [2, 2],
          [3, 3],
        ]),
      ).toBeUndefined();
    }
    expect(compoundShapes('', [])).toBeNull();
  });

  it('keep their lengths when turned, and come back when turned back', () => {
    const coordinate = fc.double({ min: -500, max: 500, noNaN: true });
    const point = fc.tuple(coordinate, coordinate);
    fc.assert(
      fc.property(
        point,
        point,
        point,
        fc.double({ min: -360, max: 360, noNaN: true }),
        (a, b, around, degrees) => {
          const shape: SimpleShape = { type: 'POLYLINE', points: [a, b] };
          const turned = rotated(shape, { degrees, around });
          const length = ({ points: [[x1, y1] = [0, 0], [x2, y2] = [0, 0]] }: SimpleShape) =>
            Math.hypot(x2 - x1, y2 - y1);
          expect(length(turned)).toBeCloseTo(length(shape), 8);
          const back = rotated(turned, { degrees: -degrees, around }).points.flat();
          for (const [i, value] of shape.points.flat().entries()) expect(back[i]).toBeCloseTo(value, 8);
        },
      ),
    );
  });
});
