import { describe, expect, it } from 'vitest';
import { stillImagesOf } from '../../../../src/rules/motion/image/still-images.js';
import { timeSeriesOf } from '../../../../src/rules/motion/series/time-series.js';
import { type Given, SOP_CLASS, slices, volumes } from '../../../study/build.js';
import { epi, viewOf } from '../series/scene.js';

const LAYOUT = { count: 6, step: 5 };
const SPIN_ECHO: Given = {
  ...{ Modality: 'MR', ImageType: ['ORIGINAL', 'PRIMARY', 'M', 'ND'], ScanningSequence: 'SE' },
  ...{ MRAcquisitionType: '2D', RepetitionTime: 500, EchoTime: 20, InPlanePhaseEncodingDirection: 'ROW' },
};

function stills(files: readonly Given[]) {
  const view = viewOf(files);
  return stillImagesOf(view, timeSeriesOf(view));
}

describe('the images of a series', () => {
  it('are its one volume, by its modality and by how it was acquired', () => {
    const kinds = [{}, { MRAcquisitionType: '3D' }, { MRAcquisitionType: undefined }].map((own) => {
      const [image] = stills(slices(LAYOUT, { ...SPIN_ECHO, ...own })).images;
      return [image?.kind, image?.is3d, image?.phaseAxis];
    });
    expect(kinds).toEqual([
      ['multislice', false, 'i'],
      ['structural', true, 'i'],
      // Slices are looked at one by one where nothing says that they were encoded together.
      ['multislice', false, 'i'],
    ]);
  });

  it('are of CT and PET, too, which have no axis of phase encoding', () => {
    const kinds = [
      { Modality: 'CT', SOPClassUID: SOP_CLASS.ct },
      { Modality: 'PT', SOPClassUID: SOP_CLASS.pet },
    ].map((own) =>
      stills(slices(LAYOUT, { ...SPIN_ECHO, ...own })).images.map(({ kind, phaseAxis }) => [kind, phaseAxis]),
    );
    expect(kinds).toEqual([[['ct', undefined]], [['pet', undefined]]]);
  });

  it('are each of the volumes where each has a contrast of its own', () => {
    const files = volumes(
      3,
      (volume) => ({ ...SPIN_ECHO, EchoTime: 20 + volume * 30, EchoNumbers: volume + 1 }),
      6,
    );
    expect(stills(files).images.map(({ number }) => number)).toEqual([0, 1, 2]);
  });

  it('are none of a run over time', () => {
    expect(stills(epi(4)).images).toEqual([]);
  });

  it('are none of a localizer, nor of pictures of a screen, nor of other modalities', () => {
    const others: Given[] = [
      { ImageType: ['ORIGINAL', 'PRIMARY', 'LOCALIZER'] },
      { SOPClassUID: '1.2.840.10008.5.1.4.1.1.7' },
      { Modality: 'US' },
    ];
    for (const own of others) expect(stills(slices(LAYOUT, { ...SPIN_ECHO, ...own })).images).toEqual([]);
  });

  it('leave out phase images and maps, and say so', () => {
    const files = volumes(
      2,
      (volume) => ({ ...SPIN_ECHO, ImageType: ['ORIGINAL', 'PRIMARY', volume === 0 ? 'M' : 'P', 'ND'] }),
      6,
    );
    const { images, leftOut } = stills(files);
    expect(images).toHaveLength(1);
    expect(leftOut.map(({ reason }) => reason)).toEqual(['phase-image']);
  });

  it('that lack a slice are there with the reason, and are not measured', () => {
    const files = slices(LAYOUT, SPIN_ECHO).filter((_, slice) => slice !== 2);
    expect(stills(files).images.map(({ fault }) => fault)).toEqual(['missing-slices']);
  });

  it('have the times of their slices where headers tell them apart', () => {
    const own = (slice: number): Given => ({
      ...SPIN_ECHO,
      AcquisitionTime: `1000${slice % 2 === 0 ? '00' : '02'}.${slice}`,
    });
    const [timed] = stills(slices(LAYOUT, own)).images;
    expect(timed?.sliceTimesS).toHaveLength(6);
    expect(stills(slices(LAYOUT, SPIN_ECHO)).images[0]?.sliceTimesS).toBeUndefined();
  });
});
