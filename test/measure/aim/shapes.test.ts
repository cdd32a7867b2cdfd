import { describe, expect, it } from 'vitest';
import type { Geometry, PlanarGeometry } from '../../../src/measure/source.js';
import {
  calculation,
  cd,
  field,
  IMAGE,
  images,
  list,
  readAnnotation,
  scalar,
  shape,
  statement,
  uid,
} from './documents.js';

const SHAPES =
  'ImageAnnotationCollection/imageAnnotations/ImageAnnotation[1]/markupEntityCollection/MarkupEntity';

/** The shapes of an annotation without calculations, and the problems. */
function drawn(...shapes: string[]): { geometries: (Geometry | undefined)[]; codes: string[] } {
  const { items, problems } = readAnnotation(list('markupEntityCollection', ...shapes), images(IMAGE));
  return { geometries: items.map((item) => item.geometries[0]), codes: problems.map(({ code }) => code) };
}

type Placed = PlanarGeometry & { readonly itemPath?: string };
const planar = (text: string): Placed | undefined => drawn(text).geometries[0] as Placed | undefined;

describe('shapes in a plane', () => {
  const square = [
    [1, 2],
    [5, 2],
    [5, 6],
    [1, 6],
  ] as const;

  it.each([
    ['TwoDimensionPoint', square.slice(0, 1), 'POINT', undefined],
    ['TwoDimensionMultiPoint', square.slice(0, 2), 'POLYLINE', undefined],
    ['TwoDimensionMultiPoint', square.slice(0, 3), 'MULTIPOINT', undefined],
    ['TwoDimensionPolyline', square.slice(0, 2), 'POLYLINE', undefined],
    ['TwoDimensionPolyline', square, 'POLYLINE', true],
    ['TwoDimensionCircle', square.slice(0, 2), 'CIRCLE', undefined],
    ['TwoDimensionEllipse', square, 'ELLIPSE', undefined],
    ['Polyline', square, 'POLYLINE', true],
    ['aim:TwoDimensionSpline', square, 'INTERPOLATED', undefined],
  ])('of type %s are read with their points as they stand', (type, points, expected, closed) => {
    const geometry = planar(shape(type, points));
    expect(geometry).toMatchObject({
      kind: 'planar',
      type: expected,
      points,
      origin: 'frame',
      units: 'pixel',
    });
    expect(geometry?.closed).toBe(closed);
    expect(geometry?.itemPath).toBe(`${SHAPES}[1]`);
  });

  it('have their points by index, wherever these stand', () => {
    const text = shape(
      'TwoDimensionPolyline',
      [
        [3, 3],
        [1, 1],
        [2, 2],
      ],
      { indexes: [7, -1, 2] },
    );
    expect(planar(text)?.points).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    const plain = shape('TwoDimensionMultiPoint', [
      [3, 3],
      [1, 1],
    ]).replaceAll(/<coordinateIndex[^>]*>/g, '');
    expect(planar(plain)?.points).toEqual([
      [3, 3],
      [1, 1],
    ]);
  });

  it.each([
    [
      'an index that is there twice',
      shape(
        'TwoDimensionMultiPoint',
        [
          [1, 1],
          [2, 2],
        ],
        { indexes: [0, 0] },
      ),
    ],
    [
      'an index that is no number',
      shape(
        'TwoDimensionMultiPoint',
        [
          [1, 1],
          [2, 2],
        ],
        { indexes: [0, 'x'] },
      ),
    ],
    [
      'one index that is missing',
      shape(
        'TwoDimensionMultiPoint',
        [
          [1, 1],
          [2, 2],
        ],
        { indexes: [0, ''] },
      ),
    ],
    ['a coordinate that is no number', shape('TwoDimensionPoint', [['NaN', 1]])],
    ['a coordinate with a decimal comma', shape('TwoDimensionPoint', [['1,5', 1]])],
    ['a coordinate that is missing', shape('TwoDimensionPoint', [[1]])],
    ['no coordinates', shape('TwoDimensionPoint', [])],
    ['too few', shape('TwoDimensionPolyline', [[1, 1]])],
    [
      'too many',
      shape('TwoDimensionCircle', [
        [1, 1],
        [2, 2],
        [3, 3],
      ]),
    ],
  ])('with %s are kept and named, without geometry', (_, text) => {
    const { geometries, codes } = drawn(text, shape('TwoDimensionPoint', [[4, 4]]));
    expect(geometries[0]).toBeUndefined();
    expect(geometries[1]).toMatchObject({ points: [[4, 4]] });
    expect(codes).toEqual(['coordinates-damaged']);
  });

  it('of a type that AIM does not have are kept and named', () => {
    expect(drawn(shape('TwoDimensionHeart', [[1, 1]]))).toEqual({
      geometries: [undefined],
      codes: ['item-unknown'],
    });
  });

  it('that are curved are not taken for straight ones', () => {
    const ends = [
      [1, 1],
      [5, 1],
      [5, 5],
    ] as const;
    const coded = shape('TwoDimensionPolyline', ends, { more: cd('interpolationMethod', 'x', 'y') });
    const marked = shape('TwoDimensionPolyline', ends, { more: field('description', 'a^~^spline^~^') });
    for (const text of [coded, marked])
      expect(planar(text)).toMatchObject({ type: 'INTERPOLATED', closed: true });
  });

  it('name their image with its series, study and class, and their frame', () => {
    const more = uid('imageReferenceUid', IMAGE) + field('referencedFrameNumber', 3);
    expect(planar(shape('TwoDimensionPoint', [[1, 1]], { more }))?.image).toEqual({
      sopInstanceUID: IMAGE,
      sopClassUID: '1.2.840.10008.5.1.4.1.1.2',
      seriesUID: '1.2.3.0',
      studyUID: '1.2.3',
      frames: [3],
    });
  });

  it('lie in the only image where they name none, and in no one where there are several', () => {
    const point = list('markupEntityCollection', shape('TwoDimensionPoint', [[1, 1]]));
    const image = (...uids: string[]) =>
      (readAnnotation(point, images(...uids)).items[0]?.geometries[0] as PlanarGeometry | undefined)?.image;
    expect(image('1.5')?.sopInstanceUID).toBe('1.5');
    expect(image('1.5', '1.6')).toBeUndefined();
    expect(image()).toBeUndefined();
  });

  it('marked as not included are told apart from those that are included', () => {
    const flagged = (flag: boolean, id: string) =>
      shape('TwoDimensionPoint', [[1, 1]], { id, more: field('includeFlag', String(flag)) });
    const purposes = (...shapes: string[]) => drawn(...shapes).geometries.map((g) => g?.purpose?.value);
    expect(purposes(flagged(true, 'a'), flagged(false, 'b'))).toEqual([undefined, 'not-included']);
    expect(purposes(flagged(false, 'a'))).toEqual([undefined]);
  });
});

