import { describe, expect, it } from 'vitest';
import { OBJECTS } from '../../../fixtures/objects/objects.js';
import type { PresentationStateTruth } from '../../../fixtures/objects/presentation-states.js';
import { MemorySource } from '../../../src/dicom/byte-source.js';
import { readPart10 } from '../../../src/dicom/part10.js';
import { readPresentationState } from '../../../src/measure/presentation/read-presentation-state.js';
import type { MeasurementItem, PlanarGeometry } from '../../../src/measure/source.js';
import { graphic, imageItem, readAnnotation, readState, seriesItems } from './states.js';

const made = await OBJECTS.make();
const files = new Map([...made.files].map(({ path, bytes }) => [path, bytes]));
const truths = made.truth.presentationStates as readonly PresentationStateTruth[];

const planar = (item: MeasurementItem | undefined): PlanarGeometry | undefined =>
  item?.geometries[0] as PlanarGeometry | undefined;

describe('the fixtures', () => {
  it('are read as they were made: each drawing once, with type, points, units, label and image', () => {
    for (const truth of truths) {
      const bytes = files.get(truth.path) ?? new Uint8Array();
      const source = readPresentationState(readPart10(new MemorySource(bytes)).dataset);
      expect(source).toMatchObject({ kind: 'PR', sopInstanceUID: truth.sopInstanceUID, problems: [] });
      expect(source.items).toHaveLength(truth.drawings.length);
      for (const [i, drawing] of truth.drawings.entries()) {
        const item = source.items[i];
        const geometry = planar(item);
        expect(item?.stored).toBeUndefined();
        expect(item?.context.lesionLabel).toBe(drawing.text);
        expect(geometry).toMatchObject({
          type: drawing.type,
          units: drawing.units.toLowerCase(),
          origin: 'frame',
        });
        expect(geometry?.points.flat()).toEqual(drawing.points.map(Math.fround));
        expect(geometry?.image?.sopInstanceUID).toBe(drawing.referencedSopInstanceUID);
        expect(geometry?.image?.seriesUID).toBeDefined();
      }
    }
    expect(truths).toHaveLength(2);
  });
});

describe('the images of an annotation', () => {
  const point = { GraphicObjectSequence: [graphic('POINT', [1, 2])] };

  it('are its own, with their frames and their series', async () => {
    const { items, references } = await readState({
      ReferencedSeriesSequence: seriesItems(['1.5', '1.6'], ['1.7']),
      GraphicAnnotationSequence: [{ ...point, ReferencedImageSequence: [imageItem('1.6', [2, 5])] }],
    });
    expect(planar(items[0])?.image).toEqual({
      sopInstanceUID: '1.6',
      sopClassUID: '1.2.840.10008.5.1.4.1.1.2',
      seriesUID: '1.2.0',
      studyUID: '1.1',
      frames: [2, 5],
    });
    expect(references.map(({ sopInstanceUID }) => sopInstanceUID)).toEqual(['1.5', '1.7']);
  });

  it('are all of the presentation state where it has none, in one item', async () => {
    const { items, references } = await readState({
      ReferencedSeriesSequence: seriesItems(['1.5', '1.6'], ['1.7']),
      GraphicAnnotationSequence: [point],
    });
    expect(items).toHaveLength(1);
    expect(planar(items[0])?.image?.sopInstanceUID).toBe('1.5');
    expect(items[0]?.context.sourceImages.map((image) => image.sopInstanceUID)).toEqual([
      '1.5',
      '1.6',
      '1.7',
    ]);
    expect(items[0]?.context.sourceSeriesUID).toBeUndefined();
    expect(references).toEqual([]);
  });

  it('may be named where images are blended', async () => {
    const blending = { StudyInstanceUID: '1.9', ReferencedSeriesSequence: seriesItems(['1.5']) };
    const { items } = await readState({ BlendingSequence: [blending], GraphicAnnotationSequence: [point] });
    expect(planar(items[0])?.image).toMatchObject({
      sopInstanceUID: '1.5',
      seriesUID: '1.2.0',
      studyUID: '1.9',
    });
    const advanced = { SeriesInstanceUID: '1.8', ReferencedImageSequence: [imageItem('1.6')] };
    const other = await readState({
      AdvancedBlendingSequence: [advanced],
      GraphicAnnotationSequence: [point],
    });
    expect(planar(other.items[0])?.image).toMatchObject({
      sopInstanceUID: '1.6',
      seriesUID: '1.8',
      studyUID: '1.1',
    });
  });

  it('may be missing', async () => {
    const { items, problems } = await readState({ GraphicAnnotationSequence: [point] });
    expect(planar(items[0])?.image).toBeUndefined();
    expect(problems).toEqual([]);
  });
});

