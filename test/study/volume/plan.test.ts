import { describe, expect, it } from 'vitest';
import type { DicomFile } from '../../../src/dicom/part10.js';
import { type PlannedVolume, planVolumes, type SeriesVolumes } from '../../../src/study/volume/plan.js';
import { VolumeError } from '../../../src/study/volume/volume-error.js';
import { deliver, type Given, image, SOP_CLASS, shuffled, slices, time, turned, volumes } from '../build.js';

/** The plan of all files as one series, with the table it points into. */
function planned(
  files: readonly (Given | DicomFile)[],
): SeriesVolumes & { numbersOf: (volume: PlannedVolume) => number[] } {
  const { table } = deliver(files);
  const instances = Array.from({ length: table.size }, (_, instance) => instance);
  const numbersOf = ({ slices: own }: PlannedVolume): number[] =>
    own.map(({ instance }) => table.instanceNumber(instance) ?? Number.NaN);
  return { ...planVolumes(table, instances), numbersOf };
}

function faults({ volumes: all }: SeriesVolumes): (string | undefined)[] {
  return all.map(({ grid }) => (grid instanceof VolumeError ? grid.fault : undefined));
}

describe('planVolumes of classic images', () => {
  it('sorts slices along the normal whatever the order of the files', () => {
    for (const seed of [1, 2, 3]) {
      const plan = planned(shuffled(slices({ count: 7 }), seed));
      expect(plan.volumes.map(plan.numbersOf)).toEqual([[1, 2, 3, 4, 5, 6, 7]]);
      expect(plan.volumes[0]?.grid).toMatchObject({ dims: [64, 64, 7], spacingMm: [2, 2, 3] });
    }
  });

  it('puts volumes in the order of time, with what tells them apart', () => {
    const files = volumes(3, (volume) => ({ AcquisitionTime: time(100 - 10 * volume) }));
    const plan = planned(shuffled(files, 5));
    expect(plan.volumes.map(({ number, moments }) => [number, moments.AcquisitionTime])).toEqual([
      [0, 80],
      [1, 90],
      [2, 100],
    ]);
    expect(plan.numbersOf(plan.volumes[0] as PlannedVolume)).toEqual([13, 14, 15, 16, 17, 18]);
  });

  it('knows that midnight comes between volumes', () => {
    const times = [86_390, 86_396, 2, 8];
    const plan = planned(volumes(4, (volume) => ({ AcquisitionTime: time(times[volume] ?? 0) })));
    expect(plan.volumes.map(({ moments }) => moments.AcquisitionTime)).toEqual(times);
  });

  it('gives each volume the values of what separates it', () => {
    const files = volumes(4, (volume) => ({
      EchoTime: volume % 2 ? 30 : 10,
      TemporalPositionIdentifier: Math.floor(volume / 2) + 1,
    }));
    const plan = planned(files);
    expect(plan.volumes.map(({ separators }) => separators)).toEqual([
      { EchoTime: 10, TemporalPosition: 1 },
      { EchoTime: 30, TemporalPosition: 1 },
      { EchoTime: 10, TemporalPosition: 2 },
      { EchoTime: 30, TemporalPosition: 2 },
    ]);
  });

  it('gives text values as text', () => {
    const files = volumes(2, (volume) => ({ ImageType: ['ORIGINAL', 'PRIMARY', volume ? 'P' : 'M'] }));
    expect(planned(files).volumes.map(({ separators }) => separators.ImageType)).toEqual([
      'ORIGINAL\\PRIMARY\\M',
      'ORIGINAL\\PRIMARY\\P',
    ]);
  });

  it('keeps stacks apart, each by its own plane', () => {
    const { cosines, normal } = turned(90);
    const coronal = slices({ count: 4 }, (slice) => ({
      ImageOrientationPatient: cosines,
      ImagePositionPatient: normal.map((n) => n * 3 * slice),
    }));
    const plan = planned([...slices({ count: 6 }), ...coronal]);
    expect(plan.volumes.map(({ stack, slices: own }) => [stack, own.length])).toEqual([
      [0, 6],
      [1, 4],
    ]);
    expect(faults(plan)).toEqual([undefined, undefined]);
  });

  it('places volumes that moved each where it lies', () => {
    const files = volumes(4, (volume, slice) => ({
      TemporalPositionIdentifier: volume + 1,
      ImagePositionPatient: [-64, -64 + 0.3 * volume, 3 * slice + 0.7 * volume],
    }));
    const origins = planned(files).volumes.map(({ grid }) =>
      grid instanceof VolumeError ? grid.fault : [grid.affine[7], grid.affine[11]],
    );
    const expected = [0, 1, 2, 3].map((volume) => [-64 + 0.3 * volume, 0.7 * volume]);
    for (const [i, origin] of origins.entries()) {
      for (const [axis, mm] of [...(origin as number[])].entries())
        expect(mm).toBeCloseTo(expected[i]?.[axis] ?? 0, 6);
    }
  });

  it('takes Spacing Between Slices, else the thickness, of a single slice', () => {
    const single = planned([image({ SpacingBetweenSlices: 5 })]);
    expect(single.volumes[0]?.grid).toMatchObject({ spacingMm: [2, 2, 5], sliceSpacingFrom: 'header' });
    expect(planned([image()]).volumes[0]?.grid).toMatchObject({ spacingMm: [2, 2, 3] });
    expect(faults(planned([image({ SliceThickness: undefined })]))).toEqual(['no-slice-spacing']);
  });

  it('counts frames without a place, and puts them in no volume', () => {
    const plan = planned([...slices({ count: 3 }), image({ ImagePositionPatient: undefined })]);
    expect([plan.unplaced, plan.volumes.map(({ slices: own }) => own.length)]).toEqual([1, [3]]);
  });
});

