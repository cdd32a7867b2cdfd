import { describe, expect, it } from 'vitest';
import { fixture, fixtureFile } from '../../../fixtures/objects/header.js';
import { ctImages } from '../../../fixtures/objects/lesion-images.js';
import { ctSegmentations } from '../../../fixtures/objects/seg/segmentations.js';
import { measureExport, written } from './measured.js';

const images = ctImages();
const [binary] = ctSegmentations(images);
if (!binary) throw new Error('no segmentation');
const segmentation = await fixtureFile(binary.object);

/** Real World Value Mapping of the CT's images: electron density as an invented line. PS3.3 A.46. */
function mapping(sopUIDs: readonly string[], frames?: readonly number[]) {
  const about = { key: 'rwvm/density', images, modality: 'RWV', number: 601, description: 'Density' };
  return fixtureFile(
    fixture(
      { ...about, sopClass: '1.2.840.10008.5.1.4.1.1.67' },
      {
        ReferencedImageRealWorldValueMappingSequence: [
          {
            ReferencedImageSequence: sopUIDs.map((uid) => ({
              ReferencedSOPClassUID: '1.2.840.10008.5.1.4.1.1.2',
              ReferencedSOPInstanceUID: uid,
              ...(frames && { ReferencedFrameNumber: frames }),
            })),
            RealWorldValueMappingSequence: [
              {
                LUTExplanation: 'Density',
                LUTLabel: 'DENSITY',
                MeasurementUnitsCodeSequence: [
                  { CodeValue: 'g/ml', CodingSchemeDesignator: 'UCUM', CodeMeaning: 'g/ml' },
                ],
                RealWorldValueFirstValueMapped: 0,
                RealWorldValueLastValueMapped: 4095,
                RealWorldValueSlope: 0.001,
                RealWorldValueIntercept: 0,
              },
            ],
          },
        ],
      },
    ),
  );
}

async function meansOf(files: Parameters<typeof written>[0]) {
  const { rows } = await measureExport([written(files)]);
  return rows
    .filter(({ figure, group }) => figure === 'mean' && group === 0)
    .map(({ unit, recomputedValue }) => [unit, Number(recomputedValue?.toFixed(6))]);
}

describe('real-world maps that stand in objects of their own', () => {
  const [truth] = binary.truth.segments;
  const huMean = Number(truth?.mean?.toFixed(6));

  it('give values beside those of the modality, from what is stored', async () => {
    const means = await meansOf([...images.files, segmentation, await mapping(images.sopUIDs)]);
    // Stored values are HU + 1024.
    expect(means).toEqual([
      ["[hnsf'U]", huMean],
      ['g/ml', Number(((huMean + 1024) / 1000).toFixed(6))],
    ]);
  });

  it('give none where some of the images have no map, or frames are named', async () => {
    const some = await mapping(images.sopUIDs.slice(0, 9));
    expect(await meansOf([...images.files, segmentation, some])).toEqual([["[hnsf'U]", huMean]]);
    const ofFrames = await mapping(images.sopUIDs, [1]);
    expect(await meansOf([...images.files, segmentation, ofFrames])).toEqual([["[hnsf'U]", huMean]]);
  });

  it('give none where the object is damaged, and the rest is measured', async () => {
    const whole = await mapping(images.sopUIDs);
    const cut = { ...whole, bytes: whole.bytes.subarray(0, whole.bytes.length - 500) };
    expect(await meansOf([...images.files, segmentation, cut])).toEqual([["[hnsf'U]", huMean]]);
  });
});