describe('texts', () => {
  const text = (UnformattedTextValue: string, more = {}) => ({ UnformattedTextValue, ...more });
  const labels = async (annotation: Parameters<typeof readAnnotation>[0]) =>
    (await readAnnotation(annotation)).items.map((item) => [
      item.itemPath.split('.')[1],
      item.context.lesionLabel,
    ]);

  it('label the drawings of an annotation where there is one alone', async () => {
    const drawings = [graphic('POINT', [1, 2]), graphic('POINT', [3, 4])];
    const one = { TextObjectSequence: [text(' T1\r\n12 mm ')], GraphicObjectSequence: drawings };
    expect(await labels(one)).toEqual([
      ['GraphicObjectSequence[0]', 'T1 12 mm'],
      ['GraphicObjectSequence[1]', 'T1 12 mm'],
    ]);
  });

  it('go with the drawing of their group, others are items at their anchor', async () => {
    const anchor = { AnchorPoint: [7.5, 8.5], AnchorPointAnnotationUnits: 'PIXEL' };
    const { items } = await readAnnotation({
      TextObjectSequence: [text('A', { GraphicGroupID: 2 }), text('B', anchor), text('C'), text('')],
      GraphicObjectSequence: [graphic('POINT', [1, 2]), graphic('POINT', [3, 4], { GraphicGroupID: 2 })],
    });
    expect(items.map(({ context }) => context.lesionLabel)).toEqual([undefined, 'A', 'B', 'C']);
    expect(planar(items[2])).toMatchObject({ type: 'POINT', points: [[7.5, 8.5]], units: 'pixel' });
    expect(items[3]?.geometries).toEqual([]);
  });

  it('are not read for numbers', async () => {
    const { items } = await readAnnotation({ TextObjectSequence: [text('12 mm')] });
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ geometries: [], context: { lesionLabel: '12 mm' } });
    expect(items[0]?.stored).toBeUndefined();
  });

  it('give way to nothing but the label of the group', async () => {
    const { items } = await readState({
      GraphicGroupSequence: [{ GraphicGroupID: 2, GraphicGroupLabel: 'DistanceLine' }],
      GraphicAnnotationSequence: [
        { GraphicObjectSequence: [graphic('POLYLINE', [1, 2, 3, 4], { GraphicGroupID: 2 })] },
      ],
    });
    expect(items[0]?.context.lesionLabel).toBe('DistanceLine');
  });
});

describe('who drew, and when', () => {
  it('is that of the presentation state; tracking is the drawing’s own', async () => {
    const code = { CodeValue: 'R7', CodingSchemeDesignator: '99X', CodeMeaning: 'x' };
    const { items } = await readState({
      PresentationCreationDate: '20240102',
      PresentationCreationTime: '030405.5',
      TimezoneOffsetFromUTC: '+0100',
      ContentCreatorName: 'Reader^One',
      ContentCreatorIdentificationCodeSequence: [{ PersonIdentificationCodeSequence: [code] }],
      Manufacturer: 'Maker',
      SoftwareVersions: ['1', '2'],
      GraphicAnnotationSequence: [
        { GraphicObjectSequence: [graphic('POINT', [1, 2], { TrackingID: 'T1', TrackingUID: '1.77' })] },
      ],
    });
    expect(items[0]?.context).toMatchObject({
      trackingId: 'T1',
      trackingUID: '1.77',
      dateTime: '20240102030405.5+0100',
      observer: {
        person: 'Reader^One',
        personId: 'R7',
        device: { manufacturer: 'Maker', softwareVersion: '1, 2' },
      },
    });
  });

  it('may be unknown', async () => {
    const source = await readState({});
    expect(source).toMatchObject({ items: [], references: [], problems: [] });
  });
});
