import { describe, expect, it, type TestContext } from 'vitest';
import { IBSI_PHANTOM } from '../../../fixtures/objects/ibsi.js';
import { writeFiles } from '../../../fixtures/write-files.js';
import type { MeasurementRow } from '../../../src/report/measure-export-sections.js';
import { folder } from '../../commands/cli.js';
import { type MeasuredReport, measureExport } from '../../pipeline/measure-export/measured.js';
import { figures, measuredShared } from './measured.js';

const HIGHDICOM = 'highdicom/data/test_files';
const DCMQI = 'dcmqi/data';

const key = (code: { scheme: string; value: string } | null): string =>
  code ? `${code.value}^${code.scheme}` : '';

const ofConcept = ({ rows }: MeasuredReport, concept: string): MeasurementRow[] =>
  rows.filter((row) => key(row.concept) === concept);

describe('the digital phantom of the IBSI', () => {
  it('has the figures that are published for it', { timeout: 20_000 }, async () => {
    const place = folder();
    writeFiles(place, (await IBSI_PHANTOM.make()).files);
    const report = await measureExport([place]);
    const own = (name: string): number => figures(report, name)[0] ?? Number.NaN;
    // IBSI reference manual, chapter 5: values with their tolerances.
    for (const [name, published, tolerance] of [
      ['voxelCount', 74, 0],
      ['volume', 592, 1e-9],
      ['meshVolume', 556, 4],
      ['surfaceArea', 388, 3],
      ['maximum3DDiameter', 13.1, 0.1],
      ['mean', 2.15, 0.005],
      ['variance', 3.05, 0.005],
      ['skewness', 1.08, 0.005],
      ['kurtosis', -0.355, 0.0005],
      ['median', 1, 0],
      ['minimum', 1, 0],
      ['percentile10', 1, 0],
      ['percentile90', 4, 0],
      ['maximum', 6, 0],
      ['interquartileRange', 3, 0],
      ['range', 5, 0],
      ['meanAbsoluteDeviation', 1.55, 0.005],
      ['robustMeanAbsoluteDeviation', 1.11, 0.005],
      ['medianAbsoluteDeviation', 1.15, 0.005],
      ['coefficientOfVariation', 0.812, 0.0005],
      ['quartileCoefficientOfDispersion', 0.6, 1e-9],
      ['energy', 567, 0],
      ['rootMeanSquare', 2.77, 0.005],
      ['localPeak', 2.6, 0.05],
      ['globalPeak', 3.1, 0.05],
    ] as const)
      expect(Math.abs(own(name) - published), `${name}: ${own(name)}`).toBeLessThanOrEqual(tolerance);
  });
});

describe('dcmqi’s report of a tumour in PET', () => {
  const report = (context: TestContext) => measuredShared(context, `${DCMQI}/sr-example`);

  it('stores the volume that its segment has: 33.5824 ml of 795 voxels', {
    timeout: 20_000,
  }, async (context) => {
    const [row, ...more] = ofConcept(await report(context), 'G-D705^SRT').filter(
      ({ valueFrom }) => valueFrom === 'stored',
    );
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      ...{ value: '33.5824', unit: 'ml', figure: 'volume', agrees: true, voxelCount: 795, why: null },
      ...{ trackingId: 'primary tumor', conceptToday: { value: '118565006', scheme: 'SCT' }, problems: [] },
      geometry: [{ type: 'SEGMENT', space: 'none' }],
    });
    // 795 voxels of 3.48193 x 3.48193 x 3.48420 mm: what five digits of pixel spacing say.
    expect(row?.recomputedValue).toBeCloseTo(33.5824, 4);
  });

  it('has 24 numbers, and of an SUV none is recomputed: the PET images are not there', async (context) => {
    const { rows, summary } = await report(context);
    const stored = rows.filter(({ valueFrom }) => valueFrom === 'stored');
    expect(stored).toHaveLength(24);
    expect(summary).toMatchObject({ stored: 24, agree: 1, disagree: 0, notEvaluable: 23 });
    const suv = stored.filter(({ concept }) => key(concept) === '126401^DCM');
    expect(suv).toHaveLength(10);
    for (const { recomputedValue, agrees, why } of suv)
      expect([recomputedValue, agrees, why === null]).toEqual([null, null, false]);
    const absent = stored.filter(({ problems }) => problems.includes('measure-image-absent'));
    expect(absent).toHaveLength(10);
  });

  it('has a segment of 795 voxels, counted without an image', async (context) => {
    const seg = await measuredShared(context, `${DCMQI}/sr-example/seg.dcm`);
    expect(figures(seg, 'voxelCount')).toEqual([795]);
    expect(figures(seg, 'volume')[0]).toBeCloseTo(33_582.41, 1);
  });
});

