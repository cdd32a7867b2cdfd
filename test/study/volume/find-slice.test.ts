import { describe, expect, it } from 'vitest';
import { SliceFinder } from '../../../src/study/volume/find-slice.js';
import { planVolumes } from '../../../src/study/volume/plan.js';
import { deliver, type Given, image, SOP_CLASS, volumes } from '../build.js';

function finderOf(files: readonly Given[]): SliceFinder {
  const { table } = deliver(files);
  const instances = Array.from({ length: table.size }, (_, instance) => instance);
  return new SliceFinder(table, planVolumes(table, instances).volumes);
}

describe('SliceFinder', () => {
  it('finds the volume and the slice of an instance', () => {
    const files = volumes(2, (volume) => ({ TemporalPositionIdentifier: volume + 1 }));
    const finder = finderOf(files);
    const uid = String(files[9]?.SOPInstanceUID);
    expect(finder.find(uid).map(({ volume, slice }) => [volume.number, slice])).toEqual([[1, 3]]);
    expect(finder.find(uid, 1)).toHaveLength(1);
    expect(finder.find(uid, 2)).toHaveLength(0);
  });

  it('has none of an instance that is in no volume', () => {
    expect(
      finderOf([image({ ImagePositionPatient: undefined, SOPInstanceUID: '2.25.3' })]).find('2.25.3'),
    ).toEqual([]);
    expect(finderOf([]).find('2.25.4')).toEqual([]);
  });

  it('finds one frame of many by its number, which begins at 1', () => {
    const frames = [6, 0, 3].map((z) => ({ PlanePositionSequence: [{ ImagePositionPatient: [0, 0, z] }] }));
    const shared = {
      PixelMeasuresSequence: [{ PixelSpacing: [2, 2] }],
      PlaneOrientationSequence: [{ ImageOrientationPatient: [1, 0, 0, 0, 1, 0] }],
    };
    const finder = finderOf([
      image({
        ...{ SOPClassUID: SOP_CLASS.enhancedMr, SOPInstanceUID: '2.25.9', NumberOfFrames: 3 },
        PerFrameFunctionalGroupsSequence: frames,
        SharedFunctionalGroupsSequence: [shared],
      }),
    ]);
    expect(finder.find('2.25.9').map(({ slice }) => slice)).toEqual([0, 1, 2]);
    expect([1, 2, 3].map((number) => finder.find('2.25.9', number)[0]?.slice)).toEqual([2, 0, 1]);
  });
});