describe('planVolumes where frames make no volume', () => {
  const without = (files: Given[], gone: number): Given[] => files.filter((_, i) => i !== gone);

  it('names a volume that lacks a slice, in the middle or at an end, and keeps the others', () => {
    const files = volumes(3, (volume) => ({ TemporalPositionIdentifier: volume + 1 }), 10);
    expect(faults(planned(without(files, 15)))).toEqual([undefined, 'missing-slices', undefined]);
    expect(faults(planned(without(files, 29)))).toEqual([undefined, undefined, 'missing-slices']);
  });

  it('names a single volume with a gap', () => {
    expect(faults(planned(without(slices({ count: 12 }), 5)))).toEqual(['missing-slices']);
  });

  it('names slices that lie at one place', () => {
    const files = slices({ count: 12 });
    expect(faults(planned([...files, image({ ...files[4], SOPInstanceUID: '2.25.77' })]))).toEqual([
      'duplicate-slices',
    ]);
  });

  it('names volumes that nothing tells apart, all frames in one', () => {
    const plan = planned(volumes(3, () => ({ InstanceNumber: undefined })));
    expect(faults(plan)).toEqual(['ambiguous-volumes']);
    expect(plan.volumes[0]?.slices).toHaveLength(18);
  });

  it('names irregular spacing and shifts in the plane', () => {
    const irregular = slices({ count: 8, shift: (k) => [0, 0, k % 3 === 1 ? 1 : 0] });
    expect(faults(planned(irregular))).toEqual(['irregular-spacing']);
    const shifted = slices({ count: 8, shift: (k) => [k === 4 ? 3 : 0, 0, 0] });
    expect(faults(planned(shifted))).toEqual(['shifted-slices']);
  });

  it('loses no placed frame', () => {
    const files = without(
      volumes(3, (volume) => ({ TemporalPositionIdentifier: volume + 1 })),
      4,
    );
    const all = planned(files).volumes.flatMap(({ slices: own }) => own.map(({ row }) => row));
    expect(new Set(all).size).toBe(files.length);
    expect(all).toHaveLength(files.length);
  });
});

describe('planVolumes of multi-frame objects', () => {
  const frame = (z: number, index: number): Given => ({
    FrameContentSequence: [{ TemporalPositionIndex: index }],
    PlanePositionSequence: [{ ImagePositionPatient: [0, 0, z] }],
  });
  const enhanced = (frames: readonly Given[], own: Given = {}): Given =>
    image({
      ...{ SOPClassUID: SOP_CLASS.enhancedMr, NumberOfFrames: frames.length },
      SharedFunctionalGroupsSequence: [
        {
          PixelMeasuresSequence: [{ PixelSpacing: [2, 2], SliceThickness: 3 }],
          PlaneOrientationSequence: [{ ImageOrientationPatient: [1, 0, 0, 0, 1, 0] }],
        },
      ],
      PerFrameFunctionalGroupsSequence: frames,
      ...own,
    });

  it('names the frames of each volume', () => {
    const plan = planned([enhanced([frame(3, 1), frame(3, 2), frame(0, 1), frame(0, 2)])]);
    expect(plan.volumes.map(({ slices: own }) => own.map((slice) => slice.frame))).toEqual([
      [2, 0],
      [3, 1],
    ]);
    expect(plan.volumes.flatMap(({ slices: own }) => own.map(({ tile }) => tile))).toEqual(
      Array(4).fill(undefined),
    );
  });

  it('tells of frames that have no functional groups, and keeps the others', () => {
    const plan = planned([
      enhanced([frame(0, 1), frame(3, 1), frame(6, 1)], { NumberOfFrames: 2 ** 31 - 1 }),
    ]);
    expect(plan.unplaced).toBe(2 ** 31 - 4);
    expect(faults(plan)).toEqual([undefined]);
    expect(planned([enhanced([frame(0, 1), frame(3, 1)])]).unplaced).toBe(0);
  });

  it.each([
    ['a position that is no number', { ImagePositionPatient: ['0', '0', 'NaN'] }],
    ['a position without its third number', { ImagePositionPatient: [0, 0] }],
    ['cosines that are no unit vectors', { ImageOrientationPatient: [2, 0, 0, 0, 1, 0] }],
    ['cosines that are not perpendicular', { ImageOrientationPatient: [1, 0, 0, 0.6, 0.8, 0] }],
    ['cosines that are no numbers', { ImageOrientationPatient: ['1', '0', '0', 'x', '1', '0'] }],
  ] as const)('puts a slice of %s nowhere', (_, own) => {
    const plan = planned(slices({ count: 4 }, (k) => (k === 3 ? (own as Given) : {})));
    expect([plan.unplaced, plan.volumes.map(({ slices: of }) => of.length)]).toEqual([1, [3]]);
  });

  it('lets segments lack the frames that hold nothing', () => {
    const segment = (number: number, z: number): Given => ({
      SegmentIdentificationSequence: [{ ReferencedSegmentNumber: number }],
      PlanePositionSequence: [{ ImagePositionPatient: [0, 0, z] }],
    });
    const frames = [segment(1, 0), segment(1, 3), segment(1, 6), segment(1, 9), segment(2, 3), segment(2, 6)];
    const plan = planned([enhanced(frames, { SOPClassUID: SOP_CLASS.segmentation, Modality: 'SEG' })]);
    expect(faults(plan)).toEqual([undefined, undefined]);
    expect(plan.volumes.map(({ grid }) => 'dims' in grid && grid.dims[2])).toEqual([4, 2]);
  });
});