describe('segmentations', () => {
  it('of the liver: 107,098 voxels, 70.362 ml, in four codings', { timeout: 30_000 }, async (context) => {
    const liver = await measuredShared(context, `${DCMQI}/segmentations/liver.dcm`);
    expect(figures(liver, 'voxelCount')).toEqual([107_098]);
    expect(figures(liver, 'volume')[0]).toBeCloseTo(70_361.9337, 3);
    const names = ['liver_deflate', 'liver_expb', 'liver_j2k'];
    const files = names.map((name) => `pydicom-data/data_store/data/${name}.dcm`);
    const others = await measuredShared(context, ...files);
    for (const figure of ['voxelCount', 'volume', 'meshVolume', 'surfaceArea', 'maximum3DDiameter'])
      expect(figures(others, figure), figure).toEqual(names.map(() => figures(liver, figure)[0]));
  });

  it('that overlap have each their own voxels', { timeout: 20_000 }, async (context) => {
    const report = await measuredShared(context, `${DCMQI}/segmentations/partial_overlaps.dcm`);
    expect(figures(report, 'voxelCount')).toEqual([9602, 11_888, 10_743, 6693, 4713]);
    const labels = report.rows.filter(({ figure }) => figure === 'voxelCount').map((row) => row.lesionLabel);
    expect(labels).toEqual(['GREEN', 'ORANGE', 'PURPLE', 'LIGHT_BLUE', 'DARK_BLUE']);
  });

  it('as label maps count alike, with or without pixel padding', { timeout: 20_000 }, async (context) => {
    const report = await measuredShared(context, `${DCMQI}/segmentations`);
    expect(figures(report, 'voxelCount', 'sparse-labelmap-noppv.dcm')).toEqual([630]);
    expect(figures(report, 'voxelCount', 'sparse-labelmap-ppv5.dcm')).toEqual([630]);
  });

  it('of true fractions sum to 83136/255, and of 0 and 1 to their count', {
    timeout: 20_000,
  }, async (context) => {
    const report = await measuredShared(
      context,
      `${HIGHDICOM}/seg_image_ct_true_fractional.dcm`,
      `${HIGHDICOM}/seg_image_ct_binary_fractional.dcm`,
    );
    expect(figures(report, 'fractionSum')).toEqual([83_136 / 255, 638]);
    expect(figures(report, 'voxelCount')).toEqual([638, 638]);
    const voxelMm3 = (figures(report, 'volume')[0] ?? 0) / 638;
    const [volume, ofBits] = figures(report, 'fractionalVolume');
    expect(volume).toBeCloseTo((83_136 / 255) * voxelMm3, 9);
    expect(ofBits).toBeCloseTo(638 * voxelMm3, 9);
  });

  it('of a projection have a count, and no length: nothing tells how large a pixel is', async (context) => {
    const report = await measuredShared(context, `${HIGHDICOM}/seg_image_cr_binary.dcm`);
    expect(figures(report, 'voxelCount')).toEqual([151]);
    const others = report.rows.filter(({ figure }) => figure !== 'voxelCount');
    expect(others.length).toBeGreaterThan(5);
    for (const { value, why } of others) expect([value, why === null]).toEqual([null, false]);
    expect(report.verdict).toBe('not-evaluable');
  });
});

