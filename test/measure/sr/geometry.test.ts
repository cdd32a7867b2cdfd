import { describe, expect, it } from 'vitest';
import {
  type Attributes,
  code,
  container,
  dcm,
  group,
  itemAt,
  LENGTH,
  num,
  own,
  problemsOf,
  readReport,
  reference,
  shape,
} from './report.js';

const of = (below: Attributes) => readReport([num(LENGTH, '1', [below])]);
const solid = (type: string, data: readonly number[], below: readonly Attributes[] = []): Attributes => ({
  ...shape(type, data, below, 'SCOORD3D'),
  ReferencedFrameOfReferenceUID: '5.5',
});

describe('Coordinates on an image', () => {
  it('are columns and rows as they stand, with the image and its frames', () => {
    const read = readReport(
      [
        num(LENGTH, '1', [
          shape('POLYLINE', [1.5, 2.25, 3, 4], [reference('9.9', { ReferencedFrameNumber: '3\\5' })]),
        ]),
      ],
      {
        CurrentRequestedProcedureEvidenceSequence: [
          {
            StudyInstanceUID: '6.1',
            ReferencedSeriesSequence: [
              { SeriesInstanceUID: '6.2', ReferencedSOPSequence: [{ ReferencedSOPInstanceUID: '9.9' }] },
            ],
          },
        ],
      },
    );
    expect(itemAt(read, '1.1').geometries).toEqual([
      {
        kind: 'planar',
        type: 'POLYLINE',
        points: [
          [1.5, 2.25],
          [3, 4],
        ],
        origin: 'frame',
        units: 'pixel',
        image: {
          sopInstanceUID: '9.9',
          sopClassUID: '1.2.3',
          seriesUID: '6.2',
          studyUID: '6.1',
          frames: [3, 5],
        },
        itemPath: '1.1.1',
        purpose: { value: '111030', scheme: 'DCM', meaning: 'meaning of 111030' },
      },
    ]);
    expect(itemAt(read, '1.1').geometryOf).toBe('item');
    expect(read.references).toEqual([]);
  });

  it('count in the total pixel matrix where they say so', () => {
    const read = of({ ...shape('POINT', [1, 2]), PixelOriginInterpretation: 'VOLUME' });
    expect(read.items[0]?.geometries[0]).toMatchObject({ origin: 'volume' });
  });

  it('are called by their geometric purpose where they have one', () => {
    const image = reference('9.9');
    const read = of(shape('POINT', [1, 2], [code(dcm('130400'), own('perimeter')), image]));
    expect(read.items[0]?.geometries[0]?.purpose?.value).toBe('perimeter');
  });

  it('of each graphic type need its number of points', () => {
    const right: [string, number][] = [
      ['POINT', 1],
      ['MULTIPOINT', 1],
      ['MULTIPOINT', 3],
      ['POLYLINE', 2],
      ['POLYLINE', 5],
      ['CIRCLE', 2],
      ['ELLIPSE', 4],
    ];
    const wrong: [string, number][] = [
      ['POINT', 0],
      ['POINT', 2],
      ['MULTIPOINT', 0],
      ['POLYLINE', 1],
      ['CIRCLE', 1],
      ['CIRCLE', 3],
      ['ELLIPSE', 3],
      ['POLYGON', 4],
      ['', 2],
    ];
    const at = ([type, n]: [string, number]) =>
      of(
        shape(
          type,
          Array.from({ length: 2 * n }, (_, i) => i),
        ),
      );
    for (const rule of right) {
      expect(at(rule).items[0]?.geometries, String(rule)).toHaveLength(1);
      expect(at(rule).problems).toEqual([]);
    }
    for (const rule of wrong) {
      expect(problemsOf(at(rule)), String(rule)).toEqual(['coordinates-damaged 1.1.1']);
      expect(at(rule).items[0]?.geometries, String(rule)).toEqual([]);
    }
  });

  it('that are no numbers, or half a point, or of two images, are named', () => {
    const bad = [
      shape('POLYLINE', [0, 0, 3]),
      shape('POLYLINE', [0, 0, 3, Number.NaN]),
      shape('POLYLINE', [0, 0, 3, Number.POSITIVE_INFINITY]),
      shape('POLYLINE', [0, 0, 3, 4], [reference('9.1'), reference('9.2')]),
    ];
    for (const below of bad) expect(problemsOf(of(below))).toEqual(['coordinates-damaged 1.1.1']);
  });

  it('that are damaged are not replaced by the region of the group', () => {
    const read = readReport([
      group([shape('CIRCLE', [5, 5, 5, 9]), num(LENGTH, '1', [shape('CIRCLE', [5])])]),
    ]);
    expect(itemAt(read, '1.1.2')).toMatchObject({ geometries: [], geometryOf: 'item' });
    expect(problemsOf(read)).toEqual(['coordinates-damaged 1.1.2.1']);
    // The region that no number is about stands by itself.
    expect(itemAt(read, '1.1.1').stored).toBeUndefined();
  });

  it('that no number is about stand as items of their own', () => {
    const read = readReport([container(own('c'), [shape('POLYLINE', [0, 0, 3, 4]), shape('POLYLINE', [0])])]);
    expect(read.items.map(({ itemPath }) => itemPath)).toEqual(['1.1.1']);
    expect(read.items[0]).toMatchObject({ geometryOf: 'item', modifiers: [] });
    expect(problemsOf(read)).toEqual(['coordinates-damaged 1.1.2']);
  });

  it('without an image keep their points', () => {
    const read = of(shape('POLYLINE', [0, 0, 3, 4], []));
    expect(read.items[0]?.geometries[0]).toMatchObject({
      points: [
        [0, 0],
        [3, 4],
      ],
    });
    expect(read.items[0]?.geometries[0]).not.toHaveProperty('image');
  });

  it('on frame 0, which no image has, are those of the image', () => {
    const read = of(shape('POINT', [1, 2], [reference('9.9', { ReferencedFrameNumber: '0' })]));
    expect(read.items[0]?.geometries[0]).toMatchObject({ image: { sopInstanceUID: '9.9' } });
    expect(read.items[0]?.geometries[0]).not.toHaveProperty('image.frames');
  });
});

