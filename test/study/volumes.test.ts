import { describe, expect, it } from 'vitest';
import { type Given, SOP_CLASS, slices, stackOf, time, volumes } from './build.js';

function splitOf(files: readonly Given[]) {
  return stackOf(files).volumes;
}

describe('splitVolumes with an attribute for it', () => {
  const complete = { missing: 0, duplicates: 0, incomplete: 0 };

  it.each<[string, string, (volume: number) => Given, number]>([
    ['echo times', 'EchoTime', (v) => ({ EchoTime: 10 + 5 * v }), 1],
    ['echo numbers', 'EchoNumbers', (v) => ({ EchoNumbers: v + 1 }), 1],
    ['b-values', 'DiffusionBValue', (v) => ({ DiffusionBValue: 500 * v }), 1],
    ['inversion times', 'InversionTime', (v) => ({ InversionTime: 100 * (v + 1) }), 1],
    ['flip angles', 'FlipAngle', (v) => ({ FlipAngle: 5 * (v + 1) }), 1],
    [
      'complex parts',
      'ComplexImageComponent',
      (v) => ({ ComplexImageComponent: v ? 'PHASE' : 'MAGNITUDE' }),
      1,
    ],
    ['image types', 'ImageType', (v) => ({ ImageType: ['DERIVED', 'PRIMARY', v ? 'WATER' : 'FAT'] }), 1],
    ['sequence names', 'SequenceName', (v) => ({ SequenceName: `*ep_b${v * 1000}t` }), 1],
    ['kernels', 'ConvolutionKernel', (v) => ({ ConvolutionKernel: v ? 'B70f' : 'B30f' }), 1],
    ['tube voltages', 'KVP', (v) => ({ KVP: v ? 140 : 80 }), 1],
    ['corrections', 'CorrectedImage', (v) => ({ CorrectedImage: v ? ['DECY', 'ATTN'] : ['DECY'] }), 1],
    ['temporal positions', 'TemporalPosition', (v) => ({ TemporalPositionIdentifier: v + 1 }), 2],
    ['reference times', 'FrameReferenceTime', (v) => ({ FrameReferenceTime: 1000 * v }), 2],
    ['trigger times', 'TriggerTime', (v) => ({ TriggerTime: 40 * v }), 2],
    ['acquisitions', 'AcquisitionNumber', (v) => ({ AcquisitionNumber: v + 1 }), 2],
    ['acquisition times', 'AcquisitionTime', (v) => ({ AcquisitionTime: time(100 + v) }), 2],
    ['content times', 'ContentTime', (v) => ({ ContentTime: time(100 + v) }), 2],
  ])('tells two volumes apart by %s', (_, name, own, timePoints) => {
    expect(splitOf(volumes(2, own))).toEqual({ count: 2, separatedBy: [name], timePoints, ...complete });
  });

  it('tells diffusion directions apart, and takes no direction of b=0 for one', () => {
    const directions = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ];
    const files = volumes(4, (v) => ({
      DiffusionBValue: v === 0 ? 0 : 1000,
      DiffusionGradientOrientation: directions[v] ?? [0, 1, 0],
    }));
    // Directions 0 and 1 differ in the slices of b=0, which has none.
    const mixed = files.map((file, i) =>
      i < 3 ? { ...file, DiffusionGradientOrientation: [0, 0, 1] } : file,
    );
    for (const some of [files.slice(0, 18), mixed.slice(0, 18)]) {
      expect(splitOf(some)).toEqual({
        count: 3,
        separatedBy: ['DiffusionBValue', 'DiffusionGradientOrientation'],
        timePoints: 1,
        ...complete,
      });
    }
  });

  it('counts repeated b=0 images as moments of one contrast, not the directions', () => {
    const plan = [0, 0, 0, 1, 2, 3];
    const files = volumes(plan.length, (v) => ({
      DiffusionBValue: plan[v] === 0 ? 0 : 1000,
      DiffusionGradientOrientation: [Number(plan[v] === 1), Number(plan[v] === 2), Number(plan[v] === 3)],
      AcquisitionNumber: v + 1,
    }));
    expect(splitOf(files)).toMatchObject({
      count: 6,
      timePoints: 3,
      separatedBy: ['DiffusionBValue', 'DiffusionGradientOrientation', 'AcquisitionNumber'],
    });
  });

  it('gives a multi-echo time series as many time points as each echo has', () => {
    const files = volumes(6, (v) => ({
      EchoTime: 10 * (1 + (v % 2)),
      AcquisitionNumber: 1 + Math.floor(v / 2),
    }));
    expect(splitOf(files)).toMatchObject({
      count: 6,
      timePoints: 3,
      separatedBy: ['EchoTime', 'AcquisitionNumber'],
    });
  });

  it('names the kernel, not the clock, where two reconstructions share their positions', () => {
    const files = volumes(2, (v) => ({
      Modality: 'CT',
      SOPClassUID: SOP_CLASS.ct,
      ConvolutionKernel: v ? 'LUNG' : 'STANDARD',
      ContentTime: time(500 + 60 * v),
      AcquisitionTime: time(100),
    }));
    expect(splitOf(files)).toMatchObject({ count: 2, separatedBy: ['ConvolutionKernel'], timePoints: 1 });
  });

  it('ignores what differs from slice to slice while no place is taken twice', () => {
    const files = slices({ count: 8 }, (i) => ({
      AcquisitionNumber: i,
      ContentTime: time(i),
      TriggerTime: i,
    }));
    expect(splitOf(files)).toEqual({ count: 1, separatedBy: [], timePoints: 1, ...complete });
  });
});

