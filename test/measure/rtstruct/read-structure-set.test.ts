import { describe, expect, it } from 'vitest';
import { readStructureSet } from '../../../src/measure/rtstruct/read-structure-set.js';
import { contourItem, FRAME, image, SERIES, STUDY, structureSet, triangle } from './make-structure-set.js';

const CODE = { CodeValue: '4147007', CodingSchemeDesignator: 'SCT', CodeMeaning: 'Mass' };
const roi = (ROINumber: number, ROIName: string, more = {}) => ({
  ROINumber,
  ROIName,
  ReferencedFrameOfReferenceUID: FRAME,
  ...more,
});
const drawn = (ReferencedROINumber: number, z: number) => ({
  ReferencedROINumber,
  ContourSequence: [
    contourItem(triangle(z)),
    contourItem(triangle(z + 1), { ContourImageSequence: [image(2)] }),
  ],
});

describe('a ROI', () => {
  it('has its name, frame of reference, type, code and stored volume', async () => {
    const set = readStructureSet(
      await structureSet({
        StructureSetROISequence: [
          roi(7, 'Lesion 1', {
            ROIGenerationAlgorithm: 'SEMIAUTOMATIC',
            ROIDescription: 'left lung',
            ROIVolume: '1.250',
          }),
        ],
        ROIContourSequence: [drawn(7, 0)],
        RTROIObservationsSequence: [
          {
            ObservationNumber: 1,
            ReferencedROINumber: 7,
            RTROIInterpretedType: 'GTV',
            ROIInterpreter: 'Reader^One',
            RTROIIdentificationCodeSequence: [CODE],
            ROIPhysicalPropertiesSequence: [
              { ROIPhysicalProperty: 'REL_MASS_DENSITY', ROIPhysicalPropertyValue: '1.05' },
            ],
          },
          { ObservationNumber: 2, ReferencedROINumber: 8, RTROIInterpretedType: 'ORGAN' },
        ],
      }),
    );
    expect(set.problems).toEqual([]);
    const [found] = set.rois;
    expect(found).toMatchObject({
      number: 7,
      itemPath: 'ROIContourSequence[0]',
      name: 'Lesion 1',
      frameOfReferenceUID: FRAME,
      generationAlgorithm: 'SEMIAUTOMATIC',
      interpretedType: 'GTV',
      identification: { value: '4147007', scheme: 'SCT', meaning: 'Mass' },
      storedVolumeMl: '1.250',
      unreadContours: 0,
    });
    expect(found?.context).toMatchObject({
      lesionLabel: 'Lesion 1',
      finding: { value: '4147007' },
      observer: {
        person: 'Reader^One',
        device: { manufacturer: 'Maker', model: 'Model', softwareVersion: '1.2, 7' },
      },
      dateTime: '20240203101112',
      sourceSeriesUID: SERIES,
    });
    expect(found?.context.qualitative.map(({ name, value }) => [name.value, value])).toEqual([
      ['roi-generation-algorithm', 'SEMIAUTOMATIC'],
      ['roi-description', 'left lung'],
      ['rt-roi-interpreted-type', 'GTV'],
      ['roi-physical-property', 'REL_MASS_DENSITY 1.05'],
    ]);
  });

  it('has its contours, with the image, series and study of each', async () => {
    const set = readStructureSet(
      await structureSet({ StructureSetROISequence: [roi(1, 'A')], ROIContourSequence: [drawn(1, 5)] }),
    );
    const [first, second] = set.rois[0]?.contours ?? [];
    expect(first?.kind).toBe('CLOSED_PLANAR');
    expect([...(first?.pointsMm ?? [])]).toEqual(triangle(5));
    expect(first?.image).toMatchObject({ sopInstanceUID: '2.25.1001', seriesUID: SERIES, studyUID: STUDY });
    expect(second?.image?.sopInstanceUID).toBe('2.25.1002');
    expect(set.rois[0]?.context.sourceImages.map((ref) => ref.sopInstanceUID)).toEqual([
      '2.25.1001',
      '2.25.1002',
    ]);
    expect(set.sourceImages.length).toBe(2);
    expect(set.sourceSeriesUIDs).toEqual([SERIES]);
  });

  it('is matched to contours and observations by number, whatever their order', async () => {
    const set = readStructureSet(
      await structureSet({
        StructureSetROISequence: [roi(1, 'A'), roi(2, 'B')],
        ROIContourSequence: [drawn(2, 20), drawn(1, 10)],
        RTROIObservationsSequence: [
          { ObservationNumber: 1, ReferencedROINumber: 2, RTROIInterpretedType: 'ORGAN' },
          { ObservationNumber: 2, ReferencedROINumber: 1, RTROIInterpretedType: 'CTV' },
        ],
      }),
    );
    expect(
      set.rois.map((one) => [one.name, one.itemPath, one.interpretedType, one.contours[0]?.pointsMm[2]]),
    ).toEqual([
      ['A', 'ROIContourSequence[1]', 'CTV', 10],
      ['B', 'ROIContourSequence[0]', 'ORGAN', 20],
    ]);
  });

  it('without a frame of reference has that of the structure set, if there is one only', async () => {
    const bare = { ROINumber: 1, ROIName: 'A' };
    const one = await structureSet({ StructureSetROISequence: [bare], ROIContourSequence: [drawn(1, 0)] });
    expect(readStructureSet(one).rois[0]?.frameOfReferenceUID).toBe(FRAME);
    const two = await structureSet({
      ReferencedFrameOfReferenceSequence: [
        { FrameOfReferenceUID: FRAME },
        { FrameOfReferenceUID: '2.25.99' },
      ],
      StructureSetROISequence: [bare],
      ROIContourSequence: [drawn(1, 0)],
    });
    expect(readStructureSet(two).rois[0]?.frameOfReferenceUID).toBeUndefined();
  });

  it('was made by the algorithm that its derivation names', async () => {
    const set = readStructureSet(
      await structureSet({
        StructureSetROISequence: [
          roi(1, 'A', {
            ROIGenerationAlgorithm: 'AUTOMATIC',
            ROIDateTime: '20240204',
            ROIDerivationAlgorithmIdentificationSequence: [
              { AlgorithmName: 'Finder', AlgorithmVersion: '2.1', AlgorithmFamilyCodeSequence: [CODE] },
            ],
          }),
        ],
        ROIContourSequence: [drawn(1, 0)],
      }),
    );
    expect(set.rois[0]?.context).toMatchObject({
      algorithm: { name: 'Finder', version: '2.1', family: { value: '4147007' } },
      dateTime: '20240204',
    });
  });
});