describe('Coordinates in the patient', () => {
  it('are points of a frame of reference', () => {
    const read = of(solid('POLYLINE', [1, 2, 3, -4, 5.5, 6]));
    expect(read.items[0]?.geometries[0]).toMatchObject({
      kind: 'spatial',
      type: 'POLYLINE',
      points: [
        [1, 2, 3],
        [-4, 5.5, 6],
      ],
      frameOfReferenceUID: '5.5',
    });
  });

  it('of each graphic type need their number of points', () => {
    const counts = {
      POINT: [1],
      MULTIPOINT: [1, 4],
      POLYLINE: [2, 9],
      POLYGON: [3, 5],
      ELLIPSE: [4],
      ELLIPSOID: [6],
    };
    for (const [type, right] of Object.entries(counts)) {
      for (let n = 0; n < 10; n++) {
        const read = of(
          solid(
            type,
            Array.from({ length: 3 * n }, (_, i) => i),
          ),
        );
        const isRight = right.length === 1 ? n === right[0] : n >= (right[0] ?? 0);
        expect(read.items[0]?.geometries, `${type} ${n}`).toHaveLength(isRight ? 1 : 0);
        expect(problemsOf(read)).toEqual(isRight ? [] : ['coordinates-damaged 1.1.1']);
      }
    }
    expect(problemsOf(of(solid('POINT', [1, 2])))).toEqual(['coordinates-damaged 1.1.1']);
    expect(problemsOf(of(solid('CIRCLE', [1, 2, 3, 4, 5, 6])))).toEqual(['coordinates-damaged 1.1.1']);
  });
});

describe('What a measurement refers to', () => {
  it('is a segment by its name or by its segment numbers, whoever shares it', () => {
    const segment = reference('7.7', { ReferencedSegmentNumber: [2] }, dcm('121191'));
    const read = readReport([
      group([segment, reference('8.8', {}, dcm('121233')), num(LENGTH, '1'), num(LENGTH, '2')]),
    ]);
    for (const { geometries, geometryOf } of read.items) {
      expect(geometryOf).toBe('group');
      expect(geometries).toMatchObject([
        { kind: 'segments', image: { sopInstanceUID: '7.7', segments: [2] } },
      ]);
    }
    expect(read.items[0]?.context.sourceImages.map((ref) => ref.sopInstanceUID)).toEqual(['8.8']);
    const unnamed = of(reference('7.7', { ReferencedSegmentNumber: [1, 3] }));
    expect(unnamed.items[0]?.geometries).toMatchObject([{ kind: 'segments', image: { segments: [1, 3] } }]);
    expect(read.references).toEqual([]);
  });

  it('is frames of a segmentation', () => {
    const frame = reference(
      '7.7',
      { ReferencedFrameNumber: '4', ReferencedSegmentNumber: [1] },
      dcm('121214'),
    );
    expect(of(frame).items[0]?.geometries).toMatchObject([
      { kind: 'segments', image: { frames: [4], segments: [1] } },
    ]);
  });

  it('is an image as a whole only where there is no region', () => {
    expect(of(reference('8.8')).items[0]?.geometries).toMatchObject([{ kind: 'image' }]);
    const both = readReport([num(LENGTH, '1', [reference('8.8'), shape('POINT', [1, 2])])]);
    expect(both.items[0]?.geometries.map(({ kind }) => kind)).toEqual(['planar']);
    expect(both.items[0]?.context.sourceImages).toMatchObject([{ sopInstanceUID: '8.8' }]);
    expect(both.references).toEqual([]);
  });

  it('that names no instance is named', () => {
    expect(problemsOf(of({ ...reference('x'), ReferencedSOPSequence: [{}] }))).toEqual([
      'image-not-referenced 1.1.1',
    ]);
  });
});

describe('A report of many shapes', () => {
  it('is read in a time that grows with it: 3000 damaged shapes and 3000 numbers of one group', () => {
    const shapes = Array.from({ length: 3000 }, () => shape('CIRCLE', [1], []));
    const numbers = Array.from({ length: 3000 }, () => num(LENGTH, '1'));
    const read = readReport([group([...shapes, ...numbers])]);
    expect(read.items).toHaveLength(3000);
    expect(read.problems).toHaveLength(3000);
    expect(new Set(read.items.map(({ geometries }) => geometries)).size).toBe(1);
  });
});
