import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../../src/dicom/dataset.js';
import type { DicomFile } from '../../../src/dicom/part10.js';
import { imageScale } from '../../../src/measure/planar/image-scale.js';
import { planarFigures } from '../../../src/measure/planar/planar-figures.js';
import type { PlanarGeometry } from '../../../src/measure/source.js';
import { readShared, sharedFiles } from '../shared-data.js';

function dataset(path: string): Dataset {
  const file = readShared(path) as DicomFile;
  expect(typeof file, path).toBe('object');
  return file.dataset;
}

/** Every content item below an item. */
function contents(item: Dataset): Dataset[] {
  return item.sequence('ContentSequence').flatMap((child) => [child, ...contents(child)]);
}

/** The first line and the first number of a report. */
function lineOf(report: Dataset): { shape: PlanarGeometry; storedMm: number } {
  const all = contents(report);
  const numbers = all.find((item) => item.string('GraphicType') === 'POLYLINE')?.numbers('GraphicData') ?? [];
  const points = Array.from({ length: numbers.length / 2 }, (_, i) => {
    return [numbers[2 * i] ?? 0, numbers[2 * i + 1] ?? 0] as const;
  });
  const value = all.find((item) => item.string('ValueType') === 'NUM');
  return {
    shape: { kind: 'planar', type: 'POLYLINE', points, origin: 'frame', units: 'pixel' },
    storedMm: value?.sequence('MeasuredValueSequence')[0]?.number('NumericValue') ?? Number.NaN,
  };
}

const ANNOTATIONS = 'aim/AIMAnnotations';

/**
 * Report, image, stored length, length of its coordinates: hypot of the differences times the CT's Pixel Spacing
 * (0.691406, 0.621094, 0.742188, 0.611328 mm), by hand.
 */
const LINES: readonly (readonly [string, string, number, number])[] = [
  ['Baseline/0022BaselineA', 'Baseline/0022Baseline', 39.579597, 57.24509 * 0.691406],
  ['Baseline/0022BaselineB', 'Baseline/0022Baseline', 34.982685, 50.59644 * 0.691406],
  ['Baseline/0023BaselineA', 'Baseline/0023Baseline', 36.611893, 52.95281 * 0.621094],
  ['Baseline/0023BaselineB', 'Baseline/0023Baseline', 34.989517, 50.60632 * 0.621094],
  ['FollowUp/0022FollowupA', 'Follow-up/0022Followup', 42.221249, 62.29767 * 0.742188],
  ['FollowUp/0022FollowupB', 'Follow-up/0022Followup', 37.219879, 54.91812 * 0.742188],
  ['FollowUp/0023FollowupA', 'Follow-up/0023Followup', 49.134548, 72.49828 * 0.611328],
  ['FollowUp/0023FollowupB', 'Follow-up/0023Followup', 57.367695, 84.64632 * 0.611328],
];

describe('lengths of the AIM reader study', () => {
  it('are those of their coordinates, whatever was stored', (context) => {
    sharedFiles(context);
    const agreeing = LINES.filter(([report, image, storedMm, truthMm]) => {
      const line = lineOf(dataset(`${ANNOTATIONS}/${report}.dcm`));
      const { figures, problems } = planarFigures(
        [line.shape],
        imageScale(dataset(`aim/Images/${image}.dcm`), 1),
      );
      const length = figures.find(({ name }) => name === 'length')?.value ?? Number.NaN;
      expect(problems).toEqual([]);
      expect(line.storedMm).toBe(storedMm);
      expect(length).toBeCloseTo(truthMm, 3);
      return Math.abs(length - storedMm) <= 0.01 * storedMm;
    });
    expect(agreeing.map(([report]) => report)).toEqual(['Baseline/0022BaselineA', 'Baseline/0022BaselineB']);
  });
});

describe('circles of highdicom', () => {
  it('are measured by the Pixel Spacing of their image, 0.661468 mm', (context) => {
    sharedFiles(context);
    const scale = imageScale(dataset('highdicom/data/test_files/ct_image.dcm'), 1);
    const report = contents(dataset('highdicom/data/test_files/sr_document.dcm'));
    const circle = report.find((item) => item.string('GraphicType') === 'CIRCLE');
    expect(circle?.numbers('GraphicData')).toEqual([58, 52, 58, 41]);
    const points = [
      [58, 52],
      [58, 41],
    ] as const;
    const drawn = { kind: 'planar', type: 'CIRCLE', points, origin: 'frame', units: 'pixel' } as const;
    const { figures } = planarFigures([drawn], scale);
    const figureOf = (wanted: string) => figures.find(({ name }) => name === wanted)?.value;
    expect(figureOf('diameter')).toBeCloseTo(22 * 0.661468, 9);
    expect(figureOf('area')).toBeCloseTo(Math.PI * (11 * 0.661468) ** 2, 9);
  });
});

describe('the scale of real images', () => {
  it('is that of the region for ultrasound, and agrees with a Pixel Spacing of its maker', (context) => {
    sharedFiles(context);
    const image = dataset('deid-data/deid_data/data/ultrasounds/RGB_IMAGE.dcm');
    const scale = imageScale(image, 1);
    const line: PlanarGeometry = {
      kind: 'planar',
      type: 'POLYLINE',
      points: [
        [100, 100],
        [400, 500],
      ],
      origin: 'frame',
      units: 'pixel',
    };
    const { figures, problems } = planarFigures([line], scale);
    expect(problems).toEqual([]);
    expect(figures[0]?.value).toBeCloseTo(500 * 0.2378716878592968, 6);
    expect(figures[0]?.value).toBeCloseTo(500 * (image.numbers('PixelSpacing')[0] ?? 0), 1);
    const beyond = planarFigures([{ ...line, points: [...line.points.slice(1), [100, 10]] }], scale);
    expect(beyond.problems.map(({ code }) => code)).toEqual(['spacing-absent']);
  });

  it('is that of the detector for a radiograph without magnification, and says so', (context) => {
    sharedFiles(context);
    const scale = imageScale(dataset('highdicom/data/test_files/dx_image.dcm'), 1);
    expect(scale).toMatchObject({ spacingMm: [1.2, 1.201199999999], from: 'ImagerPixelSpacing' });
    expect(scale.problems.map(({ code }) => code)).toEqual(['spacing-at-detector']);
    expect(scale.plane).toBeUndefined();
  });

  it('is that of the pixel measures for the tiles of a slide', (context) => {
    sharedFiles(context);
    const image = dataset('highdicom/data/test_files/sm_image.dcm');
    const scale = imageScale(image, 25);
    expect(scale.from).toBe('PixelMeasuresSequence.PixelSpacing');
    expect(scale).toMatchObject({
      rows: 10,
      columns: 10,
      totalMatrix: { rows: 50, columns: 50 },
      problems: [],
    });
    expect(scale.plane).toBeUndefined();
  });
});
