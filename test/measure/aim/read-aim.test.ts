import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AimTruth } from '../../../fixtures/objects/aim.js';
import { OBJECTS } from '../../../fixtures/objects/objects.js';
import { readAim } from '../../../src/measure/aim/read-aim.js';
import {
  calculation,
  document4,
  field,
  IMAGE,
  images,
  list,
  readAnnotation,
  readText,
  scalar,
  shape,
} from './documents.js';

const made = await OBJECTS.make();
const truths = made.truth.annotations as readonly AimTruth[];
const files = new Map([...made.files].map(({ path, bytes }) => [path, bytes]));

/** An annotation of AIM 3, in attributes. */
const aim3 = (more = '', shapeMore = ''): string => `<?xml version="1.0"?>
<ImageAnnotation xmlns="gme://caCORE.caCORE/3.2/edu.northwestern.radiology.AIM" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 aimVersion="AIM.3.0" uniqueIdentifier="1.5" name="L1" dateTime="2008-04-11T15:32:15" codeValue="112075" codeMeaning="x" codingSchemeDesignator="DCM" comment="told by Dr Private">
<calculationCollection><Calculation uid="0" codeValue="G-A22A" codeMeaning="Length" codingSchemeDesignator="SRT" algorithmName="Caliper" algorithmVersion="1">
<referencedGeometricShapeCollection><ReferencedGeometricShape referencedShapeIdentifier="2"/></referencedGeometricShapeCollection>
<calculationResultCollection><CalculationResult type="Scalar" unitOfMeasure="cm"><calculationDataCollection><CalculationData value="3.95"/></calculationDataCollection>
</CalculationResult></calculationResultCollection></Calculation></calculationCollection>
<user><User name="A" loginName="NWU" numberWithinRoleOfClinicalTrial="3" roleInTrial="Recording"/></user>
<anatomicEntityCollection><AnatomicEntity codeValue="RID1301" codeMeaning="lung" codingSchemeDesignator="RadLex">${more}</AnatomicEntity></anatomicEntityCollection>
<imageReferenceCollection><ImageReference xsi:type="DICOMImageReference"><imageStudy><ImageStudy instanceUID="1.1"><imageSeries><ImageSeries instanceUID="1.2">
<imageCollection><Image sopClassUID="1.2.840.10008.5.1.4.1.1.2" sopInstanceUID="1.3"/></imageCollection></ImageSeries></imageSeries></ImageStudy></imageStudy></ImageReference></imageReferenceCollection>
<geometricShapeCollection>${[1, 2]
  .map(
    (id) => `<GeometricShape xsi:type="Polyline" shapeIdentifier="${id}"><spatialCoordinateCollection>
<SpatialCoordinate xsi:type="TwoDimensionSpatialCoordinate" coordinateIndex="1" x="${id}" y="9" imageReferenceUID="1.3" referencedFrameNumber="0"/>
<SpatialCoordinate xsi:type="TwoDimensionSpatialCoordinate" coordinateIndex="0" x="0" y="0.5" imageReferenceUID="1.3" referencedFrameNumber="0"/>${shapeMore}
</spatialCoordinateCollection></GeometricShape>`,
  )
  .join('')}</geometricShapeCollection>
<person><Person name="Patient^Private" id="ID-4711" birthDate="1950-01-01T00:00:00"/></person></ImageAnnotation>`;

describe('AIM 4', () => {
  it('gives what the fixture was made to hold', () => {
    for (const truth of truths) {
      const source = readAim(files.get(truth.path) ?? new Uint8Array());
      expect(source.problems).toEqual([]);
      expect(source.items).toHaveLength(1);
      expect(source.items[0]).toMatchObject({
        stored: { text: String(truth.storedLengthMm), unit: { value: 'mm' } },
        geometries: [
          { type: 'POLYLINE', image: { sopInstanceUID: truth.referencedSopInstanceUID, frames: [1] } },
        ],
        context: { lesionLabel: 'Lesion 1', dateTime: '20240805120000', observer: { personId: 'reader7' } },
      });
    }
    expect(truths.length).toBeGreaterThan(0);
  });

  it('has its user and equipment in the collection, and one group for each annotation', () => {
    const point = list('markupEntityCollection', shape('TwoDimensionPoint', [[1, 1]]));
    const { items, sopInstanceUID, studyUID } = readText(document4(point, point + images(IMAGE)));
    expect([sopInstanceUID, studyUID, items.map(({ group }) => group)]).toEqual(['2.25.1', '1.2.3', [0, 1]]);
    expect(items[1]?.context).toMatchObject({ sourceSeriesUID: '1.2.3.0', dateTime: '20240805120000' });
    expect(items[1]?.context.observer).toEqual({
      person: 'Reader^One',
      personId: 'r1#2',
      role: { value: 'Reading', scheme: '', meaning: 'Reading' },
      device: { manufacturer: 'Maker', softwareVersion: '4.2' },
    });
  });

  it('keeps an annotation without numbers and shapes, and names images that nothing is drawn on', () => {
    const { items, references } = readAnnotation(field('name', 'L2'), images('1.5', '1.6', '1.5'));
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ geometries: [], context: { lesionLabel: 'L2' } });
    expect(items[0]?.stored).toBeUndefined();
    expect(references.map(({ sopInstanceUID }) => sopInstanceUID)).toEqual(['1.5', '1.6']);
    const drawn = list('markupEntityCollection', shape('TwoDimensionPoint', [[1, 1]]));
    expect(readAnnotation(drawn, images(IMAGE)).references).toEqual([]);
  });
});

