import { describe, expect, it } from 'vitest';
import { type Given, image, slices, volumes } from '../../../study/build.js';
import { samplesFor, valueFor, valuesFor, viewOf } from './view.js';

const seven = slices({ count: 7, spacingMm: 4 });
const without = (files: readonly Given[], ...gone: number[]): Given[] =>
  files.filter((_, i) => !gone.includes(i));

describe('values of slices', () => {
  it('takes spacing, gap and coverage from positions, never from the thickness', () => {
    const view = viewOf(seven);
    expect(valueFor('sliceSpacing', view)).toBe(4);
    expect(valueFor('sliceGap', view)).toBe(1);
    expect(valueFor('sliceOverlap', view)).toBe(0);
    expect(valueFor('slices', view)).toBe(7);
    expect(valueFor('coverage', view)).toBe(27);
    expect(valueFor('regularSpacing', view)).toBe('true');
    expect(valueFor('movedVolumes', view)).toBe('false');
  });

  it('finds slices that overlap', () => {
    const view = viewOf(slices({ count: 5, spacingMm: 2.5 }));
    expect(valueFor('sliceGap', view)).toBe(-0.5);
    expect(valueFor('sliceOverlap', view)).toBe(0.5);
  });

  it('rounds to what positions carry', () => {
    const view = viewOf(slices({ count: 5, spacingMm: 3.399996 }));
    expect(valueFor('sliceSpacing', view)).toBe(3.4);
    expect(valueFor('sliceGap', view)).toBe(0.4);
  });

  it('counts missing slices, and does not tell the coverage then', () => {
    const view = viewOf(without(seven, 2, 4));
    expect(valueFor('missingSlices', view)).toBe(2);
    expect(valueFor('sliceSpacing', view)).toBe(4);
    expect(valueFor('incompleteVolumes', view)).toBe(1);
    expect(valueFor('coverage', view)).toBe('unknown: slices are missing');
  });

  it('finds none missing in a whole stack', () => {
    expect(valueFor('missingSlices', viewOf(seven))).toBe(0);
    expect(valueFor('incompleteVolumes', viewOf(seven))).toBe(0);
  });

  it('does not tell spacing, gap, coverage or missing slices where the slices lie irregularly', () => {
    const at = [0, 3, 7.4, 9, 15.1, 16, 22.7];
    const view = viewOf(at.map((z) => image({ ImagePositionPatient: [-64, -64, z] })));
    const why = 'unknown: the slices do not lie at one distance from each other';
    for (const name of ['sliceSpacing', 'sliceGap', 'sliceOverlap', 'coverage', 'missingSlices']) {
      expect([name, valueFor(name, view)]).toEqual([name, why]);
    }
    expect(valueFor('regularSpacing', view)).toBe('false');
    expect(valueFor('slices', view)).toBe(7);
  });

  it('has no spacing for a single slice, whose thickness is what it covers', () => {
    const view = viewOf([image()]);
    for (const name of ['sliceSpacing', 'sliceGap', 'sliceOverlap'])
      expect(valueFor(name, view)).toBe('absent');
    expect(valueFor('coverage', view)).toBe(3);
    expect(valueFor('missingSlices', view)).toBe(0);
    expect(valueFor('slices', view)).toBe(1);
  });

  it('has neither gap nor coverage without a thickness', () => {
    const view = viewOf(slices({ count: 3 }, { SliceThickness: undefined }));
    expect(valueFor('sliceSpacing', view)).toBe(3);
    for (const name of ['sliceGap', 'sliceOverlap', 'coverage']) expect(valueFor(name, view)).toBe('absent');
  });

  it('counts volumes, time points and duplicates', () => {
    const series = volumes(4, (volume) => ({ TemporalPositionIdentifier: volume + 1 }));
    const view = viewOf([...series, image({ TemporalPositionIdentifier: 1 })]);
    expect(valueFor('volumes', view)).toBe(4);
    expect(valueFor('timePoints', view)).toBe(4);
    expect(valueFor('duplicateSlices', view)).toBe(1);
    expect(valueFor('duplicateSlices', viewOf(series))).toBe(0);
  });

  it('finds a volume that lacks a slice among others', () => {
    const series = volumes(4, (volume) => ({ TemporalPositionIdentifier: volume + 1 }));
    const view = viewOf(without(series, 8));
    expect(valueFor('incompleteVolumes', view)).toBe(1);
    expect(valueFor('missingSlices', view)).toBe(1);
  });

  it('tells nothing of volumes that cannot be told apart', () => {
    const view = viewOf([...slices({ count: 4 }), ...slices({ count: 4 }), ...slices({ count: 4 })]);
    const why = 'unknown: the volumes cannot be told apart';
    const names = [
      'volumes',
      'timePoints',
      'missingSlices',
      'duplicateSlices',
      'incompleteVolumes',
      'coverage',
    ];
    for (const name of names) expect([name, valueFor(name, view)]).toEqual([name, why]);
    expect(valueFor('sliceSpacing', view)).toBe(3);
  });

  it('sees volumes that were moved', () => {
    const moved = volumes(3, (volume, slice) => ({
      AcquisitionNumber: volume + 1,
      ImagePositionPatient: [-64, -64, slice * 3 + volume * 0.4],
    }));
    expect(valueFor('movedVolumes', viewOf(moved))).toBe('true');
  });

  it('gives a sample for each stack, with its instances', () => {
    const sagittal = [0, 5, 10].map((x) =>
      image({ ImageOrientationPatient: [0, 1, 0, 0, 0, -1], ImagePositionPatient: [x, -64, 64] }),
    );
    const view = viewOf([...sagittal, ...slices({ count: 5 })]);
    expect(samplesFor('sliceSpacing', view)).toEqual([
      { value: { state: 'value', texts: ['3'], numbers: [3] }, instances: [3, 4, 5, 6, 7] },
      { value: { state: 'value', texts: ['5'], numbers: [5] }, instances: [0, 1, 2] },
    ]);
  });

  it('does not let the stacks stand for frames without a place', () => {
    const lost = image({ ImagePositionPatient: undefined });
    expect(valuesFor('missingSlices', viewOf([...seven, lost]))).toEqual([
      0,
      'unknown: 1 frame has no place in the patient',
    ]);
    expect(
      valuesFor('missingSlices', viewOf([...seven, lost, image({ ImagePositionPatient: undefined })])),
    ).toEqual([0, 'unknown: 2 frames have no place in the patient']);
  });

  it('is absent where no frame has a place', () => {
    const view = viewOf([image({ ImagePositionPatient: undefined })]);
    expect(valueFor('sliceSpacing', view)).toBe('absent');
    expect(valueFor('missingSlices', view)).toBe('absent');
  });

  it('does not expect slices of a segmentation, which may leave empty ones out', () => {
    const macro = (z: number): Given => ({
      PlanePositionSequence: [{ ImagePositionPatient: [-64, -64, z] }],
      SegmentIdentificationSequence: [{ ReferencedSegmentNumber: 1 }],
    });
    const view = viewOf([
      image({
        ...{ SOPClassUID: '1.2.840.10008.5.1.4.1.1.66.4', Modality: 'SEG', NumberOfFrames: 4 },
        ImagePositionPatient: undefined,
        SharedFunctionalGroupsSequence: [
          {
            PlaneOrientationSequence: [{ ImageOrientationPatient: [1, 0, 0, 0, 1, 0] }],
            PixelMeasuresSequence: [{ PixelSpacing: [2, 2], SliceThickness: 3 }],
          },
        ],
        PerFrameFunctionalGroupsSequence: [0, 3, 6, 12].map(macro),
      }),
    ]);
    expect(valueFor('missingSlices', view)).toBe('unknown: frames without content may be left out');
  });
});
