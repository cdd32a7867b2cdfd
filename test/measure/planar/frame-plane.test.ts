import { describe, expect, it } from 'vitest';
import { FunctionalGroups } from '../../../src/dicom/pixels/frame-groups.js';
import { framePlane } from '../../../src/measure/planar/frame-plane.js';
import { datasetOf, type Given, image, SOP_CLASS, turned } from '../../study/build.js';

function plane(given: Given, frame = 1) {
  const dataset = datasetOf(given);
  return framePlane(dataset, frame, new FunctionalGroups(dataset));
}

describe('framePlane', () => {
  it('is that of an oblique image', () => {
    const { cosines } = turned(30);
    const found = plane(image({ ImageOrientationPatient: cosines, ImagePositionPatient: [1, 2, 3] }));
    expect(found?.position).toEqual([1, 2, 3]);
    expect(found?.column.map((v) => Math.round(v * 1e6) / 1e6)).toEqual([0, 0.866025, 0.5]);
  });

  it('is that of each slice of nuclear tomography', () => {
    const nuclear = image({
      SOPClassUID: SOP_CLASS.nuclear,
      Modality: 'NM',
      ImageType: ['ORIGINAL', 'PRIMARY', 'RECON TOMO', 'EMISSION'],
      NumberOfFrames: 3,
      SpacingBetweenSlices: 4,
      SliceVector: [1, 2, 3],
      DetectorInformationSequence: [
        { ImageOrientationPatient: [1, 0, 0, 0, 1, 0], ImagePositionPatient: [-64, -64, 10] },
      ],
    });
    expect(plane(nuclear, 3)?.position).toEqual([-64, -64, 18]);
    expect(plane(nuclear, 4)).toBeUndefined();
  });

  it('is that of a frame of a projection only where functional groups place it: tomosynthesis', () => {
    const slice = {
      PlanePositionSequence: [{ ImagePositionPatient: [0, 0, 7] }],
      PlaneOrientationSequence: [{ ImageOrientationPatient: [1, 0, 0, 0, 1, 0] }],
    };
    const slices = image({ Modality: 'MG', NumberOfFrames: 1, PerFrameFunctionalGroupsSequence: [slice] });
    expect(plane(slices)?.position).toEqual([0, 0, 7]);
    expect(plane(image({ Modality: 'MG' }))).toBeUndefined();
  });
});