describe('AIM 3', () => {
  it('is read from its attributes', () => {
    const { items, problems, ...source } = readText(aim3());
    expect(problems).toEqual([]);
    expect(source).toMatchObject({ kind: 'AIM', sopInstanceUID: '1.5', studyUID: '1.1' });
    expect(items).toHaveLength(2);
    expect(items[0]).toMatchObject({
      itemPath:
        'ImageAnnotation/calculationCollection/Calculation[1]/calculationResultCollection/CalculationResult[1]' +
        '/calculationDataCollection/CalculationData[1]',
      concept: { value: 'G-A22A', scheme: 'SRT', meaning: 'Length' },
      stored: { text: '3.95', unit: { value: 'cm' } },
      context: {
        findingCategory: { value: '112075' },
        algorithm: { name: 'Caliper', version: '1' },
        observer: { person: 'A', personId: 'NWU#3', role: { value: 'Recording' } },
      },
    });
  });

  it('has the shape that the calculation refers to, its points by index, frame 0 being none', () => {
    const [first, second] = readText(aim3()).items;
    expect(first?.geometries).toMatchObject([
      {
        type: 'POLYLINE',
        points: [
          [0, 0.5],
          [2, 9],
        ],
      },
    ]);
    expect(first?.geometries[0]).toMatchObject({
      image: { sopInstanceUID: '1.3', seriesUID: '1.2', studyUID: '1.1' },
    });
    expect(first?.geometries[0]).not.toHaveProperty('image.frames');
    expect(second).toMatchObject({ itemPath: 'ImageAnnotation/geometricShapeCollection/GeometricShape[1]' });
    expect(
      readText(aim3().replace('referencedShapeIdentifier="2"', 'referencedShapeIdentifier="9"')),
    ).toMatchObject({
      items: [{ geometries: [] }, {}, {}],
      problems: [{ code: 'coordinates-damaged' }],
    });
  });

  it('has no shape across two images', () => {
    const other = `<SpatialCoordinate coordinateIndex="2" x="1" y="1" imageReferenceUID="1.99"/>`;
    const { problems } = readText(aim3('', other));
    expect(problems.map(({ code }) => code)).toEqual(['coordinates-damaged', 'coordinates-damaged']);
  });

  it('tells shapes in the patient by their coordinates', () => {
    const text = aim3()
      .replaceAll('TwoDimensionSpatialCoordinate', 'ThreeDimensionSpatialCoordinate')
      .replaceAll('imageReferenceUID="1.3"', 'z="-4" frameOfReferenceUID="1.8"');
    expect(readText(text).items[0]?.geometries).toMatchObject([
      {
        kind: 'spatial',
        frameOfReferenceUID: '1.8',
        points: [
          [0, 0.5, -4],
          [2, 9, -4],
        ],
      },
    ]);
  });
});

describe('what is not AIM', () => {
  it.each([
    ['another root', '<Annotations/>'],
    ['a bomb', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
    ['an end that is missing', aim3().slice(0, -20)],
    ['nothing', ''],
  ])('is refused for %s, without an item', (_, text) => {
    const { items, problems } = readText(text);
    expect(items).toEqual([]);
    expect(problems).toMatchObject([{ code: 'xml-refused', detail: expect.any(String) }]);
  });

  it('is said to be empty where the collection is', () => {
    expect(readText(document4()).problems).toMatchObject([{ code: 'source-empty' }]);
    expect(readText('<AnnotationOfAnnotationCollection/>').problems).toMatchObject([
      { code: 'source-empty' },
    ]);
  });

  it('gives an answer for every damage to a file, never an error', () => {
    const whole = Buffer.from(aim3());
    const damage = fc.record({ at: fc.nat(whole.length - 1), byte: fc.nat(255), end: fc.nat(whole.length) });
    fc.assert(
      fc.property(damage, ({ at, byte, end }) => {
        const bytes = Buffer.from(whole);
        bytes[at] = byte;
        expect(readAim(bytes).kind).toBe('AIM');
        expect(readAim(bytes.subarray(0, end)).items.length).toBe(
          end < whole.length ? 0 : readAim(bytes).items.length,
        );
      }),
      { numRuns: 200 },
    );
  });

  it('gives an answer for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => readAim(bytes).problems.length === 1),
    );
  });
});

describe('who is in the file', () => {
  it('does not leave it but for the reader, and for those whose names texts must not hold', () => {
    const named = list('calculationEntityCollection', calculation('c', scalar('1')));
    const comment = field('comment', 'told by Dr Private');
    const text = `<TextAnnotationEntity/><MarkupEntity xsi:type="TextAnnotationEntity">${field('text', 'Mrs Private')}</MarkupEntity>`;
    for (const source of [
      readText(aim3()),
      readAnnotation(named, comment, list('markupEntityCollection', text)),
      ...truths.map(({ path }) => readAim(files.get(path) ?? new Uint8Array())),
    ]) {
      expect(source.items.length).toBeGreaterThan(0);
      const { identifying, patientID: _, ...told } = source;
      expect(identifying?.words.length).toBeGreaterThan(0);
      expect(JSON.stringify(told)).not.toMatch(/Private|4711|1950|Marigold|Quill|ZX-4471902|19671123/);
    }
  });
});