describe('highdicom’s report of several groups', () => {
  it('gives the four values as they are stored, each in its unit', { timeout: 20_000 }, async (context) => {
    const { rows } = await measuredShared(
      context,
      `${HIGHDICOM}/sr_document_with_multiple_groups.dcm`,
      `${HIGHDICOM}/ct_image.dcm`,
    );
    const texts = rows.map(({ trackingId, value, unit }) => [trackingId, value, unit]);
    expect(texts).toEqual([
      ['Image0001', '-119.07385253906', "[hnsf'U]"],
      ['LungNodule0001', '10.0', 'mm'],
      ['Aorta0001', '20.0', 'mm'],
      ['Vertebra0001', '200.0', 'mm3'],
    ]);
  });

  it('does not bear out its example diameters: a circle of 10 pixels’ radius is 13.2 mm wide', async (context) => {
    const { rows } = await measuredShared(
      context,
      `${HIGHDICOM}/sr_document_with_multiple_groups.dcm`,
      `${HIGHDICOM}/ct_image.dcm`,
    );
    const [, circle] = rows;
    expect(circle).toMatchObject({ figure: 'diameter', agrees: false, geometry: [{ type: 'CIRCLE' }] });
    expect(circle?.recomputedValue).toBeCloseTo(2 * 10 * 0.661468, 6);
    expect(circle?.difference).toBeCloseTo(10 - 13.22936, 6);
  });

  it('of one group agrees: 1.7 cm² of a circle of 11 pixels’ radius', {
    timeout: 20_000,
  }, async (context) => {
    const paths = [`${HIGHDICOM}/sr_document.dcm`, `${HIGHDICOM}/ct_image.dcm`];
    const [row, ...more] = (await measuredShared(context, ...paths)).rows;
    expect(more).toEqual([]);
    expect(row).toMatchObject({ value: '1.7', unit: 'cm2', figure: 'area', agrees: true });
    expect(row?.recomputedValue).toBeCloseTo((Math.PI * (11 * 0.661468) ** 2) / 100, 6);
  });
});

describe('the reader study of patients 0022 and 0023', () => {
  /** The reading that a file is of: `0022BaselineA`. */
  const readingOf = ({ source }: MeasurementRow): string =>
    /(\d{4}\w+?[AB])[._]/.exec(source.path)?.[1] ?? '';

  it('is of eight lengths, six of which their coordinates do not bear out', {
    timeout: 20_000,
  }, async (context) => {
    const { rows, summary } = await measuredShared(context, 'aim');
    expect(summary).toMatchObject({
      rows: 24,
      stored: 24,
      recomputed: 24,
      agree: 6,
      disagree: 18,
      notEvaluable: 0,
    });
    const byReading = new Map(rows.map((row) => [readingOf(row), row]));
    const table = [...byReading].map(([reading, { value, recomputedValue, agrees }]) => [
      ...[reading, Number(value).toFixed(2), recomputedValue?.toFixed(2), agrees],
    ]);
    expect(table.sort()).toEqual([
      ['0022BaselineA', '39.58', '39.58', true],
      ['0022BaselineB', '34.98', '34.98', true],
      ['0022FollowupA', '42.22', '46.24', false],
      ['0022FollowupB', '37.22', '40.76', false],
      ['0023BaselineA', '36.61', '32.89', false],
      ['0023BaselineB', '34.99', '31.43', false],
      ['0023FollowupA', '49.13', '44.32', false],
      ['0023FollowupB', '57.37', '51.75', false],
    ]);
  });

  it('says the same in AIM and in SR', { timeout: 20_000 }, async (context) => {
    const { rows } = await measuredShared(context, 'aim');
    const readings = [...new Set(rows.map(readingOf))];
    expect(readings).toHaveLength(8);
    const said = (row: MeasurementRow | undefined) => {
      const points = row?.geometry.map(({ type, space, coordinates }) => ({ type, space, coordinates }));
      const { frames, sopInstanceUID } = row?.image ?? {};
      return {
        ...{ concept: key(row?.concept ?? null), unit: row?.unit, recomputed: row?.recomputedValue },
        ...{ agrees: row?.agrees, figure: row?.figure, points, frames, sopInstanceUID },
        sites: row?.sites,
        // Only the reports say whose they are, and it is not whose the images are.
        problems: row?.problems.filter((problem) => problem !== 'measure-patient-at-odds'),
      };
    };
    for (const reading of readings) {
      const [report, ...xml] = ['SR', 'AIM'].flatMap((kind) =>
        rows.filter((row) => row.source.kind === kind && readingOf(row) === reading),
      );
      expect(xml, reading).toHaveLength(2);
      for (const one of xml) {
        expect(said(one), reading).toEqual(said(report));
        // The report has eight digits of what AIM has as a double of a float.
        expect(Number(one.value), reading).toBeCloseTo(Number(report?.value), 5);
      }
    }
  });
});
