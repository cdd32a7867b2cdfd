import { describe, expect, it } from 'vitest';
import { atHeights, code, made, mask } from './made-segmentation.js';

const SEGMENT = {
  SegmentNumber: 1,
  SegmentLabel: 'Lesion',
  SegmentAlgorithmType: 'MANUAL',
  SegmentedPropertyCategoryCodeSequence: code('49755003', 'SCT', 'Abnormal'),
  SegmentedPropertyTypeCodeSequence: code('108369006', 'SCT', 'Neoplasm'),
  SegmentedPropertyTypeModifierCodeSequence: code('86049000', 'SCT', 'Primary'),
  AnatomicRegionSequence: [
    {
      ...code('64033007', 'SCT', 'Kidney')[0],
      AnatomicRegionModifierSequence: [
        ...code('261089000', 'SCT', 'Inferior'),
        ...code('7771000', 'SCT', 'Left'),
      ],
    },
  ],
  TrackingID: 'T1',
  TrackingUID: '1.9.9',
};

describe('the description of a segment', () => {
  it('is read by its codes, with the laterality of its site', async () => {
    const { segmentation } = await made({ frames: atHeights(0, 1), segments: [SEGMENT] });
    const [segment] = segmentation.segments;
    expect(segment).toMatchObject({
      ...{ number: 1, itemPath: 'SegmentSequence[0]', label: 'Lesion' },
      category: { value: '49755003' },
      type: { value: '108369006' },
      typeModifiers: [{ value: '86049000' }],
      context: {
        ...{ trackingId: 'T1', trackingUID: '1.9.9', lesionLabel: 'Lesion', finding: { value: '108369006' } },
        sites: [
          { site: { value: '64033007' }, laterality: { value: '7771000' }, modifier: { value: '261089000' } },
        ],
      },
    });
  });

  it('names its creator where a person drew it, and its algorithm where a program did', async () => {
    const automatic = {
      ...SEGMENT,
      TrackingID: undefined,
      SegmentAlgorithmType: 'AUTOMATIC',
      SegmentationAlgorithmIdentificationSequence: [
        {
          AlgorithmFamilyCodeSequence: code('123110', 'DCM', 'Artificial Intelligence'),
          AlgorithmName: 'Net',
          AlgorithmVersion: '2',
          AlgorithmParameters: 'fold=1',
        },
      ],
    };
    const more = {
      ...{ ContentCreatorName: 'Reader^One', Manufacturer: 'M', SoftwareVersions: 'v1' },
      ...{ ContentDate: '20240102', ContentTime: '030405', TimezoneOffsetFromUTC: '+0100' },
      ContentCreatorIdentificationCodeSequence: [
        { PersonIdentificationCodeSequence: code('r1', '99X', 'r1') },
      ],
    };
    const contextOf = async (segment: typeof SEGMENT | typeof automatic) =>
      (await made({ frames: atHeights(0), segments: [segment], more })).segmentation.segments[0]?.context;
    const device = { manufacturer: 'M', softwareVersion: 'v1' };
    const byHand = await contextOf(SEGMENT);
    expect(byHand?.observer).toEqual({ person: 'Reader^One', personId: 'r1', device });
    expect([byHand?.algorithm, byHand?.dateTime]).toEqual([undefined, '20240102030405+0100']);
    const byProgram = await contextOf(automatic);
    expect(byProgram?.observer).toEqual({ device });
    expect(byProgram?.lesionLabel).toBe('Lesion');
    expect(byProgram?.algorithm).toMatchObject({ name: 'Net', version: '2', parameters: ['fold=1'] });
  });
});