describe('shapes in the patient', () => {
  it('have points in mm and a frame of reference', () => {
    const more = uid('frameOfReferenceUid', '1.9');
    const points = [
      [1, 2, 3],
      [4, 5, 6.5],
      [7, 8, 9],
    ] as const;
    expect(drawn(shape('ThreeDimensionPolygon', points, { more })).geometries[0]).toMatchObject({
      kind: 'spatial',
      type: 'POLYGON',
      points,
      frameOfReferenceUID: '1.9',
    });
    expect(drawn(shape('ThreeDimensionEllipsoid', points)).codes).toEqual(['coordinates-damaged']);
    expect(drawn(shape('ThreeDimensionMultiPoint', points.slice(1))).geometries[0]).toMatchObject({
      type: 'POLYLINE',
    });
  });
});

describe('segmentations', () => {
  const entity = `<SegmentationEntity xsi:type="DicomSegmentationEntity">${uid('uniqueIdentifier', 'seg')}
${uid('sopInstanceUid', '1.7')}${uid('sopClassUid', '1.2.840.10008.5.1.4.1.1.66.4')}${field('segmentNumber', 2)}</SegmentationEntity>`;

  it('are what a calculation refers to', () => {
    const { items } = readAnnotation(
      list('calculationEntityCollection', calculation('calc', scalar('9', 'mm3'))),
      list('segmentationEntityCollection', entity),
      list('markupEntityCollection', shape('TwoDimensionPoint', [[1, 1]])),
      list('imageAnnotationStatementCollection', statement('calc', 'seg', '2')),
    );
    expect(items.map((item) => item.stored?.text)).toEqual(['9', undefined]);
    expect(items[0]?.geometries).toMatchObject([
      { kind: 'segments', image: { sopInstanceUID: '1.7', segments: [2] } },
    ]);
  });

  it('without an instance are named', () => {
    const { problems } = readAnnotation(list('segmentationEntityCollection', '<SegmentationEntity/>'));
    expect(problems.map(({ code }) => code)).toEqual(['image-not-referenced']);
  });
});