describe('what does not belong together', () => {
  it('a ROI without contours is kept and named', async () => {
    const set = readStructureSet(
      await structureSet({
        StructureSetROISequence: [roi(1, 'A'), roi(2, 'B'), roi(3, 'C')],
        ROIContourSequence: [drawn(1, 0), { ReferencedROINumber: 3 }],
      }),
    );
    expect(set.rois.map((one) => [one.name, one.contours.length])).toEqual([
      ['A', 2],
      ['B', 0],
      ['C', 0],
    ]);
    expect(set.problems.map(({ code, itemPath }) => [code, itemPath])).toEqual([
      ['region-empty', 'StructureSetROISequence[1]'],
      ['region-empty', 'ROIContourSequence[1]'],
    ]);
  });

  it('contours of a ROI that is not defined are kept and named', async () => {
    const set = readStructureSet(
      await structureSet({
        StructureSetROISequence: [roi(1, 'A')],
        ROIContourSequence: [drawn(9, 0), drawn(1, 5)],
      }),
    );
    expect(set.rois.map((one) => [one.number, one.name, one.contours.length])).toEqual([
      [1, 'A', 2],
      [9, '', 2],
    ]);
    expect(set.problems).toMatchObject([{ code: 'segment-unknown', itemPath: 'ROIContourSequence[0]' }]);
  });

  it('items without a number are kept as well', async () => {
    const set = readStructureSet(
      await structureSet({
        StructureSetROISequence: [{ ROIName: 'A' }],
        ROIContourSequence: [{ ContourSequence: [contourItem(triangle(0))] }],
      }),
    );
    expect(set.rois.map((one) => one.contours.length)).toEqual([0, 1]);
    expect(set.problems.map(({ code }) => code).sort()).toEqual(['region-empty', 'segment-unknown']);
  });

  it('two contour items of one ROI stay two regions; of two ROIs of one number the first has the contours', async () => {
    const twice = readStructureSet(
      await structureSet({
        StructureSetROISequence: [roi(1, 'A')],
        ROIContourSequence: [drawn(1, 0), drawn(1, 0)],
      }),
    );
    expect(twice.rois.map((one) => [one.name, one.itemPath])).toEqual([
      ['A', 'ROIContourSequence[0]'],
      ['A', 'ROIContourSequence[1]'],
    ]);
    const same = readStructureSet(
      await structureSet({
        StructureSetROISequence: [roi(1, 'A'), roi(1, 'B')],
        ROIContourSequence: [drawn(1, 0)],
      }),
    );
    expect(same.rois.map((one) => [one.name, one.contours.length])).toEqual([
      ['A', 2],
      ['B', 0],
    ]);
  });

  it('a structure set without a region is named', async () => {
    const set = readStructureSet(await structureSet({ ReferencedFrameOfReferenceSequence: [] }));
    expect(set).toMatchObject({ sopInstanceUID: '2.25.1', rois: [], sourceImages: [], sourceSeriesUIDs: [] });
    expect(set.problems.map(({ code }) => code)).toEqual(['source-empty']);
  });
});