describe('splitVolumes with gaps and doubles', () => {
  it('finds a slice that one volume alone lacks', () => {
    const files = volumes(4, (v) => ({ TemporalPositionIdentifier: v + 1 }));
    files.splice(9, 1);
    expect(splitOf(files)).toMatchObject({ count: 4, missing: 1, incomplete: 1, duplicates: 0 });
  });

  it('finds a slice that all volumes lack, once for each', () => {
    const files = volumes(3, (v) => ({ EchoTime: v + 1 })).filter((_, i) => i % 6 !== 2);
    expect(splitOf(files)).toMatchObject({ count: 3, missing: 3, incomplete: 3 });
  });

  it('counts what an aborted last volume lacks', () => {
    const files = volumes(5, (v) => ({ TemporalPositionIdentifier: v + 1 })).slice(0, -4);
    expect(splitOf(files)).toMatchObject({ count: 5, timePoints: 5, missing: 4, incomplete: 1 });
  });

  it('counts what an aborted last volume lacks where only the clock tells volumes apart', () => {
    const files = volumes(5, (v) => ({ AcquisitionTime: time(10 + 2 * v) })).slice(0, -4);
    expect(splitOf(files)).toMatchObject({
      count: 5,
      missing: 4,
      incomplete: 1,
      separatedBy: ['AcquisitionTime'],
    });
  });

  it('takes a slice with another UID for a duplicate, not for a volume', () => {
    const files = slices({ count: 10 }, (i) => ({ AcquisitionTime: time(i) }));
    const double =
      slices({ count: 10 }, () => ({ AcquisitionTime: time(99), AcquisitionNumber: 7 }))[4] ?? {};
    expect(splitOf([...files, double])).toMatchObject({ count: 1, duplicates: 1, missing: 0, incomplete: 0 });
  });

  it('does not guess where a whole stack came twice with nothing to tell the two apart', () => {
    const files = [...slices({ count: 6 }), ...slices({ count: 6 })];
    expect(splitOf(files)).toEqual({
      ...{ count: undefined, timePoints: undefined, missing: undefined },
      ...{ separatedBy: [], duplicates: 0, incomplete: 0 },
    });
  });

  it('says nothing of missing slices where a segmentation leaves out empty frames', () => {
    const files = slices({ count: 8 }, { SOPClassUID: SOP_CLASS.segmentation, Modality: 'SEG' });
    expect(splitOf(files.filter((_, i) => i !== 3))).toMatchObject({
      count: 1,
      missing: undefined,
      incomplete: 0,
    });
  });
});

describe('splitVolumes by declared count', () => {
  it('follows instance numbers only as far as the header declares the volumes', () => {
    const plain = volumes(3, () => ({ NumberOfTemporalPositions: 3 }));
    expect(splitOf(plain)).toMatchObject({ count: 3, timePoints: 3, separatedBy: ['InstanceNumber'] });
    expect(splitOf(volumes(3, () => ({ NumberOfTemporalPositions: 4 }))).count).toBeUndefined();
    expect(splitOf(volumes(3, () => ({}))).count).toBeUndefined();
    expect(
      splitOf(volumes(3, () => ({ NumberOfTemporalPositions: 3, InstanceNumber: 1 }))).count,
    ).toBeUndefined();
  });

  it('does not follow instance numbers that run through the places one by one', () => {
    const files = volumes(3, (v, s) => ({ NumberOfTemporalPositions: 3, InstanceNumber: s * 3 + v + 1 }));
    expect(splitOf(files).count).toBeUndefined();
  });
});