describe('source images', () => {
  const from = (uid: string, frame?: number) => ({
    DerivationImageSequence: [
      {
        SourceImageSequence: [
          { ReferencedSOPInstanceUID: uid, ReferencedSOPClassUID: '1.7', ReferencedFrameNumber: frame },
        ],
      },
    ],
  });
  const more = {
    ReferencedSeriesSequence: [
      {
        SeriesInstanceUID: '1.5',
        ReferencedInstanceSequence: ['1.5.1', '1.5.2'].map((uid) => ({
          ReferencedSOPClassUID: '1.7',
          ReferencedSOPInstanceUID: uid,
        })),
      },
    ],
  };

  it('are those of the frames, with their series and study', async () => {
    const [first, second] = atHeights(0, 1);
    const frames = [
      { ...atHeights(0)[0], voxels: first?.voxels ?? [], more: from('1.5.1', 4) },
      { ...atHeights(1)[0], voxels: second?.voxels ?? [], more: from('1.5.1', 2) },
    ];
    const { segmentation } = await made({ frames, more });
    const named = {
      sopInstanceUID: '1.5.1',
      sopClassUID: '1.7',
      seriesUID: '1.5',
      studyUID: '1.2',
      frames: [2, 4],
    };
    expect(segmentation.segments[0]?.context.sourceImages).toEqual([named]);
    expect(segmentation.segments[0]?.context.sourceSeriesUID).toBe('1.5');
    expect(segmentation.sourceImages.map((ref) => ref.sopInstanceUID)).toEqual(['1.5.1', '1.5.2']);
    expect(segmentation.sourceSeriesUIDs).toEqual(['1.5']);
  });

  it('are all that the object names where frames name none', async () => {
    const { segmentation } = await made({ frames: atHeights(0, 1), more });
    expect(segmentation.segments[0]?.context.sourceImages).toHaveLength(2);
  });
});

describe('damage', () => {
  it('of segments is named: none, without a number, twice the same', async () => {
    expect((await made({ frames: atHeights(0, 1), segments: [] })).codes).toEqual([
      'source-empty',
      'segment-unknown',
    ]);
    const odd = [{ SegmentNumber: 1 }, { SegmentLabel: 'x' }, { SegmentNumber: 1 }];
    const { segmentation } = await made({ frames: atHeights(0, 1), segments: odd });
    expect(segmentation.segments).toHaveLength(1);
    expect(segmentation.problems.map(({ code: c, itemPath }) => [c, itemPath])).toEqual([
      ['segment-unknown', 'SegmentSequence[1]'],
      ['segment-unknown', 'SegmentSequence[2]'],
    ]);
  });

  it('of frames is named: no segment, an unknown one, more or fewer of them than declared', async () => {
    const at = (z: number, segment?: number) => ({
      position: [0, 0, z],
      voxels: mask(0),
      ...(segment && { segment }),
    });
    const { segmentation, codes } = await made({ frames: [at(0, 1), at(1), at(2, 8), at(3, 9)] });
    expect(codes).toEqual(['segment-unknown', 'segment-unknown']);
    expect(segmentation.problems.map(({ itemPath }) => itemPath)).toEqual([
      'PerFrameFunctionalGroupsSequence[1]',
      'PerFrameFunctionalGroupsSequence[2]',
    ]);
    const more = await made({ frames: atHeights(0, 1), more: { NumberOfFrames: 1 } });
    expect(more.codes).toEqual(['pixels-unreadable']);
    expect((await more.regions())[0]).toMatchObject({ isWhole: false });
    const fewer = await made({ frames: atHeights(0, 1), more: { NumberOfFrames: 3 } });
    expect(fewer.codes).toEqual(['frame-unplaced', 'segment-unknown', 'pixels-unreadable']);
  });

  it('of the kind leaves what class and bits tell', async () => {
    const kindOf = async (kind: string, bits: number, type?: string) => {
      const frames = [{ segment: 1, position: [0, 0, 0], voxels: mask(0) }];
      return (await made({ kind, bits, frames, more: { SegmentationType: type } })).segmentation.kind;
    };
    expect(await kindOf('BINARY', 1)).toBe('BINARY');
    expect(await kindOf('BINARY', 8, 'ODD')).toBe('FRACTIONAL');
    expect(await kindOf('LABELMAP', 8)).toBe('LABELMAP');
  });
});
